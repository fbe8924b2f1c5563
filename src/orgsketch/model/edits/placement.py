"""Edits of boxes and their reporting lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from orgsketch.errors import EditError
from orgsketch.model import ids, order, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import Change, ChartDiff
from orgsketch.model.edits.lookup import box_on, boxes_on, name_of, unseated
from orgsketch.model.fields import box_fields
from orgsketch.model.placing import Placing
from orgsketch.model.records import Box
from orgsketch.resources import _

Reports = Literal["to_manager", "with_branch", "to_bench"]


def add(
    chart: Chart,
    title: str = "",
    functions: Sequence[str] = (),
    manager: str | None = None,
    *,
    after: str | None = None,
    before: str | None = None,
    id: str | None = None,
    **fields: Any,
) -> ChartDiff:
    """A new box under `manager` (None = no manager), last, or beside a sibling.

    `id`: the id to give it, so that the caller can select it; `fields` as in `change`.
    """
    fresh = _fresh(chart, title, functions, id, fields)
    if manager is not None:
        box_on(chart, manager)
    placing = Placing(chart)
    placing.put([fresh.id], manager, after, before)
    return ChartDiff(boxes=_placed(chart, placing, {fresh.id: fresh}))


def add_all(
    chart: Chart,
    boxes: Sequence[tuple[str, str, Sequence[str]]],
    manager: str | None = None,
    *,
    after: str | None = None,
    before: str | None = None,
) -> ChartDiff:
    """New boxes side by side, each given as id, title and functions, where `add` would put one."""
    fresh = [_fresh(chart, title, functions, id, {}) for id, title, functions in boxes]
    if manager is not None:
        box_on(chart, manager)
    placing = Placing(chart)
    placing.put([box.id for box in fresh], manager, after, before)
    return ChartDiff(boxes=_placed(chart, placing, {box.id: box for box in fresh}))


def insert_manager(
    chart: Chart, box: str, title: str = "", functions: Sequence[str] = (), *, id: str | None = None
) -> ChartDiff:
    """A new box between `box` and its manager, in the place `box` had."""
    old = box_on(chart, box)
    fresh = replace(_fresh(chart, title, functions, id, {}), reports_to=old.reports_to, order=old.order)
    moved = replace(old, reports_to=fresh.id, order=order.FIRST)
    return ChartDiff(boxes={fresh.id: (None, fresh), box: (old, moved)})


def remove(chart: Chart, boxes: str | Iterable[str], reports: Reports = "to_manager") -> ChartDiff:
    """Take boxes off the chart, with their relations and acceptances.

    Their reports go to the manager (in the removed box's place), with the branch, or to the bench.
    """
    gone = boxes_on(chart, boxes)
    if reports == "with_branch":
        gone = list(dict.fromkeys(member for box in gone for member in tree.branch(chart, box)))
        return _without(chart, gone, {})
    placing = Placing(chart)
    for box in gone:
        if reports == "to_manager":
            placing.step_aside(box)
        else:
            placing.put([report for report in chart.reports(box) if report not in gone], None)
    for box in gone:
        placing.take_out(box)
    return _without(chart, gone, _placed(chart, placing))


def move(
    chart: Chart,
    boxes: str | Iterable[str],
    manager: str | None,
    after: str | None = None,
    before: str | None = None,
    *,
    alone: bool = False,
) -> ChartDiff:
    """Let boxes report to `manager` (None = nobody), last, or beside a sibling, with their branches.

    `alone`: their own reports stay behind with the old manager, so a box may even move below one of them.
    """
    moving = boxes_on(chart, boxes)
    if manager is not None:
        box_on(chart, manager)
    placing = Placing(chart)
    for box in moving:
        reason = _itself(chart, box, manager) if alone else may_report(chart, box, manager)
        if reason:
            raise EditError(reason)
        if alone:
            placing.step_aside(box)
    placing.put(moving if alone else _topmost(chart, moving), manager, after, before)
    return ChartDiff(boxes=_placed(chart, placing))


def reorder(chart: Chart, box: str, step: int) -> ChartDiff:
    """Move a box `step` places among its siblings (negative = earlier); an empty diff at the end."""
    manager = box_on(chart, box).reports_to
    siblings = chart.reports(manager)
    target = siblings[max(0, min(siblings.index(box) + step, len(siblings) - 1))]
    if step > 0:
        return move(chart, box, manager, after=target)
    return move(chart, box, manager, before=target)


def may_report(chart: Chart, box: str, manager: str | None) -> str:
    """Why `box` cannot report to `manager`, as one sentence; "" when it can."""
    if manager is not None and tree.is_above(chart, box, manager):
        return _("{box} would report to its own report.").format(box=name_of(chart, box))
    return _itself(chart, box, manager)


def _fresh(
    chart: Chart, title: str, functions: Sequence[str], id: str | None, fields: Mapping[str, Any]
) -> Box:
    key = id or ids.new_id(ids.BOX, chart.boxes)
    if key in chart.boxes:
        raise EditError(_("There is already a box {id}.").format(id=key))
    return Box(key, **box_fields({"title": title, "functions": functions, **fields}))


def _itself(chart: Chart, box: str, manager: str | None) -> str:
    if box != manager:
        return ""
    return _("{box} cannot report to itself.").format(box=name_of(chart, box))


def _topmost(chart: Chart, boxes: Sequence[str]) -> list[str]:
    """The boxes but those that travel below another of them."""
    chosen = set(boxes)
    return [box for box in boxes if chosen.isdisjoint(tree.path_to_top(chart, box))]


def _placed(chart: Chart, placing: Placing, new: Mapping[str, Box] | None = None) -> dict[str, Change[Box]]:
    """The boxes that change so that they stand where they were placed."""
    changes: dict[str, Change[Box]] = {}
    for box, manager, key in placing.lines():
        old = chart.boxes.get(box)
        changes[box] = (old, replace(old or (new or {})[box], reports_to=manager, order=key))
    return changes


def _without(chart: Chart, gone: Sequence[str], others: Mapping[str, Change[Box]]) -> ChartDiff:
    """The diff that removes boxes together with what refers to them."""
    leaving = set(gone)
    lines = {line.id for box in gone for line in chart.relations_of(box)}
    people = {person for box in gone for person in chart.boxes[box].people}
    return ChartDiff(
        people=unseated(chart, people, leaving),
        boxes={**{box: (chart.boxes[box], None) for box in gone}, **others},
        relations={key: (chart.relations[key], None) for key in sorted(lines)},
        accepted={
            key: (entry, None) for key, entry in sorted(chart.accepted.items()) if entry.box in leaving
        },
        ticks={key: (entry, None) for key, entry in sorted(chart.ticks.items()) if entry.box in leaving},
    )
