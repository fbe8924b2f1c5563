"""Edits of what the user decides about findings and checklists, and of the chart itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from orgsketch.errors import EditError
from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.edits.lookup import box_on, head_changed, real
from orgsketch.model.fields import iso_date, names
from orgsketch.model.records import Accepted, Answer, Complete, Tick
from orgsketch.model.text import clean_line, clean_notes
from orgsketch.resources import _


def accept(
    chart: Chart,
    rule: str,
    box: str | None,
    *,
    reason: str,
    by: str = "",
    until: str = "",
    id: str | None = None,
) -> ChartDiff:
    """Accept a finding: its rule and its first box (None = the whole chart); again = replace.

    `until`: an ISO date, "" = for good.
    """
    if box is not None:
        box_on(chart, box)
    old = next((entry for entry in chart.accepted.values() if (entry.rule, entry.box) == (rule, box)), None)
    key = old.id if old else id or ids.new_id(ids.ACCEPTED, chart.accepted)
    new = Accepted(key, rule, box, clean_line(by), clean_line(reason), iso_date(until))
    return ChartDiff(accepted=real({key: (old, new)}))


def withdraw(chart: Chart, accepted: str) -> ChartDiff:
    """Take an acceptance back."""
    if accepted not in chart.accepted:
        raise EditError(_("There is no acceptance {id} on this chart.").format(id=accepted))
    return ChartDiff(accepted={accepted: (chart.accepted[accepted], None)})


def tick(
    chart: Chart, item: str, box: str | None, *, reason: str = "", by: str = "", id: str | None = None
) -> ChartDiff:
    """Tick a checklist item, or take the tick back when it is there."""
    if box is not None:
        box_on(chart, box)
    old = next((entry for entry in chart.ticks.values() if (entry.item, entry.box) == (item, box)), None)
    if old:
        return ChartDiff(ticks={old.id: (old, None)})
    new = Tick(id or ids.new_id(ids.TICK, chart.ticks), item, box, clean_line(by), clean_line(reason))
    return ChartDiff(ticks={new.id: (None, new)})


def change_chart(
    chart: Chart,
    *,
    title: str | None = None,
    notes: str | None = None,
    protected: bool | None = None,
    packs: Sequence[str] | None = None,
    complete: Complete | None = None,
) -> ChartDiff:
    """Set what the chart says about itself; None leaves a field as it is."""
    wanted: dict[str, Any] = {
        "title": None if title is None else clean_line(title),
        "notes": None if notes is None else clean_notes(notes),
        "protected": protected,
        "packs": None if packs is None else names(packs),
        "complete": complete,
    }
    return head_changed(chart, **{name: value for name, value in wanted.items() if value is not None})


def declare(chart: Chart, answers: Mapping[str, Answer]) -> ChartDiff:
    """Say of the company all that is given, and nothing else."""
    return head_changed(chart, answers=dict(answers))
