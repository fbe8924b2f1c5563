"""Checklists on a placement: told by the rules where the chart can tell, ticked by hand where it cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.quoting import quoted
from orgsketch.model import edits
from orgsketch.resources import N_, _
from orgsketch.ui import glyphs
from orgsketch.ui.advice import Advice
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Tick
from orgsketch.ui.widgets.words import Words, tip

if TYPE_CHECKING:
    from orgsketch.rules.checklists import Checklist, Item

TYPES = {"signal": N_("If it works, you should see"), "watch_for": N_("What to watch for")}
STATES = {
    "holds": N_("the chart shows it"),
    "does not hold": N_("the chart does not show it"),
    "unknown": N_("not known yet"),
}
GLYPHS = {"holds": "tick", "does not hold": "minus", "unknown": "question"}


class ChecklistView(QObject):
    """Fills a column with the checklists that suit the chart. `rule_wanted(code)`: a rule's page."""

    rule_wanted = Signal(str)

    def __init__(self, document: Document, advice: Advice) -> None:
        super().__init__()
        self.document, self.advice = document, advice

    def fill(self, layout: QVBoxLayout, box: str | None) -> None:
        """The suited checklists, ticks about this placement."""
        for checklist in self.advice.checklists.suited(self.document.report):
            self._add(layout, checklist, box)

    def _add(self, layout: QVBoxLayout, checklist: Checklist, box: str | None) -> None:
        layout.addLayout(row(Words(checklist.title, "strong", wrap=True), margins=(16, 12, 16, 0)))
        layout.addLayout(column(hairline(), margins=(16, 4, 16, 4)))
        for kind, heading in TYPES.items():
            items = [item for item in checklist.items if item.type == kind]
            if items:
                layout.addLayout(row(Words(_(heading), "label", wrap=True), margins=(16, 6, 16, 2)))
            for item in items:
                layout.addWidget(self._line(item, box))

    def _line(self, item: Item, box: str | None) -> QWidget:
        state = self.advice.checklists.state(item, self.document.report, self.document.chart)
        body = [self._by_hand(item, box)] if state == "by hand" else [self._told(item, state)]
        if item.source:
            body.append(Words(quoted(item.source.quote), "quote", wrap=True))
        if item.rules:
            body.append(self._rules(item))
        return Frame("", column(*body, gap=2, margins=(16, 4, 16, 6)))

    def _told(self, item: Item, state: str) -> QWidget:
        glyph = GLYPHS[state]
        lead = glyphs.Icon(glyph, "text_muted", 15)
        said = Words(_(STATES[state]), "caption")
        words = column(Words(item.text, wrap=True), said, gap=0)
        return Frame("", row(column(lead, None, margins=(0, 2, 0, 0)), words, gap=8))

    def _by_hand(self, item: Item, box: str | None) -> QWidget:
        tick = Tick()
        tick.setChecked(self._is_ticked(item, box))
        tick.setAccessibleName(_("{item}, ticked by hand").format(item=item.text))
        tick.setToolTip(tip(_("Only people can tell")))
        tick.clicked.connect(lambda: self._tick(item, box))
        words = column(Words(item.text, wrap=True), Words(_("tick it when you see it"), "caption"), gap=0)
        return Frame("", row(column(tick, None, margins=(0, 1, 0, 0)), words, gap=6))

    def _is_ticked(self, item: Item, box: str | None) -> bool:
        return any((tick.item, tick.box) == (item.id, box) for tick in self.document.chart.ticks.values())

    def _tick(self, item: Item, box: str | None) -> None:
        self.document.edit(_("Tick “{item}”").format(item=item.text), edits.tick, item.id, box)

    def _rules(self, item: Item) -> QWidget:
        links = [self._link(code) for code in item.rules if code in self.document.book.texts]
        return Frame("", row(*links, None, gap=10))

    def _link(self, code: str) -> QWidget:
        made = button(code, "link")
        made.setAccessibleName(_("Read the rule {code}").format(code=code))
        made.setToolTip(tip(self.document.book.texts[code].title))
        made.clicked.connect(lambda: self.rule_wanted.emit(code))
        return made
