"""An open finding: what it means here, because of what, who says so, who disagrees, what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.marking import GOOD_NEWS
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.quoting import quoted
from orgsketch.model import edits
from orgsketch.resources import _
from orgsketch.ui import glyphs, trying
from orgsketch.ui.panels import saying
from orgsketch.ui.panels.accepting import AcceptForm
from orgsketch.ui.spoken import holds
from orgsketch.ui.widgets.boxes import Flow, Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.model.records import Accepted
    from orgsketch.rules.finding import Finding, Reason, Remedy, Said
    from orgsketch.vocabulary import Vocabulary

MOST_DISSENT = 3


class FindingView(Frame):
    """The details of one finding, below its row.

    `question_wanted(fact, about)`: the reader clicked a fact that is not known; `remedy_wanted(Remedy)`: an
    edit to be shown on the canvas; `rule_wanted(code)`: the rule's own page; `grown(widget)`: something has
    opened and wants to be seen.
    """

    question_wanted = Signal(str, str)
    remedy_wanted = Signal(object)
    rule_wanted = Signal(str)
    grown = Signal(QWidget)

    def __init__(self, finding: Finding, document: Document) -> None:
        super().__init__("OpenFinding")
        self.finding, self.document = finding, document
        sections = [
            self._message(),
            self._because(),
            self._sources(),
            self._dissent(),
            self._fine(),
            self._remedies(),
            self._foot(),
        ]
        self.setLayout(
            column(*[section for section in sections if section], gap=12, margins=(16, 10, 16, 12))
        )

    def _message(self) -> QLayout:
        words: list[Any] = [Words(self.finding.message, wrap=True)]
        if context := saying.context(self.finding, self.document.chart, self._words):
            words.append(Words(context, "caption", wrap=True))
        if self.finding.why:
            words.append(Words(self.finding.why, "small", wrap=True))
        if self.finding.lowered_by:
            words.append(
                Words(
                    _("Less severe here: {reason}.").format(reason=", ".join(self.finding.lowered_by)),
                    "small",
                    wrap=True,
                )
            )
        words += [Words(f"{note}.", "small", wrap=True) for note in self.finding.noted]
        if short := self._abbreviations():
            words.append(Words(" · ".join(short), "caption", wrap=True))
        return column(*words, gap=6)

    def _abbreviations(self) -> list[str]:
        """What the short words of this finding stand for."""
        finding, book = self.finding, self.document.book
        said = " ".join([finding.title, finding.message, *(source.quote for source in finding.sources)])
        return saying.spelled_out(said, book.vocabulary, book.folders)

    def _because(self) -> QLayout | None:
        if not self.finding.because:
            return None
        facts = [self._reason(reason) for reason in self.finding.because]
        return column(Words(_("Because"), "label"), *facts, gap=4)

    def _reason(self, reason: Reason) -> QWidget | QLayout:
        if reason.holds == "yes":
            return row(_top(glyphs.Icon("tick", "text_muted", 14)), Words(reason.text, wrap=True), gap=8)
        face = row(_top(glyphs.Marks([Mark("question")], 14)), Words(reason.text, wrap=True), gap=4)
        pressable = Pressable(face, _("Not known: {fact} Answer it").format(fact=reason.text))
        pressable.clicked.connect(lambda: self.question_wanted.emit(reason.fact, reason.about or ""))
        return pressable

    def _sources(self) -> QLayout | None:
        quotes = [self._quotation(source) for source in self.finding.sources]
        return column(*quotes, gap=8) if quotes else None

    def _quotation(self, source: Said) -> QLayout:
        """The words, who says them, and in what kind of text."""
        who = f"{source.voice}, {source.article}"
        quiet = " · ".join(filter(None, (saying.evidence(self._words, source.voice), source.note)))
        rule = Frame("QuoteRule")
        rule.setFixedWidth(2)
        words = [Words(quoted(source.quote), "quote", wrap=True), Words(who, "caption", wrap=True)]
        if quiet:
            words.append(Words(quiet, "caption", wrap=True))
        return row(rule, column(*words, gap=3), gap=9)

    def _dissent(self) -> QLayout | None:
        disputes = saying.dissent(self.finding)
        if not disputes:
            return None
        head = row(Words(_("Who disagrees"), "label"), None, Words(_("Holds here?"), "label"))
        voices = [_voice(dispute) for dispute in disputes]
        for extra in voices[MOST_DISSENT:]:
            extra.hide()
        more = self._more(voices[MOST_DISSENT:])
        return column(head, *voices, *([more] if more else []), gap=4)

    def _more(self, hidden: list[Frame]) -> QWidget | None:
        if not hidden:
            return None
        link = button(
            _("{count} more voices").format(count=len(hidden)) if len(hidden) > 1 else _("1 more voice"),
            "link",
        )

        def show() -> None:
            link.hide()
            for voice in hidden:
                voice.show()

        link.clicked.connect(show)
        return link

    def _fine(self) -> QLayout | None:
        if not self.finding.fine_when:
            return None
        return column(Words(_("When this is fine"), "label"), Words(self.finding.fine_when, wrap=True), gap=4)

    def _remedies(self) -> QLayout | None:
        if not self.finding.remedies:
            return None
        rows = [self._remedy(remedy) for remedy in self.finding.remedies]
        return column(Words(_("What would change it"), "label"), *rows, gap=6)

    def _remedy(self, remedy: Remedy) -> QWidget | QLayout:
        """What would change it; one that is an edit can be seen before it is made."""
        words = Words(remedy.text, wrap=True)
        change = remedy.diff
        if not change:
            return row(_top(glyphs.Icon("arrow_right", "text_muted", 14)), words, gap=8)
        effect = trying.effect(self.document.preview(lambda chart: change))
        said = row(Words(effect, "caption", wrap=True), Words(_("Show me"), "link"), gap=8)
        lead = _top(glyphs.Icon("arrow_right", "accent", 14))
        face = row(lead, column(words, said, gap=1), gap=8, margins=(10, 7, 10, 7))
        name = _("{remedy}, {effect}. Show me").format(remedy=remedy.text.rstrip("."), effect=effect)
        pressable = Pressable(face, name, edge="card_border")
        pressable.clicked.connect(lambda: self.remedy_wanted.emit(remedy))
        return pressable

    def _foot(self) -> QLayout:
        read = button(_("Read the rule"), "link")
        read.setAccessibleName(_("Read the rule {code}").format(code=self.finding.rule))
        read.clicked.connect(lambda: self.rule_wanted.emit(self.finding.rule))
        name = Words(f"{self.finding.rule} {self.finding.name}", "caption", wrap=True)
        entry = saying.acceptance(self.document.chart, self.finding)
        if self.finding.state != "open":
            said = [self._accepted(entry)] if entry else []
            return column(*said, row(read, None), name, gap=8)
        if self.finding.kind in GOOD_NEWS:
            return column(row(read, None), name, gap=8)
        past = [self._run_out(entry)] if entry and saying.has_run_out(entry) else []
        form, link = self._accepting(entry if past else None)
        return column(*past, form, Flow.of(link, read, gap=16), name, gap=8)

    def _accepting(self, entry: Accepted | None) -> tuple[QWidget, QWidget]:
        """The form, and the link that opens it; a reason that has run out stands in it again."""
        form = AcceptForm(self.finding, self.document)
        form.hide()
        link = button(_("Accept with a reason") if entry is None else _("Accept again"), "link")
        if entry is not None:
            form.reason.setText(entry.reason)
        link.clicked.connect(link.hide)
        link.clicked.connect(form.show)
        link.clicked.connect(form.reason.setFocus)
        link.clicked.connect(lambda: self.grown.emit(form))
        form.closed.connect(form.hide)
        form.closed.connect(link.show)
        form.closed.connect(link.setFocus)
        self.accept_link, self.accept_form = link, form
        return form, link

    def _run_out(self, entry: Accepted) -> QWidget:
        words = _("{accepted} That day has passed.").format(accepted=f"{saying.accepted_words(entry)}.")
        return Words(words, "small", wrap=True)

    def _accepted(self, entry: Accepted) -> QWidget:
        is_stale = self.finding.state == "stale"
        withdraw = button(_("Remove the acceptance") if is_stale else _("Withdraw"), "link")
        text = _("Withdraw acceptance of {rule}").format(rule=entry.rule)
        withdraw.clicked.connect(lambda: self.document.edit(text, edits.withdraw, entry.id))
        words = Words(saying.accepted_words(entry), wrap=True)
        return Frame("", column(words, row(withdraw, None), gap=2))

    @property
    def _words(self) -> Vocabulary:
        return self.document.book.vocabulary


def _voice(dissent: saying.Dissent) -> Frame:
    """A voice with its conditions, whether each holds here, and what it says."""
    points = [
        row(Words(when, "small", wrap=True), column(Words(holds(held), "small"), None), gap=8)
        for when, held in dissent.points
    ]
    parts: list[QWidget | QLayout] = [Words(dissent.voice, "strong", wrap=True), *points]
    if dissent.quote:
        parts.append(Words(quoted(dissent.quote), "quote", wrap=True))
    if dissent.article:
        parts.append(Words(dissent.article, "caption", wrap=True))
    return Frame("", column(*parts, gap=1, margins=(0, 0, 0, 6)))


def _top(glyph: QWidget) -> QLayout:
    return column(glyph, None, margins=(0, 2, 0, 0))
