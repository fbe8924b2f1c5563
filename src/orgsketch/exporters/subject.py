"""What an exporter is given: the chart as it may be shown, its findings, and what it is held against.

Names, branch and judgements are settled here, once, so that no format can forget to leave something out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import initials
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Answers, Person

if TYPE_CHECKING:
    from orgsketch.drawing.legend import Entry
    from orgsketch.drawing.picture import Picture
    from orgsketch.layout.tidy import Layout
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book
    from orgsketch.vocabulary import Vocabulary


@dataclass(frozen=True)
class Subject:
    """A chart to export; layout and picture are made when a format asks for them."""

    chart: Chart
    report: Report
    book: Book
    options: ExportOptions = DEFAULTS
    baseline: Chart | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the chart's packs."""
        return self.book.vocabulary

    @property
    def title(self) -> str:
        """The title as the user set it for this export, else the chart's."""
        return self.options.title or self.chart.title or "Untitled chart"

    @cached_property
    def layout(self) -> Layout:
        """The chart laid out, nothing folded."""
        from orgsketch.drawing.cards import card_size
        from orgsketch.layout.tidy import Layout

        return Layout(self.chart, card_size)

    @cached_property
    def entries(self) -> list[Entry]:
        """The numbered legend."""
        from orgsketch.drawing.legend import entries

        return entries(self.chart, self.report, self.vocabulary, self.options)

    @cached_property
    def picture(self) -> Picture:
        """The composed picture."""
        from orgsketch.drawing.compose import compose

        return compose(self.chart, self.layout, self.report, self.book, self.options)

    def branch(self, box: str) -> Subject:
        """The same with one branch alone; findings about other boxes are left out."""
        shown = branch_chart(self.chart, box)
        return replace(self, chart=shown, report=findings_on(self.report, shown))


def subject(
    chart: Chart, engine: Engine, options: ExportOptions = DEFAULTS, baseline: Chart | None = None
) -> Subject:
    """What the options leave of a chart, with its findings.

    The chart is judged as it is named, so that no message says a name that the chart does not; judgements of
    people count for the findings and are then left out.
    """
    named = with_names(chart, options)
    asked = engine.book.vocabulary.questions.values()
    judgements = frozenset(question.id for question in asked if question.judgement)
    keys = frozenset(question.answer_key for question in asked if question.judgement)
    whole = Subject(
        without_answers(named, keys),
        without_reasons(engine.report(named), judgements),
        engine.book,
        options,
        without_answers(with_names(baseline, options), keys) if baseline else None,
    )
    return whole.branch(options.branch) if options.branch in chart.boxes else whole


def branch_chart(chart: Chart, box: str) -> Chart:
    """A branch as a chart of its own, with the people in it and the relations between its boxes."""
    members = set(tree.branch(chart, box))
    boxes = [chart.boxes[member] for member in sorted(members)]
    seated = {person for member in boxes for person in member.people}
    return Chart.of(
        chart.head,
        people=[chart.people[person] for person in sorted(seated & chart.people.keys())],
        boxes=[replace(member, reports_to=None) if member.id == box else member for member in boxes],
        relations=[line for line in chart.relations.values() if {line.start, line.end} <= members],
        accepted=[entry for entry in chart.accepted.values() if entry.box is None or entry.box in members],
        ticks=[tick for tick in chart.ticks.values() if tick.box is None or tick.box in members],
    )


def findings_on(report: Report, chart: Chart) -> Report:
    """The findings and questions about boxes of this chart, or about the chart as a whole."""
    return replace(
        report,
        findings=tuple(
            finding
            for finding in report.findings
            if not finding.boxes or any(box in chart.boxes for box in finding.boxes)
        ),
        questions=tuple(
            question
            for question in report.questions
            if question.about is None or question.about in chart.boxes or question.about in chart.relations
        ),
    )


def without_reasons(report: Report, facts: frozenset[str]) -> Report:
    """The report without the reasons that tell one of these facts."""
    return replace(
        report,
        findings=tuple(
            replace(finding, because=tuple(reason for reason in finding.because if reason.fact not in facts))
            for finding in report.findings
        ),
    )


def with_names(chart: Chart, options: ExportOptions) -> Chart:
    """The chart with full names; or with initials or none, and then without all that may hold a name."""
    if options.names == "full":
        return chart
    return Chart.of(
        replace(chart.head, answers=_bare(chart.head.answers), notes=""),
        people=[_person(person, options) for person in chart.people.values()],
        boxes=[
            replace(box, answers=_bare(box.answers), notes="", external_id="", fields={})
            for box in chart.boxes.values()
        ],
        relations=[replace(line, answers=_bare(line.answers)) for line in chart.relations.values()],
        accepted=[replace(entry, by="", reason="") for entry in chart.accepted.values()],
        ticks=[replace(tick, by="", reason="") for tick in chart.ticks.values()],
    )


def without_answers(chart: Chart, keys: frozenset[str]) -> Chart:
    """The chart without the answers to some questions."""

    def rest(answers: Answers) -> dict[str, Answer]:
        return {key: said for key, said in answers.items() if key not in keys}

    return Chart.of(
        replace(chart.head, answers=rest(chart.head.answers)),
        people=chart.people.values(),
        boxes=[replace(box, answers=rest(box.answers)) for box in chart.boxes.values()],
        relations=[replace(line, answers=rest(line.answers)) for line in chart.relations.values()],
        accepted=chart.accepted.values(),
        ticks=chart.ticks.values(),
    )


def _person(person: Person, options: ExportOptions) -> Person:
    return Person(person.id, initials(person.name) if options.names == "initials" else "")


def _bare(answers: Answers) -> dict[str, Answer]:
    """Answers without who gave them and on what evidence."""
    return {key: Answer(said.value) for key, said in answers.items()}
