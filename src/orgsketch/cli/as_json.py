"""Findings for programs: the JSON of the documentation, everything in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
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
        **({"units": units} if (units := list(_units(entry))) else {}),
        **to_json(entry.report),
    }


def _units(entry: Checked) -> Iterator[dict[str, Any]]:
    """The boxes with a context of their own, and what they say there."""
    from orgsketch.rules.units import own_answers, units_of

    keys = entry.book.words.context_keys
    for unit in sorted(units_of(entry.chart, keys)):
        said = own_answers(entry.chart.boxes[unit], keys)
        says = {key: answer.value for key, answer in said.items()}
        yield {"box": unit, "title": entry.title(unit), "says": says}
