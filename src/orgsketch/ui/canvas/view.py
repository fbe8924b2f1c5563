"""Which part of the chart is seen, and how large: the way between chart and screen coordinates."""

from __future__ import annotations

from dataclasses import dataclass

from orgsketch.layout.geometry import Rect

SMALLEST, LARGEST = 0.0002, 4.0
BESIDE, ABOVE = 20, 40  # what a fitted chart keeps free, in pixels of the screen
AIR = 24.0  # round what is brought into sight
KEEP = 96  # so much of the chart stays in sight while panning


@dataclass
class View:
    """`x, y`: the point of the chart at the top left of the viewport; `zoom`: screen pixels per chart pixel.

    `width, height`: the viewport in logical pixels; `ratio`: device pixels in one of them. The top left
    always lies on a device pixel, so that edges stay sharp. `framed`: what was seen when it was last fitted.
    """

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    width: float = 1.0
    height: float = 1.0
    ratio: float = 1.0
    framed: tuple[float, float, float] | None = None

    def to_chart(self, px: float, py: float) -> tuple[float, float]:
        """The point of the chart at a point of the viewport."""
        return self.x + px / self.zoom, self.y + py / self.zoom

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """The point of the viewport at a point of the chart."""
        return (x - self.x) * self.zoom, (y - self.y) * self.zoom

    def on_screen(self, rect: Rect) -> Rect:
        """A rectangle of the chart in viewport coordinates."""
        x, y = self.to_screen(rect.x, rect.y)
        return Rect(x, y, rect.width * self.zoom, rect.height * self.zoom)

    @property
    def area(self) -> Rect:
        """The part of the chart that is seen."""
        return Rect(self.x, self.y, self.width / self.zoom, self.height / self.zoom)

    def snapped(self, x: float, y: float) -> tuple[float, float]:
        """The nearest point of the chart that lies on a device pixel."""
        grain = self.zoom * self.ratio
        left, top = round((x - self.x) * grain), round((y - self.y) * grain)
        return self.x + left / grain, self.y + top / grain

    @property
    def is_framed(self) -> bool:
        """Whether it is as it was fitted: nobody has panned or zoomed since."""
        return self.framed == (self.x, self.y, self.zoom)

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen by so many screen pixels, as if the chart were dragged the other way."""
        self._go(self.x + dx / self.zoom, self.y + dy / self.zoom)

    def follow(self, dx: float, dy: float) -> None:
        """As `pan`, where the chart itself went so far: what was fitted counts as fitted."""
        was_framed = self.is_framed
        self.pan(dx, dy)
        if was_framed:
            self.framed = (self.x, self.y, self.zoom)

    def zoom_at(self, zoom: float, px: float, py: float) -> None:
        """Zoom; what is at a point of the viewport stays there."""
        x, y = self.to_chart(px, py)
        self.zoom = min(LARGEST, max(SMALLEST, zoom))
        self._go(x - px / self.zoom, y - py / self.zoom)

    def center(self, rect: Rect) -> None:
        """Put a rectangle into the middle."""
        x, y = rect.center
        self._go(x - self.width / self.zoom / 2, y - self.height / self.zoom / 2)

    def reveal(self, rect: Rect, free: Rect) -> None:
        """See a rectangle in a free part of the viewport: moved just enough, from afar to its centre."""
        place = self.on_screen(rect)
        dx = _into(place.x, place.width, free.x, free.width)
        dy = _into(place.y, place.height, free.y, free.height)
        if abs(dx) > free.width / 2 or abs(dy) > free.height / 2:
            x, y = free.center
            dx, dy = x - place.center[0], y - place.center[1]
        if dx or dy:
            self.pan(-dx, -dy)

    def fit(self, bounds: Rect, foot: float = 0, side: float = 0, head: float = 0) -> None:
        """Show all of the chart, never larger than life.

        `foot` pixels at the bottom, `side` pixels on the right and `head` more at the top stay free.
        """
        room_x = max(1.0, self.width - 2 * BESIDE - side)
        room_y = max(1.0, self.height - 2 * ABOVE - foot - head)
        fitting = min(room_x / max(1.0, bounds.width), room_y / max(1.0, bounds.height), 1.0)
        self.zoom = max(SMALLEST, fitting)
        left = bounds.x - ((self.width - side) / self.zoom - bounds.width) / 2
        self._go(left, bounds.y - (ABOVE + head) / self.zoom)
        self.framed = (self.x, self.y, self.zoom)

    def arrive(self, bounds: Rect, top: Rect, legible: float, foot: float = 0, side: float = 0) -> None:
        """As `fit`; where that is smaller than `legible`, at that zoom from the top box down."""
        self.fit(bounds, foot, side)
        if self.zoom < legible:
            self.zoom = legible
            self._go(top.center[0] - (self.width - side) / self.zoom / 2, bounds.y - ABOVE / self.zoom)

    def shows(self, rect: Rect, margin: float = 8) -> bool:
        """Whether all of a rectangle is in sight, with a margin of screen pixels."""
        place = self.on_screen(rect)
        is_wide_enough = margin <= place.x and place.right <= self.width - margin
        return is_wide_enough and margin <= place.y and place.bottom <= self.height - margin

    def keep_in_sight(self, bounds: Rect) -> None:
        """Do not let the chart be panned away altogether."""
        keep = KEEP / self.zoom
        wide, tall = self.width / self.zoom, self.height / self.zoom
        x = min(max(self.x, bounds.x - wide + keep), bounds.right - keep)
        y = min(max(self.y, bounds.y - tall + keep), bounds.bottom - keep)
        if (x, y) != (self.x, self.y):
            self._go(x, y)

    def _go(self, x: float, y: float) -> None:
        grain = self.zoom * self.ratio
        self.x, self.y = round(x * grain) / grain, round(y * grain) / grain


def _into(start: float, length: float, free: float, room: float) -> float:
    """How far something must move to lie in the room, with some air where it moves at all."""
    if free <= start and start + length <= free + room:
        return 0.0
    air = max(0.0, min(AIR, (room - length) / 2))
    if start < free:
        return free + air - start
    return free + room - air - start - length
