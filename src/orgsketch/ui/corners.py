"""Where a note lies over the canvas: in a corner, clear of the cards it speaks of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize

from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import boxes_in

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

AWAY = 16


def free_corner(canvas: Canvas, size: QSize, boxes: Iterable[str], foot: int = 0) -> QPoint:
    """The corner where a note of this size hides none of the boxes, and then as few cards as may be.

    `foot`: how many pixels to keep clear at the bottom.
    """
    seen = [rect for box in boxes if (rect := canvas.screen_rect(box)) is not None]
    right = canvas.width() - size.width() - AWAY
    low = max(AWAY, canvas.height() - size.height() - AWAY - foot)
    corners = [QPoint(AWAY, low), QPoint(right, low), QPoint(right, AWAY), QPoint(AWAY, AWAY)]

    def hides(spot: QPoint) -> tuple[bool, int]:
        mine = Rect(spot.x(), spot.y(), size.width(), size.height())
        x, y = canvas.view.to_chart(mine.x, mine.y)
        area = Rect(x, y, mine.width / canvas.view.zoom, mine.height / canvas.view.zoom)
        under = boxes_in(canvas.chart_layout, area)
        return any(rect.meets(mine) for rect in seen), len(under)

    return min(corners, key=hides)
