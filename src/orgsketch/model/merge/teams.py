"""The order of a team that both sides put in order: each side's own placements are kept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from orgsketch.model import order
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box

Keys = dict[str, str]


def new_keys(base: Chart, ours: Chart, theirs: Chart, boxes: Mapping[str, Box]) -> Keys:
    """Order keys for teams whose merged keys do not keep the order of either side.

    That happens when both sides numbered a team afresh. A box that nobody placed keeps its key.
    """
    placed = (_placed(base, ours), _placed(base, theirs))
    both = {box for side in placed for box in side if box in boxes}
    managers = {boxes[box].reports_to for box in placed[0] if box in boxes}
    managers &= {boxes[box].reports_to for box in placed[1] if box in boxes}
    teams: dict[str | None, list[Box]] = {manager: [] for manager in managers}
    for box in boxes.values() if managers else ():
        if box.reports_to in teams:
            teams[box.reports_to].append(box)
    found: Keys = {}
    for manager, team in teams.items():
        members = [box.id for box in sorted(team, key=lambda box: (box.order, box.id))]
        old = _of_team(base.reports(manager), members)
        sides = [_of_team(chart.reports(manager), members) for chart in (ours, theirs)]
        moved = [moved_in(old, side) for side in sides]
        if not all(_keeps(members, sides[n], moved[1 - n]) for n in (0, 1)):
            found |= _keyed(_joined(sides, moved, members), boxes, both)
    return found


def _placed(base: Chart, side: Chart) -> set[str]:
    """The boxes that a side gave another place, new ones included."""
    return {
        key
        for key, box in side.boxes.items()
        if (old := base.boxes.get(key)) is not box
        and (old is None or (old.reports_to, old.order) != (box.reports_to, box.order))
    }


def moved_in(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The boxes that stand otherwise among the others than before, as few as explain it, and newcomers."""
    rank = {box: place for place, box in enumerate(old)}
    stayed = [box for box in new if box in rank]
    ends: list[int] = []  # the last ranks of the longest rising rows, with what stands before each
    tails: list[str] = []
    before: dict[str, str | None] = {}
    for box in stayed:
        place = bisect_left(ends, rank[box])
        before[box] = tails[place - 1] if place else None
        ends[place:] = [rank[box], *ends[place + 1 :]]
        tails[place:] = [box, *tails[place + 1 :]]
    kept, last = set[str](), tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return set(new) - kept


def _of_team(reports: Iterable[str], members: Sequence[str]) -> list[str]:
    inside = set(members)
    return [box for box in reports if box in inside]


def _keeps(members: Sequence[str], side: Sequence[str], placed_otherwise: Collection[str]) -> bool:
    """Whether the boxes that the other side left alone stand in the order of this side."""
    mine = [box for box in side if box not in placed_otherwise]
    return _of_team(members, mine) == mine


def _joined(
    sides: Sequence[Sequence[str]], moved: Sequence[Collection[str]], members: Sequence[str]
) -> list[str]:
    """One order from two: the one that comes first in the alphabet, with what the other placed put in."""
    first = 0 if list(sides[0]) <= list(sides[1]) else 1
    leaving = [box for box in sides[1 - first] if box in moved[1 - first] and box not in moved[first]]
    made = [box for box in sides[first] if box not in leaving]
    for place, box in enumerate(sides[1 - first]):
        if box not in made:
            before = [other for other in sides[1 - first][:place] if other in made]
            made.insert(made.index(before[-1]) + 1 if before else 0, box)
    return [*made, *(box for box in members if box not in made)]


def _keyed(team: Sequence[str], boxes: Mapping[str, Box], movable: Collection[str]) -> Keys:
    """Keys in this order for the boxes that may get one; none when the others leave no room."""
    fixed = [boxes[box].order for box in team if box not in movable]
    if not all(key and order.is_order(key) for key in fixed) or any(a >= b for a, b in pairwise(fixed)):
        return {}
    known = ["" if box in movable else boxes[box].order for box in team]
    return {box: key for box, key in zip(team, order.filled(known), strict=True) if box in movable}
