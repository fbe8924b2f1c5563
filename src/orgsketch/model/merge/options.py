"""Two options put together: what both came from, and which of their data are no dispute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from orgsketch.model.chart import Chart
from orgsketch.model.diff import diff
from orgsketch.model.merge.merging import Merge, Versions, merge_versions
from orgsketch.model.records import Head

_TABLES = ("people", "boxes", "relations", "accepted", "ticks")


def merge_options(versions: Versions) -> Merge:
    """Another option merged into ours: the names and sources of the files are no dispute, ours stay.

    Without a base, what the two share stands for it.
    """
    base, ours, theirs = versions
    named = _named_as(ours, theirs)
    return merge_versions(Versions(_named_as(ours, base) if base else common(ours, named), ours, named))


def common(ours: Chart, theirs: Chart) -> Chart:
    """What two versions share, to merge them on where nobody knows what they came from."""
    change = diff(ours, theirs)
    shared = {
        table: [record for key, record in getattr(ours, table).items() if key not in getattr(change, table)]
        for table in _TABLES
    }
    return Chart.of(Head(ours.head.id) if change.head else ours.head, **shared)


def common_source(ours: Chart, theirs: Chart, known: Iterable[Chart | None]) -> Chart | None:
    """The chart that both were saved from, or one of the two when the other was saved from it.

    `known`: the charts that are at hand; one that is not cannot be told.
    """
    charts = {chart.head.id: chart for chart in (*known, ours, theirs) if chart is not None}
    mine, other = (_origins(chart, charts) for chart in (ours, theirs))
    return next((charts[key] for key in mine if key in other and key in charts), None)


def _origins(chart: Chart, known: dict[str, Chart]) -> list[str]:
    """A chart, what it came from, what that came from; by id."""
    found: list[str] = []
    here: Chart | None = chart
    key = chart.head.id
    while key and key not in found:
        found.append(key)
        source = here.head.based_on if here else None
        key = source.chart if source else ""
        here = known.get(key)
    return found


def _named_as(ours: Chart, chart: Chart) -> Chart:
    head, mine = chart.head, ours.head
    return replace(
        chart,
        head=replace(head, id=mine.id, title=mine.title, based_on=mine.based_on, protected=mine.protected),
    )
