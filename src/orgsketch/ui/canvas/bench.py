"""The bench: a tray at the bottom left for boxes without a place, in screen coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from orgsketch.drawing.cardshapes import card_shapes, pill_shapes
from orgsketch.drawing.frames import State
from orgsketch.drawing.icons import icon
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.picture import Group, Rectangle, Shape, Text
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _, plural
from orgsketch.ui.canvas.contents import Contents

MARGIN, INSET, GAP = 16.0, 16.0, 12.0
HEIGHT, CARD_TOP, CARD_WIDTH, CARD_HEIGHT = 88.0, 36.0, 172.0, 38.0
MORE, HINT, WIDEST, FREE_RIGHT = 56.0, 120.0, 640.0, 200.0
HEADING = 34.0
LOW = 480.0  # on a canvas no higher than this the tray is closed unless somebody opens it


class Seat(NamedTuple):
    """A card on the bench."""

    box: str
    rect: Rect


class Bench:
    """Where the tray and its cards are; one page of them at a time.

    Closed it is its heading alone. `wish`: whether it is to be open; None = where there is room for it.
    """

    def __init__(self) -> None:
        self.boxes: tuple[str, ...] = ()
        self.rect = Rect(0, 0, 0, 0)
        self.seats: list[Seat] = []
        self.more = Rect(0, 0, 0, 0)
        self.is_shown = self.is_open = False
        self.wish: bool | None = None
        self.hint = _("Drag a box here")
        self._page = 0
        self._room = 1

    def arrange(self, boxes: Sequence[str], width: float, height: float, is_dragging: bool) -> None:
        """Find the places in a viewport; the tray is there while it holds something, or could."""
        self.boxes = tuple(boxes)
        self.is_shown = is_dragging or bool(boxes)
        self.is_open = is_dragging or (height > LOW if self.wish is None else self.wish)
        wide = min(WIDEST, max(CARD_WIDTH + 2 * INSET, width - MARGIN - FREE_RIGHT))
        self._room = max(1, int((wide - 2 * INSET + GAP - HINT) // (CARD_WIDTH + GAP)))
        pages = -(-len(boxes) // self._room) or 1
        self._page %= pages
        shown = boxes[self._page * self._room : (self._page + 1) * self._room]
        tail = MORE if pages > 1 else HINT
        wide = min(wide, max(2, len(shown)) * (CARD_WIDTH + GAP) + tail + 2 * INSET)
        tall = HEIGHT if self.is_open else HEADING
        self.rect = Rect(MARGIN, height - MARGIN - tall, wide, tall)
        shown = shown if self.is_open else []
        top = self.rect.y + CARD_TOP
        self.seats = [
            Seat(box, Rect(self.rect.x + INSET + place * (CARD_WIDTH + GAP), top, CARD_WIDTH, CARD_HEIGHT))
            for place, box in enumerate(shown)
        ]
        right = self.seats[-1].rect.right + GAP if self.seats else self.rect.x + INSET
        has_more = pages > 1 and self.is_open
        self.more = Rect(right, top + 5, MORE - 8, 28) if has_more else Rect(right, top, 0, 0)

    @property
    def foot(self) -> float:
        """How much of the viewport's bottom the tray takes."""
        return self.rect.height + MARGIN if self.is_shown else 0.0

    def contains(self, px: float, py: float) -> bool:
        """Whether a point lies on the tray."""
        return self.is_shown and self.rect.contains(px, py)

    def is_heading(self, px: float, py: float) -> bool:
        """Whether a point lies on the heading, which opens and closes the tray."""
        return self.contains(px, py) and py < self.rect.y + HEADING

    def box_at(self, px: float, py: float) -> str | None:
        """The box whose card is at a point."""
        return next((box for box, rect in self.seats if rect.contains(px, py)), None)

    def seat(self, box: str) -> Rect | None:
        """The card of a box, when it is on the page that is shown."""
        return next((rect for other, rect in self.seats if other == box), None)

    def turn(self, by: int = 1) -> None:
        """Show the next page."""
        self._page += by

    def turn_to(self, box: str) -> None:
        """Show the page with a box."""
        if box in self.boxes:
            self.wish = True
            self._page = self.boxes.index(box) // self._room

    def shapes(self, contents: Contents, states: dict[str, State], is_target: bool) -> list[Shape]:
        """The tray as drawn."""
        x, y, wide, _all = self.rect
        edge = ("drop_valid", 2.0) if is_target else ("control_border", 1.0)
        fill = "accent_soft" if is_target else "surface%60"
        tall = self.rect.height - 1
        made: list[Shape] = [Rectangle(x + 0.5, y + 0.5, wide - 1, tall, fill, *edge, 8, (4.0, 3.0))]
        name = _("Bench")
        made.append(Text(x + INSET, y + 22, name, "card_title", "text"))
        count = plural("{count} box without a manager", "{count} boxes without a manager", len(self.boxes))
        beside = x + INSET + text_width(name, "card_title") + 10
        made.append(Text(beside, y + 22, count, "caption", "text_muted"))
        arrow = "chevron_down" if self.is_open else "chevron_up"
        made.append(icon(arrow, x + wide - INSET - 14, y + 11, 14, "text_muted"))
        for box, rect in self.seats:
            made.append(Group("box", box, self._card(contents, box, states), rect.x, rect.y))
        return [*made, *self._tail()] if self.is_open else made

    def _card(self, contents: Contents, box: str, states: dict[str, State]) -> list[Shape]:
        state = states.get(box, State())
        return card_shapes(contents.card(box), CARD_WIDTH, CARD_HEIGHT, "full", state, ground="surface")

    def _tail(self) -> list[Shape]:
        if self.more.width:
            shown = len(self.seats)
            text = f"+{len(self.boxes) - shown}"
            return pill_shapes(
                text, self.more.x + self.more.width / 2, self.more.center[1], "card", "control_border", "text"
            )
        hint = self.hint
        room = self.rect.right - self.more.x - 8
        if not hint or text_width(hint, "caption") > room:
            return []
        return [Text(self.more.x + 4, self.more.y + 23, hint, "caption", "text_muted")]
