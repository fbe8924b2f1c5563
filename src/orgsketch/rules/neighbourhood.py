"""Which boxes an edit touches: those whose verdict may differ because of it.

Without a quantifier over the whole chart, a condition about a box reads no more than its neighbourhood: the
box itself, the line above it, the branch below it, the other seats of its people, the boxes that relations
join to it or to those above it, however far the chain of relations goes; and what `Scope` adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Box
from orgsketch.model.tree import branch, path_to_top


class Chained(NamedTuple):
    """Boxes of function `skip` are read with those of function `beside` that stand beside them or the topmost
    of their team, under a manager of one of the functions `under`."""

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


@dataclass(frozen=True, slots=True)
class Touched:
    """The boxes whose verdicts may differ; `seen`: with those of conditions that look below or aside."""

    boxes: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()

    def all_of(self, looks_below: bool) -> frozenset[str]:
        """The boxes to ask again about a condition, with those that it would only see below or beside."""
        return self.seen if looks_below else self.boxes


UNTOUCHED = Touched()


def touched(change: ChartDiff, before: Chart, after: Chart, scope: Scope) -> Touched:
    """The boxes whose verdicts must be asked again after a change; those it removes are among them."""
    if min(len(before.boxes), len(after.boxes)) <= 1:
        everything = frozenset((*before.boxes, *after.boxes))  # alone on the chart, no box is unplaced
        return Touched(everything, everything)
    found: set[str] = set()
    seen: set[str] = set()
    for box, (old, new) in change.boxes.items():
        if old is None or new is None or _said(old) != _said(new):
            found.add(box)
            for chart in (before, after):
                if box in chart.boxes:
                    found.update(_near(chart, box, scope, is_same_work=_is_same_work(old, new)))
                    seen.update(_above(chart, box, scope))
    for line_before, line_after in change.relations.values():
        for chart, line in ((before, line_before), (after, line_after)):
            for end in (line.start, line.end) if line else ():
                found.update(_joined_below(chart, end))
    found.update(box for box in seen if _is_placed_anew(box, before, after))
    return Touched(frozenset(found), frozenset(found | seen))


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


def _is_same_work(old: Box | None, new: Box | None) -> bool:
    """Whether boxes joined to this one may keep what they read of it."""
    if old is None or new is None:
        return False
    return (old.functions, old.responsibilities) == (new.functions, new.responsibilities)


def _near(chart: Chart, box: str, scope: Scope, *, is_same_work: bool) -> Iterator[str]:
    below = list(branch(chart, box))
    yield from below
    yield from _beside(chart, box, scope.chained)
    yield from _sharers(chart, box, scope.shared)
    for member in below:
        yield from _ends(chart, member)
    for person in chart.boxes[box].people:
        yield from chart.seats(person)
    if not is_same_work:
        yield from _joined_below(chart, box)


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
                    yield sibling
                    yield from _team_below(chart, sibling)


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
