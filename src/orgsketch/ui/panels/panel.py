"""What the panels of the right side share: they work only while they are seen."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget


class Panel(QWidget):
    """A widget that is brought up to date when it is seen, or when it comes into sight."""

    _is_stale = True

    def refresh(self) -> None:
        """Something it shows has changed."""
        self.count()
        self._is_stale = not self.isVisible()
        if self.isVisible():
            self.rebuild()

    def showEvent(self, event: QShowEvent) -> None:
        """It comes into sight."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.rebuild()

    def count(self) -> None:
        """Say how much there is, seen or not."""

    def rebuild(self) -> None:
        """Show everything as it is now."""
        raise NotImplementedError
