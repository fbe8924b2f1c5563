"""What fills the middle of the window: the chart, what has changed, all options in a matrix.

A mode is one row of `MODES`; its page is made when it is first wanted. The switch in the toolbar, the rows
of the menu and their keys all come from the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from orgsketch.resources import N_, _

if TYPE_CHECKING:
    from orgsketch.ui.canvas.surface import Surface
    from orgsketch.ui.window import Window

CHART, CHANGES = "chart", "changes"


class ModePage(QWidget):
    """A page of the window.

    `surface`: what the zoom commands of the View menu move, where there is one. `export`: what Export does
    here instead of exporting the chart, where there is anything.
    """

    surface: Surface | None = None
    export: Callable[[], object] | None = None

    def refresh(self) -> None:
        """It comes into sight: show everything as it is now."""

    def leave(self) -> None:
        """Another page comes into sight."""


class Mode(NamedTuple):
    """One way to look at the chart; the chart itself needs no page."""

    id: str
    title: str
    keys: str
    make: Callable[[Window], ModePage] | None = None


def _changes(window: Window) -> ModePage:
    from orgsketch.ui.changes.page import ChangesPage

    return ChangesPage(window)


def _matrix(window: Window) -> ModePage:
    from orgsketch.ui.matrix.page import MatrixPage

    return MatrixPage(window)


MODES: tuple[Mode, ...] = (
    Mode(CHART, N_("Chart"), "F6"),
    Mode(CHANGES, N_("Changes"), "F9", _changes),
    Mode("matrix", N_("Matrix"), "Shift+F9", _matrix),
)


class Modes(QObject):
    """The modes of one window. `changed(id)`: another one is shown."""

    changed = Signal(str)

    def __init__(self, window: Window, table: Sequence[Mode] = MODES) -> None:
        super().__init__(window)
        self.window, self.table = window, {mode.id: mode for mode in table}
        self.current = CHART
        self.pages: dict[str, ModePage] = {}

    @property
    def page(self) -> ModePage | None:
        """The page that is shown; None while it is the chart."""
        return self.pages.get(self.current)

    @property
    def is_chart(self) -> bool:
        """Whether the chart itself is shown, and can be worked on."""
        return self.current == CHART

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The ids and titles of the modes."""
        return [(mode.id, _(mode.title)) for mode in self.table.values()]

    def show(self, name: str) -> None:
        """Show another mode; the same one again is brought up to date."""
        window = self.window
        window.finish_typing()
        if name == CHART:
            window.show_page(window.editor)
            window.focus_chart()
            return
        page = self._page(name)
        window.show_page(page)
        page.refresh()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def came(self, widget: QWidget) -> None:
        """The window shows this widget now."""
        names = [name for name, page in self.pages.items() if page is widget]
        name, left = (*names, CHART)[0], self.page
        if name != self.current:
            self.current = name
            if left is not None:
                left.leave()
            self.changed.emit(name)

    def _page(self, name: str) -> ModePage:
        page, make = self.pages.get(name), self.table[name].make
        if page is None:
            assert make is not None
            page = self.pages[name] = make(self.window)
            self.window.pages.addWidget(page)
        return page
