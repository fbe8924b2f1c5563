"""Twelve options of a thousand boxes: what the matrix costs, and that it leaves the window fluid."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from orgsketch import vocabulary
from orgsketch.compare import side_by_side, standing
from orgsketch.compare.standing import Standing
from orgsketch.compare.voices import case
from orgsketch.document import Document, engine_for
from orgsketch.model.chart import Chart
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Report
from orgsketch.rules.guidepack import read_guides, read_stances
from orgsketch.rules.guides import GuideBook
from orgsketch.rules.pack import Book, load_book
from orgsketch.rules.stances import StanceBook
from orgsketch.ui.advice import Advice
from orgsketch.ui.matrix.working import Entry, Means, Working
from tests.benchmarks.test_merge import moved
from tests.benchmarks.timing import RESULTS, best
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark

OPTIONS, BOXES = 12, 1_000
TIMES_AN_EVALUATION = 0.4
ONE_OF_MANY = 0.25


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
    advice, book = Advice(Document(base)), engine.book
    stances, guides = advice.stances, advice.guides
    means = Means(book.vocabulary, lambda chart, report: case(stances, guides, book, chart, report))
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


def test_twelve_options_cost_less_than_evaluating_each_once() -> None:
    book = load_book()
    engine = Engine(book)
    voices, guides = read_voices(book)
    base = big_chart(BOXES)
    charts = [base, *(option(base, number) for number in range(1, OPTIONS))]

    def evaluate() -> list[Report]:
        reports = [engine.report(chart) for chart in charts]
        assert all(report.findings is not None and report.questions is not None for report in reports)
        return reports

    evaluated, reports = best("12 options of 1,000 boxes evaluated", evaluate), evaluate()

    def stand(place: int) -> Standing:
        chart, report = charts[place], reports[place]
        heard = case(voices, guides, book, chart, report)
        made = standing(base, chart, reports[0], report, heard, book.vocabulary)
        made.work_out()
        return made

    options = [stand(place) for place in range(OPTIONS)]
    words = book.vocabulary
    whole = best("their matrix", lambda: side_by_side([stand(place) for place in range(OPTIONS)], words))
    again = best("it again, one changed", lambda: side_by_side([*options[:-1], stand(OPTIONS - 1)], words))
    assert whole < TIMES_AN_EVALUATION * evaluated
    assert again < ONE_OF_MANY * whole


def read_voices(book: Book) -> tuple[StanceBook, GuideBook]:
    """Every voice of the default packs, and the guides whose facts they hang on."""
    tables = vocabulary.pack_tables(())
    guides = read_guides(tables, book.words, book.texts)
    return read_stances(tables, book.words, guides, book.texts), guides
