"""The context of a unit: what is asked of the company, answered for one box and all below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.resources import _
from orgsketch.rules.units import context_keys, own_answers, unit_of
from orgsketch.ui import answering
from orgsketch.ui.panels import options
from orgsketch.ui.panels.answer_field import AnswerField
from orgsketch.ui.panels.box_answers import ROOM
from orgsketch.ui.spoken import box_title
from orgsketch.ui.widgets.boxes import clear, column
from orgsketch.ui.widgets.fields import Tick
from orgsketch.ui.widgets.words import Words, tip


class UnitContext(QWidget):
    """Whether a box has a context of its own, and which; below a unit, whose context holds."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.box: str | None = None
        self.is_wanted = False  # ticked, though nothing is answered yet
        self._shown: object = None
        self.whose = Words("", "caption", wrap=True)
        self.own = Tick(_("This unit has its own context"))
        self.own.clicked.connect(self._turn)
        self.fields: dict[str, AnswerField] = {}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(10)
        self.setLayout(column(self.whose, self.own, self.rows, gap=8))

    def show_box(self, box: str | None) -> None:
        """Show the context of a box; fields stay as they are while nothing about them changed."""
        chart, book = self.document.chart, self.document.book
        self.is_wanted = self.is_wanted and box == self.box
        self.box = box if box in chart.boxes and book else None
        if self.box is None or book is None:
            self.setVisible(False)
            return
        keys = context_keys(book.vocabulary)
        said, manager = own_answers(chart.boxes[self.box], keys), chart.boxes[self.box].reports_to
        above = unit_of(chart, manager, keys) if manager else None
        can_be_own = bool(said or chart.reports(self.box))
        self.whose.setText(_("Context of {unit}").format(unit=box_title(chart, above, book)) if above else "")
        self.whose.setVisible(above is not None and not said)
        self.own.setVisible(can_be_own)
        self.own.setChecked(bool(said) or self.is_wanted)
        self.setVisible(can_be_own or above is not None)
        self._show_rows(repr(said), box_title(chart, above, book) if above else _("the company"))

    def _show_rows(self, said: str, around: str) -> None:
        state = (self.box, self.own.isChecked(), said, around)
        if state == self._shown:
            return
        self._shown = state
        clear(self.rows)
        self.fields = {}
        if self.own.isChecked():
            text = _("What is left open here is as for {whom}.").format(whom=around)
            self.rows.addWidget(Words(text, "caption", wrap=True))
            for fact, question in self._questions():
                self.rows.addLayout(self._row(fact, question))

    def _questions(self) -> list[tuple[str, Any]]:
        book = self.document.book
        if book is None:
            return []
        keys = context_keys(book.vocabulary)
        asked = book.vocabulary.questions.items()
        return [(fact, q) for fact, q in asked if q.is_of_company and q.answer_key in keys]

    def _row(self, fact: str, question: Any) -> QVBoxLayout:
        words = Words(question.text, "small", wrap=True)
        words.setToolTip(tip(question.help))
        offered = options.for_question(self.document, fact, question.choices, self.box)
        said = answering.value(self.document.chart, fact, self.box)
        field = AnswerField(question.kind, offered, said, ROOM, question.text)
        field.answered.connect(lambda value: self._answer(fact, value))
        self.fields[fact] = field
        return column(words, field, gap=3)

    def _answer(self, fact: str, value: answering.Value) -> None:
        self.document.edit(_("Answer about the unit"), answering.edit(fact, self.box, value))

    def _turn(self) -> None:
        """Offer the questions, or take back all that was answered, as one step."""
        self.is_wanted = self.own.isChecked()
        if not self.is_wanted and self.box is not None:
            facts = [fact for fact, _question in self._questions()]
            text = _("Take back the context of the unit")
            self.document.edit(text, answering.take_back(facts, self.box))
        self.show_box(self.box)
