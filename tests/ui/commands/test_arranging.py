"""How a branch is drawn, from the menu: for every selected box, one step back."""

from __future__ import annotations

from typing import Any

from orgsketch.ui.actions import ON_BOX
from orgsketch.ui.spoken import ARRANGEMENTS
from tests.charts import org

COMPANY = {"ceo": None, "product": "ceo", "marketing": "ceo", "sales": "marketing"}


def test_every_style_is_in_the_menu_and_one_step_back(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_ceo", "b_marketing"])
    for style in list(ARRANGEMENTS)[1:]:
        shown.actions_table[f"arrange_{style}"].trigger()
        boxes = shown.document.chart.boxes
        assert {boxes[box].arrangement for box in shown.selection} == {style}
        assert shown.actions_table[f"arrange_{style}"].isChecked()
        assert not shown.actions_table["arrange_automatic"].isChecked()
        shown.document.undo_stack.undo()
        assert shown.document.chart.boxes["b_ceo"].arrangement == ""


def test_an_assistant_stands_beside_the_line_and_goes_back(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_product"])
    row = shown.canvas.chart_layout.rect("b_product")
    shown.actions_table["assistant"].trigger()
    assert shown.document.chart.boxes["b_product"].assistant
    assert shown.canvas.chart_layout.rect("b_product") != row
    shown.actions_table["assistant"].trigger()
    assert shown.canvas.chart_layout.rect("b_product") == row


def test_the_menu_of_a_box_has_the_styles(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_ceo"])
    menu = shown.actions_table.context_menu(ON_BOX)
    styles = next(action.menu() for action in menu.actions() if action.menu())
    assert [action.text() for action in styles.actions()] == list(ARRANGEMENTS.values())
    assert all(action.isEnabled() for action in styles.actions())
