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
        """The end of the line follows; with Shift it also goes to the boxes it has met."""
        x, y = self.canvas.view.to_chart(pointer.x, pointer.y)
        target = box_at(self.canvas.chart_layout, x, y) or ""
        reason = _("A box cannot be joined to itself") if target == self.start else ""
        before = self.canvas.overlay.thread
        others = before.others if before else ()
        if pointer.shift and before:
            others = before.ends
        self.canvas.overlay.thread = Thread(self.start, x, y, target, reason, others)
        self.canvas.status.emit(_("Shift goes on to further boxes, Esc cancels"))
        self.canvas.scroll_at_edge(pointer.x, pointer.y, lambda: self.move(pointer))
        self.canvas.refresh()

    def release(self, pointer: Pointer) -> None:
        """Ask for the kind, where there is a box at the end; among several selected boxes it goes to all."""
        thread = self.canvas.overlay.thread
        self.canvas.stop_scrolling()
        self.canvas.status.emit("")
        if thread is None or not thread.ends:
            self.cancel()
            return
        chosen = self.canvas.overlay.selection
        ends = thread.ends
        if thread.target in chosen and self.start not in chosen:
            ends = tuple(dict.fromkeys([*ends, *chosen]))
        menu = kind_menu(self.canvas, self.start, ends)
        menu.aboutToHide.connect(self.cancel)
        menu.popup(self.canvas.viewport().mapToGlobal(QPointF(pointer.x, pointer.y).toPoint()))

    def cancel(self) -> None:
        """No line."""
        self.canvas.overlay.thread = None
        self.canvas.stop_scrolling()
        self.canvas.status.emit("")
        self.canvas.refresh()
        self.canvas.lay_down()
