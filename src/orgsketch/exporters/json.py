"""JSON: the chart as its file holds it, with what the rules say about it in the words of `check`."""

from __future__ import annotations

import json
from typing import Any

from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import moves
from orgsketch.files import canonical
from orgsketch.rules.finding import to_json


def write(material: Material) -> bytes:
    """The JSON of a chart: `chart` can be saved as a chart file."""
    chart = json.loads(canonical.to_bytes(material.chart))
    told: dict[str, Any] = {"orgsketch": "1", "chart": chart, **to_json(material.report)}
    if material.baseline:
        told["changes"] = [move._asdict() for move in moves(material.baseline.chart, material.chart)]
    return (json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")
