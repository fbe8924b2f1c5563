"""The verdicts of one condition about every box of a set, kept from one reading to the next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.rules.condition import Condition, Domain, Truth, together
from orgsketch.rules.sets import Set

if TYPE_CHECKING:
    from orgsketch.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Which boxes the answer is yes for, which unknown; what the closed parts said."""

    yes: frozenset[str] | set[str]
    unknown: frozenset[str] | set[str]
    closed: tuple[bool | None, ...] = ()


@dataclass(frozen=True, eq=False)
class Tally:
    """A condition asked about every box of a set that does not depend on the box in hand."""

    of: Set
    condition: Condition
    name: str = field(default="", compare=False)

    @cached_property
    def domain(self) -> Domain:
        """What its verdicts depend on (see `condition.together`)."""
        return together((self.of.domain, self.condition.domain))

    def verdicts(self, reading: Reading) -> Verdicts:
        """The verdicts in this reading; what no edit touched is taken over from the reading before."""
        if self not in reading.verdicts:
            before = reading.before
            if before is not None and self in before.verdicts and reading.leaves(self.domain):
                reading.verdicts[self] = before.verdicts[self]
            else:
                reading.verdicts[self] = self._found(reading)
        return reading.verdicts[self]

    def truth(self, reading: Reading) -> Truth:
        """Whether the answer is yes for any box; the search begins with the one found last time."""
        before = reading.before
        if self not in reading.verdicts and not (before is not None and self in before.verdicts):
            witness = self._witness(reading, before.witnesses.get(self, "") if before is not None else "")
            if witness:
                reading.witnesses[self] = witness
                return True
        verdicts = self.verdicts(reading)
        return True if verdicts.yes else None if verdicts.unknown else False

    def _witness(self, reading: Reading, last: str) -> str:
        if self._is_hopeless(reading):
            return ""
        truth = self.condition.truth
        if last in reading.boxes and self.of.holds(reading, last, "", "") and truth(reading, last, ""):
            return last
        return next((box for box in self.of.members(reading, "", "") if truth(reading, box, "")), "")

    def _found(self, reading: Reading) -> Verdicts:
        parts = (
            (*self.condition.reach.closed, *self.condition.needs)
            if self.condition.depth
            else (self.condition,)
        )
        closed = tuple(part.truth(reading, "", "") for part in parts)
        before = reading.before
        old = before.verdicts.get(self) if before else None
        if old is None or old.closed != closed or self.condition.reach.anywhere or self._rules_moved(reading):
            return self._asked(reading, closed)
        if not (old.yes or old.unknown) and self._is_hopeless(reading):
            return old
        affected = self._affected(reading)
        return self._advanced(reading, old, affected) if affected else old

    def _rules_moved(self, reading: Reading) -> bool:
        before = reading.before
        return before is not None and any(
            rule.verdicts(reading) is not before.verdicts.get(rule) for rule in self.condition.reach.tallies
        )

    def _asked(self, reading: Reading, closed: tuple[bool | None, ...]) -> Verdicts:
        yes: set[str] = set()
        unknown: set[str] = set()
        truth = self.condition.truth
        if self._is_hopeless(reading):
            return Verdicts(yes, unknown, closed)
        for box in self.of.members(reading, "", ""):
            answer = truth(reading, box, "")
            if answer is None:
                unknown.add(box)
            elif answer:
                yes.add(box)
        return Verdicts(yes, unknown, closed)

    def _is_hopeless(self, reading: Reading) -> bool:
        return any(part.truth(reading, "", "") is False for part in self.condition.needs)

    def _affected(self, reading: Reading) -> set[str]:
        affected = set(self.of.touched(reading))
        for pair in self.condition.reach.pairs:
            touched = pair.of.touched(reading)
            if not touched:
                continue
            if pair.near is None:
                affected.update(self.of.members(reading, "", ""))
            else:
                affected.update(pair.near.affected(reading, touched, pair, self.of))
        return affected

    def _advanced(self, reading: Reading, old: Verdicts, affected: Iterable[str]) -> Verdicts:
        yes, unknown = set(old.yes), set(old.unknown)
        truth, of = self.condition.truth, self.of
        for box in affected:
            yes.discard(box)
            unknown.discard(box)
            if box in reading.boxes and of.holds(reading, box, "", ""):
                answer = truth(reading, box, "")
                if answer is None:
                    unknown.add(box)
                elif answer:
                    yes.add(box)
        if (yes, unknown) == (old.yes, old.unknown):
            return old
        return Verdicts(yes, unknown, old.closed)
