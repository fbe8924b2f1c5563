"""The language of pictures: four shapes and a page to put them on.

Every surface understands just these: the canvas and the PDF paint them, an exporter translates them and
decides nothing. Colours are tokens (see `theme`), type is a style by name, lengths are pixels at 100 %.
Shapes are named tuples: cheap to make, compared by value, never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Rectangle(NamedTuple):
    """A rectangle, with round corners where `radius` says so; the stroke is centred on its edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: str = ""
    thickness: float = 1.0
    radius: float = 0.0
    dash: tuple[float, ...] = ()


class Path(NamedTuple):
    """Lines and curves in the words of `outline` (M, L, C, Z, absolute), moved to (x, y) after scaling.

    `thickness` and `dash` are in the path's own units, so that they scale with it.
    """

    data: str
    fill: str = ""
    stroke: str = ""
    thickness: float = 1.5
    dash: tuple[float, ...] = ()
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    is_round: bool = True


class Text(NamedTuple):
    """One line of text on its baseline.

    `anchor`: whether x is its "start", "middle" or "end". `room`: the width it may take at most (0 = any);
    a painter whose font is wider squeezes it. `size`: pixels, where they are not the style's.
    """

    x: float
    y: float
    text: str
    style: str
    color: str = "text"
    anchor: str = "start"
    room: float = 0.0
    size: float = 0.0
    is_italic: bool = False
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that mean one thing, moved to (x, y) after scaling.

    `kind`: "box", "line", "relation", "badge", "finding", "legend" ... ; `id`: what it stands for;
    `title` and `description`: what it says to those who cannot see it.
    """

    kind: str
    id: str
    shapes: Sequence[Shape]
    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0
    title: str = ""
    description: str = ""


Shape: TypeAlias = Rectangle | Path | Text | Group


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished drawing: its size in pixels at 100 %, its ground and its shapes, back to front."""

    width: float
    height: float
    shapes: Sequence[Shape]
    title: str = ""
    description: str = ""
    ground: str = "surface"


def groups(shapes: Iterable[Shape], kind: str = "") -> Iterator[Group]:
    """Every group, outer before inner; of one kind when it is named."""
    waiting = [shape for shape in shapes if isinstance(shape, Group)]
    while waiting:
        group = waiting.pop(0)
        if not kind or group.kind == kind:
            yield group
        waiting = [inner for inner in group.shapes if isinstance(inner, Group)] + waiting


def texts(shapes: Iterable[Shape]) -> Iterator[Text]:
    """Every text, at any depth."""
    for shape in shapes:
        if isinstance(shape, Text):
            yield shape
        elif isinstance(shape, Group):
            yield from texts(shape.shapes)
