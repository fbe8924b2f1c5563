"""Where the groups of a picture stand on the page, for formats that have objects of their own for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from orgsketch.drawing.picture import Group, Shape
from orgsketch.layout.geometry import Rect


class Placed(NamedTuple):
    """A group with its top left on the page and how much everything in it is enlarged."""

    group: Group
    x: float
    y: float
    scale: float

    def rect(self, width: float, height: float) -> Rect:
        """A rectangle of this size at the group's top left, as large as the page shows it."""
        return Rect(self.x, self.y, width * self.scale, height * self.scale)


def placed(shapes: Iterable[Shape], x: float = 0.0, y: float = 0.0, scale: float = 1.0) -> Iterator[Placed]:
    """Every group, outer before inner, back to front."""
    for shape in shapes:
        if isinstance(shape, Group):
            here = Placed(shape, x + shape.x * scale, y + shape.y * scale, scale * shape.scale)
            yield here
            yield from placed(shape.shapes, here.x, here.y, here.scale)
