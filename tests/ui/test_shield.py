"""A fault in an event handler is told and ends nothing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from orgsketch.ui.shield import shielded


@shielded
class Faulty(QScrollArea):
    def viewportEvent(self, event: QEvent) -> bool:
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        raise KeyError("gone")


def test_a_fault_below_another_handler_is_told_and_ends_nothing(
    qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: told.append(kind))
    widget = Faulty()
    qtbot.addWidget(widget)
    at, none, left = QPointF(5, 5), Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
    for _ in range(200):
        move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget.viewport(), move)
    assert told == [KeyError] * 200
