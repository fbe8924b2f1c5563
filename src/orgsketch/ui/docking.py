"""The panels around the chart: how they dock, and where they stood when the program was last used."""

from __future__ import annotations

from base64 import b64decode, b64encode
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QDockWidget, QWidget

from orgsketch.drawing.theme import size
from orgsketch.errors import ResourceError
from orgsketch.resources import settings

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

STATE_VERSION = 2
NARROWEST_CANVAS, LEAST_CANVAS = 480, 240
SHARE = 0.85  # of its width a panel has at least
EDGES = 8  # between the panels, and of the window
SIDES = {"left", "right", "history"}


def dock(name: str, title: str, content: QWidget, width: int) -> QDockWidget:
    """A panel at the side: it can be closed and resized, its heading is its own."""
    made = QDockWidget(title)
    made.setObjectName(name)
    made.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetClosable)
    made.setTitleBarWidget(QWidget())
    made.setWidget(content)
    content.setMinimumWidth(round(width * SHARE))
    return made


def narrowest(window: QWidget) -> int:
    """How narrow the chart may be beside its panels; less where the screen has no room for all three."""
    beside = round(SHARE * (size("panel_left") + size("panel_right")))
    return max(LEAST_CANVAS, min(NARROWEST_CANVAS, window.screen().availableSize().width() - beside - EDGES))


def remember(window: Window) -> None:
    """Keep where the window and its panels are for the next time."""
    bytes_ = (window.window().saveGeometry(), window.saveState(STATE_VERSION))
    parts = [
        *(b64encode(bytes(part.data())).decode() for part in bytes_),
        " ".join(sorted(window.closed_sides)),
    ]
    with suppress(ResourceError):
        settings.update(window=":".join(parts))


def place(window: QWidget) -> None:
    """Put a window where one was the last time."""
    geometry, *_rest = settings.load().window.split(":")
    with suppress(ValueError):
        window.restoreGeometry(QByteArray(b64decode(geometry)))


def restore(window: Window) -> None:
    """Arrange the panels as they were the last time."""
    _geometry, state, closed, *_rest = [*settings.load().window.split(":"), "", "", ""]
    with suppress(ValueError):
        window.restoreState(QByteArray(b64decode(state)), STATE_VERSION)
    window.closed_sides = set(closed.split()) & SIDES if state else window.closed_sides
    window.show_page(window.pages.currentWidget() or window.start)


def arrange_like(window: Window, other: Window) -> None:
    """Arrange the panels as those of another tab, so that nothing jumps between the two."""
    window.restoreState(other.saveState(STATE_VERSION), STATE_VERSION)
    window.closed_sides = set(other.closed_sides)
    window.show_page(window.pages.currentWidget() or window.start)
