"""The verdicts of one condition about every box of a set, kept from one reading to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.rules.condition import Condition, Domain, Settled, Truth, together
from orgsketch.rules.looks import SEES_FAR
from orgsketch.rules.neighbourhood import NOBODY
from orgsketch.rules.sets import Set

if TYPE_CHECKING:
    from orgsketch.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Which boxes the answer is yes for, which unknown; what the closed parts said.

    `basis`: what all this rests on in its reading (see `condition.together`). `is_denied`: it is no for every
    box, whatever else there is, as long as the edits leave the basis alone.
    """

    yes: set[str]
    unknown: set[str]
    basis: Domain
    closed: tuple[bool | None, ...] = ()
    is_denied: bool = False

    @property
    def settled(self) -> Settled:
        """Whether the answer is yes for any box, and what that rests on."""
        return True if self.yes else None if self.unknown else False, self.basis

    def with_changes(self, changed: Mapping[str, Truth]) -> Verdicts:
        """The verdicts with those about some boxes exchanged."""
        yes, unknown = self.yes - changed.keys(), self.unknown - changed.keys()
        yes.update(box for box, truth in changed.items() if truth)
        unknown.update(box for box, truth in changed.items() if truth is None)
        return Verdicts(yes, unknown, self.basis, self.closed)


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

    def settled(self, reading: Reading) -> Settled:
        """Whether the answer is yes for any box; the search begins with the one found last time."""
        before = reading.before
        if self not in reading.verdicts and not (before is not None and self in before.verdicts):
            last = before.witnesses.get(self, "") if before is not None else ""
            witness = last if self._stands(reading, last) else self._witness(reading, last)
            if witness:
                reading.witnesses[self] = witness
                reading.seen.add(self)
                return True, self.domain
        return self.verdicts(reading).settled

    def _stands(self, reading: Reading, witness: str) -> bool:
        """Whether the edit left alone all that the verdict about a witness rests on."""
        return (
            reading.before is not None
            and self in reading.before.seen
            and witness not in reading.touched.all_of(self._sees)
            and (self._is_alone or self._is_left(reading, witness))
        )

    def _is_left(self, reading: Reading, witness: str) -> bool:
        """Whether the edit left alone what the verdict rests on beyond the neighbourhood of the witness."""
        searches = self.condition.reach.searches
        is_steady = not self._is_loose and reading.leaves(self._closed_domain)
        return is_steady and not any(witness in search.changed(reading) for search in searches)

    @cached_property
    def _sees(self) -> int:
        return self.of.sees | self.condition.sees

    @cached_property
    def _touched(self) -> tuple[Set, int]:
        return self.of, self._sees

    @cached_property
    def _is_alone(self) -> bool:
        """Whether verdicts rest on nothing beyond neighbourhoods."""
        return self._is_local and not self.condition.reach.searches

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
        if old is None or old.is_denied:
            return self._denied(reading, old) or self._asked(reading, self._closed_now(reading))
        if not self._is_local:
            closed = old.closed if reading.leaves(self._closed_domain) else self._closed_now(reading)
            if closed != old.closed or (self._is_loose and self._is_open(reading)):
                return self._denied(reading, None) or self._asked(reading, closed)
        held = reading.touched_in.get(self._touched) or self.of.touched(reading, self._sees)
        members, touched = held.now, held.ever
        if not self._is_alone and self.condition.reach.searches:
            changed = self._changed(reading)
            touched, members = touched | changed, members | changed
        return self._advanced(reading, old, touched, members) if touched else old

    def _denied(self, reading: Reading, old: Verdicts | None) -> Verdicts | None:
        """No for every box where one part, or a condition it is no without, is no for all; else None."""
        for part in (*self.condition.needs, *self._parts):
            settled = part.uniform(reading)
            if settled is not None and settled[0] is False:
                is_as_before = old is not None and old.basis == settled[1]
                return old if is_as_before else Verdicts(set(), set(), settled[1], (), is_denied=True)
        return None

    def _closed_now(self, reading: Reading) -> tuple[Truth, ...]:
        return tuple([part.truth(reading, "", "") for part in self._closed])

    @cached_property
    def _is_local(self) -> bool:
        """Whether a verdict rests on the neighbourhood of its box, and on what is looked for, alone."""
        return not (self._closed or self._is_loose)

    @cached_property
    def _is_loose(self) -> bool:
        """Whether verdicts rest on rules about teams, or on sets in ways that nothing is known of."""
        return bool(self.condition.reach.tallies or self.condition.reach.sets)

    def _is_open(self, reading: Reading) -> bool:
        """Whether the edit touched what any verdict may rest on."""
        reach = self.condition.reach
        return any(rule.is_moved(reading) for rule in reach.tallies) or any(
            of.touched(reading, SEES_FAR).ever for of in reach.sets
        )

    def is_moved(self, reading: Reading) -> bool:
        """Whether it holds for other boxes than in the reading before, or for boxes that the edit touched."""
        verdicts, before = self.verdicts(reading), reading.before
        if before is None:
            return False
        old = before.verdicts.get(self)
        if old is None or (old.yes, old.unknown) != (verdicts.yes, verdicts.unknown):
            return True
        return any(box in verdicts.yes or box in verdicts.unknown for box in reading.touched.boxes)

    def _asked(self, reading: Reading, closed: tuple[bool | None, ...]) -> Verdicts:
        alive = list(self.of.members(reading, "", ""))
        unknown: set[str] = set()
        for part in self._parts:
            settled = part.uniform(reading)
            if settled is None:
                alive = _sifted(reading, part, alive, unknown)
            elif settled[0] is None:
                unknown.update(alive)
        unknown.intersection_update(alive)
        return Verdicts(set(alive) - unknown, unknown, self.domain, closed)

    @cached_property
    def _parts(self) -> tuple[Condition, ...]:
        """The parts of the condition, those that cost least first."""
        parts = self.condition.parts or (self.condition,)
        return tuple(sorted(parts, key=lambda part: (part.depth, bool(part.reach.searches))))

    def _is_hopeless(self, reading: Reading) -> bool:
        needs = self.condition.needs
        return bool(needs) and any(part.truth(reading, "", "") is False for part in needs)

    def _changed(self, reading: Reading) -> frozenset[str]:
        """The boxes of the set, touched ones apart, for which a search inside has another answer."""
        found = NOBODY.union(*[search.changed(reading) for search in self.condition.reach.searches])
        return frozenset([box for box in found if self.of.holds(reading, box, "", "")]) if found else found

    def _advanced(
        self, reading: Reading, old: Verdicts, affected: frozenset[str], members: frozenset[str]
    ) -> Verdicts:
        """The verdicts after an edit that affects these boxes, of which some belong to the set now."""
        truth, yes, unknown = self.condition.truth, old.yes, old.unknown
        changed: dict[str, Truth] = {}
        for box in members:
            now = truth(reading, box, "")
            if now is not (True if box in yes else None if box in unknown else False):
                changed[box] = now
        for box in affected - members:
            if box in yes or box in unknown:
                changed[box] = False
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
