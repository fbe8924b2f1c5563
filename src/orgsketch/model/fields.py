"""What an edit may write into a field: clean text, lists without doubles, sensible numbers and dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from math import isfinite
from typing import Any

from orgsketch.errors import EditError
from orgsketch.model.records import ARRANGEMENTS, STATUSES, Answer, AnswerValue, Box, Person
from orgsketch.model.shapes import MAX_HEADCOUNT
from orgsketch.model.text import clean_line, clean_notes
from orgsketch.resources import _

CHANGEABLE = frozenset(Box.__dataclass_fields__) - {"id", "people", "reports_to", "order", "answers"}


def box_fields(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields fit for a Box. Raises EditError naming the field that is not."""
    unknown = sorted(fields.keys() - CHANGEABLE)
    if unknown:
        raise EditError(_("A box has no field {name} that can be set this way.").format(name=unknown[0]))
    return {name: _CLEAN[name](value) for name, value in fields.items()}


def checked_person(someone: Person) -> Person:
    """A person with clean text. Raises EditError when the name is empty."""
    name = clean_line(someone.name)
    if not name:
        raise EditError(_("A person needs a name."))
    return Person(someone.id, name, clean_line(someone.email), clean_line(someone.external_id))


def answered(answers: Mapping[str, Answer], question: str, said: Answer | None) -> dict[str, Answer]:
    """The answers by question, with this one put in; None takes it out."""
    rest = {key: value for key, value in answers.items() if key != question}
    if said is not None:
        rest[question] = Answer(_value(said.value), clean_line(said.by), clean_notes(said.evidence))
    return dict(sorted(rest.items()))


def iso_date(text: str) -> str:
    """`text` when it is a date like 2027-01-31, or "". Raises EditError when it is neither."""
    try:
        return text and date.fromisoformat(text).isoformat()
    except ValueError:
        raise EditError(_("{text} is no date; write it like 2027-01-31.").format(text=text)) from None


def names(entries: Iterable[str]) -> tuple[str, ...]:
    """Entries cleaned, each once, none empty."""
    return tuple(dict.fromkeys(filter(None, map(clean_line, entries))))


def _value(value: AnswerValue) -> AnswerValue:
    if isinstance(value, str):
        return clean_notes(value)
    if isinstance(value, tuple):
        return names(value)
    if not isfinite(value):
        raise EditError(_("An answer is a finite number, not {number}.").format(number=value))
    return value


def _headcount(number: float | None) -> int | float | None:
    if number is None:
        return None
    if not 0 <= number <= MAX_HEADCOUNT or number * 2 != int(number * 2):
        text = _("A headcount is a number from 0 to {most:,} in halves, not {number}.")
        raise EditError(text.format(most=MAX_HEADCOUNT, number=number))
    return int(number) if number == int(number) else float(number)


def _activities(entries: Iterable[str] | None) -> tuple[str, ...] | None:
    return None if entries is None else names(entries)


def _columns(columns: Mapping[str, str]) -> dict[str, str]:
    return {clean_line(name): clean_notes(text) for name, text in sorted(columns.items())}


def _status(value: str) -> str:
    return _one_of(value, STATUSES)


def _arrangement(value: str) -> str:
    return _one_of(value, ARRANGEMENTS)


def _one_of(value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        text = _("{value} is none of {allowed}.")
        raise EditError(text.format(value=value, allowed=", ".join(filter(None, allowed))))
    return value


_CLEAN: dict[str, Callable[[Any], Any]] = {
    "title": clean_line,
    "functions": names,
    "headcount": _headcount,
    "products": names,
    "responsibilities": _activities,
    "status": _status,
    "assistant": bool,
    "arrangement": _arrangement,
    "notes": clean_notes,
    "external_id": clean_line,
    "fields": _columns,
}
