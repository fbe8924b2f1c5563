"""Connectors as a presentation program draws them, from the numbers in the file."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

PIXEL = 9525


def stretches(line: Any) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The stretches of a connector on the slide, in pixels."""
    element = line._element
    frame = element.find(".//{*}xfrm")
    at, size = frame.find("./{*}off"), frame.find("./{*}ext")
    x, y, wide, tall = (int(v) / PIXEL for v in (at.get("x"), at.get("y"), size.get("cx"), size.get("cy")))
    shape = element.find(".//{*}prstGeom").get("prst")
    shares = [int(guide.get("fmla")[4:]) / 100_000 for guide in element.findall(".//{*}gd")]
    points = [(0.0, 0.0)]
    for place in range(0 if shape == "line" else int(shape[-1]) - 1):
        share = shares[place] if place < len(shares) else 1.0
        points.append((share * wide, points[-1][1]) if place % 2 == 0 else (points[-1][0], share * tall))
    points.append((wide, tall))
    turns = int(frame.get("rot", "0")) // 5_400_000
    flip_x, flip_y = (-1 if frame.get(name) else 1 for name in ("flipH", "flipV"))
    found = []
    for px, py in points:
        dx, dy = (px - wide / 2) * flip_x, (py - tall / 2) * flip_y
        for _turn in range(turns):
            dx, dy = -dy, dx
        found.append((x + wide / 2 + dx, y + tall / 2 + dy))
    return list(pairwise(found))
