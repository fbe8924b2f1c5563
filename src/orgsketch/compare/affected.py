"""Whom a change touches: people whose seat, work or manager is another one than before."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, diff

Seat: TypeAlias = tuple[str, str, tuple[str, ...], str, tuple[str, ...]]


class Affected(NamedTuple):
    """People by name, ids beside them, and how many more sit unnamed in boxes that change."""

    people: tuple[str, ...]
    names: tuple[str, ...]
    unnamed: int | float

    @property
    def total(self) -> int | float:
        """All of them."""
        return len(self.people) + self.unnamed


def affected(before: Chart, after: Chart, difference: ChartDiff | None = None) -> Affected:
    """Who has another seat, title, work or manager, who comes and who goes.

    `difference`: between the two, where it is known; only what it names, and those below, can be touched.
    """
    boxes = _near(before, after, difference if difference is not None else diff(before, after))
    seated = (chart.boxes[box] for chart in (before, after) for box in boxes if box in chart.boxes)
    everybody = sorted({person for box in seated for person in box.people})
    touched = [key for key in everybody if _seats(before, key) != _seats(after, key)]
    names = [(after.people.get(key) or before.people[key]).name for key in touched]
    unnamed: int | float = sum(
        max(_unnamed(before, key), _unnamed(after, key))
        for key in boxes
        if _seat(before, key) != _seat(after, key)
    )
    return Affected(tuple(touched), tuple(names), unnamed)


def _near(before: Chart, after: Chart, difference: ChartDiff) -> set[str]:
    """The boxes that differ, and their direct reports."""
    reports = {box for chart in (before, after) for one in difference.boxes for box in chart.reports(one)}
    return {*difference.boxes, *reports}


def _seats(chart: Chart, person: str) -> frozenset[Seat | None]:
    return frozenset(_seat(chart, box) for box in chart.seats(person))


def _seat(chart: Chart, key: str) -> Seat | None:
    """What a seat is to whoever sits there: itself, its title and work, its manager and who that is."""
    box = chart.boxes.get(key)
    if box is None:
        return None
    manager = chart.boxes.get(box.reports_to or "")
    return key, box.title, box.functions, box.reports_to or "", manager.people if manager else ()


def _unnamed(chart: Chart, key: str) -> int | float:
    box = chart.boxes.get(key)
    return max(0, box.heads - len(box.people)) if box else 0
