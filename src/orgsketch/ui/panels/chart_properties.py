"""The fields of the chart and the company, shown when no box is selected."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.resources import _
from orgsketch.ui import answering
from orgsketch.ui.panels import options
from orgsketch.ui.panels.answer_field import AnswerField
from orgsketch.ui.panels.box_answers import ROOM
from orgsketch.ui.widgets.boxes import clear, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Line, Notes, Tick, labelled
from orgsketch.ui.widgets.words import Words, tip

MOST_FIRST = 5


class ChartProperties(QWidget):
    """Title, what is shown, what was said about the company, notes."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.document = document
        self.shows_all = False
        self._shown: object = None
        self.title = Line(hint=_("Untitled chart"))
        self.all_boxes = Tick(_("All boxes are on this chart"))
        self.all_relations = Tick(_("All other lines are drawn"))
        self.protected = Tick(_("Protected: a baseline, not to be changed"))
        self.notes = Notes(_("Anything worth remembering"))
        self.answers = QVBoxLayout()
        self.answers.setSpacing(12)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Show the values as they are now."""
        head = self.document.chart.head
        self.title.show_text(head.title)
        self.notes.show_text(head.notes)
        self.all_boxes.setChecked(head.complete.boxes)
        self.all_relations.setChecked(head.complete.relations)
        self.protected.setChecked(head.protected)
        self._refresh_answers()

    def _arrange(self) -> None:
        flags = column(self.all_boxes, self.all_relations, self.protected, gap=8)
        note = Words(
            _("While these are open, nothing is concluded from what is missing."), "caption", wrap=True
        )
        self.setLayout(
            column(
                labelled(_("Title of the chart"), self.title),
                column(Words(_("What the chart shows"), "label"), note, flags, gap=6),
                Words(_("The company"), "heading"),
                self.answers,
                labelled(_("Notes"), self.notes),
                gap=14,
                margins=(16, 14, 16, 16),
            )
        )

    def _connect(self) -> None:
        document = self.document
        self.title.typed.connect(
            lambda text, visit: document.edit_field(
                f"title {visit}", _("Name the chart"), edits.change_chart, title=text
            )
        )
        self.notes.typed.connect(
            lambda text, visit: document.edit_field(
                f"notes {visit}", _("Edit notes"), edits.change_chart, notes=text
            )
        )
        for tick, fact in ((self.all_boxes, "all_boxes"), (self.all_relations, "all_relations")):
            tick.clicked.connect(lambda is_on, fact=fact: self._answer(fact, "yes" if is_on else None))
        self.protected.clicked.connect(
            lambda is_on: document.edit(_("Protect the chart"), edits.change_chart, protected=is_on)
        )

    def _refresh_answers(self) -> None:
        questions = self._questions()
        state = ([answering.value(self.document.chart, fact, None) for fact, _q in questions], self.shows_all)
        if repr(state) == self._shown:
            return
        self._shown = repr(state)
        clear(self.answers)
        first = [entry for entry in questions if self._is_first(entry[0], questions)]
        shown = questions if self.shows_all else first
        for fact, question in shown:
            self.answers.addLayout(self._row(fact, question))
        if len(shown) < len(questions):
            more = button(_("More about the company"), "link")
            more.clicked.connect(self._show_all)
            self.answers.addLayout(row(more, None))

    def _questions(self) -> list[tuple[str, Any]]:
        book = self.document.book
        known = book.vocabulary.questions.items() if book else ()
        return [(fact, question) for fact, question in known if fact.startswith("company.")]

    def _is_first(self, fact: str, questions: list[tuple[str, Any]]) -> bool:
        """The leading questions, and what was answered."""
        leading = [name for name, _question in questions[:MOST_FIRST]]
        return fact in leading or answering.value(self.document.chart, fact, None) is not None

    def _row(self, fact: str, question: Any) -> QVBoxLayout:
        words = Words(question.text, "row", wrap=True)
        words.setToolTip(tip(question.help))
        offered = options.for_question(self.document, fact, question.choices, None)
        field = AnswerField(
            question.kind, offered, answering.value(self.document.chart, fact, None), ROOM, question.text
        )
        field.answered.connect(lambda value: self._answer(fact, value))
        return column(words, field, gap=4)

    def _answer(self, fact: str, value: answering.Value) -> None:
        self.document.edit(_("Answer about the company"), answering.edit(fact, None, value))

    def _show_all(self) -> None:
        self.shows_all = True
        self._refresh_answers()
