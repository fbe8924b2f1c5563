"""What the edits share: records looked up or refused, changes that change something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from orgsketch.errors import EditError
from orgsketch.model.chart import Chart
from orgsketch.model.diff import Change, ChartDiff
from orgsketch.model.records import Box, Person, Relation
from orgsketch.resources import _


def box_on(chart: Chart, box: str) -> Box:
    """The box with this id. Raises EditError when there is none."""
    if box not in chart.boxes:
        raise EditError(_("There is no box {id} on this chart.").format(id=box))
    return chart.boxes[box]


def boxes_on(chart: Chart, boxes: str | Iterable[str]) -> list[str]:
    """The boxes named, each once, all of them on the chart."""
    return [box_on(chart, box).id for box in dict.fromkeys([boxes] if isinstance(boxes, str) else boxes)]


def relation_on(chart: Chart, relation: str) -> Relation:
    """The relation with this id. Raises EditError when there is none."""
    if relation not in chart.relations:
        raise EditError(_("There is no relation {id} on this chart.").format(id=relation))
    return chart.relations[relation]


def name_of(chart: Chart, box: str) -> str:
    """What a sentence calls a box."""
    return chart.boxes[box].title or _("The untitled box")


def real(changes: Mapping[str, Change[Any]]) -> dict[str, Change[Any]]:
    """The changes that change something."""
    return {key: (before, after) for key, (before, after) in changes.items() if before != after}


def head_changed(chart: Chart, **fields: Any) -> ChartDiff:
    """The diff that sets fields of the chart's head."""
    head = replace(chart.head, **fields)
    return ChartDiff(head=(chart.head, head) if head != chart.head else None)


def unseated(chart: Chart, people: Iterable[str], leaving: set[str]) -> dict[str, Change[Person]]:
    """The people who had no seat but in the boxes they leave, and are known by their name only."""
    found = [chart.people[key] for key in sorted(people) if leaving.issuperset(chart.seats(key))]
    return {person.id: (person, None) for person in found if not (person.email or person.external_id)}
