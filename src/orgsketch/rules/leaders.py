"""The common leaders a box has with the boxes of a set, found by counting instead of comparing every pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from orgsketch.model.tree import branch
from orgsketch.rules.condition import Ground, Truth
from orgsketch.rules.index import Index
from orgsketch.rules.looks import ABOVE, DEEP, NEAR
from orgsketch.rules.sets import Set
from orgsketch.rules.structure import Structure

if TYPE_CHECKING:
    from orgsketch.rules.kinship import Near
    from orgsketch.rules.reading import Reading


FEW = 30  # boxes of a branch that are looked at one by one


@dataclass(slots=True)
class Counts:
    """Members at or below each box (`clear`: with no unclassified box on the way), and those whose line
    is loose."""

    clear: dict[str, int]
    unclear: dict[str, int]
    loose: tuple[str, ...]

    def move(self, structure: Structure, reading: Reading, member: str, step: int) -> None:
        """Count a member in (+1) or out (-1) along its line."""
        if structure.is_loose(reading, member):
            rest = tuple(other for other in self.loose if other != member)
            self.loose = (*rest, member) if step > 0 else rest
            return
        table = self.clear
        table[member] = table.get(member, 0) + step
        for manager in reading.above(member):
            table = table if reading.function(manager) else self.unclear
            table[manager] = table.get(manager, 0) + step


@dataclass(frozen=True, eq=False)
class Lines(Index[Counts]):
    """The counts of a closed set along every line upward."""

    structure: Structure

    def gathered(self, reading: Reading, members: Iterable[tuple[str, int]], old: Counts | None) -> Counts:
        counts = Counts(dict(old.clear), dict(old.unclear), old.loose) if old else Counts({}, {}, ())
        for member, step in members:
            counts.move(self.structure, reading, member, step)
        return counts


lines = cache(Lines)


@dataclass(frozen=True, eq=False)
class Leaders(Set):
    """Those who lead the box in hand and a box of `of` as single leader; `is_certain` tells the doubtful
    ones."""

    of: Set
    structure: Structure
    depth = 1
    steps = ABOVE
    looks = ABOVE | DEEP

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        return self.found(reading, box)

    def is_certain(self, reading: Reading, leader: str, box: str) -> Truth:
        """Whether the leader is one for certain; None = unknown."""
        return self.found(reading, box).get(leader)

    def why(self, reading: Reading, leader: str, box: str) -> Iterator[Ground]:
        """What makes a leader doubtful: the nominal line, or the box that nobody classified."""
        if self.is_certain(reading, leader, box):
            return
        source = self.of.resolved(reading, box)
        others = source.members(reading, "", "") if isinstance(source, Set) else source
        for other in others:
            if self.structure.common_leader(reading, box, other) == leader:
                for fact, about in self.structure.leader_missing(reading, box, other):
                    yield Ground(fact, about, None)

    def closed(self) -> tuple[Set, ...]:
        return self.of.closed()

    def shifted(self, reading: Reading) -> set[str] | None:
        return reading.once((self, "shifted"), lambda: self._shifted(reading))

    def _shifted(self, reading: Reading) -> set[str] | None:
        before = reading.before
        assert before is not None
        found: set[str] = set()
        for of in self.closed():
            above: set[str] = set()
            held = of.touched(reading, NEAR)
            for state, members in ((before, held.before), (reading, held.now)):
                if any(self.structure.is_nominal(state, member) for member in members):
                    return None
                for member in members:
                    above.update(self._leading(state, member))
            states = (before, reading)
            found.update(b for b in above if not all(self._is_steady(each, b, of) for each in states))
        return found

    def seekers(self, reading: Reading, member: str) -> Sequence[str] | None:
        below = list(islice(branch(reading.chart, member), FEW + 1))
        return below if len(below) <= FEW else None

    def may_hold(self, reading: Reading, member: str, box: str) -> bool:
        return member == box or member in reading.above(box)

    def _leading(self, reading: Reading, member: str) -> Iterator[str]:
        """The managers above a member that it may make leaders of others."""
        for manager in reading.above(member):
            is_top = reading.boxes[manager].reports_to is None and self.structure.is_general(reading, manager)
            if not is_top or reading.boxes[member].reports_to == manager or self._has_doubts(reading):
                yield manager

    def _has_doubts(self, reading: Reading) -> bool:
        """Whether some line or function may be unclear: then the general top, too, may be a leader."""
        has_nominal = bool(self.structure.nominal) and reading.is_answered(self.structure.nominal)
        return has_nominal or bool(reading.chart.with_function(""))

    def _is_steady(self, reading: Reading, leader: str, of: Set) -> bool:
        """Whether members stand in two branches below a box: then it leads whoever is below it."""
        known: dict[str, bool] = reading.once((self, of), dict)
        if leader not in known:
            known[leader] = self._has_two_branches(reading, leader, of)
        return known[leader]

    def _has_two_branches(self, reading: Reading, leader: str, of: Set) -> bool:
        if leader not in reading.boxes or not reading.function(leader):
            return False
        if reading.boxes[leader].reports_to is None and self.structure.is_general(reading, leader):
            return False
        clear = reading.index(lines(self.structure), of).clear
        branches = (report for report in reading.chart.reports(leader) if clear.get(report))
        return sum(1 for _ in islice(branches, 2)) == 2

    def found(self, reading: Reading, box: str) -> dict[str, Truth]:
        """Leader -> certain (True) or doubtful (None)."""
        key = (self, box)
        if key not in reading.memo:
            reading.memo[key] = self._all(reading, box)
        leaders: dict[str, Truth] = reading.memo[key]
        return leaders

    def _all(self, reading: Reading, box: str) -> dict[str, Truth]:
        leaders: dict[str, Truth] = {}
        source = self.of.resolved(reading, box)
        if isinstance(source, Set):
            counts = reading.index(lines(self.structure), source)
            pairs = [
                *self._by_count(reading, box, source, counts),
                *self._by_pair(reading, box, counts.loose),
            ]
        else:
            pairs = list(self._by_pair(reading, box, source))
        for leader, truth in pairs:
            leaders[leader] = leaders.get(leader) or truth
        return leaders

    def _by_pair(self, reading: Reading, box: str, others: Iterable[str]) -> Iterator[tuple[str, Truth]]:
        for other in others:
            truth = self.structure.single_leader(reading, box, other) if other != box else False
            leader = self.structure.common_leader(reading, box, other) if truth is not False else None
            if leader is not None:
                yield leader, truth

    def _by_count(self, reading: Reading, box: str, of: Set, counts: Counts) -> Iterator[tuple[str, Truth]]:
        is_loose = self.structure.is_loose(reading, box)
        sure: Truth = None if is_loose else True
        boxes = reading.boxes
        own = int(of.holds(reading, box, "", "") and not is_loose)
        if counts.clear.get(box, 0) + counts.unclear.get(box, 0) > own:
            yield boxes[box].reports_to or box, sure
        child, is_clear = box, True
        for manager in reading.above(box):
            is_clear = is_clear and bool(reading.function(manager))
            itself = int(of.holds(reading, manager, "", "") and not self.structure.is_loose(reading, manager))
            if itself:
                yield boxes[manager].reports_to or manager, sure
            clear = counts.clear.get(manager, 0) - counts.clear.get(child, 0) - itself
            unclear = counts.unclear.get(manager, 0) - counts.unclear.get(child, 0)
            if not reading.function(manager):
                clear, unclear = 0, unclear - counts.clear.get(child, 0)
            if clear + unclear > 0:
                leads = self._leads(reading, manager, child == box, box, of)
                if leads or is_loose or unclear or not is_clear:
                    yield manager, sure if clear and is_clear and leads else None
            child = manager

    def _leads(self, reading: Reading, manager: str, is_direct: bool, box: str, of: Set) -> bool:
        if reading.boxes[manager].reports_to is not None or not self.structure.is_general(reading, manager):
            return True
        if not is_direct:
            return False
        others = [report for report in reading.chart.reports(manager) if report != box]
        return any(of.holds(reading, x, "", "") and not self.structure.is_loose(reading, x) for x in others)


@dataclass(frozen=True, eq=False)
class PairLeader(Set):
    """The common leader of the box in hand and the outer one."""

    structure: Structure
    depth = 2
    steps = ABOVE
    looks = ABOVE

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        leader = self.structure.common_leader(reading, box, outer)
        return () if leader is None else (leader,)
