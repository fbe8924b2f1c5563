"""Who wears a badge because of where they stand: the boxes of a set that a pack names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.rules.reading import Reading

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book
    from orgsketch.vocabulary.records import Badge

Worn: TypeAlias = Mapping[str, tuple[str, ...]]


def worn(book: Book, chart: Chart, report: Report | None = None) -> dict[str, tuple[str, ...]]:
    """The ids of the badges each box wears by its place. `report`: of this chart, where there is one."""
    known: Reading | None = report.__dict__.get("_reading") if report else None
    reading = known if known and known.chart is chart else Reading(chart, book.words)
    found: dict[str, tuple[str, ...]] = {}
    for badge in book.words.badges.values():
        for box in dict.fromkeys(_wearers(book, reading, badge)):
            found[box] = (*found.get(box, ()), badge.id)
    return found


def _wearers(book: Book, reading: Reading, badge: Badge) -> Iterator[str]:
    if not badge.worn_by:
        return
    members = book.compiler.set(badge.worn_by).members(reading, "", "")
    if not badge.at:
        yield from members
        return
    at = book.compiler.set(badge.at)
    for box in members:
        yield from at.members(reading, box, "")
