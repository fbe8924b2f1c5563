"""The presentation of the options: which are shown, what is said of each, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.document import engine_for
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.ui import look
from orgsketch.ui.presentingoptions import OptionsPresentation
from tests.charts import do, org
from tests.ui.test_options import named

DELETED = 52  # QEvent.DeferredDelete
TEAM = {"ceo": None, "product": "ceo", "pm": "product", "sales": "ceo", "pmm": "sales"}
FUNCTIONS = {"product": "product", "pm": "product_management", "pmm": "product_marketing", "sales": "sales"}


def team(title: str, source: Chart | None = None) -> Chart:
    """A chart with findings, under a title, saved from another."""
    return Chart.of(named(title, source).head, boxes=org(FUNCTIONS, **TEAM).boxes.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A chart, two options of it, the second with moved boxes, and a file that is none."""
    today = team("Today")
    for chart in (
        today,
        team("Option A", today),
        do(team("Option B", today), edits.move, "b_pmm", "b_product"),
    ):
        chartfile.save(chart, tmp_path / f"{chart.title}.orgsketch")
    (tmp_path / "Broken.orgsketch").write_text("{", encoding="utf-8")
    return tmp_path


@pytest.fixture
def present(window: Callable[..., Any], folder: Path, qtbot: QtBot) -> Callable[[str], Any]:
    """Opens a chart of the folder and presents the options."""

    def begin(title: str) -> Any:
        made = window(engines=engine_for)
        assert made.document.open(folder / f"{title}.orgsketch")
        made.show_chart()
        made.options.all()
        made.options.shelf.settle()
        made.actions_table.refresh()
        made.actions_table["present_options"].trigger()
        shown = made.findChild(OptionsPresentation)
        shown.activateWindow()
        qtbot.waitUntil(shown.isActiveWindow)
        return shown

    return begin


def test_up_and_down_go_through_the_options_that_can_be_read(present: Callable[[str], Any]) -> None:
    shown = present("Option A")
    titles = [shown.title]
    assert shown.isFullScreen()
    QTest.keyClick(shown, Qt.Key.Key_Up)
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert shown.number_shown == 0
    for _option in range(5):
        QTest.keyClick(shown, Qt.Key.Key_Down)
        titles.append(shown.title)
    assert titles == ["Option A", "Option B", "Today", "Today", "Today", "Today"]
    assert shown.canvas.document.chart == shown.options[-1].chart


def test_each_option_says_what_it_came_from_and_has_its_own_findings(present: Callable[[str], Any]) -> None:
    shown = present("Option A")
    assert shown.told.text().startswith("From Today · 5 boxes, ")
    for _option in shown.options:
        report = shown.option.report
        open_findings = [f for f in report.findings if f.state == "open" and not f.quiet]
        assert shown.findings == open_findings
        assert open_findings
        QTest.keyClick(shown, Qt.Key.Key_Right)
        assert shown.heading.text() == open_findings[0].title
        assert shown.title in shown.number.text()
        QTest.keyClick(shown, Qt.Key.Key_Down)


def test_what_moved_since_the_option_before_is_marked(present: Callable[[str], Any]) -> None:
    shown = present("Option A")
    assert not shown.canvas.scene.flags
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.canvas.scene.flags == {"b_pmm": "moved"}
    assert "1 moved since Option A" in shown.told.text()
    assert set(shown.canvas.document.chart.boxes) == set(shown.option.chart.boxes)  # no ghosts


def test_escape_leaves_the_window_as_it_was(present: Callable[[str], Any]) -> None:
    shown = present("Option A")
    made = shown.host
    made.select(["b_pm"])
    made.canvas.view.zoom = 0.77
    before = (made.document.chart, made.selection, made.canvas.view.area, made.modes.current)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    QTest.keyClicks(shown, "typing")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, DELETED)
    assert made.findChild(OptionsPresentation) is None
    assert (made.document.chart, made.selection, made.canvas.view.area, made.modes.current) == before
    assert not made.document.is_dirty
    made.document.edit("Rename", edits.rename, "b_pm", "PM")  # nobody listens who is gone
    QApplication.processEvents()


def test_it_follows_what_happens_to_the_options_meanwhile(
    present: Callable[[str], Any], folder: Path, qtbot: QtBot
) -> None:
    shown = present("Option A")
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    chartfile.save(team("Another"), folder / "Another.orgsketch")
    shown.host.options.all()
    shown.host.options.shelf.settle()
    qtbot.waitUntil(lambda: len(shown.options) == 4)
    assert (shown.title, shown.place, shown.number_shown) == ("Option B", 1, 2)


def test_a_screen_reader_is_told_and_another_theme_is_worn(
    present: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("orgsketch.ui.presenting.announce", lambda about, text: said.append(text))
    shown = present("Option A")
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert [text.split(".")[0] for text in said] == ["Option A", "Option B"]
    assert "options" in shown.number.text()  # the hint
    look.wear("dark")
    QApplication.processEvents()
    assert shown.canvas.theme.name == "dark"
    look.wear("light")
