"""What a window may ask of the one that holds it as a tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


class Home(Protocol):
    """What holds windows as tabs. `count`: how many."""

    @property
    def count(self) -> int:
        """How many tabs there are."""

    def opened(self) -> Sequence[Window]:
        """Every open chart."""

    def another(self) -> Window:
        """A new tab."""

    def show_window(self, window: Window) -> None:
        """Bring a tab to the front."""

    def close_tab(self, window: Window) -> bool:
        """Close a tab; whether it is closed."""

    def move_out(self, window: Window) -> None:
        """Give a tab a window of its own."""

    def step(self, by: int) -> None:
        """Go to the next tab, or to the one before."""

    def shift(self, by: int) -> None:
        """Move the tab that is seen to the right, or to the left."""
