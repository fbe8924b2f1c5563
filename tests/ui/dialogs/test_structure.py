"""Typing a structure: a mistake keeps the text, marks its place, and says the cure."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from orgsketch.importers.outline import from_text
from orgsketch.rules.pack import load_book
from orgsketch.ui.dialogs.structure import EXAMPLE, StructureSheet


def read(text: str) -> object:
    return from_text(text, "", load_book().vocabulary)


@pytest.fixture
def sheet(qtbot: Any) -> StructureSheet:
    made = StructureSheet(None, read)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_mistake_keeps_the_text_marks_the_line_and_says_the_cure(sheet: StructureSheet) -> None:
    sheet.field.setPlainText("CEO[\n  Product[PM PMX]\n  Sales]")
    sheet.choose("draw")
    assert sheet.isVisible()
    assert sheet.text.endswith("Sales]")
    assert sheet.mistake.text() == "Line 2, column 14: There is no box called 'PMX'; did you mean PM?"
    cursor = sheet.field.textCursor()
    assert (cursor.blockNumber(), cursor.positionInBlock()) == (1, 13)
    assert sheet.field.extraSelections()
    QTest.keyClick(sheet.field, Qt.Key.Key_Delete)
    assert sheet.mistake.isHidden()
    assert not sheet.field.extraSelections()


def test_mended_it_is_taken_by_key(sheet: StructureSheet) -> None:
    sheet.field.setPlainText("CEO[PM")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.mistake.isVisible()
    QTest.keyClicks(sheet.field, "]")
    QTest.keyClick(sheet.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (sheet.answer, sheet.text) == ("draw", "CEO[PM]")


def test_nothing_typed_draws_the_example(sheet: StructureSheet) -> None:
    sheet.choose("draw")
    assert (sheet.answer, sheet.text) == ("draw", EXAMPLE)


def test_what_was_typed_on_the_start_page_is_asked_for_with_its_mistake(window: Any) -> None:
    shown = window()
    shown.ask.will(outline_text="CEO[PM PMM]")
    shown.start.field.setText("CEO[PM PMX]")
    shown.start._draw()
    name, (_read, typed) = shown.ask.asked[0]
    assert (name, typed) == ("outline_text", "CEO[PM PMX]")
    assert not shown.is_at_start
    assert len(shown.document.chart.boxes) == 3


def test_the_sheet_opens_with_the_mistake_marked(qtbot: Any) -> None:
    made = StructureSheet(None, read, "CEO[PM PMX]")
    qtbot.addWidget(made)
    assert "PMX" in made.mistake.text()
    assert made.field.textCursor().position() == 7
