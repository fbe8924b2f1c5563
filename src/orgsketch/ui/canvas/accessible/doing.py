"""What can be done with a part by a screen reader, in the words and with the keys of the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAttributesInterface, QAction

from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.ui.canvas.accessible.part import Part
    from orgsketch.ui.canvas.canvas import Canvas

PRESS, TOGGLE = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()


class Doing(QAccessibleActionInterface):
    """The actions of a part, with the words and keys of the menu."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part

    def actionNames(self) -> list[str]:
        """By their ids, as far as they can be done now."""
        return list(self.part.actions()) if self.part.isValid() else []

    def doAction(self, name: str) -> None:
        """Do it once whoever asks has been answered: it may open a dialog."""
        if name in self.actionNames():
            QTimer.singleShot(0, self.part.canvas, lambda: self._do(name))

    def keyBindingsForAction(self, name: str) -> list[str]:
        """The keys of a command."""
        command = command_of(self.part.canvas, name)
        return [key.toString() for key in command.shortcuts()] if command else []

    def localizedActionName(self, name: str) -> str:
        """As in the menu."""
        known = {PRESS: _("Select"), TOGGLE: _("Fold or unfold")}
        command = command_of(self.part.canvas, name)
        return known.get(name) or (command.text().replace("&", "") if command else name)

    def localizedActionDescription(self, name: str) -> str:
        """The name says it all."""
        return self.localizedActionName(name)

    def _do(self, name: str) -> None:
        if self.part.isValid():
            self.part.do(name)


class Attributes(QAccessibleAttributesInterface):
    """The layer of a box, the top being 1."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """Only boxes stand on a layer."""
        return [] if self._layer() is None else [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        """The layer."""
        return self._layer() if key == QAccessible.Attribute.Level else None

    def _layer(self) -> int | None:
        return self.part.layer() if self.part.isValid() else None


def command_of(canvas: Canvas, name: str) -> QAction | None:
    """A command of the window the canvas is in."""
    return canvas.window().findChild(QAction, name)


def do(canvas: Canvas, name: str) -> None:
    """Do a command of the window, if there is one of that name."""
    command = command_of(canvas, name)
    if command is not None:
        command.trigger()
