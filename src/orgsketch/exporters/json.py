"""JSON: the chart as its file holds it, with what the rules say about it in the words of `check`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from orgsketch.drawing.marking import GOOD_NEWS
from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import moves
from orgsketch.files import canonical
from orgsketch.rules.finding import Report, to_json


def write(material: Material) -> bytes:
    """The JSON of a chart: `chart` can be saved as a chart file."""
    chart = json.loads(canonical.to_bytes(material.chart))
    told: dict[str, Any] = {"orgsketch": "1", "chart": chart, **to_json(_asked_for(material))}
    if material.baseline:
        told["changes"] = [move._asdict() for move in moves(material.baseline.chart, material.chart)]
    return (json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def _asked_for(material: Material) -> Report:
    """The findings that were asked for; whether one is accepted is said of each."""
    options = material.options
    kept = (
        finding
        for finding in material.report.findings
        if options.shows(finding.rule) and (options.strengths or finding.kind not in GOOD_NEWS)
    )
    return replace(material.report, findings=tuple(kept))
