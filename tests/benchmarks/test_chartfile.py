"""A chart of ten thousand boxes opens and saves before its user wonders."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from orgsketch.files import chartfile
from orgsketch.model import ids, order
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Head

COUNT = 10_000
LOAD, WRITE = 0.150, 0.060

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def chart() -> Chart:
    names = [ids.hashed_id(ids.BOX, str(place)) for place in range(COUNT)]
    boxes = [
        Box(name, f"Team {place}", ("development",), names[(place - 1) // 6] if place else None, order.FIRST)
        for place, name in enumerate(names)
    ]
    return Chart.of(Head("c_large000", "Large"), boxes=[replace(box, headcount=8) for box in boxes])


def test_ten_thousand_boxes_load(chart: Chart, tmp_path: Path) -> None:
    path = tmp_path / "large.orgsketch"
    chartfile.save(chart, path)
    assert _best(lambda: chartfile.load(path)) < LOAD


def test_ten_thousand_boxes_are_written(chart: Chart) -> None:
    assert _best(lambda: chartfile.to_bytes(chart)) < WRITE


def _best(action) -> float:  # type: ignore[no-untyped-def]
    times = []
    for _ in range(7):
        start = perf_counter()
        action()
        times.append(perf_counter() - start)
    return min(times)
