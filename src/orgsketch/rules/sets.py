"""Sets of boxes that conditions speak of: all of a function, owners of an activity, those near a box.

A set gives its members for a box in hand (and the box of the enclosing quantifier, `outer`), and says of
any box whether it belongs. `of`: the closed sets behind it; `depth`: 0 = the same for every box in hand,
1 = depends on the box in hand, 2 = depends on `outer`. `steps`: how the members are found from the box in
hand; `looks`: what who belongs depends on (see `rules.looks`), seen from the box in hand, of a closed set
from the member.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.rules.condition import ANYTHING, WORK, Domain, members_of, together
from orgsketch.rules.looks import (
    ABOVE,
    DEEP,
    EVERYWHERE,
    ITS_ROLE,
    ITS_SEATS,
    NOTHING,
    SEES_ALL,
    SEES_FAR,
    Looks,
    along,
    reach,
)

if TYPE_CHECKING:
    from orgsketch.rules.kinship import Near
    from orgsketch.rules.reading import Reading


class Held(NamedTuple):
    """Those of some boxes that belong to a set: before an edit, after it, and at any time."""

    before: frozenset[str]
    now: frozenset[str]
    ever: frozenset[str]


@dataclass(frozen=True, eq=False)
class Set:
    """What every set can do; this one holds no box."""

    depth = 0
    steps = EVERYWHERE
    looks = NOTHING

    @cached_property
    def sees(self) -> int:
        """The sum of its looks."""
        return reach(self.looks)

    def looking(self, looks: Looks) -> Looks:
        """What is read where something that reads `looks` is asked about the members."""
        return self.looks | along(self.steps, looks)

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        """The boxes of the set; with `near`, it may leave out boxes that are surely no kin of the box in
        hand."""
        return ()

    def exists(self, reading: Reading, box: str, outer: str) -> bool:
        """Whether the set holds any box."""
        return any(True for _ in self.members(reading, box, outer))

    def size(self, reading: Reading, box: str, outer: str) -> int:
        """How many boxes the set holds."""
        return sum(1 for _ in self.members(reading, box, outer))

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        """Whether a box belongs to the set."""
        return candidate in self.members(reading, box, outer)

    def resolved(self, reading: Reading, box: str) -> Set | Sequence[str]:
        """The closed set this one stands for as seen from a box, else its members."""
        return tuple(self.members(reading, box, "")) if self.depth else self

    def touched(self, reading: Reading, sees: int) -> Held:
        """The touched boxes that belong to the set, before the edit and after it.

        `sees`: for whom: those touched count that may be another to what sees so far.
        """
        key = (self, sees | self.sees)
        found = reading.touched_in.get(key)
        if found is None:
            found = reading.touched_in[key] = self._held(reading, key[1])
        return found

    def _held(self, reading: Reading, sees: int) -> Held:
        boxes = reading.touched.all_of(sees)
        now = self._among(reading, boxes)
        before = self._among(reading.before, boxes) if reading.before is not None else now
        return Held(before, now, before | now)

    def _among(self, reading: Reading, boxes: frozenset[str]) -> frozenset[str]:
        known, holds = reading.boxes, self.holds
        return frozenset([box for box in boxes if box in known and holds(reading, box, "", "")])

    def closed(self) -> tuple[Set, ...]:
        """The sets of the whole chart whose members this one draws on."""
        return (self,) if self.depth == 0 else ()

    @property
    def domain(self) -> Domain:
        """What the members of the closed sets behind it depend on (see `condition.together`)."""
        return together(of.domain for of in self.closed() if of is not self) if self.depth else ANYTHING

    @property
    def membership(self) -> Domain:
        """What it depends on which boxes it holds, wherever they stand."""
        return self.domain

    def shifted(self, reading: Reading) -> set[str] | None:
        """The members that may come or go for a box that the edit did not touch; None = any."""
        is_touched = any(of.touched(reading, SEES_FAR).ever for of in self.closed())
        return None if is_touched else set()

    def seekers(self, reading: Reading, member: str) -> Sequence[str] | None:
        """The boxes for which a box that shifts may be a member, where they are few and known."""
        return None

    def may_hold(self, reading: Reading, member: str, box: str) -> bool:
        """Whether a box that shifts may be a member as seen from another box; quick, and rather yes."""
        return True

    def within(self) -> Set | None:
        """A closed set that holds every box this one may ever hold, if there is one."""
        return self if self.depth == 0 else None


@dataclass(frozen=True, eq=False)
class ByFunction(Set):
    """All boxes whose main function is one of these."""

    functions: frozenset[str]
    looks = ITS_ROLE

    @property
    def domain(self) -> Domain:
        return self.functions

    @property
    def membership(self) -> Domain:
        return frozenset(map(members_of, self.functions))

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        if near is not None and box:
            return near.candidates(reading, box, self)
        if reading.before is not None:
            return self._found(reading)  # after an edit, few members are looked at
        return reading.once(self, lambda: tuple(self._found(reading)))

    def _found(self, reading: Reading) -> Iterable[str]:
        return (box for function in sorted(self.functions) for box in reading.chart.with_function(function))

    def _held(self, reading: Reading, sees: int) -> Held:
        if sees >= SEES_ALL:
            return super()._held(reading, sees)
        boxes = reading.touched.all_of(sees)
        before, now = (
            boxes.intersection(chain.from_iterable([roles[of] for of in self.functions if of in roles]))
            for roles in reading.roles
        )
        return Held(before, now, before | now)

    def exists(self, reading: Reading, box: str, outer: str) -> bool:
        return any(function in reading.chart.index.functions for function in self.functions)

    def size(self, reading: Reading, box: str, outer: str) -> int:
        return sum(len(reading.chart.with_function(function)) for function in self.functions)

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        return reading.function(candidate) in self.functions


@dataclass(frozen=True, eq=False)
class Everything(Set):
    """Every box of the chart."""

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        return reading.boxes

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        return True

    def _among(self, reading: Reading, boxes: frozenset[str]) -> frozenset[str]:
        known = reading.boxes
        return frozenset([box for box in boxes if box in known])


@dataclass(frozen=True, eq=False)
class Managers(Set):
    """Every box with reports."""

    looks = DEEP

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        return (manager for manager in reading.chart.index.reports if manager)

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        return bool(reading.chart.reports(candidate))

    def _among(self, reading: Reading, boxes: frozenset[str]) -> frozenset[str]:
        reports = reading.chart.index.reports
        return frozenset([box for box in boxes if box in reports])


@dataclass(frozen=True, eq=False)
class Tops(Set):
    """The boxes at the top: without a manager, with reports. `down` 1 = their reports instead."""

    down: int = 0
    looks = ABOVE | DEEP

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        chart = reading.chart
        tops = [top for top in chart.reports(None) if chart.reports(top)]
        return [report for top in tops for report in chart.reports(top)] if self.down else tops

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        manager = reading.boxes[candidate].reports_to
        if self.down:
            return manager is not None and reading.boxes[manager].reports_to is None
        return manager is None and bool(reading.chart.reports(candidate))

    def _among(self, reading: Reading, boxes: frozenset[str]) -> frozenset[str]:
        return boxes.intersection(reading.once(self, lambda: tuple(self.members(reading, "", ""))))


@dataclass(frozen=True, eq=False)
class SharedSeats(Set):
    """The boxes where somebody sits who has another seat."""

    looks = ITS_SEATS

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        seats = reading.chart.index.seats.values()
        return dict.fromkeys(box for boxes in seats if len(boxes) > 1 for box in boxes)

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        chart = reading.chart
        return any(len(chart.seats(person)) > 1 for person in chart.boxes[candidate].people)


@dataclass(frozen=True, eq=False)
class Owners(Set):
    """All boxes that hold one of these activities, by their own declaration or their lead's."""

    activities: frozenset[str]
    looks = ABOVE

    @property
    def domain(self) -> Domain:
        return frozenset((WORK,))

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        if near is not None and box:
            return near.candidates(reading, box, self)
        return reading.once(self, lambda: tuple(self._found(reading)))

    def _found(self, reading: Reading) -> dict[str, None]:
        found: dict[str, None] = {}
        for activity in sorted(self.activities):
            for holder in reading.chart.holders(activity):
                found |= dict.fromkeys(self._led(reading, holder))
        return found

    def _led(self, reading: Reading, holder: str) -> Iterable[str]:
        waiting, function = [holder], reading.function(holder)
        while waiting:
            box = waiting.pop()
            yield box
            for report in reading.chart.reports(box):
                record = reading.boxes[report]
                if function and record.responsibilities is None and record.function == function:
                    waiting.append(report)

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        held = reading.held(candidate)
        return bool(held) and not self.activities.isdisjoint(held or ())


EVERYTHING, MANAGERS = Everything(), Managers()
