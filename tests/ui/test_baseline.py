"""The protected baseline asks before it is edited; one case is applied to all options."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from orgsketch.compare import match
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.model.records import Answer
from orgsketch.ui import casing
from orgsketch.ui.commands import merging, updating
from orgsketch.ui.dialogs.samecase import SameCase
from tests.charts import do, org

TEAM = {"ceo": None, "product": "ceo", "pm": "product", "marketing": "ceo", "pmm": "marketing"}


@pytest.fixture
def today(window: Any, tmp_path: Path) -> Any:
    """A baseline in a file."""
    chartfile.save(do(org(**TEAM), edits.change_chart, protected=True), tmp_path / "today.orgsketch")
    shown = window()
    assert shown.document.open(tmp_path / "today.orgsketch")
    shown.show_chart()
    return shown


def test_an_edit_of_the_baseline_is_asked_about_and_done_once(today: Any) -> None:
    today.ask.will(about_baseline="once")
    assert not today.document.edit("Rename", edits.rename, "b_pm", "Lead")
    assert today.document.chart.boxes["b_pm"].title == "Pm"
    QApplication.processEvents()
    assert today.document.chart.boxes["b_pm"].title == "Lead"
    assert today.document.undo_stack.index() == 1
    today.ask.will(about_baseline="")
    today.document.edit("Rename", edits.rename, "b_pm", "Head")
    QApplication.processEvents()
    assert today.document.chart.boxes["b_pm"].title == "Lead"
    assert len(today.ask.asked) == 2


def test_the_edit_goes_into_an_option_instead(today: Any, tmp_path: Path) -> None:
    before = (tmp_path / "today.orgsketch").read_bytes()
    today.ask.will(about_baseline="option", option_title="Option A")
    today.document.edit("Rename", edits.rename, "b_pm", "Lead")
    QApplication.processEvents()
    head = today.document.chart.head
    assert (head.title, head.protected, head.based_on.title) == ("Option A", False, "Test")
    assert head.based_on.digest == chartfile.digest(before)
    assert today.document.chart.boxes["b_pm"].title == "Lead"
    assert today.document.path == tmp_path / "Option A.orgsketch"
    assert today.document.is_dirty
    assert (tmp_path / "today.orgsketch").read_bytes() == before


def other(chart: Chart) -> Chart:
    """An option of the baseline: another title of a box, another answer."""
    made = do(chart, edits.rename, "b_pm", "Lead")
    made = do(made, edits.answer, None, "segment", Answer("b2c"))
    return do(made, edits.change_chart, title="Other", protected=False)


def test_a_merge_goes_into_an_option_that_stays_an_option(today: Any) -> None:
    ours = today.document.chart
    today.ask.will(about_baseline="option", option_title="Option A")
    assert not merging.merge_in(today, other(ours), ours)
    QApplication.processEvents()
    head = today.document.chart.head
    assert (head.title, head.protected, head.based_on.chart) == ("Option A", False, ours.head.id)
    assert head.id != ours.head.id
    assert head.answers["segment"].value == "b2c"
    assert today.document.chart.boxes["b_pm"].title == "Lead"


def test_a_merge_into_the_baseline_is_asked_about_and_seen(today: Any) -> None:
    ours = today.document.chart
    today.ask.will(about_baseline="once")
    assert not merging.merge_in(today, other(ours), ours)
    assert not today.toast.isVisible()
    QApplication.processEvents()
    assert today.document.chart.boxes["b_pm"].title == "Lead"
    assert today.document.versions.ours is ours
    assert today.merge.is_wanted
    assert today.document.undo_stack.count() == 1


def test_a_merge_that_brings_nothing_says_so(today: Any) -> None:
    assert not merging.merge_in(today, today.document.chart, None)
    assert "Nothing comes in" in today.toast.words.text()


def test_an_update_goes_into_an_option_that_stays_an_option(today: Any, tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("Title,Reports to\nCeo,\nProduct,Ceo\nSales,Ceo\n", encoding="utf-8")
    today.ask.will(about_baseline="option", option_title="Option A")
    today.ask.what_to_update = lambda found, effect: (*found.changes, *found.reordered)
    today.ask.who_is_who = lambda before, after: match(before, after)
    key = today.document.chart.head.id
    updating.update(today, table)
    QApplication.processEvents()
    head = today.document.chart.head
    assert (head.title, head.protected, head.based_on.chart) == ("Option A", False, key)
    assert "Sales" in {box.title for box in today.document.chart.boxes.values()}


def test_a_drag_on_the_baseline_asks_when_it_lands(today: Any, qtbot: Any) -> None:
    today.ask.will(about_baseline="once")
    canvas = today.canvas
    canvas.fit()
    start, end = (QPoint(*map(round, canvas.screen_rect(box).center)) for box in ("b_pmm", "b_product"))
    viewport = canvas.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(viewport, start + QPoint(20, -20))
    qtbot.mouseMove(viewport, end)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    assert today.document.chart.boxes["b_pmm"].reports_to == "b_marketing"
    QApplication.processEvents()
    assert today.document.chart.boxes["b_pmm"].reports_to == "b_product"


def test_it_asks_once_however_often_something_is_tried(today: Any) -> None:
    today.ask.will(about_baseline="")
    for title in ("A", "AB", "ABC"):
        today.document.edit_field("title", "Rename", edits.rename, "b_pm", title)
    QApplication.processEvents()
    assert len(today.ask.asked) == 1


def test_the_menu_makes_and_unmakes_the_baseline(today: Any) -> None:
    action = today.actions_table["baseline"]
    today.actions_table.refresh()
    assert action.isChecked()
    action.trigger()
    assert not today.document.chart.head.protected
    assert today.document.edit("Rename", edits.rename, "b_pm", "Lead")
    action.trigger()
    assert today.document.chart.head.protected
    assert today.document.undo_stack.undoText() == "Make it the baseline"


# --- one case for all -----------------------------------------------------------------------------------


def said(chart: Chart) -> dict[str, Any]:
    return {key: answer.value for key, answer in chart.head.answers.items()}


@pytest.fixture
def family(window: Any, tmp_path: Path) -> tuple[Any, Any, Path]:
    """The chart whose case is applied, an open option, and the folder with two more and two bad files."""
    base = org(**TEAM)
    here = do(base, edits.answer, None, "segment", Answer("b2b"))
    here = do(here, edits.answer, None, "criterion.cost", Answer("low"))
    other = do(base, edits.answer, None, "segment", Answer("b2c"))
    other = do(other, edits.answer, None, "criterion.cost", Answer("high"))
    chartfile.save(here, tmp_path / "here.orgsketch")
    chartfile.save(do(other, edits.change_chart, title="Open"), tmp_path / "open.orgsketch")
    chartfile.save(do(other, edits.change_chart, title="Closed"), tmp_path / "closed.orgsketch")
    chartfile.save(do(here, edits.change_chart, title="Same"), tmp_path / "same.orgsketch")
    newer = chartfile.to_bytes(do(other, edits.change_chart, title="Newer"))
    (tmp_path / "newer.orgsketch").write_bytes(newer.replace(b'"version": 1', b'"version": 99'))
    (tmp_path / "broken.orgsketch").write_text("{", encoding="utf-8")
    shown, beside = window(), window()
    for each, file in ((shown, "here"), (beside, "open")):
        assert each.document.open(tmp_path / f"{file}.orgsketch")
        each.show_chart()
    shown.opened = beside.opened = lambda: (shown, beside)
    return shown, beside, tmp_path


def test_what_would_change_is_shown_before(family: tuple[Any, Any, Path], qtbot: Any) -> None:
    shown, _beside, _folder = family
    shown.options.all()
    shown.options.shelf.settle()
    found = list(casing.casings(shown.options))
    assert [casing_.option.title for casing_ in found] == ["Open", "broken", "Closed", "Newer"]
    sheet = SameCase(shown, found, "Here")
    qtbot.addWidget(sheet)
    texts = [tick.text() for tick in sheet.ticks]
    assert texts[0] == "Open (open): 1 answer changes"
    assert [tick.isEnabled() for tick in sheet.ticks] == [True, False, True, False]
    assert "newer Orgsketch" in texts[3]
    assert [casing_.option.title for casing_ in sheet.wanted()] == ["Open", "Closed"]


def test_it_is_applied_by_a_step_in_open_charts_and_safely_in_files(family: tuple[Any, Any, Path]) -> None:
    shown, beside, folder = family
    shown.options.all()
    shown.options.shelf.settle()
    shown.ask.will(where_to_apply=[one for one in casing.casings(shown.options) if not one.refusal])
    shown.actions_table["same_case"].trigger()
    assert said(beside.document.chart) == {"segment": "b2b", "criterion.cost": "high"}
    assert beside.document.undo_stack.count() == 1
    beside.document.undo_stack.undo()
    assert said(beside.document.chart)["segment"] == "b2c"
    assert said(chartfile.load(folder / "closed.orgsketch").chart) == {
        "segment": "b2b",
        "criterion.cost": "high",
    }


def test_what_units_say_of_their_own_context_is_part_of_the_case(window: Any) -> None:
    words = window().document.book.vocabulary
    here = do(org(**TEAM), edits.answer, "b_product", "segment", Answer("b2b"))
    other = do(org(**TEAM), edits.answer, "b_product", "size", Answer("small"))
    other = do(other, edits.answer, "b_product", "pnl", Answer("yes"))
    other = do(other, edits.answer, "b_marketing", "segment", Answer("consumer"))
    change = casing.with_case(other, casing.case_of(here, words))
    after = apply(change, other)
    said_of = {
        box: {key: answer.value for key, answer in record.answers.items()}
        for box, record in after.boxes.items()
    }
    assert said_of["b_product"] == {"pnl": "yes", "segment": "b2b"}
    assert said_of["b_marketing"] == {}
    assert not casing.with_case(after, casing.case_of(here, words))
    assert not casing.with_case(do(here, edits.remove, "b_product"), casing.case_of(here, words))


def test_a_file_that_changed_meanwhile_is_refused_by_name(family: tuple[Any, Any, Path]) -> None:
    shown, _beside, folder = family
    shown.options.all()
    shown.options.shelf.settle()
    found = [one for one in casing.casings(shown.options) if one.option.title == "Closed"]
    path = folder / "closed.orgsketch"
    theirs = path.read_bytes().replace(b"Pmm", b"New")
    path.write_bytes(theirs)
    shown.ask.will(where_to_apply=found, tell=None)
    shown.actions_table["same_case"].trigger()
    assert path.read_bytes() == theirs
    assert shown.ask.asked[-1][0] == "tell"
    assert "closed.orgsketch was changed" in shown.ask.asked[-1][1][1]


def test_nothing_to_apply_is_said(window: Any, tmp_path: Path) -> None:
    shown = window()
    for file in ("a", "b"):
        chartfile.save(org(**TEAM), tmp_path / f"{file}.orgsketch")
    assert shown.document.open(tmp_path / "a.orgsketch")
    shown.show_chart()
    shown.actions_table["same_case"].trigger()
    assert shown.toast.words.text() == "The case is the same in all options already"
