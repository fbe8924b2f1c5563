"""Fields, and layouts that flow."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from orgsketch.ui.widgets.boxes import Flow
from orgsketch.ui.widgets.fields import Choice

LONG = "Businesses that buy for a very large number of people at once"


def picture(field: Choice, width: int) -> QImage:
    field.resize(width, 32)
    return field.grab().toImage()


def test_a_choice_without_room_ends_in_an_ellipsis(qtbot: Any) -> None:
    whole, cut = Choice([("a", LONG)], "a"), Choice([("a", LONG)], "a")
    for field in (whole, cut):
        qtbot.addWidget(field)
    seen = cut.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, 160 - Choice.TAKEN)
    assert seen.endswith("…")
    written = Choice([("a", seen)], "a")
    qtbot.addWidget(written)
    assert picture(whole, 160) == picture(written, 160)


def test_a_choice_without_a_value_says_what_to_do(qtbot: Any) -> None:
    empty, asking = Choice([("a", "A")]), Choice([("a", "A")])
    for field in (empty, asking):
        qtbot.addWidget(field)
        field.show_value("")
    asking.setPlaceholderText("Choose an answer")
    assert picture(empty, 200) != picture(asking, 200)


@pytest.mark.parametrize("width", [400, 70])
def test_what_stands_in_a_line_stands_on_one_middle(qtbot: Any, width: int) -> None:
    high, low = QPushButton("High"), QLabel("Low")
    high.setFixedHeight(40)
    made = Flow.of(high, low)
    qtbot.addWidget(made)
    made.resize(width, 100)
    made.show()
    qtbot.waitExposed(made)
    if width == 400:
        assert abs(high.geometry().center().y() - low.geometry().center().y()) <= 1
    else:
        assert low.y() >= high.geometry().bottom()


def test_cards_of_a_line_stand_on_one_top(qtbot: Any) -> None:
    high, low, made = QLabel("High"), QLabel("Low"), QWidget()
    high.setFixedHeight(90)
    flow = Flow(8, made)
    flow.addWidget(high)
    flow.addWidget(low)
    qtbot.addWidget(made)
    made.resize(400, 120)
    made.show()
    qtbot.waitExposed(made)
    assert low.y() == high.y()
