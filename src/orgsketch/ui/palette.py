"""The palette: every function with its icon, to be dragged onto the chart or added with Enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDrag, QFontMetrics, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from orgsketch.document import Document
from orgsketch.drawing.cardshapes import pill_shapes
from orgsketch.drawing.paint import paint
from orgsketch.drawing.theme import size
from orgsketch.resources import _, plural
from orgsketch.ui import glyphs, look
from orgsketch.ui.matching import best, key, names_of, short_names
from orgsketch.ui.outline_model import FUNCTION_MIME
from orgsketch.ui.panels import options
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.chiplist import Option
from orgsketch.ui.widgets.enter import ENTER
from orgsketch.ui.widgets.fields import Search
from orgsketch.ui.widgets.words import Words, tip

FIRST, MOST = 10, 500
NARROWEST = 127
# A row: room left of the tile, its side, room up to the title and right of it; the height of a line.
LEFT, TILE, GAP, RIGHT, LINE = 14, 22, 9, 8, 16
OPTION_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Palette(QWidget):
    """Adds boxes: `wanted(functions, title)` when one is to go under the selection, `done` after typing."""

    wanted = Signal(str, str)
    done = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.shows_all = False
        self.search = Search(_("Function or title"))
        self.functions = Functions(self)
        self.more = button("", "link")
        self.setLayout(
            column(
                row(Words(_("Add a box"), "strong"), margins=(14, 12, 14, 4)),
                row(self.search, margins=(14, 0, 14, 4)),
                row(self.functions, margins=(0, 0, 1, 0)),
                row(self.more, None, margins=(44, 0, 4, 8)),
                None,
                gap=2,
            )
        )
        self.setTabOrder(self.search, self.functions)
        self.setTabOrder(self.functions, self.more)
        self.search.textChanged.connect(lambda: self.refresh())
        self.search.returnPressed.connect(self._add_first)
        self.search.moved.connect(lambda step: self.functions.setFocus())
        self.functions.activated.connect(lambda index: self._add(index.data(OPTION_ROLE)))
        self.more.clicked.connect(self._show_all)
        document.opened.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the functions that match what is typed."""
        typed = self.search.text().strip()
        known = best(self._roles(), typed, MOST)
        shown = known if typed or self.shows_all else known[:FIRST]
        self.functions.show_options(shown)
        self.more.setVisible(len(known) > len(shown))
        more = plural("{count} more function", "{count} more functions", len(known) - len(shown))
        self.more.setText(more)
        self.more.setAccessibleName(more)

    def _roles(self) -> Iterator[tuple[str, Option]]:
        """What can be added, with what it is found by."""
        names = short_names(self.document.book.vocabulary if self.document.book else None)
        for option in options.roles(self.document):
            yield key(option.text, *names_of(option.value.split("+"), names)), option

    def _show_all(self) -> None:
        self.shows_all = True
        self.refresh()

    def _add_first(self) -> None:
        """Enter in the field: the first function that matches, else a box with this title."""
        typed = self.search.text().strip()
        options_shown = self.functions.list.options
        if typed and options_shown:
            self._add(options_shown[0])
        elif typed:
            self.wanted.emit("", typed)
        self.search.clear()
        self.done.emit()

    def _add(self, option: Option) -> None:
        self.wanted.emit(option.value, option.text)


class OptionList(QAbstractListModel):
    """The functions shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.options: list[Option] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many."""
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, or the whole option."""
        if not index.isValid():
            return None
        option = self.options[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(option.text)
        return option.text if role == Qt.ItemDataRole.DisplayRole else option if role == OPTION_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """They can be dragged."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """One function."""
        return [FUNCTION_MIME]

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:  # type: ignore[override]
        """The functions' ids, one a line; their titles for other programs."""
        made = QMimeData()
        options_: list[Option] = [index.data(OPTION_ROLE) for index in sorted(indexes)]
        made.setData(FUNCTION_MIME, QByteArray("\n".join(option.value for option in options_).encode()))
        made.setText("\n".join(option.text for option in options_))
        return made

    def show(self, options_shown: list[Option]) -> None:
        """Replace the list."""
        self.beginResetModel()
        self.options = options_shown
        self.endResetModel()


class Functions(QListView):
    """The list, as high as its rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.list = OptionList(self)
        self.setModel(self.list)
        self.setItemDelegate(FunctionPainter(self))
        self.setAccessibleName(_("Functions"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_options(self, shown: list[Option]) -> None:
        """Show these functions."""
        self.list.show(shown)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """All rows, where there is room."""
        return QSize(180, self.maximumHeight())

    def room(self) -> int:
        """How wide a title may be."""
        wide = self.viewport().width() if self.isVisible() else int(size("panel_left"))
        return max(NARROWEST, wide - LEFT - TILE - GAP - RIGHT)

    def _fit(self) -> None:
        """As high as the rows; a title too long for one line has two."""
        tall = sum(row_height(option.text, self.room()) for option in self.list.options) + 2
        if tall != self.maximumHeight():
            self.scheduleDelayedItemsLayout()  # else rows keep the heights of the old width
            self.setMaximumHeight(tall)
            self.updateGeometry()

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Carry a small card."""
        index = self.currentIndex()
        if not index.isValid():
            return
        chosen = self.selectedIndexes()
        chosen = chosen if index in chosen else [index]
        drag = QDrag(self)
        drag.setMimeData(self.list.mimeData(chosen))
        drag.setPixmap(carried(index.data(OPTION_ROLE), len(chosen) - 1, self.devicePixelRatioF()))
        drag.setHotSpot(QPoint(-14, -14))
        drag.exec(Qt.DropAction.CopyAction)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, everywhere."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


def carried(option: Option, more: int, ratio: float) -> QPixmap:
    """The small card that follows the pointer, with the number of those that travel along."""
    made = QPixmap(QSize(168, 34) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look.color("accent"))
    painter.setBrush(look.color("card"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, 167, 33), 8, 8)
    room = 158 - (34 if more else 0)
    _paint_option(painter, option, QRectF(6, 3, room, 28), "card_title")
    if more:
        paint(painter, pill_shapes(f"+{more}", 144, 17, "accent", "", "text_on_accent"), look.theme())
    painter.end()
    return made


class FunctionPainter(QStyledItemDelegate):
    """Paints tile and title."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One row, of one line or two."""
        view = self.parent()
        assert isinstance(view, Functions)
        return QSize(100, row_height(index.data(), view.room()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground under the pointer, tile, title."""
        rect = QRectF(option.rect)
        view = self.parent()
        assert isinstance(view, Functions)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_under = view.viewport().underMouse() and option.rect.contains(
            view.viewport().mapFromGlobal(view.cursor().pos())
        )
        is_current = view.hasFocus() and view.currentIndex() == index
        chosen = view.selectedIndexes()
        if is_under or is_current or (len(chosen) > 1 and index in chosen):
            painter.setPen(look.color("focus") if is_current else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(6.5, 0.5, -6.5, -0.5), 5, 5)
        _paint_option(painter, index.data(OPTION_ROLE), rect.adjusted(LEFT, 0, -RIGHT, 0), "body")
        painter.restore()


def title_lines(text: str, room: int, style: str = "body") -> list[str]:
    """A title in one line, or in two where it is too long; elided where even that is too little."""
    metrics = QFontMetrics(look.font(style))
    first, rest = text, ""
    while metrics.horizontalAdvance(first) > room and " " in first:
        first, _space, word = first.rpartition(" ")
        rest = f"{word} {rest}".strip()
    lines = [first, rest] if rest else [first]
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]


def row_height(text: str, room: int) -> int:
    """How high the row of a title is."""
    more = len(title_lines(text, room)) - 1
    return int(size("row")) + more * (LINE - 4)


def _paint_option(painter: QPainter, option: Option, rect: QRectF, style: str) -> None:
    place = QRectF(rect.x(), rect.center().y() - TILE / 2, TILE, TILE)
    glyphs.draw_tile(painter, option.icon, option.hue, place)
    painter.setFont(look.font(style))
    painter.setPen(look.color("text"))
    room = rect.adjusted(TILE + GAP, 0, 0, 0)
    lines = title_lines(option.text, int(room.width()), style)
    top = room.center().y() - LINE * len(lines) / 2
    for number, line in enumerate(lines):
        place = QRectF(room.x(), top + number * LINE, room.width(), LINE)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), line)
