"""The charts to start from: the structures of the packs, then the samples; each a picture with its story."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from orgsketch.drawing.metrics import wrap
from orgsketch.model.chart import Chart
from orgsketch.resources import _, resource, samples
from orgsketch.ui import look, miniature

CARD = QSize(222, 152)


class Section(NamedTuple):
    """A row of charts."""

    title: str
    help: str
    charts: tuple[tuple[Path, Chart], ...]


def sections() -> Iterator[Section]:
    """The first group of every pack's templates, then the samples."""
    for index in sorted(resource("packs").glob("*/templates.toml")):
        raw = tomllib.loads(index.read_text("utf-8"))
        first = raw["group"][0]
        ids = [entry["id"] for entry in raw["template"] if entry["group"] == first["id"]]
        paths = [index.parent / "templates" / f"{name}.orgsketch" for name in ids]
        yield Section(first["title"], first["help"], tuple((path, miniature.read(path)) for path in paths))
    yield Section(_("A worked example"), _("One company today, and the options it weighs."), _samples())


def _samples() -> tuple[tuple[Path, Chart], ...]:
    """The charts that stand for themselves, the smallest first, then the options made from them."""
    charts = [(path, miniature.read(path)) for path in samples()]
    return tuple(sorted(charts, key=lambda entry: _rank(entry[1])))


def _rank(chart: Chart) -> tuple[bool, int, str]:
    is_option = chart.head.based_on is not None
    return is_option, 0 if is_option else len(chart.boxes), chart.title


class ChartCard(QAbstractButton):
    """A chart's picture with its title and its story below."""

    def __init__(self, chart: Chart) -> None:
        super().__init__()
        self.chart = chart
        self.layout_ = miniature.lay_out(chart)
        self.title, self.story = chart.title, chart.head.notes.split("\n")[0]
        self.setAccessibleName(f"{self.title}. {self.story}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(CARD.width(), CARD.height() + 76)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Card, picture, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.underMouse() or self.hasFocus()
        painter.setPen(
            QPen(
                look.color("focus" if self.hasFocus() else "accent" if is_lit else "card_border"),
                2 if is_lit else look.theme().edge(1),
            )
        )
        painter.setBrush(look.color("card"))
        picture = QRectF(1, 1, CARD.width() - 2, CARD.height() - 2)
        painter.drawRoundedRect(picture, 8, 8)
        miniature.draw(painter, self.chart, self.layout_, picture.adjusted(24, 24, -24, -24))
        self._draw_words(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        room = QRectF(2, CARD.height() + 8, CARD.width() - 4, 64)
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text"))
        title = painter.fontMetrics().elidedText(self.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("text_muted"))
        for number, line in enumerate(wrap(self.story, "small", room.width(), 2)):
            painter.drawText(room.adjusted(0, 20 + 16 * number, 0, 0), int(Qt.AlignmentFlag.AlignLeft), line)
