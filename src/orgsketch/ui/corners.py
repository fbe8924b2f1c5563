"""Where a note lies over the canvas: in a corner, clear of the cards it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize

from orgsketch.layout.geometry import Rect

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

AWAY = 16


def free_corner(canvas: Canvas, size: QSize, boxes: Iterable[str], foot: int = 0) -> QPoint:
    """The first corner where a note of this size hides none of the boxes; low on the left where none is free.

    `foot`: how many pixels to keep clear at the bottom.
    """
    seen = [rect for box in boxes if (rect := canvas.screen_rect(box)) is not None]
    right = canvas.width() - size.width() - AWAY
    low = max(AWAY, canvas.height() - size.height() - AWAY - foot)
    corners = [QPoint(AWAY, low), QPoint(right, low), QPoint(right, AWAY), QPoint(AWAY, AWAY)]
    return next((spot for spot in corners if not _hides(spot, size, seen)), corners[0])


def _hides(spot: QPoint, size: QSize, seen: Iterable[Rect]) -> bool:
    mine = Rect(spot.x(), spot.y(), size.width(), size.height())
    return any(rect.meets(mine) for rect in seen)
