"""The material of a comparison: two charts as one, with flags, and the list of what changes beside it.

Every exporter that draws a picture or pages draws this one as it draws a single chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import Card, card, whole_card_size
from orgsketch.drawing.changelist import ENDS, Listed, Section, blocks, rest
from orgsketch.drawing.changes import Changes, change_keys, changes_block
from orgsketch.drawing.declared import context
from orgsketch.drawing.keys import key_rows
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.marking import mark_of
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.drawing.page import Page
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import titles
from orgsketch.layout.tidy import Layout
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison
    from orgsketch.exporters.sheets import Sheet
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Finding, OpenQuestion, Report
    from orgsketch.rules.pack import Book

# What is told first: who moves says more than which answer changed.
ORDER = ("moved", "added", "removed", "changed", "reordered")


@dataclass(frozen=True, kw_only=True)
class Compared(Material):
    """A comparison to export: `chart` is both charts as one, `baseline` the chart before."""

    comparison: Comparison
    changes: Changes
    after: Material

    @property
    def is_compared(self) -> bool:
        """It is."""
        return True

    @property
    def title(self) -> str:
        """The title as set for this export, else what is compared."""
        return self.options.title or heading(self.comparison)

    @cached_property
    def entries(self) -> list[Entry]:
        """No numbers: the list tells what becomes of the findings."""
        return []

    def card(self, box: str) -> Card:
        """What a card says: its flag, and what was where it tells of a change; "ghost" = where a box was."""
        flag = "ghost" if box in self.changes.ghosts else self.changes.flags.get(box, "")
        detail = self.changes.details.get(box, "")
        words = self.book.vocabulary
        names = self.options.names
        return card(self.chart, box, {}, words, names=names, flag=flag, detail=detail, worn=self.after.worn)

    def flag_of(self, line: str) -> str:
        """What happened to a relation."""
        return self.changes.lines.get(line, "")

    @cached_property
    def layout(self) -> Layout:
        """Where the cards and the ghosts stand."""
        return Layout(self.chart, whole_card_size, self.folded)

    @cached_property
    def sections(self) -> list[Section]:
        """The list of changes, of findings and of questions; of a part only what is about its boxes."""
        return [section for section in self._sections() if section.lines]

    @cached_property
    def page(self) -> Page:
        """The picture with its list."""
        vocabulary, options = self.book.vocabulary, self.options
        cards = [
            card(self.chart, branch.box, {}, vocabulary, names=options.names, worn=self.after.worn)
            for branch, _x, _y in self.layout.cards()
        ]
        keys = [list(change_keys(self.changes.counts)), *key_rows(self.chart, cards, [], vocabulary)]
        said = (
            [self.comparison.other_case]
            if self.comparison.context
            else context(self.comparison.after, vocabulary)
        )
        return Page(
            changes_block(self.chart, self.layout, self.changes, vocabulary, options.names, self.after.worn),
            list(blocks(self.sections)),
            f"{self.title} – {self.part}" if self.part else self.title,
            said,
            " · ".join(filter(None, (options.author, options.date))),
            options.mark,
            keys if options.keys else (),
        )

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The pages on paper; lines that the picture has no room for are listed on pages after it."""
        from orgsketch.exporters.listsheets import list_sheets

        further = list_sheets(self.title, list(rest(self.sections)), self.options, _("Further changes"))
        return [*super().sheets, *further]

    def _sections(self) -> Iterator[Section]:
        found, delta = self.comparison, self.comparison.findings
        if not self.part:
            yield Section(_("Another case"), [_changed(row) for row in found.context], True, False)
        rows = [row for row in found.changes if not self.part or row.box in self.chart.boxes]
        rows.sort(key=lambda row: ORDER.index(row.kind))
        yield Section(_("Changes"), [_changed(row) for row in rows], True)
        if self.part:
            return
        yield Section(_("In another order"), [_changed(row) for row in found.reordered], True, False)
        warnings = [one for one in delta.introduced if one.kind in ("risk", "watch_out")]
        others = [one for one in delta.introduced if one not in warnings]
        ended = [one._replace(kind=ENDS) for one in _found(delta.resolved, found.before)]
        yield Section(_("Findings that end"), ended)
        yield Section(_("Findings that begin"), _found(warnings, found.after))
        yield Section(_("New strengths and advice"), _found(others, found.after))
        for title, pairs in (
            (_("Findings that get worse"), delta.worse),
            (_("Findings that get better"), delta.better),
            (_("Findings accepted"), delta.accepted),
            (_("Findings no longer accepted"), delta.reopened),
        ):
            yield Section(title, _found([new for _old, new in pairs], found.after))
        opened = [_asked(one, found.after) for one in found.questions_opened]
        settled = [_asked(one, found.before) for one in found.questions_settled]
        yield Section(_("Questions opened"), opened, is_told=False)
        yield Section(_("Questions settled"), settled, is_told=False)


def compared(
    before: Chart,
    after: Chart,
    options: ExportOptions = DEFAULTS,
    *,
    reports: tuple[Report, Report] | None = None,
    book: Book | None = None,
) -> Compared:
    """The material of a comparison, names and judgements kept back as the options say.

    `reports`: of both charts, `book`: the rules, as known already. Raises ExporterError.
    """
    from orgsketch.compare import overlay, two

    if book is None:
        from orgsketch.rules.pack import load_book

        book = load_book(tuple(dict.fromkeys((*before.head.packs, *after.head.packs))))
    old, new = reports or (None, None)
    made = Material.of(after, replace(options, person_fields=False), new, book, before, old)
    base = made.baseline or made
    found = two(base.chart, made.chart, base.report, made.report, book.vocabulary)
    shown = overlay(found)
    changes = Changes(shown.flags, shown.details, shown.ghosts, shown.lines, found.counts)
    return Compared(
        shown.chart, made.report, book, options, base, comparison=found, changes=changes, after=made
    )


def heading(comparison: Comparison) -> str:
    """What is compared: "Today → Option B"."""
    untitled = _("Untitled chart")
    return f"{comparison.before.title or untitled} → {comparison.after.title or untitled}"


def _changed(row: Change) -> Listed:
    """A change as a line: what was and what is."""
    kind = "moved" if row.kind == "reordered" else row.kind
    if row.subject == "line" and row.kind in ("added", "removed"):
        return Listed(kind, row.title, _("new line") if kind == "added" else _("line gone"), "", row.box)
    is_asked = row.what.endswith("?")
    nothing = _("not answered") if is_asked else _("nothing")
    told = f"{row.was or nothing} → {row.now or nothing}"
    if row.kind in ("added", "removed"):
        told = row.was or row.now
    what = f"{row.what}{'' if is_asked else ':'} " if row.kind == "changed" else ""
    return Listed(kind, row.title, what + told, "", row.box)


def _found(findings: Sequence[Finding], chart: Chart) -> list[Listed]:
    """Findings as lines; where a rule fires for several teams, with the box each is about."""
    counts = Counter(finding.rule for finding in findings)
    made: list[Listed] = []
    for finding in findings:
        about = titles(chart, finding.boxes[:1]) if counts[finding.rule] > 1 else ""
        title = f"{finding.title}: {about}" if about else finding.title
        made.append(Listed(mark_of(finding).kind, title, "", finding.rule))
    return made


def _asked(question: OpenQuestion, chart: Chart) -> Listed:
    box = chart.boxes.get(question.about or "")
    return Listed("question", question.text, box.title if box else "")
