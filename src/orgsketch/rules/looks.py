"""How far a condition looks from the box in hand, and so which edits elsewhere may change its answer.

A *look* is one thing that is read, as seen from the box in hand; a *step* leads from it to other boxes. What
is read from there is a longer look: `along`. `reach` sums looks up to the sets of boxes that an edit touches
(`neighbourhood.touched`). Those sets hold the boxes of the looks that rules mostly need; every other way
through the chart is ANY: asked again after every edit, which is slower and never wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias

Looks: TypeAlias = frozenset[str]

# What is read, or where a step leads.
ROLE: Final = "role"  # what the box is: its functions, its declared work
OWN: Final = "own"  # anything else that it says itself
UP: Final = "up"  # the box and the line above it
BELOW: Final = "below"  # what stands below it
ASIDE: Final = "aside"  # what stands beside it, and below that
LINKED: Final = "linked"  # a box that a relation joins to it, and the line above that
LINKED_ROLE: Final = "linked role"  # what boxes are that relations join to it, or to those above it
TEAM: Final = "team"  # how many people share what the lead of its team declares
SEATS: Final = "seats"  # which other seats its people have
ANY: Final = "any"

CHAINED: Final = "chained"  # a step: along a chain of relations
LINKED_LINE: Final = "linked line"  # a step: to those above a box that a relation joins
FAR: Final = "far"  # a step: to boxes all over the chart; what edits do to those is told by the set

NOTHING: Looks = frozenset()
ABOVE: Looks = frozenset((UP,))
DEEP: Looks = frozenset((BELOW,))
BESIDE: Looks = frozenset((ASIDE,))
ITS_ROLE: Looks = frozenset((ROLE,))
ITSELF: Looks = frozenset((OWN,))
SHARED_WORK: Looks = frozenset((UP, BELOW, TEAM))
ITS_SEATS: Looks = frozenset((OWN, SEATS))
WHATEVER: Looks = frozenset((ANY,))
EVERYWHERE: Looks = frozenset((FAR,))

# Sums of looks: the sets of touched boxes that hold those whose answer may change.
NEAR, SEES_BELOW, SEES_LINKS, SEES_ALL = 0, 1, 2, 4
SEES_FAR = SEES_BELOW | SEES_LINKS
_SUMS = {
    BELOW: SEES_BELOW,
    ASIDE: SEES_BELOW,
    TEAM: SEES_BELOW,
    LINKED: SEES_LINKS,
    LINKED_ROLE: SEES_LINKS,
    ANY: SEES_ALL,
}

_UPWARD = {ROLE: (UP,), OWN: (UP,), UP: (UP,), LINKED_ROLE: (LINKED_ROLE,)}
_DOWNWARD = {ROLE: (BELOW,), OWN: (BELOW,), UP: (BELOW, UP), BELOW: (BELOW,), ASIDE: (BELOW,)}
_SIDEWARD = {ROLE: (ASIDE,), OWN: (ASIDE,), UP: (ASIDE, UP), BELOW: (ASIDE,), ASIDE: (ASIDE,)}
_LINKED = {ROLE: (LINKED_ROLE,), OWN: (LINKED,), UP: (LINKED,), LINKED_ROLE: (LINKED_ROLE,)}
_CHAINED = {ROLE: (LINKED_ROLE,), LINKED_ROLE: (LINKED_ROLE,)}
_LINKED_LINE = {ROLE: (LINKED,), OWN: (LINKED,), UP: (LINKED,)}
_FROM: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    UP: _UPWARD,
    BELOW: _DOWNWARD,
    ASIDE: _SIDEWARD,
    LINKED: _LINKED,
    LINKED_LINE: _LINKED_LINE,
    CHAINED: _CHAINED,
}
_ONWARD = {(LINKED, UP): (LINKED_LINE,), (LINKED_LINE, UP): (LINKED_LINE,)}
_STEPS = (UP, BELOW, ASIDE)


def along(steps: Iterable[str], looks: Looks) -> Looks:
    """What is read from the box in hand by looks from the boxes that any of these steps leads to."""
    found: set[str] = set()
    for step in steps:
        if step in (OWN, FAR):
            found |= looks
        else:
            table = _FROM.get(step, {})
            found.update(end for look in looks for end in table.get(look, (ANY,)))
    return frozenset(found)


def onward(steps: Iterable[str], further: Iterable[str]) -> Looks:
    """Where two steps lead, one after the other."""
    found: set[str] = set()
    for step in steps:
        for other in further:
            if FAR in (step, other):
                found.add(FAR)
            elif OWN in (step, other):
                found.add(other if step == OWN else step)
            else:
                found.update(_ONWARD.get((step, other)) or _both(step, other))
    return frozenset(found)


def _both(step: str, other: str) -> tuple[str, ...]:
    return _FROM[step].get(other, (ANY,)) if step in _STEPS and other in _STEPS else (ANY,)


def reach(looks: Looks) -> int:
    """The sum of looks: SEES_BELOW, SEES_LINKS and SEES_ALL, each where some look needs it."""
    total = NEAR
    for look in looks:
        total |= _SUMS.get(look, NEAR)
    return total
