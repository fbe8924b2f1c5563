"""The frame of a card in every state: ground, edge, rings and bars, without its text.

A frame depends on little, so that a surface may keep each as a picture of its own.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from orgsketch.drawing.icons import icon
from orgsketch.drawing.picture import Rectangle, Shape
from orgsketch.drawing.theme import tokens

# How far a frame may reach beyond its card on every side.
MARGIN = 20
RADIUS = 8
DASH = (4.0, 3.0)


class State(NamedTuple):
    """What is going on with a card.

    `drop`: "" or where a carried box would land: "before", "report", "after"; "function": the card gets
    the carried function; "refused".
    `is_row`: its siblings stand above and below it, so the drop bars do, too.
    `drag`: "" or the card's part in a drag: "carried", "left_behind", "slot".
    """

    is_hovered: bool = False
    is_selected: bool = False
    is_focused: bool = False
    is_found: bool = False
    drop: str = ""
    drag: str = ""
    is_row: bool = False


class Edge(NamedTuple):
    """Fill and stroke of a card."""

    fill: str = "card"
    stroke: str = "card_border"
    thickness: float = 1.0
    dash: tuple[float, ...] = ()


PLAIN = State()


@lru_cache(maxsize=1024)
def frame_shapes(
    width: float, height: float, status: str = "", flag: str = "", state: State = PLAIN
) -> tuple[Shape, ...]:
    """The frame of a card at (0, 0). `status`: "", vacant, planned, closing; `flag`: its change."""
    edge = edge_of(status, flag, state)
    inset = edge.thickness / 2
    body = Rectangle(
        inset,
        inset,
        width - edge.thickness,
        height - edge.thickness,
        edge.fill,
        edge.stroke,
        edge.thickness,
        RADIUS - inset + 0.5,
        edge.dash,
    )
    return (*_under(width, height, flag, state), body, *_over(width, height, state))


def edge_of(status: str, flag: str, state: State) -> Edge:
    """The edge that wins: drop, then drag, selection, change, the seat's own state, hover."""
    for table, key in ((_DROPS, state.drop), (_DRAGS, state.drag)):
        if key in table:
            return table[key]
    own = _CHANGES.get(flag) or _STATUSES.get(status) or Edge()
    if state.is_selected:
        return own._replace(stroke="selection", thickness=2.0, dash=())
    if state.is_hovered and own.stroke == "card_border":
        return own._replace(stroke="control_border")
    return own


def shadow_shapes(
    width: float, height: float, kind: str = "card", radius: float = RADIUS
) -> tuple[Rectangle, ...]:
    """The flat shadow under a card or ("raised") under what floats."""
    return tuple(
        Rectangle(
            dx - grow,
            dy - grow,
            width + 2 * grow,
            height + 2 * grow,
            f"shadow%{alpha * 100:g}",
            radius=radius + grow,
        )
        for dx, dy, grow, alpha in reversed(tokens()["shadow"][kind])
    )


_DROPS = {
    "report": Edge("accent_soft", "drop_valid", 2.0),
    "function": Edge("accent_soft", "drop_valid", 2.0),
    "refused": Edge("critical_soft", "drop_invalid", 2.0),
}
_DRAGS = {
    "carried": Edge("card", "accent", 1.5),
    "left_behind": Edge("canvas", "control_border", 1.0, DASH),
    "slot": Edge("accent_soft", "drop_valid", 1.5, (5.0, 3.5)),
}
_CHANGES = {
    "added": Edge("card", "added", 1.5),
    "moved": Edge("card", "moved", 1.5),
    "removed": Edge("canvas", "removed", 1.0, DASH),
}
_STATUSES = {
    "vacant": Edge("card", "control_border", 1.0, DASH),
    "planned": Edge("accent_soft", "accent", 1.0, DASH),
    "closing": Edge("surface_sunken", "control_border"),
}


def _under(width: float, height: float, flag: str, state: State) -> tuple[Shape, ...]:
    """Shadow and wash, behind the card."""
    if state.drag in ("left_behind", "slot") or flag == "removed":
        return ()
    if state.drag == "carried":
        shadow = shadow_shapes(width, height, "raised")
    else:
        # The card hides all but the foot of its shadow, and fills are dear.
        top = height - 2 * RADIUS
        shadow = tuple(shape._replace(y=shape.y + top) for shape in shadow_shapes(width, 2 * RADIUS))
    if not state.is_selected or state.drop:
        return shadow
    wash = Rectangle(-4, -4, width + 8, height + 8, "selection%12", radius=RADIUS + 4)
    return (*shadow, wash)


def _over(width: float, height: float, state: State) -> tuple[Shape, ...]:
    """Rings, drop bars and the chevron, around the card."""
    made: list[Shape] = []
    if state.is_focused:
        made.append(Rectangle(-3, -3, width + 6, height + 6, "", "focus", 2.0, RADIUS + 3))
    if state.is_found:
        made.append(Rectangle(-5, -5, width + 10, height + 10, "", "accent", 1.5, RADIUS + 4, (1.5, 2.5)))
    if state.drop in ("before", "report", "after"):
        made += (_bars_across if state.is_row else _bars)(width, height, state.drop)
    if state.drop == "report" and not state.is_row:
        made.append(icon("chevron_down", width / 2 - 9, height + 3, 18, "drop_valid", 2.6))
    return tuple(made)


def _bars(width: float, height: float, drop: str) -> list[Shape]:
    """The two drop bars beside a card; the one that counts in full colour."""
    sides = (("before", -11.0), ("after", width + 7))
    return [
        Rectangle(x, 4, 4, height - 8, "drop_valid" if side == drop else "drop_valid%38", radius=2)
        for side, x in sides
    ]


def _bars_across(width: float, height: float, drop: str) -> list[Shape]:
    """The two drop bars above and below a card in a stack."""
    sides = (("before", -11.0), ("after", height + 7))
    return [
        Rectangle(4, y, width - 8, 4, "drop_valid" if side == drop else "drop_valid%38", radius=2)
        for side, y in sides
    ]
