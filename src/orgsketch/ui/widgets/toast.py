"""A message that goes by itself: one sentence, and Undo where there is something to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QPushButton, QWidget

from orgsketch.drawing.theme import tokens
from orgsketch.resources import _
from orgsketch.ui.widgets.boxes import row
from orgsketch.ui.widgets.lying import Lying
from orgsketch.ui.widgets.words import Words


class Toast(Lying):
    """An inverted bar at the bottom centre of a widget; stays while the pointer is over it."""

    undo_wanted = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__("Toast", host)
        self.words = Words("", "body")
        self.undo = QPushButton(_("Undo"))
        self.undo.setObjectName("ToastUndo")
        self.undo.clicked.connect(self.hide)
        self.undo.clicked.connect(self._do)
        self._offered: Callable[[], object] | None = None
        self.setLayout(row(self.words, self.undo, gap=20, margins=(16, 8, 12, 8)))
        self._timer = QTimer(self, singleShot=True, interval=int(tokens()["motion"]["toast_stays"]))
        self._timer.timeout.connect(self.hide)
        self.hide()

    def show_message(self, text: str, undo: bool = False) -> None:
        """Show one sentence for a while."""
        self._offered = None
        self._show(text, _("Undo") if undo else "")

    def show_offer(self, text: str, verb: str, do: Callable[[], object]) -> None:
        """Show one sentence and a button that does something about it."""
        self._offered = do
        self._show(text, verb)

    def _do(self) -> None:
        if self._offered:
            self._offered()
        else:
            self.undo_wanted.emit()

    def _show(self, text: str, verb: str) -> None:
        self.words.setText(text)
        self.undo.setText(verb)
        self.undo.setVisible(bool(verb))
        self.place()
        self.raise_()
        self.show()
        self._timer.start()

    def drop_undo(self) -> None:
        """Go, when Undo would no longer take back what the sentence says."""
        if self.undo.isVisibleTo(self):
            self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Somebody is reading."""
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Somebody has read."""
        self._timer.start()

    def place(self) -> None:
        """At the bottom."""
        self.words.setMaximumWidth(max(80, self.below.width() - 160))
        size = self.sizeHint()
        self.put_in_middle(size, self.below.height() - size.height() - 16)
