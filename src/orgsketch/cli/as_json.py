"""Findings for programs: the JSON of design and documentation, everything in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from orgsketch.cli.checked import Checked
from orgsketch.model.diff import ChartDiff

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, OpenQuestion

VERSION = "1"


def formatted(checked: Sequence[Checked], *, is_verbose: bool) -> str:
    """One object for all charts; `is_verbose` changes nothing, JSON always holds all."""
    return json.dumps({"orgsketch": VERSION, "charts": [_chart(entry) for entry in checked]}, indent=2) + "\n"


def _chart(entry: Checked) -> dict[str, Any]:
    return {
        "file": entry.place,
        "title": entry.chart.title,
        "company": {question: said.value for question, said in entry.chart.head.answers.items()},
        "findings": [_finding(finding) for finding in entry.report.findings],
        "questions": [_question(asked) for asked in entry.report.questions],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "name": finding.name,
        "title": finding.title,
        "kind": finding.kind,
        "severity": finding.severity,
        "theme": finding.theme,
        "state": finding.state,
        "boxes": list(finding.boxes),
        "message": finding.message,
        "because": [reason.text for reason in finding.because],
        "sources": [
            {"voice": said.voice, "article": said.article, "quote": said.quote} for said in finding.sources
        ],
        "disputed_by": [
            {"voice": other.voice, "when": other.when, "holds_here": other.holds_here, "quote": other.quote}
            for other in finding.disputed_by
        ],
        "remedies": [
            {"text": remedy.text, "edits": _edits(getattr(remedy, "diff", None))}
            for remedy in finding.remedies
        ],
    }


def _question(asked: OpenQuestion) -> dict[str, Any]:
    return {"fact": asked.fact, "about": asked.about, "text": asked.text, "decides": list(asked.decides)}


def _edits(change: ChartDiff | None) -> list[dict[str, Any]]:
    """What a remedy would change, record by record: the fields before and after."""
    if not change:
        return []
    edits = []
    for table in ("boxes", "relations"):
        for key, (before, after) in getattr(change, table).items():
            names = type(before or after).__dataclass_fields__
            changed = [name for name in names if getattr(before, name, None) != getattr(after, name, None)]
            edits.append(
                {
                    "record": key,
                    "before": {name: _plain(getattr(before, name)) for name in changed} if before else None,
                    "after": {name: _plain(getattr(after, name)) for name in changed} if after else None,
                }
            )
    return edits


def _plain(value: Any) -> Any:
    """A field as JSON has it: answers as their values, sequences as lists."""
    if hasattr(value, "items"):
        return {key: getattr(entry, "value", entry) for key, entry in value.items()}
    return list(value) if isinstance(value, tuple) else value
