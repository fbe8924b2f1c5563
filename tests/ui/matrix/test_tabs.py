"""The matrix where options are open as tabs: going to them, and writing into them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from orgsketch.model.records import Answer
from orgsketch.ui.app import Windows
from orgsketch.ui.window import Window
from tests.ui.conftest import Answers
from tests.ui.matrix.conftest import click, row_of, settle, titles

LEFT = Qt.MouseButton.LeftButton
BEFORE, AFTER = "today.orgsketch", "pmm-beside-pm.orgsketch"


@pytest.fixture
def windows(qapp: Any, folder: Path, qtbot: Any) -> Iterator[Windows]:
    """The baseline and option A as tabs, the matrix in sight."""
    opened = Windows()
    opened.open([folder / BEFORE, folder / AFTER])
    for window in opened.all:
        window.ask = Answers()  # type: ignore[assignment]
    front(opened).modes.show("matrix")
    settle(front(opened), qtbot)
    yield opened
    for window in opened.all:
        window.document.undo_stack.setClean()
    for shell in list(opened.shells):
        shell.close()


def front(windows: Windows) -> Window:
    """The window that is seen."""
    (shell,) = windows.shells
    assert shell.current is not None
    return shell.current


def test_a_head_brings_the_tab_of_its_option_to_the_front(windows: Windows, qtbot: Any) -> None:
    page = settle(front(windows), qtbot)
    assert page.table.chips(1) == ["Shown on canvas"]
    spot = QPoint(page.view.heads.sectionViewportPosition(0) + 60, 40)
    qtbot.mouseClick(page.view.heads.viewport(), LEFT, pos=spot)
    assert front(windows).document.path is not None
    assert front(windows).document.path.name == BEFORE  # type: ignore[union-attr]
    assert front(windows).modes.is_chart
    front(windows).modes.show("matrix")
    assert settle(front(windows), qtbot).table.chips(0) == ["Baseline", "Shown on canvas"]


def test_a_finding_of_another_tab_opens_there(windows: Windows, qtbot: Any) -> None:
    click(qtbot, settle(front(windows), qtbot), "PMM101", 0)
    there = front(windows)
    assert there.document.path is not None
    assert there.document.path.name == BEFORE
    assert [there.document.chart.boxes[box].title for box in there.selection] == ["Product marketing"]


def test_an_option_that_is_not_open_comes_as_a_tab(windows: Windows, qtbot: Any) -> None:
    page = settle(front(windows), qtbot)
    place = titles(page).index("Option D")
    spot = QPoint(page.view.heads.sectionViewportPosition(place) + 60, 40)
    qtbot.mouseClick(page.view.heads.viewport(), LEFT, pos=spot)
    assert len(windows.all) == 3
    assert front(windows).document.name.startswith("Option D")


def test_what_is_written_into_another_tab_is_a_step_there(windows: Windows, qtbot: Any) -> None:
    here = front(windows)
    page = settle(here, qtbot)
    page.add_criterion("Cost")
    line = page.table.lines[row_of(page, "Cost")]
    assert page._write(page.options[0], line, "none")
    there = next(window for window in windows.all if window is not here)
    assert there.document.chart.head.answers["criterion.Cost"] == Answer("none")
    assert there.document.undo_stack.undoText() == "Write “Cost”"
    assert not here.document.is_dirty
    there.document.undo_stack.undo()
    assert "criterion.Cost" not in there.document.chart.head.answers


def test_one_case_is_applied_from_the_matrix(windows: Windows, qtbot: Any) -> None:
    here = front(windows)
    page = settle(here, qtbot)
    assert page.corner.one_case.isVisible()
    here.ask.will(where_to_apply=())  # type: ignore[attr-defined]
    qtbot.mouseClick(page.corner.one_case, LEFT)
    assert here.ask.asked[-1][0] == "where_to_apply"  # type: ignore[attr-defined]
