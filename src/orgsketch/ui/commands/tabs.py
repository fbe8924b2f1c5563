"""Going from one open chart to the next, and putting their tabs in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def has_tabs(window: Window) -> bool:
    """While several charts are open in this window."""
    return window.home is not None and window.home.count > 1


def next_tab(window: Window) -> None:
    """The tab right of this one; after the last comes the first."""
    if window.home:
        window.home.step(1)


def last_tab(window: Window) -> None:
    """The tab left of this one."""
    if window.home:
        window.home.step(-1)


def later(window: Window) -> None:
    """One place further right."""
    if window.home:
        window.home.shift(1)


def earlier(window: Window) -> None:
    """One place further left."""
    if window.home:
        window.home.shift(-1)


def move_out(window: Window) -> None:
    """Give the chart a window of its own."""
    if window.home:
        window.home.move_out(window)
