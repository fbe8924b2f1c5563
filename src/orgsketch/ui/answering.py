"""Where an answer is kept, and which edit gives it. No widgets here.

Most answers stand in the `answers` of the company, a box or a relation under the fact's last word; some
facts are fields of a box or flags of the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, squash
from orgsketch.model.records import NO, UNKNOWN, YES, Answer, AnswerValue

Edit: TypeAlias = Callable[[Chart], ChartDiff]
Value: TypeAlias = AnswerValue | None  # None: no answer

FLAGS = {"all_boxes": "boxes", "all_relations": "relations"}
FIELDS = {
    "box.functions": "functions",
    "box.responsibilities": "responsibilities",
    "box.headcount": "headcount",
}
LINE = "box.reports_to"


def key(fact: str) -> str:
    """The name an answer is kept under: the place says the rest."""
    return fact.rpartition(".")[2]


def value(chart: Chart, fact: str, about: str | None) -> Value:
    """What was answered, None where nothing was."""
    if fact in FLAGS:
        return YES if getattr(chart.head.complete, FLAGS[fact]) else None
    if about is None:
        said = chart.head.answers.get(key(fact))
    elif about in chart.relations:
        said = chart.relations[about].answers.get(key(fact))
    else:
        said = chart.boxes[about].answers.get(key(fact))
    if said is None and about and fact in FIELDS:
        declared = getattr(chart.boxes[about], FIELDS[fact])
        return None if declared in (None, ()) and fact != "box.responsibilities" else declared
    return said.value if said else None


def edit(fact: str, about: str | None, said: Value) -> Edit:
    """The edit that gives an answer; None takes it back."""
    if fact in FLAGS:
        return lambda chart: _flag(chart, FLAGS[fact], said == YES)
    if fact == LINE and about and isinstance(said, str) and said != UNKNOWN:
        return lambda chart: _line(chart, about, said)
    if fact in FIELDS and about and said != UNKNOWN:
        return lambda chart: _field(chart, fact, about, said)
    return lambda chart: edits.answer(chart, about, key(fact), None if said is None else Answer(said))


def take_back(facts: Iterable[str], about: str) -> Edit:
    """The edit that takes back what a box answers to some questions."""

    def taken(chart: Chart) -> ChartDiff:
        total = ChartDiff()
        for fact in facts:
            total = squash(total, edits.answer(apply(total, chart), about, key(fact), None))
        return total

    return taken


def _flag(chart: Chart, name: str, is_on: bool) -> ChartDiff:
    return edits.change_chart(chart, complete=replace(chart.head.complete, **{name: is_on}))


def _line(chart: Chart, box: str, manager: str) -> ChartDiff:
    """The line people follow becomes the reporting line, and no longer nominal."""
    moved = edits.move(chart, box, manager)
    return squash(moved, edits.answer(apply(moved, chart), box, "nominal", Answer(NO)))


def _field(chart: Chart, fact: str, box: str, said: Any) -> ChartDiff:
    declared: Any = said
    if fact == "box.functions" and said is None:
        declared = ()
    first = edits.answer(chart, box, key(fact), None)
    return squash(first, edits.change(apply(first, chart), box, **{FIELDS[fact]: declared}))


def about_box(asked_of: Sequence[str], chart: Chart, box: str) -> bool:
    """Whether a question is asked of this box."""
    record = chart.boxes[box]
    for who in asked_of:
        kind, _, activity = who.partition(":")
        if (
            who == "any"
            or who in record.functions
            or (kind == "owner" and activity in (record.responsibilities or ()))
        ):
            return True
        if who == "common_leader" and chart.reports(box):
            return True
    return False
