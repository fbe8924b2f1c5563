"""The marks of findings: colour, shape and letter together, so that none of them carries it alone."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from orgsketch.drawing.icons import icon
from orgsketch.drawing.outline import arc, polyline, rounded
from orgsketch.drawing.picture import Path, Rectangle, Shape, Text
from orgsketch.drawing.theme import tokens

# Worst first: the order in which marks are ranked on a card and in a legend.
RISKS = ("critical", "major", "minor", "info")
KINDS = (*RISKS, "strength", "question", "accepted", "stale")
STEP = 24
MOST = 9
EDGE = 1.5

# Around (0, 0), 100 wide.
OUTLINES = {
    "octagon": rounded(
        [(21, -50), (50, -21), (50, 21), (21, 50), (-21, 50), (-50, 21), (-50, -21), (-21, -50)],
        5,
        closed=True,
    ),
    "diamond": rounded([(0, -60), (60, 0), (0, 60), (-60, 0)], 12, closed=True),
    "shield": (
        "M -34 -48 L 34 -48 C 41 -48 45 -44 45 -37 L 45 2 C 45 28 26 43 0 54"
        " C -26 43 -45 28 -45 2 L -45 -37 C -45 -44 -41 -48 -34 -48 Z"
    ),
    "bubble": rounded(
        [(-47, -48), (47, -48), (47, 34), (2, 34), (-24, 56), (-24, 34), (-47, 34)], 15, closed=True
    ),
}


class Mark(NamedTuple):
    """What one mark shows: a kind, and in place of its letter a label ("3", "9+"); `is_quiet` = outlined."""

    kind: str
    label: str = ""
    is_quiet: bool = False


def counted(kind: str, count: int, is_quiet: bool = False) -> Mark:
    """The mark of so many themes: from two on the letter gives way to the count."""
    label = "" if count < 2 else str(count) if count <= MOST else f"{MOST}+"
    return Mark(kind, label, is_quiet)


@lru_cache(maxsize=2048)
def mark_shapes(
    mark: Mark, x: float, y: float, side: float = 18, ground: str = "canvas"
) -> tuple[Shape, ...]:
    """A mark `side` pixels wide around (x, y), with a 2 pixel rim in the colour of the ground ("" = none)."""
    look = tokens()["mark"][mark.kind]
    is_filled = look["filled"] and not mark.is_quiet
    rim = (_body(look["shape"], x, y, side + 4, ground),) if ground else ()
    body = _body(look["shape"], x, y, side, *((mark.kind,) if is_filled else ("card", mark.kind)))
    return (*rim, body, *_sign(mark, look["letter"], x, y, side, "text_on_mark" if is_filled else mark.kind))


def bare_shape(kind: str, x: float, y: float, side: float, ground: str = "canvas") -> tuple[Shape, ...]:
    """A mark seen from far: its filled shape and rim alone."""
    shape = tokens()["mark"][kind]["shape"]
    return _body(shape, x, y, side + 3, ground), _body(shape, x, y, side, kind)


def flag_shapes(change: str, x: float, y: float) -> tuple[Shape, ...]:
    """The flag of a change (added, removed, moved, changed), 20 x 16, its top left at (x, y)."""
    box = Rectangle(x, y, 20, 16, change, "", 0.0, 5)
    drawn = {"added": "plus", "removed": "minus", "moved": "arrow_right"}.get(change)
    if drawn:
        return box, icon(drawn, x + 4, y + 2, 12, "text_on_mark", 3.2)
    triangle = rounded([(x + 10, y + 3.6), (x + 14.6, y + 12), (x + 5.4, y + 12)], 0.6, closed=True)
    return box, Path(triangle, "", "text_on_mark", 1.6)


def _sign(mark: Mark, letter: str, x: float, y: float, side: float, color: str) -> tuple[Shape, ...]:
    """The letter, count or number; the tick and the wave are drawn."""
    if mark.label or letter not in "✓~+":
        label = mark.label or letter
        size = side * (0.61 if len(label) == 1 else 0.5 if len(label) == 2 else 0.4)
        return (
            Text(x, y + size * 0.36 + _lift(mark.kind, side), label, "badge", color, "middle", 0.0, size),
        )
    if letter == "✓":
        return (icon("tick", x - side * 0.31, y - side * 0.31, side * 0.62, color, 2.6),)
    reach = side * 0.22
    if letter == "+":
        up = y + _lift(mark.kind, side)
        cross = (
            f"{polyline([(x - reach, up), (x + reach, up)])} {polyline([(x, up - reach), (x, up + reach)])}"
        )
        return (Path(cross, "", color, side * 0.13),)
    wave = f"{arc(x - reach / 2, y, reach / 2, 180, 360)} {arc(x + reach / 2, y, reach / 2, 180, 0)}"
    return (Path(wave, "", color, side * 0.09),)


def _lift(kind: str, side: float) -> float:
    """Shield and bubble have their middle above their centre."""
    return -side * 0.05 if kind in ("strength", "question") else 0.0


def _body(shape: str, x: float, y: float, side: float, fill: str, stroke: str = "") -> Shape:
    """The outline of a mark `side` pixels wide, edge included."""
    edge = EDGE if stroke else 0.0
    half = (side - edge) / 2
    if shape == "square":
        return Rectangle(x - half, y - half, 2 * half, 2 * half, fill, stroke, edge, side * 0.28)
    if shape.startswith("circle"):
        dash = (side * 0.14, side * 0.12) if shape == "circle_dashed" and stroke else ()
        return Rectangle(x - half, y - half, 2 * half, 2 * half, fill, stroke, edge, half, dash)
    scale = half / 50
    return Path(OUTLINES[shape], fill, stroke, edge / scale, (), x, y, scale)
