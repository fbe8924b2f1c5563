"""Paints shapes with Qt: the canvas, the PNG and the PDF draw through this.

Pens, fonts, paths and text widths are kept between frames, so that a shape costs little more than
its drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTransform,
)

from orgsketch.drawing.picture import Group, Path, Rectangle, Shape, Text
from orgsketch.drawing.theme import Theme, face, tokens

# What reads well at 11 pixels, best first; for systems whose own interface font does not.
GOOD_FAMILIES = ("Inter", "Cantarell", "Noto Sans", "Ubuntu", "DejaVu Sans")
POOR_FAMILIES = ("", "Sans", "Sans Serif", "DejaVu Sans", "Helvetica", "Arial")


def paint(painter: QPainter, shapes: Iterable[Shape], theme: Theme) -> None:
    """Paint shapes back to front, in the painter's coordinates; its state is left as it was."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _paint_all(painter, shapes, theme)
    painter.restore()


@cache
def families() -> tuple[str, ...]:
    """The font families to draw with: the chosen one, the system's, good ones that are there."""
    installed = set(QFontDatabase.families())
    good = [family for family in GOOD_FAMILIES if family in installed]
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    first = [tokens()["type"]["family"]] if tokens()["type"]["family"] else []
    return (*first, *([system] if system not in POOR_FAMILIES else []), *good) or (system,)


@lru_cache(maxsize=512)
def font(style: str, size: float = 0.0, is_italic: bool = False, is_struck: bool = False) -> QFont:
    """The font of a style; `size` in pixels where it is not the style's own."""
    type_face = face(style)
    made = QFont()
    made.setFamilies(families())
    made.setPixelSize(max(1, round(size or type_face.size)))
    made.setWeight(QFont.Weight(type_face.weight))
    made.setItalic(is_italic)
    made.setStrikeOut(is_struck)
    # Unhinted letters keep their widths at every zoom.
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


@lru_cache(maxsize=1024)
def color(theme: Theme, token: str) -> QColor:
    """The colour of a token, with its opacity."""
    ink = theme.ink(token)
    made = QColor(ink.hex)
    made.setAlphaF(ink.alpha)
    return made


def _paint_all(painter: QPainter, shapes: Iterable[Shape], theme: Theme) -> None:
    for shape in shapes:
        _PAINTERS[type(shape)](painter, shape, theme)


def _rectangle(painter: QPainter, shape: Rectangle, theme: Theme) -> None:
    x, y, width, height, fill, stroke, thickness, radius, dash = shape
    painter.setPen(_pen(theme, stroke, theme.edge(thickness), dash, False))
    painter.setBrush(_brush(theme, fill))
    if radius:
        painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)
    else:
        painter.drawRect(QRectF(x, y, width, height))


def _path(painter: QPainter, shape: Path, theme: Theme) -> None:
    data, fill, stroke, thickness, dash, x, y, scale, is_round = shape
    lengths = tuple(length * scale for length in dash) if dash else dash
    painter.setPen(_pen(theme, stroke, thickness * scale, lengths, is_round))
    painter.setBrush(_brush(theme, fill))
    if x or y:
        painter.translate(x, y)
        painter.drawPath(outline(data, scale))
        painter.translate(-x, -y)
    else:
        painter.drawPath(outline(data, scale))


def _text(painter: QPainter, shape: Text, theme: Theme) -> None:
    x, y, text, style, token, anchor, room, size, is_italic, is_struck = shape
    painter.setFont(font(style, size, is_italic, is_struck))
    painter.setPen(color(theme, token))
    if anchor == "start" and not room:
        painter.drawText(QPointF(x, y), text)
        return
    width = text_width(text, style, size, is_italic)
    squeeze = room / width if 0 < room < width else 1.0
    left = x - width * squeeze * _SHIFTS[anchor]
    if squeeze == 1.0:
        painter.drawText(QPointF(left, y), text)
        return
    painter.save()
    painter.translate(left, y)
    painter.scale(squeeze, 1.0)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()


def _group(painter: QPainter, shape: Group, theme: Theme) -> None:
    if shape.scale == 1.0:
        painter.translate(shape.x, shape.y)
        _paint_all(painter, shape.shapes, theme)
        painter.translate(-shape.x, -shape.y)
        return
    painter.save()
    painter.translate(shape.x, shape.y)
    painter.scale(shape.scale, shape.scale)
    _paint_all(painter, shape.shapes, theme)
    painter.restore()


_SHIFTS = {"start": 0.0, "middle": 0.5, "end": 1.0}
_PAINTERS: dict[type[Any], Callable[[QPainter, Any, Theme], None]] = {
    Rectangle: _rectangle,
    Path: _path,
    Text: _text,
    Group: _group,
}


@lru_cache(maxsize=50_000)
def text_width(text: str, style: str, size: float = 0.0, is_italic: bool = False) -> float:
    """The width of a text in the font that paints it, in pixels."""
    return QFontMetricsF(font(style, size, is_italic)).horizontalAdvance(text)


@lru_cache(maxsize=8192)
def outline(data: str, scale: float = 1.0) -> QPainterPath:
    """A path of `drawing.outline` as Qt knows it."""
    path = QPainterPath()
    words = iter(data.split())
    for word in words:
        if word == "M":
            path.moveTo(float(next(words)), float(next(words)))
        elif word == "L":
            path.lineTo(float(next(words)), float(next(words)))
        elif word == "C":
            path.cubicTo(*[float(next(words)) for _ in range(6)])
        else:
            path.closeSubpath()
    return path if scale == 1.0 else QTransform.fromScale(scale, scale).map(path)


@lru_cache(maxsize=4096)
def _pen(theme: Theme, token: str, thickness: float, dash: tuple[float, ...], is_round: bool) -> QPen:
    if not token or thickness <= 0 or theme.ink(token).alpha == 0:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(color(theme, token), thickness)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap if is_round else Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash:
        pen.setDashPattern([length / thickness for length in dash])
    return pen


@lru_cache(maxsize=1024)
def _brush(theme: Theme, token: str) -> QBrush:
    return QBrush(color(theme, token)) if token and theme.ink(token).alpha else QBrush(Qt.BrushStyle.NoBrush)
