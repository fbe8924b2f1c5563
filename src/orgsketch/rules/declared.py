"""Measures of what was declared: whether a date has passed, and whether only some families answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from orgsketch.model.records import Box
from orgsketch.rules.condition import ANYTHING
from orgsketch.rules.measure import Arguments, Measure
from orgsketch.rules.reading import Reading

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SEVERAL = re.compile(r"\s*(?:[,;/&+]|\band\b)\s*", re.IGNORECASE)


def passed(args: Arguments) -> Measure:
    """Whether a declared date lies in the past; a plain no while no date is declared."""
    question = args.question("fact")

    def measured(reading: Reading, box: str, outer: str) -> bool:
        said = reading.of_company(question) if question.is_of_company else reading.of_box(question, box)
        is_date = isinstance(said, str) and _DATE.fullmatch(said) is not None
        return is_date and str(said) < date.today().isoformat()

    return Measure(measured, 0 if question.is_of_company else 1, domain=ANYTHING)


def answered_within(args: Arguments) -> Measure:
    """Whether all who answered a question about the company are of these families; no while nobody is named.

    Who answered is looked up among the people and the titles on the chart, else read as a title.
    """
    question, families = args.question("fact"), frozenset(args.strings("families"))

    def measured(reading: Reading, box: str, outer: str) -> bool:
        said = reading.chart.head.answers.get(question.answer_key)
        names = [name for name in _SEVERAL.split(said.by) if name] if said and not said.is_unknown else []
        return bool(names) and all(set(_families(reading, name)) & families for name in names)

    return Measure(measured, 0, domain=ANYTHING)


def _families(reading: Reading, name: str) -> Iterator[str]:
    """The families that somebody named may belong to."""
    boxes = list(_called(reading, name.casefold()))
    functions = [box.function for box in boxes] or reading.words.function_called(name)[:1]
    return (reading.words.family_of(function) for function in functions)


def _called(reading: Reading, name: str) -> Iterator[Box]:
    """The boxes of that title, and those where somebody of that name sits."""
    chart = reading.chart
    for person in chart.people.values():
        if person.name.casefold() == name:
            yield from (chart.boxes[seat] for seat in chart.seats(person.id))
    yield from (box for box in chart.boxes.values() if box.title.casefold() == name)
