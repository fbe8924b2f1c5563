"""The only description of change: what a chart had before, what it has after, by id.

`apply(diff(a, b), a) == b`, `apply(invert(d), apply(d, a)) == a`, and `squash` joins two diffs into one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TypeAlias, TypeVar

from immutables import Map

from orgsketch.errors import EditError
from orgsketch.model.chart import Chart
from orgsketch.model.records import Accepted, Box, Conflict, Head, Person, Relation, Tick
from orgsketch.resources import _

R = TypeVar("R", Person, Box, Relation, Accepted, Tick, Conflict)
Change: TypeAlias = tuple[R | None, R | None]
Changes: TypeAlias = Mapping[str, tuple[R | None, R | None]]


@dataclass(frozen=True, slots=True)
class ChartDiff:
    """Changed records by id as (before, after): None before = added, None after = removed."""

    head: tuple[Head, Head] | None = None
    people: Changes[Person] = field(default_factory=dict)
    boxes: Changes[Box] = field(default_factory=dict)
    relations: Changes[Relation] = field(default_factory=dict)
    accepted: Changes[Accepted] = field(default_factory=dict)
    ticks: Changes[Tick] = field(default_factory=dict)
    conflicts: Changes[Conflict] = field(default_factory=dict)

    def __bool__(self) -> bool:
        tables = (self.people, self.boxes, self.relations, self.accepted, self.ticks, self.conflicts)
        return self.head is not None or any(tables)


def diff(before: Chart, after: Chart) -> ChartDiff:
    """What turns one chart into the other; costs the size of both."""
    return ChartDiff(
        (before.head, after.head) if before.head != after.head else None,
        _changes(before.people, after.people),
        _changes(before.boxes, after.boxes),
        _changes(before.relations, after.relations),
        _changes(before.accepted, after.accepted),
        _changes(before.ticks, after.ticks),
        _changes(before.conflicts, after.conflicts),
    )


def apply(change: ChartDiff, chart: Chart) -> Chart:
    """The chart after the change.

    Raises EditError when the chart does not hold what the diff says was there before.
    """
    if change.head and change.head[0] != chart.head:
        raise EditError(_("The chart's own fields have changed since this edit was made."))
    boxes = _applied(change.boxes, chart.boxes)
    return Chart(
        change.head[1] if change.head else chart.head,
        _applied(change.people, chart.people),
        boxes,
        _applied(change.relations, chart.relations),
        _applied(change.accepted, chart.accepted),
        _applied(change.ticks, chart.ticks),
        _applied(change.conflicts, chart.conflicts),
        chart.index.advanced(change.boxes, change.relations, lambda box: boxes[box].order),
    )


def invert(change: ChartDiff) -> ChartDiff:
    """The change that takes this one back."""
    return ChartDiff(
        change.head[::-1] if change.head else None,
        _swapped(change.people),
        _swapped(change.boxes),
        _swapped(change.relations),
        _swapped(change.accepted),
        _swapped(change.ticks),
        _swapped(change.conflicts),
    )


def of_head(change: ChartDiff, head: Head) -> ChartDiff:
    """The change for a chart with other fields of its own: it says what the change says, the rest stays."""
    if change.head is None or change.head[0] == head:
        return change
    old, new = change.head
    names = [one.name for one in fields(Head) if getattr(old, one.name) != getattr(new, one.name)]
    return replace(change, head=(head, replace(head, **{name: getattr(new, name) for name in names})))


def squash(first: ChartDiff, second: ChartDiff) -> ChartDiff:
    """One change that does what the two do in turn."""
    heads = [change for change in (first.head, second.head) if change]
    head = (heads[0][0], heads[-1][1]) if heads else None
    return ChartDiff(
        head if head and head[0] != head[1] else None,
        _joined(first.people, second.people),
        _joined(first.boxes, second.boxes),
        _joined(first.relations, second.relations),
        _joined(first.accepted, second.accepted),
        _joined(first.ticks, second.ticks),
        _joined(first.conflicts, second.conflicts),
    )


def _changes(before: Mapping[str, R], after: Mapping[str, R]) -> dict[str, tuple[R | None, R | None]]:
    found: dict[str, tuple[R | None, R | None]] = {}
    if before is after:
        return found
    for key, old in before.items():
        new = after.get(key)
        if new is not old and new != old:
            found[key] = (old, new)
    for key, new in after.items():
        if key not in before:
            found[key] = (None, new)
    return dict(sorted(found.items()))


def _applied(changes: Changes[R], records: Map[str, R]) -> Map[str, R]:
    if not changes:
        return records
    draft = records.mutate()
    for key, (before, after) in changes.items():
        if draft.get(key) != before:
            raise EditError(_("{id} has changed since this edit was made.").format(id=key))
        if after is not None:
            draft[key] = after
        elif before is not None:
            del draft[key]
    return draft.finish()


def _swapped(changes: Changes[R]) -> dict[str, tuple[R | None, R | None]]:
    return {key: (after, before) for key, (before, after) in changes.items()}


def _joined(first: Changes[R], second: Changes[R]) -> dict[str, tuple[R | None, R | None]]:
    joined = dict(first)
    for key, (before, after) in second.items():
        start = joined[key][0] if key in joined else before
        if start == after:
            joined.pop(key, None)
        else:
            joined[key] = (start, after)
    return joined
