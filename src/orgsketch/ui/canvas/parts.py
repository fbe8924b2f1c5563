"""What a screen reader finds on the canvas: boxes, lines and findings, each with its name, place and actions.

Qt asks these objects for whatever it needs when it needs it; they hold nothing but what they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAttributesInterface,
    QAccessibleInterface,
    QAction,
    QWindow,
)
from shiboken6 import Shiboken

from orgsketch.drawing.cards import spoken
from orgsketch.drawing.relations import kind_title
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.resources import _
from orgsketch.ui.spoken import box_title, finding_kind

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.canvas.accessible import ChartTree
    from orgsketch.ui.canvas.canvas import Canvas

Text, Role, Kind = QAccessible.Text, QAccessible.Role, QAccessible.InterfaceType
PRESS, TOGGLE = QAccessibleActionInterface.pressAction(), QAccessibleActionInterface.toggleAction()
NOTHING = Shiboken.VoidPtr(0)
ADDING = ("rename", "add_report", "add_peer")
MOVING = ("move_to", "draw_line", "promote", "demote", "earlier", "later")
COMMANDS = (*ADDING, *MOVING, "properties", "delete")


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


class BoxPart(Part):
    """A box; below it its direct reports, the lines that start there, its findings."""

    def is_there(self) -> bool:
        """On the chart, folded away or not."""
        return self.key in self.canvas.document.chart.boxes

    def name(self) -> str:
        """ "Product marketing, Ana Ruiz, reports to Marketing, 1 critical"."""
        chart, branch = self.canvas.document.chart, self.canvas.chart_layout.branch(self.key)
        manager = box_title(chart, chart.boxes[self.key].reports_to, self.canvas.document.book)
        return spoken(self.canvas.contents.card(self.key, branch.hidden if branch else 0), manager)

    def about(self) -> str:
        """The titles of its findings."""
        return " · ".join(dict.fromkeys(finding.title for finding in self.tree.findings(self.key)))

    def owner(self) -> QAccessibleInterface:
        """Its manager; the chart, for the top and the bench."""
        manager = self.canvas.document.chart.boxes[self.key].reports_to if self.is_there() else None
        return self.tree.box(manager) if manager else self.tree

    def parts(self) -> Sequence[Part]:
        """What is unfolded below; then lines; then findings."""
        chart, layout = self.canvas.document.chart, self.canvas.chart_layout
        reports = () if self.key in layout.folded else chart.reports(self.key)
        starting = [line.id for line in chart.relations_of(self.key) if line.start == self.key]
        found = range(len(self.tree.findings(self.key)))
        return [
            *map(self.tree.box, reports),
            *map(self.tree.line, starting),
            *(self.tree.finding(self.key, place) for place in found),
        ]

    def place(self) -> Rect | None:
        """The card, on the chart or on the bench."""
        return self.canvas.screen_rect(self.key)

    def mark(self, state: QAccessible.State) -> None:
        """Selected, focused, folded."""
        overlay, layout = self.canvas.overlay, self.canvas.chart_layout
        is_chosen = self.key in overlay.selection
        state.selectable = state.focusable = state.multiSelectable = 1
        state.selected = int(is_chosen)
        state.focused = int(self.canvas.hasFocus() and self.key == self.tree.focused())
        if self.canvas.document.chart.reports(self.key):
            is_folded = self.key in layout.folded
            state.expandable, state.collapsed, state.expanded = 1, int(is_folded), int(not is_folded)
        state.readOnly = int(bool(self.canvas.why_not_changeable()))

    def actions(self) -> Sequence[str]:
        """Select; fold, where there is something to fold; then the commands for one box."""
        folds = (TOGGLE,) if self.canvas.document.chart.reports(self.key) else ()
        return (PRESS, *folds, *COMMANDS)

    def do(self, action: str) -> None:
        """As by keyboard: the box is selected first."""
        self.canvas.walk_to(self.key)
        if action == TOGGLE:
            self.canvas.fold([self.key])
        elif action != PRESS:
            do(self.canvas, action)


class LinePart(Part):
    """A relation, below the box where it starts."""

    kind = Role.Link

    def is_there(self) -> bool:
        """Still drawn."""
        return self.key in self.canvas.document.chart.relations

    def name(self) -> str:
        """ "Serves Product management"."""
        chart, book = self.canvas.document.chart, self.canvas.document.book
        line = chart.relations[self.key]
        return f"{line.label or kind_title(line.kind)} {box_title(chart, line.end, book)}"

    def owner(self) -> QAccessibleInterface:
        """The box where it starts."""
        line = self.canvas.document.chart.relations.get(self.key)
        return self.tree.box(line.start) if line else self.tree

    def place(self) -> Rect | None:
        """Where its first box is."""
        return self.canvas.screen_rect(self.canvas.document.chart.relations[self.key].start)

    def mark(self, state: QAccessible.State) -> None:
        """Selected or not."""
        state.selectable = 1
        state.selected = int(self.canvas.overlay.relation == self.key)

    def actions(self) -> Sequence[str]:
        """Select, delete."""
        return (PRESS, "delete")

    def do(self, action: str) -> None:
        """Select the line, or take it away."""
        if action == PRESS:
            self.canvas.choose_relation(self.key)
        else:
            self.canvas.remove_relation(self.key)


class FindingPart(Part):
    """A finding, below the box it marks. The key is that box; `number` its place there."""

    kind = Role.ListItem

    def __init__(self, chart_tree: ChartTree, box: str, number: int) -> None:
        super().__init__(chart_tree, box)
        self.number = number

    @property
    def finding(self) -> Finding:
        """What is found."""
        return self.tree.findings(self.key)[self.number]

    def is_there(self) -> bool:
        """Still found."""
        return self.number < len(self.tree.findings(self.key))

    def name(self) -> str:
        """ "Risk, major: the title"."""
        return f"{finding_kind(self.finding)}: {self.finding.title}"

    def about(self) -> str:
        """The whole message."""
        return str(self.finding.message)

    def owner(self) -> QAccessibleInterface:
        """The box that wears its mark."""
        return self.tree.box(self.key)

    def place(self) -> Rect | None:
        """Where its box is."""
        return self.canvas.screen_rect(self.key)

    def do(self, action: str) -> None:
        """Open it in its panel."""
        self.canvas.choose([self.key])
        self.canvas.finding_clicked.emit(self.finding.rule, self.key)


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
        return [QAccessible.Attribute.Level] if isinstance(self.part, BoxPart) and self.part.isValid() else []

    def attributeValue(self, key: QAccessible.Attribute) -> Any:
        """The layer."""
        return (
            tree.layer(self.part.canvas.document.chart, self.part.key)
            if key in self.attributeKeys()
            else None
        )


def command_of(canvas: Canvas, name: str) -> QAction | None:
    """A command of the window the canvas is in."""
    return canvas.window().findChild(QAction, name)


def do(canvas: Canvas, name: str) -> None:
    """Do a command of the window, if there is one of that name."""
    command = command_of(canvas, name)
    if command is not None:
        command.trigger()


def dispose(parts: Iterable[Part]) -> None:
    """Let Qt forget parts for good; it deletes them."""
    for part in parts:
        if Shiboken.isValid(part):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(part))
