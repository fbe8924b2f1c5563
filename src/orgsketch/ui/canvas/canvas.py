"""The canvas: it holds the parts, follows the document, and answers the window.

The mouse goes to the current tool (`ui.tools`), keys to `keyboard`, painting to `painting`. The chart is
changed by `document.edit` alone; everything here only shows it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
from orgsketch.drawing.cards import card_size
from orgsketch.drawing.theme import Theme
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.canvas import dragged_in, keyboard
from orgsketch.ui.canvas.bench import Bench
from orgsketch.ui.canvas.carry import Carry
from orgsketch.ui.canvas.contents import Contents
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
from orgsketch.ui.canvas.linework import Linework
from orgsketch.ui.canvas.menus import ask_for_menu
from orgsketch.ui.canvas.minimap import Minimap
from orgsketch.ui.canvas.overlay import Overlay
from orgsketch.ui.canvas.painting import Painting
from orgsketch.ui.canvas.searchbar import SearchBar
from orgsketch.ui.canvas.slide import Slide
from orgsketch.ui.canvas.surface import Surface
from orgsketch.ui.canvas.tips import selection_text, tip_text
from orgsketch.ui.canvas.zoombar import ZoomBar
from orgsketch.ui.shield import shielded
from orgsketch.ui.tools.select import Select
from orgsketch.ui.widgets.words import tip


@shielded
class Canvas(Surface):
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
        super().__init__(parent)
        self.document = document
        self.theme: Theme = look.theme()
        self.chart_layout = Layout(document.chart, card_size)
        self.contents = Contents(document)
        self.linework = Linework(self.chart_layout)
        self.overlay = Overlay()
        self.bench = Bench()
        self.hits = Hits(self)
        self.slide = Slide(self.cards_moved, self)
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

    # --- for the window ---------------------------------------------------------------------------------

    def select(self, boxes: Sequence[str]) -> None:
        """Show these boxes as selected; tells nobody."""
        self.field.commit()
        self.overlay.selection = [box for box in boxes if box in self.document.chart.boxes]
        self.overlay.relation, self.overlay.focused = "", ""
        self.setAccessibleDescription(selection_text(self))
        self.refresh()

    def center_on(self, box: str) -> None:
        """Bring a box into sight, unfolding what hides it; a box in sight stays where it is."""
        self.crumbs.make_room_for(box)
        self.unfold_to(box)
        rect = self.chart_layout.rect(box)
        if rect is None:
            self.bench.turn_to(box)
        elif not self.view.shows(rect):
            self.view.center(rect)
        self.view_changed()

    def begin_rename(self, box: str, typed: str = "") -> None:
        """Edit a title on its card."""
        reason = self.why_not_changeable()
        if reason:
            self.status.emit(reason)
        elif box in self.document.chart.boxes:
            self.slide.finish()
            self.center_on(box)
            self.field.begin(box, typed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.theme = theme
        self.refresh()

    # --- for tools and keys -----------------------------------------------------------------------------

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

    def fold(self, boxes: Sequence[str]) -> None:
        """Fold the reports of boxes away, or show them where all are folded."""
        leads = [box for box in boxes if self.document.chart.reports(box)]
        is_folding = any(box not in self.chart_layout.folded for box in leads)
        for box in leads:
            self.relayout(lambda box=box: self.chart_layout.fold(box, is_folding), box)  # type: ignore[misc]

    def unfold_to(self, box: str) -> None:
        """Show a box that is folded away."""
        while (outer := self.chart_layout.visible_stand_in(box)) not in (None, box):
            assert outer is not None
            self.relayout(lambda outer=outer: self.chart_layout.fold(outer, False), outer)  # type: ignore[misc]

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

    def turn_bench(self, by: int = 1) -> None:
        """Show other boxes of the bench."""
        self.bench.turn(by)
        self.view_changed()

    def open_bench(self, is_open: bool) -> None:
        """Open the tray of the bench, or leave its heading only."""
        self.bench.wish = is_open
        self.view_changed()

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

    def screen_rect(self, box: str) -> Rect | None:
        """Where a box's card is in the viewport, on the chart or on the bench."""
        rect = self.chart_layout.rect(box)
        return self.view.on_screen(rect) if rect else self.bench.seat(box)

    def relayout(self, change: Callable[[], object], anchor: str | None = None) -> None:
        """Change the layout; the anchor stays where it is on the screen, the other cards slide."""
        self.slide.finish()
        before = {} if self.following.is_still else self.slide.places(self.chart_layout, self.view.area)
        here = self.chart_layout.rect(anchor) if anchor else None
        change()
        self.linework.forget_ways()
        there = self.chart_layout.rect(anchor) if anchor else None
        dx, dy = (there.x - here.x, there.y - here.y) if here and there else (0.0, 0.0)
        self.view.pan(dx * self.view.zoom, dy * self.view.zoom)
        self.slide.start(self.chart_layout, {box: (x + dx, y + dy) for box, (x, y) in before.items()})
        self.view_changed()

    def cards_moved(self) -> None:
        """Cards stand elsewhere: relations find their ways anew."""
        self.linework.forget_ways()
        self.refresh()

    # --- what the surface asks --------------------------------------------------------------------------

    def hit(self, px: float, py: float) -> Hit:
        """What is at a point of the viewport."""
        return self.hits.at(px, py)

    def bounds(self) -> Rect:
        """The whole chart."""
        return self.chart_layout.bounds

    def foot(self) -> float:
        """The bench stands at the bottom."""
        return self.bench.foot

    @property
    def is_dragging(self) -> bool:
        """Also while something from another widget is over the canvas."""
        return super().is_dragging or self.overlay.carry is not None

    def side(self) -> float:
        """The legend stands on the right."""
        return self.legend.taken

    def head(self) -> float:
        """The way to a branch in focus stands at the top."""
        return self.crumbs.taken

    def eye(self) -> tuple[float, float]:
        """The selected box, where it is in sight."""
        boxes = self.overlay.selection
        rect = self.chart_layout.rect(boxes[0]) if boxes else None
        return self.view.to_screen(*rect.center) if rect and rect.meets(self.view.area) else super().eye()

    def view_changed(self) -> None:
        """Put everything that lies on the canvas in its place, and paint."""
        benched = self.chart_layout.bench
        self.bench.arrange(benched, self.view.width, self.view.height, self.overlay.carry is not None)
        self.zoom_bar.show_zoom(self.view.zoom)
        for lying in (self.zoom_bar, self.legend, self.search_bar):
            lying.place()
        if self.field.box:
            self.field.place()
        self.refresh()

    def hover(self, hit: Hit) -> None:
        """Show what the pointer is over."""
        self.hovering.over(hit)

    def wheel_over(self, px: float, py: float, step: int) -> bool:
        """Over the bench the wheel turns its pages."""
        if not (self.bench.contains(px, py) and self.bench.more.width):
            return False
        self.turn_bench(step)
        return True

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
