"""Undo and redo select and show what they touched."""

from __future__ import annotations

from typing import Any

import pytest

from orgsketch.model import edits
from orgsketch.ui.commands import editing
from tests.charts import big_chart, org

COMPANY = {"ceo": None, "product": "ceo", "pm": "product", "ux": "product", "marketing": "ceo"}


@pytest.fixture
def shown(window: Any) -> Any:
    return window(org(**COMPANY))


def test_a_cut_that_is_taken_back_selects_what_came_back(shown: Any) -> None:
    shown.select(["b_product"])
    shown.actions_table["cut"].trigger()
    assert "b_pm" not in shown.document.chart.boxes
    editing.undo(shown)
    assert shown.selection == ("b_product",), "the top of the branch, not its manager and not all of it"
    editing.redo(shown)
    assert shown.selection == ("b_ceo",)


def test_a_deleted_box_is_selected_when_it_comes_back_not_its_reports(shown: Any) -> None:
    shown.select(["b_product"])
    shown.actions_table["delete_only"].trigger()
    shown.select(["b_marketing"])
    shown.toast.undo_wanted.emit()
    assert shown.selection == ("b_product",)


@pytest.mark.parametrize(
    ("edit", "touched"),
    [
        ((edits.move, "b_pm", "b_marketing"), ("b_pm",)),
        ((edits.reorder, "b_ux", -1), ("b_ux",)),
        ((edits.rename, "b_ux", "Design"), ("b_ux",)),
        ((edits.insert_manager, "b_pm"), ("b_pm",)),
    ],
)
def test_an_edit_that_is_taken_back_selects_what_it_touched(
    shown: Any, edit: tuple[Any, ...], touched: tuple[str, ...]
) -> None:
    shown.document.edit("Edit", *edit)
    shown.select(["b_ceo"])
    editing.undo(shown)
    assert shown.selection == touched
    shown.select([])
    editing.redo(shown)
    assert shown.selection == touched or edit[0] is edits.insert_manager


def test_a_line_that_comes_back_is_selected(shown: Any) -> None:
    shown.document.edit("Draw", edits.draw, "serves", "b_pm", "b_marketing")
    (line,) = shown.document.chart.relations
    shown.document.edit("Delete a line", edits.remove_relation, line)
    editing.undo(shown)
    assert shown.canvas.overlay.relation == line
    editing.undo(shown)
    assert shown.selection == ("b_pm",)


def test_what_was_touched_is_brought_into_sight(window: Any) -> None:
    shown = window(big_chart(600))
    boxes = list(shown.document.chart.boxes)
    first, last = boxes[0], boxes[-1]
    shown.document.edit("Rename", edits.rename, last, "Far away")
    shown.canvas.reset()
    shown.go_to(first)
    editing.undo(shown)
    rect = shown.canvas.chart_layout.rect(last)
    assert rect is not None
    assert shown.canvas.view.shows(rect)


def test_a_step_about_the_whole_chart_leaves_the_selection(shown: Any) -> None:
    shown.document.edit("Title", edits.change_chart, title="Another title")
    shown.select(["b_pm"])
    editing.undo(shown)
    assert shown.selection == ("b_pm",)
