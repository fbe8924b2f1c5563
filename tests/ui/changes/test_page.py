"""The Changes mode: what differs is seen, found, taken back and taken over, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from orgsketch.drawing.changes import FLAGS
from orgsketch.drawing.options import DEFAULTS
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer
from orgsketch.resources import settings
from orgsketch.ui.changes.page import ChangesPage
from orgsketch.ui.dialogs.export import Wanted
from orgsketch.ui.exporting import Batch
from tests.charts import do, org

Compared = Callable[..., Any]

BEFORE = org(
    ceo=None, product="ceo", pm="product", marketing="ceo", pmm="marketing", events="marketing", sales="ceo"
)


def after() -> Chart:
    """One box moved, one retitled, one gone, one new, one line drawn."""
    chart = do(BEFORE, edits.move, "b_pmm", "b_product")
    chart = do(chart, edits.rename, "b_sales", "Sales and success")
    chart = do(chart, edits.remove, "b_events")
    chart = do(chart, edits.draw, "shares_objectives", "b_pmm", "b_pm")
    return do(chart, edits.add, "Enablement", manager="b_sales", id="b_enable00")


def titles(page: ChangesPage) -> list[tuple[str, str, str]]:
    return [
        (entry.change.kind, entry.title, entry.detail)
        for entry in page.panel.changes.entries.entries
        if entry.change and entry.kind == "change"
    ]


def place(page: ChangesPage, title: str, number: int = 0) -> int:
    """The row of a change in the list."""
    rows = [row for row, entry in enumerate(page.panel.changes.entries.entries) if entry.title == title]
    return rows[number]


def point(page: ChangesPage, title: str, *, is_arrow: bool = False) -> QPoint:
    listing = page.panel.changes
    rect = listing.visualRect(listing.entries.index(place(page, title)))
    return QPoint(rect.right() - 22 if is_arrow else rect.x() + 90, rect.y() + 16)


def test_what_it_came_from_is_compared_with_and_everything_is_listed(compared: Compared) -> None:
    page = compared(BEFORE, after()).modes.page
    assert page.header.other.text() == "Today"
    assert page.header.mine.text() == "Option"
    assert titles(page) == [
        ("added", "Enablement", "under Sales and success, 1 person"),
        ("removed", "Events", "was under Marketing, 1 person"),
        ("moved", "Pmm", "Marketing → Product"),
        ("changed", "Sales and success", "title: Sales → Sales and success"),
        ("added", "Pmm – shares objectives with – Pm", "new line"),
    ]
    assert {kind: chip.number for kind, chip in page.header.chips.items() if not chip.isHidden()} == {
        "moved": 1,
        "added": 2,
        "removed": 1,
        "changed": 1,
    }


def test_the_picture_tells_by_flag_and_word(compared: Compared) -> None:
    canvas = compared(BEFORE, after()).modes.page.canvas
    said = {
        box: (canvas.contents.card(box).flag, canvas.contents.card(box).detail) for box in canvas.scene.flags
    }
    assert said == {
        "b_pmm": ("moved", "was under Marketing"),
        "b_events": ("removed", "gone, 1 person"),
        "b_enable00": ("added", "new, 1 person"),
        "b_sales": ("changed", "Sales → Sales and success"),
    }
    (ghost,) = canvas.scene.ghosts
    assert canvas.contents.card(ghost).detail == "now under Product"
    assert ghost in canvas.dress.left_behind
    assert set(canvas.scene.flags.values()) == set(FLAGS)
    assert {shape.kind for shape in canvas.dress.over()} == {"trail", "flag"}


def test_a_change_is_taken_back_with_its_arrow_in_one_step(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    listing = page.panel.changes
    qtbot.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=point(page, "Pmm", is_arrow=True))
    assert shown.document.chart.boxes["b_pmm"].reports_to == "b_marketing"
    assert shown.document.undo_stack.index() == 1
    assert "Pmm" not in [title for _kind, title, _detail in titles(page)]
    shown.actions_table["undo"].trigger()
    qtbot.waitUntil(lambda: ("moved", "Pmm", "Marketing → Product") in titles(page))
    assert shown.document.chart.boxes["b_pmm"].reports_to == "b_product"


def test_the_arrow_does_nothing_when_something_else_was_pressed(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    page, left = shown.modes.page, Qt.MouseButton.LeftButton
    viewport = page.panel.changes.viewport()
    qtbot.mousePress(viewport, left, pos=point(page, "Events"))
    qtbot.mouseRelease(viewport, left, pos=point(page, "Enablement", is_arrow=True))
    assert not shown.document.undo_stack.count()


def test_the_keyboard_walks_takes_back_and_opens(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    listing = page.panel.changes
    listing.setFocus()
    qtbot.keyClick(listing, Qt.Key.Key_Down)
    assert listing.current.title == "Events"
    assert page.canvas.overlay.selection == ["b_events"]
    qtbot.keyClick(listing, Qt.Key.Key_Delete)
    assert shown.document.chart.boxes["b_events"].reports_to == "b_marketing"
    qtbot.keyClick(listing, Qt.Key.Key_Return)
    assert shown.modes.is_chart
    assert shown.selection == (listing.current.box,)


def test_the_command_takes_the_chosen_change_back(compared: Compared) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    shown.actions_table.refresh()
    assert not shown.actions_table["take_change"].isEnabled()
    page.panel.changes.go_to(place(page, "Enablement"))
    shown.actions_table["take_change"].trigger()
    assert "b_enable00" not in shown.document.chart.boxes


def test_what_goes_along_is_named_before(compared: Compared, qtbot: Any) -> None:
    chart = do(BEFORE, edits.add, "Growth", manager="b_ceo", id="b_growth00")
    page = compared(BEFORE, do(chart, edits.move, "b_pmm", "b_growth00")).modes.page
    page.panel.changes.go_to(place(page, "Growth"))
    assert page.panel.step.isVisible()
    qtbot.waitUntil(lambda: page.panel.along.isVisible())
    assert page.panel.along.text() == "With it goes Pmm (manager)"
    page.panel.step.click()
    document = page.window_.document
    assert document.chart.boxes["b_pmm"].reports_to == "b_marketing"
    assert document.undo_stack.index() == 1


def test_turned_around_a_single_change_is_taken_over(compared: Compared, qtbot: Any) -> None:
    shown = compared(after(), BEFORE)  # the other chart has what this one lacks
    page = shown.modes.page
    qtbot.mouseClick(page.header.turn, Qt.MouseButton.LeftButton)
    assert page.panel.step.text() == "Take this one over"
    assert ("moved", "Pmm", "Marketing → Product") in titles(page)
    page.panel.changes.go_to(place(page, "Pmm"))
    page.panel.step.click()
    assert shown.document.chart.boxes["b_pmm"].reports_to == "b_product"
    assert shown.document.chart.boxes["b_sales"].title == "Sales"
    assert shown.document.undo_stack.index() == 1
    assert shown.document.undo_stack.undoText() == "Take over: Pmm, manager"


def test_from_the_baseline_its_option_comes_after(compared: Compared) -> None:
    shown = compared(BEFORE, after())
    today = shown.opened()[0]
    today.modes.show("changes")
    page = today.modes.page
    assert page.comparing.is_turned
    assert ("moved", "Pmm", "Marketing → Product") in titles(page)
    page.comparing.turn()
    assert ("moved", "Pmm", "Product → Marketing") in titles(page)


def test_another_case_is_told_before_any_difference(compared: Compared) -> None:
    there = do(BEFORE, edits.answer, None, "segment", Answer("b2b"))
    page = compared(BEFORE, do(there, edits.rename, "b_pm", "Lead")).modes.page
    first, second, *_rest = page.panel.changes.entries.entries
    assert (first.kind, first.title, second.kind) == (
        "heading",
        "The company is described differently",
        "case",
    )
    assert page.header.case.isVisible()
    page = compared(BEFORE, after()).modes.page
    assert not page.header.case.isVisible()


def test_a_unit_is_found_by_its_flag_and_by_its_box(compared: Compared, qtbot: Any) -> None:
    unit = do(BEFORE, edits.answer, "b_product", "segment", Answer("b2b"))
    page = compared(unit, do(unit, edits.answer, "b_product", "segment", Answer("consumer"))).modes.page
    qtbot.mouseClick(page.header.chips["changed"], Qt.MouseButton.LeftButton)
    assert [title for _kind, title, _detail in titles(page)] == ["Product"]


def test_flags_and_words_sift_the_list(compared: Compared, qtbot: Any) -> None:
    page = compared(BEFORE, after()).modes.page
    qtbot.mouseClick(page.header.chips["added"], Qt.MouseButton.LeftButton)
    assert [title for _kind, title, _detail in titles(page)] == [
        "Enablement",
        "Pmm – shares objectives with – Pm",
    ]
    qtbot.keyClicks(page.panel.search, "enab")
    assert [title for _kind, title, _detail in titles(page)] == ["Enablement"]
    page.header.chips["added"].click()
    page.panel.search.clear()
    assert len(titles(page)) == 5


def test_before_after_and_changes_by_key(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    for key, side, boxes in (("1", "before", 7), ("2", "after", 7), ("3", "changes", 9)):
        qtbot.keyClick(page.canvas, key)
        assert (page.side, page.header.sides.value) == (side, side)
        assert len(page.canvas.document.chart.boxes) == boxes
    page.header.sides.chosen.emit("before")
    assert page.canvas.contents.card("b_sales").name == "Sales"
    assert page.canvas.contents.card("b_sales").flag == ""


def test_nothing_can_be_edited_here(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    canvas = shown.modes.page.canvas
    canvas.choose(["b_pm"])
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_X, Qt.Key.Key_Tab):
        qtbot.keyClick(canvas, key)
    start = QPoint(*map(round, canvas.screen_rect("b_pm").center))
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas.viewport(), start + QPoint(60, 60))
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    assert canvas.overlay.carry is None
    assert not canvas.hits.handles()
    assert shown.document.undo_stack.count() == 0


def test_a_ghost_stands_for_its_box(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    (ghost,) = page.canvas.scene.ghosts
    spot = QPoint(*map(round, page.canvas.screen_rect(ghost).center))
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.canvas.overlay.selection == ["b_pmm"]
    assert page.panel.current.title == "Pmm"
    QTest.mouseDClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    assert shown.modes.is_chart
    assert shown.selection == ("b_pmm",)


def test_with_many_moves_trails_are_drawn_for_what_is_looked_at(compared: Compared) -> None:
    chart = BEFORE
    for box in ("b_pm", "b_pmm", "b_events", "b_marketing"):
        chart = do(chart, edits.move, box, "b_sales")
    canvas = compared(BEFORE, chart).modes.page.canvas
    trails = lambda: [shape.id for shape in canvas.dress.over() if shape.kind == "trail"]  # noqa: E731
    assert trails() == []
    canvas.overlay.hovered = next(ghost for ghost, box in canvas.scene.ghosts.items() if box == "b_pm")
    assert trails() == ["b_pm"]
    canvas.overlay.hovered = ""
    canvas.select(["b_events"])
    assert trails() == ["b_events"]


def test_an_edit_of_the_other_chart_is_seen_at_once(compared: Compared, qtbot: Any) -> None:
    shown = compared(BEFORE, after())
    other = shown.opened()[0]
    other.document.edit("Rename", edits.rename, "b_pm", "Lead")
    page = shown.modes.page
    qtbot.waitUntil(lambda: ("changed", "Pm", "title: Lead → Pm") in titles(page))


def test_nothing_differs(compared: Compared) -> None:
    page = compared(BEFORE, BEFORE).modes.page
    assert page.nothing.isVisible()
    assert page.nothing.heading.text() == "Nothing differs from “Today”"
    assert not page.panel.export.isEnabled()
    page.window_.document.edit("Rename", edits.rename, "b_pm", "Lead")
    page.refresh()
    assert not page.nothing.isVisible()


def test_no_other_chart_leads_to_a_new_option(window: Any, tmp_path: Path) -> None:
    shown = window(BEFORE)
    shown.modes.show("changes")
    page = shown.modes.page
    assert page.nothing.heading.text() == "No other chart to compare with"
    shown.document.save(tmp_path / "today.orgsketch")
    shown.ask.will(option_title="Option A")
    page.nothing.option.click()
    assert shown.document.path == tmp_path / "Option A.orgsketch"
    assert shown.document.chart.head.based_on.title == "Test"
    assert shown.document.chart.head.based_on.digest.startswith("sha256:")
    shown.options.all()
    shown.options.shelf.settle()
    shown.modes.show("changes")
    assert page.nothing.heading.text() == "Nothing differs from “Test”"


def test_another_chart_is_chosen_from_the_menu(compared: Compared) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    menu = page.header.choices()
    assert [action.text() for action in menu.actions()] == ["Today (its source, open)"]
    menu.actions()[0].trigger()
    assert page.comparing.other.title == "Today"


@pytest.mark.parametrize(("suffix", "start"), [(".html", "<!"), (".md", "#"), (".svg", "<svg")])
def test_the_changes_are_exported(
    compared: Compared, qtbot: QtBot, tmp_path: Path, suffix: str, start: str
) -> None:
    shown = compared(BEFORE, after())
    path = tmp_path / f"changes{suffix}"
    shown.ask.will(what_to_export=Wanted(path, DEFAULTS), how_people_are_named="full")
    shown.modes.page.panel.export.click()
    qtbot.waitUntil(lambda: shown.findChild(Batch) is None, timeout=60_000)
    written = path.read_text(encoding="utf-8")
    assert written.lstrip("﻿").lower().startswith(start) or start in written[:200]
    assert "Enablement" in written


def test_export_of_the_toolbar_takes_the_changes(compared: Compared) -> None:
    shown = compared(BEFORE, after())
    shown.ask.will(what_to_export=None, how_people_are_named="full")
    shown.toolbar.export.click()
    assert shown.ask.asked[-1][1][3].what == "changes"


def test_the_changes_are_copied_as_text(compared: Compared) -> None:
    shown = compared(BEFORE, after())
    shown.modes.page.panel.copy.click()
    assert "Enablement" in QGuiApplication.clipboard().text()


def test_a_change_that_does_not_fit_any_more_is_refused_in_a_sentence(compared: Compared) -> None:
    shown = compared(BEFORE, after())
    page = shown.modes.page
    change = next(entry.change for entry in page.panel.changes.entries.entries if entry.title == "Pmm")
    said: list[str] = []
    shown.document.refused.connect(said.append)
    shown.document.edit("Move", edits.move, "b_pmm", "b_sales")
    page.panel.taken.emit(change)
    assert len(said) == 1
    assert "changed the same thing" in said[0]


def test_the_boxes_move_on_demand(compared: Compared, monkeypatch: pytest.MonkeyPatch) -> None:
    page = compared(BEFORE, after()).modes.page
    page.header.play.click()
    assert page.side == "after"
    assert page.canvas.slide.is_running
    page.canvas.slide.finish()
    settings.update(reduced_motion=True)
    page.header.play.click()
    assert not page.canvas.slide.is_running


def test_findings_and_questions_are_told(compared: Compared) -> None:
    from orgsketch.document import engine_for
    from orgsketch.files import chartfile
    from orgsketch.resources import samples

    charts = {path.stem: chartfile.load(path).chart for path in samples()}
    page = compared(charts["today"], charts["pmm-beside-pm"], engine_for).modes.page
    headings = [entry.title for entry in page.panel.findings.entries.entries if entry.kind == "heading"]
    assert [heading.rpartition(" ")[0] for heading in headings][:2] == ["Begins", "Ends"]
    assert any(heading.startswith("Unchanged") for heading in headings)
    questions = [entry.title for entry in page.panel.questions.entries.entries if entry.kind == "heading"]
    assert questions
    parts = [entry.title for entry in page.panel.changes.entries.entries if entry.kind == "part"]
    assert any(part.startswith("Ends ") for part in parts)


def test_the_theme_reaches_the_comparison(compared: Compared) -> None:
    from orgsketch.ui import look

    page = compared(BEFORE, after()).modes.page
    look.wear("dark")
    try:
        page.changeEvent(QEvent(QEvent.Type.PaletteChange))
        assert page.canvas.theme is look.theme()
    finally:
        look.wear("light")


def test_which_chart_is_meant_is_asked_and_remembered(window: Any, tmp_path: Path) -> None:
    stranger = org(ceo=None, works="ceo", plants="works", depots="works")
    for number, chart in enumerate((BEFORE, stranger, after())):
        named = replace(chart, head=replace(chart.head, id=f"c_{number}0000000", title=f"Chart {number}"))
        chartfile.save(named, tmp_path / f"{number}.orgsketch")

    def opened() -> Any:
        shown = window()
        assert shown.document.open(tmp_path / "1.orgsketch")
        shown.show_chart()
        shown.options.all()
        shown.options.shelf.settle()
        shown.modes.show("changes")
        return shown.modes.page

    page = opened()
    assert page.comparing.comparison is None
    assert page.nothing.heading.text() == "Which chart to compare with?"
    offered = [page.nothing.choices.itemAt(n).widget() for n in range(page.nothing.choices.count())]
    assert [button.accessibleName() for button in offered] == ["Chart 0", "Chart 2"]
    offered[1].click()
    assert page.comparing.other.title == "Chart 2"
    assert not page.nothing.isVisible()
    assert opened().comparing.other.title == "Chart 2"


def test_long_names_give_way_where_the_window_is_narrow(compared: Compared) -> None:
    header = compared(BEFORE, after()).modes.page.header
    header.other.setText("Northwind Instruments, as it stands before the reorganisation")
    for chip in header.chips.values():
        chip.say(with_words=False)
    header.layout().activate()
    assert header.minimumSizeHint().width() <= 720
