"""How severe a finding is: its base, the highest raise that holds, then once one step down.

Looks only at whether rules hold, so rules may name each other. Never lowered below minor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from orgsketch.rules.condition import Condition, Ground
from orgsketch.rules.pack import SEVERITIES, Book, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.wording import Speaker

FLOOR = "minor"


def of(book: Book, rule: Rule, reading: Reading, boxes: Sequence[str]) -> str:
    """The severity of a finding."""
    text = rule.text
    level = text.severity
    for step in text.raised:
        if _rank(step.to) < _rank(level) and _holds(book.side(text, "raised", step.when), reading, boxes):
            level = step.to
    if text.lowered and _rank(level) < _rank(FLOOR) and any(_lowering(book, rule, reading, boxes)):
        level = SEVERITIES[_rank(level) + 1]
    return level


def reliefs(book: Book, rule: Rule, reading: Reading, boxes: Sequence[str]) -> tuple[str, ...]:
    """What lowered a severity, and the rules that are noted as doing so."""
    noted = (data for data in _noting(book, rule, reading, boxes) if _is_rule(data))
    return tuple(
        _note(book, reading, boxes, data) for data in (*_lowering(book, rule, reading, boxes), *noted)
    )


def notes(book: Book, rule: Rule, reading: Reading, boxes: Sequence[str]) -> tuple[str, ...]:
    """What else is noted beside a finding."""
    noted = (data for data in _noting(book, rule, reading, boxes) if not _is_rule(data))
    return tuple(dict.fromkeys(_note(book, reading, boxes, data) for data in noted))


def _noting(book: Book, rule: Rule, reading: Reading, boxes: Sequence[str]) -> Iterator[Any]:
    text = rule.text
    return (data for data in text.noted if _holds(book.side(text, "noted", data), reading, boxes))


def _is_rule(data: Any) -> bool:
    return isinstance(data, dict) and "rule" in data


def _lowering(book: Book, rule: Rule, reading: Reading, boxes: Sequence[str]) -> Iterator[Any]:
    text = rule.text
    return (data for data in text.lowered if _holds(book.side(text, "lowered", data), reading, boxes))


def open_grounds(book: Book, rule: Rule, reading: Reading, boxes: Sequence[str]) -> Iterator[Ground]:
    """What is unknown about the conditions that would change the severity."""
    text, box = rule.text, boxes[0] if boxes else ""
    for data in (*(step.when for step in text.raised), *text.lowered):
        condition = book.side(text, "severity", data)
        if condition.truth(reading, box, "") is None:
            yield from (ground for ground in condition.why(reading, box, "") if ground.holds is None)


def _rank(level: str) -> int:
    return SEVERITIES.index(level)


def _holds(condition: Condition, reading: Reading, boxes: Sequence[str]) -> bool:
    if not condition.depth:
        return bool(condition.truth(reading, "", ""))
    return any(condition.truth(reading, box, "") for box in boxes)


def _note(book: Book, reading: Reading, boxes: Sequence[str], data: Any) -> str:
    if _is_rule(data):
        other = book.texts[str(data["rule"])]
        return f"{other.code} {other.title}"
    condition = book.compiler.condition(data)
    box = next((box for box in boxes if condition.truth(reading, box, "")), "")
    reasons = Speaker(book, reading).reasons(condition.why(reading, box, ""))
    return ", ".join(reason.text for reason in reasons if reason.holds == "yes")
