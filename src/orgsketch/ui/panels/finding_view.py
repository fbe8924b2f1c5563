"""An open finding: what it means here, because of what, who says so, who disagrees, what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.marks import Mark
from orgsketch.model import edits
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _
from orgsketch.ui import glyphs
from orgsketch.ui.panels.accepting import AcceptForm
from orgsketch.ui.spoken import holds
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.rows import Pressable
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.rules.finding import Disagreement, Finding, Reason, Remedy

MOST_DISSENT = 3


class FindingView(Frame):
    """The details of one finding, below its row.

    `question_wanted(fact, about)`: the reader clicked a fact that is not known.
    """

    question_wanted = Signal(str, str)

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
        return column(*words, gap=6)

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
        quotes = [
            _quotation(source.quote, f"{source.voice}, {source.article}") for source in self.finding.sources
        ]
        return column(*quotes, gap=8) if quotes else None

    def _dissent(self) -> QLayout | None:
        disputes = self.finding.disputed_by
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
        words = Words(remedy.text, wrap=True)
        change = remedy.diff
        if not change:
            return row(_top(glyphs.Icon("arrow_right", "text_muted", 14)), words, gap=8)
        effect = Words(self._effect(change), "caption", wrap=True)
        face = row(
            _top(glyphs.Icon("arrow_right", "accent", 14)),
            column(words, effect, gap=1),
            gap=8,
            margins=(10, 7, 10, 7),
        )
        pressable = Pressable(face, _("{remedy} Apply it.").format(remedy=remedy.text), edge="card_border")
        pressable.clicked.connect(lambda: self.document.edit(remedy.text.rstrip("."), lambda chart: change))
        return pressable

    def _effect(self, change: ChartDiff) -> str:
        """What the remedy would end and add: "ends 3, adds 1"."""
        preview = self.document.preview(lambda chart: change)
        if preview.refusal or preview.changes is None:
            return preview.refusal
        ends = [finding for finding in preview.changes.resolved if _warns(finding)]
        adds = [finding for finding in preview.changes.added if _warns(finding)]
        parts = [_("ends {count}").format(count=len(ends))] if ends else []
        parts += [_("adds {count}").format(count=len(adds))] if adds else []
        return ", ".join(parts) or _("changes no finding")

    def _foot(self) -> QLayout:
        form = AcceptForm(self.finding, self.document)
        form.hide()
        name = Words(f"{self.finding.rule} {self.finding.name}", "caption", wrap=True)
        link = button(_("Accept with a reason"), "link")
        if self.finding.state != "open":
            return column(self._accepted(), name)
        link.clicked.connect(link.hide)
        link.clicked.connect(form.show)
        link.clicked.connect(form.reason.setFocus)
        form.closed.connect(form.hide)
        form.closed.connect(link.show)
        form.closed.connect(link.setFocus)
        self.accept_link, self.accept_form = link, form
        return column(form, row(link, None), name, gap=8)

    def _accepted(self) -> QWidget:
        first = self.finding.boxes[0] if self.finding.boxes else None
        entries = self.document.chart.accepted.values()
        entry = next((e for e in entries if (e.rule, e.box) == (self.finding.rule, first)), None)
        if entry is None:
            return Frame()
        by = _("Accepted by {name}").format(name=entry.by) if entry.by else _("Accepted")
        until = _(" until {date}").format(date=entry.until) if entry.until else ""
        withdraw = button(_("Withdraw"), "link")
        withdraw.clicked.connect(
            lambda: self.document.edit(
                _("Withdraw acceptance of {rule}").format(rule=entry.rule), edits.withdraw, entry.id
            )
        )
        return Frame("", column(Words(f"{by}{until}: {entry.reason}", wrap=True), withdraw, gap=2))


def _quotation(quote: str, who: str) -> QLayout:
    rule = Frame("QuoteRule")
    rule.setFixedWidth(2)
    return row(
        rule, column(Words(f"“{quote}”", "quote", wrap=True), Words(who, "caption", wrap=True), gap=3), gap=9
    )


def _voice(dispute: Disagreement) -> Frame:
    head = row(Words(dispute.voice, "strong", wrap=True), Words(holds(dispute.holds_here), "small"), gap=8)
    return Frame("", column(head, Words(dispute.when, "small", wrap=True), gap=0, margins=(0, 0, 0, 4)))


def _warns(finding: Finding) -> bool:
    return finding.kind in ("risk", "watch_out") and not finding.quiet


def _top(glyph: QWidget) -> QLayout:
    return column(glyph, None, margins=(0, 2, 0, 0))
