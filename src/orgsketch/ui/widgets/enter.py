"""The key Enter, of which keyboards have two, and the buttons it presses."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def press_button(card: QWidget, event: QKeyEvent) -> bool:
    """Let Enter do what the button on a card says that has the keyboard; whether there was one.

    Qt does so in dialogs only.
    """
    pressed = card.focusWidget()
    if event.key() not in ENTER or not isinstance(pressed, QPushButton):
        return False
    pressed.click()
    return True
