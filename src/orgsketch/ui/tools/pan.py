"""Pan: the chart follows the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from orgsketch.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


class Pan(Tool):
    """With the middle button, or the left one while Space is held."""

    cursor = Qt.CursorShape.ClosedHandCursor

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._last: Pointer | None = None
        self._start = (canvas.view.x, canvas.view.y)

    @property
    def is_busy(self) -> bool:
        """From press to release."""
        return self._last is not None

    def press(self, pointer: Pointer) -> None:
        """Take hold of the chart."""
        self._last = pointer

    def move(self, pointer: Pointer) -> None:
        """Take it along."""
        if self._last is not None:
            self.canvas.pan(self._last.x - pointer.x, self._last.y - pointer.y)
            self._last = pointer

    def release(self, pointer: Pointer) -> None:
        """Let go."""
        self._last = None
        self.canvas.lay_down()

    def cancel(self) -> None:
        """Put it back."""
        self._last = None
        self.canvas.view.x, self.canvas.view.y = self._start
        self.canvas.view_changed()
        self.canvas.lay_down()
