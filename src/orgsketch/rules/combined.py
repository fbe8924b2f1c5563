"""Sets made of others: joined, or the first that holds a box, or those that meet a condition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.rules.condition import Condition, Domain, together
from orgsketch.rules.looks import NOTHING, Looks, onward
from orgsketch.rules.neighbourhood import NOBODY
from orgsketch.rules.sets import Held, Set

if TYPE_CHECKING:
    from orgsketch.rules.kinship import Near
    from orgsketch.rules.reading import Reading


@dataclass(frozen=True, eq=False)
class Union(Set):
    """All boxes of several sets, each once."""

    parts: tuple[Set, ...]

    @cached_property
    def depth(self) -> int:  # type: ignore[override]
        return max(part.depth for part in self.parts)

    @cached_property
    def steps(self) -> Looks:  # type: ignore[override]
        return NOTHING.union(*[part.steps for part in self.parts])

    @cached_property
    def looks(self) -> Looks:  # type: ignore[override]
        return NOTHING.union(*[part.looks for part in self.parts])

    @property
    def domain(self) -> Domain:
        return together(part.domain for part in self.parts)

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        found = (member for part in self.parts for member in part.members(reading, box, outer, near))
        return dict.fromkeys(found)

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        return any(part.holds(reading, candidate, box, outer) for part in self.parts)

    def _held(self, reading: Reading, sees: int) -> Held:
        held = [part.touched(reading, sees) for part in self.parts]
        return Held(*[NOBODY.union(*boxes) for boxes in zip(*held, strict=True)])

    def closed(self) -> tuple[Set, ...]:
        return tuple(base for part in self.parts for base in part.closed())


@dataclass(frozen=True, eq=False)
class Otherwise(Set):
    """The first set that holds a box."""

    first: Set
    rest: Set

    @cached_property
    def depth(self) -> int:  # type: ignore[override]
        return max(self.first.depth, self.rest.depth)

    @cached_property
    def steps(self) -> Looks:  # type: ignore[override]
        return self.first.steps | self.rest.steps

    @cached_property
    def looks(self) -> Looks:  # type: ignore[override]
        return self.first.looks | self.rest.looks

    @property
    def domain(self) -> Domain:
        return together((self.first.domain, self.rest.domain))

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        found = list(self.first.members(reading, box, outer, near))
        return found or self.rest.members(reading, box, outer, near)

    def resolved(self, reading: Reading, box: str) -> Set | Sequence[str]:
        return tuple(self.first.members(reading, box, "")) or self.rest.resolved(reading, box)

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        found = list(self.first.members(reading, box, outer))
        return candidate in found if found else self.rest.holds(reading, candidate, box, outer)

    def closed(self) -> tuple[Set, ...]:
        return (*self.first.closed(), *self.rest.closed())

    def within(self) -> Set | None:
        whole = self.rest.within()
        return whole if self.first.within() is whole else None


@dataclass(frozen=True, eq=False)
class Tested(Set):
    """What a condition makes of another set."""

    base: Set
    condition: Condition

    @cached_property
    def steps(self) -> Looks:  # type: ignore[override]
        return self.base.steps

    @cached_property
    def looks(self) -> Looks:  # type: ignore[override]
        return self.base.looking(self.condition.seen_inside)


@dataclass(frozen=True, eq=False)
class Filtered(Tested):
    """The boxes of a set for which a test holds; quantifiers take the two apart, so that doubt is kept."""

    @cached_property
    def depth(self) -> int:  # type: ignore[override]
        return max(self.base.depth, self.condition.depth - 1)

    @property
    def domain(self) -> Domain:
        return together((self.base.domain, self.condition.domain))

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        found = self.base.members(reading, box, outer, near)
        return [member for member in found if self.condition.truth(reading, member, box)]

    def holds(self, reading: Reading, candidate: str, box: str, outer: str) -> bool:
        return self.base.holds(reading, candidate, box, outer) and bool(
            self.condition.truth(reading, candidate, box)
        )

    def closed(self) -> tuple[Set, ...]:
        return self.base.closed()


@dataclass(frozen=True, eq=False)
class Then(Set):
    """What a set relative to a box gives for each box of another set: the managers of the reports, say."""

    base: Set
    step: Set
    depth = 1

    @cached_property
    def steps(self) -> Looks:  # type: ignore[override]
        return onward(self.base.steps, self.step.steps)

    @cached_property
    def looks(self) -> Looks:  # type: ignore[override]
        return self.base.looking(self.step.looks)

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        found = (self.step.members(reading, member, box) for member in self.base.members(reading, box, outer))
        return dict.fromkeys(member for members in found for member in members)

    def closed(self) -> tuple[Set, ...]:
        return self.base.closed()


@dataclass(frozen=True, eq=False)
class Nearest(Tested):
    """The first box of a set, in its order, for which a test holds."""

    @cached_property
    def depth(self) -> int:  # type: ignore[override]
        return self.base.depth

    def members(self, reading: Reading, box: str, outer: str, near: Near | None = None) -> Iterable[str]:
        for member in self.base.members(reading, box, outer):
            if self.condition.truth(reading, member, box):
                return (member,)
        return ()
