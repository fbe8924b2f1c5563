"""Guided dialogs: a few questions a step, what they lead to at once, everything skippable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from orgsketch.drawing.quoting import quoted
from orgsketch.resources import N_, _
from orgsketch.ui import glyphs
from orgsketch.ui.advice import Advice
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.guiding import Guiding, Input, Line
from orgsketch.ui.panels import options
from orgsketch.ui.panels.answer_field import AnswerField
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.spoken import box_title
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.rows import Pressable, two_lines
from orgsketch.ui.widgets.words import Words, tip

if TYPE_CHECKING:
    from orgsketch.rules.finding import Remedy
    from orgsketch.rules.guides import GuideAnswer, Walk

WIDTH, HEIGHT, ROOM = 620, 640, 540
MOST_WAITING = 2
GROUPS = {
    "not_working": N_("Signs that it is not working"),
    "look_at": N_("Worth a look"),
    "two": N_("For two people"),
    "one": N_("For one person"),
    "line": N_("First stage"),
    "leader": N_("Second stage"),
    "drift": N_("Third stage"),
    "one_department": N_("In one department"),
    "marketing_first": N_("Marketing first"),
}


class GuideSheet(Sheet):
    """One walk. `remedy`: the edit the reader wants to see on the canvas; then the sheet closes."""

    def __init__(self, parent: QWidget | None, guiding: Guiding) -> None:
        super().__init__(parent, guiding.walk.title, width=WIDTH)
        self.guiding = guiding
        self.remedy: Remedy | None = None
        self.fields: dict[tuple[str, str | None], AnswerField] = {}
        self.where = Words("", "small")
        self.page = Scroll()
        self.page.setMinimumHeight(HEIGHT - 180)
        self.said = Frame("Sunken")
        self.put(self.where, self.page, self.said)
        self.back, self.skip, self.forth = button(_("Back")), button(_("Skip")), button(_("Next"), "primary")
        self._arrange_foot()
        self.refresh()

    def refresh(self) -> None:
        """Show the step as it stands."""
        guiding = self.guiding
        steps = len(guiding.walk.guides)
        self.where.setText(
            _("Step {step} of {steps}").format(step=guiding.step + 1, steps=steps) if steps > 1 else ""
        )
        self.where.setVisible(steps > 1)
        had = next(
            (key for key, field in self.fields.items() if field.isAncestorOf(self.focusWidget() or self)),
            None,
        )
        self.fields = {}
        self.page.refill(self._fill)
        self._show_answer()
        self.back.setEnabled(guiding.step > 0)
        self.skip.setVisible(not guiding.is_last)
        self.forth.setText(_("Done") if guiding.is_last else _("Next"))
        if had in self.fields:
            self.page.give_focus(self.fields[had].field)

    def _arrange_foot(self) -> None:
        close = button(_("Close"))
        self.back.clicked.connect(lambda: self._go(-1))
        self.skip.clicked.connect(lambda: self._go(1))
        self.forth.clicked.connect(self._forth)
        close.clicked.connect(self.reject)
        self.forth.setDefault(True)
        for item in (self.back, None, close, self.skip, self.forth):
            self.foot.addStretch(1) if item is None else self.foot.addWidget(item)

    def _forth(self) -> None:
        self.choose("done") if self.guiding.is_last else self._go(1)

    def _go(self, by: int) -> None:
        self.guiding.go(by)
        self.page.verticalScrollBar().setValue(0)
        self.refresh()

    # ---- a step ----

    def _fill(self, layout: QVBoxLayout) -> None:
        guide, answer = self.guiding.guide, self.guiding.answer()
        layout.addLayout(
            column(Words(guide.title, "strong", wrap=True), Words(guide.purpose, "small", wrap=True), gap=2)
        )
        layout.addSpacing(12)
        for entry in self.guiding.inputs():
            layout.addWidget(self._question(entry))
        self._add_lines(layout)
        layout.addWidget(hairline())
        layout.addLayout(column(*self._sources(answer), gap=6, margins=(0, 12, 12, 8)))
        layout.addStretch(1)

    def _question(self, entry: Input) -> QWidget:
        words = Words(entry.text, "row", wrap=True)
        words.setToolTip(tip(entry.help))
        parts: list[QWidget | QLayout] = [words]
        about = box_title(self.guiding.document.chart, entry.about, self.guiding.document.book)
        if about:
            parts.append(Words(about, "caption"))
        if entry.is_shown:
            parts.append(
                Words(_("The chart shows it: {value}").format(value=self._value(entry)), "small", wrap=True)
            )
        else:
            parts += [self._field(entry), Words(entry.help, "caption", wrap=True)]
        return Frame("", column(*parts, gap=3, margins=(0, 0, 12, 14)))

    def _field(self, entry: Input) -> AnswerField:
        offered = options.for_question(self.guiding.document, entry.fact, entry.choices, entry.about)
        if not offered and entry.fact.endswith(".responsibilities"):
            offered = options.activities(self.guiding.document)
        field = AnswerField(entry.kind, offered, entry.value, ROOM, entry.text)
        field.answered.connect(lambda value: self._say(entry, value))
        self.fields[entry.fact, entry.about] = field
        return field

    def _say(self, entry: Input, value: object) -> None:
        self.guiding.say(entry, value)  # type: ignore[arg-type]
        self.refresh()

    def _value(self, entry: Input) -> str:
        """An answer that the chart gives, in words."""
        if isinstance(entry.value, tuple):
            known = self.guiding.document.book.vocabulary.activities
            return ", ".join(known[name].title if name in known else name for name in entry.value) or _(
                "none"
            )
        words = {"yes": _("yes"), "no": _("no")} | {choice.value: choice.text for choice in entry.choices}
        if isinstance(entry.value, str):
            return str(words.get(entry.value, entry.value))
        return f"{entry.value or 0:g}"

    def _show_answer(self) -> None:
        """What follows, as far as it does; always in sight."""
        answer = self.guiding.answer()
        if self.said.layout() is None:
            self.head, self.output = Words("", "label"), Words("", "row", wrap=True)
            self.caveat = Words("", "small", wrap=True)
            self.said.setLayout(column(self.head, self.output, self.caveat, gap=3, margins=(12, 10, 12, 10)))
        self.head.setText(_("What this says") if answer.is_verdict else _("As far as it goes"))
        self.output.setText(answer.output)
        self.caveat.setText(answer.caveat)

    def _sources(self, answer: GuideAnswer) -> list[QWidget | QLayout]:
        words = self.guiding.document.book.vocabulary
        made: list[QWidget | QLayout] = []
        for source in (answer.source, *self.guiding.guide.also):
            voice = words.voices.get(source.voice)
            by = ", ".join(filter(None, (voice.name if voice else source.voice, source.note)))
            made += [Words(quoted(source.quote), "quote", wrap=True), Words(by, "caption", wrap=True)]
        titles = [
            words_.title for words_ in map(self.guiding.document.book.texts.get, answer.always) if words_
        ]
        return [*made, *(Words(title, "caption", wrap=True) for title in titles)]

    # ---- its checklist ----

    def _add_lines(self, layout: QVBoxLayout) -> None:
        group = None
        for line in self.guiding.lines():
            if line.item.group != group:
                group = line.item.group
                heading = _(GROUPS[group]) if group in GROUPS else group.replace("_", " ").capitalize()
                layout.addLayout(row(Words(heading, "label"), margins=(0, 12, 0, 2)))
            layout.addWidget(self._line(line))

    def _line(self, line: Line) -> QWidget:
        glyph, said = {
            True: ("tick", _("yes")),
            False: ("minus", _("no")),
            None: ("question", _("not known")),
        }[line.holds]
        lead = glyphs.Icon(glyph, "accent" if line.holds is None else "text_muted", 16)
        parts: list[QWidget | QLayout] = [row(Words(line.item.text, wrap=True), Words(said, "small"), gap=8)]
        if line.item.cure and not line.holds:
            parts.append(Words(line.item.cure, "small", wrap=True))
        parts += [self._show_me(remedy) for remedy in line.remedies[:1]]
        parts += [self._question(entry) for entry in line.inputs[:MOST_WAITING]]
        return Frame(
            "",
            row(
                column(lead, None, margins=(0, 2, 0, 0)), column(*parts, gap=3), gap=8, margins=(0, 4, 12, 4)
            ),
        )

    def _show_me(self, remedy: Remedy) -> QWidget:
        made = button(_("Show me"), "link")
        made.setAccessibleName(_("Show me: {remedy}").format(remedy=remedy.text))
        made.setToolTip(tip(remedy.text))
        made.clicked.connect(lambda: self._show(remedy))
        return Frame("", row(made, None))

    def _show(self, remedy: Remedy) -> None:
        self.remedy = remedy
        self.choose("show")


class WalkPicker(Sheet):
    """Which guide to go through; `walk` is the one chosen."""

    def __init__(self, parent: QWidget | None, advice: Advice, selected: tuple[str, ...]) -> None:
        super().__init__(
            parent, _("Guides"), _("Short, skippable, and kept in the chart as far as you get."), 520
        )
        self.walk: Walk | None = None
        page = QWidget()
        rows = [self._row(walk, Guiding(advice, walk, selected)) for walk in advice.walks]
        page.setLayout(column(*rows, gap=2))
        scroll = Scroll()
        scroll.setMinimumHeight(440)
        scroll.hold(page)
        self.put(scroll)
        self.offer(("", _("Close"), ""))

    def _row(self, walk: Walk, guiding: Guiding) -> Pressable:
        settled = all(guiding.is_settled(guide) for guide in walk.guides)
        state = _("answered") if settled else _("open")
        lead = glyphs.Icon("tick" if settled else "question", "text_muted" if settled else "accent", 18)
        made = Pressable(
            two_lines(lead, walk.title, walk.help, Words(state, "small")),
            f"{walk.title}. {walk.help} {state}",
        )
        made.clicked.connect(lambda: self._take(walk))
        return made

    def _take(self, walk: Walk) -> None:
        self.walk = walk
        self.choose("go")
