"""Whatever the mouse does on the canvas, the keyboard does, too: in a whole window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from tests.charts import org, outline
from tests.ui.canvas.hands import CTRL, SHIFT, Hands

Opened = Callable[[Chart], Any]
Key = Qt.Key
TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product", "junior": "pm"}


class Keyboard:
    """Types into the window as a user would, wherever the keyboard is."""

    def __init__(self, window: Any, qtbot: QtBot) -> None:
        self.window = window
        with qtbot.waitActive(window):
            window.activateWindow()
        window.canvas.setFocus()

    @property
    def chart(self) -> str:
        """The chart with titles in place of ids."""
        chart = self.window.document.chart
        found = outline(chart)
        for box in sorted(chart.boxes, key=len, reverse=True):
            found = found.replace(box.removeprefix("b_"), chart.boxes[box].title.lower())
        return found

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget(), key, keys)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.window.focusWidget(), letter)

    def select(self, name: str) -> None:
        self.window.select([f"b_{name}"])


@pytest.fixture
def keyboard(window: Callable[..., Any], qtbot: QtBot) -> Callable[[Chart], Keyboard]:
    return lambda chart: Keyboard(window(chart), qtbot)


@pytest.mark.parametrize(
    ("key", "keys", "expected"),
    [
        (Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "ceo[product[pm[junior] pmm[new]] sales]"),
        (Key.Key_Return, Qt.KeyboardModifier.NoModifier, "ceo[product[pm[junior] pmm new] sales]"),
        (Key.Key_Return, SHIFT, "ceo[product[pm[junior] new pmm] sales]"),
        (Key.Key_Return, CTRL, "ceo[product[pm[junior] new[pmm]] sales]"),
    ],
)
def test_a_new_box_is_typed_at_once(
    keyboard: Callable[[Chart], Keyboard], key: Qt.Key, keys: Qt.KeyboardModifier, expected: str
) -> None:
    hand = keyboard(org(**TEAM))
    hand.select("pmm")
    hand.press(key, keys)
    hand.type("New")
    hand.press(Key.Key_Return)
    assert hand.chart == expected
    assert hand.window.focusWidget() is hand.window.canvas


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("pmm", Key.Key_Left, "ceo[product[pmm pm[junior]] sales]"),
        ("pm", Key.Key_Right, "ceo[product[pmm pm[junior]] sales]"),
        ("pmm", Key.Key_Up, "ceo[product[pm[junior]] pmm sales]"),
        ("pmm", Key.Key_Down, "ceo[product[pm[junior pmm]] sales]"),
        ("product", Key.Key_Down, "ceo[sales[product[pm[junior] pmm]]]"),
        ("product", Key.Key_Up, "ceo[product[pm[junior] pmm] sales]"),
    ],
)
def test_ctrl_and_an_arrow_carry_a_box(
    keyboard: Callable[[Chart], Keyboard], name: str, key: Qt.Key, expected: str
) -> None:
    hand = keyboard(org(**TEAM))
    hand.select(name)
    hand.press(key, CTRL)
    assert hand.chart == expected
    hand.window.document.undo_stack.setIndex(0)
    assert hand.chart == outline(org(**TEAM))


def test_delete_asks_about_the_reports(keyboard: Callable[[Chart], Keyboard]) -> None:
    hand = keyboard(org(**TEAM))
    hand.window.ask.will(where_reports_go="to_manager")
    hand.select("pm")
    hand.press(Key.Key_Delete)
    assert hand.chart == "ceo[product[junior pmm] sales]"
    assert hand.window.canvas.overlay.selection == ["b_product"]


def test_move_to_is_the_twin_of_dragging(keyboard: Callable[[Chart], Keyboard]) -> None:
    hand = keyboard(org(**TEAM))
    hand.window.ask.will(new_manager="b_sales")
    hand.select("pmm")
    hand.press(Key.Key_M, CTRL)
    assert hand.chart == "ceo[product[pm[junior]] sales[pmm]]"


def test_after_a_move_by_key_the_box_is_seen_as_large_as_before(window: Callable[..., Any]) -> None:
    made = window(org(ceo=None, **{f"b{place}": "ceo" for place in range(60)}))
    canvas = made.canvas
    canvas.zoom_to(1.0)

    def choose(*_asked: Any) -> str:
        diff = edits.move(made.document.chart, "b_b59", "b_b0")
        canvas.preview.show(diff, apply(diff, made.document.chart))
        return "b_b0"

    made.select(["b_b59"])
    canvas.center_on("b_b59")
    made.ask.new_manager = choose
    made.actions_table["move_to"].trigger()
    assert made.document.chart.boxes["b_b59"].reports_to == "b_b0"
    assert canvas.view.zoom == 1.0
    assert canvas.view.shows(canvas.chart_layout.rect("b_b59"))


def test_zoom_by_key_goes_where_the_selected_box_is(window: Callable[..., Any]) -> None:
    made = window(org(ceo=None, **{f"b{place}": "ceo" for place in range(60)}))
    canvas = made.canvas
    canvas.fit()
    made.select(["b_b59"])
    made.actions_table["zoom_in"].trigger()
    made.actions_table["actual_size"].trigger()
    assert canvas.view.zoom == 1.0
    assert canvas.chart_layout.rect("b_b59").meets(canvas.view.area)


def test_undo_of_a_new_box_leaves_its_manager_in_hand(keyboard: Callable[[Chart], Keyboard]) -> None:
    hand = keyboard(org(**TEAM))
    hand.select("pm")
    hand.press(Key.Key_Tab)
    hand.press(Key.Key_Escape)
    hand.press(Key.Key_Z, CTRL)
    assert hand.window.selection == ("b_pm",)


def test_draw_a_line_is_the_twin_of_pulling_one(keyboard: Callable[[Chart], Keyboard]) -> None:
    hand = keyboard(org(**TEAM))
    hand.window.ask.will(line=("serves", "b_sales"))
    hand.select("pmm")
    hand.press(Key.Key_L, CTRL)
    (line,) = hand.window.document.chart.relations.values()
    assert (line.kind, line.start, line.end) == ("serves", "b_pmm", "b_sales")


def test_a_handle_adds_what_the_key_adds(keyboard: Callable[[Chart], Keyboard]) -> None:
    hand = keyboard(org(**TEAM))
    canvas = hand.window.canvas
    mouse = Hands(canvas)
    hand.select("pmm")
    mouse.click(mouse.place("pmm", 0.5, 1))
    hand.type("New")
    hand.press(Key.Key_Return)
    assert hand.chart == "ceo[product[pm[junior] pmm[new]] sales]"


def test_thirty_boxes_are_typed_without_the_mouse(keyboard: Callable[[Chart], Keyboard]) -> None:
    hand = keyboard(org())
    hand.press(Key.Key_Tab)
    hand.type("Top")
    for department in range(5):
        hand.press(Key.Key_Return if department else Key.Key_Tab)
        hand.type(f"Dep{department}")
        hand.press(Key.Key_Tab)
        hand.type("One")
        for name in ("Two", "Three", "Four", "Five"):
            hand.press(Key.Key_Return)
            hand.press(Key.Key_Return)
            hand.type(name)
        hand.press(Key.Key_Return)
        for _row in range(5):
            hand.press(Key.Key_Up)
    team = "[one two three four five]"
    assert hand.chart == "top[" + " ".join(f"dep{number}{team}" for number in range(5)) + "]"
    assert len(hand.window.document.chart.boxes) == 31
