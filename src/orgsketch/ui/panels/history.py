"""The history of an open chart: every step by its name; a click goes to where it was done."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QShowEvent
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
        self._names: list[str] = []
        self._index = 0
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

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what happened unseen."""
        super().showEvent(event)
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour(range(self.list.count()))

    def refresh(self) -> None:
        """Name the steps as they are now; what has not changed is left alone."""
        if not self.isVisible():
            return
        history = self.document.undo_stack
        names = [_("As opened"), *(history.text(place) for place in range(history.count()))]
        same = _alike(names, self._names)
        while self.list.count() > same:
            self.list.takeItem(self.list.count() - 1)
        for name in names[same:]:
            item = QListWidgetItem(name)
            item.setSizeHint(QSize(0, ROW))
            self.list.addItem(item)
        before, self._names, self._index = self._index, names, history.index()
        turned = range(min(before, self._index), max(before, self._index) + 1)
        self._colour([*turned, *range(same, len(names))])
        self.list.setCurrentRow(self._index)
        self.list.scrollToItem(self.list.item(self._index))

    def _colour(self, places: Iterable[int]) -> None:
        for place in places:
            item = self.list.item(place)
            if item is not None:
                item.setForeground(look.color("text" if place <= self._index else "text_muted"))


def _alike(one: list[str], other: list[str]) -> int:
    """How many entries two lists begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
