"""What may be said about one box: the questions asked of it, open ones first, the others on demand."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.resources import _
from orgsketch.ui import answering
from orgsketch.ui.panels import options
from orgsketch.ui.panels.answer_field import AnswerField
from orgsketch.ui.widgets.boxes import clear, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.words import Words, tip

ROOM = 292
FIELDS_ABOVE = ("box.functions", "box.responsibilities", "box.headcount", "box.reports_to", "line.nominal")


class BoxAnswers(QWidget):
    """Fields for the questions asked of the box shown."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.shows_all = False
        self._shown: object = None
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(10)

    def show_box(self, box: str | None) -> None:
        """Show the questions of a box; fields stay as they are while nothing about them changed."""
        questions = self._questions(box)
        said = [answering.value(self.document.chart, fact, box) for fact, _q in questions]
        state = (box, tuple(fact for fact, _q in questions), repr(said), self.shows_all)
        if state == self._shown:
            return
        self._shown = state
        clear(self.rows)
        if box is None or not questions:
            return
        self.rows.addWidget(Words(_("Answers about this box"), "label"))
        pressing = [(fact, question) for fact, question in questions if self._is_pressing(fact, box)]
        shown = questions if self.shows_all else pressing
        for fact, question in shown:
            self.rows.addLayout(self._row(fact, question, box))
        if len(shown) < len(questions):
            more = button(_("More to say about it"), "link")
            more.clicked.connect(lambda: self._show_all(box))
            self.rows.addLayout(row(more, None))

    def _show_all(self, box: str) -> None:
        self.shows_all = True
        self.show_box(box)

    def _questions(self, box: str | None) -> list[tuple[str, Any]]:
        book = self.document.book
        if book is None or box is None or box not in self.document.chart.boxes:
            return []
        asked = [
            (fact, question)
            for fact, question in book.vocabulary.questions.items()
            if fact.partition(".")[0] in ("box", "leader", "line")
            and fact not in FIELDS_ABOVE
            and answering.about_box(question.asked_of, self.document.chart, box)
        ]
        return asked

    def _is_pressing(self, fact: str, box: str) -> bool:
        """Answered, or waited for by a rule."""
        if answering.value(self.document.chart, fact, box) is not None:
            return True
        return any(
            question.fact == fact and question.about == box for question in self.document.report.questions
        )

    def _row(self, fact: str, question: Any, box: str) -> QVBoxLayout:
        words = Words(question.text, "small", wrap=True)
        words.setToolTip(tip(question.help))
        offered = options.for_question(self.document, fact, question.choices, box)
        field = AnswerField(
            question.kind, offered, answering.value(self.document.chart, fact, box), ROOM, question.text
        )
        field.answered.connect(
            lambda value: self.document.edit(_("Answer about the box"), answering.edit(fact, box, value))
        )
        return column(words, field, gap=3)
