"""The window on the screen: open charts as tabs, one at a time. A single chart shows no tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from orgsketch.ui import docking
from orgsketch.ui.commands import files
from orgsketch.ui.tabs import TabStrip, drop_on
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.window import FIRST_SIZE, Window

if TYPE_CHECKING:
    from orgsketch.document import Document


TITLE_BAR = 32  # what the frame around a window takes of the screen, about


class Family(Protocol):
    """All windows of the program."""

    def opened(self) -> Sequence[Window]:
        """Every open chart, in every window."""

    def new_shell(self) -> Shell:
        """One more window."""

    def new_document(self) -> Document:
        """A document that is read with the packs of the user."""

    def tidy_up(self) -> None:
        """A chart was closed."""


class Shell(QMainWindow):
    """Holds windows as tabs. `closed(Shell)`: it is no more."""

    closed = Signal(object)

    def __init__(self, family: Family, dress: Callable[[Window], object] = lambda window: None) -> None:
        super().__init__()
        self.family, self._dress = family, dress
        self.setObjectName("Shell")
        self.strip = TabStrip()
        self.stack = QStackedWidget()
        content = QWidget()
        content.setLayout(column(self.strip, self.stack, gap=0))
        self.setCentralWidget(content)
        self.resize(*FIRST_SIZE)
        self.keep_on_screen()
        docking.place(self)
        self.strip.currentChanged.connect(self._turn_to)
        self.strip.close_wanted.connect(lambda place: self.close_tab(self.windows[place]))
        self.strip.dropped.connect(self._drop)

    def keep_on_screen(self) -> None:
        """No larger than the screen has room for, as with large scaling on a small one."""
        room = self.screen().availableSize()
        self.resize(self.size().boundedTo(QSize(room.width(), room.height() - TITLE_BAR)))

    # --- for the windows in it --------------------------------------------------------------------------

    @property
    def windows(self) -> list[Window]:
        """The windows in the order of their tabs."""
        return [self.strip.window_at(place) for place in range(self.strip.count())]

    @property
    def count(self) -> int:
        """How many tabs there are."""
        return self.strip.count()

    @property
    def current(self) -> Window | None:
        """The window that is seen."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Window) else None

    def opened(self) -> Sequence[Window]:
        """Every open chart, those of other windows too."""
        return self.family.opened()

    def another(self) -> Window:
        """A new tab, shown."""
        window = Window(self.family.new_document(), self)
        self._dress(window)
        self.take_in(window)
        return window

    def take_in(self, window: Window) -> None:
        """Make a window a tab of this one, and show it."""
        before = self.current
        window.home = self
        self.stack.addWidget(window)
        window.windowTitleChanged.connect(self._name)
        window.document.state_changed.connect(self._name)
        window.canvas.resting.catcher = self.strip  # type: ignore[attr-defined]
        place = self.strip.add(window)
        if before is not None:
            docking.arrange_like(window, before)
        self.strip.setCurrentIndex(place)
        self._turn_to(place)
        self._name()

    def show_window(self, window: Window) -> None:
        """Bring a window to the front."""
        home = window.home
        if isinstance(home, Shell):
            home.strip.setCurrentIndex(home.windows.index(window))
            home.raise_()
            home.activateWindow()

    def close_tab(self, window: Window) -> bool:
        """Close one of several tabs, asking about unsaved work; the last one becomes the start page."""
        if len(self.windows) < 2:
            files.close_chart(window)
            return window.is_at_start
        if not window.close():
            return False
        self._let_go(window)
        window.deleteLater()
        self.family.tidy_up()
        for other in self.opened():  # also those of other windows hold it as an option
            other.options.refresh()
        return True

    def move_out(self, window: Window) -> None:
        """Give a tab a window of its own."""
        if len(self.windows) > 1:
            self._let_go(window)
            shell = self.family.new_shell()
            shell.take_in(window)
            shell.move(self.pos().x() + 32, self.pos().y() + 32)
            shell.show()

    def step(self, by: int) -> None:
        """The next tab, or the one before; after the last comes the first."""
        count = self.strip.count()
        if count:
            self.strip.setCurrentIndex((self.strip.currentIndex() + by) % count)

    def shift(self, by: int) -> None:
        """Move the tab that is seen to the right, or to the left."""
        place = self.strip.currentIndex()
        if 0 <= place + by < self.strip.count():
            self.strip.moveTab(place, place + by)

    # --- the window itself ------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Every chart asks for itself; remember where everything was."""
        for window in self.windows:
            if window.document.is_dirty and not window.is_at_start:
                self.show_window(window)
            if not files.may_leave(window):
                event.ignore()
                return
        if self.current is not None:
            docking.remember(self.current)
        event.accept()
        self.closed.emit(self)

    def showEvent(self, event: QShowEvent) -> None:
        """What is inside learns only now how little room it can do with."""
        super().showEvent(event)
        if not event.spontaneous() and not self.isMaximized() and not self.isFullScreen():
            QTimer.singleShot(0, self, self.keep_on_screen)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the tabs are painted anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "strip"):
            self.strip.update()

    # --- inside -----------------------------------------------------------------------------------------

    def _turn_to(self, place: int) -> None:
        windows, before = self.windows, self.current
        if not 0 <= place < len(windows) or windows[place] is before:
            return
        if before is not None and before in windows:
            before.finish_typing()
            docking.arrange_like(windows[place], before)
        self.stack.setCurrentWidget(windows[place])
        windows[place].options.refresh()
        windows[place].focus_chart()
        self._name()

    def _let_go(self, window: Window) -> None:
        window.windowTitleChanged.disconnect(self._name)
        window.document.state_changed.disconnect(self._name)
        self.strip.removeTab(self.windows.index(window))
        self.stack.removeWidget(window)
        self._name()

    def _name(self) -> None:
        self.strip.refresh()
        window = self.current
        if window is not None:
            self.setWindowTitle(window.windowTitle())
            self.setWindowModified(window.isWindowModified())

    def _drop(self, place: int, boxes: list[str], is_copy: bool) -> None:
        """A branch of the chart that is seen was dropped on a tab."""
        source, target = self.current, self.windows[place]
        if source is not None and source is not target:
            drop_on(source, target, boxes, is_copy=is_copy)
