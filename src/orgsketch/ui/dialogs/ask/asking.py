"""What every question needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


class Asking:
    """Questions to the user of a window; None or "" always means that they cancelled."""

    def __init__(self, window: Window) -> None:
        self.window = window
