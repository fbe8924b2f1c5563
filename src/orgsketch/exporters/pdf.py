"""PDF: vectors and searchable text on one page made to measure, or an overview with tiles.

A PDF page is at most 14,400 points a side. A picture that would lose its readable text on one such page
gets an overview first and then tiles at full size, which overlap so that every card is whole on one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter

from orgsketch import __version__
from orgsketch.drawing.extent import within
from orgsketch.drawing.paint import color, paint
from orgsketch.drawing.picture import Picture
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.application import ensure_application
from orgsketch.exporters.material import Material
from orgsketch.layout.geometry import Rect

POINTS = 0.75  # in a pixel
LONGEST_SIDE = 14_400.0
# What one page may shrink a picture to: card titles then are 4 points high, readable on paper of that size.
SMALLEST = 0.4
OVERLAP = 220.0
RESOLUTION = 1200


def write(material: Material) -> bytes:
    """The PDF file of a picture."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(material.picture.title)
    writer.setAuthor(material.options.author)
    writer.setCreator(f"Orgsketch {__version__}")
    writer.setResolution(RESOLUTION)
    _paint_pages(writer, material.picture, material.theme)
    return bytes(buffer.data().data())


def pages(picture: Picture) -> Iterator[tuple[QRectF, float]]:
    """The part of the picture on each page, and the scale it is shown at."""
    whole = QRectF(0, 0, picture.width, picture.height)
    shrunk = min(1.0, LONGEST_SIDE / (max(picture.width, picture.height) * POINTS))
    yield whole, shrunk
    if shrunk >= SMALLEST:
        return
    for y, tall in _stretches(picture.height):
        for x, wide in _stretches(picture.width):
            yield QRectF(x, y, wide, tall), 1.0


def _stretches(length: float) -> Iterator[tuple[float, float]]:
    """A length cut into equal parts that fit a page and overlap."""
    longest = LONGEST_SIDE / POINTS
    count = max(1, ceil((length - OVERLAP) / (longest - OVERLAP)))
    part = (length - OVERLAP) / count
    for place in range(count):
        yield place * part, min(part + OVERLAP, length)


class SearchablePainter(QPainter):
    """Paints letters only as the glyphs of single letters: others are not found again in a PDF."""

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        plain = QFont(font)
        for feature in ("calt", "clig", "liga"):
            plain.setFeature(QFont.Tag(feature), 0)
        super().setFont(plain)


def _paint_pages(writer: QPdfWriter, picture: Picture, theme: Theme) -> None:
    painter = SearchablePainter()
    for place, (part, scale) in enumerate(pages(picture)):
        writer.setPageLayout(_page_layout(part, scale))
        if place:
            writer.newPage()
        else:
            painter.begin(writer)
        painter.save()
        dots = scale * POINTS * RESOLUTION / 72
        painter.scale(dots, dots)
        painter.translate(-part.x(), -part.y())
        painter.setClipRect(part)
        painter.fillRect(part, color(theme, picture.ground))
        shown = picture.shapes if not place else within(picture.shapes, _rect(part))
        paint(painter, shown, theme)
        painter.restore()
    painter.end()


def _rect(part: QRectF) -> Rect:
    return Rect(part.x(), part.y(), part.width(), part.height())


def _page_layout(part: QRectF, scale: float) -> QPageLayout:
    size = QSizeF(part.width(), part.height()) * (scale * POINTS)
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
