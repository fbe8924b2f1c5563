"""JSON: the chart as its file holds it, with what the rules say about it in the words of `check`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import moves
from orgsketch.files import canonical

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, OpenQuestion

FINDING = (
    "rule name title kind severity theme state boxes message because why fine_when"
    " sources disputed_by remedies"
).split()
QUESTION = "fact about text decides".split()


def write(material: Material) -> bytes:
    """The JSON of a chart: `chart` can be saved as a chart file."""
    told: dict[str, Any] = {
        "orgsketch": "1",
        "chart": json.loads(canonical.to_bytes(material.chart)),
        "findings": [finding_fields(finding) for finding in material.report.findings],
        "questions": [question_fields(question) for question in material.report.questions],
    }
    if material.baseline:
        told["changes"] = [move._asdict() for move in moves(material.baseline.chart, material.chart)]
    return (json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def finding_fields(finding: Finding) -> dict[str, Any]:
    """A finding as plain values; reasons are texts."""
    told = {name: plain(getattr(finding, name)) for name in FINDING}
    return {**told, "because": [reason.text for reason in finding.because]}


def question_fields(question: OpenQuestion) -> dict[str, Any]:
    """An open question as plain values."""
    return {name: plain(getattr(question, name)) for name in QUESTION}


def plain(value: Any) -> Any:
    """Records, tuples and mappings as objects and lists; anything else but numbers and texts by its name."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, Iterable):
        return [plain(entry) for entry in value]
    return str(getattr(value, "__name__", value))
