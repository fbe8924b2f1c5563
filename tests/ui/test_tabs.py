"""Open charts as tabs: going from one to the next, closing, putting in order, branches between them."""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.ui.app import Windows
from orgsketch.ui.commands import branches, files
from orgsketch.ui.dialogs.ask import Ask
from orgsketch.ui.outline_model import BOXES_MIME
from orgsketch.ui.shell import Shell
from tests.charts import big_chart, do, org
from tests.ui.conftest import Answers

TEAM = {"ceo": None, "product": "ceo", "pm": "product", "marketing": "ceo", "pmm": "marketing", "web": "pmm"}


@pytest.fixture
def windows(qapp: Any, tmp_path: Path) -> Iterator[Windows]:
    """Two charts of one organisation in two tabs."""
    for name in ("a", "b"):
        chartfile.save(
            do(org(**TEAM), edits.change_chart, title=name.upper()), tmp_path / f"{name}.orgsketch"
        )
    opened = Windows()
    opened.open([tmp_path / "a.orgsketch", tmp_path / "b.orgsketch"])
    for window in opened.all:
        window.ask = Answers()  # type: ignore[assignment]
    del window
    yield opened
    for window in opened.all:
        window.document.undo_stack.setClean()
    for shell in list(opened.shells):
        shell.close()


@pytest.fixture
def shell(windows: Windows, qtbot: Any) -> Iterator[Shell]:
    (made,) = windows.shells
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    yield made
    if isValid(made):
        QTest.keyClick(made, Qt.Key.Key_Escape)  # no key is held any more, whoever was told so


def titles(shell: Shell) -> list[str]:
    return [shell.strip.tabText(place) for place in range(shell.strip.count())]


def name(shell: Shell) -> str:
    return shell.current.document.name if shell.current else ""


def test_a_single_chart_shows_no_tabs(windows: Windows, shell: Shell) -> None:
    assert titles(shell) == ["A", "B"]
    assert shell.strip.isVisible()
    shell.close_tab(windows.all[0])
    assert titles(shell) == ["B"]
    assert not shell.strip.isVisible()


def test_keys_go_round_and_put_in_order(shell: Shell, qtbot: Any) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for key, expected in ((Qt.Key.Key_PageDown, "A"), (Qt.Key.Key_PageDown, "B"), (Qt.Key.Key_PageUp, "A")):
        qtbot.keyClick(shell.current.canvas, key, control)
        assert name(shell) == expected
    qtbot.keyClick(shell.current.canvas, Qt.Key.Key_Tab, control)
    assert name(shell) == "B"
    qtbot.keyClick(shell.current.canvas, Qt.Key.Key_PageUp, control | shift)
    assert titles(shell) == ["B", "A"]
    assert name(shell) == "B"


def test_commands_reach_only_the_chart_that_is_seen(windows: Windows, shell: Shell, qtbot: Any) -> None:
    a, b = windows.all
    for window in (a, b):
        window.select(["b_pm"])
    b.canvas.setFocus()
    qtbot.keyClick(b.canvas, Qt.Key.Key_Delete)
    assert "b_pm" not in b.document.chart.boxes
    assert "b_pm" in a.document.chart.boxes


def test_what_is_unsaved_is_told_and_asked_about(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    b.document.edit("Rename", edits.rename, "b_pm", "Lead")
    assert shell.strip.accessibleTabName(1) == "B, not saved"
    assert shell.isWindowModified()
    assert shell.windowTitle() == "B[*] – Orgsketch"
    b.ask.will(about_unsaved="")
    assert not shell.close_tab(b)
    assert not shell.close()
    assert windows.all == [a, b]
    b.ask.will(about_unsaved="discard")
    assert shell.close_tab(b)
    assert name(shell) == "A"
    assert not shell.isWindowModified()


def test_closing_the_window_asks_for_every_chart(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    a.document.edit("Rename", edits.rename, "b_pm", "Lead")
    a.ask.will(about_unsaved="")
    assert not shell.close()
    assert shell.current is a
    a.ask.will(about_unsaved="save")
    assert shell.close()
    assert windows.shells == []
    assert chartfile.load(a.document.path).chart.boxes["b_pm"].title == "Lead"
    del b


def test_the_middle_button_and_the_cross_close(windows: Windows, shell: Shell, qtbot: Any) -> None:
    place = shell.strip.tabRect(0).center()
    qtbot.mouseClick(shell.strip, Qt.MouseButton.MiddleButton, pos=place)
    assert titles(shell) == ["B"]
    shell.another()
    cross = shell.strip.tabButton(1, shell.strip.ButtonPosition.RightSide)
    cross.click()
    assert titles(shell) == ["B"]


def test_the_last_chart_goes_back_to_the_start_page(windows: Windows, shell: Shell, qtbot: Any) -> None:
    for _ in range(2):
        qtbot.keyClick(shell.current.canvas, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert len(windows.all) == 1
    assert shell.current.is_at_start


def test_a_file_that_is_open_is_shown_not_opened_again(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    assert files.open_path(b, a.document.path)
    assert shell.current is a
    assert len(windows.all) == 2


def test_a_file_that_cannot_be_opened_leaves_no_tab(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.orgsketch").write_text("{", encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr(Ask, "tell", lambda ask, heading, text: said.append(text))
    assert not files.open_path(shell.current, tmp_path / "broken.orgsketch")
    assert titles(shell) == ["A", "B"]
    assert len(said) == 1


@pytest.mark.parametrize("command", ["import", "paste_outline"])
def test_what_cannot_be_imported_leaves_no_tab(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr(Ask, "tell", lambda ask, heading, text: said.append(text))
    shell.current.ask.will(file_to_import=tmp_path / "empty.csv", outline_text="CEO[")
    shell.current.actions_table[command].trigger()
    assert titles(shell) == ["A", "B"]
    assert len(said) == 1


def test_panels_stand_alike_in_every_tab(windows: Windows, shell: Shell) -> None:
    b = shell.current
    b.actions_table["left"].trigger()
    shell.step(1)
    assert shell.current is not b
    assert shell.current.left.isHidden()


def test_what_was_seen_of_a_chart_is_seen_again(windows: Windows, shell: Shell) -> None:
    b = shell.current
    b.canvas.zoom_out()
    seen = (b.canvas.view.x, b.canvas.view.y, b.canvas.view.zoom)
    shell.step(1)
    shell.step(1)
    QApplication.processEvents()
    assert shell.current is b
    assert (b.canvas.view.x, b.canvas.view.y, b.canvas.view.zoom) == seen


def test_a_tab_gets_a_window_of_its_own(windows: Windows, shell: Shell) -> None:
    b = shell.current
    b.actions_table["own_window"].trigger()
    assert [len(one.windows) for one in windows.shells] == [1, 1]
    assert b.window() is windows.shells[1]
    assert list(b.opened()) == windows.all


def test_with_two_windows_the_only_tab_of_one_goes_back_to_the_start_page(
    windows: Windows, shell: Shell
) -> None:
    _a, b = windows.all
    shell.move_out(b)
    b.actions_table["close_chart"].trigger()
    assert b.is_at_start
    assert [len(one.windows) for one in windows.shells] == [1, 1]


def test_a_file_named_from_the_folder_one_is_in_is_the_same_file(
    windows: Windows, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    windows.all[0].home.close_tab(windows.all[0])
    windows.open(["a.orgsketch"])
    assert windows.all[-1].document.path == tmp_path / "a.orgsketch"
    assert len(windows.all[0].options.all()) == 2


def test_an_empty_chart_offers_the_templates_in_its_own_tab(shell: Shell) -> None:
    files.new(shell.current)
    empty = shell.current
    (link,) = [one for one in empty.empty.findChildren(QPushButton) if one.text() == "Start from a structure"]
    link.click()
    assert titles(shell) == ["A", "B", "Start"]
    assert shell.current is empty
    assert empty.is_at_start


@pytest.mark.parametrize("is_whole_window", [False, True])
def test_a_chart_that_was_closed_elsewhere_is_an_option_no_more(
    windows: Windows, shell: Shell, qtbot: Any, is_whole_window: bool
) -> None:
    a, b = windows.all
    shell.move_out(b)
    options = b.options
    assert [option.document for option in options.all()] == [a.document, b.document]
    qtbot.waitUntil(lambda: not options._soon.isActive())
    if not is_whole_window:
        shell.another()
    with qtbot.waitSignal(options.changed):
        assert shell.close() if is_whole_window else shell.close_tab(a)
    assert a.document not in [option.document for option in options.all()]


def test_an_option_that_cannot_be_saved_leaves_no_tab(
    windows: Windows, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = windows.all[1]
    b.ask.will(option_title="Option A")
    said: list[str] = []
    monkeypatch.setattr(Ask, "tell", lambda ask, heading, text: said.append(text))

    def save(chart: Chart, path: Path) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(chartfile, "save", save)
    b.actions_table["new_option"].trigger()
    assert len(said) == 1
    assert titles(shell) == ["A", "B"]
    assert shell.current is b


def drag(shell: Shell, box: str, place: int, *, is_copy: bool = False) -> str:
    """Carry a box from the canvas to a tab; what the status bar said."""
    canvas = shell.current.canvas
    viewport = canvas.viewport()
    start = QPoint(*map(round, canvas.screen_rect(box).center))
    target = viewport.mapFromGlobal(shell.strip.mapToGlobal(shell.strip.tabRect(place).center()))
    held = Qt.KeyboardModifier.ControlModifier if is_copy else Qt.KeyboardModifier.NoModifier
    said: list[str] = []
    canvas.status.connect(said.append)
    mouse(viewport, QEvent.Type.MouseButtonPress, start, Qt.KeyboardModifier.NoModifier)
    mouse(viewport, QEvent.Type.MouseMove, start - QPoint(0, 30), held)
    mouse(viewport, QEvent.Type.MouseMove, target, held)
    told = said[-1] if said else ""
    mouse(viewport, QEvent.Type.MouseButtonRelease, target, held)
    return told


def mouse(widget: Any, kind: QEvent.Type, where: QPoint, held: Qt.KeyboardModifier) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    down = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    place = QPointF(widget.mapToGlobal(where))
    QApplication.sendEvent(widget, QMouseEvent(kind, QPointF(where), place, button, down, held))


def test_a_branch_dropped_on_a_tab_moves_there_one_step_in_each(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    for chart, box in ((a, "b_pmm"), (a, "b_web")):
        chart.document.edit("Remove", edits.remove, box)
    steps = a.document.undo_stack.count()
    assert drag(shell, "b_pmm", 0) == "Moves the branch to A; Ctrl copies it"
    assert "b_pmm" not in b.document.chart.boxes
    assert a.document.chart.boxes["b_pmm"].reports_to == "b_marketing"
    assert a.document.chart.boxes["b_web"].reports_to == "b_pmm"
    assert (a.document.undo_stack.count(), b.document.undo_stack.count()) == (steps + 1, 1)
    assert a.selection == ("b_pmm",)
    b.document.undo_stack.undo()
    assert b.document.chart.boxes["b_web"].reports_to == "b_pmm"


def test_with_ctrl_it_is_copied_and_boxes_of_both_charts_stay_apart(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    assert drag(shell, "b_pmm", 0, is_copy=True) == "Copies the branch to A"
    assert "b_pmm" in b.document.chart.boxes
    assert not b.document.is_dirty
    (copy,) = a.selection
    assert copy != "b_pmm"
    assert a.document.chart.boxes[copy].title == "Pmm"
    assert len(a.document.chart.boxes) == 8


def test_dropped_on_its_own_tab_or_beside_nothing_happens(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    drag(shell, "b_pmm", 1)
    assert not a.document.is_dirty
    assert not b.document.is_dirty
    assert b.canvas.overlay.carry is None


def test_the_outline_drops_branches_on_tabs_too(windows: Windows, shell: Shell) -> None:
    a, b = windows.all
    data = QMimeData()
    data.setData(BOXES_MIME, b"b_pmm")
    place = QPointF(shell.strip.tabRect(0).center())
    drop = QDropEvent(
        place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    )
    shell.strip.dropEvent(drop)
    assert len(a.document.chart.boxes) == 8
    assert not b.document.is_dirty


@pytest.mark.parametrize(("is_copy", "is_left"), [(True, True), (False, False)])
def test_the_keyboard_twin_asks_where(windows: Windows, shell: Shell, is_copy: bool, is_left: bool) -> None:
    a, b = windows.all
    b.select(["b_pm"])
    assert b.actions_table["send"].isEnabled()
    b.ask.will(where_to_send=(0, is_copy))
    b.actions_table["send"].trigger()
    assert ("b_pm" in b.document.chart.boxes) is is_left
    assert len(a.document.chart.boxes) == 7
    assert b.ask.asked == [("where_to_send", ("Pm", ["A"]))]


def test_a_branch_without_its_manager_there_goes_on_the_bench(windows: Windows) -> None:
    a, b = windows.all
    a.document.edit("Remove", edits.remove, ["b_marketing"], "with_branch")
    assert branches.send(b, a, ["b_pmm"], is_copy=True)
    assert a.document.chart.boxes["b_pmm"].reports_to is None


@pytest.mark.parametrize("protected", [0, 1])
def test_a_branch_moves_from_or_to_a_protected_chart_once_the_user_agreed(
    windows: Windows, shell: Shell, protected: int
) -> None:
    a, b = windows.all
    a.document.edit("Remove", edits.remove, "b_pm")
    guarded, steps = windows.all[protected], a.document.undo_stack.count()
    guarded.actions_table["baseline"].trigger()
    count = b.document.undo_stack.count()
    for choice in ("", "once"):
        guarded.ask.will(about_baseline=choice)
        assert not branches.send(b, a, ["b_pm"], is_copy=False)
        assert "Moved" not in b.toast.words.text()
        QApplication.processEvents()
        assert ("b_pm" in b.document.chart.boxes) is (choice == "")
        assert ("b_pm" in a.document.chart.boxes) is (choice == "once")
    assert b.toast.words.text() == "Moved Pm to A"
    assert b.document.undo_stack.count() == count + 1
    assert a.document.undo_stack.count() == steps + 2 - protected


def test_the_window_is_no_larger_than_the_screen(shell: Shell, qtbot: Any) -> None:
    room = shell.screen().availableSize()
    shell.hide()
    shell.resize(room.width() + 400, room.height() + 400)
    shell.show()
    qtbot.waitUntil(lambda: shell.height() < room.height())
    assert shell.width() <= max(room.width(), shell.minimumSizeHint().width())


def wait_until_gone(reference: weakref.ref[Any], qtbot: Any) -> None:
    """Until neither Python nor Qt has it any more."""
    qtbot.waitUntil(lambda: reference() is None)


def test_a_window_that_is_closed_is_gone(windows: Windows, shell: Shell, qtbot: Any, tmp_path: Path) -> None:
    shell.move_out(windows.all[1])
    moved, second = weakref.ref(windows.all[1]), weakref.ref(windows.shells[1])
    chartfile.load(tmp_path / "a.orgsketch")  # what there is when a file is read is set aside
    QApplication.processEvents()
    windows.shells[1].close()
    assert windows.shells == [shell]
    wait_until_gone(moved, qtbot)
    wait_until_gone(second, qtbot)


def test_tabs_that_are_closed_leave_nothing_behind(windows: Windows, shell: Shell, qtbot: Any) -> None:
    chart, counts = big_chart(1_000), []
    for _turn in range(5):
        window = shell.another()
        window.document.adopt(chart)
        window.document.undo_stack.setClean()
        window.show_chart()
        QApplication.processEvents()
        window.canvas.viewport().grab()
        known = weakref.ref(window)
        shell.close_tab(window)
        del window
        wait_until_gone(known, qtbot)
        counts.append(len(QApplication.allWidgets()))
    assert len(set(counts)) == 1
