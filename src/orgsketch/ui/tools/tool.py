"""The contract between the canvas and its tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

from orgsketch.ui.canvas.hits import Hit

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

THRESHOLD = 6.0  # pixels the mouse moves before a press becomes a drag


class Pointer(NamedTuple):
    """Where the pointer is, in viewport coordinates, what is there, and which keys are held."""

    x: float
    y: float
    hit: Hit = Hit()
    ctrl: bool = False
    shift: bool = False
    alt: bool = False

    def is_away_from(self, other: Pointer) -> bool:
        """Whether the way between the two is a drag."""
        return abs(self.x - other.x) + abs(self.y - other.y) > THRESHOLD


class Tool:
    """What the left mouse button does. A press begins something, a release ends it, `cancel` undoes it."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    @property
    def is_busy(self) -> bool:
        """Whether something has begun that Esc would cancel."""
        return False

    def press(self, pointer: Pointer) -> None:
        """The button goes down."""

    def move(self, pointer: Pointer) -> None:
        """The pointer moves while the button is down, or a held key changes."""

    def release(self, pointer: Pointer) -> None:
        """The button comes up."""

    def cancel(self) -> None:
        """Stop, without a trace."""
