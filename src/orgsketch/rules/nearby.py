"""Sets of boxes seen from the box in hand: its manager, its reports, those that relations join to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.model.tree import branch
from orgsketch.rules.looks import (
    ABOVE,
    BESIDE,
    CHAINED,
    DEEP,
    ITS_ROLE,
    ITSELF,
    LINKED,
    NOTHING,
    Looks,
    along,
)
from orgsketch.rules.sets import EVERYTHING, MANAGERS, Set, SharedSeats, Tops

if TYPE_CHECKING:
    from orgsketch.rules.kinship import Near
    from orgsketch.rules.reading import Reading


@dataclass(frozen=True, eq=False)
class Relative(Set):
    """Boxes seen from the box in hand: itself, its manager, its reports, those above or below it ..."""

    find: Callable[[Reading, str], Iterable[str]]
    looks: Looks
    steps: Looks
    depth = 1

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        return self.find(reading, box) if box else ()


@dataclass(frozen=True, eq=False)
class Outer(Set):
    """The box of the enclosing quantifier."""

    depth = 2
    steps = ITSELF

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        return (outer,) if outer else ()


@dataclass(frozen=True, eq=False)
class Joined(Set):
    """Boxes that a relation joins to the box in hand, if they belong to `of`."""

    kinds: frozenset[str]
    direction: str
    of: Set
    depth = 1

    steps = frozenset((LINKED,))

    @cached_property
    def looks(self) -> Looks:  # type: ignore[override]
        return linking(self.of, self.steps)

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        known: dict[tuple[str, str], list[str]] = reading.once(self, dict)
        found = known.get((box, outer))
        if found is None:
            found = known[box, outer] = self._found(reading, box, outer)
        return found

    def _found(self, reading: Reading, box: str, outer: str) -> list[str]:
        found = joined(reading, box, self.kinds, self.direction) if box else ()
        return [other for other in found if self.of.holds(reading, other, box, outer)]

    def closed(self) -> tuple[Set, ...]:
        return ()

    def within(self) -> Set | None:
        return self.of.within()


@dataclass(frozen=True, eq=False)
class Reached(Set):
    """Boxes that a chain of relations leads to, whatever boxes it passes."""

    kinds: frozenset[str]
    of: Set
    depth = 1

    steps = frozenset((CHAINED,))

    @cached_property
    def looks(self) -> Looks:  # type: ignore[override]
        return linking(self.of, self.steps)

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        return [other for other in self._chain(reading, box) if self.of.holds(reading, other, box, outer)]

    def _chain(self, reading: Reading, box: str) -> Iterable[str]:
        seen, waiting = {box}, [box]
        while waiting:
            for other in joined(reading, waiting.pop(), self.kinds, "either"):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen - {box}


def linking(of: Set, steps: Looks) -> Looks:
    """What is read to tell which boxes of a set relations join to the box in hand."""
    return of.looks | along(steps, of.looks | ITS_ROLE)


def joined(reading: Reading, box: str, kinds: frozenset[str], direction: str) -> list[str]:
    """The boxes that relations of these kinds (none = any) join to a box, `from` it, `to` it or `either`."""
    found = []
    for relation in reading.chart.index.relations.get(box, ()):
        line = reading.chart.relations[relation]
        if kinds and line.kind not in kinds:
            continue
        if line.start == box and (direction != "to" or not line.is_directed):
            found.append(line.end)
        elif line.end == box and (direction != "from" or not line.is_directed):
            found.append(line.start)
    return found


def _manager(reading: Reading, box: str) -> Sequence[str]:
    manager = reading.boxes[box].reports_to
    return (manager,) if manager else ()


def _reports(reading: Reading, box: str) -> Sequence[str]:
    return reading.chart.reports(box)


def _below(reading: Reading, box: str) -> Iterable[str]:
    below = branch(reading.chart, box)
    next(below)
    return below


def _siblings(reading: Reading, box: str) -> Iterable[str]:
    manager = reading.boxes[box].reports_to
    return (other for other in (reading.chart.reports(manager) if manager else ()) if other != box)


RELATIVE: dict[str, Set] = {
    "box": Relative(lambda reading, box: (box,), NOTHING, ITSELF),
    "manager": Relative(_manager, ABOVE, ABOVE),
    "reports": Relative(_reports, DEEP, DEEP),
    "managers_up": Relative(lambda reading, box: reading.above(box), ABOVE, ABOVE),
    "below": Relative(_below, DEEP, DEEP),
    "siblings": Relative(_siblings, BESIDE, BESIDE),
    "outer": Outer(),
    "boxes": EVERYTHING,
    "managers": MANAGERS,
    "tops": Tops(),
    "executives": Tops(1),
    "shared_seats": SharedSeats(),
}
