"""Cards that lie over something."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QWidget

from orgsketch.ui.widgets.boxes import Frame


class Lying(Frame):
    """Lies over the widget `below`, and finds its place anew when that has another size."""

    def __init__(self, name: str, below: QWidget) -> None:
        super().__init__(name, parent=below)
        self.below = below
        below.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show) and self.isVisible():
            self.place()
        return False

    @abstractmethod
    def place(self) -> None:
        """Go where it belongs, in the size it needs."""

    def put_in_middle(self, size: QSize, top: int) -> None:
        """Be so large, in the middle between left and right, so far from the top."""
        self.setGeometry((self.below.width() - size.width()) // 2, top, size.width(), size.height())
