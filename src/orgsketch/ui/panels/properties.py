"""The properties panel: of the selected box, of several at once, or of the company and its chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from orgsketch.document import Document
from orgsketch.ui.panels.box_properties import BoxProperties
from orgsketch.ui.panels.chart_properties import ChartProperties
from orgsketch.ui.panels.panel import Panel
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import column


class PropertiesPanel(Panel):
    """Fields for what is selected. `line_wanted(box)`: the user wants to draw a line from it."""

    line_wanted = Signal(str)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.boxes = BoxProperties(document)
        self.chart = ChartProperties(document)
        self.boxes.line_wanted.connect(self.line_wanted)
        self.pages = QStackedWidget()
        for page in (self.chart, self.boxes):
            self.pages.addWidget(_scrolling(page))
        self.setLayout(column(self.pages))
        document.chart_changed.connect(lambda diff: self.refresh())
        document.opened.connect(lambda: self.select(()))
        document.findings_changed.connect(self._refresh_answers)
        self.select(())

    def select(self, boxes: Sequence[str]) -> None:
        """Show the fields of these boxes; of the chart when there are none."""
        self.boxes.show_boxes([box for box in boxes if box in self.document.chart.boxes])
        self.refresh()

    def rebuild(self) -> None:
        """Show the values as they are now."""
        self.boxes.drop_missing()
        self.pages.setCurrentIndex(1 if self.boxes.boxes else 0)
        if self.boxes.boxes:
            self.boxes.refresh()
        else:
            self.chart.refresh()

    def _refresh_answers(self) -> None:
        if self.isVisible():
            self.boxes.refresh_answers()

    def focus_title(self) -> None:
        """Put the cursor into the first field."""
        (self.boxes.title if self.boxes.boxes else self.chart.title).setFocus()

    def focus_work(self) -> None:
        """Put the cursor where responsibilities are added."""
        self.boxes.responsibilities.field.setFocus()


def _scrolling(page: QWidget) -> Scroll:
    scroll = Scroll()
    scroll.hold(page)
    return scroll
