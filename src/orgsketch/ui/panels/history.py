"""The history of an open chart: every step by its name; a click goes to where it was done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from orgsketch.document import Document
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.widgets.boxes import Frame, column
from orgsketch.ui.widgets.words import Words

ROW = 28


class HistoryPanel(Frame):
    """Steps from the oldest to the newest; those taken back are muted and can be done again."""

    def __init__(self, document: Document) -> None:
        super().__init__("HistoryPanel")
        self.document = document
        self.list = QListWidget()
        self.list.setAccessibleName(_("History"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(Words(_("History"), "strong"), self.list, gap=6, margins=(14, 12, 8, 8)))
        self.list.itemActivated.connect(lambda item: self.go_to(self.list.row(item)))
        self.list.itemClicked.connect(lambda item: self.go_to(self.list.row(item)))
        document.undo_stack.indexChanged.connect(lambda place: self.refresh())
        document.opened.connect(self.refresh)
        self.refresh()

    def go_to(self, place: int) -> None:
        """Go to where so many steps are done."""
        self.document.undo_stack.setIndex(place)

    def refresh(self) -> None:
        """Name the steps as they are now."""
        history = self.document.undo_stack
        names = [_("As opened"), *(history.text(place) for place in range(history.count()))]
        shown = [self.list.item(place).text() for place in range(self.list.count())]
        if names != shown:
            self.list.clear()
            for name in names:
                item = QListWidgetItem(name)
                item.setToolTip("")
                item.setSizeHint(QSize(0, ROW))
                self.list.addItem(item)
        for place in range(self.list.count()):
            is_done = place <= history.index()
            self.list.item(place).setForeground(look.color("text" if is_done else "text_muted"))
        self.list.setCurrentRow(history.index())
        self.list.scrollToItem(self.list.item(history.index()))
