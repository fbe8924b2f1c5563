"""Elbow connectors of slides: the bends of a drawn line as the numbers of PowerPoint's own shapes.

bentConnector2 to 5 run horizontally first, from the top left to the bottom right of their frame; a line that
leaves downwards is the same shape turned by 90 degrees, other directions are mirrored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from orgsketch.drawing.outline import Point

# Connection sites of a box: the middles of its sides, and where the line of stacked reports leaves it.
TOP, LEFT, BOTTOM, RIGHT, POST = range(5)
FULL = 100_000
QUARTER_TURN = 5_400_000
STRAIGHT = "line"
MOST_BENDS = 4
# A frame without width has no place for a bend; this much it always has.
THINNEST = 1.0


class Elbow(NamedTuple):
    """A connector: its shape, frame, turn and mirrors; `adjustments` in 1/100,000 of the frame."""

    shape: str
    x: float
    y: float
    width: float
    height: float
    is_turned: bool
    flip_h: bool
    flip_v: bool
    adjustments: tuple[int, ...]


def elbow(points: Sequence[Point]) -> Elbow:
    """The connector that runs along these points; each stretch is horizontal or vertical, they alternate."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    is_turned = len(points) > 2 and abs(points[1][0] - x1) < abs(points[1][1] - y1)
    middle = ((x1 + x2) / 2, (y1 + y2) / 2)
    # In the frame of the shape before it is turned.
    run = [(y, -x) if is_turned else (x, y) for x, y in points]
    wide, tall = run[-1][0] - run[0][0], run[-1][1] - run[0][1]
    bends = len(points) - 2
    if bends > 0:
        wide = wide if abs(wide) >= THINNEST else THINNEST
        tall = tall if abs(tall) >= THINNEST or bends < 3 else THINNEST
    return Elbow(
        STRAIGHT if bends <= 0 else f"bentConnector{bends + 1}",
        middle[0] - abs(wide) / 2,
        middle[1] - abs(tall) / 2,
        abs(wide),
        abs(tall),
        is_turned,
        wide < 0,
        tall < 0,
        tuple(_adjustment(run, place, wide, tall) for place in range(1, bends)),
    )


def _adjustment(run: Sequence[Point], place: int, wide: float, tall: float) -> int:
    """Where a stretch between two bends runs: odd ones at a share of the width, even ones of the height."""
    if place % 2:
        return round((run[place][0] - run[0][0]) / wide * FULL)
    return round((run[place][1] - run[0][1]) / tall * FULL)


def sites(points: Sequence[Point]) -> tuple[int, int]:
    """The connection sites a line leaves from and arrives at, by its first and last stretch."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = points[0], points[1], points[-2], points[-1]
    leaves = _towards(x2 - x1, y2 - y1)
    return leaves, {TOP: BOTTOM, BOTTOM: TOP, LEFT: RIGHT, RIGHT: LEFT}[_towards(x4 - x3, y4 - y3)]


def _towards(dx: float, dy: float) -> int:
    if abs(dx) >= abs(dy):
        return RIGHT if dx > 0 else LEFT
    return BOTTOM if dy > 0 else TOP


def at_sites(points: Sequence[Point], start: Point, end: Point) -> list[Point]:
    """The line with its ends moved to the middles of the sides they touch."""
    moved = list(points)
    for place, beside, goal in ((0, 1, start), (-1, -2, end)):
        is_level = abs(points[place][1] - points[beside][1]) < abs(points[place][0] - points[beside][0])
        old = moved[beside]
        moved[place] = goal
        if len(points) > 2:
            moved[beside] = (old[0], goal[1]) if is_level else (goal[0], old[1])
    return moved if len(points) > 2 or _is_straight(moved) else _stepped(moved, points)


def _is_straight(points: Sequence[Point]) -> bool:
    (x1, y1), (x2, y2) = points
    return abs(x1 - x2) < 0.5 or abs(y1 - y2) < 0.5


def _stepped(ends: Sequence[Point], points: Sequence[Point]) -> list[Point]:
    """A line that was straight and is not any more, with a step in its middle."""
    (x1, y1), (x2, y2) = ends
    if abs(points[0][1] - points[1][1]) < 0.5:
        middle = (x1 + x2) / 2
        return [(x1, y1), (middle, y1), (middle, y2), (x2, y2)]
    middle = (y1 + y2) / 2
    return [(x1, y1), (x1, middle), (x2, middle), (x2, y2)]
