"""Kleene's logic over conditions: yes, no, unknown, and the grounds of each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from orgsketch.rules.closed import plain, remembered
from orgsketch.rules.condition import (
    CHART,
    Ask,
    Condition,
    Domain,
    Ground,
    Reach,
    Settled,
    Truth,
    Uniform,
    Why,
    together,
)
from orgsketch.rules.kinship import Kinship, Near, Strangers
from orgsketch.rules.looks import NOTHING
from orgsketch.rules.reading import Reading
from orgsketch.rules.search import Search
from orgsketch.rules.sets import Set
from orgsketch.rules.tally import Tally

TOLD = 3  # members of a set that a reason names
ASKED = 16  # members of a set that an open question may come from


def saying(condition: Condition, text: str) -> Condition:
    """The same condition with a wording of its own for the case that it holds."""

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        if condition.truth(reading, box, outer):
            yield Ground("", box, True, text=text)
        else:
            yield from condition.why(reading, box, outer)

    return replace(condition, why=why)


# ---- joining ----


def _cost(part: Condition) -> tuple[int, bool, bool, int]:
    """What is asked first: what depends least on the box, then on the chart."""
    return part.depth, bool(part.reach.searches or part.reach.sets), CHART in part.domain, len(part.domain)


def _kept(condition: Condition) -> Condition:
    return condition if condition.depth else remembered(condition, condition.uniform)


def _reach(parts: Iterable[Condition]) -> Reach:
    reach = Reach()
    for part in parts:
        reach |= part.reach if part.depth else Reach(closed=(part,))
    return reach


def every_part(parts: Sequence[Condition]) -> Condition:
    """No if any part is no, else unknown if any is unknown; cheap parts are asked first."""
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=_cost)
    truths = [(part.truth, part.possible) for part in ordered]

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        is_known = True
        for ask, possible in truths:
            if is_known:
                answer = ask(reading, box, outer)
                if answer is False:
                    return False
                is_known = answer is not None
            elif not possible(reading, box, outer):
                return False
        return True if is_known else None

    def possible(reading: Reading, box: str, outer: str) -> bool:
        for _, part in truths:  # noqa: SIM110 - a generator costs more than the parts
            if not part(reading, box, outer):
                return False
        return True

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        answer = truth(reading, box, outer)
        for part in parts:
            if part.truth(reading, box, outer) is answer:
                yield from part.why(reading, box, outer)

    near = next((part.near for part in parts if part.near), None)
    needs = tuple(need for part in parts for need in (part.needs if part.depth else (part,)))
    made = _one(parts, truth, possible, why, near, needs, _joint(ordered, worst=False))
    return _kept(replace(made, parts=tuple(_flat(parts))))


def any_part(parts: Sequence[Condition]) -> Condition:
    """Yes if any part is yes, else unknown if any is unknown."""
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=_cost)
    truths = [part.truth for part in ordered]
    possibles = [part.possible for part in ordered]

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        result: Truth = False
        for ask in truths:
            answer = ask(reading, box, outer)
            if answer:
                return True
            if answer is None:
                result = None
        return result

    def possible(reading: Reading, box: str, outer: str) -> bool:
        return any(part(reading, box, outer) for part in possibles)

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        answer = truth(reading, box, outer)
        for part in parts:
            found = part.truth(reading, box, outer)
            if found is answer or (answer and found is None):
                yield from part.why(reading, box, outer)

    nears = {part.near for part in parts}
    near = nears.pop() if len(nears) == 1 else None
    needed = [
        every_part(part.needs) if part.depth else part for part in parts if part.needs or not part.depth
    ]
    is_needed = any(part.depth for part in parts) and len(needed) == len(parts)
    needs = (any_part(needed),) if is_needed else ()
    return _kept(_one(parts, truth, possible, why, near, needs, _joint(ordered, worst=True)))


def _one(
    parts: Sequence[Condition],
    truth: Ask,
    possible: Callable[[Reading, str, str], bool],
    why: Why,
    near: Near | None,
    needs: tuple[Condition, ...],
    uniform: Uniform,
) -> Condition:
    """One condition of several: it reads what they read."""
    depth = max(part.depth for part in parts)
    return Condition(
        truth,
        possible,
        why,
        depth,
        _reach(parts) if depth else Reach(),
        near,
        needs,
        looks=NOTHING.union(*[part.looks for part in parts]),
        uniform=uniform,
        domain=together(part.domain for part in parts),
    )


def _joint(parts: Sequence[Condition], *, worst: bool) -> Uniform:
    """The one answer of joined parts where theirs are the same for every box; `worst` decides alone.

    The part that decided last time is asked first: it mostly still does.
    """
    asked = tuple(part.uniform for part in parts)

    def uniform(reading: Reading) -> Settled | None:
        nonlocal asked
        joint: Truth = not worst
        bases: list[Domain] = []
        for ask in asked:
            settled = ask(reading)
            if settled is None:
                continue
            if settled[0] is worst:
                if ask is not asked[0]:
                    asked = (ask, *(other for other in asked if other is not ask))
                return settled
            joint = joint if settled[0] is not None else None
            bases.append(settled[1])
        return (joint, together(bases)) if len(bases) == len(asked) else None

    return uniform


def opposite(condition: Condition) -> Condition:
    """No for yes and yes for no; unknown stays."""
    ask = condition.truth

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        answer = ask(reading, box, outer)
        return None if answer is None else not answer

    return Condition(
        truth,
        lambda r, b, o: ask(r, b, o) is not True,
        condition.why,
        condition.depth,
        condition.reach,
        Strangers(condition.near) if isinstance(condition.near, Kinship) and condition.is_pair else None,
        looks=condition.looks,
        uniform=lambda reading: _turned(condition.uniform(reading)),
        domain=condition.domain,
    )


def _turned(settled: Settled | None) -> Settled | None:
    if settled is None or settled[0] is None:
        return settled
    return not settled[0], settled[1]


# ---- sets ----


def some(base: Set, meets: Condition | None, where: Condition | None) -> Condition:
    """Some box of a set (those of `base` that meet a condition) for which `where` holds."""
    parts = [part for part in (meets, where) if part is not None]
    inner = every_part(parts) if parts else None
    depth = max(base.depth, 1 if inner is not None and inner.depth == 2 else 0)
    if depth == 0:
        return _some_of_chart(base, inner)
    own = [part for part in _flat(parts) if part.depth == 1]
    whole = base.within()
    sieve = Tally(whole, every_part(own)) if whole is not None and own else None
    found = _some_near(base, inner, depth)
    is_wide = bool(base.closed() or found.reach.searches or found.reach.sets)
    if depth == 1 and is_wide:
        return _searched(found, Search(base, inner, _near_of(inner), sieve))
    return _sifted(replace(found, reach=_loose(found.reach, base)), sieve)


def _searched(condition: Condition, search: Search) -> Condition:
    """The same condition, its answers kept from reading to reading."""
    truth = search.truth
    reach = Reach(closed=search.reach.closed, searches=(search,))
    return replace(condition, truth=truth, possible=lambda r, b, o: truth(r, b, o) is not False, reach=reach)


def _loose(reach: Reach, base: Set) -> Reach:
    """What is read by a condition about two boxes: nothing is known of how."""
    sets = (of for search in reach.searches for of in search.base.closed())
    return Reach(reach.closed, reach.searches, (*reach.sets, *base.closed(), *sets), reach.tallies)


def _flat(parts: Sequence[Condition]) -> list[Condition]:
    """The parts of a conjunction, conjunctions among them taken apart."""
    return [inner for part in parts for inner in (part.parts or (part,))]


def _sifted(condition: Condition, sieve: Tally | None) -> Condition:
    """The same condition, answered at once where no box of the whole set meets what is asked of it alone."""
    if sieve is None:
        return condition
    truth, possible = condition.truth, condition.possible

    def is_hopeless(reading: Reading) -> bool:
        verdicts = sieve.verdicts(reading)
        return not (verdicts.yes or verdicts.unknown)

    return replace(
        condition,
        truth=lambda r, b, o: False if is_hopeless(r) else truth(r, b, o),
        possible=lambda r, b, o: False if is_hopeless(r) else possible(r, b, o),
    )


def _near_of(inner: Condition | None) -> Near | None:
    return inner.near if inner is not None and inner.depth == 2 else None


def every(base: Set, meets: Condition | None, where: Condition | None) -> Condition:
    """Every box of a set, and there is one."""
    exists = some(base, meets, None)
    if where is None:
        return exists
    return every_part([exists, opposite(some(base, meets, opposite(where)))])


def _some_of_chart(base: Set, inner: Condition | None) -> Condition:
    if inner is None:
        return plain(base.exists, 0, domain=base.membership)
    tally = Tally(base, inner)

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        return tally.settled(reading)[0]

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        verdicts = tally.verdicts(reading)
        chosen = verdicts.yes or verdicts.unknown
        limit = TOLD if verdicts.yes else ASKED
        yield from _of_teams(reading, chosen, limit, lambda member: inner.why(reading, member, ""))

    return plain(truth, 0, why=why, uniform=tally.settled, domain=tally.domain)


def _some_near(base: Set, inner: Condition | None, depth: int) -> Condition:
    near = _near_of(inner)

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        if inner is None:
            return base.exists(reading, box, outer)
        ask = inner.truth
        result: Truth = False
        for member in base.members(reading, box, outer, near):
            answer = ask(reading, member, box)
            if answer:
                return True
            if answer is None:
                result = None
        return result

    def possible(reading: Reading, box: str, outer: str) -> bool:
        for member in base.members(reading, box, outer, near):
            if inner is None or inner.possible(reading, member, box):
                return True
        return False

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        answer = truth(reading, box, outer)
        if inner is None or answer is False:
            return
        members = base.members(reading, box, outer, near)
        chosen = islice((m for m in sorted(members) if inner.truth(reading, m, box) is answer), ASKED)
        limit = TOLD if answer else ASKED
        yield from _of_teams(reading, chosen, limit, lambda member: inner.why(reading, member, box))

    return Condition(
        truth,
        possible,
        why,
        depth,
        _reach([inner]) if inner is not None else Reach(),
        looks=base.looking(inner.looks if inner is not None else NOTHING),
        domain=together((base.domain, inner.domain if inner else frozenset())),
    )


def _of_teams(
    reading: Reading, boxes: Iterable[str], limit: int, why: Callable[[str], Iterable[Ground]]
) -> Iterator[Ground]:
    """The grounds of up to `limit` teams: of the topmost box whose grounds say something, a fact that holds
    or one that can be asked; of very many boxes, any but always the same."""
    told: set[tuple[str, str]] = set()
    for box in sorted(sorted(boxes)[:ASKED], key=reading.place):
        team = reading.team(box)
        if len(told) < limit and team not in told:
            grounds = list(why(box))
            if any(ground.holds is not None or _may_ask(reading, ground) for ground in grounds):
                told.add(team)
            yield from grounds


def _may_ask(reading: Reading, ground: Ground) -> bool:
    return ground.about not in reading.boxes or not reading.is_unplaced(ground.about)
