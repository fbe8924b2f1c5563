"""A chart at the size of a thumb: blocks and lines, laid out as on the canvas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from orgsketch.drawing.theme import hue, tokens
from orgsketch.layout.branch import Branch
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.model.records import BasedOn, Box, Head
from orgsketch.ui import look

CARD = (180.0, 84.0)
MOST = 70  # boxes
ROUNDED = 5.0  # pixels of a block from which on its corners are seen


def read(path: Path) -> Chart:
    """The boxes of a sample, as far as a picture of this size needs them; samples are known to be sound."""
    raw = json.loads(path.read_text("utf-8"))
    boxes = [
        Box(
            key,
            fields.get("title", ""),
            tuple(fields.get("functions", ())),
            fields.get("reports_to"),
            fields.get("order", ""),
            assistant=fields.get("assistant", False),
            arrangement=fields.get("arrangement", ""),
        )
        for key, fields in raw.get("boxes", {}).items()
    ]
    source = BasedOn(raw["based_on"]["chart"]) if "based_on" in raw else None
    return Chart.of(Head(raw["id"], raw.get("title", ""), source, notes=raw.get("notes", "")), boxes=boxes)


def lay_out(chart: Chart) -> Layout:
    """The chart's layout with cards of one size; of a large chart only the layers that can be told apart."""
    return Layout(chart, lambda box: CARD, _hidden_below(chart))


def _hidden_below(chart: Chart) -> Iterable[str]:
    """The boxes whose reports are too many for a picture of this size."""
    layer = list(chart.reports(None))
    shown = len(layer)
    while layer:
        below = [report for box in layer for report in chart.reports(box)]
        if shown + len(below) > MOST:
            return layer
        shown, layer = shown + len(below), below
    return ()


def draw(painter: QPainter, chart: Chart, layout: Layout, room: QRectF) -> None:
    """Draw the whole chart into a rectangle, centred, never larger than a fifth of its size."""
    bounds = layout.bounds
    if not bounds.width or not bounds.height:
        return
    scale = min(room.width() / bounds.width, room.height() / bounds.height, 0.2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(
        room.center().x() - (bounds.x + bounds.width / 2) * scale,
        room.center().y() - (bounds.y + bounds.height / 2) * scale,
    )
    placed = list(_placed(layout))
    painter.setPen(QPen(look.color("line"), 1))
    painter.drawLines([line for branch, rect in placed for line in _lines(branch, rect, layout, scale)])
    painter.setPen(Qt.PenStyle.NoPen)
    by_hue: dict[str, list[QRectF]] = {}
    for branch, rect in placed:
        by_hue.setdefault(_hue(chart, branch.box), []).append(_scaled(rect, scale))
    for token, rects in by_hue.items():
        painter.setBrush(look.color(token))
        _draw_blocks(painter, rects)
    painter.restore()


def _draw_blocks(painter: QPainter, rects: Sequence[QRectF]) -> None:
    """Rounded where that can be seen."""
    if rects and rects[0].height() < ROUNDED:
        painter.drawRects(list(rects))
        return
    for rect in rects:
        painter.drawRoundedRect(rect, 2.5, 2.5)


def _placed(layout: Layout) -> Iterator[tuple[Branch, QRectF]]:
    waiting = list(layout.tops)
    while waiting:
        branch = waiting.pop()
        rect = layout.rect(branch.box)
        if rect is not None:
            yield branch, QRectF(rect.x, rect.y, rect.width, rect.height)
        waiting += [*branch.reports, *branch.assistants]


def _lines(branch: Branch, rect: QRectF, layout: Layout, scale: float) -> Iterator[QLineF]:
    """The line from a box to its manager."""
    manager = branch.manager
    place = layout.rect(manager.box) if manager else None
    if manager is None or place is None:
        return
    bottom, middle = place.y + place.height, place.x + place.width / 2
    if manager.style in ("side_by_side", "columns"):
        bus = place.y + manager.bus
        points = [(middle, bottom), (middle, bus), (rect.center().x(), bus), (rect.center().x(), rect.top())]
    else:
        bus = place.x + manager.bus
        edge = rect.left() if rect.center().x() > bus else rect.right()
        points = [(bus, bottom), (bus, rect.center().y()), (edge, rect.center().y())]
    for (x1, y1), (x2, y2) in pairwise(points):
        yield QLineF(x1 * scale, y1 * scale, x2 * scale, y2 * scale)


def _scaled(rect: QRectF, scale: float) -> QRectF:
    return QRectF(rect.x() * scale, rect.y() * scale, rect.width() * scale, rect.height() * scale)


def _hue(chart: Chart, box: str) -> str:
    """The family's hue for those that matter at this size; all others are grey."""
    family = hue(chart.boxes[box].function)
    return f"family:{family}" if family in tokens()["miniature"]["hues"] else "line%80"
