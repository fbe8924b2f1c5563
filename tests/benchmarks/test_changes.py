"""A comparison at 10,000 boxes: shown, turned over and taken back at the cost of what differs."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from random import Random
from typing import Any

import pytest

from orgsketch.compare import overlay, two
from orgsketch.drawing.cards import card_size
from orgsketch.errors import EditError
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.rules.pack import load_book
from orgsketch.ui.changes.canvas import ChangesCanvas, Scene
from tests.benchmarks.timing import best
from tests.charts import big_chart

BOXES, MOVES = 10_000, 10


@pytest.fixture(scope="module")
def charts() -> tuple[Chart, Chart]:
    """An organisation, and the same with ten boxes that report to somebody else."""
    before = after = big_chart(BOXES)
    dice, boxes, moved = Random(3), list(before.boxes), 0
    while moved < MOVES:
        try:
            change = edits.move(after, dice.choice(boxes), dice.choice(boxes))
        except EditError:
            continue
        after, moved = apply(change, after), moved + bool(change)
    return before, replace(after, head=replace(after.head, id="c_option00"))


def full_layout(chart: Chart) -> float:
    return best("changes: a full layout, to compare with", lambda: Layout(chart, card_size))


def test_the_overlay_and_one_change_taken_back_cost_less_than_a_layout(charts: tuple[Chart, Chart]) -> None:
    whole = full_layout(charts[0])
    compared = two(*charts)
    assert best("changes: both charts as one", lambda: overlay(compared)) < whole / 3
    rows = iter([two(*charts).changes[0] for _call in range(3)])  # each works it out once
    assert best("changes: one taken back", lambda: next(rows).revert, 0) < whole


def test_turning_from_before_to_changes_costs_less_than_a_layout(
    charts: tuple[Chart, Chart], qtbot: Any
) -> None:
    shown = overlay(two(*charts))
    both = Scene(shown.chart, flags=shown.flags, details=shown.details, ghosts=shown.ghosts)
    canvas = ChangesCanvas(Scene(charts[0]), load_book(()))
    qtbot.addWidget(canvas)
    canvas.resize(1100, 700)
    scenes = cycle((both, Scene(charts[0])))
    turned = best("changes: from before to changes", lambda: canvas.turn_to(next(scenes)))
    assert turned < full_layout(charts[0])
