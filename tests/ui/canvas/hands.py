"""A hand on the mouse and one on the keyboard of a canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from orgsketch.ui.canvas import Canvas
from orgsketch.ui.outline_model import FUNCTION_MIME

LEFT, MIDDLE, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton
PLAIN = Qt.KeyboardModifier.NoModifier
ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Hands:
    """Sends what a user would: `place` finds a box on the screen by its name without the "b_"."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def place(self, name: str, dx: float = 0.5, dy: float = 0.5) -> QPointF:
        """A point of a card: (0, 0) is its top left, (1, 1) its bottom right."""
        rect = self.canvas.screen_rect(f"b_{name}")
        assert rect is not None, f"{name} is not on the screen"
        return QPointF(rect.x + rect.width * dx, rect.y + rect.height * dy)

    def press(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN) -> None:
        self._mouse(QEvent.Type.MouseButtonPress, at, button, button, keys)

    def move(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN) -> None:
        self._mouse(QEvent.Type.MouseMove, at, NONE, button, keys)

    def release(self, at: QPointF, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = PLAIN) -> None:
        self._mouse(QEvent.Type.MouseButtonRelease, at, button, NONE, keys)

    def click(self, at: QPointF | str, keys: Qt.KeyboardModifier = PLAIN) -> None:
        point = self.place(at) if isinstance(at, str) else at
        self.press(point, keys=keys)
        self.release(point, keys=keys)

    def double_click(self, name: str) -> None:
        self.click(name)
        self._mouse(QEvent.Type.MouseButtonDblClick, self.place(name), LEFT, LEFT, PLAIN)
        self.release(self.place(name))

    def take(self, name: str) -> None:
        """Press on a card and move far enough to carry it."""
        start = self.place(name)
        self.press(start)
        self.move(start + QPointF(12, 12))

    def drag(self, name: str, to: QPointF, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """Carry a card and let it go."""
        self.take(name)
        self.move(to, keys=keys)
        self.release(to, keys=keys)

    def drag_in(
        self,
        function: str,
        to: QPointF,
        title: str = "",
        *,
        drops: bool = True,
        keys: Qt.KeyboardModifier = PLAIN,
    ) -> None:
        """Bring a function from the palette; with `drops` let it go there, else leave again."""
        data = QMimeData()
        data.setData(FUNCTION_MIME, function.encode())
        data.setText(title)
        copy, target = Qt.DropAction.CopyAction, self.canvas.viewport()
        QApplication.sendEvent(target, QDragEnterEvent(QPoint(1, 1), copy, data, LEFT, PLAIN))
        QApplication.sendEvent(target, QDragMoveEvent(to.toPoint(), copy, data, LEFT, keys))
        if drops:
            QApplication.sendEvent(target, QDropEvent(to, copy, data, LEFT, keys))
        else:
            QApplication.sendEvent(target, QDragLeaveEvent())

    def wheel(self, at: QPointF, angle: QPoint, keys: Qt.KeyboardModifier = PLAIN) -> None:
        place = QPointF(self.canvas.viewport().mapToGlobal(at.toPoint()))
        phase = Qt.ScrollPhase.NoScrollPhase
        event = QWheelEvent(at, place, QPoint(), angle, NONE, keys, phase, False)
        QApplication.sendEvent(self.canvas.viewport(), event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.canvas, key, keys)

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        QTest.keyClicks(self.canvas.field if self.canvas.field.box else self.canvas, text)

    def enter(self) -> None:
        QTest.keyClick(self.canvas.field, Qt.Key.Key_Return)

    def _mouse(
        self,
        kind: QEvent.Type,
        at: QPointF,
        button: Qt.MouseButton,
        buttons: Qt.MouseButton,
        keys: Qt.KeyboardModifier,
    ) -> None:
        place = QPointF(self.canvas.viewport().mapToGlobal(at.toPoint()))
        event = QMouseEvent(kind, at, place, button, buttons, keys)
        QApplication.sendEvent(self.canvas.viewport(), event)
