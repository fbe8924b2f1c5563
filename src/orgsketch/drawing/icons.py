"""The drawings of functions and commands: strokes on a 24 pixel grid, two pixels clear at the rim.

A pack names one of these for each of its functions; a name that is not here wears "dots".
"""

from __future__ import annotations

from functools import cache

from orgsketch.drawing.outline import arc, circle, polyline, rounded
from orgsketch.drawing.picture import Path
from orgsketch.drawing.theme import tokens

GRID = 24
FALLBACK = "dots"

FUNCTION_ICONS = {
    "pennant": (
        polyline([(6, 3.5), (6, 20.5)]),
        polyline([(6, 4.5), (18, 4.5), (15, 8.5), (18, 12.5), (6, 12.5)]),
    ),
    "cube": (
        rounded([(12, 3), (20, 7.4), (20, 16.6), (12, 21), (4, 16.6), (4, 7.4)], 1.2, closed=True),
        polyline([(4.4, 7.7), (12, 12), (19.6, 7.7)]),
        polyline([(12, 12), (12, 20.7)]),
    ),
    "route": (
        circle(5.4, 18.6, 2.2),
        circle(18.6, 5.4, 2.2),
        polyline([(16.4, 5.4), (9.4, 5.4)]),
        arc(9.4, 8.7, 3.3, 270, 90),
        polyline([(9.4, 12), (14.6, 12)]),
        arc(14.6, 15.3, 3.3, -90, 90),
        polyline([(14.6, 18.6), (7.6, 18.6)]),
    ),
    "tag": (
        rounded([(3.6, 3.6), (12.2, 3.6), (20.9, 12.3), (12.3, 20.9), (3.6, 12.2)], 1.6, closed=True),
        circle(8.2, 8.2, 1.35),
    ),
    "circles": (circle(9, 12, 5.6), circle(15, 12, 5.6)),
    "megaphone": (
        rounded([(3.6, 9.6), (8, 9.6), (16.2, 5), (16.2, 19), (8, 14.4), (3.6, 14.4)], 1, closed=True),
        rounded([(7, 14.6), (8.4, 19.8), (11, 19.8), (10.2, 15.8)], 0.8),
        arc(16.4, 12, 4, -42, 42),
    ),
    "speech": (
        rounded(
            [(3.6, 4.6), (20.4, 4.6), (20.4, 16.4), (11.4, 16.4), (7.2, 20.2), (7.2, 16.4), (3.6, 16.4)],
            1.5,
            closed=True,
        ),
        polyline([(7.8, 8.8), (16.2, 8.8)]),
        polyline([(7.8, 12.3), (13.2, 12.3)]),
    ),
    "calendar": (
        rounded([(4, 5.4), (20, 5.4), (20, 20.2), (4, 20.2)], 2, closed=True),
        polyline([(4.2, 10), (19.8, 10)]),
        polyline([(8.3, 3.2), (8.3, 7)]),
        polyline([(15.7, 3.2), (15.7, 7)]),
    ),
    "funnel": (
        rounded(
            [(3.6, 4.6), (20.4, 4.6), (14.2, 12.2), (14.2, 17.4), (9.8, 20.2), (9.8, 12.2)], 1, closed=True
        ),
    ),
    "brackets": (
        rounded([(8, 7), (3.2, 12), (8, 17)], 0.6),
        rounded([(16, 7), (20.8, 12), (16, 17)], 0.6),
        polyline([(13.6, 5), (10.4, 19)]),
    ),
    "pencil": (
        rounded([(4, 20), (5, 15.4), (16.4, 4), (20, 7.6), (8.6, 19)], 1, closed=True),
        polyline([(13.9, 6.6), (17.4, 10.1)]),
    ),
    "rising": (
        rounded([(3, 17), (9, 11), (13, 15), (20.6, 7.4)], 0.8),
        polyline([(15.2, 7), (21, 7), (21, 12.8)]),
    ),
    "lifebuoy": (
        circle(12, 12, 8.8),
        circle(12, 12, 3.6),
        *(
            polyline([(12 + 3.6 * x, 12 + 3.6 * y), (12 + 8.8 * x, 12 + 8.8 * y)])
            for x, y in ((0.7071, 0.7071), (-0.7071, 0.7071), (-0.7071, -0.7071), (0.7071, -0.7071))
        ),
    ),
    "dots": (
        rounded([(4, 4), (20, 4), (20, 20), (4, 20)], 2.5, closed=True),
        *(circle(x, 12, 0.55) for x in (8, 12, 16)),
    ),
}

BADGE_ICONS = {
    "compass": (
        circle(12, 12, 9),
        polyline([(15.8, 8.2), (13.6, 13.6), (8.2, 15.8), (10.4, 10.4), (15.8, 8.2)]),
    ),
    "hat": (
        polyline([(2.4, 17.6), (21.6, 17.6)]),
        rounded([(6.4, 17.6), (7.2, 6.4), (16.8, 6.4), (17.6, 17.6)], 2.6),
        polyline([(6.8, 13.2), (17.2, 13.2)]),
    ),
    "meeting": (
        circle(7.4, 7.4, 2.7),
        circle(16.6, 7.4, 2.7),
        polyline([(2.8, 13.8), (21.2, 13.8)]),
        polyline([(6, 13.8), (6, 20.4)]),
        polyline([(18, 13.8), (18, 20.4)]),
    ),
    "seats": (
        rounded([(3, 3.4), (15, 3.4), (15, 12), (3, 12)], 2, closed=True),
        rounded([(18.4, 9.4), (21, 9.4), (21, 20.6), (8.4, 20.6), (8.4, 15.6)], 2),
    ),
}

COMMAND_ICONS = {
    "undo": (
        polyline([(8.4, 13.4), (3.8, 8.8), (8.4, 4.2)]),
        polyline([(4, 8.8), (14, 8.8)]),
        arc(14, 14.2, 5.4, -90, 90),
        polyline([(14, 19.6), (9, 19.6)]),
    ),
    "redo": (
        polyline([(15.6, 13.4), (20.2, 8.8), (15.6, 4.2)]),
        polyline([(20, 8.8), (10, 8.8)]),
        arc(10, 14.2, 5.4, 270, 90),
        polyline([(10, 19.6), (15, 19.6)]),
    ),
    "search": (circle(10.6, 10.6, 6.8), polyline([(15.6, 15.6), (20.6, 20.6)])),
    "export": (
        polyline([(12, 14.6), (12, 3.6)]),
        polyline([(7.6, 8), (12, 3.6), (16.4, 8)]),
        rounded([(4, 13.6), (4, 20.2), (20, 20.2), (20, 13.6)], 1.8),
    ),
    "import": (
        polyline([(12, 3.6), (12, 14.6)]),
        polyline([(7.6, 10.2), (12, 14.6), (16.4, 10.2)]),
        rounded([(4, 13.6), (4, 20.2), (20, 20.2), (20, 13.6)], 1.8),
    ),
    "zoom_in": (
        circle(10.6, 10.6, 6.8),
        polyline([(15.6, 15.6), (20.6, 20.6)]),
        polyline([(10.6, 7.8), (10.6, 13.4)]),
        polyline([(7.8, 10.6), (13.4, 10.6)]),
    ),
    "zoom_out": (
        circle(10.6, 10.6, 6.8),
        polyline([(15.6, 15.6), (20.6, 20.6)]),
        polyline([(7.8, 10.6), (13.4, 10.6)]),
    ),
    "fit": tuple(
        rounded([(12 + 3.6 * x, 12 + 8 * y), (12 + 8 * x, 12 + 8 * y), (12 + 8 * x, 12 + 3.6 * y)], 1.5)
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ),
    "chevron_down": (polyline([(6, 9.4), (12, 15.4), (18, 9.4)]),),
    "chevron_up": (polyline([(6, 14.6), (12, 8.6), (18, 14.6)]),),
    "chevron_left": (polyline([(14.6, 6), (8.6, 12), (14.6, 18)]),),
    "chevron_right": (polyline([(9.4, 6), (15.4, 12), (9.4, 18)]),),
    "arrow_right": (polyline([(4, 12), (20, 12)]), polyline([(14, 6), (20, 12), (14, 18)])),
    "swap": (
        polyline([(4, 8.4), (20, 8.4)]),
        polyline([(15.6, 4), (20, 8.4), (15.6, 12.8)]),
        polyline([(20, 16.6), (4, 16.6)]),
        polyline([(8.4, 12.2), (4, 16.6), (8.4, 21)]),
    ),
    "play": (rounded([(7, 4.6), (19.4, 12), (7, 19.4)], 1.6, closed=True),),
    "plus": (polyline([(12, 5), (12, 19)]), polyline([(5, 12), (19, 12)])),
    "minus": (polyline([(5, 12), (19, 12)]),),
    "close": (polyline([(6, 6), (18, 18)]), polyline([(18, 6), (6, 18)])),
    "tick": (polyline([(4.6, 12.8), (9.6, 17.8), (19.4, 7)]),),
    "warning": (
        rounded([(12, 3.6), (21.2, 19.8), (2.8, 19.8)], 2, closed=True),
        polyline([(12, 9.6), (12, 13.8)]),
        polyline([(12, 16.8), (12, 16.9)]),
    ),
    "question": (
        circle(12, 12, 8.8),
        arc(12, 9.8, 2.6, 180, 400),
        polyline([(13.99, 11.47), (12, 13.8)]),
        polyline([(12, 16.8), (12, 16.9)]),
    ),
    "clock": (circle(12, 12, 8.8), polyline([(12, 6.8), (12, 12), (15.4, 14)])),
    "eye": (
        "M 2.6 12 C 5 7.6 8.2 5.4 12 5.4 C 15.8 5.4 19 7.6 21.4 12"
        " C 19 16.4 15.8 18.6 12 18.6 C 8.2 18.6 5 16.4 2.6 12 Z",
        circle(12, 12, 3),
    ),
    "people": (
        circle(9, 8.2, 3.6),
        "M 2.8 19.6 C 2.8 15.8 5.4 13.8 9 13.8 C 12.6 13.8 15.2 15.8 15.2 19.6",
        arc(15.4, 8.2, 3.6, -80, 80),
        "M 17.4 14.2 C 19.8 14.8 21.2 16.8 21.2 19.6",
    ),
    "trash": (
        polyline([(4, 6.6), (20, 6.6)]),
        rounded([(9, 6.4), (9, 3.6), (15, 3.6), (15, 6.4)], 1),
        rounded([(6, 6.8), (7, 20.4), (17, 20.4), (18, 6.8)], 1.6),
    ),
    "file": (
        rounded([(6, 3.4), (14, 3.4), (19, 8.4), (19, 20.6), (6, 20.6)], 1.6, closed=True),
        rounded([(13.6, 3.6), (13.6, 8.8), (18.8, 8.8)], 1),
    ),
    "folder": (
        rounded([(3, 5.4), (9.4, 5.4), (11.6, 8.2), (21, 8.2), (21, 19.4), (3, 19.4)], 1.6, closed=True),
    ),
    "table": (
        rounded([(3.6, 4.6), (20.4, 4.6), (20.4, 19.4), (3.6, 19.4)], 1.8, closed=True),
        polyline([(3.8, 9.6), (20.2, 9.6)]),
        polyline([(9.6, 4.8), (9.6, 19.2)]),
    ),
    "clipboard": (
        rounded([(5.4, 5), (18.6, 5), (18.6, 20.8), (5.4, 20.8)], 1.8, closed=True),
        rounded([(9, 3), (15, 3), (15, 7), (9, 7)], 1, closed=True),
    ),
    "chart": (
        rounded([(9, 3.4), (15, 3.4), (15, 8.4), (9, 8.4)], 1, closed=True),
        rounded([(3, 15.6), (9, 15.6), (9, 20.6), (3, 20.6)], 1, closed=True),
        rounded([(15, 15.6), (21, 15.6), (21, 20.6), (15, 20.6)], 1, closed=True),
        rounded([(6, 15.4), (6, 12), (18, 12), (18, 15.4)], 1.6),
        polyline([(12, 8.6), (12, 12)]),
    ),
    "more": tuple(circle(x, 12, 0.7) for x in (5, 12, 19)),
    "settings": (
        polyline([(3.6, 7.6), (13, 7.6)]),
        circle(15.6, 7.6, 2.4),
        polyline([(18.2, 7.6), (20.4, 7.6)]),
        polyline([(3.6, 16.4), (5.8, 16.4)]),
        circle(8.4, 16.4, 2.4),
        polyline([(11, 16.4), (20.4, 16.4)]),
    ),
}

_KINDS = (FUNCTION_ICONS, COMMAND_ICONS, BADGE_ICONS)


@cache
def icon_data(name: str) -> str:
    """The path of an icon on the 24 grid."""
    drawing = next(filter(None, (kind.get(name) for kind in _KINDS)), FUNCTION_ICONS[FALLBACK])
    return " ".join(drawing)


def icon(name: str, x: float, y: float, side: float, stroke: str, thickness: float = 0.0) -> Path:
    """An icon in a square of `side` pixels with its top left at (x, y); the stroke scales with it."""
    weight = thickness or float(tokens()["stroke"]["icon"])
    return Path(icon_data(name), "", stroke, weight, (), x, y, side / GRID)
