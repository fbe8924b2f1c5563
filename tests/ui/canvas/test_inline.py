"""Typing titles on the cards."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from tests.charts import do, org
from tests.ui.canvas.hands import Hands

Opened = Callable[[Chart], Hands]
TEAM = {"ceo": None, "product": "ceo", "idea": None}


def title(hands: Hands, name: str) -> str:
    return hands.canvas.document.chart.boxes[f"b_{name}"].title


def test_a_double_click_opens_the_field_over_the_card(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.double_click("product")
    field = hands.canvas.field
    assert (field.isVisible(), field.text(), field.selectedText()) == (True, "Product", "Product")
    assert hands.canvas.screen_rect("b_product").contains(*field.geometry().center().toTuple())  # type: ignore[union-attr]
    hands.type("Product group")
    hands.enter()
    assert title(hands, "product") == "Product group"
    assert hands.canvas.document.undo_stack.undoText() == "Rename"
    assert not field.isVisible()


def test_esc_keeps_the_old_title(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.begin_rename("b_product")
    hands.type("Nonsense")
    QTest.keyClick(hands.canvas.field, Qt.Key.Key_Escape)
    assert title(hands, "product") == "Product"
    assert hands.canvas.document.undo_stack.count() == 0


def test_typing_on_a_selected_card_begins_a_new_title(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.click("product")
    hands.type("R")
    hands.type("&D")
    hands.enter()
    assert title(hands, "product") == "R&D"


def test_a_click_elsewhere_keeps_what_was_typed(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.begin_rename("b_product")
    hands.type("Goods")
    hands.click("ceo")
    assert title(hands, "product") == "Goods"
    assert hands.canvas.overlay.selection == ["b_ceo"]


def test_an_unchanged_title_is_no_edit(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.begin_rename("b_product")
    hands.enter()
    assert hands.canvas.document.undo_stack.count() == 0


def test_boxes_on_the_bench_are_renamed_there(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.double_click("idea")
    hands.type("Pricing")
    hands.enter()
    assert title(hands, "idea") == "Pricing"


def test_a_title_is_plain_text(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.begin_rename("b_product", "<b>bold</b>\u202e & more")
    hands.enter()
    assert title(hands, "product") == "<b>bold</b> & more"


def test_the_field_follows_the_card(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.begin_rename("b_product")
    before = hands.canvas.field.geometry()
    hands.canvas.pan(30, 10)
    assert hands.canvas.field.geometry() == before.translated(-30, -10)


def test_a_box_that_goes_takes_its_field_along(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.begin_rename("b_product")
    hands.canvas.document.edit("Delete", edits.remove, "b_product")
    assert not hands.canvas.field.isVisible()
    assert "b_product" not in hands.canvas.document.chart.boxes


def test_a_protected_chart_is_not_renamed(opened: Opened) -> None:
    hands = opened(do(org(**TEAM), edits.change_chart, protected=True))
    hands.double_click("product")
    assert not hands.canvas.field.isVisible()
