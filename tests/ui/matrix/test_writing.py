"""What is written in the matrix goes into the charts, undoable or agreed to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from orgsketch.files import chartfile
from orgsketch.model.records import Answer
from orgsketch.ui.matrix.page import MatrixPage
from tests.ui.matrix.conftest import row_of, settle

LEFT = Qt.MouseButton.LeftButton
Key, Keys = Qt.Key, Qt.KeyboardModifier


def write(qtbot: Any, page: MatrixPage, key: str, column: int, text: str) -> None:
    """Type into a cell by keyboard."""
    page.view.setFocus()
    page.view.setCurrentIndex(page.table.index(row_of(page, key), column))
    page.view.scrollTo(page.view.currentIndex())
    qtbot.keyClick(page.view, Key.Key_Return)
    editor = page.view.viewport().findChild(QLineEdit)
    editor.clear()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.viewport().findChild(QLineEdit) is None)


def test_a_criterion_is_written_into_the_open_chart_as_one_step(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    shown.ask.will(criterion="Cost")
    shown.actions_table["criterion"].trigger()
    write(qtbot, page, "Cost", 1, "low")
    settle(shown, qtbot)
    document = shown.document
    assert document.chart.head.answers["criterion.Cost"] == Answer("low")
    assert page.table.index(row_of(page, "Cost"), 1).data() == "low"
    assert document.undo_stack.undoText() == "Write “Cost”"
    document.undo_stack.undo()
    settle(shown, qtbot)
    assert "criterion.Cost" not in document.chart.head.answers
    assert page.table.index(row_of(page, "Cost"), 1).data() == "–"


def test_delete_empties_a_cell(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    row = row_of(page, "notes")
    assert page.table.index(row, 1).data() != "–"
    page.view.setCurrentIndex(page.table.index(row, 1))
    qtbot.keyClick(page.view, Key.Key_Delete)
    assert shown.document.chart.head.notes == ""


def test_a_file_that_is_not_open_is_written_only_when_agreed_and_unchanged(
    shown: Any, qtbot: Any, folder: Path
) -> None:
    page, path = settle(shown, qtbot), folder / "blended-role.orgsketch"
    shown.ask.will(criterion="Cost", about_writing="")
    shown.actions_table["criterion"].trigger()
    before = path.read_bytes()
    write(qtbot, page, "Cost", 2, "high")
    assert path.read_bytes() == before
    shown.ask.will(about_writing="write")
    write(qtbot, page, "Cost", 2, "high")
    assert chartfile.open_strictly(path).chart.head.answers["criterion.Cost"] == Answer("high")
    settle(shown, qtbot)
    assert page.table.index(row_of(page, "Cost"), 2).data() == "high"
    changed = path.read_bytes().replace(b"high", b"told")
    option = page.options[2]
    path.write_bytes(changed)
    line = page.table.lines[row_of(page, "Cost")]
    assert not page._write(option, line, "lost")
    assert path.read_bytes() == changed


def test_a_refused_change_is_said_and_nothing_happens(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    shown.document.is_read_only = True
    line = page.table.lines[row_of(page, "notes")]
    assert not page._write(page.options[1], line, "new")
    assert "read-only" in shown.toast.words.text()
    assert shown.toast.isVisible()


def test_what_is_being_typed_counts_when_the_chart_is_saved(shown: Any, qtbot: Any, folder: Path) -> None:
    page = settle(shown, qtbot)
    page.view.setFocus()
    page.view.setCurrentIndex(page.table.index(row_of(page, "notes"), 1))
    page.view.scrollTo(page.view.currentIndex())
    qtbot.keyClick(page.view, Key.Key_F2)
    field = page.view.viewport().findChild(QPlainTextEdit)
    field.setPlainText("Thought again")
    shown.actions_table["save"].trigger()
    told = chartfile.open_strictly(folder / "pmm-beside-pm.orgsketch").chart.head.notes
    assert told == "Thought again"


@pytest.mark.parametrize("comes", [False, True])
def test_what_is_being_typed_stays_when_an_option_changes_or_comes(
    shown: Any, folder: Path, qtbot: Any, comes: bool
) -> None:
    page = settle(shown, qtbot)
    shown.ask.will(criterion="Cost")
    shown.actions_table["criterion"].trigger()
    page.view.setCurrentIndex(page.table.index(row_of(page, "Cost"), 1))
    qtbot.keyClick(page.view, Key.Key_Return)
    editor = page.view.viewport().findChild(QLineEdit)
    qtbot.keyClicks(editor, "low")
    if comes:
        chart = chartfile.load(folder / "blended-role.orgsketch").chart
        head = replace(chart.head, id="c_another", title="Another")
        chartfile.save(replace(chart, head=head), folder / "another.orgsketch")
    shown.options.refresh()
    settle(shown, qtbot)
    assert editor.text() == "low"
    qtbot.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.viewport().findChild(QLineEdit) is None)
    settle(shown, qtbot)
    assert shown.document.chart.head.answers["criterion.Cost"] == Answer("low")
    here = next(place for place, option in enumerate(page.table.options) if option.is_here)
    assert page.table.index(row_of(page, "Cost"), here).data() == "low"
    assert len(page.table.options) == 3 + comes
