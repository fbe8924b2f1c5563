"""PDF: vectors and searchable text on the pages of `sheets`, with links and bookmarks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from orgsketch import __version__
from orgsketch.drawing.extent import within
from orgsketch.drawing.paint import color, paint
from orgsketch.drawing.picture import Shape
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.application import ensure_application
from orgsketch.exporters.material import Material
from orgsketch.exporters.pdflinks import bookmarks, links, spots_of
from orgsketch.exporters.pdfupdate import with_links
from orgsketch.exporters.sheets import POINTS, Sheet
from orgsketch.layout.geometry import Rect

RESOLUTION = 1200


def write(material: Material) -> bytes:
    """The PDF file of a chart. Raises ExporterError for paper that is not known."""
    pages = material.sheets
    plain = document(pages, material.title, material.options.author, material.theme)
    spots = spots_of(pages, material.chart)
    return with_links(plain, links(spots), bookmarks(pages, spots, material.chart))


def drawn(sheet: Sheet, theme: Theme, dots: float) -> QImage:
    """One page as an image, so many pixels a point."""
    ensure_application()
    image = QImage(round(sheet.width * dots), round(sheet.height * dots), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_sheet(painter, sheet, theme, dots)
    painter.end()
    return image


def document(pages: Sequence[Sheet], title: str, author: str, theme: Theme) -> bytes:
    """Pages as a PDF file, without links."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setAuthor(author)
    writer.setCreator(f"Orgsketch {__version__}")
    writer.setResolution(RESOLUTION)
    painter = SearchablePainter()
    for place, sheet in enumerate(pages):
        writer.setPageLayout(page_layout(sheet))
        if place:
            writer.newPage()
        else:
            painter.begin(writer)
        paint_sheet(painter, sheet, theme, RESOLUTION / 72)
    painter.end()
    return bytes(buffer.data().data())


class SearchablePainter(QPainter):
    """Paints letters only as the glyphs of single letters: others are not found again in a PDF."""

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """Without joined letters: a text that is copied is the text that is read."""
        plain = QFont(font)
        for feature in ("calt", "clig", "liga"):
            plain.setFeature(QFont.Tag(feature), 0)
        super().setFont(plain)


def paint_sheet(painter: QPainter, sheet: Sheet, theme: Theme, dots: float) -> None:
    """Paint one page, `dots` of the device for each point."""
    painter.save()
    painter.scale(dots, dots)
    painter.fillRect(QRectF(0, 0, sheet.width, sheet.height), color(theme, sheet.picture.ground))
    painter.save()
    painter.translate(sheet.x, sheet.y)
    painter.scale(sheet.scale, sheet.scale)
    painter.translate(-sheet.part.x, -sheet.part.y)
    painter.setClipRect(QRectF(*sheet.part))
    paint(painter, _shown(sheet), theme)
    painter.restore()
    painter.scale(POINTS, POINTS)
    paint(painter, sheet.over, theme)
    painter.restore()


def _shown(sheet: Sheet) -> Iterable[Shape]:
    picture = sheet.picture
    whole = Rect(0, 0, picture.width, picture.height)
    return picture.shapes if sheet.part == whole else within(picture.shapes, sheet.part)


def page_layout(sheet: Sheet) -> QPageLayout:
    """The paper of a page, for a writer or a printer."""
    size = QSizeF(sheet.width, sheet.height)
    paper = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    return QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
