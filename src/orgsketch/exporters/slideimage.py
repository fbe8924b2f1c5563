"""A slide as an image: what was written into the file, painted, so that a preview shows just that.

The objects are read back from their XML: shapes, connectors, tables and their text, in the colours and the
font of the presentation. What a template itself puts behind every slide is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from lxml import etree
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen, QTransform

from orgsketch.exporters.application import ensure_application
from orgsketch.exporters.deck import PIXEL
from orgsketch.exporters.drawingml import NAMESPACES
from orgsketch.exporters.elbows import FULL, QUARTER_TURN
from orgsketch.exporters.slidecolors import Colors
from orgsketch.exporters.slidewords import Writer

if TYPE_CHECKING:
    from orgsketch.exporters.deckpages import Deck

# Dashes and gaps in widths of the line; how long and how half wide a head of a line is.
DASHES = {"dash": (4.0, 3.0), "sysDash": (3.0, 1.0), "sysDot": (1.0, 1.0), "dashDot": (4.0, 3.0, 1.0, 3.0)}
HEAD, HALF = 4.0, 2.0
CORNER = 0.16667  # what a rounded rectangle or an octagon cuts off unless it says otherwise
OCTAGON = 0.29289


def drawn(deck: Deck, number: int, scale: float) -> QImage:
    """Slide `number` (from 0), `scale` image pixels for each of its own."""
    ensure_application()
    image = QImage(round(deck.width * scale), round(deck.height * scale), QImage.Format.Format_RGB32)
    colors = Colors(deck)
    image.fill(colors.of_theme("bg1"))
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    slide = SlidePainter(painter, colors, Writer(painter, colors), QRectF(*deck.title_place))
    for shape in etree.fromstring(f"<slide {NAMESPACES}>{deck.slides[number][0].finished()}</slide>"):
        slide.paint(shape)
    painter.end()
    return image


class SlidePainter:
    """Paints the objects of a slide. `title`: where a title stands that has no place of its own."""

    def __init__(self, painter: QPainter, colors: Colors, writer: Writer, title: QRectF) -> None:
        self.painter, self.colors, self.writer, self.title = painter, colors, writer, title

    def paint(self, shape: Any) -> None:
        """One object, whatever it is."""
        place = shape.find("./{*}spPr/{*}xfrm") if shape.find("./{*}spPr") is not None else None
        place = place if place is not None else shape.find("./{*}xfrm")
        rect = _rect(place) if place is not None else self.title
        if shape.find(".//{*}tbl") is not None:
            self._table(shape.find(".//{*}tbl"), rect)
        elif shape.tag.endswith("}cxnSp"):
            self._connector(shape.find("./{*}spPr"), rect)
        else:
            self._shape(shape.find("./{*}spPr"), rect)
            self.writer.body(shape.find("./{*}txBody"), rect)

    def _shape(self, look: Any, rect: QRectF) -> None:
        fill, pen = self.colors.fill(look), self._pen(look)
        for path, is_filled in _outlines(look, rect):
            self.painter.setPen(pen)
            self.painter.setBrush(fill if fill and is_filled else Qt.BrushStyle.NoBrush)
            self.painter.drawPath(path)

    def _pen(self, look: Any) -> QPen:
        line = look.find("./{*}ln")
        color = self.colors.fill(line) if line is not None else None
        if color is None:
            return QPen(Qt.PenStyle.NoPen)
        pen = QPen(color, int(line.get("w", PIXEL)) / PIXEL)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        dash = line.find("./{*}prstDash")
        if dash is not None:
            pen.setDashPattern(DASHES[dash.get("val")])
        return pen

    def _connector(self, look: Any, rect: QRectF) -> None:
        turned = _turn(look.find("./{*}xfrm"), rect)
        points = [turned.map(point) for point in _bends(look.find("./{*}prstGeom"), rect)]
        line, pen = look.find("./{*}ln"), self._pen(look)
        path = QPainterPath(points[0])
        for point in points[1:]:
            path.lineTo(point)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(pen)
        self.painter.drawPath(path)
        if line.get("cmpd") == "dbl":
            self.painter.setPen(QPen(self.colors.of_theme("bg1"), pen.widthF() / 3))
            self.painter.drawPath(path)
        for name, tip, before in (("headEnd", points[0], points[1]), ("tailEnd", points[-1], points[-2])):
            end = line.find(f"./{{*}}{name}")
            if end is not None:
                self._head(end.get("type"), tip, before, pen)

    def _head(self, kind: str, tip: QPointF, before: QPointF, pen: QPen) -> None:
        """What a line begins or ends with, `tip` in front."""
        run = tip - before
        far = max(0.1, (run.x() ** 2 + run.y() ** 2) ** 0.5)
        along, wide = run / far, max(1.5, pen.widthF())
        aside = QPointF(-along.y(), along.x()) * (wide * HALF)
        back, middle = tip - along * (wide * HEAD), tip - along * (wide * HEAD / 2)
        is_open = kind == "arrow"
        self.painter.setPen(QPen(pen.color(), pen.widthF()) if is_open else QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(Qt.BrushStyle.NoBrush if is_open else pen.color())
        if kind == "oval":
            self.painter.drawEllipse(tip, wide * HALF, wide * HALF)
        elif is_open:
            self.painter.drawPolyline([back + aside, tip, back - aside])
        elif kind == "diamond":
            shift = along * (wide * HEAD / 2)
            self.painter.drawPolygon([tip + shift, tip + aside, tip - shift, tip - aside])
        else:
            notch = [middle] if kind == "stealth" else []
            self.painter.drawPolygon([tip, back + aside, *notch, back - aside])

    def _table(self, table: Any, rect: QRectF) -> None:
        widths = [int(column.get("w")) / PIXEL for column in table.findall("./{*}tblGrid/{*}gridCol")]
        y = rect.y()
        for row in table.findall("./{*}tr"):
            tall, x = int(row.get("h")) / PIXEL, rect.x()
            for place, cell in enumerate(row.findall("./{*}tc")):
                if not cell.get("hMerge"):
                    wide = sum(widths[place : place + int(cell.get("gridSpan", "1"))])
                    self._cell(cell, QRectF(x, y, wide, tall))
                x += widths[place]
            y += tall

    def _cell(self, cell: Any, rect: QRectF) -> None:
        look = cell.find("./{*}tcPr")
        below = look.find("./{*}lnB")
        color = self.colors.fill(below)
        if color:
            self.painter.setPen(QPen(color, int(below.get("w")) / PIXEL))
            self.painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self.writer.cell(cell.find("./{*}txBody"), look, rect)


def _rect(place: Any) -> QRectF:
    at, size = place.find("./{*}off"), place.find("./{*}ext")
    lengths = (at.get("x"), at.get("y"), size.get("cx"), size.get("cy"))
    return QRectF(*(int(length) / PIXEL for length in lengths))


def _outlines(look: Any, rect: QRectF) -> Iterator[tuple[QPainterPath, bool]]:
    """The paths of a shape in their place, and whether each is filled."""
    own = look.findall("./{*}custGeom/{*}pathLst/{*}path")
    for path in own:
        yield _own_path(path).translated(rect.topLeft()), path.get("fill") != "none"
    preset = look.find("./{*}prstGeom")
    if preset is not None:
        yield _preset(preset, rect), True


def _own_path(path: Any) -> QPainterPath:
    made = QPainterPath()
    for step in path:
        points = [QPointF(int(one.get("x")) / PIXEL, int(one.get("y")) / PIXEL) for one in step]
        kind = step.tag.partition("}")[2]
        if kind == "moveTo":
            made.moveTo(points[0])
        elif kind == "lnTo":
            made.lineTo(points[0])
        elif kind == "cubicBezTo":
            made.cubicTo(*points)
        else:
            made.closeSubpath()
    return made


def _preset(preset: Any, rect: QRectF) -> QPainterPath:
    """One of the shapes every program knows."""
    made, shape = QPainterPath(), preset.get("prst")
    short = min(rect.width(), rect.height())
    if shape == "roundRect":
        radius = short * next(_adjusted(preset), CORNER)
        made.addRoundedRect(rect, radius, radius)
    elif shape == "ellipse":
        made.addEllipse(rect)
    elif shape in ("diamond", "octagon"):
        cut = short * OCTAGON
        shares = (rect.width() / 2, rect.height() / 2) if shape == "diamond" else (cut, cut)
        made.addPolygon(_cut(rect, *shares))
        made.closeSubpath()
    else:
        made.addRect(rect)
    return made


def _cut(rect: QRectF, x: float, y: float) -> list[QPointF]:
    """A rectangle with its corners cut off."""
    left, top, right, bottom = rect.left(), rect.top(), rect.right(), rect.bottom()
    corners = [(left + x, top), (right - x, top), (right, top + y), (right, bottom - y)]
    corners += [(right - x, bottom), (left + x, bottom), (left, bottom - y), (left, top + y)]
    return [QPointF(*corner) for corner in corners]


def _adjusted(preset: Any) -> Iterator[float]:
    for guide in preset.findall(".//{*}gd"):
        yield int(guide.get("fmla").removeprefix("val ")) / FULL


def _bends(preset: Any, rect: QRectF) -> list[QPointF]:
    """The corners of a connector within its frame, before it is turned."""
    shape, wide, tall = preset.get("prst"), rect.width(), rect.height()
    bends = 0 if shape == "line" else int(shape[-1]) - 1
    shares, points = list(_adjusted(preset)), [(0.0, 0.0)]
    for place in range(bends):
        x, y = points[-1]
        share = shares[place] if place < len(shares) else 1.0
        points.append((share * wide, y) if place % 2 == 0 else (x, share * tall))
    return [QPointF(rect.x() + x, rect.y() + y) for x, y in (*points, (wide, tall))]


def _turn(place: Any, rect: QRectF) -> QTransform:
    """Mirrored first, then turned, around the middle."""
    middle, made = rect.center(), QTransform()
    made.translate(middle.x(), middle.y())
    made.rotate(int(place.get("rot", "0")) / QUARTER_TURN * 90)
    made.scale(-1 if place.get("flipH") else 1, -1 if place.get("flipV") else 1)
    return made.translate(-middle.x(), -middle.y())
