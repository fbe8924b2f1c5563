"""The lines of a box besides its reporting line: read, removed, drawn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.model.records import Relation
from orgsketch.resources import _
from orgsketch.ui.spoken import RELATIONS, box_title
from orgsketch.ui.widgets.boxes import clear, row
from orgsketch.ui.widgets.buttons import IconButton, button
from orgsketch.ui.widgets.words import Elided, Words


class BoxRelations(QWidget):
    """One row a relation, and the way to a new one."""

    line_wanted = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.box = ""
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(2)

    def show_box(self, box: str) -> None:
        """Show the lines of this box."""
        self.box = box
        clear(self.rows)
        lines = self.document.chart.relations_of(box)
        for line in lines:
            self.rows.addLayout(self._row(line))
        add = button(_("Draw a line"), "link")
        add.clicked.connect(lambda: self.line_wanted.emit(self.box))
        self.rows.addLayout(row(*([] if lines else [Words(_("None yet."), "small")]), None, add))

    def sentence(self, line: Relation) -> str:
        """The relation as this box would say it."""
        chart, book = self.document.chart, self.document.book
        if line.start == self.box or not line.is_directed:
            other = line.end if line.start == self.box else line.start
            return f"{_(RELATIONS[line.kind])} {box_title(chart, other, book)}"
        return _("{box}: {kind} this").format(
            box=box_title(chart, line.start, book), kind=_(RELATIONS[line.kind]).lower()
        )

    def _row(self, line: Relation) -> QVBoxLayout:
        text = self.sentence(line)
        remove = IconButton("close", _("Remove line: {line}").format(line=text), 24)
        remove.clicked.connect(lambda: self.document.edit(_("Remove line"), edits.remove_relation, line.id))
        made = QVBoxLayout()
        made.addLayout(row(Elided(text), remove, gap=4))
        return made
