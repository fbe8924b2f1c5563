"""The matrix itself: a table whose first column and heads stay in sight; by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from orgsketch.resources import _
from orgsketch.ui.matrix.cells import Cells, height
from orgsketch.ui.matrix.choice import key_of
from orgsketch.ui.matrix.heads import LineHeads, OptionHeads
from orgsketch.ui.matrix.lines import RULE
from orgsketch.ui.matrix.sizes import FIRST, HEAD, NARROW, WIDE, grown
from orgsketch.ui.matrix.table import Index, Table
from orgsketch.ui.widgets.enter import ENTER

Keys = Qt.KeyboardModifier


class MatrixView(QTableView):
    """`option_wanted(column)`, `finding_wanted(line, column)`: to be shown on the canvas.

    `moved(column, place)`: a column is to stand elsewhere. `menu_wanted(column, where)`.
    """

    option_wanted = Signal(int)
    finding_wanted = Signal(int, int)
    moved = Signal(int, int)
    menu_wanted = Signal(int, QPoint)

    def __init__(self, table: Table, corner: QWidget) -> None:
        super().__init__()
        self.table, self.corner = table, corner
        self.setObjectName("Matrix")
        self.setAccessibleName(_("Options side by side"))
        self.cells = Cells(table, self)
        self.setModel(table)
        self.setItemDelegate(self.cells)
        self.heads, self.titles = OptionHeads(table, self), LineHeads(table, self)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(self.titles)
        self.titles.setFixedWidth(grown(FIRST))
        self.setCornerButtonEnabled(False)
        corner.setParent(self)
        self._settle()
        self._connect()

    @property
    def is_writing(self) -> bool:
        """Whether a cell is being written in."""
        return self.state() == QAbstractItemView.State.EditingState

    def _settle(self) -> None:
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked | triggers.AnyKeyPressed)

    def _connect(self) -> None:
        self.heads.wanted.connect(self.option_wanted)
        self.heads.sectionMoved.connect(self._take_move)
        self.heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.heads.customContextMenuRequested.connect(self._menu_of_head)
        self.clicked.connect(self._click)
        self.table.modelReset.connect(self.arrange)
        self.table.dataChanged.connect(lambda: self.heads.viewport().update())

    def arrange(self) -> None:
        """Heights of the lines, widths of the columns: as wide as there is room, within bounds."""
        for row, line in enumerate(self.table.lines):
            self.titles.resizeSection(row, height(line))
        count = max(1, self.table.columnCount())
        room = self.width() - grown(FIRST) - self.verticalScrollBar().sizeHint().width()
        for column in range(self.table.columnCount()):
            self.heads.resizeSection(column, max(grown(NARROW), min(grown(WIDE), room // count)))
        self.corner.setGeometry(0, 0, grown(FIRST), grown(HEAD))
        self.corner.raise_()

    def keep_place(self, line: str, option: str) -> None:
        """Put the keyboard back to a line and an option, by their keys; else to the first cell."""
        place = self.table.place_of(line, option)
        if not place.isValid():
            rows = [row for row in range(self.table.rowCount()) if self.table.index(row, 0).flags()]
            place = self.table.index(rows[0], 0) if rows and self.table.columnCount() else QModelIndex()
        self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.NoUpdate)

    def place(self) -> tuple[str, str]:
        """Where the keyboard is: the keys of line and option, "" where nowhere."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.table.lines):
            return "", ""
        return self.table.lines[index.row()].key, key_of(self.table.options[index.column()])

    def move_column(self, by: int) -> None:
        """Move the column under the keyboard."""
        column = self.currentIndex().column()
        if column > 0 and 0 < column + by < self.table.columnCount():
            self.moved.emit(column, column + by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows, or writes where writing is possible; Ctrl with an arrow moves the column."""
        index, key = self.currentIndex(), event.key()
        if self.state() == QAbstractItemView.State.EditingState:
            event.ignore()  # keys that the field of a cell leaves over
            return
        is_ctrl = event.modifiers() == Keys.ControlModifier
        self._show_focus(True)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and is_ctrl:
            self.move_column(1 if key == Qt.Key.Key_Right else -1)
        elif key in ENTER and index.isValid():
            if index.flags() & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self._show(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.table.setData(index, "")
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of an option, wherever in its column."""
        is_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if index.isValid():
            spot = self.visualRect(index).center() if is_key else event.pos()
            self.menu_wanted.emit(index.column(), self.viewport().mapToGlobal(spot))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a finding."""
        index = self.indexAt(event.position().toPoint())
        hand = index.isValid() and self._has_finding(index)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The ring is for the keyboard."""
        self._show_focus(False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes to the cell it left."""
        super().focusInEvent(event)
        by_key = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._show_focus(event.reason() in by_key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It goes."""
        super().focusOutEvent(event)
        self._show_focus(False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The ring goes along."""
        super().currentChanged(current, previous)
        self._show_focus(self.cells.focused.isValid())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, wider columns."""
        super().resizeEvent(event)
        self.arrange()

    def _show_focus(self, is_shown: bool) -> None:
        self.cells.focused = self.currentIndex() if is_shown else QModelIndex()
        self.viewport().update()

    def _click(self, index: QModelIndex) -> None:
        if self._has_finding(index):
            self._show(index)

    def _show(self, index: QModelIndex) -> None:
        if self._has_finding(index):
            self.finding_wanted.emit(index.row(), index.column())
        else:
            self.option_wanted.emit(index.column())

    def _has_finding(self, index: QModelIndex) -> bool:
        line = self.table.lines[index.row()]
        return line.kind == RULE and bool(line.cells(index.column())[0].mark)

    def _take_move(self, column: int, old: int, new: int) -> None:
        """A head was dragged: the model takes the new order, the heads theirs back."""
        self.heads.blockSignals(True)
        self.heads.moveSection(new, old)
        self.heads.blockSignals(False)
        self.moved.emit(column, max(1, new))

    def _menu_of_head(self, spot: QPoint) -> None:
        column = self.heads.logicalIndexAt(spot)
        if column >= 0:
            self.menu_wanted.emit(column, self.heads.mapToGlobal(spot))
