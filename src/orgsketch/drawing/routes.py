"""The way of a relation: out of one card, through the gaps between cards, into another.

Relations leave and enter at three quarters of a side's height or of the bottom's width; the reporting line
owns the middles. Of the ways that turn a few times the shortest is taken that crosses no card.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, product
from math import dist
from typing import NamedTuple, TypeAlias

from orgsketch.drawing.bundles import tidied
from orgsketch.drawing.outline import Point
from orgsketch.layout.geometry import Rect

# How far from a card a line turns (on its left beyond the bus of stacked cards); how much farther the next
# line beside it, and how far from it that leaves the card; what a turn costs in pixels.
AWAY, AWAY_LEFT, LANE, PORT, TURN = 10.0, 16.0, 5.0, 6.0, 24.0
LANES, MOST_BESIDE = 4, 8
INSIDE = 3.0  # a line that reaches farther into the card it leaves or enters runs through it

# The cards that reach into an area.
CardsIn: TypeAlias = Callable[[Rect], Iterable[Rect]]


class Port(NamedTuple):
    """Where a line leaves a card: the point on its edge and the way out."""

    at: Point
    way: Point
    away: float

    @property
    def out(self) -> Point:
        """The first point where the line may turn."""
        return self.at[0] + self.way[0] * self.away, self.at[1] + self.way[1] * self.away


def route(start: Rect, end: Rect, cards_in: CardsIn, lane: int = 0) -> list[Point]:
    """The corners of a line from one card to another; lines that share a card differ in their `lane`.

    Where every way crosses a card it is the shortest, which then runs below the cards.
    """
    return free_route(start, end, cards_in, lane) or shortest(start, end, lane)


def free_route(start: Rect, end: Rect, cards_in: CardsIn, lane: int = 0) -> list[Point] | None:
    """The shortest way that crosses no card: in the gaps beside the two, else beside those in between."""
    beside, stretches = [start, end], _Stretches(start, end, cards_in)
    for _round in range(2):
        in_between: set[Rect] = set()
        for way in _ways(start, end, lane, beside):
            card = stretches.in_the_way(way)
            if card is None:
                return way
            in_between.add(card)
        beside = sorted(in_between, key=lambda card: abs(card.y - start.y))[:MOST_BESIDE]
    return None


def shortest(start: Rect, end: Rect, lane: int = 0) -> list[Point]:
    """The shortest way, whatever it crosses."""
    return _ways(start, end, lane, [start, end])[0]


def _ports(card: Rect, lane: int) -> list[Port]:
    """Right, left and bottom of a card."""
    side, wider = card.y + card.height * 0.75 - lane * PORT, lane * LANE
    foot = card.x + card.width * 0.75 - lane * PORT * 2
    return [
        Port((card.right, side), (1, 0), AWAY + wider),
        Port((card.x, side), (-1, 0), AWAY_LEFT + wider),
        Port((foot, card.bottom), (0, 1), AWAY + wider),
    ]


def _ways(start: Rect, end: Rect, lane: int, beside: Iterable[Rect]) -> list[list[Point]]:
    """All ways that are tried, best first: straight if possible, else along a gap above or below a card."""
    lane %= LANES
    away = AWAY + lane * LANE
    heights = [height for card in beside for height in (card.y - away, card.bottom + away)]
    made: list[list[Point]] = []
    for leave, enter in product(_ports(start, lane), _ports(end, lane)):
        (x1, y1), (x2, y2) = leave.out, enter.out
        for height in (y2, y1, *heights):
            way = [leave.at, (x1, y1), (x1, height), (x2, height), (x2, y2), enter.at]
            if _goes_out(leave, way[2:4]) and _goes_out(enter, way[3:1:-1]):
                made.append(tidied(way))
    return sorted(made, key=_cost)


def _goes_out(port: Port, corners: Sequence[Point]) -> bool:
    """Whether a line does not turn back into the card it leaves."""
    if port.way[1]:
        return corners[0][1] >= port.out[1] - 0.5
    if abs(corners[0][1] - port.at[1]) > 0.5:
        return True
    return (corners[1][0] - port.at[0]) * port.way[0] >= 0


def _cost(way: Sequence[Point]) -> float:
    length = sum(dist(one, other) for one, other in pairwise(way))
    return length + TURN * len(way)


class _Stretches:
    """What lies in the way between two cards; the ways that are tried share most of their stretches."""

    def __init__(self, start: Rect, end: Rect, cards_in: CardsIn) -> None:
        self.start, self.end, self.cards_in = start, end, cards_in
        self._known: dict[tuple[Point, Point, bool, bool], Rect | None] = {}

    def in_the_way(self, way: Sequence[Point]) -> Rect | None:
        """A card that a way touches; its first and last stretch may touch the edges of their own."""
        last = len(way) - 2
        for place, (one, other) in enumerate(pairwise(way)):
            stretch = (one, other, place == 0, place == last)
            if stretch not in self._known:
                self._known[stretch] = self._found(*stretch)
            if self._known[stretch] is not None:
                return self._known[stretch]
        return None

    def _found(self, one: Point, other: Point, is_first: bool, is_last: bool) -> Rect | None:
        area = _around(one, other)
        for card in self.cards_in(area):
            is_own = (is_first and card == self.start) or (is_last and card == self.end)
            if not is_own or card.grown(-INSIDE).meets(area):
                return card
        return None


def _around(one: Point, other: Point) -> Rect:
    """The rectangle a stretch covers with its width."""
    left, top = min(one[0], other[0]) - 1, min(one[1], other[1]) - 1
    return Rect(left, top, abs(one[0] - other[0]) + 2, abs(one[1] - other[1]) + 2)
