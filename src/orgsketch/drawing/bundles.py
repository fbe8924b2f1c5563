"""Many orthogonal lines from one start as one path, in which every stretch is drawn once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import dist

from orgsketch.drawing.outline import Point, rounded

SAME = 0.5


def bundle(lines: Iterable[Sequence[Point]], radius: float) -> str:
    """One path: the farthest line of each way comes whole, the others begin where they turn off.

    In the order of `_farthest_first` a line shares most with the one before it.
    """
    words: list[str] = []
    before: Sequence[Point] = ()
    for line in sorted(map(tidied, lines), key=_farthest_first):
        rest = _from(line, _shared(line, before), radius)
        words += [rounded(rest, radius)] if rest else []
        before = line
    return " ".join(words)


def turning_off(line: Sequence[Point], others: Iterable[Sequence[Point]], radius: float) -> list[Point]:
    """The corners of that part of a line that none of the others draws."""
    plain = tidied(line)
    shared = max((_shared(plain, tidied(other)) for other in others), default=0.0)
    return _from(plain, shared, radius)


def tidied(line: Sequence[Point]) -> list[Point]:
    """The line without corners that do not turn."""
    kept: list[Point] = []
    for point in line:
        while len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or dist(kept[-1], point) >= SAME:
            kept.append(point)
    return kept


def _is_straight(one: Point, middle: Point, other: Point) -> bool:
    across = abs(one[0] - middle[0]) < SAME and abs(middle[0] - other[0]) < SAME
    return across or (abs(one[1] - middle[1]) < SAME and abs(middle[1] - other[1]) < SAME)


def _farthest_first(line: Sequence[Point]) -> tuple[float, ...]:
    """Start, then for each stretch its way (after the first) and its length, longest first."""
    key: list[float] = [*line[0]]
    for place, (one, other) in enumerate(pairwise(line)):
        if place:
            key.append(1.0 if other[0] + other[1] > one[0] + one[1] else -1.0)
        key.append(-dist(one, other))
    return tuple(key)


def _shared(line: Sequence[Point], other: Sequence[Point]) -> float:
    """How far two lines run together from their start."""
    if not other or dist(line[0], other[0]) >= SAME:
        return 0.0
    far = 0.0
    for (one, end), (_, other_end) in zip(pairwise(line), pairwise(other), strict=False):
        if dist(end, other_end) >= SAME:
            return far + _overlap(one, end, other_end)
        far += dist(one, end)
    return far


def _overlap(start: Point, end: Point, other: Point) -> float:
    """How far two stretches from one start cover each other."""
    if abs(start[0] - end[0]) < SAME and abs(start[0] - other[0]) < SAME:
        reach, other_reach = end[1] - start[1], other[1] - start[1]
    elif abs(start[1] - end[1]) < SAME and abs(start[1] - other[1]) < SAME:
        reach, other_reach = end[0] - start[0], other[0] - start[0]
    else:
        return 0.0
    return min(abs(reach), abs(other_reach)) if reach * other_reach > 0 else 0.0


def _from(line: Sequence[Point], shared: float, radius: float) -> list[Point]:
    """The line from `shared` pixels on; when a corner is there, with the whole of its curve."""
    far = 0.0
    for place, (one, other) in enumerate(pairwise(line)):
        step = dist(one, other)
        is_corner = abs(far + step - shared) < SAME and place + 2 < len(line)
        if is_corner or far + step > shared + SAME:
            back = min(radius, step) if is_corner and shared else 0.0
            start = _between(one, other, (shared - far - back) / step)
            return [start, *line[place + 1 :]]
        far += step
    return []


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
