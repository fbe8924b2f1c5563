"""Rectangles, and the distances between cards. Lengths are logical pixels at 100 %; y grows downwards."""

from __future__ import annotations

from typing import NamedTuple


class Rect(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """The point in the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def contains(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height

    def meets(self, other: Rect) -> bool:
        """Whether the two share at least an edge point."""
        return (
            self.x <= other.x + other.width
            and other.x <= self.x + self.width
            and self.y <= other.y + other.height
            and other.y <= self.y + self.height
        )

    def grown(self, by: float) -> Rect:
        """The rectangle with `by` more on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Rect:
        """The rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)


class Gaps(NamedTuple):
    """The distances between cards; the defaults are those of `tokens.toml` (a test holds them together).

    `sibling`: between neighbouring branches; `level`: between a manager and reports side by side;
    `stack`: between stacked rows; `indent`: how far stacked reports stand in from the manager's edge;
    `bus`: how far before stacked cards their common line runs; `top`: between boxes without a manager.
    """

    sibling: float = 20
    level: float = 44
    stack: float = 20
    indent: float = 20
    bus: float = 10
    top: float = 60


GAPS = Gaps()
NOWHERE = Rect(0, 0, 0, 0)
