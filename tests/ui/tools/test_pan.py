"""Panning and zooming with the mouse."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from orgsketch.model.chart import Chart
from tests.charts import org
from tests.ui.canvas.hands import CTRL, MIDDLE, SHIFT, Hands

Opened = Callable[[Chart], Hands]
TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product"}


def test_the_chart_follows_the_middle_button(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    before = hands.place("ceo")
    hands.press(QPointF(400, 300), MIDDLE)
    hands.move(QPointF(430, 280), MIDDLE)
    hands.release(QPointF(430, 280), MIDDLE)
    assert hands.place("ceo") == before + QPointF(30, -20)


def test_the_chart_follows_the_left_button_while_space_is_held(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.click("product")
    before = hands.place("ceo")
    QTest.keyPress(hands.canvas, Qt.Key.Key_Space)
    hands.press(QPointF(400, 300))
    hands.move(QPointF(450, 320))
    hands.release(QPointF(450, 320))
    QTest.keyRelease(hands.canvas, Qt.Key.Key_Space)
    assert hands.place("ceo") == before + QPointF(50, 20)
    assert hands.canvas.chart_layout.folded == frozenset()


def test_esc_puts_a_panned_chart_back(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    before = hands.place("ceo")
    hands.press(QPointF(400, 300), MIDDLE)
    hands.move(QPointF(430, 280), MIDDLE)
    hands.key(Qt.Key.Key_Escape)
    assert hands.place("ceo") == before


@pytest.mark.parametrize(
    ("angle", "keys", "moved"),
    [
        (QPoint(0, 120), Qt.KeyboardModifier.NoModifier, QPointF(0, 60)),
        (QPoint(-120, 0), Qt.KeyboardModifier.NoModifier, QPointF(-60, 0)),
        (QPoint(0, 120), SHIFT, QPointF(60, 0)),
    ],
)
def test_the_wheel_pans(opened: Opened, angle: QPoint, keys: Qt.KeyboardModifier, moved: QPointF) -> None:
    hands = opened(org(**TEAM))
    before = hands.place("ceo")
    hands.wheel(QPointF(400, 300), angle, keys)
    assert hands.place("ceo") == before + moved


def test_the_wheel_with_ctrl_zooms_at_the_pointer(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    place = hands.place("product", 0.25, 0.25)
    hands.wheel(place, QPoint(0, 240), CTRL)
    assert hands.canvas.view.zoom > 1.2
    after = hands.place("product", 0.25, 0.25)
    assert (after - place).manhattanLength() < 2


def test_the_chart_cannot_be_panned_out_of_sight(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    for _turn in range(200):
        hands.wheel(QPointF(400, 300), QPoint(-960, -960))
    assert hands.canvas.chart_layout.bounds.meets(hands.canvas.view.area)
