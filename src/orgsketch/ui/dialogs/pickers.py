"""Choosing a box from a list that narrows while typing: the keyboard's way to drag and to draw."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from orgsketch.document import Document
from orgsketch.resources import _
from orgsketch.ui import glyphs
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.matching import best, key, names_of, short_names
from orgsketch.ui.panels import options
from orgsketch.ui.spoken import RELATIONS
from orgsketch.ui.widgets.chiplist import Option
from orgsketch.ui.widgets.fields import Choice, Search, labelled

MOST = 200  # rows; whoever looks for another types more of it


class BoxPicker(Sheet):
    """Boxes with a search field; `chosen` is the box, "" for the entry called `none`."""

    def __init__(
        self,
        parent: QWidget | None,
        document: Document,
        heading: str,
        boxes: Sequence[str],
        none: str = "",
        verb: str = "",
    ) -> None:
        super().__init__(parent, heading, width=440)
        allowed = set(boxes)
        self.offered = [option for option in options.boxes(document) if option.value in allowed]
        if none:
            self.offered.append(Option("", none, "chevron_down"))
        names = short_names(document.book.vocabulary if document.book else None)
        self.known = [
            (key(option.text, *names_of(_functions(document, option), names)), option)
            for option in self.offered
        ]
        self.icons: dict[tuple[str, str], QIcon] = {}
        self.chosen = ""
        self.search = Search(_("Find a box"))
        self.list = QListWidget()
        self.list.setAccessibleName(heading)
        self.list.setIconSize(QSize(20, 20))
        self.list.setMinimumHeight(260)
        self.search.textChanged.connect(self._fill)
        self.search.moved.connect(self._step)
        self.search.returnPressed.connect(lambda: self.choose("ok"))
        self.list.itemActivated.connect(lambda item: self.choose("ok"))
        self.arrange()
        self.offer(("", _("Cancel"), ""), ("ok", verb or _("Move"), "primary"))
        self._fill("")
        self.search.setFocus()

    def choose(self, answer: str) -> None:
        """Take the current box; with none to take the dialog stays."""
        item = self.list.currentItem()
        if answer and item is None:
            return
        self.chosen = item.data(Qt.ItemDataRole.UserRole) if answer else ""
        super().choose(answer)

    def arrange(self) -> None:
        """Field and list."""
        self.put(self.search, self.list)

    def _fill(self, typed: str) -> None:
        self.list.clear()
        for option in best(self.known, typed, MOST):
            item = QListWidgetItem(self._icon(option), option.text)
            item.setData(Qt.ItemDataRole.UserRole, option.value)
            item.setSizeHint(QSize(0, 30))
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _icon(self, option: Option) -> QIcon:
        look = (option.icon, option.hue)
        if look not in self.icons:
            self.icons[look] = _icon(option, self)
        return self.icons[look]

    def _step(self, step: int) -> None:
        if self.list.count():
            self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())


class LinePicker(BoxPicker):
    """A kind of line, and the box it goes to."""

    def __init__(self, parent: QWidget | None, document: Document, start: str, boxes: Sequence[str]) -> None:
        self.kind = Choice([(kind, _(text)) for kind, text in RELATIONS.items()], "serves")
        super().__init__(
            parent, document, _("Draw a line from {box}").format(box=start), boxes, verb=_("Draw")
        )

    def arrange(self) -> None:
        """Kind, field and list."""
        self.put(labelled(_("Kind of line"), self.kind), labelled(_("To"), self.search), self.list)


def _functions(document: Document, option: Option) -> Sequence[str]:
    """Those of the box that an entry stands for; the entry for none has none."""
    return document.chart.boxes[option.value].functions if option.value else ()


def _icon(option: Option, widget: QWidget) -> QIcon:
    ratio = widget.devicePixelRatioF()
    made = QPixmap(QSize(20, 20) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    glyphs.draw_tile(painter, option.icon, option.hue, QRectF(0, 0, 20, 20))
    painter.end()
    return QIcon(made)
