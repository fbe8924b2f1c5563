"""The view, findings and help menus."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from orgsketch.errors import ResourceError
from orgsketch.resources import settings
from orgsketch.ui import look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDockWidget

    from orgsketch.ui.canvas.surface import Surface
    from orgsketch.ui.window import Window


def find(window: Window) -> None:
    """Open the finder."""
    window.finder.open()


def surface(window: Window) -> Surface | None:
    """What can be zoomed now: the canvas, or what another mode shows."""
    if window.is_on_chart:
        return window.canvas
    return window.modes.page.surface if window.modes.page else None


def zoom_in(window: Window) -> None:
    """Come nearer."""
    _on(window).zoom_in()


def zoom_out(window: Window) -> None:
    """Step back."""
    _on(window).zoom_out()


def fit(window: Window) -> None:
    """See everything."""
    _on(window).fit()


def actual_size(window: Window) -> None:
    """100 %."""
    _on(window).reset()


def _on(window: Window) -> Surface:
    return surface(window) or window.canvas


def toggle_side(window: Window, side: str) -> None:
    """Show or hide the panels of a side."""
    window.closed_sides ^= {side}
    _side(window, side).setVisible(side not in window.closed_sides)


def palette(window: Window) -> None:
    """Put the keyboard into the palette: type a function, Enter adds it under the selection."""
    open_side(window, "left")
    window.palette_panel.search.setFocus()
    window.palette_panel.search.selectAll()


def open_side(window: Window, side: str) -> None:
    """Show the panels of a side."""
    window.closed_sides.discard(side)
    _side(window, side).show()


def is_side_shown(window: Window, side: str) -> bool:
    """Whether a side is shown."""
    return side not in window.closed_sides


def full_screen(window: Window) -> None:
    """Full screen and back."""
    shown = window.window()
    if shown.isFullScreen():
        shown.showNormal()
    else:
        shown.showFullScreen()


def is_full_screen(window: Window) -> bool:
    """Whether the window fills the screen."""
    return window.window().isFullScreen()


def choose_theme(window: Window, name: str) -> None:
    """Wear a theme from now on: "system", "light", "dark", "high_contrast"."""
    with suppress(ResourceError):
        settings.update(theme=name)
    look.wear_chosen(name)


def toggle_motion(window: Window) -> None:
    """Let cards slide after an edit, or not."""
    with suppress(ResourceError):
        settings.update(reduced_motion=not settings.load().reduced_motion)


def is_motion_reduced(window: Window) -> bool:
    """Whether cards stay put after an edit."""
    return settings.load().reduced_motion


def findings(window: Window) -> None:
    """The findings panel."""
    show_panel(window, "findings")


def questions(window: Window) -> None:
    """The questions panel."""
    show_panel(window, "questions")


def case(window: Window) -> None:
    """The case for and against."""
    show_panel(window, "case")


def properties(window: Window) -> None:
    """The properties panel."""
    show_panel(window, "properties")


def show_panel(window: Window, name: str) -> None:
    """Bring a panel of the right side to the front and the keyboard into it."""
    open_side(window, "right")
    window.side.show_panel(name)


def next_finding(window: Window) -> None:
    """Open the next finding."""
    findings(window)
    window.side.findings.step(1)


def last_finding(window: Window) -> None:
    """Open the finding before."""
    findings(window)
    window.side.findings.step(-1)


def preferences(window: Window) -> None:
    """The settings."""
    from orgsketch.ui.dialogs.preferences import Preferences

    Preferences(window).ask()
    window.actions_table.refresh()


def shortcuts(window: Window) -> None:
    """The sheet of all keys."""
    window.ask.show_shortcuts(window)


def about(window: Window) -> None:
    """What the program is."""
    window.ask.show_about()


def _side(window: Window, side: str) -> QDockWidget:
    return {"left": window.left, "right": window.right, "history": window.past}[side]


def fold(window: Window) -> None:
    """Fold the reports of the selected boxes away, or show them again."""
    window.canvas.fold(window.selection)
