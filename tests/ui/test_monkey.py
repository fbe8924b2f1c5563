"""Thousands of random events in the whole window: the chart stays valid, and every step can be taken back."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from orgsketch.document import engine_for
from orgsketch.files import chartfile
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.rules.finding import to_json
from orgsketch.ui import look
from orgsketch.ui.window import Window
from tests.charts import big_chart, do
from tests.ui.monkey import Monkey, caged, dragged_by

EVENTS = 5_000
SEEDS = [int(seed) for seed in os.environ.get("MONKEY_SEEDS", "1").split(",")]
CHECKED_EVERY = 250


@pytest.fixture(autouse=True)
def light_again(qapp: Any) -> Iterator[None]:
    yield
    look.wear("light")


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_five_thousand_events_leave_a_valid_chart_and_a_whole_history(
    window: Callable[..., Window], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    start = do(big_chart(14), edits.draw, "serves", "b_00000003", "b_00000005", id="r_1")
    shown = window(start, engines=engine_for)
    caged(monkeypatch, shown)
    monkey = Monkey(shown, seed)
    dragged_by(monkeypatch, monkey)
    history, pushed = shown.document.undo_stack, Counter[str]()
    push = history.push
    monkeypatch.setattr(history, "push", lambda step: pushed.update([step.text]) or push(step))
    while monkey.turns < EVENTS:
        monkey.turn()
        chart = shown.document.chart
        assert set(shown.canvas.overlay.selection) <= set(chart.boxes), monkey.turns
        if monkey.turns % CHECKED_EVERY == 0:
            check(chart)
    monkey.let_go()
    shown.finish_typing()
    check(shown.document.chart)
    check_views(shown)
    assert pushed.total() > 200  # it was a lively session
    assert len(pushed) > 40
    history.setIndex(history.count())
    end = shown.document.chart
    history.setIndex(0)
    assert shown.document.chart == start
    check_views(shown)
    history.setIndex(history.count())
    assert shown.document.chart == end


def check(chart: Chart) -> None:
    """A chart that is what its records say, has no loop, and survives its file byte for byte."""
    assert tree.loops(chart) == []
    read = chartfile.read(chartfile.to_bytes(chart))
    assert read == chart
    assert chartfile.to_bytes(read) == chartfile.to_bytes(chart)
    assert index_of(read) == index_of(chart)


def index_of(chart: Chart) -> dict[str | None, tuple[str, ...]]:
    """Every team, in its order."""
    return {manager: tuple(chart.reports(manager)) for manager in (None, *sorted(chart.boxes))}


def check_views(shown: Window) -> None:
    """Canvas, outline and findings show this chart, as if it had just been opened."""
    shown.canvas.slide.finish()
    QApplication.processEvents()
    shown.document.settle()
    chart, layout = shown.document.chart, shown.canvas.chart_layout
    fresh = Layout(chart, layout._size, layout.folded)
    if layout.focus:
        fresh.focus_on(layout.focus)
    assert {box: layout.rect(box) for box in chart.boxes} == {box: fresh.rect(box) for box in chart.boxes}
    model = shown.outline.model
    listed = [box for box in chart.boxes if model.index_of(box).isValid()]
    assert len(listed) == len(chart.boxes)
    assert to_json(shown.document.report) == to_json(shown.document.engine.report(chart))
    shown.canvas.viewport().grab()
