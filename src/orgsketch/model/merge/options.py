"""Two options put together: what both came from, and which of their data are no dispute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, diff
from orgsketch.model.merge.merging import Merge, Versions, merge_versions
from orgsketch.model.merge.record import REQUIRED, R
from orgsketch.model.merge.three import MAPPINGS
from orgsketch.model.records import Head, Person

_TABLES = ("people", "boxes", "relations", "accepted", "ticks")


def merge_options(versions: Versions) -> Merge:
    """Another option merged into ours: the names and sources of the files are no dispute, ours stay.

    Without a base, what the two share stands for it.
    """
    base, ours, theirs = versions
    named = _named_as(ours, theirs)
    return merge_versions(Versions(_named_as(ours, base) if base else common(ours, named), ours, named))


def common(ours: Chart, theirs: Chart) -> Chart:
    """What two versions share, to merge them on where nobody knows what they came from.

    Of a record that both have, what both say of it: what only one says comes in, the rest is disputed.
    """
    change = diff(ours, theirs)
    shared = {
        table: [*_untouched(ours, change, table), *_agreed(getattr(change, table))] for table in _TABLES
    }
    return Chart.of(_shared(*change.head) or Head(ours.head.id) if change.head else ours.head, **shared)


def _untouched(chart: Chart, change: ChartDiff, table: str) -> Iterator[Any]:
    changed = getattr(change, table)
    return (record for key, record in getattr(chart, table).items() if key not in changed)


def _agreed(changes: Mapping[str, tuple[Any, Any]]) -> Iterator[Any]:
    for ours, theirs in changes.values():
        if ours is not None and theirs is not None and (shared := _shared(ours, theirs)):
            yield shared


def _shared(one: R, other: R) -> R | None:
    """What two versions of a record agree on; None where they are about different things."""
    said: dict[str, Any] = {}
    for name in type(one).__dataclass_fields__:
        mine, its = getattr(one, name), getattr(other, name)
        if name in MAPPINGS:
            said[name] = {key: value for key, value in mine.items() if its.get(key) == value}
        elif mine == its:
            said[name] = mine
    if isinstance(one, Person):
        said.setdefault("name", "")
    is_whole = all(name in said for name in REQUIRED[type(one)])
    return type(one)(**said) if is_whole else None


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
