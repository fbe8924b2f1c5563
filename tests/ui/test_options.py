"""The options beside a chart: what is open, what lies in the folder, what belongs together."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import BasedOn
from orgsketch.resources import settings
from orgsketch.ui.commands import merging
from orgsketch.ui.dialogs import reading
from orgsketch.ui.options import Option, _worker
from tests.charts import org


def named(title: str, source: Chart | None = None, *, protected: bool = False) -> Chart:
    """A chart of two boxes, saved from another."""
    chart = org(ceo=None, pm="ceo")
    key = f"c_{title.lower().replace(' ', '')}"
    based_on = BasedOn(source.head.id, source.head.title) if source else None
    head = replace(chart.head, id=key, title=title, based_on=based_on, protected=protected)
    return Chart.of(head, boxes=chart.boxes.values())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A baseline, two options of it, and a file that is none."""
    made = tmp_path / "options"
    made.mkdir()
    today = named("Today", protected=True)
    chartfile.save(today, made / "today.orgsketch")
    for title in ("Option A", "Option B"):
        chartfile.save(named(title, today), made / f"{title}.orgsketch")
    (made / "broken.orgsketch").write_text("{", encoding="utf-8")
    return made


def opened(window: Any, path: Path) -> Any:
    shown = window()
    assert shown.document.open(path)
    shown.show_chart()
    return shown


def test_the_folder_is_read_beside_the_event_loop(window: Any, folder: Path, qtbot: Any) -> None:
    options = opened(window, folder / "Option A.orgsketch").options
    first = options.all()
    assert [(option.title, option.is_here, option.chart is None) for option in first] == [
        ("Option A", True, False),
        ("Option B", False, True),
        ("broken", False, True),
        ("today", False, True),
    ]
    qtbot.waitUntil(lambda: not options.is_reading)
    b, broken, today = options.others()
    assert (b.title, today.title, today.is_baseline) == ("Option B", "Today", True)
    assert b.digest == chartfile.digest((folder / "Option B.orgsketch").read_bytes())
    assert b.report is not None
    assert (broken.title, broken.chart) == ("broken", None)
    assert "broken.orgsketch" in broken.trouble


def test_a_file_is_read_again_only_when_it_changed(window: Any, folder: Path) -> None:
    options = opened(window, folder / "Option A.orgsketch").options
    options.all()
    options.shelf.settle()
    before = {option.path: option for option in options.others()}
    chartfile.save(named("Renamed"), folder / "Option B.orgsketch")
    assert options.is_reading is False
    assert options.others()[0] is before[folder / "Option B.orgsketch"]
    options.shelf.settle()
    after = {option.path: option for option in options.others()}
    assert after[folder / "Option B.orgsketch"].title == "Renamed"
    assert after[folder / "today.orgsketch"] is before[folder / "today.orgsketch"]


def test_what_it_came_from_is_compared_with_first_else_a_protected_one(window: Any, folder: Path) -> None:
    shown = opened(window, folder / "Option A.orgsketch")
    shown.options.all()
    shown.options.shelf.settle()
    assert title(shown.options.source) == "Today"
    stranger = named("Stranger")
    chartfile.save(stranger, folder / "stranger.orgsketch")
    shown = opened(window, folder / "stranger.orgsketch")
    shown.options.all()
    shown.options.shelf.settle()
    assert shown.options.source is None
    assert title(shown.options.baseline) == "Today"


def title(option: Option | None) -> str:
    return option.title if option else ""


def test_open_charts_come_first_and_are_told_as_they_are(window: Any, folder: Path, qtbot: Any) -> None:
    a = opened(window, folder / "Option A.orgsketch")
    b = opened(window, folder / "Option B.orgsketch")
    a.opened = b.opened = lambda: (b, a)
    with qtbot.waitSignal(a.options.changed):
        a.options.all()
        b.document.edit("Rename", edits.rename, "b_pm", "Lead")
    a.options.shelf.settle()
    assert [option.title for option in a.options.all()] == ["Option B", "Option A", "broken", "Today"]
    first = a.options.all()[0]
    assert first.is_open
    assert not first.is_here
    assert first.chart is not None
    assert first.chart.boxes["b_pm"].title == "Lead"


def test_a_relative_elsewhere_is_found_among_the_recent_files(
    window: Any, folder: Path, tmp_path: Path
) -> None:
    today = named("Today")
    settings.remember(folder / "Option B.orgsketch")
    settings.remember(tmp_path / "elsewhere.orgsketch")
    chartfile.save(named("Option C", today), tmp_path / "elsewhere.orgsketch")
    chartfile.save(named("Stranger"), tmp_path / "stranger.orgsketch")
    settings.remember(tmp_path / "stranger.orgsketch")
    options = opened(window, folder / "today.orgsketch").options
    options.all()
    options.shelf.settle()
    assert [option.title for option in options.others()] == ["Option A", "Option B", "broken", "Option C"]


def test_a_chart_without_a_file_stands_alone(window: Any) -> None:
    options = window(org(ceo=None)).options
    assert [option.is_here for option in options.all()] == [True]
    assert options.baseline is None
    assert options.left_out == ""


def test_nothing_is_read_any_more_at_the_end(window: Any, folder: Path, qapp: Any) -> None:
    gate = threading.Event()
    _worker().submit(gate.wait)
    shown = opened(window, folder / "Option A.orgsketch")
    shown.options.all()
    futures = [future for _stamp, future in shown.options.shelf._waiting.values()]
    assert len(futures) == 3
    qapp.aboutToQuit.emit()
    gate.set()
    assert all(future.cancelled() for future in futures)
    assert not shown.options.is_reading


@pytest.fixture
def slow() -> Iterator[threading.Event]:
    """Files are read once this is set."""
    gate = threading.Event()
    _worker().submit(gate.wait)
    yield gate
    gate.set()


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_reading_many_options_is_shown_and_can_be_cancelled(
    window: Any, folder: Path, slow: threading.Event, monkeypatch: pytest.MonkeyPatch, is_cancelled: bool
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 0)
    shown, seen = opened(window, folder / "Option A.orgsketch"), []
    shown.ask.will(what_to_merge=None)

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, reading.Reading)
        seen.append((sheet.words.text(), sheet.bar.value()))
        QTest.keyClick(sheet, Qt.Key.Key_Escape) if is_cancelled else slow.set()

    QTimer.singleShot(50, shown, look)
    merging.merge_options(shown)
    assert seen == [("0 of 3 files", 0)]
    assert len(shown.ask.asked) == (0 if is_cancelled else 1)
    assert not shown.options.is_reading
