"""Pieces of a page: shapes with a size, written, stacked and put into columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.metrics import wrap
from orgsketch.drawing.picture import Group, Shape, Text
from orgsketch.drawing.theme import face


class Block(NamedTuple):
    """Shapes with the room they take; their top left is (0, 0)."""

    shapes: tuple[Shape, ...]
    width: float
    height: float

    def at(self, x: float, y: float, scale: float = 1.0, kind: str = "part") -> Group:
        """The block in its place."""
        return Group(kind, "", self.shapes, x, y, scale)


TAIL_GAP = 9.0
EMPTY = Block((), 0, 0)


def written(
    text: str,
    style: str,
    room: float,
    *,
    color: str = "text",
    size: float = 0.0,
    is_italic: bool = False,
    tail: str = "",
) -> Block:
    """A paragraph. `tail` follows it in muted colour, on the last line where there is room."""
    line_height = face(style).line * (size / face(style).size if size else 1)
    drop = line_height * 0.76
    made: list[Shape] = []
    lines = wrap(text, style, room, 0, size)
    end = text_width(lines[-1], style, size) if lines else 0.0
    is_inline = bool(tail) and end + TAIL_GAP + text_width(tail, style, size) <= room
    y = 0.0
    for line in lines:
        taken = end if is_inline and line is lines[-1] else room
        made.append(Text(0, y + drop, line, style, color, "start", taken, size, is_italic))
        y += line_height
    if is_inline:
        x = end + TAIL_GAP
        made.append(Text(x, y - line_height + drop, tail, style, "text_muted", "start", room - x, size))
    elif tail:
        below = written(tail, style, room, color="text_muted", size=size)
        made.append(below.at(0, y))
        y += below.height
    return Block(tuple(made), room, y)


def stacked(parts: Sequence[Block], gap: float = 0.0) -> Block:
    """Blocks below each other."""
    made: list[Shape] = []
    y = 0.0
    for part in parts:
        made.append(part.at(0, y))
        y += part.height + gap
    wide = max((part.width for part in parts), default=0.0)
    return Block(tuple(made), wide, max(0.0, y - gap))


def flowed(parts: Sequence[Block], room: float, gap: float, line_gap: float) -> Block:
    """Blocks one after the other, on as many lines as they need."""
    made: list[Shape] = []
    x = y = tall = wide = 0.0
    for part in parts:
        if x and x + part.width > room:
            x, y, tall = 0.0, y + tall + line_gap, 0.0
        made.append(part.at(x, y))
        x += part.width + gap
        wide, tall = max(wide, x - gap), max(tall, part.height)
    return Block(tuple(made), wide, y + tall)


def in_columns(parts: Sequence[Block], count: int, gap: float) -> Block:
    """Blocks in reading order over so many columns, as level as they get."""
    if not parts:
        return EMPTY
    low, high = max(part.height for part in parts), sum(part.height for part in parts)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if len(cut(parts, middle)) <= count else (middle, high)
    columns = [stacked(column) for column in cut(parts, high)]
    wide = max(part.width for part in parts)
    made = tuple(column.at(place * (wide + gap), 0) for place, column in enumerate(columns))
    return Block(made, len(columns) * (wide + gap) - gap, max(column.height for column in columns))


def cut(parts: Sequence[Block], tall: float) -> list[list[Block]]:
    """The blocks cut into columns at most `tall` high."""
    columns: list[list[Block]] = [[]]
    filled = 0.0
    for part in parts:
        if columns[-1] and filled + part.height > tall:
            columns.append([])
            filled = 0.0
        columns[-1].append(part)
        filled += part.height
    return columns
