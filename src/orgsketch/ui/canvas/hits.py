"""What is under the pointer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.drawing.cardshapes import FIRST_MARK, level
from orgsketch.drawing.marks import STEP
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import box_at, visible
from orgsketch.ui.canvas.dropping import distance

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

MARK_REACH, HANDLE_REACH, PILL_REACH, LINE_REACH = 12.0, 14.0, 18.0, 5.0
HANDLES_FROM = 0.7  # zoom


class Hit(NamedTuple):
    """What a point of the viewport shows.

    `kind`: "card", "mark", "fold", "handle", "relation", "more" (the next page of the bench), "heading"
    (the bench's), "tray" or "".
    `part`: the number of a mark, the side of a handle ("peer", "report"), or the id of a relation.
    """

    kind: str = ""
    box: str = ""
    part: str = ""


class Handle(NamedTuple):
    """A "+" handle: whose, which, and its middle on the screen."""

    box: str
    side: str
    x: float
    y: float


class Hits:
    """Finds what is where, in screen coordinates."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def at(self, px: float, py: float) -> Hit:
        """What is at a point, topmost first."""
        bench = self.canvas.bench
        if bench.contains(px, py):
            if bench.more.width and bench.more.contains(px, py):
                return Hit("more")
            box = bench.box_at(px, py)
            return Hit("card", box) if box else Hit("heading" if bench.is_heading(px, py) else "tray")
        return self._handle(px, py) or self._on_chart(px, py)

    def handles(self) -> list[Handle]:
        """The handles that are shown."""
        canvas, overlay = self.canvas, self.canvas.overlay
        if overlay.carry or overlay.band or overlay.thread or canvas.view.zoom < HANDLES_FROM:
            return []
        if canvas.document.is_read_only or canvas.document.chart.head.protected:
            return []
        chosen = overlay.selection if len(overlay.selection) == 1 else []
        made: list[Handle] = []
        for box in dict.fromkeys([overlay.handles, *chosen]):
            rect, branch = canvas.chart_layout.rect(box), canvas.chart_layout.branch(box)
            if rect is None or branch is None:
                continue
            place = canvas.view.on_screen(rect)
            made.append(Handle(box, "peer", place.right, place.center[1]))
            if not branch.hidden:
                made.append(Handle(box, "report", place.center[0], place.bottom))
        return made

    def _handle(self, px: float, py: float) -> Hit | None:
        for handle in self.handles():
            if abs(px - handle.x) <= HANDLE_REACH and abs(py - handle.y) <= HANDLE_REACH:
                return Hit("handle", handle.box, handle.side)
        return None

    def _on_chart(self, px: float, py: float) -> Hit:
        view, layout = self.canvas.view, self.canvas.chart_layout
        x, y = view.to_chart(px, py)
        if level(view.zoom) in ("full", "compact"):
            reach = MARK_REACH / min(1.0, view.zoom)
            for branch, left, top, _is_far in visible(
                layout, Rect(x - reach, y - reach, 2 * reach, 2 * reach)
            ):
                found = self._on_edges(branch, x - left, y - top)
                if found:
                    return found
        box = box_at(layout, x, y)
        if box:
            return Hit("card", box)
        relation = self._relation(x, y)
        return Hit("relation", "", relation) if relation else Hit()

    def _on_edges(self, branch: Branch, x: float, y: float) -> Hit | None:
        """The marks on a card's top edge and the pill on its bottom edge."""
        if abs(y) <= MARK_REACH and x > 0:
            is_full = level(self.canvas.view.zoom) == "full"
            marks = self.canvas.contents.marks.get(branch.box, ())
            for place in range(len(marks) if is_full else min(1, len(marks))):
                if abs(x - (branch.width - FIRST_MARK - place * STEP)) <= MARK_REACH:
                    return Hit("mark", branch.box, str(place))
        if branch.hidden and abs(y - branch.height) <= MARK_REACH and abs(x - branch.width / 2) <= PILL_REACH:
            return Hit("fold", branch.box)
        return None

    def _relation(self, x: float, y: float) -> str:
        reach = LINE_REACH / self.canvas.view.zoom
        area = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
        for relation, way in self.canvas.linework.relations_in(area):
            for (x1, y1), (x2, y2) in pairwise(way):
                piece = Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))
                if distance(piece, x, y) <= reach:
                    return relation.id
        return ""
