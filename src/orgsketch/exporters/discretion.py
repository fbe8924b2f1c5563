"""What an export keeps to itself: names, judgements of people, and what may hold either.

It is settled here, before any format sees the chart, so that none can forget to leave something out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import Names, initials
from orgsketch.drawing.options import ExportOptions
from orgsketch.model.chart import Chart
from orgsketch.model.records import NO, UNKNOWN, YES, Answer, Answers, AnswerValue, Person
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


def shown(chart: Chart, vocabulary: Vocabulary, options: ExportOptions) -> Chart:
    """What a file may hold of a chart that `with_names` gave.

    Without full names that is no words of the user's own, of criteria and of packs that are not there too.
    """
    private = {question.rpartition(".")[2] for question in kept_back(vocabulary, options)}
    offered = _offered(vocabulary)

    def is_told(key: str, said: Answer) -> bool:
        return key not in private and (options.names == "full" or _is_offered(said.value, offered))

    return _answered(without_people(chart) if options.names == "none" else chart, is_told)


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


def _answered(chart: Chart, is_told: Callable[[str, Answer], bool]) -> Chart:
    """The chart with only some of its answers."""

    def told(answers: Answers) -> dict[str, Answer]:
        return {key: said for key, said in answers.items() if is_told(key, said)}

    return Chart.of(
        replace(chart.head, answers=told(chart.head.answers)),
        people=chart.people.values(),
        boxes=[replace(box, answers=told(box.answers)) for box in chart.boxes.values()],
        relations=[replace(line, answers=told(line.answers)) for line in chart.relations.values()],
        accepted=chart.accepted.values(),
        ticks=chart.ticks.values(),
    )


def _offered(vocabulary: Vocabulary) -> frozenset[object]:
    """The words that a question gives to choose from."""
    choices = (choice.value for question in vocabulary.questions.values() for choice in question.choices)
    return frozenset((YES, NO, UNKNOWN, *choices))


def _is_offered(value: AnswerValue, offered: frozenset[object]) -> bool:
    """Whether an answer cannot hold a name: a number, a date, or words that are offered."""
    if isinstance(value, tuple):
        return all(_is_offered(word, offered) for word in value)
    return not isinstance(value, str) or value in offered or _is_date(value)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
