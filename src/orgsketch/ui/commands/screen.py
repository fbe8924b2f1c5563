"""What fills the screen: the chart without panels, and the presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orgsketch.ui.window import Window

CALM = "calm"


def toggle_calm(window: Window) -> None:
    """Show the chart without menus and panels, and everything again."""
    calm = not is_calm(window)
    window.addActions(list(window.actions_table.values()))  # their keys hold without a menu bar
    window.setProperty(CALM, calm)
    for part in _around(window):
        part.setVisible(not calm)
    for side, dock in (("left", window.left), ("right", window.right), ("history", window.past)):
        dock.setVisible(not calm and side not in window.closed_sides)
    window.focus_chart()


def is_calm(window: Window) -> bool:
    """Whether the chart is shown alone."""
    return bool(window.property(CALM))


def present(window: Window) -> None:
    """Show the chart and its findings on the whole screen, one after the other."""
    from orgsketch.ui.presenting import Presentation

    window.finish_typing()
    window.document.settle()
    Presentation(window).showFullScreen()


def present_options(window: Window) -> None:
    """Show the options on the whole screen, one after the other, each with its findings."""
    from orgsketch.ui.presentingoptions import OptionsPresentation

    window.finish_typing()
    OptionsPresentation(window).showFullScreen()


def _around(window: Window) -> tuple[QWidget, ...]:
    return window.menu_bar, window.toolbar, window.statusBar()
