"""The picture on an empty canvas: a first box to click, two lines of help, two ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from orgsketch.drawing.theme import tokens
from orgsketch.resources import _
from orgsketch.ui import glyphs, look
from orgsketch.ui.commands import editing, files
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.lying import Lying
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window
TILE, APART = 34, 28


class EmptyCanvas(Lying):
    """Shown over the middle of the canvas while the chart has no box."""

    def __init__(self, window: Window, canvas: QWidget) -> None:
        super().__init__("", canvas)
        self.host = window
        self.first = FirstBox()
        template, table = button(_("Start from a structure"), "link"), button(_("Import a table"), "link")
        paste = button(_("Paste or type a structure"), "link")
        help_ = [
            Words(_("Type a title and press Enter."), "body"),
            Words(_("Tab adds a report, Enter a peer."), "small"),
        ]
        for words in help_:
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            column(
                row(None, Between(), None),
                8,
                row(None, self.first, None),
                10,
                *help_,
                10,
                row(None, template, None),
                row(None, table, None),
                row(None, paste, None),
                gap=4,
            )
        )
        self.first.clicked.connect(lambda: editing.add(window))
        template.clicked.connect(lambda: files.go_to_start(window))
        table.clicked.connect(lambda: files.import_file(window))
        paste.clicked.connect(lambda: files.paste_outline(window))
        window.document.chart_changed.connect(lambda diff: self.refresh())
        window.document.opened.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Be there while there is nothing else."""
        self.setVisible(not self.host.document.chart.boxes)
        self.place()

    def place(self) -> None:
        """In the middle."""
        size = self.sizeHint()
        self.put_in_middle(size, (self.below.height() - size.height()) // 2)


class Between(glyphs.Glyph):
    """The picture of the question: product marketing between marketing and product."""

    ICONS = ("megaphone", "tag", "cube")

    def __init__(self) -> None:
        super().__init__(TILE)
        self.setAccessibleName(_("Product marketing between marketing and product"))

    def sizeHint(self) -> QSize:
        """Three tiles in a row."""
        return QSize(3 * TILE + 2 * APART, TILE)

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Two tiles and the one between them, joined by dashes."""
        pen = QPen(look.color("control_border"), 1.5)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        for number in (1, 2):
            left = number * (TILE + APART) - APART
            painter.drawLine(left + 3, TILE // 2, left + APART - 3, TILE // 2)
        for number, (icon, hue) in enumerate(
            zip(self.ICONS, reversed(tokens()["miniature"]["hues"]), strict=True)
        ):
            glyphs.draw_tile(painter, icon, hue, QRectF(number * (TILE + APART), 0, TILE, TILE))


class FirstBox(Pressable):
    """A dashed card with a plus."""

    def __init__(self) -> None:
        face = row(
            glyphs.Icon("plus", "accent", 22),
            Words(_("First box"), "strong"),
            None,
            gap=12,
            margins=(16, 14, 16, 14),
        )
        super().__init__(face, _("Add the first box"), radius=8)
        self.setFixedWidth(180)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dashed in accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.color("focus" if self.hasFocus() else "accent"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(look.color("accent_soft" if self.underMouse() else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
