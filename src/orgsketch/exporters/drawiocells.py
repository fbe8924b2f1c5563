"""Cells of a draw.io file: shapes and lines with their style.

Labels are plain text (`html=0`), so that a title is never HTML.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from orgsketch.drawing.extent import covering, extent
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.outline import Point, number
from orgsketch.drawing.picture import Group, Picture, Shape
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.svg import svg
from orgsketch.layout.geometry import Rect

Style: TypeAlias = dict[str, str | int | float]

MARK_SHAPES: dict[str, Style] = {
    "critical": {"shape": "mxgraph.basic.octagon2", "dx": 3.2},
    "major": {"rhombus": 1},
    "minor": {"rounded": 1},
    "strength": {"shape": "offPageConnector", "size": 0.35},
    "question": {"shape": "callout", "size": 5, "base": 6, "position": 0.3},
}


class Cells:
    """Adds cells to the root of a drawing."""

    def __init__(self, root: Element) -> None:
        self._root = root

    def cell(self, key: str, label: str, style: Style, rect: Rect, parent: str = "1", **data: str) -> None:
        """A shape at its place on the page, or in its `parent`."""
        owner = SubElement(self._root, "UserObject", {"id": key, "label": label, **data})
        cell = SubElement(owner, "mxCell", {"style": _written(style), "vertex": "1", "parent": parent})
        at = {name: number(value) for name, value in zip(("x", "y", "width", "height"), rect, strict=True)}
        SubElement(cell, "mxGeometry", {**at, "as": "geometry"})

    def edge(
        self,
        key: str,
        label: str,
        style: Style,
        ends: tuple[str, str],
        points: Iterable[Point],
        aside: Point = (0.0, 0.0),
        **data: str,
    ) -> None:
        """A line glued to its two ends, with its bends. `aside`: how far its label is from its middle."""
        owner = SubElement(self._root, "UserObject", {"id": key, "label": label, **data})
        glued = {"edge": "1", "parent": "1", "source": ends[0], "target": ends[1]}
        cell = SubElement(owner, "mxCell", {"style": _written(style), **glued})
        geometry = SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        bends = SubElement(geometry, "Array", {"as": "points"})
        for x, y in points:
            SubElement(bends, "mxPoint", {"x": number(x), "y": number(y)})
        if any(aside):
            SubElement(geometry, "mxPoint", {"x": number(aside[0]), "y": number(aside[1]), "as": "offset"})


def mark_style(entry: Entry, side: float, theme: Theme) -> Style:
    """How the mark of a finding looks, `side` high."""
    is_filled = not (entry.mark.is_quiet or entry.mark.kind in ("minor", "info", "accepted", "stale"))
    color = theme.color(entry.mark.kind)
    return {
        **MARK_SHAPES.get(entry.mark.kind, {"ellipse": 1}),
        "html": 0,
        "fillColor": color if is_filled else theme.color("card"),
        "strokeColor": color,
        "fontColor": theme.color("text_on_mark") if is_filled else color,
        "fontStyle": 1,
        "fontSize": round(side * 0.55, 1),
    }


def picture_style(shapes: Sequence[Shape], theme: Theme) -> Style:
    """Shapes as a picture inside a style."""
    area = covering([extent(shape) for shape in shapes])
    moved = (Group("part", "", shapes, -area.x, -area.y),)
    text = svg(Picture(area.width, area.height, moved, ground=""), theme)
    return {"image": f"data:image/svg+xml,{b64encode(text.encode()).decode()}"}


def _written(style: Style) -> str:
    """A style as draw.io writes it; the names of shapes stand alone at the front."""
    names = [name for name in ("text", "ellipse", "rhombus", "group") if style.get(name) == 1]
    rest = [
        f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}"
        for name, value in style.items()
        if name not in names
    ]
    return "".join(f"{part};" for part in [*names, *rest])
