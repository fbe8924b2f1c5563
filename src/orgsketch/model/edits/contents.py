"""Edits of what a box says, and of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from orgsketch.errors import EditError
from orgsketch.model.chart import Chart
from orgsketch.model.diff import Change, ChartDiff
from orgsketch.model.edits.lookup import box_on, boxes_on, head_changed, real, unseated
from orgsketch.model.fields import answered, box_fields, checked_person
from orgsketch.model.records import FILLED, VACANT, Answer, Person
from orgsketch.resources import _


def change(chart: Chart, boxes: str | Iterable[str], **fields: Any) -> ChartDiff:
    """Set fields of one or more boxes: any of Box but id, people, reports_to, order and answers."""
    cleaned = box_fields(fields)
    changes = {
        box: (chart.boxes[box], replace(chart.boxes[box], **cleaned)) for box in boxes_on(chart, boxes)
    }
    return ChartDiff(boxes=real(changes))


def rename(chart: Chart, box: str, title: str) -> ChartDiff:
    """Give a box another title."""
    return change(chart, box, title=title)


def set_functions(chart: Chart, box: str, functions: Sequence[str]) -> ChartDiff:
    """Say what a box does; the first function is the main one."""
    return change(chart, box, functions=functions)


def set_headcount(chart: Chart, box: str, headcount: float | None) -> ChartDiff:
    """Declare the people in a box, in halves; 0 = vacant, None = as many as are named, else one."""
    return change(chart, box, headcount=headcount)


def set_state(chart: Chart, boxes: str | Iterable[str], state: str) -> ChartDiff:
    """Declare a state of `records.STATES`: vacant is a headcount of none, filled takes that back."""
    changed: dict[str, Change[Any]] = {}
    for box in boxes_on(chart, boxes):
        fields: dict[str, Any] = {"status": "" if state in (FILLED, VACANT) else state}
        if state == VACANT:
            fields["headcount"] = 0
        elif state == FILLED and chart.boxes[box].is_vacant:
            fields["headcount"] = None
        changed |= change(chart, box, **fields).boxes
    return ChartDiff(boxes=changed)


def set_field(chart: Chart, boxes: str | Iterable[str], name: str, text: str) -> ChartDiff:
    """Fill one of the boxes' own columns; "" empties it."""
    changed: dict[str, Change[Any]] = {}
    for box in boxes_on(chart, boxes):
        rest = {column: said for column, said in chart.boxes[box].fields.items() if column != name}
        changed |= change(chart, box, fields={**rest, name: text} if text else rest).boxes
    return ChartDiff(boxes=changed)


def set_products(chart: Chart, box: str, products: Sequence[str]) -> ChartDiff:
    """Name the products a box looks after."""
    return change(chart, box, products=products)


def set_responsibilities(chart: Chart, box: str, activities: Sequence[str] | None) -> ChartDiff:
    """Declare the activities a box holds; () = none, None = nothing said."""
    return change(chart, box, responsibilities=activities)


def set_people(chart: Chart, box: str, people: Sequence[str | Person]) -> ChartDiff:
    """Say who sits in a box: ids of people on the chart, or new persons.

    A person left without a seat goes too, unless it came with an e-mail address or an external id.
    """
    old = box_on(chart, box)
    seated = tuple(dict.fromkeys(entry.id if isinstance(entry, Person) else entry for entry in people))
    new = {entry.id: checked_person(entry) for entry in people if isinstance(entry, Person)}
    for key in seated:
        if key not in new and key not in chart.people:
            raise EditError(_("There is no person {id} on this chart.").format(id=key))
    changes: dict[str, Change[Person]] = {
        key: (chart.people.get(key), after) for key, after in sorted(new.items())
    }
    left = set(old.people) - set(seated)
    return ChartDiff(
        people=real(changes) | unseated(chart, left, {box}),
        boxes=real({box: (old, replace(old, people=seated))}),
    )


def answer(chart: Chart, about: str | Iterable[str] | None, question: str, said: Answer | None) -> ChartDiff:
    """Answer a question about boxes, one relation or the company (None); None takes the answer back."""
    if about is None:
        return head_changed(chart, answers=answered(chart.head.answers, question, said))
    if isinstance(about, str) and about in chart.relations:
        line = chart.relations[about]
        told = replace(line, answers=answered(line.answers, question, said))
        return ChartDiff(relations=real({about: (line, told)}))
    olds = [chart.boxes[box] for box in boxes_on(chart, about)]
    changes = {old.id: (old, replace(old, answers=answered(old.answers, question, said))) for old in olds}
    return ChartDiff(boxes=real(changes))
