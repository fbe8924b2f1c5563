"""Select: the tool one has without choosing. Clicks select, drags move boxes or draw a rubber band."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint

from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import boxes_in
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.ui.canvas.dropping import Load
from orgsketch.ui.tools.draw_relation import DrawRelation
from orgsketch.ui.tools.tool import Pointer, Tool

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas


class Catcher(Protocol):
    """What takes boxes that are dropped outside the canvas, at a point of the screen."""

    def aim(self, where: QPoint | None, *, is_copy: bool = False) -> str:
        """What dropping them there would do; "" = nothing. None: they are elsewhere."""

    def drop(self, where: QPoint, boxes: list[str], *, is_copy: bool) -> bool:
        """Take them; whether it does."""


class Select(Tool):
    """At rest until a press; what was pressed then decides what goes on."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.doing: Pressed | Banding | Carrying | None = None
        self.catcher: Catcher | None = None

    @property
    def is_busy(self) -> bool:
        """While something is dragged."""
        return isinstance(self.doing, (Banding, Carrying))

    def press(self, pointer: Pointer) -> None:
        """Select at once; what else a press means shows when the pointer moves or the button comes up."""
        hit = pointer.hit
        self.doing = Pressed(self, pointer)
        if hit.kind == "card":
            self._press_card(pointer)
        elif hit.kind == "relation":
            self.canvas.choose_relation(hit.part)
        elif hit.kind in ("", "tray") and not (pointer.ctrl or pointer.shift):
            self.canvas.choose([])

    def move(self, pointer: Pointer) -> None:
        """Go on with what was begun."""
        if self.doing is not None:
            self.doing = self.doing.move(pointer)

    def release(self, pointer: Pointer) -> None:
        """Bring it to its end."""
        doing, self.doing = self.doing, None
        if doing is not None:
            doing.release(pointer)

    def cancel(self) -> None:
        """Leave it."""
        doing, self.doing = self.doing, None
        if doing is not None:
            doing.cancel()

    def _press_card(self, pointer: Pointer) -> None:
        box, chosen = pointer.hit.box, self.canvas.overlay.selection
        if pointer.ctrl:
            if box not in chosen:
                self.canvas.choose([*chosen, box])
        elif pointer.shift:
            self.canvas.choose(list(dict.fromkeys([*chosen, *self._between(chosen, box)])))
        elif box not in chosen:
            self.canvas.choose([box])

    def _between(self, chosen: list[str], box: str) -> list[str]:
        """The siblings from the box selected last to this one; else this one alone."""
        chart = self.canvas.document.chart
        team = list(chart.reports(chart.boxes[box].reports_to))
        if not chosen or chosen[-1] not in team:
            return [box]
        first, last = sorted((team.index(chosen[-1]), team.index(box)))
        return team[first : last + 1]


def topmost(chart: Chart, boxes: list[str]) -> list[str]:
    """The boxes but those that travel below another of them; siblings in their order."""
    chosen = set(boxes)
    tops = [box for box in boxes if chosen.isdisjoint(tree.path_to_top(chart, box))]
    return sorted(tops, key=lambda box: (chart.boxes[box].order, box)) if _are_siblings(chart, tops) else tops


def _are_siblings(chart: Chart, boxes: list[str]) -> bool:
    return len({chart.boxes[box].reports_to for box in boxes}) == 1


class Pressed:
    """The button is down and has not moved yet."""

    def __init__(self, tool: Select, start: Pointer) -> None:
        self.canvas, self.start, self.catcher = tool.canvas, start, tool.catcher
        self.was_chosen = start.hit.box in tool.canvas.overlay.selection

    def move(self, pointer: Pointer) -> Pressed | Banding | Carrying | None:
        """Past the threshold it is a drag."""
        if not pointer.is_away_from(self.start):
            return self
        kind = self.start.hit.kind
        if kind == "card":
            return self._carry(pointer)
        if kind == "handle":
            self.canvas.take_up(DrawRelation(self.canvas, self.start.hit.box), pointer)
            return None
        if kind == "":
            return Banding(self.canvas, self.start).move(pointer)
        return self

    def release(self, pointer: Pointer) -> None:
        """It was a click."""
        do = self._clicks().get(self.start.hit.kind)
        if do:
            do(pointer)

    def cancel(self) -> None:
        """Nothing has happened yet."""

    def _carry(self, pointer: Pointer) -> Carrying | None:
        reason = self.canvas.why_not_changeable()
        if reason:
            self.canvas.status.emit(reason)
            return None
        box, chosen = self.start.hit.box, self.canvas.overlay.selection
        load = Load(tuple(topmost(self.canvas.document.chart, chosen if box in chosen else [box])))
        return Carrying(self.canvas, load, self.catcher).move(pointer)

    def _clicks(self) -> dict[str, Callable[[Pointer], object]]:
        canvas, hit = self.canvas, self.start.hit
        return {
            "card": self._click_card,
            "mark": lambda pointer: canvas.click_mark(hit.box, int(hit.part)),
            "fold": lambda pointer: canvas.fold([hit.box]),
            "handle": lambda pointer: canvas.add_beside(hit.box, hit.part),
            "more": lambda pointer: canvas.turn_bench(),
            "heading": lambda pointer: canvas.open_bench(not canvas.bench.is_open),
        }

    def _click_card(self, pointer: Pointer) -> None:
        box, chosen = self.start.hit.box, self.canvas.overlay.selection
        if self.start.ctrl and self.was_chosen:
            self.canvas.choose([other for other in chosen if other != box])
        if not (pointer.ctrl or pointer.shift) and len(self.canvas.overlay.selection) > 1:
            self.canvas.choose([self.start.hit.box])


class Banding:
    """A rubber band selects what it reaches."""

    def __init__(self, canvas: Canvas, start: Pointer) -> None:
        self.canvas = canvas
        self.corner = canvas.view.to_chart(start.x, start.y)
        self.before = list(canvas.overlay.selection)

    def move(self, pointer: Pointer) -> Banding:
        """Span the band, select what is in it."""
        self.canvas.scroll_at_edge(pointer.x, pointer.y, lambda: self._span(pointer))
        self._span(pointer)
        return self

    def _span(self, pointer: Pointer) -> None:
        """Select what lies between the corner and the pointer."""
        (x1, y1), (x2, y2) = self.corner, self.canvas.view.to_chart(pointer.x, pointer.y)
        band = Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
        self.canvas.overlay.band = band
        kept = self.before if pointer.ctrl or pointer.shift else []
        found = list(dict.fromkeys([*kept, *boxes_in(self.canvas.chart_layout, band)]))
        if found != self.canvas.overlay.selection:
            self.canvas.choose(found)
        self.canvas.refresh()

    def release(self, pointer: Pointer) -> None:
        """Take the band away."""
        self.canvas.stop_scrolling()
        self.canvas.overlay.band = None
        self.canvas.refresh()

    def cancel(self) -> None:
        """Select what was selected."""
        self.release(Pointer(0, 0))
        self.canvas.choose(self.before)


class Carrying:
    """Boxes follow the pointer; beyond the canvas they may be dropped on another chart."""

    def __init__(self, canvas: Canvas, load: Load, catcher: Catcher | None) -> None:
        self.canvas, self.catcher = canvas, catcher
        self.said = ""
        self.carry = canvas.begin_carry(load)

    def move(self, pointer: Pointer) -> Carrying | None:
        """Aim; scroll at the edges."""
        caught = self.catcher.aim(self._on_screen(pointer), is_copy=pointer.ctrl) if self.catcher else ""
        self._say(caught)
        self.carry.move(pointer.x, pointer.y, pointer.alt, pointer.ctrl)
        if not caught:
            self.canvas.scroll_at_edge(pointer.x, pointer.y, self.carry.hold)
        return self

    def release(self, pointer: Pointer) -> None:
        """Land, here or elsewhere."""
        where, boxes = self._on_screen(pointer), list(self.carry.load.boxes)
        if self.catcher and self.catcher.aim(where):
            self.cancel()
            self.catcher.drop(where, boxes, is_copy=pointer.ctrl)
        else:
            self.carry.drop()

    def cancel(self) -> None:
        """Never mind."""
        if self.catcher:
            self.catcher.aim(None)
            self._say("")
        self.carry.cancel()

    def _say(self, text: str) -> None:
        if text != self.said:
            self.said = text
            self.canvas.status.emit(text)

    def _on_screen(self, pointer: Pointer) -> QPoint:
        return self.canvas.viewport().mapToGlobal(QPoint(round(pointer.x), round(pointer.y)))
