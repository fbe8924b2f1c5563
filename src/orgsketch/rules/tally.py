"""The verdicts of one condition about every box of a set, kept from one reading to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgsketch.rules.condition import Condition
from orgsketch.rules.sets import Set

if TYPE_CHECKING:
    from orgsketch.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Which boxes the answer is yes for, which unknown; how many there are; what the closed parts said."""

    yes: frozenset[str] | set[str]
    unknown: frozenset[str] | set[str]
    size: int
    closed: tuple[bool | None, ...] = ()


@dataclass(frozen=True, eq=False)
class Tally:
    """A condition asked about every box of a set that does not depend on the box in hand."""

    of: Set
    condition: Condition
    name: str = field(default="", compare=False)

    def verdicts(self, reading: Reading) -> Verdicts:
        """The verdicts in this reading; what no edit touched is taken over from the reading before."""
        if self not in reading.verdicts:
            reading.verdicts[self] = self._found(reading)
        return reading.verdicts[self]

    def _found(self, reading: Reading) -> Verdicts:
        closed = tuple(part.truth(reading, "", "") for part in self.condition.reach.closed)
        before = reading.before
        old = before.verdicts.get(self) if before else None
        if old is None or old.closed != closed or self.condition.reach.anywhere or self._rules_moved(reading):
            return self._asked(reading, closed)
        affected = self._affected(reading)
        return self._advanced(reading, old, affected) if affected else old

    def _rules_moved(self, reading: Reading) -> bool:
        before = reading.before
        return before is not None and any(
            rule.verdicts(reading) is not before.verdicts.get(rule) for rule in self.condition.reach.tallies
        )

    def _asked(self, reading: Reading, closed: tuple[bool | None, ...]) -> Verdicts:
        yes, unknown, size = set(), set(), 0
        truth = self.condition.truth
        for box in self.of.members(reading, "", ""):
            size += 1
            answer = truth(reading, box, "")
            if answer is None:
                unknown.add(box)
            elif answer:
                yes.add(box)
        return Verdicts(yes, unknown, size, closed)

    def _affected(self, reading: Reading) -> set[str]:
        affected = set(self.of.touched(reading))
        before = reading.before
        for of, near in self.condition.reach.pairs:
            others = of.touched(reading)
            if others and near is None:
                affected.update(self.of.members(reading, "", ""))
            elif near is not None and before is not None:
                for other in others:
                    for state in (before, reading):
                        if other in state.boxes:
                            affected.update(near.candidates(state, other, self.of))
        return affected

    def _advanced(self, reading: Reading, old: Verdicts, affected: Iterable[str]) -> Verdicts:
        yes, unknown, size = set(old.yes), set(old.unknown), old.size
        truth, of, before = self.condition.truth, self.of, reading.before
        assert before is not None
        for box in affected:
            yes.discard(box)
            unknown.discard(box)
            is_in = box in reading.boxes and of.holds(reading, box, "", "")
            size += is_in - (box in before.boxes and of.holds(before, box, "", ""))
            if is_in:
                answer = truth(reading, box, "")
                if answer is None:
                    unknown.add(box)
                elif answer:
                    yes.add(box)
        if (yes, unknown, size) == (old.yes, old.unknown, old.size):
            return old
        return Verdicts(yes, unknown, size, old.closed)
