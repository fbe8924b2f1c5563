"""Print with a preview, on the paper that the printer has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QComboBox

from orgsketch.drawing.options import ExportOptions
from orgsketch.exporters.material import Material
from orgsketch.resources import _, settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from orgsketch.document import Document
    from orgsketch.drawing.cards import Names

# The toolkit's own field is too narrow for "100.0%" with our margins.
ZOOM_WIDTH = 118


def printable(document: Document, names: Names) -> Material:
    """What is printed: everything, people named as agreed, coloured as on the canvas."""
    options = ExportOptions(names=names, color_by=settings.load().coloring)
    return Material.of(document.chart, options, document.report, document.book)


class PrintPreview(QPrintPreviewDialog):
    """The dialog that shows the pages and prints them."""

    def __init__(self, parent: QWidget | None, material: Material) -> None:
        # The dialog does not keep its printer alive.
        self._its_printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        super().__init__(self._its_printer, parent)
        self.setWindowTitle(_("Print"))
        self._its_printer.setDocName(material.title)
        self._its_printer.setCreator("Orgsketch")
        self._its_printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        self.paintRequested.connect(lambda printer: paint_pages(printer, material))
        for zoom in self.findChildren(QComboBox):
            zoom.setMinimumWidth(ZOOM_WIDTH)
        if parent is not None:
            self.resize(parent.window().size() * 0.9)


def paint_pages(printer: QPrinter, material: Material) -> None:
    """Paint every page for the paper in the printer; margins are our own."""
    from orgsketch.exporters.pdf import SearchablePainter, paint_sheet

    printer.setFullPage(True)
    size = printer.pageLayout().fullRect(QPageLayout.Unit.Millimeter)
    options = replace(
        material.options,
        paper=f"{size.width():.1f}x{size.height():.1f}",
        turned="landscape" if size.width() > size.height() else "portrait",
    )
    painter = SearchablePainter()
    if not painter.begin(printer):
        return
    for place, sheet in enumerate(replace(material, options=options).sheets):
        if place:
            printer.newPage()
        paint_sheet(painter, sheet, material.theme, printer.resolution() / 72)
    painter.end()
