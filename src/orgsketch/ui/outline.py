"""The outline: the chart as an indented list, the accessible twin of the canvas."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from orgsketch.document import Document
from orgsketch.drawing.theme import size
from orgsketch.model.diff import ChartDiff
from orgsketch.model.tree import path_to_top
from orgsketch.resources import _, plural
from orgsketch.ui import glyphs, look
from orgsketch.ui.outline_drop import OutlineDrop
from orgsketch.ui.outline_model import MARK_ROLE, OutlineModel
from orgsketch.ui.palette import carried
from orgsketch.ui.spoken import box_look, box_title
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.chiplist import Option
from orgsketch.ui.widgets.words import Words

EXPANDED_AT_FIRST = 200  # boxes; larger charts open with their first layers only
MARK = 14


class Outline(QWidget):
    """The outline with its heading. `selection_changed(list)` when the user selects here."""

    selection_changed = Signal(list)
    delete_wanted = Signal()
    opened = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.model = OutlineModel(document, self)
        self.tree = Tree(self.model, self)
        self.count = Words("", "small")
        self._is_told = False
        self.setLayout(
            column(
                row(Words(_("Outline"), "strong"), None, self.count, margins=(14, 10, 14, 4)),
                row(self.tree, margins=(6, 0, 6, 4)),
                gap=0,
            )
        )
        self.tree.selectionModel().selectionChanged.connect(self._tell)
        self.tree.delete_wanted.connect(self.delete_wanted)
        self.tree.doubleClicked.connect(lambda index: self.opened.emit(self.model.box(index) or ""))
        document.chart_changed.connect(self._follow)
        document.opened.connect(self._start_afresh)
        self._start_afresh()

    def select(self, boxes: Sequence[str]) -> None:
        """Show what is selected elsewhere."""
        if list(boxes) == self.selected():
            return
        self._is_told = True
        chosen = QItemSelection()
        for box in boxes:
            index = self.model.index_of(box)
            if index.isValid():
                chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.tree.selectionModel().select(chosen, flag)
        if boxes:
            self.tree.show_box(boxes[-1])
        self._is_told = False

    def selected(self) -> list[str]:
        """The boxes selected here, in the order of the list."""
        return [
            box for index in self.tree.selectionModel().selectedIndexes() if (box := self.model.box(index))
        ]

    def _tell(self) -> None:
        if not self._is_told:
            self.selection_changed.emit(self.selected())

    def _follow(self, diff: ChartDiff) -> None:
        """What has come or moved is shown, not hidden in a closed branch."""
        self._count()
        for before, after in diff.boxes.values():
            if after and after.reports_to and (before is None or before.reports_to != after.reports_to):
                self.tree.expand(self.model.index_of(after.reports_to))

    def _count(self) -> None:
        self.count.setText(plural("{count} box", "{count} boxes", len(self.document.chart.boxes)))

    def _start_afresh(self) -> None:
        self._count()
        if len(self.document.chart.boxes) <= EXPANDED_AT_FIRST:
            self.tree.expandAll()
        else:
            self.tree.expandToDepth(1)


class Tree(QTreeView):
    """A tree with our rows: 24 high, the worst mark at the end, a wash for the selection."""

    delete_wanted = Signal()

    def __init__(self, model: OutlineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.outline = model
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setAccessibleName(_("Outline of the chart"))
        self.setItemDelegate(RowPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.drop = OutlineDrop(self)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_box(self, box: str) -> None:
        """Open what hides a box, scroll to it and let the keyboard go on from it."""
        index = self.outline.index_of(box)
        if not index.isValid():
            return
        for manager in path_to_top(self.outline.chart, box):
            self.expand(self.outline.index_of(manager))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.scrollTo(index)

    def choose(self, box: str) -> None:
        """The user selects a box here."""
        self.show_box(box)
        index = self.outline.index_of(box)
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry a small card, above the rows that are aimed at."""
        drag = QDrag(self)
        drag.setMimeData(self.outline.mimeData(self.selectedIndexes()))
        drag.setPixmap(self.carried())
        drag.setHotSpot(QPoint(-14, 44))
        drag.exec(actions, Qt.DropAction.MoveAction)

    def carried(self) -> QPixmap:
        """The first of the selected boxes as a card, with the number of the others."""
        document, boxes = self.outline.document, [self.outline.box(i) for i in self.selectedIndexes()]
        first = boxes[0] or ""
        look_ = box_look(document.chart, first, document.book)
        option = Option(first, box_title(document.chart, first, document.book), *look_)
        return carried(option, len(boxes) - 1, self.devicePixelRatioF())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something comes in from the palette, or from here."""
        super().dragEnterEvent(event)
        self.drop.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It aims; at an edge the list scrolls."""
        super().dragMoveEvent(event)
        self.drop.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was not meant for here."""
        super().dragLeaveEvent(event)
        self.drop.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        """It lands."""
        self.drop.move(event)
        self.drop.drop(event)
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and where what is dragged would land."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.drop.paint(painter)
        painter.end()

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A chevron where there are reports."""
        if self.outline.rowCount(index):
            name = "chevron_down" if self.isExpanded(index) else "chevron_right"
            place = QRectF(rect.right() - 13, rect.center().y() - 6, 13, 13)
            glyphs.draw_icon(painter, name, place, "text_muted")

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The wash of a selected row runs over the whole width."""
        is_selected = self.selectionModel().isSelected(index)
        is_current = self.hasFocus() and index == self.currentIndex()
        wash = self.drop.wash(index) or ("accent_soft" if is_selected else "")
        if wash or is_current:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(look.color("focus") if is_current and not is_selected else Qt.PenStyle.NoPen)
            painter.setBrush(look.color(wash) if wash else Qt.BrushStyle.NoBrush)
            ground = QRectF(0, option.rect.y(), self.viewport().width(), option.rect.height())
            painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.restore()
        super().drawRow(painter, option, index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete asks for the delete command."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class RowPainter(QStyledItemDelegate):
    """Paints title and marks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the tokens say."""
        return QSize(60, max(int(size("row_outline")), option.fontMetrics.height() + 6))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Title, then the worst mark at the end of the row."""
        rect: QRect = option.rect
        marks = index.data(MARK_ROLE) or ()
        tree = self.parent()
        assert isinstance(tree, Tree)
        is_selected = tree.selectionModel().isSelected(index)
        room = rect.adjusted(5, 0, -(MARK + 12 if marks else 6), 0)
        made = look.font("strong" if is_selected else "body")
        made.setPointSizeF(look.font("small").pointSizeF())
        painter.setFont(made)
        painter.setPen(look.color("text"))
        shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if marks:
            place = QRectF(rect.right() - MARK - 5, rect.center().y() - MARK / 2 + 0.5, MARK, MARK)
            glyphs.draw_mark(painter, marks[0], place)
