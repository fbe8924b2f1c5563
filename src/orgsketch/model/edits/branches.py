"""Whole branches taken from one chart and put into another, or into the same once more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from orgsketch.errors import EditError
from orgsketch.model import ids, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.edits.lookup import box_on, boxes_on
from orgsketch.model.placing import Placing
from orgsketch.model.records import Person, Relation
from orgsketch.resources import _


def part_of(chart: Chart, boxes: str | Iterable[str]) -> Chart:
    """The branches of these boxes as a chart of their own, with their people and the lines among them.

    What was judged (acceptances, ticks) stays behind: it was said of another place.
    """
    chosen = set(boxes_on(chart, boxes))
    tops = [
        box for box in tree.walk(chart) if box in chosen and chosen.isdisjoint(tree.path_to_top(chart, box))
    ]
    members = list(dict.fromkeys(member for top in tops for member in tree.branch(chart, top)))
    inside = set(members)
    records = [chart.boxes[box] for box in members]
    people = {person for box in records for person in box.people}
    return Chart.of(
        replace(chart.head, id=ids.new_id(ids.CHART), title=""),
        boxes=[replace(box, reports_to=None) if box.id in tops else box for box in records],
        people=[chart.people[person] for person in sorted(people & set(chart.people))],
        relations=[line for line in chart.relations.values() if {line.start, line.end} <= inside],
    )


def paste(
    chart: Chart,
    part: Chart,
    manager: str | None = None,
    *,
    after: str | None = None,
    before: str | None = None,
    fresh: Mapping[str, str],
) -> ChartDiff:
    """The boxes of another chart under `manager` (None = without one), last or beside a sibling.

    `fresh`: the id each box of `part` gets here (`fresh_ids`). People who are here already under the same
    name keep their place and get a second seat. Raises EditError when there is nothing to paste.
    """
    if not part.boxes:
        raise EditError(_("There is nothing to paste."))
    if manager is not None:
        box_on(chart, manager)
    people = _people(chart, part)
    boxes = {
        fresh[box.id]: replace(
            box,
            id=fresh[box.id],
            reports_to=fresh[box.reports_to] if box.reports_to else None,
            people=tuple(people[person].id for person in box.people if person in people),
        )
        for box in part.boxes.values()
    }
    tops = [fresh[box] for box in part.reports(None)]
    placing = Placing(chart)
    placing.put(tops, manager, after, before)
    placed = {box: (line, key) for box, line, key in placing.lines()}
    for box, (line, key) in placed.items():
        if box in boxes:
            boxes[box] = replace(boxes[box], reports_to=line, order=key)
    moved = {
        box: (chart.boxes[box], replace(chart.boxes[box], reports_to=line, order=key))
        for box, (line, key) in placed.items()
        if box in chart.boxes
    }
    new_people = {person.id: (None, person) for person in people.values() if person.id not in chart.people}
    return ChartDiff(
        people=new_people,
        boxes={**moved, **{key: (None, box) for key, box in boxes.items()}},
        relations=_relations(chart, part, fresh),
    )


def fresh_ids(chart: Chart, part: Chart) -> dict[str, str]:
    """An id that is free on `chart` for every box of `part`."""
    return {box: ids.new_id(ids.BOX, chart.boxes) for box in part.boxes}


def _people(chart: Chart, part: Chart) -> dict[str, Person]:
    """Who each person of the part is here: somebody known by the same name, else a new one."""
    known = {person.name.casefold(): person for person in chart.people.values()}
    return {
        key: known.get(person.name.casefold()) or replace(person, id=ids.new_id(ids.PERSON, chart.people))
        for key, person in part.people.items()
    }


def _relations(
    chart: Chart, part: Chart, fresh: Mapping[str, str]
) -> dict[str, tuple[Relation | None, Relation | None]]:
    made: dict[str, tuple[Relation | None, Relation | None]] = {}
    for line in part.relations.values():
        key = ids.new_id(ids.RELATION, chart.relations)
        made[key] = (None, replace(line, id=key, start=fresh[line.start], end=fresh[line.end]))
    return made
