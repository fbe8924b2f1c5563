"""A chart brought up to date from a newer table: what the table tells is taken over, all else stays.

A table knows who sits where, under which title and manager. Functions, answers, lines, notes and judgements
that were added since stay with their boxes. A box that the table no longer has goes, unless it is planned:
no table has those yet.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace

from orgsketch.compare.matching import Matching, rekeyed
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.placing import Placing
from orgsketch.model.records import Box, Person

PLANNED = "planned"


def updated(chart: Chart, table: Chart, matching: Matching | Mapping[str, str]) -> Chart:
    """The chart as the newer table has it. `matching`: who of the table is who of the chart."""
    newer = rekeyed(table, matching)
    kept = {key: box for key, box in chart.boxes.items() if key in newer.boxes or box.status == PLANNED}
    boxes = {key: _box(chart.boxes.get(key), newer.boxes[key]) for key in newer.boxes}
    for key, box in kept.items():
        if key not in boxes:
            boxes[key] = replace(box, reports_to=_next_manager(chart, box, boxes.keys() | kept.keys()))
    boxes = _ordered(chart, newer, boxes)
    people = dict(chart.people)
    people |= {key: _person(chart.people.get(key), new) for key, new in newer.people.items()}
    seated = {person for box in boxes.values() for person in box.people}
    had_seat = {person for box in chart.boxes.values() for person in box.people}
    drawn = {(line.kind, line.start, line.end) for line in chart.relations.values()}
    fresh = (line for line in newer.relations.values() if (line.kind, line.start, line.end) not in drawn)
    lines = {**{line.id: line for line in fresh}, **chart.relations}
    return Chart.of(
        chart.head,
        boxes=boxes.values(),
        people=[one for key, one in people.items() if key in seated or key not in had_seat],
        relations=[line for line in lines.values() if line.start in boxes and line.end in boxes],
        accepted=[one for one in chart.accepted.values() if not one.box or one.box in boxes],
        ticks=[one for one in chart.ticks.values() if not one.box or one.box in boxes],
        conflicts=chart.conflicts.values(),
    )


def _box(old: Box | None, new: Box) -> Box:
    """A box with what the table says of it, and where it says nothing, with what was known."""
    if old is None:
        return new
    return replace(
        old,
        title=new.title or old.title,
        functions=old.functions or new.functions,
        reports_to=new.reports_to,
        people=new.people,
        headcount=old.headcount if new.headcount is None else new.headcount,
        products=new.products or old.products,
        assistant=new.assistant or old.assistant,
        external_id=new.external_id or old.external_id,
        fields={**old.fields, **new.fields},
    )


def _person(old: Person | None, new: Person) -> Person:
    if old is None:
        return new
    return replace(
        old,
        name=new.name,
        email=new.email or old.email,
        external_id=new.external_id or old.external_id,
    )


def _next_manager(chart: Chart, box: Box, staying: Container[str]) -> str | None:
    """The manager of a planned box, or the next one above who stays."""
    return next((manager for manager in tree.path_to_top(chart, box.id) if manager in staying), None)


def _ordered(chart: Chart, newer: Chart, boxes: Mapping[str, Box]) -> dict[str, Box]:
    """Siblings who stay keep their order; who comes stands last, in the order of the table."""
    placing, made = Placing(chart), dict(boxes)
    for box in (*tree.walk(newer), *(key for key in boxes if key not in newer.boxes)):
        old = chart.boxes.get(box)
        if old is None or old.reports_to != boxes[box].reports_to:
            placing.put([box], boxes[box].reports_to)
    for box, _manager, key in placing.lines():
        if box in made:
            made[box] = replace(made[box], order=key)
    return made
