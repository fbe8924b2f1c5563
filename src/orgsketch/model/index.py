"""What is asked of a chart all the time, kept beside it and advanced by the records that change."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from immutables import Map

from orgsketch.model.records import Box, Relation

Set: TypeAlias = Map[str, None]
Sets: TypeAlias = Map[str, Set]
Teams: TypeAlias = Map[str, tuple[str, ...]]
BoxChange: TypeAlias = tuple[Box | None, Box | None]
RelationChange: TypeAlias = tuple[Relation | None, Relation | None]


@dataclass(frozen=True, slots=True)
class Index:
    """Lookups over a chart's boxes and relations.

    `reports`: manager ("" = none) -> its reports by (order, id); `relations`: box -> relation ids;
    `functions`: main function -> boxes; `holders`: activity -> boxes; `seats`: person -> boxes.
    """

    reports: Teams = Map()
    relations: Sets = Map()
    functions: Sets = Map()
    holders: Sets = Map()
    seats: Sets = Map()

    @staticmethod
    def of(boxes: Mapping[str, Box], relations: Mapping[str, Relation]) -> Index:
        """The index of all these records, made at once."""
        teams: dict[str, list[Box]] = defaultdict(list)
        for box in boxes.values():
            teams[box.reports_to or ""].append(box)
        return Index(
            Map({manager: _in_order(team) for manager, team in teams.items()}),
            _sets((end, line.id) for line in relations.values() for end in _ends(line)),
            _sets((function, box.id) for box in boxes.values() for function in _function(box)),
            _sets((activity, box.id) for box in boxes.values() for activity in _held(box)),
            _sets((person, box.id) for box in boxes.values() for person in _people(box)),
        )

    def advanced(
        self,
        boxes: Mapping[str, BoxChange],
        relations: Mapping[str, RelationChange],
        order_of: Callable[[str], str],
    ) -> Index:
        """The index after these changes, at the cost of the changes.

        `order_of` gives the order key of a box after the change.
        """
        ends, functions, holders, seats = self.relations, self.functions, self.holders, self.seats
        for key, (old_line, new_line) in relations.items():
            ends = _exchanged(ends, key, _ends(old_line), _ends(new_line))
        for key, (old, new) in boxes.items():
            functions = _exchanged(functions, key, _function(old), _function(new))
            holders = _exchanged(holders, key, _held(old), _held(new))
            seats = _exchanged(seats, key, _people(old), _people(new))
        return Index(_reseated(self.reports, boxes.values(), order_of), ends, functions, holders, seats)


def _in_order(team: list[Box]) -> tuple[str, ...]:
    return tuple(box.id for box in sorted(team, key=lambda box: (box.order, box.id)))


def _reseated(teams: Teams, changes: Iterable[BoxChange], order_of: Callable[[str], str]) -> Teams:
    """The teams after boxes left and joined them."""
    left: dict[str, set[str]] = defaultdict(set)
    joined: dict[str, list[str]] = defaultdict(list)
    for old, new in changes:
        if old and new and (old.reports_to, old.order) == (new.reports_to, new.order):
            continue
        if old:
            left[old.reports_to or ""].add(old.id)
        if new:
            joined[new.reports_to or ""].append(new.id)
    for manager in {*left, *joined}:
        team = [box for box in teams.get(manager, ()) if box not in left[manager]]
        for box in joined[manager]:
            insort(team, box, key=lambda member: (order_of(member), member))
        teams = teams.set(manager, tuple(team)) if team else teams.delete(manager)
    return teams


def _sets(pairs: Iterator[tuple[str, str]]) -> Sets:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        found[key][value] = None
    return Map({key: Map(values) for key, values in found.items()})


def _exchanged(table: Sets, value: str, before: Collection[str], after: Collection[str]) -> Sets:
    """The table with `value` taken out under the keys `before` and put in under `after`."""
    if before == after:
        return table
    for key in set(before) - set(after):
        rest = table[key].delete(value)
        table = table.set(key, rest) if rest else table.delete(key)
    for key in set(after) - set(before):
        table = table.set(key, table.get(key, Map()).set(value, None))
    return table


def _ends(line: Relation | None) -> tuple[str, ...]:
    return (line.start, line.end) if line else ()


def _function(box: Box | None) -> tuple[str, ...]:
    return (box.function,) if box else ()


def _held(box: Box | None) -> tuple[str, ...]:
    return box.responsibilities or () if box else ()


def _people(box: Box | None) -> tuple[str, ...]:
    return box.people if box else ()


EMPTY = Index()
