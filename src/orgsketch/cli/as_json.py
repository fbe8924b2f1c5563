"""Findings for programs: the JSON of the documentation, everything in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from orgsketch.cli.checked import Checked

VERSION = "1"


def formatted(checked: Sequence[Checked], *, is_verbose: bool) -> str:
    """One object for all charts; `is_verbose` changes nothing, JSON always holds all."""
    return json.dumps({"orgsketch": VERSION, "charts": [_chart(entry) for entry in checked]}, indent=2) + "\n"


def _chart(entry: Checked) -> dict[str, Any]:
    from orgsketch.rules.finding import to_json

    return {
        "file": entry.place,
        "title": entry.chart.title,
        "company": {question: said.value for question, said in entry.chart.head.answers.items()},
        **to_json(entry.report),
    }
