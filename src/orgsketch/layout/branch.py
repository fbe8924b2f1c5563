"""A card with everything below it: the unit of layout."""

from __future__ import annotations

from collections.abc import Iterator

from orgsketch.layout.contour import Cell, cell


class Branch:
    """A laid out card and its reports; lengths are relative to the card's top left corner.

    `x, y`: the card's place relative to its manager's card; absolute for a top.
    `left, right, bottom`: the bounds of the whole branch (its top is 0).
    `family`, `staff`: the direct reports and the assistants in order; `reports`, `assistants`: those that
    are drawn, none when the branch is folded. `style`: how the reports stand; `columns`: the reports by
    column in the style "columns". `bus`: where their common line runs, the y of a horizontal one (side by
    side, columns), else the x of a vertical one. `below`: how many boxes are drawn below this one;
    `total`: how many there are, this one and hidden ones included.
    `west, east, depth`: its outlines (see `layout.contour`).
    """

    __slots__ = (
        "arrangement", "assistants", "below", "bottom", "box", "bus", "columns", "depth", "east", "family",
        "height", "is_folded", "left", "manager", "reports", "right", "staff", "style", "total", "west",
        "width", "x", "y",
    )  # fmt: skip

    def __init__(self, box: str, width: float, height: float, arrangement: str) -> None:
        self.box = box
        self.manager: Branch | None = None
        self.arrangement = arrangement
        self.x = self.y = 0.0
        self.width = self.right = width
        self.height = self.bottom = self.depth = height
        self.left = 0.0
        self.west: Cell = POINT
        self.east: Cell = POINT
        self.family = self.staff = self.reports = self.assistants = NOBODY
        self.columns: list[list[Branch]] = []
        self.style = ""
        self.bus = 0.0
        self.below = 0
        self.total = 1
        self.is_folded = False

    @property
    def hidden(self) -> int:
        """How many boxes a fold hides; 0 when the branch is open."""
        return self.total - 1 if self.is_folded else 0

    def managers_up(self) -> Iterator[Branch]:
        """The branches above this one, nearest first."""
        manager = self.manager
        while manager is not None:
            yield manager
            manager = manager.manager

    def __repr__(self) -> str:
        return f"<Branch {self.box} at {self.x:g}, {self.y:g}: {self.style or 'leaf'} of {len(self.reports)}>"


NOBODY: list[Branch] = []
POINT = cell(0.0, 0.0)
