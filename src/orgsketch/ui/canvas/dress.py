"""What the parts of a canvas wear beyond their own look; a canvas of another kind brings its own."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from orgsketch.drawing.picture import Shape

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


class Dress:
    """The chart that is worked on: what is carried is away, what is pointed at stands out."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    @property
    def left_behind(self) -> Container[str]:
        """The boxes that are drawn as being away."""
        return self.canvas.overlay.left_behind

    def line_ink(self, relation: str) -> str:
        """The colour of a relation that stands out; "" for one that does not."""
        canvas = self.canvas
        is_lit = canvas.flow.is_shown or relation in canvas.preview.lines
        return "accent" if is_lit or relation == canvas.overlay.relation else ""

    def flag_of(self, relation: str) -> str:
        """The change a relation is flagged with in place of its label; "" for none."""
        return ""

    def over(self) -> Iterable[Shape]:
        """What lies on the cards, in chart coordinates."""
        return ()
