"""The canvas: what the user does to the chart on it, and what it tells the window.

How the chart stands there is `stage`. The mouse goes to the current tool (`ui.tools`), keys to `keyboard`,
painting to `painting`. The chart is changed by `document.edit` alone; everything here only shows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.resources import _
from orgsketch.ui.canvas import dragged_in, keyboard
from orgsketch.ui.canvas.carry import Carry
from orgsketch.ui.canvas.crumbs import Crumbs
from orgsketch.ui.canvas.dress import Dress
from orgsketch.ui.canvas.dropping import Load
from orgsketch.ui.canvas.flow import Flow
from orgsketch.ui.canvas.following import Following
from orgsketch.ui.canvas.ghost import Preview
from orgsketch.ui.canvas.hits import Hit, Hits
from orgsketch.ui.canvas.hovering import Hovering
from orgsketch.ui.canvas.inline import TitleField
from orgsketch.ui.canvas.legend import Legend
from orgsketch.ui.canvas.lens import Lens
from orgsketch.ui.canvas.menus import ask_for_menu
from orgsketch.ui.canvas.minimap import Minimap
from orgsketch.ui.canvas.painting import Painting
from orgsketch.ui.canvas.searchbar import SearchBar
from orgsketch.ui.canvas.stage import Stage
from orgsketch.ui.canvas.tips import tip_text
from orgsketch.ui.canvas.zoombar import ZoomBar
from orgsketch.ui.shield import shielded
from orgsketch.ui.tools.select import Select
from orgsketch.ui.widgets.words import tip


@shielded
class Canvas(Stage):
    """Shows a document's chart and lets it be edited.

    `selection_changed(list)`: the user selected other boxes; `finding_clicked(rule, box)` and
    `questions_clicked(box)`: a mark was clicked; `menu_wanted(QPoint, box)`: a menu for a box ("" = the
    chart) at a place of the screen; `status(str)`: a sentence for the status bar, "" takes it away.
    `keeps_look`: whether it looks as the user left it the last time, and remembers how it is left.
    """

    selection_changed = Signal(list)
    finding_clicked = Signal(str, str)
    questions_clicked = Signal(str)
    menu_wanted = Signal(QPoint, str)
    status = Signal(str)
    keeps_look = True

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self.hits = Hits(self)
        self.painting = Painting(self)
        self.tool = self.resting = Select(self)
        self.zoom_bar = ZoomBar(self)
        self.field = TitleField(self)
        self.preview = Preview(self)
        self.flow, self.dress = Flow(self), Dress(self)
        self.following = Following(self)
        self.crumbs, self.minimap = Crumbs(self), Minimap(self)
        self.lens = Lens(self)
        self.lens.fresh()
        self.legend, self.search_bar = Legend(self), SearchBar(self)
        self.hovering = Hovering(self)
        self.setObjectName("Canvas")
        self.setAccessibleName(_("Chart"))
        self.viewport().setAcceptDrops(True)
        self.view_changed()

    # --- for the window, for tools and keys -------------------------------------------------------------

    def begin_rename(self, box: str, typed: str = "") -> None:
        """Edit a title on its card."""
        reason = self.why_not_changeable()
        if reason:
            self.status.emit(reason)
        elif box in self.document.chart.boxes:
            self.slide.finish()
            self.center_on(box)
            self.field.begin(box, typed)

    def choose(self, boxes: Sequence[str]) -> None:
        """The user selects boxes."""
        if list(boxes) != self.overlay.selection or self.overlay.relation:
            self.select(boxes)
            self.selection_changed.emit(list(self.overlay.selection))

    def choose_relation(self, relation: str) -> None:
        """The user selects a relation."""
        self.choose([])
        self.overlay.relation = relation
        self.refresh()

    def remove_relation(self, relation: str) -> None:
        """Take a relation off the chart."""
        self.overlay.relation = ""
        self.document.edit(_("Delete a line"), edits.remove_relation, relation)

    def walk_to(self, box: str | None, *, is_adding: bool = False) -> bool:
        """Select a box by key, and bring it into sight."""
        if box is None:
            return True
        chosen = [other for other in self.overlay.selection if other != box] if is_adding else []
        self.choose([*chosen, box])
        self.overlay.focused = box
        self.center_on(box)
        return True

    def add_beside(self, box: str, side: str) -> None:
        """A "+" handle was clicked."""
        self.choose([box])
        self.run("add_peer" if side == "peer" else "add_report")

    def run(self, name: str) -> None:
        """Do one of the commands that the window has given the canvas."""
        action = next((action for action in self.actions() if action.objectName() == name), None)
        if action is not None:
            action.trigger()

    def click_mark(self, box: str, place: int) -> None:
        """Show what a mark stands for."""
        mark = self.contents.mark(box, place)
        if mark is None:
            return
        self.choose([box])
        finding = next(self.contents.findings_at(box, mark), None)
        if mark.kind == "question":
            self.questions_clicked.emit(box)
        elif finding is not None:
            self.finding_clicked.emit(finding.rule, box)

    def why_not_changeable(self) -> str:
        """Why the chart cannot be edited; "" when it can."""
        if self.document.is_read_only:
            return _("This chart is read-only: it was made by a newer Orgsketch. Save a copy to change it.")
        if self.document.chart.head.protected and self.document.guard is None:
            return _("This chart is protected. Save it as an option to change it.")
        return ""

    def begin_carry(self, load: Load, *, is_foreign: bool = False) -> Carry:
        """Let boxes follow the pointer."""
        self.field.commit()
        self.slide.finish()
        self.overlay.carry = Carry(self, load, is_foreign=is_foreign)
        self.view_changed()
        return self.overlay.carry

    # --- events -----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """One frame."""
        self.view.ratio = self.devicePixelRatioF()
        painter = QPainter(self.viewport())
        self.painting.draw(painter, self.theme)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click ends typing, the ring of the keyboard, and a preview, whose cards are not really there."""
        if self.preview.is_shown and event.button() == Qt.MouseButton.LeftButton:
            self.preview.left.emit()
            return
        self.field.commit()
        self.overlay.focused = ""
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename."""
        hit = self.hit(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and hit.kind == "card":
            self.begin_rename(hit.box)
        else:
            self.mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A menu for what is under the pointer."""
        if not self.preview.is_shown:
            ask_for_menu(self, event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips; nothing is under a pointer that has left."""
        if isinstance(event, QHelpEvent):
            text = tip_text(self, self.hit(event.x(), event.y()))
            QToolTip.showText(event.globalPos(), tip(text), self.viewport())
            return True
        if event.type() == QEvent.Type.Leave and not self.tool.is_busy:
            self.hover(Hit())
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, type, fold, cancel."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hold_space(True)
        elif key in keyboard.HELD and self.overlay.carry:
            self.overlay.carry.hold(**{keyboard.HELD[key]: True})
        elif not keyboard.press(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space that was not used to pan folds."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            has_panned = self.has_panned
            self.hold_space(False)
            if not has_panned:
                self.fold(self.overlay.selection)
        elif event.key() in keyboard.HELD and self.overlay.carry:
            self.overlay.carry.hold(**{keyboard.HELD[event.key()]: False})
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A held key is not heard of any more."""
        self.hold_space(False)
        super().focusOutEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something comes in from the palette or the outline."""
        dragged_in.enter(self, event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It aims."""
        dragged_in.move(self, event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was not meant for here."""
        dragged_in.leave(self)

    def dropEvent(self, event: QDropEvent) -> None:
        """It lands."""
        dragged_in.drop(self, event)
