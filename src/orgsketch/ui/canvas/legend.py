"""The legend on the canvas: what the colours mean and which lines there are.

A press on a value dims all other boxes, boxes dropped on it get it; a press on a kind of line hides it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu

from orgsketch.drawing.cardshapes import tile_shapes
from orgsketch.drawing.coloring import Value
from orgsketch.drawing.keys import relation_sample
from orgsketch.drawing.paint import paint
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.relations import kind_title
from orgsketch.model.records import RELATION_KINDS
from orgsketch.resources import _, plural
from orgsketch.ui import glyphs, look
from orgsketch.ui.canvas import valuing
from orgsketch.ui.canvas.dropping import Aim
from orgsketch.ui.widgets.boxes import Frame, clear, column, hairline, row
from orgsketch.ui.widgets.buttons import IconButton, Pill
from orgsketch.ui.widgets.words import Words, no_mnemonic, tip

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

MARGIN, WIDE, ROW, LEAST, MOST = 16, 208, 28, 3, 12
ABOVE_MAP = 240
DROPS = {"refused": ("drop_invalid", "critical_soft"), "report": ("drop_valid", "accent_soft")}


class Legend(Frame):
    """Lies on the canvas at the top right."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__("Card", parent=canvas.viewport())
        self.canvas = canvas
        self.setAccessibleName(_("Legend"))
        self.setFixedWidth(WIDE)
        self.by = ByButton(self)
        close = IconButton("close", _("Hide the legend"))
        close.clicked.connect(lambda: canvas.lens.show_legend(False))
        self._shown: object = None
        self.values: list[ValueRow] = []
        self.lines: list[LineRow] = []
        self.rows = column(gap=0)
        self.setLayout(column(row(self.by, None, close, gap=4), self.rows, gap=2, margins=(8, 6, 6, 8)))
        canvas.lens.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the values and the lines as they are now."""
        lens, chart = self.canvas.lens, self.canvas.document.chart
        is_shown = lens.has_legend and bool(chart.boxes)
        if is_shown:
            counts = Counter(line.kind for line in chart.relations.values())
            lines = tuple((kind, counts[kind]) for kind in RELATION_KINDS if counts[kind])
            self._fill(lens.coloring.legend(chart, self.canvas.contents.marks), lines)
        was_whole = self.canvas.is_whole
        if is_shown == self.isHidden():
            self.setVisible(is_shown)
            if was_whole and self.canvas.isVisible():
                self.canvas.fit()
        self.place()

    def event(self, event: QEvent) -> bool:
        """Rows made anew say only once they are shown how much room they need."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return is_done

    def place(self) -> None:
        """Stay in the corner, no higher than the canvas."""
        host = self.parentWidget()
        if host is not None and not self.isHidden():
            wanted = self.sizeHint()
            self.resize(WIDE, min(wanted.height(), host.height() - 2 * MARGIN))
            self.move(host.width() - WIDE - MARGIN, MARGIN)

    @property
    def taken(self) -> float:
        """How much of the canvas's right it takes, where there is room enough beside it."""
        has_room = self.canvas.view.width > 3 * WIDE
        return WIDE + MARGIN if has_room and not self.isHidden() else 0.0

    def value_at(self, px: float, py: float) -> str | None:
        """The value whose row is at a point of the viewport; "" is the row of those without one."""
        if not (self.isVisible() and self.geometry().contains(QPoint(round(px), round(py)))):
            return None
        for entry in self.values:
            place = entry.mapTo(self.canvas.viewport(), QPoint(0, 0))
            if QRectF(place.x(), place.y(), entry.width(), entry.height()).contains(px, py):
                return entry.value.key
        return None

    def aim(self, aim: Aim | None) -> None:
        """Show on which value a drop would land, and whether it can."""
        for entry in self.values:
            key = entry.value.key
            is_meant = aim is not None and aim.zone == "value" and aim.value == key
            drop = "" if not is_meant else "refused" if valuing.refusal(self.canvas, key) else "report"
            if entry.drop != drop:
                entry.drop = drop
                entry.update()

    def _fill(self, listed: Sequence[tuple[Value, int]], lines: Sequence[tuple[str, int]]) -> None:
        lens, most = self.canvas.lens, self._most(len(lines))
        shown = (tuple(listed[:most]), len(listed), lines)
        self.by.show_title()
        if shown != self._shown:
            self._shown = shown
            clear(self.rows)
            self.values = [ValueRow(self, value, count) for value, count in listed[:most]]
            self.lines = [LineRow(self, kind, count) for kind, count in lines]
            self._arrange(len(listed) - most)
        for entry in self.values:
            entry.show_state(entry.value.key in lens.chosen, bool(lens.chosen))
        for line in self.lines:
            line.show_state(line.kind not in lens.hidden_lines)

    def _most(self, lines: int) -> int:
        """So many values have room on the canvas, above the minimap."""
        room = self.canvas.viewport().height() - ABOVE_MAP - ROW * (lines + 2)
        return max(LEAST, min(MOST, room // ROW))

    def _arrange(self, left: int) -> None:
        for entry in self.values:
            self.rows.addWidget(entry)
        if left > 0:
            more = plural("and {count} more value", "and {count} more values", left)
            self.rows.addLayout(row(Words(more, "small"), margins=(38, 4, 0, 4)))
        if self.lines:
            self.rows.addSpacing(6)
            self.rows.addWidget(hairline())
            self.rows.addLayout(row(Words(_("Lines"), "label"), margins=(8, 6, 0, 2)))
        for line in self.lines:
            self.rows.addWidget(line)


class ByButton(Pill):
    """What the boxes are coloured by; offers everything else."""

    tail, height_hint, most = 16, 28, 160

    def __init__(self, legend: Legend) -> None:
        super().__init__("", legend)
        self.legend = legend
        self.setFont(look.font("label"))
        self.setToolTip(tip(_("Colour by something else")))
        self.clicked.connect(self._offer)

    def show_title(self) -> None:
        """Say what it is now."""
        title = self.legend.canvas.lens.coloring.title
        self.setText(title)
        self.setAccessibleName(_("Coloured by {what}").format(what=title))
        self.updateGeometry()

    def draw_lead(self, painter: QPainter) -> None:
        """The arrow."""
        glyphs.draw_icon(painter, "chevron_down", QRectF(self.width() - 22, 7, 14, 14), "text_muted")

    def _offer(self) -> None:
        valuing.by_menu(self.legend.canvas).popup(self.mapToGlobal(self.rect().bottomLeft()))


class LegendRow(QAbstractButton):
    """A drawing, a name, a number; can be switched. Paints itself."""

    drop = ""

    def __init__(self, legend: Legend, name: str, count: int) -> None:
        super().__init__(legend)
        self.legend, self.name, self.count = legend, name, count
        self.is_faint = False
        self.setCheckable(True)
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(WIDE - 16, ROW)

    def paintEvent(self, event: object) -> None:
        """Ground, drawing, name, number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        drawing = Group("", "", self.drawing(), 8, 4)
        paint(painter, [drawing], look.theme())
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text_muted" if self.is_faint else "text"))
        number = self.note()
        room = self.rect().adjusted(self.lead(), 0, -8, 0)
        middle, end = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        taken = painter.fontMetrics().horizontalAdvance(number) + 8
        shown = painter.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideRight, room.width() - taken)
        painter.drawText(room, int(middle), shown)
        painter.setPen(look.color("text_muted"))
        painter.drawText(room, int(middle | end), number)
        painter.end()

    def note(self) -> str:
        """What stands at the end."""
        return f"{self.count:,}" if self.count else ""

    def drawing(self) -> list[Shape]:
        """What stands in front, 20 high."""
        raise NotImplementedError

    def lead(self) -> int:
        """The room for the drawing."""
        raise NotImplementedError

    def _paint_ground(self, painter: QPainter) -> None:
        edge, ground = "", "hairline%60" if self.underMouse() else ""
        if self.drop:
            edge, ground = DROPS[self.drop]
        elif self.hasFocus():
            edge = "focus"
        if edge or ground:
            painter.setPen(QPen(look.color(edge), 2) if edge else Qt.PenStyle.NoPen)
            painter.setBrush(look.color(ground) if ground else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


class ValueRow(LegendRow):
    """A value: a press dims all other boxes."""

    def __init__(self, legend: Legend, value: Value, count: int) -> None:
        super().__init__(legend, value.title, count)
        self.value = value
        self.clicked.connect(self._choose)

    def show_state(self, is_chosen: bool, is_any_chosen: bool) -> None:
        """Whether it is one of those that are not dimmed."""
        self.setChecked(is_chosen)
        self.is_faint = is_any_chosen and not is_chosen
        boxes = plural("{count} box", "{count} boxes", self.count)
        state = f", {_('the others are dimmed')}" if is_chosen else ""
        self.setAccessibleName(f"{self.name}, {boxes}{state}")
        dims = _("Dim all other boxes; drop boxes here to give them this")
        does = _("Show all alike again") if is_chosen else dims
        self.setToolTip(tip(f"{self.name}. {does}"))
        self.update()

    def drawing(self) -> list[Shape]:
        """The tile."""
        return list(tile_shapes(self.value.tile, 0, 0, 20))

    def note(self) -> str:
        """How many boxes have it, and a tick while it is chosen."""
        return f"✓ {self.count:,}" if self.isChecked() else super().note()

    def lead(self) -> int:
        """Beside the tile."""
        return 36

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What else can be done with the value."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        canvas = self.legend.canvas
        select = menu.addAction(no_mnemonic(_("Select these boxes")))
        select.triggered.connect(lambda: canvas.choose(valuing.boxes_with(canvas, self.value.key)))
        give = menu.addAction(no_mnemonic(_("Give it to the selected boxes")))
        reason = valuing.refusal(canvas, self.value.key)
        give.setEnabled(bool(canvas.overlay.selection) and not reason)
        give.triggered.connect(lambda: valuing.give(canvas, self.value.key))
        menu.popup(event.globalPos())

    def _choose(self) -> None:
        lens = self.legend.canvas.lens
        lens.choose(lens.chosen ^ {self.value.key})


class LineRow(LegendRow):
    """A kind of line: a press hides it, or shows it again."""

    def __init__(self, legend: Legend, kind: str, count: int) -> None:
        super().__init__(legend, kind_title(kind).capitalize(), count)
        self.kind = kind
        self.clicked.connect(lambda: legend.canvas.lens.show_lines([kind], self.is_faint))

    def show_state(self, is_shown: bool) -> None:
        """Whether the lines are shown."""
        self.setChecked(is_shown)
        self.is_faint = not is_shown
        state = _("shown") if is_shown else _("hidden")
        self.setAccessibleName(f"{self.name}, {state}")
        self.setToolTip(tip(_("Hide these lines") if is_shown else _("Show these lines")))
        self.update()

    def drawing(self) -> list[Shape]:
        """The stroke and its ends, faint while hidden."""
        return relation_sample(self.kind, "line%45" if self.is_faint else "line_relation")

    def note(self) -> str:
        """How many there are, or that they are hidden."""
        return _("hidden") if self.is_faint else super().note()

    def lead(self) -> int:
        """Beside the stroke."""
        return 64
