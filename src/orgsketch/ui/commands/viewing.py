"""The view, findings and help menus."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from orgsketch.errors import ResourceError
from orgsketch.resources import settings
from orgsketch.ui import look

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def choose_theme(window: Window, name: str) -> None:
    """Wear a theme from now on: "system", "light", "dark", "high_contrast"."""
    with suppress(ResourceError):
        settings.update(theme=name)
    look.wear_chosen(name)


def toggle_motion(window: Window) -> None:
    """Let cards slide after an edit, or not."""
    with suppress(ResourceError):
        settings.update(reduced_motion=not settings.load().reduced_motion)


def full_screen(window: Window) -> None:
    """Full screen and back."""
    window.showNormal() if window.isFullScreen() else window.showFullScreen()


def show_panel(window: Window, name: str) -> None:
    """Bring a panel of the right side to the front and the keyboard into it."""
    window.side.show_panel(name)
    window.right.show()


def step_finding(window: Window, step: int) -> None:
    """Open the next finding, or the one before."""
    show_panel(window, "findings")
    window.side.findings.step(step)


def is_motion_reduced(window: Window) -> bool:
    """Whether cards stay put after an edit."""
    return settings.load().reduced_motion
