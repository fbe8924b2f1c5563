"""The first annotated chart, the whole way: by mouse, and by keyboard alone.

Drag product marketing onto Marketing: PMM101 appears with its quote. Drag it beside product management:
PMM101 goes, PMM102 appears. Undo twice, redo twice. Save, reopen: same bytes. Export: the SVG holds the
finding's text.
"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from orgsketch import shorthand
from orgsketch.document import engine_for
from orgsketch.ui.dialogs.ask import Ask
from orgsketch.ui.dialogs.export import Wanted
from orgsketch.ui.outline_model import FUNCTION_MIME
from orgsketch.ui.window import Window

START = "CEO[Marketing[Marcom] Product[PM]]"
NOTHING, LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction


@pytest.fixture
def shown(window: Callable[..., Window]) -> Window:
    made = window(engines=engine_for)
    made.document.adopt(shorthand.read(START, made.document.book.vocabulary))
    made.document.undo_stack.setClean()
    made.show_chart()
    QApplication.processEvents()
    return made


def box(shown: Window, title: str) -> str:
    return next(record.id for record in shown.document.chart.boxes.values() if record.title == title)


def rules(shown: Window) -> set[str]:
    shown.document.settle()
    return {finding.rule for finding in shown.document.report.findings}


def words(shown: Window) -> str:
    return "\n".join(label.text() for label in shown.side.findings.findChildren(QLabel))


def place(shown: Window, title: str, part: float = 0.5) -> QPoint:
    """A point on a card: this part of its width from the left and of its height from the top."""
    seen = shown.canvas.screen_rect(box(shown, title))
    assert seen is not None
    return QPoint(round(seen.x + seen.width * part), round(seen.y + seen.height * part))


def drag_from_palette(shown: Window, title: str, onto: QPoint) -> None:
    """What Qt sends while a function is dragged from the palette to a point of the canvas."""
    functions = shown.palette_panel.functions
    row = next(row for row, option in enumerate(functions.list.options) if option.text == title)
    data = functions.list.mimeData([functions.list.index(row)])
    assert data.hasFormat(FUNCTION_MIME)
    viewport = shown.canvas.viewport()
    for event in (
        QDragEnterEvent(onto, COPY, data, LEFT, NOTHING),
        QDragMoveEvent(onto, COPY, data, LEFT, NOTHING),
        QDropEvent(QPointF(onto), COPY, data, LEFT, NOTHING),
    ):
        QApplication.sendEvent(viewport, event)
        assert event.isAccepted()


def drag(shown: Window, start: QPoint, end: QPoint) -> None:
    """Press, carry in steps, let go."""
    viewport = shown.canvas.viewport()
    QTest.mousePress(viewport, LEFT, NOTHING, start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (end - start) * step / 5)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, LEFT, NOTHING, end)


def undo_and_redo_twice(shown: Window, undo: Callable[[], None], redo: Callable[[], None]) -> None:
    both, start = shown.document.chart, rules(shown)
    undo()
    assert "PMM101" in rules(shown)
    undo()
    assert len(shown.document.chart.boxes) == 5
    assert not {"PMM101", "PMM102"} & rules(shown)
    redo()
    assert "PMM101" in rules(shown)
    redo()
    assert shown.document.chart == both
    assert rules(shown) == start


def check_saved(shown: Window, path: Path) -> None:
    before, chart = path.read_bytes(), shown.document.chart
    assert shown.document.open(path)
    assert shown.document.chart == chart
    assert shown.document.save()
    assert path.read_bytes() == before


def check_picture(shown: Window, picture: Path) -> None:
    text = " ".join(unescape(picture.read_text(encoding="utf-8")).split())
    found = next(finding for finding in shown.document.report.findings if finding.rule == "PMM102")
    assert found.title in text
    assert found.sources[0].quote.split()[0] in text


def test_by_mouse(shown: Window, tmp_path: Path, qtbot: QtBot) -> None:
    drag_from_palette(shown, "Product marketing", place(shown, "Marketing"))
    assert shown.document.chart.boxes[box(shown, "Product marketing")].reports_to == box(shown, "Marketing")
    assert "PMM101" in rules(shown)
    shown.show_finding("PMM101", None)
    assert "“Instead, the role becomes one of a tactical delivery vehicle" in words(shown)

    drag(shown, place(shown, "Product marketing"), place(shown, "Product Management", part=0.95))
    chart = shown.document.chart
    assert chart.reports(box(shown, "Product")) == (
        box(shown, "Product Management"),
        box(shown, "Product marketing"),
    )
    assert "PMM102" in rules(shown)
    assert "PMM101" not in rules(shown)

    stack = shown.document.undo_stack
    undo_and_redo_twice(shown, stack.undo, stack.redo)

    path = tmp_path / "acme.orgsketch"
    assert shown.document.save(path)
    check_saved(shown, path)

    from orgsketch.drawing.options import DEFAULTS

    shown.ask.will(  # type: ignore[attr-defined]
        what_to_export=Wanted(tmp_path / "acme.svg", DEFAULTS), how_people_are_named="full"
    )
    shown.toolbar.export.click()
    qtbot.waitUntil((tmp_path / "acme.svg").exists, timeout=30_000)
    check_picture(shown, tmp_path / "acme.svg")


class Keyboard:
    """Types into whatever has the keyboard, as a user does who never touches the mouse."""

    def __init__(self, shown: Window, qtbot: QtBot) -> None:
        self.shown, self.qtbot = shown, qtbot

    def press(self, keys: str) -> None:
        """One key with its modifiers, e.g. "Ctrl+S"."""
        from PySide6.QtGui import QKeySequence

        stroke = QKeySequence(keys)[0]
        QTest.keyClick(self._target(), stroke.key(), stroke.keyboardModifiers())

    def type(self, text: str) -> None:
        """Letter by letter."""
        for letter in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(self._target(), QKeyEvent(kind, 0, NOTHING, letter))

    def later(self, *strokes: str) -> None:
        """What to type once a dialog is open: texts, and keys in angle brackets."""

        def wait() -> None:
            is_open = QApplication.activeModalWidget() is not None
            QTimer.singleShot(20, go_on if is_open else wait)  # a dialog still being shown hears no answer

        def go_on() -> None:
            for stroke in strokes:
                if stroke.startswith("<"):
                    self.press(stroke.strip("<>"))
                else:
                    self.type(stroke)

        QTimer.singleShot(0, wait)

    def _target(self) -> Any:
        host = QApplication.activeModalWidget() or self.shown
        host.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is host)
        return host.focusWidget() or host


def test_by_keyboard(shown: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    path = tmp_path / "acme.orgsketch"
    shown.ask = Ask(shown)
    monkeypatch.setattr(shown.ask, "file_to_save", lambda suggestion: path)  # the system's own dialog
    shown.activateWindow()
    keyboard = Keyboard(shown, qtbot)

    keyboard.press("Ctrl+K")
    keyboard.type("marketing")
    keyboard.press("Return")
    assert shown.selection == (box(shown, "Marketing"),)
    keyboard.press("Ins")
    keyboard.type("product marketing")
    keyboard.press("Return")
    assert shown.document.chart.boxes[box(shown, "Product marketing")].reports_to == box(shown, "Marketing")
    assert "PMM101" in rules(shown)
    keyboard.press("Ctrl+K")
    keyboard.type("pmm in marketing")
    keyboard.press("Return")
    assert "“Instead, the role becomes one of a tactical delivery vehicle" in words(shown)

    keyboard.press("Ctrl+K")
    keyboard.type("product marketing")
    keyboard.press("Return")
    keyboard.later("product", "<Return>")
    keyboard.press("Ctrl+M")
    assert shown.document.chart.boxes[box(shown, "Product marketing")].reports_to == box(shown, "Product")
    assert "PMM102" in rules(shown)
    assert "PMM101" not in rules(shown)

    undo_and_redo_twice(shown, lambda: keyboard.press("Ctrl+Z"), lambda: keyboard.press("Ctrl+Shift+Z"))

    keyboard.press("Ctrl+S")
    assert not shown.document.is_dirty
    check_saved(shown, path)

    keyboard.later("<Tab>", "<Tab>", "<Down>", "<Down>", "<Down>", "<Return>")
    keyboard.press("Ctrl+E")
    qtbot.waitUntil(path.with_suffix(".svg").exists, timeout=30_000)
    check_picture(shown, path.with_suffix(".svg"))
