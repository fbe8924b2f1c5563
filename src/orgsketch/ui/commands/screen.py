"""What fills the screen: the chart without panels, and the presentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orgsketch.ui.window import Window

CALM = "calm"


def toggle_calm(window: Window) -> None:
    """Show the chart without menus and panels, and everything again."""
    window.addActions(list(window.actions_table.values()))  # their keys hold without a menu bar
    window.setProperty(CALM, not is_calm(window))
    arrange(window, window.editor)
    window.focus_chart()


def arrange(window: Window, page: QWidget) -> None:
    """Show what belongs around a page. Another page than the chart ends that the chart is alone."""
    if page is not window.editor:
        window.setProperty(CALM, False)
    is_alone = is_calm(window)
    has_panels = page is window.editor and not is_alone
    for part in (window.left, window.right, window.past):
        part.setVisible(has_panels and part.objectName() not in window.closed_sides)
    window.menu_bar.setVisible(not is_alone)
    for bar in (window.toolbar, window.statusBar()):
        bar.setVisible(page is not window.start and not is_alone)


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
