"""What an edit costs beside a full layout, and how that grows: ratios only, so that any machine may judge."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from random import Random
from statistics import median
from time import perf_counter

import pytest

from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.model.records import Box
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark


def size(box: Box) -> tuple[float, float]:
    return 180.0, 72.0 if len(box.title) > 17 else 56.0


def seconds(function: Callable[[], object]) -> float:
    started = perf_counter()
    function()
    return perf_counter() - started


def moves(chart: Chart, count: int) -> Iterator[float]:
    """The time the layout takes for each of `count` random moves."""
    layout, boxes, dice = Layout(chart, size), sorted(chart.boxes), Random(3)
    gc.collect()
    gc.freeze()
    while count:
        box, manager = dice.sample(boxes, 2)
        if edits.may_report(chart, box, manager):
            continue
        diff = edits.move(chart, box, manager)
        chart, count = apply(diff, chart), count - 1
        yield seconds(lambda diff=diff, chart=chart: layout.advance(diff, chart))  # type: ignore[misc]
    gc.unfreeze()


def report(what: str, **figures: float) -> None:
    print(f"\n{what}: " + ", ".join(f"{name} {value:.3g}" for name, value in figures.items()))


def test_an_edit_costs_a_small_part_of_a_full_layout() -> None:
    chart = big_chart(10_000)
    full = median(seconds(lambda: Layout(chart, size)) for _ in range(5))
    edit = median(moves(chart, 200))
    report("10,000 boxes", full_ms=full * 1e3, edit_ms=edit * 1e3, ratio=full / edit)
    assert full / edit > 30


def test_an_edit_does_not_grow_with_the_chart() -> None:
    small, large = median(moves(big_chart(1_000), 200)), median(moves(big_chart(100_000), 200))
    report("one move", at_1000_ms=small * 1e3, at_100000_ms=large * 1e3, ratio=large / small)
    assert large / small < 3


def test_a_full_layout_grows_with_the_number_of_boxes_alone() -> None:
    few, many = big_chart(1_000), big_chart(20_000)
    small = min(seconds(lambda: Layout(few, size)) for _ in range(9))
    large = min(seconds(lambda: Layout(many, size)) for _ in range(5))
    report("full layout", a_box_of_1000_us=small * 1e3, a_box_of_20000_us=large * 1e6 / 20_000)
    assert large / small < 20 * 2


def test_a_view_does_not_grow_with_the_chart() -> None:
    def view(count: int) -> float:
        layout = Layout(big_chart(count), size)
        x, y = layout.bounds.center
        clip = Rect(x, y - 500, 1600, 1000)
        return min(seconds(lambda: list(visible(layout, clip))) for _ in range(50))

    small, large = view(1_000), view(100_000)
    report("what is visible", at_1000_us=small * 1e6, at_100000_us=large * 1e6, ratio=large / small)
    assert large / small < 5
