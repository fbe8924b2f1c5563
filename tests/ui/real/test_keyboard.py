"""What a real keyboard does in the real program; the mouse is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from orgsketch.model.chart import Chart
from tests.charts import org
from tests.ui.real.hand import Hand

pytestmark = pytest.mark.xvfb


def titles(chart: Chart, manager: str | None) -> list[str]:
    return [chart.boxes[box].title for box in chart.reports(manager)]


def test_thirty_boxes_are_typed_without_the_mouse(hand: Hand, tmp_path: Path) -> None:
    """Letters, Tab and Enter, as fast as they come: a chief, nine leads, ten teams, ten people."""
    hand.open(org(), tmp_path / "typed.orgsketch")
    layers = [
        [f"Lead {place}" for place in range(1, 10)],
        [f"Team {place}" for place in range(1, 11)],
        [f"Person {place}" for place in range(1, 11)],
    ]
    hand.write("Chief")
    for layer in layers:
        for place, title in enumerate(layer):
            hand.write(title, before=["Return", "Return"] if place else ["Tab"])
    hand.keys("Return")
    hand.wait(lambda seen: "Person 10" in seen["titles"].values())
    chart = hand.saved()
    manager = chart.reports(None)[0]
    assert titles(chart, None) == ["Chief"]
    for layer in layers:
        assert titles(chart, manager) == layer
        manager = chart.reports(manager)[-1]
    assert len(chart.boxes) == 30


def test_a_box_gets_another_manager_in_three_keys(hand: Hand) -> None:
    hand.keys("Home", "Down", "Left", "Down")  # a box is selected by walking there
    hand.wait(lambda seen: seen["selection"] == ["b_pm"])
    hand.keys("ctrl+m")
    hand.wait(lambda seen: seen["dialog"] == "MovePicker")
    hand.keys("s", "Return")
    hand.wait(lambda seen: seen["dialog"] == "NoneType" and not seen["saved"])
    chart = hand.saved()
    assert chart.boxes["b_pm"].reports_to == "b_sales"
    assert len(chart.boxes) == 8


def test_every_step_of_a_drag_has_its_key(hand: Hand) -> None:
    """Order, layer, manager above: by Ctrl and an arrow, and all of it is taken back."""
    start = hand.saved()
    hand.keys("Home", "Down")
    hand.wait(lambda seen: seen["selection"] == ["b_marketing"])
    hand.keys("ctrl+Left")
    hand.wait(lambda seen: not seen["saved"])
    assert titles(hand.saved(), "b_ceo") == ["Marketing", "Product", "Sales"]
    hand.keys("ctrl+Right", "ctrl+Down")
    hand.wait(lambda seen: not seen["saved"])
    moved = hand.saved()
    assert titles(moved, "b_ceo") == ["Product", "Sales"]
    assert moved.boxes["b_marketing"].reports_to == "b_product"
    hand.keys("ctrl+Up", "ctrl+z", "ctrl+z", "ctrl+z", "ctrl+z")
    hand.wait(lambda seen: not seen["saved"])
    assert hand.saved() == start


def test_a_branch_is_cut_and_pasted_elsewhere(hand: Hand) -> None:
    hand.keys("Home", "Down", "Left")
    hand.wait(lambda seen: seen["selection"] == ["b_product"])
    hand.keys("ctrl+x")
    hand.wait(lambda seen: len(seen["titles"]) == 5)
    hand.keys("ctrl+k")
    hand.wait(lambda seen: seen["keyboard"] == "Field")
    hand.type("sales")
    hand.keys("Return")
    hand.wait(lambda seen: seen["selection"] == ["b_sales"])
    hand.keys("ctrl+v")
    hand.wait(lambda seen: len(seen["titles"]) == 8)
    chart = hand.saved()
    (product,) = chart.reports("b_sales")
    assert titles(chart, product) == ["Pm", "Pmm"]
