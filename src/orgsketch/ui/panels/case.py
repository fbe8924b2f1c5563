"""The case for and against the selected placement: every voice with its condition, none is the winner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.quoting import quoted
from orgsketch.model import edits
from orgsketch.model.records import Answer
from orgsketch.resources import _, plural
from orgsketch.rules.units import unit_of
from orgsketch.ui import answering
from orgsketch.ui.advice import Advice
from orgsketch.ui.panels import casefile
from orgsketch.ui.panels.checklist import ChecklistView
from orgsketch.ui.panels.panel import Panel
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.spoken import box_title
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.buttons import Segments, button
from orgsketch.ui.widgets.fields import Choice, Notes, labelled
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.rules.situation import Situation
    from orgsketch.rules.stances import Form, FormStances, Stance

FIRST_VOICES = 3
VOICES, AUTHORS = "voices", "authors"
CASE, CHECKLIST = "case", "checklist"
RATIONALE = "box.rationale"


class CasePanel(Panel):
    """Voices and checklists on one placement.

    `question_wanted(fact, about)`: the reader clicked an open condition; `rule_wanted(code)`: a rule.
    """

    question_wanted = Signal(str, str)
    rule_wanted = Signal(str)

    def __init__(self, document: Document, advice: Advice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document, self.advice = document, advice
        self.selection: tuple[str, ...] = ()
        self.form = ""  # chosen by the reader; "" = as drawn
        self.box: str | None = None
        self.spread: set[str] = set()
        self.view = Segments([(CASE, _("For and against")), (CHECKLIST, _("What to look for"))], CASE)
        self.view.setAccessibleName(_("What to show of the placement"))
        self.heard = VOICES
        self.list = Scroll()
        self.checklist = ChecklistView(document, advice)
        self.checklist.rule_wanted.connect(self.rule_wanted)
        foot = Words(
            _("There is no absolute answer: counts are headings, not a score."), "caption", wrap=True
        )
        self.foot = Frame("StatusBar", column(foot, margins=(16, 8, 16, 8)))
        switch = Frame("", row(self.view, margins=(16, 12, 16, 4)))
        self.setLayout(column(switch, self.list, self.foot, gap=0))
        self.view.chosen.connect(lambda value: self.refresh())
        document.findings_changed.connect(self.refresh)
        document.opened.connect(self._start_afresh)

    def select(self, boxes: Sequence[str]) -> None:
        """Show the placement these boxes mean."""
        if tuple(boxes) != self.selection:
            self.selection, self.form = tuple(boxes), ""
            self.refresh()

    def rebuild(self) -> None:
        """Show the case as it stands now."""
        self.box = self.advice.placement(self.selection)
        self.list.refill(self._fill)

    def _start_afresh(self) -> None:
        self.selection, self.form = (), ""
        self.spread.clear()
        self.refresh()

    def _fill(self, layout: QVBoxLayout) -> None:
        if not self.document.chart.boxes or not self.advice.stances.form:
            words = _("As soon as there is a placement to discuss, every voice on it stands here.")
            layout.addLayout(row(Words(words, "small", wrap=True), margins=(16, 8, 16, 8)))
        elif self.view.value == CHECKLIST:
            self.checklist.fill(layout, self.box)
        else:
            self._fill_case(layout)
        layout.addStretch(1)

    # ---- the case ----

    def _fill_case(self, layout: QVBoxLayout) -> None:
        situation = self.advice.situation(self.box)
        drawn = self.advice.stances.seen(situation.facts)
        form = self._form(drawn)
        layout.addLayout(column(*self._head(form, drawn), gap=6, margins=(16, 8, 16, 8)))
        of = next(found for found in self.advice.stances.on(situation.facts) if found.form.id == form.id)
        layout.addLayout(row(self._switch(of), margins=(16, 0, 16, 4)))
        for side in casefile.sides(of, self.heard == AUTHORS):
            self._add_side(layout, side, situation)
        note = casefile.thread_note(of.stances, self.document.book.vocabulary)
        layout.addLayout(row(Words(note, "caption", wrap=True), margins=(16, 12, 16, 4)))
        if self.box:
            layout.addLayout(column(self._rationale(self.box), margins=(16, 8, 16, 16)))

    def _form(self, drawn: Sequence[Form]) -> Form:
        forms = {form.id: form for form in self.advice.stances.form}
        return forms.get(self.form) or (drawn[0] if drawn else next(iter(forms.values())))

    def _head(self, form: Form, drawn: Sequence[Form]) -> list[QWidget | QLayout]:
        """Which placement, whether it is the one drawn, and a list to read another."""
        about = box_title(self.document.chart, self.box, self.document.book)
        if form in drawn:
            where = _("{box}, as drawn").format(box=about) if about else _("As drawn")
        elif drawn:
            where = _("Not as drawn: {box} has another place").format(box=about)
        else:
            where = _("The chart does not show which form this is. Choose one to read its case.")
        if unit := self._unit():
            where = _("{placement} · in the context of {unit}").format(placement=where, unit=unit)
        choice = Choice([(other.id, other.title) for other in self.advice.stances.form], form.id)
        choice.setAccessibleName(_("Form of placement"))
        choice.chosen.connect(self._read_form)
        return [choice, Words(where, "small", wrap=True)]

    def _unit(self) -> str:
        """The unit in whose context the placement is read, "" = the company's."""
        chart, book = self.document.chart, self.document.book
        if book is None or self.box is None or self.box not in chart.boxes:
            return ""
        unit = unit_of(chart, self.box, book.vocabulary.context_keys)
        return box_title(chart, unit, book) if unit else ""

    def _read_form(self, form: str) -> None:
        self.form = form
        self.refresh()

    def _switch(self, of: FormStances) -> Segments:
        all_, authors = len(of.stances), len(of.authors)
        made = Segments(
            [
                (VOICES, plural("{count} voice", "{count} voices", all_)),
                (AUTHORS, plural("{count} article author", "{count} article authors", authors)),
            ],
            self.heard,
        )
        made.setAccessibleName(_("Whom to hear"))
        made.chosen.connect(self._hear)
        return made

    def _hear(self, whom: str) -> None:
        self.heard = whom
        self.refresh()

    def _add_side(self, layout: QVBoxLayout, side: casefile.Side, situation: Situation) -> None:
        heading = row(Words(side.title, "strong"), None, Words(str(len(side.stances)), "strong"))
        layout.addLayout(column(heading, hairline(), gap=4, margins=(16, 12, 16, 4)))
        if side.kind == "silent":
            names = ", ".join(stance.voice.name for stance in side.stances)
            layout.addLayout(row(Words(names, "caption", wrap=True), margins=(16, 0, 16, 0)))
            return
        if not side.stances:
            words = Words(_(casefile.EMPTY[side.kind]), "small", wrap=True)
            layout.addLayout(row(words, margins=(16, 0, 16, 0)))
        is_spread = side.kind in self.spread
        shown = side.stances if is_spread else side.stances[:FIRST_VOICES]
        for stance in shown:
            layout.addWidget(self._voice(stance, situation, side.kind == casefile.NOT_HERE))
        rest = len(side.stances) - len(shown)
        if rest:
            more = button(plural("{count} more voice", "{count} more voices", rest), "link")
            more.clicked.connect(lambda: self._spread(side.kind))
            layout.addLayout(row(more, None, margins=(16, 2, 16, 0)))

    def _spread(self, kind: str) -> None:
        self.spread.add(kind)
        self.refresh()

    def _voice(self, stance: Stance, situation: Situation, is_muted: bool) -> QWidget:
        quote = Words(quoted(stance.claim.quote) if stance.claim else "", "quote", wrap=True)
        quiet = " · ".join(casefile.notes(stance, self.document.book.vocabulary))
        parts: list[QWidget | QLayout] = [Words(stance.voice.name, "small" if is_muted else "row", wrap=True)]
        if stance.condition:
            parts.append(self._condition(stance, situation))
        parts += [quote, Words(quiet, "caption", wrap=True)]
        return Frame("", column(*parts, gap=1, margins=(16, 4, 16, 6)))

    def _condition(self, stance: Stance, situation: Situation) -> QWidget:
        """The condition; an open one leads to its question."""
        text = casefile.condition(stance)
        asked = casefile.open_fact(stance, situation)
        if asked is None:
            return Words(text, "small", wrap=True)
        fact, about = asked
        face = row(Words(text, "small", wrap=True), margins=(4, 3, 4, 3))
        made = Pressable(face, _("{condition}. Answer it").format(condition=text), edge="card_border")
        made.clicked.connect(lambda: self.question_wanted.emit(fact, about or ""))
        return made

    # ---- why it stands here ----

    def _rationale(self, box: str) -> QWidget:
        field = Notes(_("A sentence or two; it is printed on exports"))
        said = answering.value(self.document.chart, RATIONALE, box)
        field.show_text(str(said or ""))
        field.typed.connect(lambda text, visit: self._say_why(box, text, visit))
        return labelled(_("Why it stands here"), field)

    def _say_why(self, box: str, text: str, visit: int) -> None:
        said = Answer(text.strip()) if text.strip() else None
        title = box_title(self.document.chart, box, self.document.book)
        self.document.edit_field(
            f"{RATIONALE} {box} {visit}",
            _("Say why {box} stands here").format(box=title),
            edits.answer,
            box,
            answering.key(RATIONALE),
            said,
        )
