"""Where the words of lines stand in a draw.io file: as in the picture, else where they disturb least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import dist

from orgsketch.drawing.extent import covering, extent
from orgsketch.drawing.metrics import width
from orgsketch.drawing.outline import Point
from orgsketch.drawing.theme import face
from orgsketch.exporters.placed import Placed
from orgsketch.layout.geometry import Rect

#: tried along a line without room, the middle first
SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
#: and so many lines above or below it
ASIDE = (0, -1, 1)
# Words over words cannot be read at all, over a card both still can.
OVER_WORDS = 10


class Spots:
    """The places of labels on a page, each known by the id of its line. `cards`: what is better left free."""

    def __init__(self, labels: Iterable[Placed], cards: Sequence[Rect], scale: float) -> None:
        self._cards, self._scale = cards, scale
        self._drawn = {place.group.id: _area(place) for place in labels}
        self._taken = list(self._drawn.values())

    def __contains__(self, line: str) -> bool:
        """Whether the picture has room for the words of a line."""
        return line in self._drawn

    def middle(self, line: str, text: str, way: Sequence[Point]) -> Point:
        """The middle of the label of a line."""
        area = self._drawn.get(line)
        if area is None:
            area = min(self._tried(text, way), key=self._disturbed)
            self._taken.append(area)
        return area.x + area.width / 2, area.y + area.height / 2

    def _tried(self, text: str, way: Sequence[Point]) -> Iterator[Rect]:
        """Places on the line, then beside it."""
        wide, tall = width(text, "label") * self._scale, face("label").line * self._scale
        for lines in ASIDE:
            for x, y in (along(way, share) for share in SHARES):
                yield Rect(x - wide / 2, y - tall / 2 + lines * tall, wide, tall)

    def _disturbed(self, area: Rect) -> int:
        words = sum(other.meets(area) for other in self._taken)
        return words * OVER_WORDS + sum(card.meets(area) for card in self._cards)


def along(way: Sequence[Point], share: float) -> Point:
    """The point at a share of the length of a line; draw.io puts a label at its half."""
    left = sum(dist(*pair) for pair in pairwise(way)) * share
    for start, end in pairwise(way):
        long = dist(start, end)
        if left <= long and long:
            part = left / long
            return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
        left -= long
    return way[-1]


def _area(place: Placed) -> Rect:
    """The ground of a label on the page."""
    area = covering([extent(shape) for shape in place.group.shapes])
    return Rect(*(length * place.scale for length in area)).moved(place.x, place.y)
