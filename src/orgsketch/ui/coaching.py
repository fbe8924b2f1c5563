"""What helps who is new here: the tour, hints, and the question what a new role is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.ui.expecting import Expecting
from orgsketch.ui.hints import Hints
from orgsketch.ui.tour import Tour

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


class Coaching:
    """One per window; all of it can be passed over, and none of it comes twice."""

    def __init__(self, window: Window) -> None:
        self.tour = Tour(window)
        self.expecting = Expecting(window)
        self.hints = Hints(window)
