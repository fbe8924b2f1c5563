"""From option to plan: read beside the window, copied and written, with people named as agreed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from orgsketch.exporters import planned
from orgsketch.files import chartfile
from orgsketch.resources import samples
from orgsketch.rules.pack import load_book
from orgsketch.ui.dialogs.ask import Ask
from orgsketch.ui.dialogs.plan import STEP, PlanSheet
from tests.ui.matrix.conftest import row_of, settle

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(shown: Any, qtbot: Any) -> PlanSheet:
    """The plan from today to option A."""
    page = settle(shown, qtbot)
    page.view.setCurrentIndex(page.table.index(row_of(page, "boxes"), 1))
    shown.ask.will(show_plan=None)
    shown.actions_table["plan"].trigger()
    name, between = shown.ask.asked[-1]
    assert name == "show_plan"
    Ask(shown).show_plan(*between)
    made: PlanSheet | None = shown.findChild(PlanSheet)
    assert made is not None
    return made


def texts(sheet: PlanSheet) -> list[str]:
    return [sheet.steps.item(row).text() for row in range(sheet.steps.count())]


def test_the_plan_leads_from_the_baseline_to_the_column_under_the_keyboard(sheet: PlanSheet) -> None:
    assert sheet.windowTitle() == "From Northwind Instruments today to Option A: PMM beside PM"
    assert not sheet.isModal()
    assert texts(sheet)[0] == "1. Move Product marketing (Ana Ruiz) from Marketing to Product"
    assert any("Draw the line" in text for text in texts(sheet))
    assert sheet.people.text() == "1 person affected: Ana Ruiz"


def test_people_are_named_as_chosen_everywhere(sheet: PlanSheet, tmp_path: Path, shown: Any) -> None:
    sheet.names.show_value("none")
    sheet.names.chosen.emit("none")
    assert "Ana" not in " ".join([*texts(sheet), sheet.people.text()])
    shown.ask.will(file_for_plan=tmp_path / "plan")
    sheet.choose("markdown")
    sheet.choose("workbook")
    told = (tmp_path / "plan.md").read_text("utf-8")
    assert "Move Product marketing from Marketing to Product" in told
    assert "Ana" not in told
    assert (tmp_path / "plan.xlsx").read_bytes().startswith(b"PK")
    sheet.choose("copy")
    assert QGuiApplication.clipboard().text() == told


def test_a_step_leads_to_its_box(sheet: PlanSheet, shown: Any, qtbot: Any) -> None:
    item = sheet.steps.item(0)
    spot = sheet.steps.visualItemRect(item).center()
    qtbot.mouseClick(sheet.steps.viewport(), LEFT, pos=spot)
    assert shown.modes.is_chart
    assert shown.selection == (item.data(STEP).box,)
    assert sheet.isVisible()


def test_the_plan_of_the_chart_shown_starts_where_it_came_from(shown: Any, qtbot: Any) -> None:
    settle(shown, qtbot)
    shown.modes.show("chart")
    shown.ask.will(show_plan=None)
    shown.actions_table["plan"].trigger()
    before, after = shown.ask.asked[-1][1]
    assert (before.title, after.is_here) == ("Northwind Instruments today", True)


def test_nothing_to_do_is_said(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    made = PlanSheet(shown, page.options[1], page.options[1])
    qtbot.addWidget(made)
    assert texts(made) == ["Nothing has to be done."]


def test_opinions_about_people_are_in_no_plan() -> None:
    charts = {path.stem: chartfile.open_strictly(path).chart for path in samples()}
    for name in ("full", "initials", "none"):
        told = planned.planned(charts["today"], charts["pmm-beside-pm"], name, load_book().vocabulary)  # type: ignore[arg-type]
        assert not any(step.what.startswith("answers") for step in told.steps)
