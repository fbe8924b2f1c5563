"""The questions panel: what is open, the most decisive first, and what was answered; answers are edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.declared import capital
from orgsketch.drawing.marks import Mark
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural
from orgsketch.ui import answering, glyphs
from orgsketch.ui.panels import options
from orgsketch.ui.panels.answer_field import AnswerField
from orgsketch.ui.panels.asked import Asked, Contexts
from orgsketch.ui.panels.grouping import team_of
from orgsketch.ui.panels.panel import Panel
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.spoken import SEVERITIES, box_title
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Choice, labelled
from orgsketch.ui.widgets.words import Elided, Words, tip

if TYPE_CHECKING:
    from orgsketch.rules.finding import OpenQuestion, Report
    from orgsketch.vocabulary.records import Question

FIRST_OPEN = 3
LEADING = 1  # the rank of the questions that come before all others
FIELD_ROOM = 324 - 2 * 16 - 28


class QuestionsPanel(Panel):
    """Questions with their answers, and what the last answer changed.

    `counted(open)` tells how many are open; `guides_wanted`: the reader wants to be led.
    """

    counted = Signal(int)
    guides_wanted = Signal()

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.selection: tuple[str, ...] = ()
        self.whose: str | None = None  # the unit whose answers are shown, None = the company
        self.shows_all = False
        self._wanted: tuple[str, str | None] | None = None
        self._changed = ""
        self.fields: dict[tuple[str, str | None], AnswerField] = {}
        self.list = Scroll()
        self.setLayout(column(self.list, gap=0))
        document.findings_changed.connect(self.refresh)
        document.opened.connect(self._start_afresh)
        self.refresh()

    def select(self, boxes: Sequence[str]) -> None:
        """Bring the questions about these boxes to the top, as they are asked in their context."""
        if tuple(boxes) != self.selection:
            self.selection = tuple(boxes)
            self.whose = self._context.unit_at(self.selection, self.whose)
            self.refresh()

    def ask(self, fact: str, about: str | None) -> None:
        """Show one question and put the cursor into its answer."""
        self._wanted = fact, about or self._context.place(fact, self.whose)
        self.rebuild()
        field = self.fields.get(self._wanted) or self._field_of(fact)
        if field:
            self.list.reveal(field)
            self.list.give_focus(field.field)

    def count(self) -> None:
        """How many questions are open."""
        self.counted.emit(len(self._open()))

    def rebuild(self) -> None:
        """Show the questions as they are now; the keyboard stays where it was."""
        had = next(
            (key for key, field in self.fields.items() if field.isAncestorOf(self.focusWidget() or self)),
            None,
        )
        self.fields = {}
        self.list.refill(lambda layout: self._fill(layout, self._open()))
        if had in self.fields:
            self.list.give_focus(self.fields[had].field)

    def _start_afresh(self) -> None:
        self._changed, self._wanted, self.shows_all, self.whose = "", None, False, None
        self.refresh()

    @property
    def _context(self) -> Contexts:
        return Contexts(self.document)

    def _open(self) -> list[Asked]:
        """The open questions; after an edit the report may still ask about a box that has gone."""
        chart = self.document.chart
        return [
            _asked(question)
            for question in self.document.report.questions
            if not question.is_set_aside
            and (question.about is None or question.about in chart.boxes or question.about in chart.relations)
        ]

    def _field_of(self, fact: str) -> AnswerField | None:
        return next((field for (name, _about), field in self.fields.items() if name == fact), None)

    def _fill(self, layout: QVBoxLayout, every: list[Asked]) -> None:
        contexts = self._context
        self.whose = contexts.known(self.whose)
        opened = contexts.asked_of(every, self.whose)
        layout.addLayout(row(Words(self._summary(opened), "small", wrap=True), margins=(16, 12, 16, 4)))
        if self._changed:
            said = Frame("Sunken", row(Words(self._changed, "small", wrap=True), margins=(10, 8, 10, 8)))
            said.setAccessibleName(self._changed)
            layout.addLayout(row(said, margins=(16, 4, 16, 4)))
        self._add_choice(layout, contexts)
        shown, rest = self._first(opened)
        self._add_groups(layout, shown)
        if rest:
            more = button(plural("{count} more question", "{count} more questions", len(rest)), "link")
            more.clicked.connect(self._show_all)
            layout.addLayout(row(more, None, margins=(16, 8, 16, 8)))
        guides = button(_("Be led through them"), "link")
        guides.clicked.connect(self.guides_wanted)
        layout.addLayout(row(guides, None, margins=(16, 4, 16, 8)))
        answered = self._answered({(asked.fact, asked.about) for asked in opened}, contexts)
        if answered:
            layout.addLayout(row(hairline(), margins=(16, 12, 16, 0)))
            layout.addLayout(row(Words(_("Answered"), "label"), margins=(16, 12, 16, 0)))
            self._add_groups(layout, answered)
        layout.addStretch(1)

    def _add_choice(self, layout: QVBoxLayout, contexts: Contexts) -> None:
        """Whose answers are shown, where somebody has answers of its own."""
        if not contexts.units:
            return
        titles = [(unit, box_title(self.document.chart, unit, self.document.book)) for unit in contexts.units]
        choice = Choice([("", _("The whole company")), *titles], self.whose or "")
        choice.chosen.connect(self._choose)
        layout.addLayout(row(labelled(_("Whose answers"), choice), margins=(16, 8, 16, 4)))

    def _choose(self, unit: str) -> None:
        self.whose = unit or None
        self.refresh()

    def _summary(self, opened: list[Asked]) -> str:
        if not opened:
            return _("No question is open. An answer can be changed at any time.")
        rules = {code for asked in opened for code in asked.decides}
        facts = plural("{count} open fact", "{count} open facts", len(opened))
        hang = plural("{count} finding hangs on it", "{count} findings hang on them", len(rules))
        return _("{facts}: {hang}. Answers are saved in the chart; not known is an answer, too.").format(
            facts=facts, hang=hang
        )

    def _first(self, opened: list[Asked]) -> tuple[list[Asked], list[Asked]]:
        """Those to show now, and the rest: the leading ones, the selection’s, then by the engine’s rank."""
        teams = {
            team_of(self.document.chart, box) for box in self.selection if box in self.document.chart.boxes
        }
        ranked = sorted(opened, key=lambda asked: (not self._leads(asked), not self._is_about(asked, teams)))
        wanted = [asked for asked in ranked if (asked.fact, asked.about) == self._wanted]
        ranked = wanted + [asked for asked in ranked if asked not in wanted]
        most = len(ranked) if self.shows_all else FIRST_OPEN
        return ranked[:most], ranked[most:]

    def _leads(self, asked: Asked) -> bool:
        """Whether the pack wants it asked before all others."""
        book = self.document.book
        question = book.vocabulary.questions.get(asked.fact) if book else None
        return question is not None and question.rank == LEADING

    def _is_about(self, asked: Asked, teams: set[tuple[str, ...]]) -> bool:
        chart = self.document.chart
        return asked.about in chart.boxes and team_of(chart, asked.about or "") in teams

    def _show_all(self) -> None:
        self.shows_all = True
        self.refresh()

    def _answered(self, opened: set[tuple[str, str | None]], contexts: Contexts) -> list[Asked]:
        """What was answered in the context shown, and about the selected boxes (all, when none is)."""
        book, chart = self.document.book, self.document.chart
        if book is None:
            return []
        abouts = dict.fromkeys((self.whose, *(self.selection or sorted(chart.boxes))))
        found = []
        for fact, question in book.vocabulary.questions.items():
            for about in abouts:
                if (
                    _may_be_about(question, about)
                    and (not contexts.units or not contexts.is_own(fact) or about == self.whose)
                    and (fact, about) not in opened
                    and _is_answered(chart, question, about)
                ):
                    found.append(_asked_of(question, about))
        return sorted([*found, *self._inherited(contexts)], key=lambda asked: asked.about != self.whose)

    def _inherited(self, contexts: Contexts) -> list[Asked]:
        """What the unit shown leaves as it is around it: it may answer otherwise."""
        taken = contexts.inherited(self.whose) if self.whose else []
        found = []
        for question, said, speaker in taken:
            of = box_title(self.document.chart, speaker, self.document.book) if speaker else _("the company")
            value = capital(question.choice_text(said.value))
            note = _("As for {whom}: {answer}").format(whom=of, answer=value)
            found.append(_asked_of(question, self.whose)._replace(note=note))
        return found

    def _add_groups(self, layout: QVBoxLayout, asked: list[Asked]) -> None:
        groups: dict[str | None, list[Asked]] = {}
        for question in asked:
            groups.setdefault(question.about, []).append(question)
        for about, questions in groups.items():
            open_ones = sum(question.is_open for question in questions)
            count = _("{count} open").format(count=open_ones) if open_ones else ""
            layout.addLayout(
                row(Elided(self._about(about), "strong"), Words(count, "small"), margins=(16, 12, 16, 4))
            )
            for question in questions:
                layout.addWidget(self._view(question))

    def _about(self, about: str | None) -> str:
        chart = self.document.chart
        if about is None:
            return _("The company and this chart")
        if about in chart.relations:
            line = chart.relations[about]
            ends = (box_title(chart, end, self.document.book) for end in (line.start, line.end))
            return " – ".join(ends)
        return box_title(chart, about, self.document.book)

    def _view(self, asked: Asked) -> QWidget:
        lead = glyphs.Marks([Mark("question")]) if asked.is_open else _answered_glyph(asked)
        said = answering.value(self.document.chart, asked.fact, asked.about)
        offered = options.for_question(self.document, asked.fact, asked.choices, asked.about)
        field = AnswerField(asked.kind, offered, said, FIELD_ROOM, asked.text)
        field.answered.connect(lambda value: self._say(asked, value))
        self.fields[asked.fact, asked.about] = field
        words = Words(asked.text, "row", wrap=True)
        words.setToolTip(tip(asked.help))
        decides = asked.note or self._hangs_on(asked.decides)
        hangs = Words(decides, "caption", wrap=True)
        hangs.setToolTip(tip(", ".join(asked.decides)))
        body = column(words, *([hangs] if decides else []), 3, field, gap=2)
        return Frame("", row(column(lead, None), body, gap=8, margins=(14, 4, 16, 8)))

    def _say(self, asked: Asked, value: answering.Value) -> None:
        text = _("Answer “{question}”").format(question=_short(asked.text))
        before, waiting = self.document.report, len(self._open())
        self._wanted = (asked.fact, asked.about)
        if self.document.edit(text, answering.edit(asked.fact, asked.about, value)):
            self.document.settle()
            self._changed = changed(before, self.document.report, waiting - len(self._open()))
            self.refresh()

    def _hangs_on(self, codes: Sequence[str]) -> str:
        """What an answer would decide, by title."""
        texts = getattr(self.document.book, "texts", {})
        titles = [texts[code].title for code in codes if code in texts]
        if not titles:
            return ""
        more = len(titles) - 1
        first = _("Decides: {title}").format(title=titles[0])
        return f"{first}, {plural('{count} more', '{count} more', more)}" if more else first


def _answered_glyph(asked: Asked) -> glyphs.Icon:
    """A tick for an answer of its own; the answer of somebody above comes down."""
    return glyphs.Icon("arrow_right" if asked.note else "tick", "text_muted", 16)


def _asked(question: OpenQuestion) -> Asked:
    return Asked(
        question.fact,
        question.about,
        question.text,
        question.help,
        question.kind,
        question.choices,
        tuple(question.decides),
        True,
    )


def _asked_of(question: Any, about: str | None) -> Asked:
    return Asked(question.id, about, question.text, question.help, question.kind, question.choices, (), False)


def _is_answered(chart: Chart, question: Any, about: str | None) -> bool:
    """Two facts may share a last word: a box's answer belongs to the one that is asked of such a box."""
    if about is None:
        return question.answer_key in chart.head.answers
    record = chart.boxes.get(about)
    return bool(
        record
        and question.answer_key in record.answers
        and (question.is_of_company or question.about in ("box", "leader", "line"))
        and (question.is_of_company or answering.about_box(question.asked_of, chart, about))
    )


def changed(before: Report, after: Report, fewer: int) -> str:
    """What an answer did: findings that ended, came or changed, and questions that fell away."""
    from orgsketch.rules.finding import changes

    found = changes(before, after)
    loud = [[f for f in findings if not f.quiet] for findings in (found.resolved, found.added)]
    parts = []
    for words, findings in zip((_("ends {titles}"), _("adds {titles}")), loud, strict=True):
        if findings:
            parts.append(words.format(titles=_listed([finding.title for finding in findings])))
    parts += [
        _("{title} is now {severity}").format(title=f"“{now.title}”", severity=_(SEVERITIES[now.severity]))
        for was, now in found.changed
        if was.severity != now.severity and not now.quiet
    ][:2]
    if fewer > 0:
        parts.append(plural("{count} question fewer", "{count} questions fewer", fewer))
    said = "; ".join(parts) or _("no finding changes")
    return _("Your answer: {changes}.").format(changes=said)


def _listed(titles: Sequence[str]) -> str:
    """The first title, and how many more."""
    more = len(titles) - 1
    first = f"“{titles[0]}”"
    return f"{first} {plural('and {count} more', 'and {count} more', more)}" if more else first


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"


def _may_be_about(question: Question, about: str | None) -> bool:
    """Whether an answer is kept there: what is asked of the company may also be said of a unit."""
    if about is None:
        return question.is_of_company
    return not question.is_of_company or question.kind != "text"
