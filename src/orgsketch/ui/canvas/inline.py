"""Typing a title right on the card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from orgsketch.drawing.paint import font
from orgsketch.layout.geometry import Rect
from orgsketch.model.text import MAX_LINE
from orgsketch.resources import _
from orgsketch.ui.titling import retitle
from orgsketch.ui.widgets.enter import ENTER

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

INSET_LEFT, INSET_RIGHT, HEIGHT, NARROWEST = 36.0, 6.0, 28.0, 150.0


class TitleField(QLineEdit):
    """The field over a card's title. Enter, Tab or leaving it keeps the title, Esc does not.

    Tab goes on to a new report, so that a branch is typed without the mouse.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self.canvas = canvas
        self.box = ""
        self.setObjectName("TitleField")
        self.setMaxLength(MAX_LINE)
        self.setAccessibleName(_("Title"))
        self.hide()

    def begin(self, box: str, typed: str = "") -> None:
        """Edit the title of a box; `typed` replaces it."""
        self.commit()
        self.box = box
        title = self.canvas.document.chart.boxes[box].title
        self.setText(typed or title)
        self.place()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not typed:
            self.selectAll()

    def place(self) -> None:
        """Stand over the card, where it is now."""
        where = self.canvas.screen_rect(self.box) if self.box else None
        if where is None:
            self.cancel()
            return
        zoom = max(1.0, self.canvas.view.zoom)
        self.setFont(font("card_title", 13 * zoom))
        place = self._room(where, zoom)
        self.setGeometry(round(place.x), round(place.y), round(place.width), round(place.height))

    def commit(self) -> None:
        """Keep what is typed."""
        box = self._close()
        if box and box in self.canvas.document.chart.boxes:
            retitle(self.canvas.document, box, self.text())

    def cancel(self) -> None:
        """Keep the title as it was."""
        self._close()

    def event(self, event: QEvent) -> bool:
        """The keys of the canvas are letters here; Tab is a key like any other."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_tab(event):
            return True
        return super().event(event)

    def _is_tab(self, event: QKeyEvent) -> bool:
        """Tab keeps and adds a report, Shift+Tab keeps; whether it was one of them."""
        if event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        self.commit()
        if event.key() == Qt.Key.Key_Tab:
            self.canvas.run("add_report")
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc does not."""
        if event.key() in ENTER:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancel()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps, unless a menu of the field itself opens."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    def _room(self, where: Rect, zoom: float) -> Rect:
        left = where.x + INSET_LEFT * min(zoom, self.canvas.view.zoom)
        wide = max(NARROWEST, where.right - INSET_RIGHT - left)
        tall = HEIGHT * zoom
        return Rect(left, where.center[1] - tall / 2, wide, tall)

    def _close(self) -> str:
        """Go, hand the keyboard back; returns the box that was edited."""
        box, self.box = self.box, ""
        if box:
            if self.hasFocus():
                self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
        return box
