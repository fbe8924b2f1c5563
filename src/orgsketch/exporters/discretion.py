"""What an export keeps to itself: names, judgements of people, and what may hold either.

It is settled here, before any format sees the chart, so that none can forget to leave something out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import Names, initials
from orgsketch.drawing.options import ExportOptions
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Answers, Person
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, Report
    from orgsketch.vocabulary import Vocabulary


def judgements(vocabulary: Vocabulary) -> frozenset[str]:
    """The questions whose answers are opinions about a person."""
    return frozenset(question.id for question in vocabulary.questions.values() if question.judgement)


def kept_back(vocabulary: Vocabulary, options: ExportOptions) -> frozenset[str]:
    """The questions whose answers an export does not tell: opinions, and free text that may hold a name."""
    opinions = frozenset() if options.judgements else judgements(vocabulary)
    if options.names == "full":
        return opinions
    return opinions | {question.id for question in vocabulary.questions.values() if question.kind == "text"}


def with_names(chart: Chart, names: Names) -> Chart:
    """The chart with full names; or with initials or numbers, and then without all that may hold a name.

    This is the chart to judge: a message of a finding then names nobody that the export does not.
    """
    if names == "full":
        return chart
    shown = {
        key: _shown_name(chart.people[key], number, names)
        for number, key in enumerate(sorted(chart.people), 1)
    }
    return Chart.of(
        replace(chart.head, answers=_bare(chart.head.answers), notes=""),
        people=[Person(key, name) for key, name in shown.items()],
        boxes=[
            replace(box, answers=_bare(box.answers), notes="", external_id="", fields={})
            for box in chart.boxes.values()
        ],
        relations=[replace(line, answers=_bare(line.answers)) for line in chart.relations.values()],
        accepted=[replace(entry, by="", reason="") for entry in chart.accepted.values()],
        ticks=[replace(tick, by="", reason="") for tick in chart.ticks.values()],
    )


def shown(chart: Chart, names: Names, questions: frozenset[str]) -> Chart:
    """What a file may hold of a chart that `with_names` gave."""
    return without_answers(without_people(chart) if names == "none" else chart, questions)


def without_people(chart: Chart) -> Chart:
    """The chart with as many heads in every seat, and nobody in it."""
    return Chart.of(
        chart.head,
        boxes=[replace(box, people=(), headcount=box.heads) for box in chart.boxes.values()],
        relations=chart.relations.values(),
        accepted=chart.accepted.values(),
        ticks=chart.ticks.values(),
    )


def without_person_fields(chart: Chart) -> Chart:
    """The chart without e-mail addresses, staff numbers and the columns that came with a table."""
    return Chart.of(
        chart.head,
        people=[Person(person.id, person.name) for person in chart.people.values()],
        boxes=[replace(box, external_id="", fields={}) for box in chart.boxes.values()],
        relations=chart.relations.values(),
        accepted=chart.accepted.values(),
        ticks=chart.ticks.values(),
    )


def without_answers(chart: Chart, questions: frozenset[str]) -> Chart:
    """The chart without the answers to some questions."""
    keys = {question.rpartition(".")[2] for question in questions}

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


def without_reasons(report: Report, questions: frozenset[str]) -> Report:
    """The report without the reasons that tell what was answered to some questions."""
    return replace(report, findings=tuple(_without(finding, questions) for finding in report.findings))


def _without(finding: Finding, questions: frozenset[str]) -> Finding:
    kept = tuple(reason for reason in finding.because if reason.fact not in questions)
    return finding if len(kept) == len(finding.because) else replace(finding, because=kept)


def _shown_name(person: Person, number: int, names: Names) -> str:
    return initials(person.name) if names == "initials" else _("Person {number}").format(number=number)


def _bare(answers: Answers) -> dict[str, Answer]:
    """Answers without who gave them and on what evidence."""
    return {key: Answer(said.value) for key, said in answers.items()}
