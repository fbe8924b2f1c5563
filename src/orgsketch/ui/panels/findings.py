"""The findings panel: the few worst teams first, one row for each theme, each opening to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.document import Document
from orgsketch.drawing.marking import mark_of
from orgsketch.resources import _, plural
from orgsketch.ui import glyphs
from orgsketch.ui.panels import sifting
from orgsketch.ui.panels.filterbar import FilterBar
from orgsketch.ui.panels.finding_view import FindingView
from orgsketch.ui.panels.grouping import Group, Row, grouped, quiet
from orgsketch.ui.panels.panel import Panel
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.panels.sifting import Sieve
from orgsketch.ui.spoken import box_title, finding_kind
from orgsketch.ui.widgets.boxes import Frame, column, hairline, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.rows import Pressable, two_lines
from orgsketch.ui.widgets.words import Elided, Words

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

FIRST_GROUPS, FIRST_STRENGTHS = 5, 3
STRENGTHS, ACCEPTED, QUIET = "strengths", "accepted", "quiet"
Key = tuple[str, ...]


class FindingsPanel(Panel):
    """What the rules found, for the document's chart.

    `boxes_wanted(list)`: the reader opened a finding about these boxes; `question_wanted(fact, about)`: a
    fact that is not known; `remedy_wanted(Remedy)`: an edit to be seen; `rule_wanted(code)`: a rule's page.
    """

    boxes_wanted = Signal(list)
    question_wanted = Signal(str, str)
    remedy_wanted = Signal(object)
    rule_wanted = Signal(str)
    counted = Signal(int)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.open: set[Key] = set()
        self.spread: set[Key] = set()
        self.selection: tuple[str, ...] = ()
        self.shows_all = False
        self.sieve = Sieve()
        self._groups: list[Group] = []
        self._sifted: list[Finding] = []
        self._views: dict[Key, QWidget] = {}
        self._last: object = None
        self.filters = FilterBar(self.sieve)
        self.list = Scroll()
        self.setLayout(column(self.filters, self.list, gap=0))
        self.filters.changed.connect(self.refresh)
        document.findings_changed.connect(self.refresh)
        document.opened.connect(self._start_afresh)
        self.refresh()

    def select(self, boxes: Sequence[str]) -> None:
        """Bring the teams of these boxes to the top; right after an edit once its findings are known."""
        chosen = tuple(boxes)
        if chosen != self.selection:
            self.selection = chosen
            if self.document.is_settled:
                self.refresh()

    def show_finding(self, rule: str, box: str | None) -> None:
        """Open one finding and scroll to it."""
        for finding in self.document.report.findings:
            if finding.rule == rule and (box is None or box in finding.boxes):
                self.filters.reset()
                self.shows_all = True
                row_key = self._row_key(finding)
                self.spread |= {row_key[:-1], (STRENGTHS,), (ACCEPTED,), (QUIET,)}
                self.open |= {row_key, self._key(finding)}
                self.rebuild()
                self.list.reveal(self._views.get(self._key(finding)) or self._views.get(row_key))
                return

    def step(self, step: int) -> None:
        """Open the next row of the list, or the one before; only that one stays open."""
        entries = [entry for group in self._groups for entry in group.rows]
        if not entries:
            return
        here = next((n for n, entry in enumerate(entries) if entry.key in self.open), -1 if step > 0 else 0)
        entry = entries[(here + step) % len(entries)]
        self.open.clear()
        self.shows_all = True
        self.spread.add(entry.key[:-1])
        self._toggle(entry.key, entry.findings[0])
        self.list.reveal(self._views.get(entry.key))

    def count(self) -> None:
        """How many findings are open."""
        findings = self.document.report.findings
        self.counted.emit(sum(1 for finding in findings if not finding.quiet and finding.state == "open"))

    def rebuild(self) -> None:
        """Show the report as it is now; what was open stays open."""
        findings = self.document.report.findings
        self._sifted = self.sieve.sifted(findings)
        shown = sifting.warnings(self._sifted)
        self._groups = grouped(shown, self.document.chart, self.document.book, self.selection)
        self.filters.offer(findings)
        seen = self._seen()
        if seen is None or seen != self._last:
            self._views = {}
            self.list.refill(self._fill)
        self._last = seen

    def _start_afresh(self) -> None:
        self.open.clear()
        self.spread.clear()
        self.selection, self.shows_all = (), False
        self.filters.reset()

    # ---- the list ----

    def _fill(self, layout: QVBoxLayout) -> None:
        if not self._sifted:
            layout.addWidget(self._nothing())
        for group in self._shown():
            self._add_group(layout, group)
        rest = len(self._groups) - len(self._shown())
        if rest:
            self._add_more(layout, plural("{count} more team", "{count} more teams", rest), self._show_all)
        for section in self._sections():
            self._add_section(layout, *section)
        if self.sieve.is_open:
            self._add_footnotes(layout, quiet(self.document.report.findings))
        layout.addStretch(1)

    def _sections(self) -> Iterator[tuple[str, str, Sequence[Finding], int]]:
        """What stands below the teams: name, title, findings, and how many of them at first."""
        stale = sifting.settled(self._sifted, "stale")
        yield "stale", _("Accepted, but no longer found"), stale, len(stale)
        yield STRENGTHS, _("Strengths"), sifting.strengths(self._sifted), FIRST_STRENGTHS
        yield ACCEPTED, _("Accepted"), sifting.settled(self._sifted, "accepted"), 0

    def _seen(self) -> object:
        """All that the list says, to tell whether it says something else; None while a finding is open."""
        if self.open:
            return None
        groups = [
            (
                group.title,
                group.count,
                [(self._line(entry.findings[0]), len(entry.findings)) for entry in rows],
            )
            for group in self._shown()
            for rows in [self._rows(group)]
        ]
        sections = [
            (name, len(findings), [self._line(finding) for finding in self._first(name, findings, first)])
            for name, _title, findings, first in self._sections()
        ]
        notes = [self._line(finding) for finding in quiet(self.document.report.findings)]
        state = (
            len(self._groups),
            self.sieve.is_open,
            (QUIET,) in self.spread,
            bool(self.document.chart.boxes),
        )
        return groups, sections, notes, state

    def _line(self, finding: Finding) -> tuple[object, ...]:
        """All that a row says, and which boxes it opens."""
        what = (finding.rule, finding.title, finding.kind, finding.severity, finding.state, finding.boxes)
        return *what, self._place(finding), self._unit(finding)

    def _shown(self) -> list[Group]:
        if self.shows_all or not self.sieve.is_open:
            return self._groups
        return sifting.at_first(self._groups, self.selection, FIRST_GROUPS)

    def _show_all(self) -> None:
        self.shows_all = True
        self.refresh()

    def _spread(self, key: Key) -> None:
        self.spread.add(key)
        self.refresh()

    def _nothing(self) -> QWidget:
        if not self.document.chart.boxes:
            text = _("Findings appear here as soon as there are boxes to read.")
        elif not self.sieve.is_open:
            text = _("Nothing found that fits these filters.")
        else:
            text = _("Nothing found. Questions still open may change that.")
        return Frame("", column(Words(text, "small", wrap=True), margins=(16, 8, 16, 8)))

    def _add_group(self, layout: QVBoxLayout, group: Group) -> None:
        """A team: its worst theme, the others on demand; all of them where it is selected or filtered."""
        self._add_heading(layout, group.title, plural("{count} finding", "{count} findings", group.count))
        shown = self._rows(group)
        for number, entry in enumerate(shown):
            if number and not (shown[number - 1].key in self.open or entry.key in self.open):
                layout.addLayout(row(hairline(), margins=(44, 0, 16, 0)))
            self._add_row(layout, entry)
        rest = sum(len(entry.findings) for entry in group.rows[len(shown) :])
        if rest:
            words = plural("{count} more about it", "{count} more about it", rest)
            self._add_more(layout, words, lambda: self._spread(group.key))

    def _rows(self, group: Group) -> Sequence[Row]:
        """The rows of a team that are shown."""
        is_spread = (
            group.key in self.spread
            or not self.sieve.is_open
            or not set(self.selection).isdisjoint(group.boxes)
            or any(entry.key in self.open for entry in group.rows[1:])
        )
        return group.rows if is_spread else group.rows[:1]

    def _first(self, name: str, findings: Sequence[Finding], first: int) -> Sequence[Finding]:
        """The findings of a section that are shown."""
        return findings if (name,) in self.spread or not self.sieve.is_open else findings[:first]

    def _add_section(
        self, layout: QVBoxLayout, name: str, title: str, findings: Sequence[Finding], first: int
    ) -> None:
        """Findings that are no warnings, apart from those that are."""
        if not findings:
            return
        layout.addLayout(row(hairline(), margins=(16, 12, 16, 0)))
        self._add_heading(layout, title, str(len(findings)))
        shown = self._first(name, findings, first)
        for finding in shown:
            self._add_finding(layout, finding, self._place(finding))
        rest = len(findings) - len(shown)
        if rest:
            words = plural("Show {count}", "Show {count}", rest)
            self._add_more(layout, words, lambda: self._spread((name,)))

    def _add_heading(self, layout: QVBoxLayout, title: str, count: str) -> None:
        layout.addLayout(row(Elided(title, "strong"), Words(count, "small"), gap=8, margins=(16, 12, 16, 2)))

    def _add_more(self, layout: QVBoxLayout, words: str, show: Callable[[], object]) -> None:
        more = button(words, "link")
        more.clicked.connect(show)
        layout.addLayout(row(more, None, margins=(44, 2, 16, 4)))

    def _add_row(self, layout: QVBoxLayout, entry: Row) -> None:
        is_open = entry.key in self.open
        first, others = entry.findings[0], entry.findings[1:]
        more = "" if is_open or not others else plural("{count} more", "{count} more", len(others))
        layout.addLayout(row(self._header(first, entry.key, is_open, more), margins=(8, 0, 8, 0)))
        if is_open:
            self._add_view(layout, first)
            for finding in others:
                self._add_finding(layout, finding)

    def _place(self, finding: Finding) -> str:
        """Where it was found, for those that do not stand below their team."""
        chart = self.document.chart
        box = next((box for box in finding.boxes if box in chart.boxes), None)
        return box_title(chart, box, self.document.book) if box else ""

    def _unit(self, finding: Finding) -> str:
        """In whose context it holds, where the place does not tell."""
        unit = finding.unit
        if unit is None or unit in finding.boxes or unit not in self.document.chart.boxes:
            return ""
        title = box_title(self.document.chart, unit, self.document.book)
        return _("in the context of {unit}").format(unit=title)

    def _add_finding(self, layout: QVBoxLayout, finding: Finding, more: str = "") -> None:
        key = self._key(finding)
        layout.addLayout(row(self._header(finding, key, key in self.open, more), margins=(8, 0, 8, 0)))
        if key in self.open:
            self._add_view(layout, finding)

    def _header(self, finding: Finding, key: Key, is_open: bool, more: str) -> Pressable:
        where = self._unit(finding)
        detail = " · ".join(filter(None, (finding.rule, finding_kind(finding), where, more)))
        mark = glyphs.Marks([mark_of(finding)])
        arrow = glyphs.Icon("chevron_down" if is_open else "chevron_right", "text_muted", 14)
        face = two_lines(mark, finding.title, detail, column(arrow, None, margins=(0, 5, 0, 0)))
        state = _("open") if is_open else _("closed")
        said = filter(None, (finding.title, where, more, finding_kind(finding), state))
        header = Pressable(face, ", ".join(said))
        header.clicked.connect(lambda: self._toggle(key, finding))
        self._views[key] = header
        return header

    def _add_view(self, layout: QVBoxLayout, finding: Finding) -> None:
        view = FindingView(finding, self.document)
        view.question_wanted.connect(self.question_wanted)
        view.remedy_wanted.connect(self.remedy_wanted)
        view.rule_wanted.connect(self.rule_wanted)
        view.grown.connect(self.list.reveal)
        layout.addWidget(view)
        layout.addSpacing(4)

    def _toggle(self, key: Key, finding: Finding) -> None:
        if key in self.open:
            self.open.discard(key)
        else:
            self.open.add(key)
            self.boxes_wanted.emit(list(finding.boxes))
        self.refresh()
        self.list.give_focus(self._views.get(key))

    def _add_footnotes(self, layout: QVBoxLayout, footnotes: Sequence[Finding]) -> None:
        """Quiet rules: one line, which opens to what they say."""
        if not footnotes:
            return
        if (QUIET,) in self.spread:
            self._add_section(layout, QUIET, _("Also noted"), footnotes, len(footnotes))
            return
        titles = " · ".join(dict.fromkeys(finding.title for finding in footnotes))
        words = _("Also noted: {titles}").format(titles=titles)
        line = Pressable(row(Words(words, "small", wrap=True), margins=(8, 4, 8, 4)), words)
        line.clicked.connect(lambda: self._spread((QUIET,)))
        layout.addLayout(row(hairline(), margins=(16, 12, 16, 4)))
        layout.addLayout(row(line, margins=(8, 0, 8, 12)))

    # ---- keys ----

    def _row_key(self, finding: Finding) -> Key:
        """The row of a warning; of anything else its own."""
        open_ones = sifting.warnings(self.document.report.findings)
        groups = grouped(open_ones, self.document.chart, self.document.book)
        rows = (entry for group in groups for entry in group.rows)
        return next((entry.key for entry in rows if finding in entry.findings), self._key(finding))

    @staticmethod
    def _key(finding: Finding) -> Key:
        return (finding.rule, *finding.boxes[:1])
