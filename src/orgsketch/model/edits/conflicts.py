"""The edit that settles a conflict of a merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from orgsketch.errors import EditError
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, squash
from orgsketch.model.edits.placement import remove
from orgsketch.model.records import Box, Conflict, Relation
from orgsketch.resources import _

Choice = Literal["shown", "ours", "theirs", "base"]

TABLES = {"p_": "people", "b_": "boxes", "r_": "relations", "a_": "accepted", "t_": "ticks"}


def settle(chart: Chart, conflict: str, choice: Choice = "shown") -> ChartDiff:
    """Let one side of a conflict count, and the conflict is gone; "shown" = leave the chart as it is.

    Raises EditError when the chart has changed so that this side cannot be taken any more.
    """
    found = chart.conflicts.get(conflict)
    if found is None:
        raise EditError(_("There is no conflict {id} on this chart.").format(id=conflict))
    change, now = ChartDiff(conflicts={conflict: (found, None)}), chart
    for key, wanted in _side(found, choice).items():
        step = _taken(now, found, key, wanted)
        change, now = squash(change, step), apply(step, now)
    _refuse_unsound(now)
    return change


def settle_all(chart: Chart, conflicts: Iterable[str], choice: Choice = "shown") -> ChartDiff:
    """Settle several conflicts for one side, as one change; those that cannot be are left.

    Raises EditError when none of them can be.
    """
    change, now, last = ChartDiff(), chart, None
    for conflict in conflicts:
        try:
            step = settle(now, conflict, choice)
        except EditError as error:
            last = error
        else:
            change, now = squash(change, step), apply(step, now)
    if not change and last:
        raise last
    return change


def _side(conflict: Conflict, choice: Choice) -> Mapping[str, Any]:
    """What one side says, removals last: what stood below may have moved away by then."""
    if choice == "shown":
        return {}
    side = {"ours": conflict.ours, "theirs": conflict.theirs, "base": conflict.base}[choice]
    return dict(sorted(side.items(), key=lambda entry: (entry[1] is None, entry[0])))


def _taken(chart: Chart, conflict: Conflict, key: str, wanted: Any) -> ChartDiff:
    """The diff that makes one record what a side says."""
    if key == chart.head.id:
        head = _with(chart.head, wanted, conflict, key)
        return ChartDiff(head=(chart.head, head) if head != chart.head else None)
    table = TABLES.get(key[:2], "")
    if not table:
        raise _gone(key)
    old = getattr(chart, table).get(key)
    if wanted is None:
        return _removed(chart, table, key, old)
    is_whole = any(side.get(key, wanted) is None for side in (conflict.ours, conflict.theirs))
    if old is None and not is_whole:
        raise _gone(key)
    new = wanted if old is None else old if is_whole else _with(old, wanted, conflict, key)
    return _one(table, key, old, new)


def _removed(chart: Chart, table: str, key: str, old: Any) -> ChartDiff:
    if old is None:
        return ChartDiff()
    return remove(chart, key) if table == "boxes" else _one(table, key, old, None)


def _one(table: str, key: str, old: Any, new: Any) -> ChartDiff:
    changes: dict[str, Any] = {table: {key: (old, new)} if old != new else {}}
    return ChartDiff(**changes)


def _with(record: Any, wanted: Any, conflict: Conflict, key: str) -> Any:
    """The record with the disputed fields as wanted; of answers and columns only the disputed ones."""
    one, other = conflict.ours.get(key), conflict.theirs.get(key)
    values: dict[str, Any] = {}
    for name in type(record).__dataclass_fields__:
        sides = [getattr(side, name, None) for side in (one, other)]
        if name == "id" or sides[0] == sides[1]:
            continue
        said = getattr(wanted, name)
        if isinstance(said, Mapping):
            disputed = {entry for side in sides for entry in side or ()}
            kept = {entry: value for entry, value in getattr(record, name).items() if entry not in disputed}
            said = dict(sorted({**kept, **said}.items()))
        values[name] = said
    return replace(record, **values)


def _gone(key: str) -> EditError:
    return EditError(_("{id} is not on this chart any more; leave it as it is shown.").format(id=key))


def _refuse_unsound(chart: Chart) -> None:
    """Raise EditError when a line leads nowhere or in a circle."""
    for record in (*chart.boxes.values(), *chart.relations.values()):
        for key in _named(record):
            if key not in chart.boxes and key not in chart.people:
                raise _gone(key)
    if rings := tree.loops(chart):
        names = ", ".join(chart.boxes[box].title or box for box in rings[0])
        text = _("{names} would report to each other in a circle; move one of them first.")
        raise EditError(text.format(names=names))


def _named(record: Box | Relation) -> tuple[str, ...]:
    if isinstance(record, Relation):
        return record.start, record.end
    return (*((record.reports_to,) if record.reports_to else ()), *record.people)
