"""The SVG writer beside Qt's own generator, on the same picture in one run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from orgsketch.drawing.paint import paint
from orgsketch.drawing.picture import Picture
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.svg import svg
from tests.benchmarks.timing import best
from tests.charts import big_chart
from tests.exporters.material import material

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("qapp")]


def by_qt(picture: Picture, theme: Theme) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(int(picture.width), int(picture.height)))
    painter = QPainter(generator)
    paint(painter, picture.shapes, theme)
    painter.end()


def test_ten_thousand_boxes_ten_times_as_fast_as_qt() -> None:
    made = material(big_chart(10_000))
    ours = best("SVG of 10,000 boxes", lambda: svg(made.picture, made.theme))
    qt = best("the same by QSvgGenerator", lambda: by_qt(made.picture, made.theme))
    assert qt / ours >= 10
