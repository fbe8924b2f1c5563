"""Both charts as one: the chart after, with ghosts where boxes were before. What the Changes view draws.

A removed box stands in its old place. A moved box stands in its new one, and its ghost, a box of its own id,
where it was. Nothing of it is ever saved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from orgsketch.compare.two import Comparison
from orgsketch.compare.words import people_count, place
from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.records import Box
from orgsketch.resources import _, plural

ARROW = "→"

R = TypeVar("R")


@dataclass(frozen=True)
class Overlay:
    """One chart to lay out and draw.

    `flags`: added, removed, moved or changed, by box; `details`: the second line of a card where it tells of
    a change; `ghosts`: the ghost of a moved box -> that box; `lines`: added, removed or changed, by relation.
    """

    chart: Chart
    flags: dict[str, str]
    details: dict[str, str]
    ghosts: dict[str, str]
    lines: dict[str, str]


def overlay(comparison: Comparison) -> Overlay:
    """The comparison as one chart."""
    before, after = comparison.before, comparison.after
    removed = [_shade(before.boxes[box], box) for box in comparison.removed]
    ghosts = {ids.hashed_id(ids.BOX, "ghost", box): box for box in comparison.moved}
    shades = [_shade(before.boxes[box], key) for key, box in ghosts.items()]
    lines = {row.id: row.kind for row in comparison.changes if row.subject == "line"}
    gone = ChartDiff(
        people=_gone(before.people, after.people),
        boxes={box.id: (None, box) for box in (*removed, *shades)},
        relations=_gone(before.relations, after.relations),
    )
    both = apply(gone, after)
    flags = dict(_flags(comparison))
    details = {box: told for box, flag in flags.items() if (told := _detail(comparison, box, flag))}
    details |= {key: _now_under(comparison, box) for key, box in ghosts.items()}
    return Overlay(both, flags, details, ghosts, lines)


def _gone(before: Mapping[str, R], after: Mapping[str, R]) -> dict[str, tuple[R | None, R | None]]:
    """The records of one table that are not there any more, as if they were new."""
    return {key: (None, record) for key, record in before.items() if key not in after}


def _flags(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """One flag a box; being new, gone or moved says more than a changed field."""
    for flag, boxes in (
        ("changed", comparison.changed),
        ("moved", comparison.moved),
        ("removed", comparison.removed),
        ("added", comparison.added),
    ):
        yield from ((box, flag) for box in boxes)


def _shade(box: Box, key: str) -> Box:
    """A box that is not there any more: nobody in it is counted again."""
    return replace(box, id=key, people=(), headcount=0, answers={}, assistant=False)


def _detail(comparison: Comparison, box: str, flag: str) -> str:
    before, after = comparison.before, comparison.after
    if flag == "added":
        return _("new, {people}").format(people=people_count(after.boxes[box].heads))
    if flag == "removed":
        return _("gone, {people}").format(people=people_count(before.boxes[box].heads))
    if flag == "moved":
        return _("was {manager}").format(manager=_under(before, before.boxes[box]))
    rows = [row for row in comparison.of(box) if row.subject == "box" and row.kind == "changed"]
    answers = [row for row in rows if row.field.startswith("answers.")]
    if len(answers) == len(rows):
        return plural("{count} answer changed", "{count} answers changed", len(rows))
    if len(rows) != 1:
        return plural("{count} change", "{count} changes", len(rows))
    return f"{rows[0].was or _('nothing')} {ARROW} {rows[0].now or _('nothing')}"


def _now_under(comparison: Comparison, box: str) -> str:
    after = comparison.after
    return _("now {manager}").format(manager=_under(after, after.boxes[box]))


def _under(chart: Chart, box: Box) -> str:
    name = place(chart, box)
    return _("under {manager}").format(manager=name) if box.reports_to else name
