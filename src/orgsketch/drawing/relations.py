"""How a relation is drawn: its stroke, its two ends and its label, each kind told by shape alone."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import dist
from typing import Any

from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.outline import Point, circle, polyline, rounded
from orgsketch.drawing.picture import Path, Rectangle, Shape, Text
from orgsketch.drawing.routes import CardsIn
from orgsketch.drawing.theme import tokens
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation
from orgsketch.resources import N_, _

RIM = 4.0
PLATE = 18.0
KINDS = {
    "dotted": N_("second manager"),
    "embedded_in": N_("embedded in"),
    "shares_objectives": N_("shares objectives"),
    "serves": N_("serves"),
    "depends_on": N_("depends on"),
    "drives": N_("drives"),
    "partners": N_("partners"),
    "informs": N_("informs"),
    "hands_back": N_("hands back"),
}
# How much of the line each end takes for itself.
TAKEN = {
    "none": 0.0,
    "dot": 6.0,
    "socket": 1.0,
    "arrow_open": 1.5,
    "arrow_filled": 6.0,
    "ring": 8.0,
    "bar": 3.0,
    "arrow_hook": 1.5,
}


def kind_title(kind: str) -> str:
    """The words for a kind of relation."""
    return _(KINDS[kind]) if kind in KINDS else kind.replace("_", " ")


def relation_shapes(
    relation: Relation,
    way: Sequence[Point],
    barred: CardsIn | None = None,
    *,
    color: str = "line_relation",
    ground: str = "canvas",
) -> list[Shape]:
    """A relation along its way (see `routes.route`).

    `barred`: what the label must keep clear of in an area; without it there is no label.
    """
    look = tokens()["relation"][relation.kind]
    line = rounded(
        _shortened(way, TAKEN[look["start"]], TAKEN[look["end"]]), float(tokens()["radius"]["line"])
    )
    made = [
        *_stroke(look, line, color, ground),
        *_end(look["start"], way[0], way[1], color, ground),
        *_end(look["end"], way[-1], way[-2], color, ground),
    ]
    return [*made, *label_shapes(relation, way, barred, color=color, ground=ground)] if barred else made


def label_shapes(
    relation: Relation,
    way: Sequence[Point],
    barred: CardsIn,
    *,
    color: str = "line_relation",
    ground: str = "canvas",
) -> list[Shape]:
    """The words on a plate, on the longest stretch that has room for them; none where no stretch has.

    `barred`: what the plate must keep clear of in an area.
    """
    text = relation.label or kind_title(relation.kind)
    wide = text_width(text, "label") + 16
    stretches = sorted(pairwise(way), key=lambda pair: dist(*pair), reverse=True)
    for (x1, y1), (x2, y2) in stretches:
        is_level = abs(y1 - y2) < 1
        if dist((x1, y1), (x2, y2)) < (wide + 24 if is_level else PLATE + 12):
            continue
        for share in (0.5, 0.3, 0.7, 0.4, 0.6, 0.2, 0.8):
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            plate = Rect(x - wide / 2, y - PLATE / 2, wide, PLATE)
            if not any(True for _thing in barred(plate)):
                body = Rectangle(*plate, ground, radius=PLATE / 2)
                return [body, Text(x, y + 4, text, "label", color, "middle", wide - 8)]
    return []


def _stroke(look: dict[str, Any], line: str, color: str, ground: str) -> list[Shape]:
    """The line over a rim in the colour of the ground, which parts it from what it crosses."""
    thickness = float(look["width"])
    if "double" in look:
        outer = thickness + float(look["double"])
        return [
            Path(line, "", ground, outer + RIM, (), is_round=False),
            Path(line, "", color, outer, (), is_round=False),
            Path(line, "", ground, outer - 2 * thickness, (), is_round=False),
        ]
    dash = tuple(float(length) for length in look["dash"])
    # A dash shorter than the line is wide is a dot.
    is_dots = bool(dash) and dash[0] < thickness
    return [
        Path(line, "", ground, thickness + RIM, (), is_round=False),
        Path(line, "", color, thickness, (0.01, sum(dash)) if is_dots else dash, is_round=is_dots),
    ]


def _end(kind: str, tip: Point, before: Point, color: str, ground: str) -> list[Shape]:
    """The sign at one end of a line that arrives at `tip` from `before`."""
    far = dist(before, tip) or 1.0
    ux, uy = (tip[0] - before[0]) / far, (tip[1] - before[1]) / far

    def at(along: float, aside: float) -> Point:
        return tip[0] + ux * along - uy * aside, tip[1] + uy * along + ux * aside

    head = [at(-8, -5), at(-1, 0), at(-8, 5)]
    if kind == "dot":
        return [Path(circle(*at(-4, 0), 3), color)]
    if kind == "ring":
        return [Path(circle(*at(-4.5, 0), 3.5), ground, color, 1.5)]
    if kind == "arrow_open":
        return [Path(polyline(head), "", color, 1.5)]
    if kind == "arrow_filled":
        return [Path(polyline([at(-10, -5), at(-1, 0), at(-10, 5)], closed=True), color, color, 1.0)]
    if kind == "bar":
        return [Path(polyline([at(-3, -5), at(-3, 5)]), "", color, 2.0)]
    if kind == "arrow_hook":
        hook = rounded([at(-1, 0), at(-8, 0), at(-13, 6)], 6)
        return [Path(f"{polyline(head)} {hook}", "", color, 1.5)]
    if kind == "socket":
        half_ring = rounded([at(0, -7), at(-8, -7), at(-8, 7), at(0, 7)], 7)
        return [Path(half_ring, "", color, 1.5), Path(circle(*at(-3.5, 0), 2.4), color)]
    return []


def _shortened(way: Sequence[Point], start: float, end: float) -> list[Point]:
    """The way without what its ends draw themselves."""
    points = list(way)
    points[0] = _towards(points[0], points[1], start)
    points[-1] = _towards(points[-1], points[-2], end)
    return points


def _towards(point: Point, goal: Point, by: float) -> Point:
    far = dist(point, goal)
    if far <= by:
        return point
    return point[0] + (goal[0] - point[0]) * by / far, point[1] + (goal[1] - point[1]) * by / far
