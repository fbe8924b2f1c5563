"""What is asked of a chart all the time, kept beside it and advanced by the records that change."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from immutables import Map

from orgsketch.model.records import Box, Relation

Set: TypeAlias = Map[str, None]


@dataclass(frozen=True, slots=True)
class Index:
    """Lookups over a chart's boxes and relations.

    `reports`: manager ("" = none) -> its reports by (order, id); `relations`: box -> relation ids;
    `functions`: main function -> boxes; `holders`: activity -> boxes; `seats`: person -> boxes.
    """

    reports: Map[str, tuple[str, ...]] = Map()
    relations: Map[str, tuple[str, ...]] = Map()
    functions: Map[str, Set] = Map()
    holders: Map[str, Set] = Map()
    seats: Map[str, tuple[str, ...]] = Map()

    @staticmethod
    def of(boxes: Mapping[str, Box], relations: Mapping[str, Relation]) -> Index:
        """The index of all these records, made at once."""
        reports: dict[str, list[Box]] = defaultdict(list)
        functions: dict[str, dict[str, None]] = defaultdict(dict)
        holders: dict[str, dict[str, None]] = defaultdict(dict)
        seats: dict[str, list[str]] = defaultdict(list)
        for box in boxes.values():
            reports[box.reports_to or ""].append(box)
            functions[box.function][box.id] = None
            for activity in box.responsibilities or ():
                holders[activity][box.id] = None
            for person in box.people:
                seats[person].append(box.id)
        ends: dict[str, set[str]] = defaultdict(set)
        for relation in relations.values():
            ends[relation.start].add(relation.id)
            ends[relation.end].add(relation.id)
        return Index(
            Map({manager: _in_order(team) for manager, team in reports.items()}),
            Map({box: tuple(sorted(ids)) for box, ids in ends.items()}),
            Map({function: Map(ids) for function, ids in functions.items()}),
            Map({activity: Map(ids) for activity, ids in holders.items()}),
            Map({person: tuple(sorted(ids)) for person, ids in seats.items()}),
        )

    def advanced(
        self,
        boxes: Mapping[str, tuple[Box | None, Box | None]],
        relations: Mapping[str, tuple[Relation | None, Relation | None]],
        order_of: Callable[[str], str],
    ) -> Index:
        """The index after these changes, at the cost of the changes.

        `order_of` gives the order key of a box after the change.
        """
        reports, functions, holders, seats = self.reports, self.functions, self.holders, self.seats
        for before, after in boxes.values():
            if before is not None:
                reports = _without(reports, before.reports_to or "", before.id)
                functions = _minus(functions, before.function, before.id)
                for activity in before.responsibilities or ():
                    holders = _minus(holders, activity, before.id)
                for person in before.people:
                    seats = _without(seats, person, before.id)
        for _, after in boxes.values():
            if after is not None:
                reports = _with_report(reports, after, order_of)
                functions = _plus(functions, after.function, after.id)
                for activity in after.responsibilities or ():
                    holders = _plus(holders, activity, after.id)
                for person in after.people:
                    seats = _with(seats, person, after.id)
        ends = self.relations
        for old, new in relations.values():
            for relation in (old,) if old else ():
                for box in {relation.start, relation.end}:
                    ends = _without(ends, box, relation.id)
            for relation in (new,) if new else ():
                for box in {relation.start, relation.end}:
                    ends = _with(ends, box, relation.id)
        return Index(reports, ends, functions, holders, seats)


def _in_order(team: list[Box]) -> tuple[str, ...]:
    return tuple(box.id for box in sorted(team, key=lambda box: (box.order, box.id)))


def _with_report(
    reports: Map[str, tuple[str, ...]], box: Box, order_of: Callable[[str], str]
) -> Map[str, tuple[str, ...]]:
    team = reports.get(box.reports_to or "", ())
    place = bisect_left(team, (box.order, box.id), key=lambda other: (order_of(other), other))
    return reports.set(box.reports_to or "", (*team[:place], box.id, *team[place:]))


def _with(table: Map[str, tuple[str, ...]], key: str, value: str) -> Map[str, tuple[str, ...]]:
    return table.set(key, tuple(sorted({*table.get(key, ()), value})))


def _without(table: Map[str, tuple[str, ...]], key: str, value: str) -> Map[str, tuple[str, ...]]:
    rest = tuple(entry for entry in table.get(key, ()) if entry != value)
    if rest:
        return table.set(key, rest)
    return table.delete(key) if key in table else table


def _plus(table: Map[str, Set], key: str, value: str) -> Map[str, Set]:
    return table.set(key, table.get(key, Map()).set(value, None))


def _minus(table: Map[str, Set], key: str, value: str) -> Map[str, Set]:
    rest = table[key].delete(value) if value in table.get(key, ()) else table.get(key, Map())
    return table.set(key, rest) if rest else table.delete(key)


EMPTY = Index()
