"""A chart at the size of a thumb: blocks and lines, only the families of the question in colour."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from orgsketch.drawing.lines import segments
from orgsketch.drawing.theme import hue, tokens
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box

CARD = (180.0, 84.0)
LARGEST = 0.2
OTHERS = "line%80"


class Miniature(NamedTuple):
    """Blocks with their colour tokens and the box each stands for, and the lines between them."""

    blocks: tuple[tuple[str, Rect, str], ...]
    lines: tuple[tuple[float, float, float, float], ...]


def miniature(chart: Chart, room: Rect) -> Miniature:
    """The whole chart in the middle of a rectangle, never larger than a fifth of its size."""
    layout = Layout(chart, _size)
    bounds = layout.bounds
    if not bounds.width or not bounds.height:
        return Miniature((), ())
    scale = min(room.width / bounds.width, room.height / bounds.height, LARGEST)
    left = room.x + room.width / 2 - (bounds.x + bounds.width / 2) * scale
    top = room.y + room.height / 2 - (bounds.y + bounds.height / 2) * scale
    placed = list(layout.cards())
    blocks = tuple(
        (
            branch.box,
            Rect(left + x * scale, top + y * scale, branch.width * scale, branch.height * scale),
            token(chart.boxes[branch.box]),
        )
        for branch, x, y in placed
    )
    return Miniature(blocks, tuple(_lines(layout, left, top, scale)))


def token(box: Box) -> str:
    """The family's hue for those that matter at this size; all others are grey."""
    family = hue(box.function)
    return f"family:{family}" if family in tokens()["miniature"]["hues"] else OTHERS


def _size(box: Box) -> tuple[float, float]:
    return CARD


def _lines(
    layout: Layout, left: float, top: float, scale: float
) -> Iterator[tuple[float, float, float, float]]:
    for branch, x, y in layout.cards():
        for x1, y1, x2, y2 in segments(branch, x, y):
            yield left + x1 * scale, top + y1 * scale, left + x2 * scale, top + y2 * scale
