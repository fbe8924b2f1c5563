"""The findings panel: filters, then teams with their themes, each opening to its findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.marking import mark_of
from orgsketch.resources import N_, _, plural
from orgsketch.ui import glyphs
from orgsketch.ui.panels.finding_view import FindingView
from orgsketch.ui.panels.grouping import Group, Row, counts, grouped, quiet
from orgsketch.ui.panels.panel import Panel
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.spoken import finding_kind
from orgsketch.ui.widgets.boxes import Flow, Frame, clear, column, hairline, row
from orgsketch.ui.widgets.buttons import MarkChip, button
from orgsketch.ui.widgets.rows import Pressable, two_lines
from orgsketch.ui.widgets.words import Elided, Words

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

FIRST_GROUPS = 10
NAMES = {
    "critical": N_("critical"),
    "major": N_("major"),
    "minor": N_("minor"),
    "info": N_("for information"),
    "strength": N_("strengths"),
    "question": N_("questions"),
    "accepted": N_("accepted"),
    "stale": N_("accepted, but no longer found"),
}


class FindingsPanel(Panel):
    """What the rules found, for the document's chart.

    `boxes_wanted(list)`: the reader opened a finding about these boxes.
    """

    boxes_wanted = Signal(list)
    question_wanted = Signal(str, str)
    counted = Signal(int)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.open: set[tuple[str, ...]] = set()
        self.shown: set[str] = set()
        self.selection: tuple[str, ...] = ()
        self.shows_all = False
        self._groups: list[Group] = []
        self._views: dict[tuple[str, ...], QWidget] = {}
        self.chips = Flow(6)
        self.list = Scroll()
        self.setLayout(column(_padded(self.chips), self.list, gap=0))
        document.findings_changed.connect(self.refresh)
        document.opened.connect(self._start_afresh)
        self.refresh()

    def select(self, boxes: Sequence[str]) -> None:
        """Bring the teams of these boxes to the top."""
        chosen = tuple(boxes)
        if chosen != self.selection:
            self.selection = chosen
            self.refresh()

    def show_finding(self, rule: str, box: str | None) -> None:
        """Open one finding and scroll to it."""
        for finding in self.document.report.findings:
            if finding.rule == rule and (box is None or box in finding.boxes):
                self.shown.clear()
                self.shows_all = True
                self.open.update((self._row_key(finding), self._key(finding)))
                self.rebuild()
                self.list.reveal(self._views.get(self._key(finding)))
                return

    def step(self, step: int) -> None:
        """Open the next finding of the list, or the one before; only that one stays open."""
        entries = [entry for group in self._groups for entry in group.rows]
        if not entries:
            return
        here = next(
            (place for place, entry in enumerate(entries) if entry.key in self.open), -1 if step > 0 else 0
        )
        entry = entries[(here + step) % len(entries)]
        self.open.clear()
        self.shows_all = True
        self._toggle(entry.key, entry.findings[0])
        self.list.reveal(self._views.get(entry.key))

    def count(self) -> None:
        """How many findings are open."""
        findings = self.document.report.findings
        self.counted.emit(sum(1 for finding in findings if not finding.quiet and finding.state == "open"))

    def rebuild(self) -> None:
        """Show the report as it is now; what was open stays open."""
        findings = self.document.report.findings
        self._groups = grouped(findings, self.document.chart, self.document.book, self.selection, self.shown)
        self._views = {}
        self._fill_chips()
        self.list.refill(self._fill)

    def _start_afresh(self) -> None:
        self.open.clear()
        self.shown.clear()
        self.selection, self.shows_all = (), False
        self.refresh()

    def _fill_chips(self) -> None:
        clear(self.chips)
        for mark, count in counts(self.document.report.findings):
            name = _("{count} {kind}").format(count=count, kind=_(NAMES[mark.kind]))
            chip = MarkChip(mark, count, name)
            chip.setChecked(mark.kind in self.shown)
            chip.toggled.connect(lambda is_on, kind=mark.kind: self._filter(kind, is_on))
            self.chips.addWidget(chip)

    def _filter(self, kind: str, is_on: bool) -> None:
        (self.shown.add if is_on else self.shown.discard)(kind)
        self.refresh()

    def _fill(self, layout: QVBoxLayout) -> None:
        if not self._groups:
            layout.addWidget(self._nothing())
        shown = self._groups if self.shows_all else self._groups[:FIRST_GROUPS]
        for group in shown:
            self._add_group(layout, group)
        rest = len(self._groups) - len(shown)
        if rest:
            more = button(plural("{count} more team", "{count} more teams", rest), "link")
            more.clicked.connect(self._show_all)
            layout.addLayout(row(more, None, margins=(16, 8, 16, 0)))
        footnotes = quiet(self.document.report.findings)
        if footnotes:
            self._add_footnotes(layout, footnotes)
        layout.addStretch(1)

    def _show_all(self) -> None:
        self.shows_all = True
        self.refresh()

    def _nothing(self) -> QWidget:
        if not self.document.chart.boxes:
            text = _("Findings appear here as soon as there are boxes to read.")
        elif self.shown:
            text = _("Nothing of this kind.")
        else:
            text = _("Nothing found. Questions still open may change that.")
        return Frame("", column(Words(text, "small", wrap=True), margins=(16, 8, 16, 8)))

    def _add_group(self, layout: QVBoxLayout, group: Group) -> None:
        title = Elided(group.title, "strong")
        count = Words(plural("{count} finding", "{count} findings", group.count), "small")
        layout.addLayout(row(title, count, gap=8, margins=(16, 12, 16, 2)))
        for number, entry in enumerate(group.rows):
            if number and not (group.rows[number - 1].key in self.open or entry.key in self.open):
                layout.addLayout(row(hairline(), margins=(44, 0, 16, 0)))
            self._add_row(layout, entry)

    def _add_row(self, layout: QVBoxLayout, entry: Row) -> None:
        is_open = entry.key in self.open
        first, others = entry.findings[0], entry.findings[1:]
        more = "" if is_open or not others else plural("{count} more", "{count} more", len(others))
        layout.addLayout(row(self._header(first, entry.key, is_open, more), margins=(8, 0, 8, 0)))
        if not is_open:
            return
        self._add_view(layout, first)
        for finding in others:
            key = self._key(finding)
            layout.addLayout(row(self._header(finding, key, key in self.open, ""), margins=(8, 0, 8, 0)))
            if key in self.open:
                self._add_view(layout, finding)

    def _header(self, finding: Finding, key: tuple[str, ...], is_open: bool, more: str) -> Pressable:
        detail = f"{finding.rule} · {finding_kind(finding)}" + (f" · {more}" if more else "")
        mark = glyphs.Marks([mark_of(finding)])
        arrow = glyphs.Icon("chevron_down" if is_open else "chevron_right", "text_muted", 14)
        face = two_lines(mark, finding.title, detail, column(arrow, None, margins=(0, 5, 0, 0)))
        state = _("open") if is_open else _("closed")
        header = Pressable(face, f"{finding.title}, {finding_kind(finding)}, {state}")
        header.clicked.connect(lambda: self._toggle(key, finding))
        self._views[key] = header
        return header

    def _add_view(self, layout: QVBoxLayout, finding: Finding) -> None:
        view = FindingView(finding, self.document)
        view.question_wanted.connect(self.question_wanted)
        layout.addWidget(view)
        layout.addSpacing(4)

    def _toggle(self, key: tuple[str, ...], finding: Finding) -> None:
        if key in self.open:
            self.open.discard(key)
        else:
            self.open.add(key)
            self.boxes_wanted.emit(list(finding.boxes))
        self.refresh()
        self.list.give_focus(self._views.get(key))

    def _add_footnotes(self, layout: QVBoxLayout, footnotes: Sequence[Finding]) -> None:
        layout.addLayout(row(hairline(), margins=(16, 12, 16, 4)))
        titles = ", ".join(dict.fromkeys(finding.title for finding in footnotes))
        layout.addLayout(
            row(
                Words(_("Also noted: {titles}.").format(titles=titles), "small", wrap=True),
                margins=(16, 0, 16, 12),
            )
        )

    def _row_key(self, finding: Finding) -> tuple[str, ...]:
        return next(
            (entry.key for group in self._all() for entry in group.rows if finding in entry.findings), ()
        )

    def _all(self) -> list[Group]:
        return grouped(self.document.report.findings, self.document.chart, self.document.book)

    @staticmethod
    def _key(finding: Finding) -> tuple[str, ...]:
        return (finding.rule, *finding.boxes[:1])


def _padded(layout: Flow) -> QWidget:
    made = Frame()
    outer = column(margins=(16, 12, 16, 4))
    outer.addLayout(layout)
    made.setLayout(outer)
    return made
