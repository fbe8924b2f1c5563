"""What an exporter works from: a chart, its findings and, once asked for, its picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import whole_card_size
from orgsketch.drawing.compose import compose
from orgsketch.drawing.legend import Entry, entries
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Picture
from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.exporters import discretion
from orgsketch.layout.tidy import Layout
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book


@dataclass(frozen=True)
class Material:
    """A chart (or the branch that was asked for) with its report, the rule book and the options.

    `baseline`: that of the chart it is compared with, for the formats that show what changes.
    """

    chart: Chart
    report: Report
    book: Book
    options: ExportOptions
    baseline: Material | None = None

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
        private = discretion.judgements(book.vocabulary)
        chart = discretion.shown(named, options.names, private)
        report = discretion.without_reasons(report, private)
        if options.branch:
            chart = only_branch(chart, options.branch)
            report = _only_about(report, chart)
        base = None
        if baseline:
            branch = options.branch if options.branch in baseline.boxes else ""
            base = Material.of(baseline, replace(options, title="", branch=branch), before, book)
        return Material(chart, report, book, options, base)

    @property
    def title(self) -> str:
        """The title as set for this export, else the chart's."""
        return self.options.title or self.chart.title or _("Untitled chart")

    @cached_property
    def entries(self) -> list[Entry]:
        """The numbered legend of the picture."""
        return entries(self.chart, self.report, self.book.vocabulary, self.options)

    @cached_property
    def layout(self) -> Layout:
        """Where the cards stand, nothing folded, no title cut."""
        return Layout(self.chart, whole_card_size)

    @cached_property
    def picture(self) -> Picture:
        """The picture, composed once."""
        return compose(self.chart, self.layout, self.report, self.book, self.options)

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


def _only_about(report: Report, chart: Chart) -> Report:
    """The findings and questions about boxes of a chart, or about the company."""
    findings = tuple(finding for finding in report.findings if _is_inside(finding.boxes, chart))
    questions = tuple(asked for asked in report.questions if not asked.about or asked.about in chart.boxes)
    return replace(report, findings=findings, questions=questions)


def _is_inside(boxes: tuple[str, ...], chart: Chart) -> bool:
    return any(box in chart.boxes for box in boxes[:1])
