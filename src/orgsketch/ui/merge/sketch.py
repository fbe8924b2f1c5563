"""A small piece of a chart: some boxes with their managers and some of their reports, drawn to fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from orgsketch.drawing.cards import card, card_size
from orgsketch.drawing.cardshapes import card_shapes
from orgsketch.drawing.frames import State
from orgsketch.drawing.lines import family_shapes
from orgsketch.drawing.paint import paint
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.ui import look

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

MOST_REPORTS, MOST_PEERS = 3, 2
LARGEST, AROUND = 0.8, 14.0
SELECTED = State(is_selected=True)


class Sketch(QWidget):
    """Draws the surroundings of some boxes; those stand out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.about: frozenset[str] = frozenset()
        self.words: Vocabulary | None = None
        self.layout_: Layout | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_piece(self, chart: Chart | None, about: Iterable[str], words: Vocabulary) -> None:
        """Show the surroundings of boxes; nothing where there is no chart, or none of them is on it."""
        self.about = frozenset(about)
        self.chart = surroundings(chart, sorted(self.about)) if chart is not None else None
        self.words = words
        self.layout_ = Layout(self.chart, card_size) if self.chart else None
        self.update()

    def sizeHint(self) -> QSize:
        """Three cards beside each other, two layers."""
        return QSize(260, 120)

    def minimumSizeHint(self) -> QSize:
        """It draws smaller where there is less room."""
        return QSize(120, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines, then cards."""
        if self.chart is None or self.layout_ is None or self.words is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fit(painter)
        for branch, x, y in self.layout_.cards():
            paint(painter, family_shapes(branch, x, y), look.theme())
        for branch, x, y in self.layout_.cards():
            self._draw_card(painter, branch.box, x, y, branch.width, branch.height)
        for place, box in enumerate(self.layout_.bench):
            wide, high = card_size(self.chart.boxes[box])
            self._draw_card(painter, box, place * (wide + AROUND), 0, wide, high)
        painter.end()

    def _fit(self, painter: QPainter) -> None:
        assert self.layout_ is not None
        assert self.chart is not None
        bounds = self.layout_.bounds
        wide, high, left, top = bounds.width, bounds.height, bounds.x, bounds.y
        if not self.layout_.tops:
            sizes = [card_size(self.chart.boxes[box]) for box in self.layout_.bench]
            wide, left, top = sum(size[0] + AROUND for size in sizes) - AROUND, 0, 0
            high = max(size[1] for size in sizes)
        scale = min(
            LARGEST, (self.width() - AROUND) / (wide + AROUND), (self.height() - AROUND) / (high + AROUND)
        )
        painter.translate((self.width() - wide * scale) / 2, (self.height() - high * scale) / 2)
        painter.scale(scale, scale)
        painter.translate(-left, -top)

    def _draw_card(self, painter: QPainter, box: str, x: float, y: float, wide: float, high: float) -> None:
        assert self.chart is not None
        assert self.words is not None
        state = SELECTED if box in self.about else State()
        shapes = card_shapes(card(self.chart, box, {}, self.words), wide, high, "full", state, ground="card")
        painter.save()
        painter.translate(x, y)
        paint(painter, shapes, look.theme())
        painter.restore()


def surroundings(chart: Chart, about: Sequence[str]) -> Chart | None:
    """The boxes with their managers, the peers next to them and their first reports, as a chart."""
    found = [box for box in about if box in chart.boxes]
    kept: set[str] = set(found)
    for box in found:
        manager = chart.boxes[box].reports_to
        kept |= {manager} if manager in chart.boxes and manager else set()
        kept |= set(list(chart.reports(box))[:MOST_REPORTS])
        kept |= set(_next_to(chart, box)) if manager else set()
    if not kept:
        return None
    boxes = [chart.boxes[box] for box in sorted(kept)]
    placed = [box if box.reports_to in kept else replace(box, reports_to=None) for box in boxes]
    seated = {person for box in placed for person in box.people}
    return Chart.of(chart.head, boxes=placed, people=[chart.people[person] for person in sorted(seated)])


def _next_to(chart: Chart, box: str) -> list[str]:
    """The peers beside a box, nearest first."""
    team = list(chart.reports(chart.boxes[box].reports_to))
    place = team.index(box)
    near = [team[at] for at in (place - 1, place + 1, place - 2, place + 2) if 0 <= at < len(team)]
    return near[:MOST_PEERS]
