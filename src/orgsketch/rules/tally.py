"""The verdicts of one condition about every box of a set, kept from one reading to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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

    yes: set[str]
    unknown: set[str]
    closed: tuple[bool | None, ...] = ()

    def with_changes(self, changed: Mapping[str, Truth]) -> Verdicts:
        """The verdicts with those about some boxes exchanged."""
        yes, unknown = self.yes - changed.keys(), self.unknown - changed.keys()
        yes.update(box for box, truth in changed.items() if truth)
        unknown.update(box for box, truth in changed.items() if truth is None)
        return Verdicts(yes, unknown, self.closed)


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
        found = reading.verdicts.get(self)
        if found is None:
            found = reading.verdicts[self] = self._found(reading)
        return found

    def truth(self, reading: Reading) -> Truth:
        """Whether the answer is yes for any box; the search begins with the one found last time."""
        before = reading.before
        if self not in reading.verdicts and not (before is not None and self in before.verdicts):
            last = before.witnesses.get(self, "") if before is not None else ""
            witness = last if self._stands(reading, last) else self._witness(reading, last)
            if witness:
                reading.witnesses[self] = witness
                reading.seen.add(self)
                return True
        verdicts = self.verdicts(reading)
        return True if verdicts.yes else None if verdicts.unknown else False

    def _stands(self, reading: Reading, witness: str) -> bool:
        """Whether the edit left alone all that the verdict about a witness rests on."""
        reach, before = self.condition.reach, reading.before
        return (
            before is not None
            and self in before.seen
            and witness not in reading.touched.all_of(self.of.looks_below or self.condition.looks_below)
            and reading.leaves(self._closed_domain)
            and not (reach.tallies or reach.sets)
            and not any(witness in search.changed(reading) for search in reach.searches)
        )

    def _witness(self, reading: Reading, last: str) -> str:
        if self._is_hopeless(reading):
            return ""
        truth = self.condition.truth
        if last in reading.boxes and self.of.holds(reading, last, "", "") and truth(reading, last, ""):
            return last
        return next((box for box in self.of.members(reading, "", "") if truth(reading, box, "")), "")

    @cached_property
    def _closed(self) -> tuple[Condition, ...]:
        """The closed conditions that every verdict may rest on."""
        condition = self.condition
        return (*condition.reach.closed, *condition.needs) if condition.depth else (condition,)

    @cached_property
    def _closed_domain(self) -> Domain:
        return together(part.domain for part in self._closed)

    def _found(self, reading: Reading) -> Verdicts:
        before = reading.before
        old = before.verdicts.get(self) if before is not None else None
        if old is None:
            return self._asked(reading, self._closed_now(reading))
        if reading.leaves(self.domain):
            return old
        closed = old.closed if reading.leaves(self._closed_domain) else self._closed_now(reading)
        if closed != old.closed or self._is_open(reading):
            return self._asked(reading, closed)
        affected = self._affected(reading)
        if not affected or (not (old.yes or old.unknown) and self._is_hopeless(reading)):
            return old
        return self._advanced(reading, old, affected)

    def _closed_now(self, reading: Reading) -> tuple[Truth, ...]:
        return tuple([part.truth(reading, "", "") for part in self._closed])

    def _is_open(self, reading: Reading) -> bool:
        """Whether the edit touched what any verdict may rest on."""
        reach = self.condition.reach
        if not (reach.tallies or reach.sets):
            return False
        return any(rule.is_moved(reading) for rule in reach.tallies) or any(
            of.touched(reading, looks_below=True) for of in reach.sets
        )

    def is_moved(self, reading: Reading) -> bool:
        """Whether it holds for other boxes than in the reading before, or for boxes that the edit touched."""
        verdicts, before = self.verdicts(reading), reading.before
        if before is None or verdicts is not before.verdicts.get(self):
            return before is not None
        return any(box in verdicts.yes or box in verdicts.unknown for box in reading.touched.boxes)

    def _asked(self, reading: Reading, closed: tuple[bool | None, ...]) -> Verdicts:
        if self._is_hopeless(reading):
            return Verdicts(set(), set(), closed)
        alive = list(self.of.members(reading, "", ""))
        unknown: set[str] = set()
        for part in self._parts:
            answer = part.uniform(reading) if part.depth else part.truth(reading, "", "")
            if answer is None:
                unknown.update(alive)
            elif answer is False:
                alive = []
            elif answer is not True:
                alive = _sifted(reading, part, alive, unknown)
        unknown.intersection_update(alive)
        return Verdicts(set(alive) - unknown, unknown, closed)

    @cached_property
    def _parts(self) -> tuple[Condition, ...]:
        """The parts of the condition, those that cost least first."""
        parts = self.condition.parts or (self.condition,)
        return tuple(sorted(parts, key=lambda part: (part.depth, bool(part.reach.searches))))

    def _is_hopeless(self, reading: Reading) -> bool:
        needs = self.condition.needs
        return bool(needs) and any(part.truth(reading, "", "") is False for part in needs)

    def _affected(self, reading: Reading) -> frozenset[str]:
        touched = self.of.touched(reading, looks_below=self.condition.looks_below)
        searches = self.condition.reach.searches
        changed = [boxes for search in searches if (boxes := search.changed(reading))]
        return touched.union(*changed) if changed else touched

    def _advanced(self, reading: Reading, old: Verdicts, affected: Iterable[str]) -> Verdicts:
        truth, of, boxes = self.condition.truth, self.of, reading.boxes
        changed: dict[str, Truth] = {}
        for box in affected:
            was = True if box in old.yes else None if box in old.unknown else False
            is_member = box in boxes and of.holds(reading, box, "", "")
            now = truth(reading, box, "") if is_member else False
            if now is not was:
                changed[box] = now
        return old.with_changes(changed) if changed else old


def _sifted(reading: Reading, part: Condition, boxes: Iterable[str], unknown: set[str]) -> list[str]:
    """The boxes for which a part is not surely no; those it is unknown for are noted."""
    kept: list[str] = []
    truth, possible = part.truth, part.possible
    for box in boxes:
        if box in unknown:
            if possible(reading, box, ""):
                kept.append(box)
            continue
        answer = truth(reading, box, "")
        if answer is not False:
            kept.append(box)
            if answer is None:
                unknown.add(box)
    return kept
