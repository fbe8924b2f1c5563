"""What an exporter works from: a chart, its findings and, once asked for, its picture."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import Card, card, whole_card_size
from orgsketch.drawing.coloring import SEVERITY, Coloring, coloring_of
from orgsketch.drawing.compose import page
from orgsketch.drawing.keys import rationale
from orgsketch.drawing.legend import Entry, entries
from orgsketch.drawing.marking import Marks, marks_of
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.page import PAPER_WEIGHT, Page, arranged
from orgsketch.drawing.picture import Picture
from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.exporters import discretion
from orgsketch.layout.tidy import Layout
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import _
from orgsketch.rules.badges import Worn, worn

if TYPE_CHECKING:
    from orgsketch.exporters.deckpages import Deck
    from orgsketch.exporters.sheets import Sheet
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book


@dataclass(frozen=True)
class Material:
    """A chart (or the branch that was asked for) with its report, the rule book and the options.

    `baseline`: that of the chart it is compared with, for the formats that show what changes. `folded`:
    boxes whose reports are on other pages. `part`: what this is a part of the chart for, as printed. `worn`:
    the badges that boxes of the whole chart wear by their place. `seen`: the coloring it is looked at in,
    where that is known already; else it is made of the options.
    """

    chart: Chart
    report: Report
    book: Book
    options: ExportOptions
    baseline: Material | None = None
    folded: tuple[str, ...] = ()
    part: str = ""
    worn: Worn = field(default_factory=dict)
    seen: Coloring | None = None

    @staticmethod
    def of(
        chart: Chart,
        options: ExportOptions,
        report: Report | None = None,
        book: Book | None = None,
        baseline: Chart | None = None,
        before: Report | None = None,
    ) -> Material:
        """The material of an export. Findings are those of the whole chart, also where a branch is shown.

        `report`, `book`, `before` (the report of the baseline): as known already; else they are made.
        Raises ExporterError when the branch is not on the chart.
        """
        if book is None:
            from orgsketch.rules.pack import load_book

            book = load_book(chart.head.packs)
        named = discretion.with_names(chart, options.names)
        if report is None or named is not chart:
            from orgsketch.rules.engine import Engine

            report = Engine(book).report(named)
        badges = worn(book, named, report)
        chart = discretion.shown(named, book.vocabulary, options)
        if not options.person_fields:
            chart = discretion.without_person_fields(chart)
        report = discretion.without_reasons(report, discretion.kept_back(book.vocabulary, options))
        if options.branch or options.focus:
            chart = only_branch(chart, options.branch) if options.branch else only_focus(chart, options.focus)
            report = only_about(report, chart.boxes)
        base = None
        if baseline:
            there = {
                name: box if (box := getattr(options, name)) in baseline.boxes else ""
                for name in ("branch", "focus")
            }
            alike = replace(options, title="", branch=there["branch"], focus=there["focus"])
            base = Material.of(baseline, alike, before, book)
        return Material(chart, report, book, options, base, worn=badges)

    @property
    def is_compared(self) -> bool:
        """Whether this is two charts as one."""
        return False

    @property
    def title(self) -> str:
        """The title as set for this export, else the chart's."""
        return self.options.title or self.chart.title or _("Untitled chart")

    @cached_property
    def entries(self) -> list[Entry]:
        """The numbered legend of the picture."""
        return entries(self.chart, self.report, self.book.vocabulary, self.options)

    @property
    def rationale(self) -> list[tuple[str, str]]:
        """Of what ("" = the whole) and why it is placed so, where that is to be told."""
        return rationale(self.chart, self.book.vocabulary) if self.options.rationale else []

    def flag_of(self, line: str) -> str:
        """What happened to a relation: added, removed, changed or "", where two charts are compared."""
        return ""

    @cached_property
    def coloring(self) -> Coloring | None:
        """What the boxes are coloured by; None = by their functions."""
        by = self.options.color_by
        return self.seen or coloring_of(by, self.chart, self.book.vocabulary, self._marks)

    @cached_property
    def _marks(self) -> Marks:
        """What decides about a colour; nothing else is read of them here."""
        return marks_of(self.report) if self.options.color_by == SEVERITY else {}

    def card(self, box: str) -> Card:
        """What the card of a box says, without marks."""
        words, names = self.book.vocabulary, self.options.names
        made = card(self.chart, box, self._marks, words, names=names, worn=self.worn, coloring=self.coloring)
        return replace(made, marks=())

    @cached_property
    def layout(self) -> Layout:
        """Where the cards stand, no title cut."""
        return Layout(self.chart, whole_card_size, self.folded)

    @cached_property
    def page(self) -> Page:
        """What is on the picture, made once."""
        return page(self.chart, self.layout, self.report, self.book, self.options, self.part, self.worn)

    @cached_property
    def picture(self) -> Picture:
        """The picture, arranged once."""
        return arranged(self.page)

    def picture_for(self, form: float) -> Picture:
        """The same, arranged for paper of this form: width by height."""
        return arranged(replace(self.page, form=form, word_weight=PAPER_WEIGHT))

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The pages on paper, laid out once. Raises ExporterError for paper that is not known."""
        from orgsketch.exporters.sheets import sheets

        return sheets(self)

    @cached_property
    def deck(self) -> Deck:
        """The slides, made once. Raises ExporterError for a template that cannot be used."""
        from orgsketch.exporters.pptx import deck_of

        return deck_of(self)

    @cached_property
    def theme(self) -> Theme:
        """The colours to export in."""
        return Theme(self.options.theme)


def only_branch(chart: Chart, top: str) -> Chart:
    """The chart of one box and all below it, with the people and relations among them."""
    if top not in chart.boxes:
        raise ExporterError(_("There is no box {box} on this chart.").format(box=top))
    boxes = [chart.boxes[box] for box in tree.branch(chart, top)]
    boxes[0] = replace(boxes[0], reports_to=None, assistant=False)
    return _part(chart, boxes)


def only_focus(chart: Chart, box: str) -> Chart:
    """The chart of one box with all above it up to the top and all below it. Raises ExporterError."""
    if box not in chart.boxes:
        raise ExporterError(_("There is no box {box} on this chart.").format(box=box))
    boxes = [*tree.path_to_top(chart, box), *tree.branch(chart, box)]
    return _part(chart, [chart.boxes[one] for one in dict.fromkeys(boxes)])


def _part(chart: Chart, boxes: Sequence[Box]) -> Chart:
    inside = {box.id for box in boxes}
    people = {person for box in boxes for person in box.people}
    return Chart.of(
        chart.head,
        people=[chart.people[person] for person in sorted(people) if person in chart.people],
        boxes=boxes,
        relations=[line for line in chart.relations.values() if line.start in inside and line.end in inside],
        accepted=[entry for entry in chart.accepted.values() if entry.box in inside],
        ticks=[tick for tick in chart.ticks.values() if tick.box in inside],
    )


def only_about(report: Report, boxes: Container[str]) -> Report:
    """The findings about some boxes, and the questions about them or about the company."""
    findings = tuple(finding for finding in report.findings if finding.boxes and finding.boxes[0] in boxes)
    questions = tuple(asked for asked in report.questions if not asked.about or asked.about in boxes)
    return replace(report, findings=findings, questions=questions)
