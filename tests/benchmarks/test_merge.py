"""How fast a merge is; run by `make bench`."""

from __future__ import annotations

from random import Random

import pytest

from orgsketch.errors import EditError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.merge import merge
from tests.benchmarks.timing import best
from tests.charts import big_chart, do

pytestmark = pytest.mark.benchmark


def moved(chart: Chart, seed: int, times: int) -> Chart:
    dice, names = Random(seed), sorted(chart.boxes)
    for _ in range(times):
        try:
            chart = do(chart, edits.move, dice.choice(names), dice.choice(names))
        except EditError:
            continue
    return chart


def test_merge_of_ten_thousand_boxes() -> None:
    base = big_chart(10_000)
    ours, theirs = moved(base, 1, 200), moved(base, 2, 200)
    assert best("merge, 10,000 boxes, 400 moves", lambda: merge(base, ours, theirs)) < 1000
