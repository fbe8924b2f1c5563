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
from orgsketch.drawing.relations import label_shapes, relation_shapes
from orgsketch.drawing.theme import Theme
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.model.records import Relation
from orgsketch.ui.canvas import over
from orgsketch.ui.canvas.foldpills import fold_pills
from orgsketch.ui.canvas.lit import Lit
from orgsketch.ui.canvas.pixmaps import Frames, Look

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

BEYOND = 30.0  # screen pixels that marks, rings and lines may reach out of a branch's bounds
FINEST = 3.0  # a branch narrower than this is one silhouette
BLOCK = 16.0  # the same while the whole chart is drawn as silhouettes
LEFT_BEHIND = State(drag="left_behind")
# What lies over a dimmed card, and how far it reaches above and below it where there are marks or pills.
VEIL, VEILED = "canvas%70", 11.0


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
        self.lit = Lit(canvas)
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

    def _relations(self, detail: str) -> list[Shape]:
        """The relations in sight, those that are pointed at last; over all of them their labels."""
        canvas, linework = self.canvas, self.canvas.linework
        linework.marks = canvas.contents.marks
        made: list[tuple[bool, Shape]] = []
        labels: list[Shape] = []
        in_sight = list(linework.relations_in(canvas.view.area, lambda line: self._ink(line, detail)))
        for drawn, way in in_sight:
            relation = canvas.flow.drawn(drawn) if canvas.flow.is_shown else drawn
            ink = self._ink(relation, detail) if relation else ""
            if relation is None or not ink:
                continue
            is_meant = relation.id in (canvas.overlay.relation, canvas.overlay.lit)
            made.append((is_meant, Group("relation", relation.id, relation_shapes(relation, way, color=ink))))
            has_label = detail == "full" and not canvas.dress.flag_of(relation.id)
            label = linework.label(relation, way, ink) if has_label else []
            if is_meant and not label and detail in ("full", "compact"):
                label = label_shapes(relation, way, linework.cards_in, color=ink)
            labels += label
        return [*(shape for _is_meant, shape in sorted(made, key=lambda pair: pair[0])), *labels]

    def _ink(self, relation: Relation, detail: str) -> str:
        """The colour of a relation; "" = not drawn."""
        canvas, overlay = self.canvas, self.canvas.overlay
        ink = "accent" if relation.id == overlay.lit else canvas.dress.line_ink(relation.id)
        if ink:
            return ink
        ends = {relation.start, relation.end}
        if overlay.hovered in ends or not ends.isdisjoint(overlay.selection):
            return "line_relation"
        is_dimmed = canvas.lens.is_dimming and all(map(canvas.lens.dims, ends))
        return "" if detail in ("far", "silhouette") else "line%35" if is_dimmed else "line"

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
        veils: list[QRectF] = []
        is_dimming = self.canvas.lens.is_dimming
        for branch, exact_x, exact_y, _is_far in placed:
            if not Rect(exact_x, exact_y, branch.width, branch.height).meets(area):
                continue
            x, y = view.snapped(exact_x, exact_y)
            state = self.state_of(branch.box, states, behind)
            card = self._card(branch, state)
            look = Look(branch.width, branch.height, card.status, card.flag, state)
            self.frames.draw(painter, *view.to_screen(x, y), look)
            texts.append(
                Group("", "", content_shapes(card, branch.width, branch.height, detail, state), x, y)
            )
            if (card.marks or card.hidden or card.flag) and state.drag == "":
                edges.append(Group("", "", edge_shapes(card, branch.width, branch.height, detail), x, y))
            if is_dimming and state == PLAIN and self.canvas.lens.dims(branch.box):
                reach = VEILED if card.marks or card.hidden else 2.0
                wide, tall = (branch.width + 4) * view.zoom, (branch.height + 2 * reach) * view.zoom
                veils.append(QRectF(*view.to_screen(x - 2, y - reach), wide, tall))
        painter.save()
        painter.scale(view.zoom, view.zoom)
        painter.translate(-view.x, -view.y)
        paint(painter, texts, theme)
        paint(painter, edges, theme)
        painter.restore()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme, VEIL))
        painter.drawRects(veils)

    def state_of(self, box: str, states: dict[str, State], behind: Container[str] = ()) -> State:
        """How a box is drawn: as the overlay says, ringed where it is searched for, or as being away."""
        state = states.get(box, PLAIN)
        if box in self.canvas.lens.seeking.matches:
            state = state._replace(is_found=True)
        return LEFT_BEHIND if box in behind and not state.drop else state

    def _card(self, branch: Branch, state: State) -> Card:
        carry = self.canvas.overlay.carry
        if carry and carry.slot and branch.box == carry.first and state.drag == "slot":
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
        lens, is_dimming = self.canvas.lens, self.canvas.lens.is_dimming
        blocks: dict[str, list[QRectF]] = {}
        lines: list[QLineF] = []
        rings: list[Shape] = []
        for branch, x, y, is_silhouette in placed:
            if is_silhouette:
                left, top = view.to_screen(x + branch.left, y)
                wide, tall = (branch.right - branch.left) * view.zoom, branch.bottom * view.zoom
                ink = "card_border" if is_dimming else "line"
                blocks.setdefault(ink, []).append(QRectF(left, top, max(1.0, wide), max(1.0, tall)))
                continue
            card = self.canvas.contents.card(branch.box, branch.hidden)
            px, py = view.to_screen(x, y)
            ink = "line" if detail == "silhouette" else card.tiles[0].ink
            ink = "control_border" if branch.box in behind else ink
            ink = "card_border" if is_dimming and lens.dims(branch.box) else ink
            block = QRectF(px, py, max(1.0, branch.width * view.zoom), max(1.0, branch.height * view.zoom))
            blocks.setdefault(ink, []).append(block)
            rings += self._far_signs(card, block, self.state_of(branch.box, states))
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
        if detail == "silhouette" and (is_dimming or lens.seeking.found):
            self._draw_lit(painter, theme)
        paint(painter, [*rings, *fold_pills(self.canvas)], theme)

    def _draw_lit(self, painter: QPainter, theme: Theme) -> None:
        view = self.canvas.view
        painter.save()
        painter.scale(view.zoom, view.zoom)
        painter.translate(-view.x, -view.y)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(theme, "accent"))
        painter.drawRects(self.lit.blocks())
        painter.restore()

    def _far_signs(self, card: Card, block: QRectF, state: State) -> list[Shape]:
        """What a block still shows: a bad mark, and that it is selected or aimed at."""
        made: list[Shape] = []
        if state.is_selected or state.is_found or state.drop:
            ink = "drop_invalid" if state.drop == "refused" else "selection"
            place = (block.x() - 3, block.y() - 3, block.width() + 6, block.height() + 6)
            made.append(Rectangle(*place, "", ink, 2.0, 3.0))
        bad = next((mark for mark in card.marks if mark.kind in RISKS[:2]), None)
        if bad:
            made += bare_shape(bad.kind, block.right() - 2, block.y(), 8)
        return made
