"""The program as its users start it, which says what is on its screen: a line of JSON whenever that changes.

On its input it takes `open PATH`. What it says is for aiming and waiting; what is checked is the saved file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSocketNotifier, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget

from orgsketch.resources import settings
from orgsketch.ui import app
from orgsketch.ui.widgets.buttons import Segments
from orgsketch.ui.window import Window


def main() -> int:
    """Show a window the size of the display; end when the input is closed."""
    settings.update(reduced_motion=True)
    program = app.application()
    windows = app.Windows()
    sys.excepthook = app.Trouble(windows).catch
    window = windows.another()
    window.window().setGeometry(0, 0, 1600, 1000)
    told = Told(window)
    program.installEventFilter(told)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: listen(window, program))
    return int(program.exec())


def listen(window: Window, program: QApplication) -> None:
    """Do what the test says."""
    word, _space, rest = sys.stdin.readline().strip().partition(" ")
    if word != "open":
        program.quit()
        return
    if rest:
        window.document.open(Path(rest))
    window.canvas.fit()
    window.show_chart()
    window.activateWindow()


class Told(QObject):
    """Looks after every event that may change what is seen, and says what has."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self.last = ""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Something is painted, shown, or gets the keyboard."""
        if event.type() in (QEvent.Type.Paint, QEvent.Type.FocusIn, QEvent.Type.Show, QEvent.Type.Hide):
            self._soon.start()
        return False

    def tell(self) -> None:
        """One line, where there is something new."""
        line = json.dumps(seen(self.window))
        if line != self.last:
            self.last = line
            print(line, flush=True)


def seen(window: Window) -> dict[str, Any]:
    """What is on the screen, in its coordinates."""
    canvas, chart, focus = window.canvas, window.document.chart, QApplication.focusWidget()
    carry, view = canvas.overlay.carry, canvas.view
    corner = canvas.viewport().mapToGlobal(QPoint())
    cards = {box: canvas.screen_rect(box) for box in chart.boxes}
    functions = window.palette_panel.functions
    return {
        "path": str(window.document.path or ""),
        "saved": not window.document.is_dirty,
        "titles": {box: record.title for box, record in chart.boxes.items()},
        "cards": {
            box: [rect.x + corner.x(), rect.y + corner.y(), rect.width, rect.height]
            for box, rect in cards.items()
            if rect
        },
        "canvas": [corner.x(), corner.y(), view.width, view.height],
        "view": [view.x, view.y, view.zoom],
        "selection": list(canvas.overlay.selection),
        "handles": [[handle.box, handle.side, handle.x, handle.y] for handle in canvas.hits.handles()],
        "aim": [carry.aim.zone, carry.aim.target] if carry and carry.aim else None,
        "refusal": carry.refusal if carry else "",
        "is_told": bool(carry and carry.pill),
        "thread": bool(canvas.overlay.thread),
        "functions": {
            option.text: place(functions, functions.visualRect(functions.list.index(number)).center())
            for number, option in enumerate(functions.list.options)
        },
        "named": {**named(window.side), **named(window.trial)},
        "focus": focus.accessibleName() if focus else "",
        "panel": window.side.tabs.tabText(window.side.tabs.currentIndex()),
        "is_tried": canvas.preview.is_shown,
        "keyboard": type(focus).__name__,
        "menu": bool(QApplication.activePopupWidget()),
        "dialog": type(QApplication.activeModalWidget()).__name__,
        "active": window.isActiveWindow(),
    }


def named(part: QWidget) -> dict[str, list[int]]:
    """What can be pressed in a part of the window, as far as it is in sight: its name and its middle."""
    found: dict[str, list[int]] = {}
    tabs = part.findChildren(QTabBar)
    for bar in tabs:
        for number in range(bar.count()):
            found[bar.tabText(number)] = place(bar, bar.tabRect(number).center())
    for widget in part.findChildren(QWidget):
        seen = widget.visibleRegion().boundingRect()
        if widget.isVisible() and seen.height() > 12 and isinstance(widget, (QAbstractButton, Segments)):
            found.setdefault(widget.accessibleName(), place(widget, seen.center()))
    return found


def place(view: QWidget, point: QPoint) -> list[int]:
    """A point of a list, on the screen."""
    there = view.mapToGlobal(point)
    return [there.x(), there.y()]


if __name__ == "__main__":
    sys.exit(main())
