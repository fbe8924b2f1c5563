"""What is worked out over a whole set of boxes, and carried along from edit to edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from orgsketch.rules.looks import NEAR

if TYPE_CHECKING:
    from orgsketch.rules.reading import Reading
    from orgsketch.rules.sets import Set

T = TypeVar("T")


class Index(Generic[T]):
    """Something worked out over a closed set, that an edit changes only where it touches members.

    `sees`: the sum of what a member counts by (see `rules.looks`).
    """

    sees = NEAR

    def built(self, reading: Reading, of: Set) -> T:
        """The index of this reading, from the one before if there is one."""
        before = reading.before
        if before is None or (self, of) not in before.indexes:
            return self.gathered(reading, ((member, 1) for member in of.members(reading, "", "")), None)
        old: T = before.indexes[(self, of)]
        held = of.touched(reading, self.sees)
        if not held.ever:
            return old
        gone, come = [(box, -1) for box in held.before], [(box, 1) for box in held.now]
        return self.gathered(reading, come, self.gathered(before, gone, old))

    def gathered(self, reading: Reading, members: Iterable[tuple[str, int]], old: T | None) -> T:
        """`old` with members of this reading counted in (+1) or out (-1); `old` itself is left as it is."""
        raise NotImplementedError


class _Answered(Index[Counter[str]]):
    """How many boxes answer each question."""

    def gathered(
        self, reading: Reading, members: Iterable[tuple[str, int]], old: Counter[str] | None
    ) -> Counter[str]:
        if old is None:
            answers = [record.answers for record in reading.records() if record.answers]
            return Counter(key for said in answers for key in said)
        counts = Counter(old)
        for member, step in members:
            for key in reading.boxes[member].answers:
                counts[key] += step
        return counts


ANSWERED = _Answered()


class _Assistants(Index[frozenset[str]]):
    """The boxes that are assistants."""

    def gathered(
        self, reading: Reading, members: Iterable[tuple[str, int]], old: frozenset[str] | None
    ) -> frozenset[str]:
        if old is None:
            return frozenset([record.id for record in reading.records() if record.assistant])
        boxes = {member: step for member, step in members if reading.boxes[member].assistant}
        return (old - boxes.keys()) | {member for member, step in boxes.items() if step > 0}


ASSISTANTS = _Assistants()
