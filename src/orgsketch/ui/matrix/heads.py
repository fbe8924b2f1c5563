"""The heads of the matrix: an option and its picture above each column, what is compared before each line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.matrix.lines import HEADING, RULE, Line
from orgsketch.ui.matrix.pictures import Pictures
from orgsketch.ui.matrix.sizes import FIRST, HEAD, INSET, fits, grown, told
from orgsketch.ui.matrix.table import Table

ABOVE, BELOW = 68, 16  # the picture
SEPARATORS = (": ", " · ", " – ", " - ")


class OptionHeads(QHeaderView):
    """Title, chips and picture of each option. Drag one to move its column; `wanted(column)`: a click."""

    wanted = Signal(int)

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.table = table
        self.pictures = Pictures(self)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("Options"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sectionClicked.connect(self.wanted)

    def sizeHint(self) -> QSize:
        """High enough for the picture."""
        return QSize(0, grown(HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One option."""
        if logicalIndex >= len(self.table.options):
            return
        painter.save()
        is_here = self.table.options[logicalIndex].is_here
        painter.fillRect(rect, look.color("accent_soft" if is_here else "surface"))
        painter.setPen(QPen(look.color("hairline"), 1))
        if logicalIndex:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._draw_words(painter, rect.adjusted(INSET, 0, -12, 0), logicalIndex)
        self._draw_picture(painter, rect, logicalIndex)
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRect, column: int) -> None:
        option, chips = self.table.options[column], self.table.chips(column)
        title, rest = parted(option.title, option.path.name if option.path else "")
        strong = QFontMetricsF(look.font("strong"))
        wide = strong.horizontalAdvance(title) + 10
        is_beside = bool(chips) and wide + _chips_width(chips) <= room.width()
        shown = strong.elidedText(title, Qt.TextElideMode.ElideRight, room.width())
        _write(painter, QRectF(room.x(), grown(18), room.width(), grown(20)), shown, "strong", "text")
        x = float(room.x())
        if is_beside:
            _draw_chips(painter, chips, x + wide, grown(18))
        elif chips:
            x = _draw_chips(painter, chips, x, grown(38)) + 4
        left = room.right() - x
        if left > 40:
            small = QFontMetricsF(look.font("small"))
            shown = small.elidedText(rest, Qt.TextElideMode.ElideRight, left)
            _write(painter, QRectF(x, grown(38), left, grown(18)), shown, "small", "text_muted")

    def _draw_picture(self, painter: QPainter, rect: QRect, column: int) -> None:
        chart = self.table.options[column].chart
        if chart is not None:
            room = QRect(INSET, grown(ABOVE), rect.width() - 2 * INSET, grown(HEAD - ABOVE - BELOW))
            picture = self.pictures.of(column, chart, room.size())
            if picture is not None:
                painter.drawPixmap(rect.topLeft() + room.topLeft(), picture)


class LineHeads(QHeaderView):
    """What each line compares. `wanted(line)`: the words behind a heading were clicked."""

    wanted = Signal(int)

    def __init__(self, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.table = table
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setAccessibleName(_("What is compared"))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the first column is to be."""
        return QSize(grown(FIRST), 0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        line = self.logicalIndexAt(event.position().toPoint())
        is_link = 0 <= line < len(self.table.lines) and is_linked(self.table.lines[line])
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the words behind a heading."""
        line = self.logicalIndexAt(event.position().toPoint())
        if 0 <= line < len(self.table.lines) and is_linked(self.table.lines[line]):
            self.wanted.emit(line)
        else:
            super().mousePressEvent(event)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """One line's title, and its rule's code below."""
        if logicalIndex >= len(self.table.lines):
            return
        line = self.table.lines[logicalIndex]
        painter.save()
        painter.fillRect(rect, look.color("surface"))
        room = QRectF(rect).adjusted(24, 0, -8, 0)
        if line.kind == HEADING:
            self._draw_heading(painter, room, line)
        else:
            painter.setPen(QPen(look.color("hairline"), 1))
            painter.drawLine(QPointF(room.left(), rect.bottom()), QPointF(rect.right(), rect.bottom()))
            self._draw_title(painter, room, line)
        painter.setPen(QPen(look.color("hairline"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _draw_heading(self, painter: QPainter, room: QRectF, line: Line) -> None:
        room = room.adjusted(0, 0, 0, -8)
        bottom = Qt.AlignmentFlag.AlignBottom
        _write(painter, room, line.title, "strong", "text", bottom)
        if line.hint:
            used = QFontMetricsF(look.font("strong")).horizontalAdvance(line.title) + 10
            color = "accent" if is_linked(line) else "text_muted"
            _write(painter, room.adjusted(used, 0, 0, -1), line.hint, "caption", color, bottom)

    def _draw_title(self, painter: QPainter, room: QRectF, line: Line) -> None:
        is_rule = line.kind == RULE
        most = 2 if room.height() > grown(40) and (not is_rule or is_wrapped(line)) else 1
        lines = told(line.title, "body", room.width(), most)
        high, low = (QFontMetricsF(look.font(style)).height() for style in ("body", "caption"))
        y = room.center().y() - (high * len(lines) + (low if is_rule else 0)) / 2
        for text in lines:
            _write(painter, QRectF(room.x(), y, room.width(), high), text, "body", "text")
            y += high
        if is_rule:
            _write(painter, QRectF(room.x(), y, room.width(), low), line.hint, "caption", "text_muted")


def is_wrapped(line: Line) -> bool:
    """Whether a title needs two lines."""
    return not fits(line.title, "body", FIRST - 32)


def is_linked(line: Line) -> bool:
    """Whether the words behind a heading do something."""
    return line.kind == HEADING and line.key in ("case", "differ", "own") and bool(line.hint)


def parted(title: str, otherwise: str) -> tuple[str, str]:
    """A long title in two: "Option B" and "PMM beside PM"; undivided ones get the other words below."""
    for separator in SEPARATORS:
        first, found, rest = title.partition(separator)
        if found and first.strip() and rest.strip():
            return first.strip(), rest.strip()
    return title, otherwise


def _chips_width(chips: list[str]) -> float:
    metrics = QFontMetricsF(look.font("label"))
    return sum(metrics.horizontalAdvance(text) + 20 for text in chips)


def _draw_chips(painter: QPainter, chips: list[str], x: float, y: float) -> float:
    """Chips side by side; where the next thing may stand."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    metrics = QFontMetricsF(look.font("label"))
    for text in chips:
        token = "accent" if text == _("Shown on canvas") else "text_muted"
        rect = QRectF(x, y, metrics.horizontalAdvance(text) + 16, grown(20)).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color(token if token == "accent" else "card_border"), look.theme().edge(1)))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        _write(painter, rect, text, "label", token, Qt.AlignmentFlag.AlignCenter)
        x += rect.width() + 5
    return x


def _write(
    painter: QPainter,
    room: QRectF,
    text: str,
    style: str,
    token: str,
    flag: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    painter.setFont(look.font(style))
    painter.setPen(look.color(token))
    painter.drawText(room, int(flag) | int(Qt.TextFlag.TextSingleLine), text)
