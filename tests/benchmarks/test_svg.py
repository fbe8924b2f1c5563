"""The SVG writer beside Qt's own generator and beside `dot`, on the same chart in one run."""

from __future__ import annotations

import subprocess
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from orgsketch.drawing.paint import paint
from orgsketch.drawing.picture import Picture
from orgsketch.drawing.theme import Theme
from orgsketch.exporters import EXPORTERS, dot, exporter_for
from orgsketch.exporters.svg import svg
from tests.benchmarks.timing import RESULTS, best
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


@pytest.mark.outside("dot")
def test_ten_thousand_boxes_ten_times_as_fast_as_qt_and_a_hundred_times_as_dot(tmp_path: Path) -> None:
    made = material(big_chart(10_000))
    ours = best("SVG of 10,000 boxes", lambda: svg(made.picture, made.theme))
    qt = best("the same by QSvgGenerator", lambda: by_qt(made.picture, made.theme))
    graph = tmp_path / "x.dot"
    graph.write_bytes(dot.write(made))
    start = perf_counter()
    subprocess.run(["dot", "-Tsvg", graph, "-o", tmp_path / "x.svg"], check=True, capture_output=True)
    by_dot = (perf_counter() - start) * 1000
    RESULTS.append(("the same by dot -Tsvg", by_dot))
    assert qt / ours >= 10
    assert by_dot / ours >= 100


@pytest.mark.timeout(900)
def test_ten_thousand_boxes_in_every_format() -> None:
    """Each is made, and told with its time."""
    made = material(big_chart(10_000))
    for suffix in EXPORTERS:
        start = perf_counter()
        assert len(exporter_for(Path(f"x{suffix}"))(made)) > 100_000
        RESULTS.append((f"10,000 boxes as {suffix}", (perf_counter() - start) * 1000))
