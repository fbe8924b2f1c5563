"""How much room shapes take, and which of them a part of a picture needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from orgsketch.drawing.metrics import width
from orgsketch.drawing.picture import Group, Path, Rectangle, Shape
from orgsketch.drawing.theme import face
from orgsketch.layout.geometry import Rect


def extent(shape: Shape) -> Rect:
    """The rectangle a shape covers, with its stroke; a text with the room it may take."""
    if isinstance(shape, Group):
        inner = covering([extent(part) for part in shape.shapes] or [Rect(0, 0, 0, 0)])
        left, top, wide, tall = (length * shape.scale for length in inner)
        return Rect(shape.x + left, shape.y + top, wide, tall)
    if isinstance(shape, Rectangle):
        return Rect(shape.x, shape.y, shape.width, shape.height).grown(shape.thickness)
    if isinstance(shape, Path):
        left, top, right, bottom = _reach(shape.data)
        grown = shape.thickness * shape.scale
        size = Rect(0, 0, (right - left) * shape.scale, (bottom - top) * shape.scale).grown(grown)
        return size.moved(shape.x + left * shape.scale, shape.y + top * shape.scale)
    wide = width(shape.text, shape.style, shape.size)
    wide = min(wide, shape.room) if shape.room else wide
    tall = face(shape.style).line * 1.2 * (shape.size / face(shape.style).size if shape.size else 1.0)
    left = shape.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[shape.anchor]
    return Rect(left, shape.y - tall * 0.8, wide, tall)


def covering(areas: Sequence[Rect]) -> Rect:
    """The smallest rectangle around all of them."""
    left, top = min(area.x for area in areas), min(area.y for area in areas)
    right, bottom = max(area.right for area in areas), max(area.bottom for area in areas)
    return Rect(left, top, right - left, bottom - top)


def within(shapes: Iterable[Shape], area: Rect) -> Iterator[Shape]:
    """The shapes that reach into an area; groups with only what reaches into it."""
    for shape in shapes:
        if not isinstance(shape, Group):
            if extent(shape).meets(area):
                yield shape
            continue
        moved = area.moved(-shape.x, -shape.y)
        inner = tuple(within(shape.shapes, Rect(*(length / shape.scale for length in moved))))
        if inner:
            yield replace(shape, shapes=inner)


@lru_cache(maxsize=4096)
def _reach(data: str) -> tuple[float, float, float, float]:
    """The bounds of a path's points, handles included."""
    numbers = [float(word) for word in data.split() if word not in "MLCZ"]
    across, down = numbers[0::2], numbers[1::2]
    return min(across), min(down), max(across), max(down)
