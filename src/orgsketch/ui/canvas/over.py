"""What lies over the chart: the rubber band, handles, the bench, a carried card and its note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orgsketch.drawing.cardshapes import card_shapes, handle_shapes, refusal_shapes, travel_shapes
from orgsketch.drawing.frames import PLAIN, State
from orgsketch.drawing.outline import circle, polyline
from orgsketch.drawing.picture import Group, Path, Rectangle, Shape
from orgsketch.drawing.relations import relation_shapes
from orgsketch.drawing.routes import route
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation
from orgsketch.ui.canvas.carry import Carry
from orgsketch.ui.canvas.overlay import Thread
from orgsketch.ui.canvas.pill import Pill, pill_shapes

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

GHOST_WIDTH, GHOST_HEIGHT, AWAY = 168.0, 34.0, 14.0
EDGE = 8.0
CHIP = 20.0  # how far above its target the chip with a refusal begins, out of the way of the carried card


def on_chart(canvas: Canvas) -> Iterator[Shape]:
    """What belongs to places of the chart, in chart coordinates."""
    overlay = canvas.overlay
    if overlay.band:
        yield Rectangle(*overlay.band, "selection%12", "selection", 1.0 / canvas.view.zoom)
    if overlay.thread:
        yield from _thread(canvas, overlay.thread)
    carry = overlay.carry
    if carry and carry.slot and not carry.is_reflowed:
        place, said = carry.slot.rect, carry.slot.card
        shapes = card_shapes(said, place.width, place.height, "full", State(drag="slot"))
        yield Group("slot", said.box, shapes, place.x, place.y)


def on_screen(canvas: Canvas, states: dict[str, State]) -> Iterator[Shape]:
    """What keeps its size at every zoom, in screen coordinates."""
    for handle in () if canvas.preview.is_shown else canvas.hits.handles():
        yield from handle_shapes(handle.x, handle.y)
    carry = canvas.overlay.carry
    if canvas.bench.is_shown:
        is_target = bool(carry and carry.aim and carry.aim.zone == "bench")
        benched = {box: canvas.painting.state_of(box, states) for box, _rect in canvas.bench.seats}
        yield from canvas.bench.shapes(canvas.contents, benched, is_target)
        for box, rect in canvas.bench.seats if canvas.lens.is_dimming else ():
            if benched[box] == PLAIN and canvas.lens.dims(box):
                yield Rectangle(rect.x - 1, rect.y - 11, rect.width + 2, rect.height + 20, "surface%70")
    if carry:
        yield from _carried(canvas, carry)
    yield from _refusals(canvas)


def _refusals(canvas: Canvas) -> Iterator[Shape]:
    """Why nothing can be dropped on the target, or drawn to it."""
    carry, thread = canvas.overlay.carry, canvas.overlay.thread
    target, reason = "", ""
    if carry and carry.refusal and carry.aim:
        target, reason = carry.aim.target, carry.refusal
    elif thread and thread.refusal:
        target, reason = thread.target, thread.refusal
    if carry and reason and carry.aim and carry.aim.zone == "value":
        x, y = _pointer(canvas, carry)
        yield Group("refusal", "", refusal_shapes(reason, GHOST_WIDTH, 0), x + AWAY, y + GHOST_HEIGHT + 36)
    place = canvas.chart_layout.rect(target) if target else None
    if place:
        shown = canvas.view.on_screen(place)
        yield Group("refusal", target, refusal_shapes(reason, shown.width, 0), shown.x, shown.y - CHIP)


def _thread(canvas: Canvas, thread: Thread) -> Iterator[Shape]:
    """A relation on its way: straight to the pointer, routed to every target it has."""
    start = canvas.chart_layout.rect(thread.start)
    if start is None:
        return
    for lane, box in enumerate(thread.ends):
        end = canvas.chart_layout.rect(box)
        if end:
            way = route(start, end, canvas.linework.cards_in, lane)
            yield from relation_shapes(Relation("", "serves", thread.start, box), way, color="accent")
    if thread.target and not thread.refusal:
        return
    x = min(max(thread.x, start.x), start.right)
    y = min(max(thread.y, start.y), start.bottom)
    yield Path(polyline([(x, y), (thread.x, thread.y)]), "", "accent", 1.5, (6.0, 4.0))
    yield Path(circle(thread.x, thread.y, 4), "accent")


def _carried(canvas: Canvas, carry: Carry) -> Iterator[Shape]:
    """The carried card right of and below the pointer, and its note."""
    px, py = _pointer(canvas, carry)
    shapes: list[Shape] = []
    if not carry.is_foreign:
        shapes += card_shapes(carry.ghost, GHOST_WIDTH, GHOST_HEIGHT, "full", State(drag="carried"))
    if carry.travelling and not carry.is_foreign:
        shapes += travel_shapes(carry.travelling, GHOST_WIDTH)
    yield Group("carried", carry.first, shapes, px + AWAY, py + AWAY)
    if carry.pill:
        yield _note(canvas, carry, carry.pill)


def _pointer(canvas: Canvas, carry: Carry) -> tuple[float, float]:
    """Where the carried card hangs; beside the legend, which would cover it."""
    px, py = carry.pointer
    if carry.aim and carry.aim.zone == "value":
        return canvas.legend.x() - GHOST_WIDTH - 2 * AWAY, py
    return px, py


def _note(canvas: Canvas, carry: Carry, pill: Pill) -> Shape:
    """Right of the carried card; at the edge of the canvas on its left; never over the target."""
    view, (px, py) = canvas.view, _pointer(canvas, carry)
    shapes, wide, tall = pill_shapes(pill)
    x, y = px + AWAY + GHOST_WIDTH + 14, py + AWAY + 12
    if x + wide > min(view.width - EDGE, canvas.legend.x() if px < carry.pointer[0] else view.width):
        x = max(EDGE, px - wide - 14)
    y = min(y, view.height - tall - EDGE)
    target = canvas.chart_layout.rect(carry.aim.target) if carry.aim and carry.aim.target else None
    if target and view.on_screen(target).meets(Rect(x, y, wide, tall)):
        y = max(py + AWAY + GHOST_HEIGHT + 12, view.on_screen(target).bottom + 12)
    return Group("pill", "", shapes, x, y)
