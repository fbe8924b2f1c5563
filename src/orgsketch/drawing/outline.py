"""Paths as text, in four absolute commands (M, L, C, Z) with a space between all words.

It is the path language of SVG, cut down to what every painter and file format can do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import cos, hypot, radians, sin, tan
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]

# The handle that makes a cubic curve a quarter of a circle of radius 1.
QUARTER = 0.5522847498


@lru_cache(maxsize=20_000)
def number(value: float) -> str:
    """A coordinate with at most two decimals and no useless zeros."""
    text = f"{value:.2f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def polyline(points: Sequence[Point], closed: bool = False) -> str:
    """Straight stretches through all points."""
    words = " L ".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M {words}{' Z' if closed else ''}"


def rounded(points: Sequence[Point], radius: float, closed: bool = False) -> str:
    """As `polyline`, every corner rounded; short stretches get smaller corners."""
    if closed:
        start = _middle(points[-1], points[0])
        return rounded([start, *points, start], radius) + " Z"
    words = [f"M {_at(points[0])}"]
    last = len(points) - 2
    for place in range(1, last + 1):
        before, corner, after = points[place - 1 : place + 2]
        # An inner stretch is shared by two corners, an outer one belongs to one.
        room = _distance(before, corner) / (2 if place > 1 else 1)
        near = min(radius, room, _distance(corner, after) / (2 if place < last else 1))
        enter, leave = _towards(corner, before, near), _towards(corner, after, near)
        one, two = _towards(enter, corner, near * QUARTER), _towards(leave, corner, near * QUARTER)
        words.append(f"L {_at(enter)} C {_at(one)} {_at(two)} {_at(leave)}")
    words.append(f"L {_at(points[-1])}")
    return " ".join(words)


def circle(x: float, y: float, radius: float) -> str:
    """A full circle."""
    return arc(x, y, radius, 0, 360) + " Z"


def arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    """A part of a circle, in degrees clockwise from three o'clock."""
    pieces = max(1, round(abs(end - start) / 90 + 0.49))
    step = radians(end - start) / pieces
    reach = 4 / 3 * tan(step / 4) * radius
    words = [f"M {_at(_on(x, y, radius, radians(start)))}"]
    for piece in range(pieces):
        here, there = radians(start) + piece * step, radians(start) + (piece + 1) * step
        (x1, y1), (x2, y2) = _on(x, y, radius, here), _on(x, y, radius, there)
        one = (x1 - reach * sin(here), y1 + reach * cos(here))
        two = (x2 + reach * sin(there), y2 - reach * cos(there))
        words.append(f"C {_at(one)} {_at(two)} {_at((x2, y2))}")
    return " ".join(words)


def _on(x: float, y: float, radius: float, angle: float) -> Point:
    return x + radius * cos(angle), y + radius * sin(angle)


def _at(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _distance(one: Point, other: Point) -> float:
    return hypot(other[0] - one[0], other[1] - one[1])


def _towards(start: Point, goal: Point, far: float) -> Point:
    whole = _distance(start, goal)
    if whole == 0:
        return start
    return start[0] + (goal[0] - start[0]) * far / whole, start[1] + (goal[1] - start[1]) * far / whole
