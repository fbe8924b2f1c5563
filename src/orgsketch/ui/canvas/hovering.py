"""What the pointer is over: its box, its handles after a moment, and what it points to elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from orgsketch.drawing.theme import tokens
from orgsketch.ui.canvas.hits import Hit

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

CLICKABLE = ("mark", "fold", "handle", "more", "heading", "relation")
WITH_BOX = ("card", "handle", "fold")


class Hovering(QObject):
    """Keeps the overlay of a canvas in step with the pointer."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._timer = QTimer(self, singleShot=True, interval=int(tokens()["motion"]["hover_delay"]))
        self._timer.timeout.connect(self._show_handles)

    def over(self, hit: Hit) -> None:
        """The pointer rests on something."""
        overlay = self.canvas.overlay
        box = hit.box if hit.kind in WITH_BOX else ""
        lit = hit.part if hit.kind == "relation" else ""
        found = self._meant_by(hit)
        if (box, found, lit) == (overlay.hovered, overlay.found, overlay.lit):
            return
        if box != overlay.hovered and box != overlay.handles:
            overlay.handles = ""
            self._timer.start()
        overlay.hovered, overlay.found, overlay.lit = box, found, lit
        is_clickable = hit.kind in CLICKABLE
        cursor = Qt.CursorShape.PointingHandCursor if is_clickable else self.canvas.tool.cursor
        self.canvas.viewport().setCursor(cursor)
        self.canvas.refresh()

    def _meant_by(self, hit: Hit) -> frozenset[str]:
        """The boxes that a mark under the pointer speaks of, or that a relation joins."""
        canvas = self.canvas
        if hit.kind == "relation":
            return canvas.linework.ends(hit.part)
        mark = canvas.contents.mark(hit.box, int(hit.part)) if hit.kind == "mark" else None
        found = canvas.contents.findings_at(hit.box, mark) if mark else ()
        return frozenset(box for finding in found for box in finding.boxes)

    def _show_handles(self) -> None:
        self.canvas.overlay.handles = self.canvas.overlay.hovered
        self.canvas.refresh()
