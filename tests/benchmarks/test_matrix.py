"""Twelve options of a thousand boxes: worked out in slices that leave the window fluid."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from orgsketch.compare.voices import case
from orgsketch.document import Document, engine_for
from orgsketch.model.chart import Chart
from orgsketch.ui.advice import Advice
from orgsketch.ui.matrix.working import Entry, Means, Working
from tests.benchmarks.test_merge import moved
from tests.benchmarks.timing import RESULTS
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark


def option(base: Chart, number: int) -> Chart:
    """The base with some branches elsewhere."""
    chart = moved(base, number, 20 * number)
    return replace(chart, head=replace(chart.head, id=f"c_option{number:02d}", title=f"Option {number}"))


def test_twelve_options_of_a_thousand_boxes(qtbot: QtBot) -> None:
    engine, base = engine_for(()), big_chart(1000)
    charts = [option(base, number) for number in range(12)]
    entries = [Entry(chart.head.id, chart, engine.report(chart)) for chart in charts]
    for entry in entries:
        assert entry.report.findings is not None
    working = Working()
    stances, codes = Advice(Document(base)).stances, tuple(engine.book.texts)
    means = Means(engine.book.vocabulary, lambda chart, report: case(stances, codes, chart, report))
    longest, started = 0.0, perf_counter()
    with qtbot.waitSignal(working.finished, timeout=20_000):
        working.start(entries, means)
        while working.is_busy:
            since = perf_counter()
            QCoreApplication.processEvents()
            longest = max(longest, perf_counter() - since)
    RESULTS.append(("matrix, 12 options of 1,000 boxes", (perf_counter() - started) * 1000))
    RESULTS.append(("matrix, the longest slice of it", longest * 1000))
    assert longest < 0.15
