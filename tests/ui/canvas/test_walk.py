"""Walking with the arrow keys, as the chart is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from orgsketch.model.chart import Chart
from tests.charts import org
from tests.ui.canvas.hands import SHIFT, Hands

Opened = Callable[[Chart], Hands]
KEYS = {"up": Qt.Key.Key_Up, "down": Qt.Key.Key_Down, "left": Qt.Key.Key_Left, "right": Qt.Key.Key_Right}
DEPARTMENTS = {
    "ceo": None, "product": "ceo", "marketing": "ceo", "sales": "ceo",
    "pm": "product", "pm2": "product", "pmm": "marketing", "mc": "marketing", "mc2": "marketing",
    "idea": None, "plan": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "way", "end"),
    [
        ("ceo", "down", "marketing"),
        ("marketing", "up", "ceo"),
        ("marketing", "left", "product"),
        ("marketing", "right", "sales"),
        ("marketing", "down", "pmm"),
        ("pmm", "down", "mc"),
        ("mc", "up", "pmm"),
        ("pmm", "up", "marketing"),
        ("pm2", "right", "mc"),
        ("mc", "left", "pm2"),
        ("mc2", "left", "mc2"),
        ("ceo", "up", "ceo"),
        ("mc2", "down", "mc2"),
        ("idea", "right", "plan"),
        ("idea", "up", "ceo"),
    ],
)
def test_an_arrow_goes_to_the_card_in_its_direction(opened: Opened, start: str, way: str, end: str) -> None:
    hands = opened(org(**DEPARTMENTS))
    hands.canvas.select([f"b_{start}"])
    hands.key(KEYS[way])
    assert hands.canvas.overlay.selection == [f"b_{end}"]


def test_the_first_arrow_selects_the_top(opened: Opened) -> None:
    hands = opened(org(**DEPARTMENTS))
    hands.key(Qt.Key.Key_Down)
    assert hands.canvas.overlay.selection == ["b_ceo"]
    assert hands.canvas.overlay.focused == "b_ceo"


def test_shift_adds_to_the_selection(opened: Opened) -> None:
    hands = opened(org(**DEPARTMENTS))
    hands.canvas.select(["b_pmm"])
    hands.key(Qt.Key.Key_Down, SHIFT)
    hands.key(Qt.Key.Key_Down, SHIFT)
    assert hands.canvas.overlay.selection == ["b_pmm", "b_mc", "b_mc2"]


def test_every_box_can_be_reached_from_the_top(opened: Opened) -> None:
    hands = opened(org(**{**DEPARTMENTS, **{f"rep{n}": "sales" for n in range(12)}}))
    seen, waiting = set(), ["b_ceo"]
    while waiting:
        box = waiting.pop()
        for key in KEYS.values():
            hands.canvas.select([box])
            hands.key(key)
            found = hands.canvas.overlay.selection[0]
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    assert seen == set(hands.canvas.document.chart.boxes) - {"b_idea", "b_plan"}


def test_home_goes_to_the_top(opened: Opened) -> None:
    hands = opened(org(**DEPARTMENTS))
    hands.canvas.select(["b_mc2"])
    hands.key(Qt.Key.Key_Home)
    assert hands.canvas.overlay.selection == ["b_ceo"]
