"""The verbs of change: pure functions Chart -> ChartDiff.

None of them can make a reporting loop or a line to nowhere; each raises EditError with one sentence
when it is asked to. Text is cleaned on its way in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from orgsketch.errors import EditError
from orgsketch.model import ids, order, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, Change
from orgsketch.model.records import (
    ARRANGEMENTS,
    RELATION_KINDS,
    STATUSES,
    Accepted,
    Answer,
    Box,
    Complete,
    Head,
    Person,
    Relation,
    Tick,
)
from orgsketch.model.shapes import MAX_HEADCOUNT
from orgsketch.model.text import clean_line, clean_notes

Reports = Literal["to_manager", "with_branch", "to_bench"]


def add(
    chart: Chart,
    title: str = "",
    functions: Sequence[str] = (),
    manager: str | None = None,
    *,
    after: str | None = None,
    before: str | None = None,
    id: str | None = None,
    **fields: Any,
) -> ChartDiff:
    """A new box under `manager` (None = no manager), last, or beside a sibling.

    `id`: the id to give it, so that the caller can select it; `fields` as in `change`.
    """
    fresh = id or ids.new_id(ids.BOX, chart.boxes)
    if fresh in chart.boxes:
        raise EditError(f"There is already a box {fresh}.")
    _require(chart, manager)
    box = Box(fresh, clean_line(title), tuple(functions), manager, **_checked(fields))
    return _place(chart, [box], manager, after, before, {})


def insert_manager(chart: Chart, box: str, title: str = "", functions: Sequence[str] = (), *, id: str | None = None) -> ChartDiff:
    """A new box between `box` and its manager, in the place `box` had."""
    old = _box(chart, box)
    fresh = Box(id or ids.new_id(ids.BOX, chart.boxes), clean_line(title), tuple(functions), old.reports_to, old.order)
    moved = replace(old, reports_to=fresh.id, order=order.FIRST)
    return ChartDiff(boxes={fresh.id: (None, fresh), box: (old, moved)})


def remove(chart: Chart, boxes: str | Iterable[str], reports: Reports = "to_manager") -> ChartDiff:
    """Take boxes off the chart, with their relations and acceptances.

    Their reports go to the manager (in the removed box's place), with the branch, or to the bench.
    """
    gone = list(dict.fromkeys([boxes] if isinstance(boxes, str) else boxes))
    for box in gone:
        _box(chart, box)
    if reports == "with_branch":
        gone = list(dict.fromkeys(member for box in gone for member in tree.branch(chart, box)))
    changes: dict[str, Change[Box]] = {box: (chart.boxes[box], None) for box in gone}
    if reports != "with_branch":
        _hand_over(chart, gone, reports, changes)
    return _without_loose_ends(chart, changes)


def move(
    chart: Chart,
    boxes: str | Iterable[str],
    manager: str | None,
    after: str | None = None,
    before: str | None = None,
    *,
    alone: bool = False,
) -> ChartDiff:
    """Let boxes report to `manager` (None = nobody), last, or beside a sibling, with their branches.

    `alone`: their own reports stay behind with the old manager.
    """
    moving = _topmost(chart, [boxes] if isinstance(boxes, str) else list(boxes))
    _require(chart, manager)
    changes: dict[str, Change[Box]] = {}
    if alone:
        _hand_over(chart, moving, "to_manager", changes)
    elif manager is not None:
        for box in moving:
            _refuse_loop(chart, box, manager)
    if alone and manager in moving:
        raise EditError(f"{_name(chart.boxes[manager or ''])} cannot report to itself.")
    if alone and manager is not None and manager in changes and changes[manager][1] is None:
        raise EditError("The new manager is not on the chart.")
    moved = [replace(chart.boxes[box], reports_to=manager) for box in moving]
    return _place(chart, moved, manager, after, before, changes)


def reorder(chart: Chart, box: str, step: int) -> ChartDiff:
    """Move a box `step` places among its siblings (negative = earlier); an empty diff at the end."""
    siblings = [other for other in chart.reports(_box(chart, box).reports_to) if other != box]
    place = chart.reports(chart.boxes[box].reports_to).index(box) + step
    place = max(0, min(place, len(siblings)))
    manager = chart.boxes[box].reports_to
    if not siblings or place == chart.reports(manager).index(box):
        return ChartDiff()
    return move(chart, box, manager, before=siblings[place] if place < len(siblings) else None)


def rename(chart: Chart, box: str, title: str) -> ChartDiff:
    """Give a box another title."""
    return change(chart, box, title=title)


def set_functions(chart: Chart, box: str, functions: Sequence[str]) -> ChartDiff:
    """Say what a box does; the first function is the main one."""
    return change(chart, box, functions=functions)


def set_headcount(chart: Chart, box: str, headcount: float | None) -> ChartDiff:
    """Declare the people in a box, in halves; 0 = vacant, None = as many as are named, else one."""
    return change(chart, box, headcount=headcount)


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
    old = _box(chart, box)
    new: dict[str, Change[Person]] = {}
    for person in people:
        if isinstance(person, Person):
            new[person.id] = (chart.people.get(person.id), replace(person, name=clean_line(person.name)))
        elif person not in chart.people:
            raise EditError(f"There is no person {person} on this chart.")
    seated = tuple(dict.fromkeys(person.id if isinstance(person, Person) else person for person in people))
    for left in set(old.people) - set(seated):
        person = chart.people[left]
        if chart.seats(left) == (box,) and not (person.email or person.external_id):
            new[left] = (person, None)
    after = replace(old, people=seated)
    return ChartDiff(
        people={key: pair for key, pair in sorted(new.items()) if pair[0] != pair[1]},
        boxes={box: (old, after)} if after != old else {},
    )


def change(chart: Chart, boxes: str | Iterable[str], **fields: Any) -> ChartDiff:
    """Set fields of one or more boxes: any of Box but id, people, reports_to, order and answers."""
    checked = _checked(fields)
    changes: dict[str, Change[Box]] = {}
    for box in [boxes] if isinstance(boxes, str) else boxes:
        old = _box(chart, box)
        new = replace(old, **checked)
        if new != old:
            changes[box] = (old, new)
    return ChartDiff(boxes=changes)


def answer(chart: Chart, about: str | Iterable[str] | None, question: str, said: Answer | None) -> ChartDiff:
    """Answer a question about boxes, one relation or the company (None); None takes the answer back."""
    if about is None:
        head = replace(chart.head, answers=_answered(chart.head.answers, question, said))
        return ChartDiff(head=(chart.head, head) if head != chart.head else None)
    if isinstance(about, str) and about in chart.relations:
        line = chart.relations[about]
        told = replace(line, answers=_answered(line.answers, question, said))
        return ChartDiff(relations={about: (line, told)} if told != line else {})
    changes: dict[str, Change[Box]] = {}
    for box in [about] if isinstance(about, str) else about:
        old = _box(chart, box)
        new = replace(old, answers=_answered(old.answers, question, said))
        if new != old:
            changes[box] = (old, new)
    return ChartDiff(boxes=changes)


def draw(chart: Chart, kind: str, start: str, end: str, label: str = "", *, id: str | None = None) -> ChartDiff:
    """Draw a relation between two boxes."""
    _box(chart, start), _box(chart, end)
    if kind not in RELATION_KINDS:
        raise EditError(f"There is no kind of line called {kind!r}; there are {', '.join(RELATION_KINDS)}.")
    if start == end:
        raise EditError(f"{_name(chart.boxes[start])} cannot be joined to itself.")
    line = Relation(id or ids.new_id(ids.RELATION, chart.relations), kind, start, end, clean_line(label))
    for other in chart.relations_of(start):
        same = (other.start, other.end) == (start, end)
        if other.kind == kind and (same or (not other.is_directed and other.start == end)):
            raise EditError("That line is already drawn.")
    return ChartDiff(relations={line.id: (None, line)})


def change_relation(chart: Chart, relation: str, **fields: Any) -> ChartDiff:
    """Set the kind, label or ends of a relation."""
    old = _relation(chart, relation)
    if "label" in fields:
        fields["label"] = clean_line(fields["label"])
    new = replace(old, **fields)
    if new.kind not in RELATION_KINDS:
        raise EditError(f"There is no kind of line called {new.kind!r}.")
    _box(chart, new.start), _box(chart, new.end)
    return ChartDiff(relations={relation: (old, new)} if new != old else {})


def remove_relation(chart: Chart, relation: str) -> ChartDiff:
    """Take a relation off the chart."""
    return ChartDiff(relations={relation: (_relation(chart, relation), None)})


def accept(
    chart: Chart, rule: str, box: str | None, *, reason: str, by: str = "", until: str = "", id: str | None = None
) -> ChartDiff:
    """Accept a finding: its rule and its first box (None = the whole chart); again = replace."""
    if box is not None:
        _box(chart, box)
    old = next((entry for entry in chart.accepted.values() if (entry.rule, entry.box) == (rule, box)), None)
    key = old.id if old else id or ids.new_id(ids.ACCEPTED, chart.accepted)
    return ChartDiff(accepted={key: (old, Accepted(key, rule, box, clean_line(by), clean_line(reason), until))})


def withdraw(chart: Chart, accepted: str) -> ChartDiff:
    """Take an acceptance back."""
    if accepted not in chart.accepted:
        raise EditError(f"There is no acceptance {accepted} on this chart.")
    return ChartDiff(accepted={accepted: (chart.accepted[accepted], None)})


def tick(
    chart: Chart, item: str, box: str | None, *, reason: str = "", by: str = "", id: str | None = None
) -> ChartDiff:
    """Tick a checklist item, or take the tick back when it is there."""
    old = next((entry for entry in chart.ticks.values() if (entry.item, entry.box) == (item, box)), None)
    if old:
        return ChartDiff(ticks={old.id: (old, None)})
    new = Tick(id or ids.new_id(ids.TICK, chart.ticks), item, box, clean_line(by), clean_line(reason))
    return ChartDiff(ticks={new.id: (None, new)})


def change_chart(
    chart: Chart,
    *,
    title: str | None = None,
    notes: str | None = None,
    protected: bool | None = None,
    packs: Sequence[str] | None = None,
    complete: Complete | None = None,
) -> ChartDiff:
    """Set what the chart says about itself."""
    wanted: dict[str, Any] = {
        "title": None if title is None else clean_line(title),
        "notes": None if notes is None else clean_notes(notes),
        "protected": protected,
        "packs": None if packs is None else tuple(packs),
        "complete": complete,
    }
    head: Head = replace(chart.head, **{name: value for name, value in wanted.items() if value is not None})
    return ChartDiff(head=(chart.head, head) if head != chart.head else None)


def may_report(chart: Chart, box: str, manager: str | None) -> str:
    """Why `box` cannot report to `manager`, as one sentence; "" when it can."""
    if manager is None:
        return ""
    if box == manager:
        return f"{_name(chart.boxes[box])} cannot report to itself."
    if tree.is_above(chart, box, manager):
        return f"{_name(chart.boxes[box])} would report to its own report."
    return ""


def _refuse_loop(chart: Chart, box: str, manager: str) -> None:
    reason = may_report(chart, box, manager)
    if reason:
        raise EditError(reason)


def _box(chart: Chart, box: str) -> Box:
    if box not in chart.boxes:
        raise EditError(f"There is no box {box} on this chart.")
    return chart.boxes[box]


def _require(chart: Chart, manager: str | None) -> None:
    if manager is not None:
        _box(chart, manager)


def _relation(chart: Chart, relation: str) -> Relation:
    if relation not in chart.relations:
        raise EditError(f"There is no relation {relation} on this chart.")
    return chart.relations[relation]


def _name(box: Box) -> str:
    return box.title or "The untitled box"


def _topmost(chart: Chart, boxes: list[str]) -> list[str]:
    """The given boxes but those that travel below another of them, as they stand on the chart."""
    for box in boxes:
        _box(chart, box)
    chosen = set(boxes)
    tops = [box for box in dict.fromkeys(boxes) if chosen.isdisjoint(tree.path_to_top(chart, box))]
    return tops


def _hand_over(chart: Chart, gone: Sequence[str], reports: Reports, changes: dict[str, Change[Box]]) -> None:
    """Write into `changes` where the reports of the boxes in `gone` go."""
    leaving = set(gone)
    for box in gone:
        staying = [report for report in chart.reports(box) if report not in leaving]
        heir = None
        if reports == "to_manager":
            heir = next((manager for manager in tree.path_to_top(chart, box) if manager not in leaving), None)
        siblings = list(chart.reports(heir))
        stand_in = next((b for b in (box, *tree.path_to_top(chart, box)) if b in siblings), None)
        for report, key in zip(staying, _keys(chart, siblings, stand_in, None, len(staying)), strict=True):
            old = chart.boxes[report]
            changes[report] = (old, replace(old, reports_to=heir, order=key))


def _keys(chart: Chart, siblings: list[str], after: str | None, before: str | None, count: int) -> list[str]:
    """`count` order keys after one sibling or before another (neither = last)."""
    place = len(siblings)
    if before in siblings:
        place = siblings.index(before)
    elif after in siblings:
        place = siblings.index(after) + 1
    low = chart.boxes[siblings[place - 1]].order if place else ""
    high = chart.boxes[siblings[place]].order if place < len(siblings) else ""
    keys: list[str] = []
    for _ in range(count):
        low = order.between(low, high) if not (high and low >= high) else low
        keys.append(low)
    return keys


def _place(
    chart: Chart,
    boxes: list[Box],
    manager: str | None,
    after: str | None,
    before: str | None,
    changes: dict[str, Change[Box]],
) -> ChartDiff:
    """Put boxes under a manager beside a sibling; siblings without usable keys get new ones."""
    moving = {box.id for box in boxes}
    siblings = [box for box in chart.reports(manager) if box not in moving and box not in changes]
    siblings += [key for key, (_, new) in changes.items() if new and new.reports_to == manager]
    orders = {box: _after_changes(chart, changes, box).order for box in siblings}
    siblings.sort(key=lambda box: (orders[box], box))
    if len(set(orders.values())) < len(orders) or "" in orders.values():
        for box, key in zip(siblings, order.spread(len(siblings)), strict=True):
            now = _after_changes(chart, changes, box)
            orders[box] = key
            if now.order != key:
                changes[box] = (chart.boxes.get(box), replace(now, order=key))
    place = len(siblings)
    if before in siblings:
        place = siblings.index(before)
    elif after in siblings:
        place = siblings.index(after) + 1
    low = orders[siblings[place - 1]] if place else ""
    high = orders[siblings[place]] if place < len(siblings) else ""
    for box in boxes:
        low = order.between(low, high)
        old = chart.boxes.get(box.id)
        changes[box.id] = (old, replace(box, order=low))
    return ChartDiff(boxes={key: pair for key, pair in changes.items() if pair[0] != pair[1]})


def _after_changes(chart: Chart, changes: Mapping[str, Change[Box]], box: str) -> Box:
    new = changes[box][1] if box in changes else chart.boxes[box]
    assert new is not None
    return new


def _without_loose_ends(chart: Chart, changes: dict[str, Change[Box]]) -> ChartDiff:
    """The diff that removes boxes together with what refers to them."""
    gone = {key for key, (_, new) in changes.items() if new is None}
    lines = {line.id for box in gone for line in chart.relations_of(box)}
    people = {person for box in gone for person in chart.boxes[box].people}
    unseated = {
        person
        for person in people
        if set(chart.seats(person)) <= gone and not (chart.people[person].email or chart.people[person].external_id)
    }
    return ChartDiff(
        people={key: (chart.people[key], None) for key in sorted(unseated)},
        boxes=changes,
        relations={key: (chart.relations[key], None) for key in sorted(lines)},
        accepted={key: (entry, None) for key, entry in sorted(chart.accepted.items()) if entry.box in gone},
        ticks={key: (entry, None) for key, entry in sorted(chart.ticks.items()) if entry.box in gone},
    )


def _answered(answers: Mapping[str, Answer], question: str, said: Answer | None) -> dict[str, Answer]:
    rest = {key: value for key, value in answers.items() if key != question}
    if said is not None:
        text = said.value
        value = clean_notes(text) if isinstance(text, str) else text
        rest[question] = Answer(value, clean_line(said.by), clean_notes(said.evidence))
    return dict(sorted(rest.items()))


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields fit for a Box: cleaned text, tuples, headcounts in halves."""
    checked = dict(fields)
    for name in checked:
        if name not in _CHANGEABLE:
            raise EditError(f"A box has no field {name!r} that can be set this way.")
    for name in ("title", "external_id"):
        if name in checked:
            checked[name] = clean_line(checked[name])
    for name in ("functions", "products", "responsibilities"):
        if checked.get(name) is not None:
            checked[name] = tuple(dict.fromkeys(clean_line(entry) for entry in checked[name] if entry.strip()))
    if checked.get("notes") is not None:
        checked["notes"] = clean_notes(checked["notes"])
    if checked.get("headcount") is not None:
        checked["headcount"] = _halves(checked["headcount"])
    _one_of("status", checked, STATUSES)
    _one_of("arrangement", checked, ARRANGEMENTS)
    return checked


_CHANGEABLE = frozenset(Box.__dataclass_fields__) - {"id", "people", "reports_to", "order", "answers"}


def _halves(number: float) -> int | float:
    if not 0 <= number <= MAX_HEADCOUNT or number * 2 != int(number * 2):
        raise EditError(f"A headcount is a number from 0 to {MAX_HEADCOUNT:,} in halves, not {number}.")
    return int(number) if number == int(number) else float(number)


def _one_of(name: str, fields: Mapping[str, Any], allowed: Sequence[str]) -> None:
    if name in fields and fields[name] not in allowed:
        raise EditError(f"{fields[name]!r} is no {name}; there are {', '.join(filter(None, allowed))}.")
