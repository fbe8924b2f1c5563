"""Paints what is visible of the chart: a frame costs what is on screen, never the size of the chart."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from orgsketch.drawing.cards import Card
from orgsketch.drawing.cardshapes import content_shapes, edge_shapes, level
from orgsketch.drawing.frames import PLAIN, State
from orgsketch.drawing.lines import line_shape, segments
from orgsketch.drawing.marks import RISKS, bare_shape
from orgsketch.drawing.paint import color, paint
from orgsketch.drawing.picture import Group, Rectangle, Shape
from orgsketch.drawing.relations import relation_shapes
from orgsketch.drawing.theme import Theme
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.ui.canvas import over
from orgsketch.ui.canvas.pixmaps import Frames, Look

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

BEYOND = 30.0  # screen pixels that marks, rings and lines may reach out of a branch's bounds
FINEST = 3.0  # a branch narrower than this is one silhouette
BLOCK = 16.0  # the same while the whole chart is drawn as silhouettes
LEFT_BEHIND = State(drag="left_behind")


class Placed(NamedTuple):
    """A branch with its card's place on the chart, and how it is drawn."""

    branch: Branch
    x: float
    y: float
    is_silhouette: bool


class Painting:
    """Draws the canvas of one document."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.frames = Frames()
        self.seen = 0

    def draw(self, painter: QPainter, theme: Theme) -> None:
        """One frame."""
        canvas, view = self.canvas, self.canvas.view
        painter.fillRect(QRectF(0, 0, view.width, view.height), color(theme, "canvas"))
        detail = level(view.zoom)
        placed = self._placed(detail)
        self.seen = len(placed)
        states, behind = canvas.overlay.states(), canvas.dress.left_behind
        painter.save()
        painter.scale(view.zoom, view.zoom)
        painter.translate(-view.x, -view.y)
        if detail in ("full", "compact"):
            paint(painter, [*self._lines(placed), *self._relations(detail)], theme)
            painter.restore()
            self._near(painter, theme, placed, detail, states, behind)
        else:
            paint(painter, self._relations(detail), theme)
            painter.restore()
            self._far(painter, theme, placed, detail, states, behind)
        self._draw_over(painter, theme, states)

    def _draw_over(self, painter: QPainter, theme: Theme, states: dict[str, State]) -> None:
        canvas, view = self.canvas, self.canvas.view
        painter.save()
        painter.scale(view.zoom, view.zoom)
        painter.translate(-view.x, -view.y)
        paint(painter, [*canvas.dress.over(), *over.on_chart(canvas)], theme)
        painter.restore()
        paint(painter, over.on_screen(canvas, states), theme)

    def _placed(self, detail: str) -> list[Placed]:
        view = self.canvas.view
        smallest = (BLOCK if detail == "silhouette" else FINEST) / view.zoom
        area = view.area.grown(BEYOND / view.zoom)
        return [Placed(*found) for found in visible(self.canvas.chart_layout, area, smallest)]

    # --- lines ------------------------------------------------------------------------------------------

    def _lines(self, placed: list[Placed]) -> Iterator[Shape]:
        linework, is_moving = self.canvas.linework, self.canvas.slide.is_running
        for branch, x, y, _is_far in placed:
            if branch.reports or branch.assistants:
                shapes = linework.fresh_family(branch) if is_moving else linework.family(branch)
                yield Group("line", branch.box, shapes, x, y)
        yield from self._selected_path()
        carry = self.canvas.overlay.carry
        if carry and carry.slot and not carry.is_reflowed:
            yield from carry.slot.line

    def _selected_path(self) -> Iterator[Shape]:
        """The reporting line of the selected box, up to the top."""
        layout, selection = self.canvas.chart_layout, self.canvas.overlay.selection
        branch = layout.branch(selection[0]) if len(selection) == 1 else None
        place = layout.rect(selection[0]) if branch else None
        if branch is None or place is None or self.canvas.slide.is_running or self.canvas.overlay.carry:
            return
        x, y = place.x, place.y
        while branch.manager is not None:
            x, y = x - branch.x, y - branch.y
            yield line_shape(branch, x, y)
            branch = branch.manager

    def _relations(self, detail: str) -> Iterator[Shape]:
        canvas = self.canvas
        chosen = set(canvas.overlay.selection)
        for drawn, way in canvas.linework.relations_in(canvas.view.area):
            relation = canvas.flow.drawn(drawn) if canvas.flow.is_shown else drawn
            if relation is None:
                continue
            is_chosen = not chosen.isdisjoint((relation.start, relation.end))
            ink = canvas.dress.line_ink(relation.id)
            if not ink and not is_chosen and detail in ("far", "silhouette"):
                continue
            ink = ink or ("line_relation" if is_chosen else "line")
            has_label = detail == "full" and not canvas.dress.flag_of(relation.id)
            taken = canvas.linework.taken_in if has_label else None
            yield Group("relation", relation.id, relation_shapes(relation, way, taken, color=ink))

    # --- cards ------------------------------------------------------------------------------------------

    def _near(
        self,
        painter: QPainter,
        theme: Theme,
        placed: list[Placed],
        detail: str,
        states: dict[str, State],
        behind: Container[str],
    ) -> None:
        view, area = self.canvas.view, self.canvas.view.area.grown(BEYOND / self.canvas.view.zoom)
        self.frames.prepare(theme, view.zoom, view.ratio)
        texts: list[Shape] = []
        edges: list[Shape] = []
        for branch, exact_x, exact_y, _is_far in placed:
            if not Rect(exact_x, exact_y, branch.width, branch.height).meets(area):
                continue
            x, y = view.snapped(exact_x, exact_y)
            state = self._state(branch.box, states, behind)
            card = self._card(branch, state)
            look = Look(branch.width, branch.height, card.status, card.flag, state)
            self.frames.draw(painter, *view.to_screen(x, y), look)
            texts.append(
                Group("", "", content_shapes(card, branch.width, branch.height, detail, state), x, y)
            )
            if (card.marks or card.hidden or card.flag) and state.drag == "":
                edges.append(Group("", "", edge_shapes(card, branch.width, branch.height, detail), x, y))
        painter.save()
        painter.scale(view.zoom, view.zoom)
        painter.translate(-view.x, -view.y)
        paint(painter, texts, theme)
        paint(painter, edges, theme)
        painter.restore()

    def _state(self, box: str, states: dict[str, State], behind: Container[str]) -> State:
        state = states.get(box, PLAIN)
        return LEFT_BEHIND if box in behind and not state.drop else state

    def _card(self, branch: Branch, state: State) -> Card:
        carry = self.canvas.overlay.carry
        if carry and carry.slot and branch.box == carry.load.first and state.drag == "slot":
            return carry.slot.card
        card = self.canvas.contents.card(branch.box, branch.hidden)
        if carry and state.drag == "left_behind" and branch.box in carry.load.boxes:
            return carry.staying(card)
        return card

    def _far(
        self,
        painter: QPainter,
        theme: Theme,
        placed: list[Placed],
        detail: str,
        states: dict[str, State],
        behind: Container[str],
    ) -> None:
        """Blocks in family colours, thin lines, bare marks; what is very small as one silhouette."""
        view = self.canvas.view
        blocks: dict[str, list[QRectF]] = {}
        lines: list[QLineF] = []
        rings: list[Shape] = []
        for branch, x, y, is_silhouette in placed:
            if is_silhouette:
                left, top = view.to_screen(x + branch.left, y)
                wide, tall = (branch.right - branch.left) * view.zoom, branch.bottom * view.zoom
                blocks.setdefault("line", []).append(QRectF(left, top, max(1.0, wide), max(1.0, tall)))
                continue
            card = self.canvas.contents.card(branch.box, branch.hidden)
            px, py = view.to_screen(x, y)
            ink = "line" if detail == "silhouette" else f"family:{card.tiles[0].hue}"
            ink = "control_border" if branch.box in behind else ink
            block = QRectF(px, py, max(1.0, branch.width * view.zoom), max(1.0, branch.height * view.zoom))
            blocks.setdefault(ink, []).append(block)
            rings += self._far_signs(card, block, states.get(branch.box))
            for x1, y1, x2, y2 in segments(branch, x, y):
                lines.append(QLineF(*view.to_screen(x1, y1), *view.to_screen(x2, y2)))
        painter.save()
        painter.setPen(QPen(color(theme, "line"), 1.0))
        painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        for ink, rects in blocks.items():
            painter.setBrush(color(theme, ink))
            painter.drawRects(rects)
        painter.restore()
        paint(painter, rings, theme)

    def _far_signs(self, card: Card, block: QRectF, state: State | None) -> list[Shape]:
        """What a block still shows: a bad mark, and that it is selected or aimed at."""
        made: list[Shape] = []
        if state is not None:
            ink = "drop_invalid" if state.drop == "refused" else "selection"
            if state.is_selected or state.is_found or state.drop:
                place = (block.x() - 3, block.y() - 3, block.width() + 6, block.height() + 6)
                made.append(Rectangle(*place, "", ink, 2.0, 3.0))
        bad = next((mark for mark in card.marks if mark.kind in RISKS[:2]), None)
        if bad:
            made += bare_shape(bad.kind, block.right() - 2, block.y(), 8)
        return made
