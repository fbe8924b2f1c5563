"""What the pointer and the keyboard add to the picture of the chart, for as long as they do."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgsketch.drawing.frames import PLAIN, State
from orgsketch.layout.geometry import Rect

if TYPE_CHECKING:
    from orgsketch.ui.canvas.carry import Carry


@dataclass
class Thread:
    """A relation being drawn: from a box to a point of the chart, or to the box that is there.

    `others`: boxes it goes to as well.
    """

    start: str
    x: float
    y: float
    target: str = ""
    refusal: str = ""
    others: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[str, ...]:
        """Every box it would go to, in the order in which they were met."""
        met = (*self.others, self.target) if self.target and not self.refusal else self.others
        return tuple(dict.fromkeys(met))


@dataclass
class Overlay:
    """`hovered`: the box under the pointer, `lit`: the relation; `handles`: the box with "+" handles.

    `focused`: the box the keyboard walks on, "" after a mouse click; `found`: boxes ringed because the
    finder or a mark points at them; `band`: the rubber band, in chart coordinates; `relation`: the
    selected relation.
    """

    selection: list[str] = field(default_factory=list)
    hovered: str = ""
    handles: str = ""
    focused: str = ""
    found: frozenset[str] = frozenset()
    relation: str = ""
    lit: str = ""
    band: Rect | None = None
    carry: Carry | None = None
    thread: Thread | None = None

    def states(self) -> dict[str, State]:
        """The boxes that are not drawn plainly, and how."""
        made: dict[str, State] = {}
        for box in self.selection:
            made[box] = State(is_selected=True)
        for box in self.found:
            made[box] = made.get(box, PLAIN)._replace(is_found=True)
        if self.focused in made:
            made[self.focused] = made[self.focused]._replace(is_focused=True)
        if self.hovered:
            made[self.hovered] = made.get(self.hovered, PLAIN)._replace(is_hovered=True)
        for box in self.thread.ends if self.thread else ():
            made[box] = State(is_found=True)
        if self.thread and self.thread.target:
            made[self.thread.target] = State(drop="refused") if self.thread.refusal else State(is_found=True)
        if self.carry:
            self._add_drag(self.carry, made)
        return made

    @property
    def left_behind(self) -> Container[str]:
        """The boxes that are drawn as being away."""
        carry = self.carry
        if carry is None or carry.is_reflowed:
            return ()
        if carry.aim and (carry.aim.copies or carry.aim.zone == "value"):
            return ()
        return carry.load.boxes if carry.aim and carry.aim.alone else carry.members

    def _add_drag(self, carry: Carry, made: dict[str, State]) -> None:
        if carry.is_reflowed:
            made[carry.first] = State(drag="slot")
        aim = carry.aim
        if aim and aim.target:
            drop = "refused" if carry.refusal else aim.zone
            made[aim.target] = State(drop=drop, is_row=aim.is_row)
