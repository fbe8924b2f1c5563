"""Draw a relation: drag from a box to another, then choose the kind of line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

from orgsketch.layout.spatial import box_at
from orgsketch.resources import _
from orgsketch.ui.canvas.menus import kind_menu
from orgsketch.ui.canvas.overlay import Thread
from orgsketch.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


class DrawRelation(Tool):
    """The line follows the pointer until it is let go over a box; the menu there makes the one edit."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: Canvas, start: str) -> None:
        super().__init__(canvas)
        self.start = start

    @property
    def is_busy(self) -> bool:
        """While there is a line, also while its kind is being chosen."""
        return self.canvas.overlay.thread is not None

    def press(self, pointer: Pointer) -> None:
        """Begin the line."""
        self.move(pointer)

    def move(self, pointer: Pointer) -> None:
        """The end of the line follows."""
        x, y = self.canvas.view.to_chart(pointer.x, pointer.y)
        target = box_at(self.canvas.chart_layout, x, y) or ""
        reason = _("A box cannot be joined to itself") if target == self.start else ""
        self.canvas.overlay.thread = Thread(self.start, x, y, "" if reason else target, reason)
        self.canvas.refresh()

    def release(self, pointer: Pointer) -> None:
        """Ask for the kind, where there is a box at the end."""
        thread = self.canvas.overlay.thread
        if thread is None or not thread.target:
            self.cancel()
            return
        menu = kind_menu(self.canvas, self.start, thread.target)
        menu.aboutToHide.connect(self.cancel)
        menu.popup(self.canvas.viewport().mapToGlobal(QPointF(pointer.x, pointer.y).toPoint()))

    def cancel(self) -> None:
        """No line."""
        self.canvas.overlay.thread = None
        self.canvas.refresh()
        self.canvas.lay_down()
