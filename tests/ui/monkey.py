"""A monkey at a window: random mouse and key events, sent the way the system sends them."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from orgsketch.ui.actions import TABLE
from orgsketch.ui.dialogs.ask import Ask
from orgsketch.ui.outline_model import FUNCTION_MIME
from orgsketch.ui.window import Window

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
PLAIN = Qt.KeyboardModifier.NoModifier
HELD = (
    *[PLAIN] * 7,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
WALKING = [
    *"Up Down Left Right Home End PgUp PgDown Esc Space Return Tab Backtab F2 Del Backspace Shift+Up".split(),
    *"Shift+Down Shift+Left Shift+Right Ctrl+Up Ctrl+Down Ctrl+Left Ctrl+Right Ctrl+Z Ctrl+Shift+Z".split(),
]
FUNCTIONS = ("design", "product_marketing", "product_management", "sales", "marketing", "no_such_function")
# What leaves the chart, the program or this machine: other tests do that.
AWAY = (
    "new open save save_as import paste_outline export print close_chart quit copy_chart full_screen present "
    "present_options"
).split()
MOST_BOXES = 60  # then it takes steps back: a branch pasted into itself doubles the chart each time
CLICKS_IN_DIALOG = 12


class Monkey:
    """Does what comes into its mind, `turn` by turn; the same for the same seed."""

    def __init__(self, window: Window, seed: int) -> None:
        self.window, self.dice = window, Random(seed)
        self.held = Qt.MouseButton.NoButton
        self.turns = 0
        self.keys = [*WALKING, *(row.keys for row in TABLE if row.keys and row.id not in AWAY)]
        self._at_dialog = QTimer(interval=0)
        self._at_dialog.timeout.connect(self._fiddle_with_dialog)
        self._in_dialog: QWidget | None = None
        self._left_in_dialog = 0
        self._choices: list[tuple[int, Callable[[], None]]] = [
            (12, self.move), (12, self.press), (18, self.release), (4, self.double_click), (3, self.wheel),
            (30, self.key), (16, self.letter), (3, self.menu), (6, self.drag_in), (8, self.carry),
            (4, self.wait),
        ]  # fmt: skip

    def turn(self) -> None:
        """One event, or a few that belong together."""
        self._at_dialog.start()
        self.turns += 1
        self.window.activateWindow()
        weights = [weight for weight, _do in self._choices]
        self.dice.choices(self._choices, weights)[0][1]()
        if len(self.window.document.chart.boxes) > MOST_BOXES:
            self.let_go()
            for _step in range(10):
                self.window.document.undo_stack.undo()
        self._at_dialog.stop()

    def let_go(self) -> None:
        """Button up, menus and finder closed, nothing being typed."""
        self._at_dialog.start()
        if self.held != Qt.MouseButton.NoButton:
            self.release()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for _press in range(3):
            self._strike(Qt.Key.Key_Escape)
        self.window.focus_chart()
        self._at_dialog.stop()

    # --- events -----------------------------------------------------------------------------------------

    def move(self, to: QPoint | None = None) -> None:
        QTest.mouseMove(*self._at(to))

    def press(self, button: Qt.MouseButton | None = None, at: QPoint | None = None) -> None:
        if self.held == Qt.MouseButton.NoButton:
            self.held = button or self.dice.choice([LEFT, LEFT, LEFT, LEFT, MIDDLE, RIGHT])
            handle, place = self._at(at)
            QTest.mousePress(handle, self.held, self.dice.choice(HELD), place)

    def release(self, at: QPoint | None = None) -> None:
        if self.held == Qt.MouseButton.NoButton:
            self.click()
            return
        held, self.held = self.held, Qt.MouseButton.NoButton
        handle, place = self._at(at)
        QTest.mouseRelease(handle, held, self.dice.choice(HELD), place)

    def click(self) -> None:
        """Press and release in one place."""
        place = self._place()
        self.press(self.dice.choice([LEFT, LEFT, LEFT, RIGHT]), place)
        if self.held != Qt.MouseButton.NoButton:
            self.release(place)

    def double_click(self) -> None:
        if self.held == Qt.MouseButton.NoButton:
            handle, place = self._at()
            QTest.mouseDClick(handle, LEFT, PLAIN, place)

    def carry(self) -> None:
        """Press on a card, go to another place by steps, let go there."""
        if self.held != Qt.MouseButton.NoButton:
            return
        start, end = self._place(on_card=1.0), self._place(on_card=0.9)
        self.press(LEFT, start)
        for step in range(1, 4):
            self.move(start + (end - start) * step / 3)
        self._linger()
        if self.dice.random() < 0.2:
            self._strike(self.dice.choice([Qt.Key.Key_Escape, Qt.Key.Key_D, Qt.Key.Key_Alt]))
        if self.held != Qt.MouseButton.NoButton:
            self.release(end)

    def wheel(self) -> None:
        delta = QPoint(self.dice.randint(-240, 240), self.dice.randint(-240, 240))
        handle, place = self._at()
        QTest.wheelEvent(handle, QPointF(place), delta, QPoint(), self.dice.choice(HELD))

    def key(self) -> None:
        stroke = QKeySequence(self.dice.choice(self.keys))[0]
        self._strike(stroke.key(), stroke.keyboardModifiers())

    def letter(self) -> None:
        for _typed in range(self.dice.randint(1, 4)):
            self._strike(Qt.Key(ord(self.dice.choice("ABCDEKMPRSTX 0159/.,&<"))))

    def menu(self) -> None:
        """A menu of a box, and something of it."""
        if self.held != Qt.MouseButton.NoButton:
            return
        handle, place = self._at(self._place(on_card=0.9))
        QTest.mousePress(handle, RIGHT, PLAIN, place)
        QTest.mouseRelease(*self._at(place)[:1], RIGHT, PLAIN, self._at(place)[1])
        for _press in range(self.dice.randint(0, 18)):
            self._strike(Qt.Key.Key_Down)
        self._strike(self.dice.choice([Qt.Key.Key_Return, Qt.Key.Key_Escape]))

    def drag_in(self) -> None:
        """A function from the palette."""
        data = QMimeData()
        data.setData(FUNCTION_MIME, self.dice.choice(FUNCTIONS).encode())
        self.bring(data)

    def bring(self, data: QMimeData) -> None:
        """Let something be dragged onto the canvas, and perhaps dropped."""
        canvas = self.window.canvas
        if canvas.tool.is_busy or self.held != Qt.MouseButton.NoButton:
            return
        to = canvas.viewport().mapFrom(self.window, self._place(on_card=0.9))
        copy, target = Qt.DropAction.CopyAction, canvas.viewport()
        QApplication.sendEvent(target, QDragEnterEvent(to, copy, data, LEFT, PLAIN))
        QApplication.sendEvent(target, QDragMoveEvent(to, copy, data, LEFT, PLAIN))
        self._linger()
        is_dropped = self.dice.random() < 0.7
        QApplication.sendEvent(
            target, QDropEvent(QPointF(to), copy, data, LEFT, PLAIN) if is_dropped else QDragLeaveEvent()
        )

    def wait(self) -> None:
        """Give timers a chance."""
        for _round in range(20):
            QApplication.processEvents()

    # --- where ------------------------------------------------------------------------------------------

    def _strike(self, key: Qt.Key, keys: Qt.KeyboardModifier = PLAIN) -> None:
        """A key down and up; the first may close the dialog that the second would have gone to."""
        QTest.keyPress(self._handle(), key, keys)
        QTest.keyRelease(self._handle(), key, keys)

    def _handle(self) -> QWindow:
        """The window that the system would send to; Qt hands on to a menu that is open."""
        handle = (QApplication.activeModalWidget() or self.window).windowHandle()
        assert handle is not None
        return handle

    def _at(self, place: QPoint | None = None) -> tuple[QWindow, QPoint]:
        """Where an event goes: a window and a point that is inside of it."""
        handle, wanted = self._handle(), place or self._place()
        size = handle.size()
        return handle, QPoint(
            *(max(0, min(at, most - 1)) for at, most in zip(wanted.toTuple(), size.toTuple(), strict=True))
        )

    def _place(self, on_card: float = 0.6) -> QPoint:
        """A point: on a card or its edges, somewhere on an open menu, else anywhere in the window."""
        canvas, dice, popup = self.window.canvas, self.dice, QApplication.activePopupWidget()
        boxes = sorted(self.window.document.chart.boxes)
        if popup is not None and dice.random() < 0.7:
            inside = QPoint(dice.randrange(popup.width()), dice.randrange(popup.height()))
            return self._handle().mapFromGlobal(popup.mapToGlobal(inside))
        if QApplication.activeModalWidget() is None and boxes and dice.random() < on_card:
            rect = canvas.screen_rect(dice.choice(boxes))
            if rect:
                x, y = (
                    rect.x + rect.width * dice.uniform(-0.1, 1.1),
                    rect.y + rect.height * dice.uniform(-0.1, 1.2),
                )
                if 0 <= x < canvas.view.width and 0 <= y < canvas.view.height:
                    return canvas.viewport().mapTo(self.window, QPoint(round(x), round(y)))
        size = self._handle().size()
        return QPoint(dice.randrange(size.width()), dice.randrange(size.height()))

    def _linger(self) -> None:
        """Now and then a drag rests long enough for its note, and for the cards to make room."""
        carry = self.window.canvas.overlay.carry
        if carry and self.dice.random() < 0.5:
            for timer in carry.findChildren(QTimer):
                if timer.isActive():
                    timer.stop()
                    timer.timeout.emit()

    # --- dialogs ----------------------------------------------------------------------------------------

    def _fiddle_with_dialog(self) -> None:
        """A dialog waits in a loop of its own: some keys for it, then it is left."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return
        if dialog is not self._in_dialog:
            self._in_dialog, self._left_in_dialog = dialog, CLICKS_IN_DIALOG
        self._left_in_dialog -= 1
        if self._left_in_dialog < 0:
            dialog.close()
            self._in_dialog = None
            return
        key = self.dice.choice("Tab Tab Backtab Down Up Space Return Return Esc A P M".split())
        self._strike(QKeySequence(key)[0].key())


def caged(monkeypatch: pytest.MonkeyPatch, window: Window) -> None:
    """Nothing leads out of the window: no other chart, no file, no end."""
    window.ask = Ask(window)
    for question in ("what_to_export", "show_print", "outline_text"):
        monkeypatch.setattr(window.ask, question, lambda *about: None)
    for name in AWAY:
        window.actions_table[name].blockSignals(True)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *about: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *about: "")
    for name in ("open", "adopt", "save"):
        monkeypatch.setattr(window.document, name, lambda *about, **more: False)


def dragged_by(monkeypatch: pytest.MonkeyPatch, monkey: Monkey) -> None:
    """Drags out of palette and outline go on at once; the system's own way waits for a real mouse."""
    functions, tree = monkey.window.palette_panel.functions, monkey.window.outline.tree

    def from_palette(actions: Any) -> None:
        index = functions.currentIndex()
        if index.isValid():
            monkey.held = Qt.MouseButton.NoButton
            monkey.bring(functions.list.mimeData([index]))

    def from_outline(actions: Any) -> None:
        chosen = tree.selectionModel().selectedIndexes()
        if chosen:
            monkey.held = Qt.MouseButton.NoButton
            monkey.bring(tree.outline.mimeData(chosen))

    monkeypatch.setattr(functions, "startDrag", from_palette)
    monkeypatch.setattr(tree, "startDrag", from_outline)
