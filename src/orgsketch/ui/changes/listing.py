"""A list of entries that is drawn, not built: ten thousand changes scroll like ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.metrics import elide, wrap
from orgsketch.drawing.paint import paint
from orgsketch.ui import glyphs, look
from orgsketch.ui.changes.entries import Entry
from orgsketch.ui.widgets.enter import ENTER
from orgsketch.ui.widgets.words import tip

Index: TypeAlias = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole
HEIGHTS = {"change": 52, "case": 48, "finding": 27, "question": 44, "heading": 36, "part": 26, "note": 24}
ABOVE, BELOW = 7, 9  # what a row keeps free
LEFT, TEXT, RIGHT, UNDO = 16, 44, 16, 36


class Listing(QListView):
    """Shows entries. `looked_at(Entry)`: the current one is another; `opened(Entry)`: Enter or a double
    click; `taken(Entry)`: its arrow, or Delete."""

    looked_at = Signal(object)
    opened = Signal(object)
    taken = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = _Entries()
        self.step_icon, self.step_name = "undo", ""
        self.setModel(self.entries)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.selectionModel().currentChanged.connect(self._look)
        self._pressed: Entry | None = None
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ENTRY)))

    @property
    def current(self) -> Entry | None:
        """The entry the keyboard is on."""
        entry: Entry | None = self.currentIndex().data(ENTRY)
        return entry

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show other entries; the current one stays where it is still there."""
        place, was = self.currentIndex().row(), self.current
        where = self.verticalScrollBar().value()
        self.entries.fill(entries)
        same = next((row for row, entry in enumerate(entries) if was and _is_same(entry, was)), -1)
        if was is not None:
            self.go_to(same if same >= 0 else min(place, len(entries) - 1))
        self.verticalScrollBar().setValue(where)

    def go_to(self, row: int) -> None:
        """Make the nearest entry from here on the current one."""
        rows = self.entries.rows
        near = [number for number in rows if number >= row] or rows[-1:]
        if near:
            self.setCurrentIndex(self.entries.index(near[0]))

    def step(self, by: int) -> None:
        """The next entry that can be chosen, or the one before."""
        rows, here = self.entries.rows, self.currentIndex().row()
        beyond = [row for row in rows if (row - here) * by > 0]
        if beyond:
            self.setCurrentIndex(self.entries.index(beyond[0] if by > 0 else beyond[-1]))

    def show_box(self, box: str) -> None:
        """Make the first entry about a box the current one; tells nobody when it is already."""
        here = self.current
        if here is None or here.box != box:
            for row in self.entries.rows:
                if self.entries.entries[row].box == box:
                    self.setCurrentIndex(self.entries.index(row))
                    return

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The arrow waits for the button to be let go where it was pressed."""
        self._pressed = self.indexAt(event.position().toPoint()).data(ENTRY)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The arrow at the end of a change does it, once however often it is clicked."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        entry = self.indexAt(event.position().toPoint()).data(ENTRY)
        if entry is not pressed:
            return
        is_arrow = event.position().x() > self.viewport().width() - UNDO - RIGHT / 2
        if event.button() == Qt.MouseButton.LeftButton and entry and entry.change and is_arrow:
            self.taken.emit(entry)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer where it is cut short."""
        entry = self.indexAt(event.position().toPoint()).data(ENTRY)
        is_arrow = event.position().x() > self.viewport().width() - UNDO - RIGHT / 2
        self.setToolTip(
            tip(self.step_name if entry and entry.change and is_arrow else entry.said if entry else "")
        )
        super().mouseMoveEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete takes back, everywhere."""
        entry = self.current
        if event.key() in ENTER and entry:
            self.opened.emit(entry)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and entry and entry.change:
            self.taken.emit(entry)
        else:
            super().keyPressEvent(event)

    def _look(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if entry is not None:
            self.looked_at.emit(entry)


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[Entry] = ()
        self.rows: list[int] = []

    def fill(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.rows = [row for row, entry in enumerate(entries) if entry.is_row]
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or not self.entries[index.row()].is_row:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return entry.said
        return None


class _Painter(QStyledItemDelegate):
    """Draws one entry."""

    def __init__(self, view: Listing) -> None:
        super().__init__(view)
        self.view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry: Entry = index.data(ENTRY)
        if HEIGHTS[entry.kind] < 40:
            return QSize(120, HEIGHTS[entry.kind])
        tall = sum(block.tall for block in _blocks(entry, self._room(entry)))
        return QSize(120, max(HEIGHTS[entry.kind], ABOVE + tall + BELOW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.is_row:
            self._ground(painter, rect, index)
            self._lead(painter, rect, entry)
            self._row(painter, rect, entry)
        else:
            style = {"heading": "strong", "part": "label", "note": "small"}[entry.kind]
            ink = "text_muted" if entry.kind == "note" else entry.ink
            down = {"heading": 8, "part": 4, "note": 0}[entry.kind]
            _write(painter, rect.adjusted(LEFT, down, -RIGHT, 0), entry.title, style, ink)
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        view = self.view
        is_current = view.currentIndex() == index
        spot = view.viewport().mapFromGlobal(view.cursor().pos())
        is_under = view.viewport().underMouse() and rect.contains(QPointF(spot))
        if is_current or is_under:
            painter.setPen(look.color("focus") if is_current and view.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(look.color("accent_soft" if is_current else "text%4"))
            painter.drawRoundedRect(rect.adjusted(6.5, 1.5, -6.5, -1.5), 6, 6)
        elif index.data(ENTRY).kind == "change":
            painter.fillRect(
                QRectF(TEXT, rect.bottom() - 0.5, rect.width() - TEXT - RIGHT, 1), look.color("hairline")
            )

    def _lead(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        tall = HEIGHTS[entry.kind]
        middle = rect.y() + (tall / 2 if tall < 40 else 17)
        if entry.flag:
            paint(painter, list(flag_shapes(entry.flag, LEFT, middle - 8)), look.theme())
        elif entry.mark:
            glyphs.draw_mark(painter, entry.mark, QRectF(LEFT + 2, middle - 8, 16, 16))
        elif entry.icon:
            token = "added" if entry.icon == "tick" else "text_muted"
            glyphs.draw_icon(painter, entry.icon, QRectF(LEFT + 2, middle - 8, 16, 16), token)

    def _row(self, painter: QPainter, rect: QRectF, entry: Entry) -> None:
        tall = HEIGHTS[entry.kind]
        room = rect.adjusted(TEXT, 0, -RIGHT, 0)
        if entry.change:
            room.setRight(room.right() - UNDO + 8)
            place = QRectF(rect.right() - RIGHT - 18, rect.y() + 9, 16, 16)
            glyphs.draw_icon(painter, self.view.step_icon, place, "text_muted")
        if entry.code:
            wide = _width(painter, entry.code, "caption")
            code = QRectF(room.right() - wide, room.y(), wide + 1, tall)
            _write(painter, code, entry.code, "caption", "text_muted")
            room.setRight(room.right() - wide - 8)
        if tall < 40:
            _write(painter, room, entry.title, "small", "text")
            return
        y = rect.y() + ABOVE
        for block in _blocks(entry, self._room(entry)):
            for line in block.lines:
                place = QRectF(room.x(), y, room.width(), block.line)
                _write(painter, place, line, block.style, block.ink, block.weight)
                y += block.line

    def _room(self, entry: Entry) -> int:
        """The width of the words of an entry."""
        taken = TEXT + RIGHT + (UNDO - 8 if entry.change else 0)
        return max(80, self.view.viewport().width() - taken)


class _Block(NamedTuple):
    """Some lines of one style; `line`: how high each is."""

    lines: tuple[str, ...]
    style: str
    ink: str
    line: int
    weight: int = 0

    @property
    def tall(self) -> int:
        return self.line * len(self.lines)


def _blocks(entry: Entry, width: int) -> list[_Block]:
    """What stands below each other: a long wording takes two lines before it is cut."""
    is_long = entry.kind in ("case", "question")
    made = [_Block(_wrapped(entry.title, "strong", width, 2 if is_long else 1), "body", "text", 19, 500)]
    if entry.detail:
        lines = _wrapped(entry.detail, "small", width, 2 if entry.more else 1)
        made.append(_Block(lines, "small", "text_muted", 17))
    if entry.more:
        made.append(_Block((entry.more,), "small", "text", 17))
    return made


def _wrapped(text: str, style: str, width: int, lines: int) -> tuple[str, ...]:
    return wrap(text, style, width, lines, cut=elide) if lines > 1 else (text,)


def _write(painter: QPainter, room: QRectF, text: str, style: str, ink: str, weight: int = 0) -> None:
    made = look.font(style)
    if weight:
        made.setWeight(made.Weight(weight))
    painter.setFont(made)
    painter.setPen(look.color(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def _width(painter: QPainter, text: str, style: str) -> float:
    painter.setFont(look.font(style))
    return float(painter.fontMetrics().horizontalAdvance(text))


def _is_same(one: Entry, other: Entry) -> bool:
    if one.change and other.change:
        mine, theirs = one.change, other.change
        return (mine.subject, mine.id, mine.kind, mine.field) == (
            theirs.subject,
            theirs.id,
            theirs.kind,
            theirs.field,
        )
    return one == other
