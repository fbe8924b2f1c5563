"""What a frame of the canvas costs, beside the usual way and as charts grow: ratios only."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from typing import Any, cast

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from orgsketch.document import Document, Engine
from orgsketch.model import edits
from orgsketch.rules.finding import Report
from orgsketch.ui.canvas import Canvas
from tests.benchmarks.test_layout import report, seconds
from tests.benchmarks.timing import RESULTS
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark


class NoRules:
    """Finds nothing."""

    book: Any = None

    def report(self, chart: Any) -> Report:
        return Report((), ())

    def advance(self, report: Report, diff: Any, chart: Any) -> Report:
        return report


@pytest.fixture
def shown(qtbot: Any) -> Callable[[int], Canvas]:
    def show(count: int) -> Canvas:
        engine = cast(Engine, NoRules())
        canvas = Canvas(Document(big_chart(count), engines=lambda packs: engine))
        qtbot.addWidget(canvas)
        canvas.resize(1600, 1000)
        with qtbot.waitExposed(canvas):
            canvas.show()
        gc.collect()
        gc.freeze()
        return canvas

    return show


def frame(canvas: Canvas | QGraphicsView) -> float:
    """The time of one repaint, in seconds."""
    view = canvas.viewport()
    view.repaint()
    return median(seconds(view.repaint) for _ in range(9))


def close_up(canvas: Canvas, zoom: float = 1.0) -> float:
    canvas.view.zoom = zoom
    rect = canvas.chart_layout.rect(sorted(canvas.document.chart.boxes)[-1])
    assert rect is not None
    canvas.view.center(rect)
    return frame(canvas)


def test_a_frame_does_not_grow_with_the_chart(shown: Callable[[int], Canvas]) -> None:
    few, many = shown(1_000), shown(100_000)
    near = [close_up(canvas) / canvas.painting.seen for canvas in (few, many)]
    report("a card at 100 %", at_1000_us=near[0] * 1e6, at_100000_us=near[1] * 1e6)
    few.fit()
    many.fit()
    whole = [frame(canvas) / canvas.painting.seen for canvas in (few, many)]
    report("a branch of all", at_1000_us=whole[0] * 1e6, at_100000_us=whole[1] * 1e6)
    assert near[1] < near[0] * 3
    assert whole[1] < whole[0] * 3


@pytest.mark.parametrize("zoom", [1.0, 0.7, 0.35, 0.2, 0.05, 0.02])
def test_every_zoom_is_painted_within_three_frames_of_a_screen(
    shown: Callable[[int], Canvas], zoom: float
) -> None:
    took = close_up(shown(10_000), zoom)
    report(f"10,000 boxes at {zoom:.0%}", ms=took * 1e3)
    assert took < 3 / 60


def test_an_edit_is_on_the_screen_within_three_frames(shown: Callable[[int], Canvas]) -> None:
    canvas = shown(10_000)
    close_up(canvas)
    box = sorted(canvas.document.chart.boxes)[-1]
    manager = canvas.document.chart.boxes[box].reports_to
    places = [other for other in canvas.document.chart.reports(None) if other != manager]

    def edit() -> None:
        goal = places[0] if canvas.document.chart.boxes[box].reports_to == manager else manager
        assert canvas.document.edit("Move", edits.move, box, goal)
        canvas.slide.finish()
        canvas.viewport().repaint()

    took = sorted(seconds(edit) for _ in range(40))
    report("drop to pixels at 10,000", median_ms=took[20] * 1e3, p95_ms=took[37] * 1e3)
    assert took[37] < 3 / 60


def test_the_whole_chart_is_painted_faster_than_by_an_item_for_each_box(
    shown: Callable[[int], Canvas], qtbot: Any
) -> None:
    canvas = shown(10_000)
    canvas.fit()
    scene = QGraphicsScene()
    for branch, x, y in canvas.chart_layout.cards():
        scene.addItem(Item(QRectF(x, y, branch.width, branch.height)))
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    view.resize(1600, 1000)
    view.fitInView(scene.sceneRect())
    with qtbot.waitExposed(view):
        view.show()
    ours, theirs = frame(canvas), frame(view)
    RESULTS.append(("all of 10,000 boxes: the canvas", ours * 1000))
    RESULTS.append(("all of 10,000 boxes: an item of QGraphicsView for each", theirs * 1000))
    RESULTS.append(("all of 10,000 boxes: times as fast", theirs / ours))
    assert theirs / ours >= 20


class Item(QGraphicsItem):
    """The usual way: an item that paints one card."""

    def __init__(self, rect: QRectF) -> None:
        super().__init__()
        self.rect = rect

    def boundingRect(self) -> QRectF:
        return self.rect

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(self.rect, 8, 8)
