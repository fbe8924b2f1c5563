"""Properties: every field reads the chart and writes by one undoable edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.ui.panels.properties import PropertiesPanel
from tests.charts import do, org

COMPANY = {"ceo": None, "product": "ceo", "pm": "product", "pmm": "product"}


@pytest.fixture
def panel(document: Callable[[Chart], Document], qtbot: Any) -> PropertiesPanel:
    made = PropertiesPanel(document(org(functions={"pm": "product_management"}, **COMPANY)))
    qtbot.addWidget(made)
    made.show()
    return made


def box(panel: PropertiesPanel, name: str = "b_pm") -> Any:
    return panel.document.chart.boxes[name]


def test_a_visit_to_the_title_is_one_step(panel: PropertiesPanel, qtbot: Any) -> None:
    panel.select(["b_pm"])
    title = panel.boxes.title
    title.setFocus()
    title.selectAll()
    qtbot.keyClicks(title, "Lead")
    title.commit()
    qtbot.keyClicks(title, "er")
    title.commit()
    assert box(panel).title == "Leader"
    assert panel.document.undo_stack.count() == 1
    panel.document.undo_stack.undo()
    assert title.text() == "Pm"


def test_what_is_typed_is_not_lost_when_another_box_is_selected(panel: PropertiesPanel, qtbot: Any) -> None:
    panel.select(["b_pm"])
    panel.boxes.title.setFocus()
    qtbot.keyClicks(panel.boxes.title, "!")
    panel.select(["b_pmm"])
    assert box(panel).title.endswith("!")
    assert box(panel, "b_pmm").title == "Pmm"


def test_functions_are_added_by_name_and_removed_by_chip(panel: PropertiesPanel, qtbot: Any) -> None:
    panel.select(["b_pm"])
    field = panel.boxes.functions
    qtbot.keyClicks(field.field, "product marketing")
    qtbot.keyClick(field.field, Qt.Key.Key_Return)
    assert box(panel).functions == ("product_management", "product_marketing")
    field.chips.itemAt(0).widget().removed.emit("product_management")
    assert box(panel).functions == ("product_marketing",)


def test_a_new_name_makes_a_person_and_a_known_one_is_the_same(panel: PropertiesPanel, qtbot: Any) -> None:
    for name in ("b_pm", "b_pmm"):
        panel.select([name])
        qtbot.keyClicks(panel.boxes.people.field, "Ana Ruiz")
        qtbot.keyClick(panel.boxes.people.field, Qt.Key.Key_Return)
    assert box(panel).people == box(panel, "b_pmm").people
    assert [person.name for person in panel.document.chart.people.values()] == ["Ana Ruiz"]


def test_headcount_takes_halves_and_refuses_words(panel: PropertiesPanel, qtbot: Any) -> None:
    panel.select(["b_pm"])
    panel.boxes._count("2,5")
    assert box(panel).headcount == 2.5
    with qtbot.waitSignal(panel.document.refused):
        panel.boxes._count("two")
    with qtbot.waitSignal(panel.document.refused):
        panel.boxes._count("nan")
    panel.boxes._count("")
    assert box(panel).headcount is None


@pytest.mark.parametrize("wanted", ["filled", "vacant", "planned", "closing"])
def test_every_state_can_be_set_and_left_again(wanted: str) -> None:
    chart = do(org(**COMPANY), edits.set_state, ["b_pm"], wanted)
    assert chart.boxes["b_pm"].state == wanted
    assert do(chart, edits.set_state, ["b_pm"], "filled").boxes["b_pm"].state == "filled"


def test_a_manager_is_chosen_and_loops_are_not_offered(panel: PropertiesPanel) -> None:
    panel.select(["b_product"])
    offered = [panel.boxes.manager.itemData(row) for row in range(panel.boxes.manager.count())]
    assert offered == ["-", "b_ceo"]
    panel.select(["b_pm"])
    panel.boxes.manager.chosen.emit("b_ceo")
    assert box(panel).reports_to == "b_ceo"
    panel.boxes.manager.chosen.emit("-")
    assert box(panel).reports_to is None


def test_several_boxes_are_changed_in_one_step(panel: PropertiesPanel) -> None:
    panel.select(["b_pm", "b_pmm"])
    assert not panel.boxes.title.isVisible()
    panel.boxes.state.chosen.emit("planned")
    assert (box(panel).status, box(panel, "b_pmm").status) == ("planned", "planned")
    assert panel.document.undo_stack.count() == 1


def test_boxes_that_differ_show_no_common_value(panel: PropertiesPanel) -> None:
    panel.document.edit("State", edits.set_state, ["b_pm"], "closing")
    panel.document.edit("Assistant", edits.change, "b_pm", assistant=True)
    panel.select(["b_pm", "b_pmm"])
    assert panel.boxes.state.accessibleDescription() == ""
    assert panel.boxes.assistant.checkState() == Qt.CheckState.PartiallyChecked


def test_with_nothing_selected_the_chart_is_shown(panel: PropertiesPanel, qtbot: Any) -> None:
    panel.select([])
    panel.chart.title.selectAll()
    qtbot.keyClicks(panel.chart.title, "Acme")
    panel.chart.title.commit()
    panel.chart.all_boxes.click()
    assert panel.document.chart.title == "Acme"
    assert panel.document.chart.head.complete.boxes


def test_a_deleted_box_leaves_the_panel(panel: PropertiesPanel) -> None:
    panel.select(["b_pm"])
    panel.document.edit("Delete", edits.remove, "b_pm")
    assert panel.boxes.boxes == ()
    panel.document.undo_stack.undo()
    panel.select(["b_pm"])
    assert panel.boxes.title.text() == "Pm"


def test_relations_are_said_from_both_ends_and_removed(panel: PropertiesPanel) -> None:
    panel.document.edit("Draw", edits.draw, "serves", "b_pmm", "b_pm", id="r_line0000")
    line = panel.document.chart.relations["r_line0000"]
    panel.select(["b_pmm"])
    assert panel.boxes.relations.sentence(line) == "Serves Pm"
    panel.select(["b_pm"])
    assert panel.boxes.relations.sentence(line) == "Pmm: serves this"


def test_every_field_has_a_name_for_screen_readers(panel: PropertiesPanel) -> None:
    panel.select(["b_pm"])
    fields = [panel.boxes.title, panel.boxes.functions.field, panel.boxes.people.field, panel.boxes.headcount]
    fields += [panel.boxes.manager, panel.boxes.state, panel.boxes.notes, panel.boxes.arrangement]
    assert all(field.accessibleName() for field in fields)


def test_where_boxes_differ_the_field_says_that_one_value_is_set_for_all(panel: PropertiesPanel) -> None:
    fields = panel.boxes
    panel.select(["b_ceo", "b_pmm"])
    assert fields.functions.field.placeholderText() == "Add a function"
    panel.select(["b_pm", "b_pmm"])
    assert fields.functions.field.placeholderText() == "They differ: set one for all"
    assert fields.products.field.placeholderText() == "Add a product"
