"""Who may be kin to whom: an index that spares pair conditions from comparing every box with every other."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from orgsketch.rules.index import Index
from orgsketch.rules.looks import NEAR
from orgsketch.rules.structure import Structure

if TYPE_CHECKING:
    from orgsketch.rules.reading import Reading
    from orgsketch.rules.sets import Set

Kin = Mapping[str | None, Mapping[str, None]]


Groups = Mapping[str | None, Sequence[str]]


class Near:
    """Says among which boxes of a set those are for which a pair condition may hold. Symmetric."""

    def key(self, reading: Reading, box: str) -> str | None:
        """What boxes have in common that this says the same of; None = nothing is known."""
        raise NotImplementedError

    def candidates(self, reading: Reading, box: str, of: Set) -> Iterable[str]:
        """The members of a closed set for which, with this box, the answer is not surely no."""
        raise NotImplementedError

    def among(self, reading: Reading, box: str, groups: Groups) -> Iterator[str]:
        """The same among boxes that stand grouped by key; boxes of no group may come, too."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False)
class Kinship(Near, Index[Kin]):
    """Boxes with the same key are surely kin; those without one may be anybody's."""

    structure: Structure

    def others(self, reading: Reading, box: str) -> Iterable[str] | None:
        """Boxes that may be kin in spite of another key; None = any box may be."""
        raise NotImplementedError

    def candidates(self, reading: Reading, box: str, of: Set) -> Iterator[str]:
        key = self.key(reading, box)
        if key is None:
            yield from of.members(reading, "", "")
            return
        kin = reading.index(self, of)
        yield from kin.get(key, ())
        yield from kin.get(None, ())
        others = self.others(reading, box)
        if others is None:
            yield from of.members(reading, "", "")
        else:
            yield from (other for other in others if of.holds(reading, other, "", ""))

    def among(self, reading: Reading, box: str, groups: Groups) -> Iterator[str]:
        key = self.key(reading, box)
        others = None if key is None else self.others(reading, box)
        if others is None:
            yield from chain.from_iterable(groups.values())
            return
        yield from groups.get(key, ())
        yield from groups.get(None, ())
        yield from others

    def built(self, reading: Reading, of: Set) -> Kin:
        before = reading.before
        if before is None or (self, of) not in before.indexes:
            kin: dict[str | None, dict[str, None]] = {}
            for member in of.members(reading, "", ""):
                kin.setdefault(self.key(reading, member), {})[member] = None
            return kin
        old: Kin = before.indexes[(self, of)]
        held = of.touched(reading, NEAR)
        stands = [
            (member, self._stand(before, member, held.before), self._stand(reading, member, held.now))
            for member in held.ever
        ]
        moves = [(member, was, now) for member, was, now in stands if was != now]
        return self._moved(old, moves) if moves else old

    def _stand(self, reading: Reading, member: str, members: Container[str]) -> tuple[str | None] | None:
        """The key of a member of the set, None when it is none."""
        return (self.key(reading, member),) if member in members else None

    def _moved(
        self, old: Kin, moves: Iterable[tuple[str, tuple[str | None] | None, tuple[str | None] | None]]
    ) -> Kin:
        kin: dict[str | None, dict[str, None]] = {}
        for member, was, now in moves:
            for (key,) in (stand for stand in (was, now) if stand):
                kin.setdefault(key, dict(old.get(key, {})))
            if was:
                kin[was[0]].pop(member, None)
            if now:
                kin[now[0]][member] = None
        return {**old, **kin}


@dataclass(frozen=True, eq=False)
class Strangers(Near):
    """The boxes that are not surely kin."""

    kinship: Kinship

    def key(self, reading: Reading, box: str) -> str | None:
        return self.kinship.key(reading, box)

    def candidates(self, reading: Reading, box: str, of: Set) -> Iterable[str]:
        key = self.kinship.key(reading, box)
        if key is None:
            return of.members(reading, "", "")
        groups = reading.index(self.kinship, of).items()
        return (member for other, group in groups if other != key for member in group)

    def among(self, reading: Reading, box: str, groups: Groups) -> Iterator[str]:
        key = self.kinship.key(reading, box)
        for other, group in groups.items():
            if key is None or other != key:
                yield from group


@dataclass(frozen=True, eq=False)
class DepartmentKin(Kinship):
    """Boxes that are, or may be, in the same department."""

    def key(self, reading: Reading, box: str) -> str | None:
        if self.structure.is_nominal(reading, box):
            return None
        return self.structure.department(reading, box)

    def others(self, reading: Reading, box: str) -> Iterable[str] | None:
        manager = reading.boxes[box].reports_to
        if box in self._above_general(reading):
            return None
        beside = (
            reading.chart.reports(manager) if manager and self.structure.is_general(reading, manager) else ()
        )
        return (*reading.above(box), *(report for report in beside if not reading.is_group(report)))

    def _above_general(self, reading: Reading) -> frozenset[str]:
        """General managers and all above them: boxes that are above more than one department."""
        return reading.once((self, "above"), lambda: frozenset(self._found(reading)))

    def _found(self, reading: Reading) -> Iterable[str]:
        for function in self.structure.general:
            for box in reading.chart.with_function(function):
                yield box
                yield from reading.above(box)


@dataclass(frozen=True, eq=False)
class LeaderKin(Kinship):
    """Boxes that have, or may have, a single leader."""

    def key(self, reading: Reading, box: str) -> str | None:
        known: dict[str, str | None] = reading.once(self, dict)
        if box not in known:
            known[box] = self._found_key(reading, box)
        return known[box]

    def _found_key(self, reading: Reading, box: str) -> str | None:
        if self.structure.is_loose(reading, box):
            return None
        second = top = box
        for manager in reading.above(box):
            if not reading.function(manager):
                return None
            second, top = top, manager
        return second if self.structure.is_general(reading, top) else top

    def others(self, reading: Reading, box: str) -> Iterable[str] | None:
        boxes = reading.boxes
        line = list(reading.above(box))
        if not line:
            return None
        beside = reading.chart.reports(line[0]) if boxes[line[0]].reports_to is None else ()
        return (line[-1], *beside)


department_kin = cache(DepartmentKin)
leader_kin = cache(LeaderKin)
