"""Which acceptances are in force."""

from __future__ import annotations

from datetime import date

from orgsketch.model.chart import Chart
from orgsketch.model.records import Accepted


def accepted_on(chart: Chart) -> dict[tuple[str, str | None], Accepted]:
    """The acceptances in force, by what they speak of."""
    return {(entry.rule, entry.box): entry for entry in chart.accepted.values() if lasts(entry)}


def lasts(entry: Accepted) -> bool:
    """Whether an acceptance has not run out."""
    return not entry.until or entry.until >= date.today().isoformat()
