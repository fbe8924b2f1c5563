"""The window: everything that selects tells everyone else; panels, start page, status bar follow."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QSize

from orgsketch.model import edits
from orgsketch.resources import settings
from orgsketch.ui import docking
from orgsketch.ui.commands import editing
from tests.charts import org

COMPANY = {"ceo": None, "product": "ceo", "pm": "product", "pmm": "product", "idea": None}


def test_the_selection_is_one_everywhere(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_pm"])
    assert shown.outline.selected() == ["b_pm"]
    assert shown.side.properties.boxes.boxes == ("b_pm",)
    shown.outline.tree.setCurrentIndex(shown.outline.model.index_of("b_pmm"))
    assert shown.selection == ("b_pmm",)
    shown.canvas.selection_changed.emit(["b_product"])
    assert shown.outline.selected() == ["b_product"]


def test_a_deleted_box_leaves_the_selection(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_pm", "b_pmm"])
    shown.document.edit("Delete", edits.remove, "b_pm")
    assert shown.selection == ("b_pmm",)


def test_the_title_says_what_is_unsaved(window: Any) -> None:
    shown = window(org(**COMPANY))
    assert shown.windowTitle() == "Test[*] – Orgsketch"
    assert not shown.isWindowModified()
    shown.document.edit("Rename", edits.rename, "b_pm", "Lead")
    assert shown.isWindowModified()
    shown.document.undo_stack.undo()
    assert not shown.isWindowModified()


def test_the_status_bar_counts(window: Any) -> None:
    shown = window(org(**COMPANY))
    status = shown.status
    assert [label.text() for label in (status.boxes, status.layers, status.span, status.bench)] == [
        "5 boxes",
        "3 layers",
        "Widest span 2",
        "1 on the bench",
    ]
    shown.document.edit("Move", edits.move, "b_idea", "b_ceo")
    assert not status.bench.isVisible()


def test_the_palette_adds_under_the_selection_and_the_toast_takes_it_back(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_product"])
    shown.actions_table["palette"].trigger()
    shown.palette_panel.search.setText("design")
    qtbot.keyClick(shown.palette_panel.search, "\r")
    (fresh,) = shown.selection
    assert shown.document.chart.boxes[fresh].functions == ("design",)
    assert shown.document.chart.boxes[fresh].reports_to == "b_product"
    shown.toast.undo.click()
    assert fresh not in shown.document.chart.boxes


def test_the_toast_offers_no_undo_of_another_step(window: Any) -> None:
    shown = window(org(ceo=None))
    for _ in range(2):
        editing.add_function(shown, "", "Team")
    assert shown.toast.isVisible()
    editing.undo(shown)
    assert not shown.toast.isVisible()
    assert shown.document.undo_stack.index() == 1


def test_the_palette_offers_joined_roles(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.palette_panel.shows_all = True
    shown.palette_panel.refresh()
    joined = [option for option in shown.palette_panel.functions.list.options if "+" in option.value]
    assert joined
    editing.add_function(shown, joined[0].value, joined[0].text)
    assert len(shown.document.chart.boxes[shown.selection[0]].functions) == 2


def test_an_unknown_title_in_the_palette_makes_an_unclassified_box(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_ceo"])
    shown.actions_table["palette"].trigger()
    shown.palette_panel.search.setText("Chief of Staff")
    qtbot.keyClick(shown.palette_panel.search, "\r")
    record = shown.document.chart.boxes[shown.selection[0]]
    assert (record.title, record.functions, record.reports_to) == ("Chief of Staff", (), "b_ceo")


def test_deleting_a_manager_asks_where_its_reports_go(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_product"])
    shown.ask.will(where_reports_go=None)
    editing.delete(shown)
    assert "b_product" in shown.document.chart.boxes
    shown.ask.will(where_reports_go="to_bench")
    editing.delete(shown)
    assert shown.document.chart.boxes["b_pm"].reports_to is None
    assert shown.ask.asked[0] == ("where_reports_go", ("Product", 2, 2))


def test_deleting_a_leaf_or_a_box_alone_asks_nothing(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_pm"])
    editing.delete(shown)
    shown.select(["b_product"])
    editing.delete_only(shown)
    assert shown.document.chart.boxes["b_pmm"].reports_to == "b_ceo"
    assert shown.selection == ("b_ceo",)


def test_move_to_offers_only_managers_without_a_loop(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_product"])
    shown.ask.will(new_manager="b_idea")
    editing.move_to(shown)
    assert sorted(shown.ask.asked[0][1][2]) == ["b_ceo", "b_idea"]
    assert shown.document.chart.boxes["b_product"].reports_to == "b_idea"
    assert shown.document.undo_stack.undoText() == "Move Product under Idea"


def test_draw_a_line_by_keyboard(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.select(["b_pmm"])
    shown.ask.will(line=("serves", "b_pm"))
    shown.actions_table["draw_line"].trigger()
    (line,) = shown.document.chart.relations.values()
    assert (line.kind, line.start, line.end) == ("serves", "b_pmm", "b_pm")


def test_new_boxes_stand_where_their_command_says(window: Any) -> None:
    shown = window(org(**COMPANY))
    for command, reports in (
        (editing.add_report, ("b_pm", "b_pmm")),
        (editing.add_peer, ("b_pm", "new", "b_pmm")),
        (editing.add_peer_before, ("new", "b_pm", "b_pmm")),
        (editing.add_manager, ("new", "b_pmm")),
    ):
        shown.select(["b_pm"])
        command(shown)
        (fresh,) = shown.selection
        now = shown.document.chart.reports("b_product")
        assert tuple("new" if box == fresh else box for box in now) == reports, command.__name__
        shown.document.undo_stack.undo()


def test_an_empty_chart_invites(window: Any, qtbot: Any) -> None:
    shown = window(org())
    assert shown.empty.isVisible()
    shown.empty.first.click()
    assert len(shown.document.chart.boxes) == 1
    assert not shown.empty.isVisible()


def test_typing_on_an_empty_chart_begins_the_first_box(window: Any, qtbot: Any) -> None:
    shown = window(org())
    shown.activateWindow()
    qtbot.waitUntil(shown.canvas.hasFocus)
    qtbot.keyClick(shown.canvas, "C")
    field = shown.focusWidget()
    qtbot.keyClicks(field, "EO")
    qtbot.keyClick(field, "\r")
    assert [box.title for box in shown.document.chart.boxes.values()] == ["CEO"]


def test_the_theme_chosen_is_kept_and_reaches_the_canvas(window: Any) -> None:
    from orgsketch.ui import look

    shown = window(org(**COMPANY))
    shown.actions_table["theme_dark"].trigger()
    assert settings.load().theme == "dark"
    assert look.theme().name == "dark"
    assert shown.actions_table["theme_dark"].isChecked()
    look.wear("light")


def test_sides_can_be_closed_and_come_back(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.actions_table["left"].trigger()
    assert shown.left.isHidden()
    assert not shown.actions_table["left"].isChecked()
    shown.actions_table["left"].trigger()
    assert not shown.left.isHidden()


def test_the_window_comes_back_where_it_was(window: Any) -> None:
    shown = window(org(**COMPANY))
    shown.actions_table["left"].trigger()
    shown.resize(shown.minimumSizeHint().width() + 40, 640)
    size = shown.size()
    assert shown.close()
    again = window(org(**COMPANY))
    assert again.left.isHidden()
    assert not again.right.isHidden()
    docking.place(again)
    assert again.height() == size.height()


def test_a_settings_entry_that_is_no_geometry_is_passed_over(window: Any) -> None:
    settings.update(window="no base64 at all: %%%")
    assert window(org(**COMPANY)).isVisible()


def test_a_menu_for_a_box_selects_it_and_holds_its_commands(window: Any) -> None:
    from orgsketch.ui.actions import ON_BOX

    shown = window(org(**COMPANY))
    shown.select(["b_pm"])
    menu = shown.actions_table.context_menu(ON_BOX)
    names = [action.objectName() for action in menu.actions()]
    assert names == list(ON_BOX)
    assert all(action.isEnabled() for action in menu.actions() if not action.isSeparator())
    menu.close()


@pytest.mark.parametrize(("wide", "canvas"), [(1440, 480), (960, 480), (720, 256), (300, 240)])
def test_the_chart_is_narrower_where_the_screen_has_no_room_beside_its_panels(wide: int, canvas: int) -> None:
    screen = SimpleNamespace(availableSize=lambda: QSize(wide, 450))
    window: Any = SimpleNamespace(screen=lambda: screen)
    assert docking.narrowest(window) == canvas


def test_the_status_bar_fits_a_laptop_at_twice_the_size(window: Any) -> None:
    """720 pixels of a screen of 1440 are enough, whatever is said: its sentences give way."""
    made = window(org(ceo=None, product="ceo", pm="product"))
    made.status.stand_in(["123 boxes", "4 layers", "Widest span 14", "12 on the bench", "Not saved"])
    made.status.say("162 changes, compared with Product marketing in the office of the chief executive")
    made.status.layout().activate()
    assert made.status.minimumSizeHint().width() <= 720
