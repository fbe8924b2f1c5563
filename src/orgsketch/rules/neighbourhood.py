"""Which boxes an edit touches: those whose verdict may differ because of it.

A verdict rests on the box itself, the line above it and the other seats of its people, on what `Scope` adds,
and on what its condition looks at beyond that (see `rules.looks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Box
from orgsketch.model.tree import branch, path_to_top
from orgsketch.rules.looks import NEAR, SEES_ALL, SEES_FAR

NOBODY: frozenset[str] = frozenset()


class Chained(NamedTuple):
    """Boxes of function `skip`, and all below them, are read with those of function `beside` beside them,
    under a manager of one of the functions `under`."""

    skip: str
    beside: str
    under: frozenset[str]


@dataclass
class Scope:
    """How far the conditions of a book look sideways.

    `looks_aside`: some condition reads siblings, and what is below them. `shared`: the answers of a lead that
    hold for its team.
    """

    chained: set[Chained] = field(default_factory=set)
    looks_aside: bool = False
    shared: frozenset[str] = frozenset()


class Touched:
    """The boxes whose verdicts may differ, by how far a verdict looks around its box (see `rules.looks`)."""

    __slots__ = ("_charts", "_sums")

    def __init__(
        self,
        near: frozenset[str],
        below: frozenset[str] = NOBODY,
        linked: frozenset[str] = NOBODY,
        charts: tuple[Chart, ...] = (),
    ) -> None:
        lower = near | below
        self._sums, self._charts = [near, lower, near | linked, lower | linked], charts

    @property
    def boxes(self) -> frozenset[str]:
        """Those to ask again whatever is asked."""
        return self._sums[NEAR]

    @property
    def seen(self) -> frozenset[str]:
        """Those with the ones that look below or aside, or along relations."""
        return self._sums[SEES_FAR]

    def all_of(self, sees: int) -> frozenset[str]:
        """The boxes to ask again about what sees so far: a sum of looks."""
        if sees < SEES_ALL:
            return self._sums[sees]
        if len(self._sums) == SEES_ALL:
            self._sums.append(NOBODY.union(*[chart.boxes for chart in self._charts]))
        return self._sums[SEES_ALL]


UNTOUCHED = Touched(NOBODY)


def touched(change: ChartDiff, before: Chart, after: Chart, scope: Scope) -> Touched:
    """The boxes whose verdicts must be asked again after a change; those it removes are among them."""
    charts = (before, after)
    if min(len(before.boxes), len(after.boxes)) <= 1:
        everything = frozenset((*before.boxes, *after.boxes))  # alone on the chart, no box is unplaced
        return Touched(everything, charts=charts)
    near: set[str] = set()
    below: set[str] = set()
    linked: set[str] = set()
    for box, (old, new) in change.boxes.items():
        if old is None or new is None or _said(old) != _said(new):
            near.add(box)
            for chart in (chart for chart in charts if box in chart.boxes):
                near.update(_near(chart, box, scope))
                below.update(_above(chart, box, scope))
                below.update(_sharers(chart, box, scope.shared))
                linked.update(() if _is_same_role(old, new) else _joined_below(chart, box))
    near.update(box for box in below if _is_placed_anew(box, before, after))
    for chart in charts:
        linked.update(end for box in near if box in chart.boxes for end in _ends(chart, box))
    for line_before, line_after in change.relations.values():
        for chart, line in ((before, line_before), (after, line_after)):
            for end in (line.start, line.end) if line else ():
                linked.update(_joined_below(chart, end))
    return Touched(frozenset(near), frozenset(below), frozenset(linked), charts)


def _is_placed_anew(box: str, before: Chart, after: Chart) -> bool:
    """Whether a box without manager got its first report, or lost the last one."""
    states = [chart for chart in (before, after) if box in chart.boxes]
    return len({bool(chart.reports(box)) for chart in states if chart.boxes[box].reports_to is None}) > 1


def _said(box: Box) -> tuple[object, ...]:
    """What rules read of a box; titles and notes are not among it."""
    return (
        box.functions,
        box.reports_to,
        box.order,
        box.people,
        box.headcount,
        box.responsibilities,
        box.answers,
        box.products,
        box.status,
        box.assistant,
    )


def _is_same_role(old: Box | None, new: Box | None) -> bool:
    """Whether boxes joined to this one, or below those, may keep what they read of it (`LINKED_ROLE`)."""
    if old is None or new is None:
        return False
    return (old.functions, old.responsibilities) == (new.functions, new.responsibilities)


def _near(chart: Chart, box: str, scope: Scope) -> Iterator[str]:
    yield from branch(chart, box)
    yield from _beside(chart, box, scope.chained)
    for person in chart.boxes[box].people:
        yield from chart.seats(person)


def _above(chart: Chart, box: str, scope: Scope) -> Iterator[str]:
    for manager in path_to_top(chart, box):
        yield manager
        if scope.looks_aside:
            yield from chart.reports(manager)


def _sharers(chart: Chart, box: str, shared: frozenset[str]) -> Iterator[str]:
    """The team below every lead that says something for its team: it is read beside the team's headcount."""
    record = chart.boxes[box]
    while record.functions and record.reports_to is not None:
        lead = chart.boxes[record.reports_to]
        if lead.functions[:1] != record.functions[:1]:
            return
        if (lead.answers and not shared.isdisjoint(lead.answers)) or lead.responsibilities is not None:
            yield lead.id
            yield from _team_below(chart, lead.id)
        record = lead


def _beside(chart: Chart, box: str, chained: Iterable[Chained]) -> Iterator[str]:
    manager = chart.boxes[box].reports_to
    if manager is None:
        return
    for skip, beside, under in chained:
        if chart.boxes[manager].function in under and chart.boxes[box].function == beside:
            for sibling in chart.reports(manager):
                if chart.boxes[sibling].function == skip:
                    yield from branch(chart, sibling)


def _team_below(chart: Chart, box: str) -> Iterator[str]:
    function, waiting = chart.boxes[box].functions[:1], [box]
    while waiting:
        for report in chart.reports(waiting.pop()):
            if chart.boxes[report].functions[:1] == function:
                waiting.append(report)
                yield report


def _ends(chart: Chart, box: str) -> Iterable[str]:
    for relation in chart.index.relations.get(box, ()):
        line = chart.relations[relation]
        yield line.end if line.start == box else line.start


def _joined_below(chart: Chart, box: str) -> Iterator[str]:
    """The boxes that chains of relations lead to, with all below each."""
    seen, waiting = {box}, [box]
    while waiting:
        current = waiting.pop()
        yield from branch(chart, current)
        for other in _ends(chart, current):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
