"""Edits of all lines but the reporting lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from orgsketch.errors import EditError
from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.edits.lookup import box_on, name_of, real, relation_on
from orgsketch.model.records import RELATION_KINDS, Relation
from orgsketch.model.text import clean_line
from orgsketch.resources import _


def draw(
    chart: Chart, kind: str, start: str, end: str, label: str = "", *, id: str | None = None
) -> ChartDiff:
    """Draw a relation between two boxes."""
    line = Relation(id or ids.new_id(ids.RELATION, chart.relations), kind, start, end, clean_line(label))
    _refuse_line(chart, line)
    return ChartDiff(relations={line.id: (None, line)})


def draw_all(chart: Chart, kind: str, start: str, ends: Iterable[str]) -> ChartDiff:
    """Draw the same relation from one box to several; those that are there already stay as they are."""
    made: dict[str, tuple[Relation | None, Relation | None]] = {}
    there = {line.end for line in chart.relations_of(start) if (line.kind, line.start) == (kind, start)}
    for end in dict.fromkeys(ends):
        if end not in there:
            made |= draw(chart, kind, start, end).relations
    if not made:
        raise EditError(_("Those lines are already drawn."))
    return ChartDiff(relations=made)


def change_relation(
    chart: Chart,
    relation: str,
    *,
    kind: str | None = None,
    start: str | None = None,
    end: str | None = None,
    label: str | None = None,
) -> ChartDiff:
    """Set the kind, the ends or the label of a relation."""
    old = relation_on(chart, relation)
    text = old.label if label is None else clean_line(label)
    new = replace(old, kind=kind or old.kind, start=start or old.start, end=end or old.end, label=text)
    _refuse_line(chart, new)
    return ChartDiff(relations=real({relation: (old, new)}))


def remove_relation(chart: Chart, relation: str) -> ChartDiff:
    """Take a relation off the chart."""
    return ChartDiff(relations={relation: (relation_on(chart, relation), None)})


def _refuse_line(chart: Chart, line: Relation) -> None:
    """Raise EditError when a relation cannot be drawn like this."""
    box_on(chart, line.start), box_on(chart, line.end)
    if line.kind not in RELATION_KINDS:
        text = _("There is no kind of line called {kind}; there are {kinds}.")
        raise EditError(text.format(kind=line.kind, kinds=", ".join(RELATION_KINDS)))
    if line.start == line.end:
        raise EditError(_("{box} cannot be joined to itself.").format(box=name_of(chart, line.start)))
    for other in chart.relations_of(line.start):
        is_twin = (other.start, other.end) == (line.start, line.end) or (
            not line.is_directed and other.start == line.end
        )
        if other.id != line.id and other.kind == line.kind and is_twin:
            raise EditError(_("That line is already drawn."))
