"""How a cell of the matrix looks: quiet where it equals the baseline, strong where not; marks with words."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from orgsketch.compare.matrix import NONE, Cell
from orgsketch.drawing.marks import Mark
from orgsketch.ui import glyphs, look
from orgsketch.ui.matrix.heads import is_wrapped
from orgsketch.ui.matrix.lines import CRITERIA, HEADING, NOTES, RULE, WRITTEN, Line
from orgsketch.ui.matrix.sizes import HIGH, INSET, LOW, NOTE, TOP, grown, told
from orgsketch.ui.matrix.table import Table

Index = QModelIndex | QPersistentModelIndex
MARK = 16
LONG = 30  # letters that do not fit into one line of a narrow column


class Field(QLineEdit):
    """The field of a cell. `left(field)`: what was typed counts, whatever happens next."""

    left = Signal(QWidget)

    def commit(self) -> None:
        """The window is about to do something else."""
        self.left.emit(self)


class Notes(QPlainTextEdit):
    """The field of several lines, as `Field`."""

    left = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def commit(self) -> None:
        """As in the other one."""
        self.left.emit(self)


class Cells(QStyledItemDelegate):
    """Paints the cells; edits those that are the user's own. `focused`: where the keyboard is to be shown."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = table
        self.focused = QModelIndex()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and lines, then what the cell says."""
        line, column = self.table.lines[index.row()], index.column()
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_here = self.table.options[column].is_here
        painter.fillRect(rect, look.color("accent_soft" if is_here else "surface"))
        painter.setPen(QPen(look.color("hairline"), 1))
        if column:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if line.kind != HEADING:
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            self._draw(painter, QRectF(rect).adjusted(INSET, 0, -10, 0), line, column)
        if index == self.focused:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The view gives the sizes."""
        return QSize(0, height(self.table.lines[index.row()]))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for a criterion, a larger one for notes."""
        line = self.table.lines[index.row()]
        editor = Notes(parent) if line.kind == NOTES else Field(parent)
        editor.left.connect(self.commitData)
        editor.setAccessibleName(self.table.spoken(line, index.column()))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What is written so far."""
        text = str(self.table.data(index, Qt.ItemDataRole.EditRole))
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """What was typed."""
        if isinstance(editor, QPlainTextEdit):
            model.setData(index, editor.toPlainText().strip())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text().strip())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell; notes get more room."""
        rect: QRect = option.rect
        more = 70 if isinstance(editor, QPlainTextEdit) else 0
        editor.setGeometry(rect.adjusted(4, 0, -4, more))

    def _draw(self, painter: QPainter, room: QRectF, line: Line, column: int) -> None:
        cells = line.cells(column)
        if any(row.cells[other].mark for row in line.rows for other in range(len(row.cells))):
            self._draw_marks(painter, room, line, cells)
        elif len(cells) > 1:
            _draw_figures(painter, room, cells, is_first=column == 0)
        else:
            self._draw_text(painter, room, line, cells[0], is_first=column == 0)

    def _draw_marks(self, painter: QPainter, room: QRectF, line: Line, cells: list[Cell]) -> None:
        """A mark with its word, or marks with their counts; a quiet point where there is none."""
        if line.kind == RULE:
            _draw_mark(painter, room, cells[0])
            return
        kinds = [next((cell.mark for cell in row.cells if cell.mark), "") for row in line.rows]
        x, step = room.x(), min(grown(58), room.width() / len(cells))
        for kind, cell in zip(kinds, cells, strict=True):
            if kind or len(cells) == 1:
                _draw_count(painter, QRectF(x, room.y(), step, room.height()), cell)
                x += step

    def _draw_text(self, painter: QPainter, room: QRectF, line: Line, cell: Cell, *, is_first: bool) -> None:
        style, token = _face(cell, is_first=is_first)
        if cell.text == NONE or line.kind in WRITTEN:
            style, token = "body", "text_muted" if cell.text == NONE else "text"
        most = 3 if line.kind == NOTES else 2 if room.height() > grown(HIGH - 2) else 1
        lines = told(cell.text, style, room.width(), most)
        painter.setFont(look.font(style))
        painter.setPen(look.color(token))
        high = QFontMetricsF(painter.font()).height()
        y = room.center().y() - high * len(lines) / 2
        for number, words in enumerate(lines):
            place = QRectF(room.x(), y + high * number, room.width(), high)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), words)


def height(line: Line) -> int:
    """How high a line is, in pixels."""
    return grown(_height(line))


def _height(line: Line) -> int:
    if line.kind == HEADING:
        return TOP
    if line.kind == NOTES:
        return NOTE
    if line.kind == RULE:
        return HIGH + 14 if is_wrapped(line) else HIGH
    is_long = is_wrapped(line) or any(len(cell.text) > LONG for row in line.rows for cell in row.cells)
    return HIGH if is_long and line.kind != CRITERIA else LOW


def _face(cell: Cell, *, is_first: bool = False) -> tuple[str, str]:
    """Style and colour: what differs is strong, what equals the baseline quiet, the baseline itself plain."""
    return ("strong", "text") if cell.differs else ("body", "text" if is_first else "text_muted")


def _draw_mark(painter: QPainter, room: QRectF, cell: Cell) -> None:
    y = room.center().y() - MARK / 2
    if not cell.mark:
        painter.setPen(QPen(look.color("text_muted"), 1.5))
        painter.drawLine(
            QRectF(room.x() + 3, room.center().y(), 10, 0).topLeft(),
            QRectF(room.x() + 13, room.center().y(), 0, 0).topLeft(),
        )
        return
    glyphs.draw_mark(painter, Mark(cell.mark), QRectF(room.x(), y, MARK, MARK))
    painter.setFont(look.font("body"))
    painter.setPen(look.color("text"))
    painter.drawText(room.adjusted(MARK + 8, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), cell.text)


def _draw_count(painter: QPainter, room: QRectF, cell: Cell) -> None:
    """A mark and how many; none is a point and a quiet 0."""
    y = room.center().y()
    if cell.mark:
        glyphs.draw_mark(painter, Mark(cell.mark), QRectF(room.x(), y - MARK / 2, MARK, MARK))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("text_muted"))
        painter.drawEllipse(QRectF(room.x() + MARK / 2 - 1.5, y - 1.5, 3, 3))
    painter.setFont(look.font("strong" if cell.mark else "body"))
    painter.setPen(look.color("text" if cell.mark else "text_muted"))
    painter.drawText(room.adjusted(MARK + 5, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), cell.text)


def _draw_figures(painter: QPainter, room: QRectF, cells: list[Cell], *, is_first: bool) -> None:
    """Figures with a point between; each strong or quiet by itself."""
    x, flag = room.x(), int(Qt.AlignmentFlag.AlignVCenter)
    for number, cell in enumerate(cells):
        pieces = [(" · ", "body", "text_muted")] if number else []
        for text, style, token in [*pieces, (cell.text, *_face(cell, is_first=is_first))]:
            made: QFont = look.font(style)
            painter.setFont(made)
            painter.setPen(look.color(token))
            painter.drawText(room.adjusted(x - room.x(), 0, 0, 0), flag, text)
            x += QFontMetricsF(made).horizontalAdvance(text)
