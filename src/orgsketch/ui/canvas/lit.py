"""The boxes that are found or not dimmed, on a chart seen from so far that many boxes are one silhouette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

if TYPE_CHECKING:
    from orgsketch.layout.geometry import Rect
    from orgsketch.ui.canvas.canvas import Canvas

LEAST = 3.0  # pixels of the screen


class Lit:
    """Finds their places once for every arrangement, as a frame has no time for it."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self._stamp: object = None
        self._places: list[Rect] = []
        self._zoom = 0.0
        self._blocks: list[QRectF] = []

    def blocks(self) -> list[QRectF]:
        """Their blocks in chart coordinates, none too small to be seen."""
        layout, lens, zoom = self.canvas.chart_layout, self.canvas.lens, self.canvas.view.zoom
        stamp = (id(layout.chart), layout.folded, layout.focus, layout.bounds, lens.number)
        if stamp != self._stamp:
            self._places = [rect for box in lens.lit() if (rect := layout.rect(box))]
        if (stamp, zoom) != (self._stamp, self._zoom):
            self._stamp, self._zoom, least = stamp, zoom, LEAST / zoom
            self._blocks = [
                QRectF(x, y, max(least, wide), max(least, tall)) for x, y, wide, tall in self._places
            ]
        return self._blocks
