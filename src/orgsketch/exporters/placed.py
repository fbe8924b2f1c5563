"""Where the groups of a picture stand on the page, for formats that have objects of their own for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from orgsketch.drawing.metrics import width
from orgsketch.drawing.picture import Group, Shape, Text
from orgsketch.drawing.theme import face
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


class Paragraph(NamedTuple):
    """Lines that belong together as one text, with the look of the first."""

    text: str
    first: Text
    rect: Rect
    scale: float


def is_drawn(shape: Shape) -> bool:
    """Whether a shape is a drawing or belongs to one: the letter inside a mark does."""
    if isinstance(shape, Text):
        return shape.anchor == "middle" and shape.style.startswith("badge")
    return not isinstance(shape, Group)


def paragraphs(place: Placed) -> Iterator[Paragraph]:
    """The texts that stand in a group itself, those of one look as one."""
    lines = [shape for shape in place.group.shapes if isinstance(shape, Text) and not is_drawn(shape)]
    for _look, told in groupby(lines, lambda line: (line.style, line.size, line.anchor)):
        yield _paragraph(list(told), place)


def _paragraph(lines: list[Text], place: Placed) -> Paragraph:
    first, last = lines[0], lines[-1]
    type_face = face(first.style)
    line = type_face.line * (first.size / type_face.size if first.size else 1)
    room = max(line.room or width(line.text, line.style, line.size) * 1.15 for line in lines)
    room = max(room, last.x - first.x + width(last.text, last.style, last.size))
    left = first.x - room * {"start": 0.0, "middle": 0.5, "end": 1.0}[first.anchor]
    inner = (left, first.y - line * 0.76, room, last.y - first.y + line)
    x, y, wide, tall = (length * place.scale for length in inner)
    text = " ".join(line.text for line in lines)
    return Paragraph(text, first, Rect(place.x + x, place.y + y, wide, tall), place.scale)
