"""What a screen reader may ask of anything on the canvas.

Qt asks these objects for whatever it needs when it needs it; they hold nothing but what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from shiboken6 import Shiboken

from orgsketch.layout.geometry import Rect
from orgsketch.ui.canvas.accessible.doing import PRESS, Attributes, Doing

if TYPE_CHECKING:
    from orgsketch.ui.canvas.accessible.tree import ChartTree

Text, Role, Kind = QAccessible.Text, QAccessible.Role, QAccessible.InterfaceType
NOTHING = Shiboken.VoidPtr(0)


class Part(QAccessibleInterface):
    """One thing on the chart. `key`: what kind of thing and which."""

    kind = Role.TreeItem

    def __init__(self, chart_tree: ChartTree, key: str) -> None:
        super().__init__()
        self.tree, self.canvas, self.key = chart_tree, chart_tree.canvas, key
        self.can = Doing(self)
        self.has = Attributes(self)
        QAccessible.registerAccessibleInterface(self)

    # --- what a part says of itself ---------------------------------------------------------------------

    def is_there(self) -> bool:
        """Whether the chart still has it."""
        raise NotImplementedError

    def name(self) -> str:
        """What it is, in words."""
        raise NotImplementedError

    def about(self) -> str:
        """What else there is to know."""
        return ""

    def owner(self) -> QAccessibleInterface:
        """The part it stands below."""
        raise NotImplementedError

    def parts(self) -> Sequence[Part]:
        """The parts below it."""
        return ()

    def place(self) -> Rect | None:
        """Where it is in the viewport."""
        return None

    def mark(self, state: QAccessible.State) -> None:
        """Say how it is at the moment."""

    def actions(self) -> Sequence[str]:
        """What can be done with it, the usual thing first."""
        return (PRESS,)

    def do(self, action: str) -> None:
        """Do one of them."""

    def layer(self) -> int | None:
        """The layer it stands on, the top being 1; None for what stands on none."""
        return None

    # --- what Qt asks -----------------------------------------------------------------------------------

    def isValid(self) -> bool:
        """Whether it may be asked anything."""
        return Shiboken.isValid(self.canvas) and self.is_there()

    def object(self) -> QObject | None:  # type: ignore[override]
        """No widget of its own."""
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        """That of the canvas."""
        return self.tree.window()

    def parent(self) -> QAccessibleInterface:
        """The part above."""
        return self.owner()

    def childCount(self) -> int:
        """How many parts are below."""
        return len(self.parts()) if self.isValid() else 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The part in a place below."""
        below = self.parts() if self.isValid() else ()
        return below[index] if 0 <= index < len(below) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of a part below; -1 where it is none."""
        below = list(self.parts())
        return below.index(child) if child in below else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """The whole chart is asked for what is at a point."""
        return None

    def role(self) -> QAccessible.Role:
        """What kind of thing it is."""
        return self.kind

    def text(self, kind: QAccessible.Text) -> str:
        """Name and description."""
        if not self.isValid():
            return ""
        return {Text.Name: self.name, Text.Description: self.about}.get(kind, str)()

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Nothing is typed into a part."""

    def rect(self) -> QRect:
        """Where it is on the screen."""
        place = self.place() if self.isValid() else None
        if place is None:
            return QRect()
        inside = QRect(*map(round, place))
        return QRect(self.canvas.viewport().mapToGlobal(inside.topLeft()), inside.size())

    def state(self) -> QAccessible.State:
        """Where it stands and how."""
        state = QAccessible.State()
        if not self.isValid():
            state.invalid = 1
            return state
        place = self.place()
        seen = Rect(0, 0, self.canvas.view.width, self.canvas.view.height)
        state.offscreen = int(place is None or not place.meets(seen))
        self.mark(state)
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """What else can be asked: actions, and the layer."""
        made = {Kind.ActionInterface: self.can, Kind.AttributesInterface: self.has}.get(kind)
        return Shiboken.VoidPtr(Shiboken.getCppPointer(made)[0]) if made else NOTHING


def dispose(parts: Iterable[Part]) -> None:
    """Let Qt forget parts for good; it deletes them."""
    for part in parts:
        if Shiboken.isValid(part):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
