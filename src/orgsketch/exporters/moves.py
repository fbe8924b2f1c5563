"""What an option changes against its baseline, as sentences in columns: what, of which box, was, is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.compare.words import RELATIONS, UNPLACED
from orgsketch.compare.words import said as in_words
from orgsketch.drawing.relations import kind_title
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, diff
from orgsketch.model.records import Box, Relation
from orgsketch.model.tree import is_unplaced
from orgsketch.resources import N_, _

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

TOP = N_("at the top")


class Move(NamedTuple):
    """One line of a list of changes. `kind`: added, removed, moved or changed; `what`: the field's name."""

    kind: str
    box: str
    title: str
    what: str
    was: str
    now: str


def moves(baseline: Chart, chart: Chart, words: Vocabulary | None = None) -> list[Move]:
    """Every change of a box or a relation from the baseline to the chart, boxes by title, then relations.

    `words`: what functions and duties are called; without it they are told by their ids, for programs.
    """
    change = diff(baseline, chart)
    boxes = [move for box in sorted(change.boxes) for move in _of_box(baseline, chart, change, box, words)]
    relations = [_of_relation(baseline, chart, *pair) for _, pair in sorted(change.relations.items())]
    return [*sorted(boxes, key=lambda move: (move.title.casefold(), move.box)), *relations]


def _of_box(
    baseline: Chart, chart: Chart, change: ChartDiff, box: str, words: Vocabulary | None
) -> Iterator[Move]:
    before, after = change.boxes[box]
    if before is None and after is not None:
        yield Move("added", box, after.title, _("box"), "", _place(chart, after))
    elif after is None and before is not None:
        yield Move("removed", box, before.title, _("box"), _place(baseline, before), "")
    elif before is not None and after is not None:
        yield from _differences(baseline, chart, before, after, words)


def _differences(
    baseline: Chart, chart: Chart, before: Box, after: Box, words: Vocabulary | None
) -> Iterator[Move]:
    if before.reports_to != after.reports_to:
        was, now = _place(baseline, before), _place(chart, after)
        yield Move("moved", after.id, after.title, _("manager"), was, now)
    sides = ((baseline, before), (chart, after))
    for name, said in _FIELDS.items():
        was, now = said(baseline, before), said(chart, after)
        if was != now:
            if words and name in _NAMED:
                was, now = (in_words(one, record, name, words) for one, record in sides)
            yield Move("changed", after.id, after.title, _(name), was, now)


def _of_relation(baseline: Chart, chart: Chart, before: Relation | None, after: Relation | None) -> Move:
    kind = "added" if before is None else "removed" if after is None else "changed"
    told = _told(baseline, before), _told(chart, after)
    line = after or before
    title = _title(chart if after else baseline, line.start) if line else ""
    return Move(kind, line.start if line else "", title, _("relation"), *told)


def _told(chart: Chart, line: Relation | None) -> str:
    """A relation in words: "embedded in PM Cloud"."""
    if line is None:
        return ""
    kind = _(RELATIONS[line.kind]) if line.kind in RELATIONS else kind_title(line.kind)
    told = f"{kind} {_title(chart, line.end)}"
    return f"{told} ({line.label})" if line.label else told


def _place(chart: Chart, box: Box) -> str:
    if box.reports_to:
        return _title(chart, box.reports_to)
    return _(UNPLACED) if is_unplaced(chart, box.id) else _(TOP)


def _title(chart: Chart, box: str) -> str:
    return chart.boxes[box].title if box in chart.boxes else box


def _people(chart: Chart, box: Box) -> str:
    return ", ".join(chart.people[person].name for person in box.people if person in chart.people)


_NAMED = ("functions", "responsibilities")
_FIELDS: dict[str, Callable[[Chart, Box], str]] = {
    N_("title"): lambda chart, box: box.title,
    N_("functions"): lambda chart, box: ", ".join(box.functions),
    N_("people"): _people,
    N_("headcount"): lambda chart, box: f"{box.heads:g}",
    N_("products"): lambda chart, box: ", ".join(box.products),
    N_("responsibilities"): lambda chart, box: ", ".join(box.responsibilities or ()),
    N_("state"): lambda chart, box: box.status,
}
