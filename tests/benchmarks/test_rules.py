"""What an evaluation of both packs costs on a chart of 10,000 boxes. Run by `make bench`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from random import Random
from statistics import median
from time import process_time

import pytest

from orgsketch.layout.tidy import Layout
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.records import Answer
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from tests.benchmarks import timing
from tests.benchmarks.timing import RESULTS
from tests.charts import big_chart

pytestmark = pytest.mark.benchmark
best = partial(timing.best, clock=process_time)
CHART = big_chart(10_000)
ENGINE = Engine(load_book(("product-marketing", "spans-and-layers")))
REPORT = ENGINE.report(CHART)


def moves(count: int, wanted: Callable[[str], bool]) -> list[tuple[ChartDiff, Chart]]:
    """Random moves of branches of up to 100 boxes, with the charts they lead to."""
    dice, boxes, found = Random(5), sorted(filter(wanted, CHART.boxes)), []
    while len(found) < count:
        box, manager = dice.choice(boxes), dice.choice(boxes)
        is_small = sum(1 for _ in tree.branch(CHART, box)) <= 100
        if is_small and not edits.may_report(CHART, box, manager):
            change = edits.move(CHART, box, manager)
            found.append((change, apply(change, CHART)))
    return found


def united(chart: Chart, count: int) -> Chart:
    """The chart with some of its large branches as units."""
    sizes = ((box, sum(1 for _ in tree.branch(CHART, box))) for box in sorted(CHART.boxes))
    units: list[str] = []
    for box in (box for box, size in sizes if 300 <= size <= 3000):
        apart = not any(tree.is_above(chart, *pair) for unit in units for pair in ((box, unit), (unit, box)))
        if apart and len(units) < count:
            units.append(box)
            said = Answer(("b2b", "consumer")[len(units) % 2])
            chart = apply(edits.answer(chart, box, "segment", said), chart)
    return chart


def advancing(name: str, wanted: Callable[[str], bool], chart: Chart = CHART) -> float:
    """The median over such moves of the fastest evaluation of each, told with the slowest, in ms."""
    times = []
    report = REPORT if chart is CHART else ENGINE.report(chart)
    for change, _after in moves(40, wanted):
        after = apply(change, chart)
        times.append(best("", lambda: ENGINE.advance(report, change, after), 0.03))  # noqa: B023
        RESULTS.pop()
    RESULTS.extend([(name, median(times)), (f"{name}: slowest of 40", max(times))])
    return median(times)


def test_a_full_evaluation_takes_no_longer_than_two_layouts() -> None:
    layout = best("rules: one full layout beside it", lambda: Layout(CHART, lambda box: (180.0, 72.0)))
    report = best("rules: full evaluation of both packs", lambda: ENGINE.report(CHART))
    assert report < 2 * layout


def test_an_edit_is_evaluated_in_a_moment() -> None:
    roles = {"product_management", "product_marketing"}
    millisecond = best("", lambda: Layout(CHART, lambda box: (180.0, 72.0))) / 30
    RESULTS.pop()  # a layout takes 30 ms where a millisecond is meant by the budget of the rules
    assert advancing("rules: after a move anywhere (median)", lambda box: True) < millisecond
    name = "rules: after a move among product roles (median)"
    assert advancing(name, lambda box: CHART.boxes[box].function in roles) < millisecond


def test_an_edit_among_units_is_evaluated_in_a_moment() -> None:
    """Every unit reads the chart for itself, but none of them from the beginning."""
    plain = advancing("rules: after a move, without units (median)", lambda box: True)
    four = advancing("rules: after a move, with four units (median)", lambda box: True, united(CHART, 4))
    assert four < 12 * plain  # five contexts, two readings each; made anew, the parts alone took 150


def test_a_large_branch_is_evaluated_sooner_than_the_whole_chart() -> None:
    whole = best("", lambda: ENGINE.report(CHART))
    RESULTS.pop()
    for what, function in (("development", "development"), ("product management", "product_management")):
        box, size = largest(function)
        change = edits.move(CHART, box, CHART.index.reports[""][0])
        after = apply(change, CHART)
        name = f"rules: after a move of {size} boxes of {what}"
        assert best(name, partial(ENGINE.advance, REPORT, change, after)) < whole


def largest(function: str) -> tuple[str, int]:
    """The largest branch below a box of this function that is no more than a thousand boxes, and its size."""
    found = ((box, sum(1 for _ in tree.branch(CHART, box))) for box in CHART.index.functions[function])
    return max(((box, size) for box, size in found if size <= 1000), key=lambda entry: entry[1])


def test_the_lists_are_made_in_a_moment() -> None:
    change, after = moves(1, lambda box: True)[0]
    took = best(
        "rules: after a move, with all findings listed",
        lambda: ENGINE.advance(REPORT, change, after).findings,
    )
    assert took < 100
