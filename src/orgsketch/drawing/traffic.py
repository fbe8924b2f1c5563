"""All relations of a chart at once: each finds its way between the cards, none over another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, count, pairwise
from math import inf

from orgsketch.drawing.lines import segments
from orgsketch.drawing.outline import Point
from orgsketch.drawing.routes import LANES, CardsIn, free_route, shortest
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.model.records import Relation

# The grid cards are sorted into; how close two lines are taken for one.
CELL, CLOSE = (240.0, 120.0), 2.0


def cards_of(layout: Layout) -> CardsIn:
    """Finds the cards of a layout that reach into an area, without preparation: for a few lines."""

    def cards_in(area: Rect) -> Iterator[Rect]:
        for branch, x, y, _is_far in visible(layout, area):
            card = Rect(x, y, branch.width, branch.height)
            if card.meets(area):
                yield card

    return cards_in


def grid_of(layout: Layout) -> CardsIn:
    """The same after sorting all cards into a grid: for many lines."""
    grid: dict[tuple[int, int], list[Rect]] = {}
    for branch, x, y in layout.cards():
        card = Rect(x, y, branch.width, branch.height)
        for cell in cells(card):
            grid.setdefault(cell, []).append(card)

    def cards_in(area: Rect) -> Iterator[Rect]:
        for cell in cells(area):
            for card in grid.get(cell, ()):
                if card.meets(area):
                    yield card

    return cards_in


def lines_of(layout: Layout) -> CardsIn:
    """Finds the pieces of reporting lines that reach into an area."""

    def lines_in(area: Rect) -> Iterator[Rect]:
        for branch, x, y, _is_far in visible(layout, area):
            for x1, y1, x2, y2 in segments(branch, x, y):
                piece = Rect(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))
                if piece.meets(area):
                    yield piece

    return lines_in


def either(*places: CardsIn) -> CardsIn:
    """Finds what any of them finds."""
    return lambda area: chain.from_iterable(found(area) for found in places)


def cells(area: Rect) -> Iterator[tuple[int, int]]:
    """The cells of the grid that an area reaches into."""
    wide, tall = CELL
    for column in range(int(area.x // wide), int(area.right // wide) + 1):
        for row in range(int(area.y // tall), int(area.bottom // tall) + 1):
            yield column, row


def lanes(chart: Chart) -> dict[str, int]:
    """Which of the parallel ways each relation takes: another one than its neighbours at either card.

    Lines of one kind from one box share their way until they part, as reporting lines do.
    """
    taken: dict[str, int] = {}
    bundles = {id: (line.kind, hub(chart, line)) for id, line in chart.relations.items()}
    lane_of: dict[tuple[str, str], int] = {}
    for relation in sorted(chart.relations):
        bundle = bundles[relation]
        if bundle not in lane_of:
            ends = (chart.relations[relation].start, chart.relations[relation].end)
            near = {taken.get(other.id) for box in ends for other in chart.relations_of(box)}
            lane_of[bundle] = next(lane for lane in count() if lane not in near)
        taken[relation] = lane_of[bundle]
    return taken


def hub(chart: Chart, line: Relation) -> str:
    """The end of a relation that more lines of its kind lead to; of equals the start."""

    def of_kind(box: str) -> int:
        return sum(other.kind == line.kind for other in chart.relations_of(box))

    return max(line.start, line.end, key=lambda box: (of_kind(box), box == line.start))


def ways(chart: Chart, layout: Layout) -> dict[str, list[Point]]:
    """The ways of all relations between placed cards, none over another where it can be helped."""
    cards_in, taken = grid_of(layout), _Taken()
    found: dict[str, list[Point]] = {}
    for relation in (chart.relations[id] for id in sorted(chart.relations)):
        start, end = layout.rect(relation.start), layout.rect(relation.end)
        if start and end:
            tried = _lane_by_lane(start, end, cards_in, taken)
            way = found[relation.id] = min(tried, key=lambda pair: pair[0])[1]
            taken.add(way)
    return found


def _lane_by_lane(
    start: Rect, end: Rect, cards_in: CardsIn, taken: _Taken
) -> Iterator[tuple[float, list[Point]]]:
    """A way in each lane with what it shares with others, up to the first that shares nothing."""
    for lane in range(LANES):
        way = free_route(start, end, cards_in, lane)
        if way is None:
            yield inf, shortest(start, end, lane)
            return
        shared = taken.shared(way)
        yield shared, way
        if not shared:
            return


class _Taken:
    """The stretches that are taken already, by the line they run on."""

    def __init__(self) -> None:
        self._spans: dict[tuple[bool, int], list[tuple[float, float]]] = {}

    def add(self, way: Sequence[Point]) -> None:
        for line, span in _spans(way):
            self._spans.setdefault(line, []).append(span)

    def shared(self, way: Sequence[Point]) -> float:
        """How many pixels of a way lie on or close to others."""
        return sum(
            max(0.0, min(high, other_high) - max(low, other_low))
            for (is_level, line), (low, high) in _spans(way)
            for near in (line - 1, line, line + 1)
            for other_low, other_high in self._spans.get((is_level, near), ())
        )


def _spans(way: Sequence[Point]) -> Iterator[tuple[tuple[bool, int], tuple[float, float]]]:
    """The stretches of a way: whether level, which line of a grid of `CLOSE` pixels, from where to where."""
    for (x1, y1), (x2, y2) in pairwise(way):
        if y1 == y2:
            yield (True, round(y1 / CLOSE)), (min(x1, x2), max(x1, x2))
        else:
            yield (False, round(x1 / CLOSE)), (min(y1, y2), max(y1, y2))
