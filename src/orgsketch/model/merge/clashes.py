"""One id for two things: both sides added a record and drew the same id. Theirs gets another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.merge.record import is_same_thing
from orgsketch.model.records import Accepted, Box, Conflict, Person, Relation, Tick

PREFIXES = {
    "people": ids.PERSON,
    "boxes": ids.BOX,
    "relations": ids.RELATION,
    "accepted": ids.ACCEPTED,
    "ticks": ids.TICK,
    "conflicts": ids.CONFLICT,
}


def clashes(base: Chart, ours: Chart, theirs: Chart) -> dict[str, str]:
    """The ids in theirs that stand for something else in ours, each with the id it is to have."""
    found: dict[str, str] = {}
    for table, prefix in PREFIXES.items():
        old, one, other = (getattr(chart, table) for chart in (base, ours, theirs))
        for key, record in other.items():
            if key in one and key not in old and not is_same_thing(one[key], record):
                found[key] = _fresh(prefix, repr(record), {*old, *one, *other})
    return found


def renumbered(chart: Chart, names: Mapping[str, str]) -> Chart:
    """The chart with other ids for some of its records, wherever they are named."""
    if not names:
        return chart
    return Chart.of(
        chart.head,
        people=[replace(person, id=names.get(person.id, person.id)) for person in chart.people.values()],
        boxes=[_box(box, names) for box in chart.boxes.values()],
        relations=[_relation(line, names) for line in chart.relations.values()],
        accepted=[_judgement(entry, names) for entry in chart.accepted.values()],
        ticks=[_judgement(entry, names) for entry in chart.ticks.values()],
        conflicts=[_conflict(conflict, names) for conflict in chart.conflicts.values()],
    )


def _fresh(prefix: str, told: str, taken: set[str]) -> str:
    number = 0
    while (key := ids.hashed_id(prefix, told, str(number))) in taken:
        number += 1
    return key


def _box(box: Box, names: Mapping[str, str]) -> Box:
    return replace(
        box,
        id=names.get(box.id, box.id),
        reports_to=_named(box.reports_to, names),
        people=tuple(names.get(person, person) for person in box.people),
    )


def _relation(line: Relation, names: Mapping[str, str]) -> Relation:
    start, end = (names.get(box, box) for box in (line.start, line.end))
    return replace(line, id=names.get(line.id, line.id), start=start, end=end)


def _judgement(entry: Any, names: Mapping[str, str]) -> Any:
    return replace(entry, id=names.get(entry.id, entry.id), box=_named(entry.box, names))


def _conflict(conflict: Conflict, names: Mapping[str, str]) -> Conflict:
    base, ours, theirs = (
        {names.get(key, key): _any(record, names) for key, record in side.items()}
        for side in (conflict.base, conflict.ours, conflict.theirs)
    )
    key, about = (names.get(name, name) for name in (conflict.id, conflict.about))
    return replace(conflict, id=key, about=about, base=base, ours=ours, theirs=theirs)


def _any(record: Any, names: Mapping[str, str]) -> Any:
    if isinstance(record, Box):
        return _box(record, names)
    if isinstance(record, Relation):
        return _relation(record, names)
    if isinstance(record, Accepted | Tick):
        return _judgement(record, names)
    return replace(record, id=names.get(record.id, record.id)) if isinstance(record, Person) else record


def _named(key: str | None, names: Mapping[str, str]) -> str | None:
    return key if key is None else names.get(key, key)
