"""Where the words of relations stand: over all lines, clear of cards and each other, best also of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from orgsketch.drawing.outline import Point
from orgsketch.drawing.picture import Rectangle, Shape, Text
from orgsketch.drawing.relations import label_shapes
from orgsketch.drawing.routes import CardsIn
from orgsketch.drawing.traffic import cells
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation


class Labels:
    """The labels placed so far. A label once placed stays where it is.

    `cards_in`: what no label may cover, `lines_in`: what it covers only where there is no better place.
    """

    def __init__(self, cards_in: CardsIn, lines_in: CardsIn, ground: str = "canvas") -> None:
        self.cards_in, self.lines_in, self.ground = cards_in, lines_in, ground
        self._placed: dict[tuple[str, str, str], tuple[list[Shape], Rect | None]] = {}
        self._gridded: set[str] = set()
        self._cells: dict[tuple[int, int], list[tuple[str, Rect]]] = {}

    def place(
        self, relation: Relation, way: Sequence[Point], others: Mapping[str, Sequence[Point]], color: str
    ) -> list[Shape]:
        """The plate with the words of a relation, [] where there is no room.

        `others`: the ways of all relations, to keep clear of where that can be done.
        """
        key = (relation.id, relation.kind, relation.label)
        known = self._placed.get(key)
        if known is None:
            self._take_in(others)
            found = self._found(relation, way)
            known = self._placed[key] = found, plate_of(found)
        return [shape._replace(color=color) if isinstance(shape, Text) else shape for shape in known[0]]

    def _found(self, relation: Relation, way: Sequence[Point]) -> list[Shape]:
        def clear(area: Rect) -> Iterator[Rect]:
            yield from self._barred(area)
            yield from self.lines_in(area)
            for cell in cells(area):
                for id, piece in self._cells.get(cell, ()):
                    if id != relation.id and piece.meets(area):
                        yield piece

        return label_shapes(relation, way, clear, ground=self.ground) or label_shapes(
            relation, way, self._barred, ground=self.ground
        )

    def _take_in(self, ways: Mapping[str, Sequence[Point]]) -> None:
        """Sort the stretches of ways not known yet into a grid."""
        for id in ways.keys() - self._gridded:
            self._gridded.add(id)
            for piece in pieces(ways[id]):
                for cell in cells(piece):
                    self._cells.setdefault(cell, []).append((id, piece))

    def _barred(self, area: Rect) -> Iterator[Rect]:
        yield from self.cards_in(area)
        yield from (plate for _shapes, plate in self._placed.values() if plate and plate.meets(area))


def pieces(way: Sequence[Point]) -> Iterator[Rect]:
    """The straight stretches of a way as thin rectangles."""
    for (x1, y1), (x2, y2) in pairwise(way):
        yield Rect(min(x1, x2) - 1, min(y1, y2) - 1, abs(x1 - x2) + 2, abs(y1 - y2) + 2)


def plate_of(label: Sequence[Shape]) -> Rect | None:
    """The ground of a label."""
    plates = (shape for shape in label if isinstance(shape, Rectangle))
    return next((Rect(plate.x, plate.y, plate.width, plate.height) for plate in plates), None)
