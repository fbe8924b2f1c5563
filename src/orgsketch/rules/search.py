"""Looking for a box that meets a condition, seen from the box in hand: answers, and what edits do to them.

Every answer is kept with its witness, the box it was found with. After an edit those are looked for again
whose neighbourhood was touched, whose witness was, or for whom one of the touched boxes is a better one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.rules.condition import Condition, Domain, Reach, Truth, together
from orgsketch.rules.looks import NEAR, NOTHING, SEES_ALL, SEES_FAR, reach
from orgsketch.rules.neighbourhood import NOBODY
from orgsketch.rules.sets import Set

if TYPE_CHECKING:
    from orgsketch.rules.kinship import Near
    from orgsketch.rules.reading import Reading
    from orgsketch.rules.tally import Tally

Answer: TypeAlias = tuple[Truth, str]
Low: TypeAlias = "dict[str | None, list[str]]"
NO_ANSWER: Answer = (False, "")


class Table:
    """The answers of one search in one reading, by box. `closed`: what the closed parts said."""

    __slots__ = ("_low", "_witnessed", "answers", "closed", "is_shared")

    def __init__(self, closed: tuple[object, ...], answers: dict[str, Answer] | None = None) -> None:
        self.closed, self.answers = closed, answers if answers is not None else {}
        self.is_shared = False
        self._witnessed: dict[str, list[str]] | None = None
        self._low: dict[Truth, Low] | None = None

    def without(self, boxes: Iterable[str]) -> Table:
        """A table of its own without the answers about some boxes."""
        answers = dict(self.answers)
        for box in boxes:
            answers.pop(box, None)
        return Table(self.closed, answers)

    def witnessed(self, witness: str) -> Iterable[str]:
        """The boxes whose answer was found with this one."""
        if self._witnessed is None:
            self._witnessed = {}
            for box, (_, found) in self.answers.items():
                self._witnessed.setdefault(found, []).append(box)
        return self._witnessed.get(witness, ())

    def low(self, truth: Truth, key: Callable[[str], str | None]) -> Low:
        """The boxes with this answer, no or unknown, by key."""
        if self._low is None:
            self._low = {False: {}, None: {}}
            for box, (found, _) in self.answers.items():
                if not found:
                    self._low[found].setdefault(key(box), []).append(box)
        return self._low[truth]


@dataclass(frozen=True, eq=False)
class Search:
    """Whether some box of `base` meets `inner`, seen from the box in hand.

    `near`: outside its candidates the answer is surely no. `own`: what is asked of a member alone, about
    every box the base may ever hold; None = nothing, or no such set is known.
    """

    base: Set
    inner: Condition | None
    near: Near | None
    own: Tally | None

    @cached_property
    def whole(self) -> Set | None:
        """A closed set that holds every box the base may ever hold, if there is one."""
        return self.base.within()

    @cached_property
    def domain(self) -> Domain:
        """What its answers rest on beyond the box in hand (see `condition.together`)."""
        return together((self.base.domain, self.inner.domain if self.inner else frozenset()))

    @cached_property
    def sees(self) -> int:
        """The sum of what it reads around the box in hand (see `rules.looks`)."""
        return reach(self.base.looking(self.inner.looks if self.inner is not None else NOTHING))

    @cached_property
    def reach(self) -> Reach:
        """What the condition inside reads beyond the neighbourhoods of the two boxes."""
        if self.inner is None:
            return Reach()
        return self.inner.reach if self.inner.depth else Reach(closed=(self.inner,))

    # ---- asking ----

    def truth(self, reading: Reading, box: str, outer: str) -> Truth:
        """The answer about a box, found once a reading."""
        found = self.table(reading).answers.get(box)
        if found is None:
            found = self._found(reading, box)
            self._own_table(reading).answers[box] = found
        return found[0]

    def _own_table(self, reading: Reading) -> Table:
        table = self.table(reading)
        if table.is_shared:
            table = reading.searches[self] = table.without(())
        return table

    def _found(self, reading: Reading, box: str) -> Answer:
        best = self._best(reading)
        if best is False:
            return NO_ANSWER
        answer = NO_ANSWER
        inner, base = self.inner, self.base
        for member in base.members(reading, box, "", self.near):
            truth = True if inner is None else inner.truth(reading, member, box)
            if truth is best or truth:
                return truth, member
            if truth is None and answer is NO_ANSWER:
                answer = None, member
        return answer

    def _best(self, reading: Reading) -> Truth:
        """The best that can be found at all."""
        if self.own is None:
            return True
        verdicts = self.own.verdicts(reading)
        return True if verdicts.yes else None if verdicts.unknown else False

    # ---- after an edit ----

    def changed(self, reading: Reading) -> frozenset[str]:
        """The boxes, those apart that the edit touched, whose answer differs from the one before the edit."""
        if reading.before is None or self not in reading.before.searches:
            return NOBODY  # nothing rests on what was never asked
        if self not in reading.searches:
            self.table(reading)
        return reading.changed.get(self, NOBODY)

    def table(self, reading: Reading) -> Table:
        """The answers in this reading, those of the reading before taken over."""
        if self not in reading.searches:
            before = reading.before
            old = before.searches.get(self) if before is not None else None
            reading.searches[self] = Table(self._closed(reading)) if old is None else old
            if old is not None:
                self._carry(reading, old)
        return reading.searches[self]

    def _carry(self, reading: Reading, old: Table) -> None:
        if reading.leaves(self.domain) and old.answers.keys().isdisjoint(self._touched(reading)):
            old.is_shared = True
            return
        closed = self._closed(reading)
        is_lost = closed != old.closed or bool(self.sees & SEES_ALL)
        stale = None if is_lost else self._stale(reading, old)
        if stale is None:
            reading.searches[self] = Table(closed)
            self._compare(reading, old, old.answers)
        elif stale or not old.answers.keys().isdisjoint(self._touched(reading)):
            reading.searches[self] = old.without((*stale, *self._touched(reading)))
            self._compare(reading, old, stale)
        else:
            old.is_shared = True

    def _compare(self, reading: Reading, old: Table, boxes: Iterable[str]) -> None:
        touched = self._touched(reading)
        reading.changed[self] = frozenset(
            box
            for box in boxes
            if box not in touched and self.truth(reading, box, "") is not old.answers[box][0]
        )

    def _touched(self, reading: Reading) -> frozenset[str]:
        return reading.touched.all_of(self.sees)

    def _closed(self, reading: Reading) -> tuple[object, ...]:
        """What the whole table rests on."""
        parts = (part.truth(reading, "", "") for part in self.reach.closed)
        return (*parts, self._best(reading) is False)

    def _stale(self, reading: Reading, old: Table) -> set[str] | None:
        """The boxes to look for again, touched ones apart; None = all."""
        reach = self.reach
        if any(rule.is_moved(reading) for rule in reach.tallies) or _is_touched(reading, reach.sets):
            return None
        inside = {box for search in reach.searches for box in search.changed(reading)}
        touched = self._touched(reading)
        stale = {box for box in inside if box in old.answers}
        moved = self._moved(reading, inside)
        if moved is None:
            return None
        for member in moved:
            stale.update(old.witnessed(member))
            for box in self._low(reading, old, member):
                if box not in stale and box not in touched and self._is_better(reading, old, member, box):
                    stale.add(box)
        return stale

    def _moved(self, reading: Reading, inside: set[str]) -> set[str] | None:
        """The boxes that may be, or may have been, a witness and are another one now; None = any."""
        if self.whole is None:
            return None if inside else self.base.shifted(reading)
        whole = self.whole.touched(reading, self.inner.sees if self.inner is not None else NEAR).ever
        return {*whole, *(box for box in inside if _belongs(reading, box, self.whole))}

    def _low(self, reading: Reading, old: Table, member: str) -> Iterator[str]:
        """The boxes for which this member may be better than what was found, perhaps with others."""
        if member not in reading.boxes or not (self.whole is None or _belongs(reading, member, self.whole)):
            return
        seekers = self.base.seekers(reading, member)
        if seekers is not None:
            yield from seekers
            return
        best, near, before = self._worth(reading, member), self.near, reading.before
        assert before is not None
        for truth in (False, None) if best else (False,) if best is None else ():
            groups = old.low(truth, lambda box: near.key(before, box) if near else None)
            if groups:
                yield from near.among(reading, member, groups) if near else chain(*groups.values())

    def _is_better(self, reading: Reading, old: Table, member: str, box: str) -> bool:
        truth = old.answers[box][0] if box in old.answers else True
        if truth is True or not self.base.may_hold(reading, member, box):
            return False
        answer = True if self.inner is None else self.inner.truth(reading, member, box)
        return answer is True or (answer is None and truth is False)

    def _worth(self, reading: Reading, member: str) -> Truth:
        """The best that a member can be for any box."""
        if self.own is None:
            return True
        verdicts = self.own.verdicts(reading)
        return True if member in verdicts.yes else None if member in verdicts.unknown else False


def _is_touched(reading: Reading, sets: Iterable[Set]) -> bool:
    return any(of.touched(reading, SEES_FAR).ever for of in sets)


def _belongs(reading: Reading, box: str, of: Set) -> bool:
    return box in reading.boxes and of.holds(reading, box, "", "")
