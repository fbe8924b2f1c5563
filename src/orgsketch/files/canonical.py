"""A chart as the bytes of its file: the one form in which it is written.

UTF-8, LF, two spaces; every object opens over lines, one field a line in the order of the records; a list of
plain values stays on its line; what has its default is left out; records by id. (`json.dumps` can indent,
but not keep lists on a line.) The records of ten thousand boxes pass here on every save, so the hot ones are
written by hand, and a test compares them with the fields of their dataclass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from json.encoder import encode_basestring as quoted
from typing import Any, TypeAlias, TypeVar

from orgsketch.files.document import FORMAT, VERSION
from orgsketch.model.chart import Chart
from orgsketch.model.records import (
    Accepted,
    Answer,
    Box,
    Conflict,
    Head,
    Person,
    Record,
    Relation,
    Side,
    Tick,
)

Lines: TypeAlias = list[str]
R = TypeVar("R", Person, Box, Relation, Accepted, Tick, Conflict)

LARGEST_WHOLE = 1e15


def to_bytes(chart: Chart) -> bytes:
    """The canonical form of a chart. Raises UnicodeEncodeError when a text holds half a character."""
    fields = _head(chart.head)
    for name, table in (
        ("people", _table(chart.people, _person)),
        ("boxes", _table(chart.boxes, _box)),
        ("relations", _table(chart.relations, _relation)),
        ("accepted", _table(chart.accepted, _accepted)),
        ("ticks", _table(chart.ticks, _tick)),
    ):
        if table:
            fields.append(f'"{name}": {_object(table, 1)}')
    if chart.head.notes:
        fields.append(f'"notes": {quoted(chart.head.notes)}')
    if chart.conflicts:
        fields.append(f'"conflicts": {_object(_table(chart.conflicts, _conflict), 1)}')
    return (_object(fields, 0) + "\n").encode()


def _head(head: Head) -> Lines:
    fields = [f'"format": "{FORMAT}"', f'"version": {VERSION}', f'"id": {quoted(head.id)}']
    fields += _about(head)
    if head.answers:
        fields.append(f'"company": {_object(_answers(head.answers, 2), 1)}')
    return fields


def _about(head: Head) -> Lines:
    """What a chart says about itself."""
    fields: Lines = []
    if head.title:
        fields.append(f'"title": {quoted(head.title)}')
    if head.based_on:
        base = {"chart": head.based_on.chart, "title": head.based_on.title, "digest": head.based_on.digest}
        fields.append(f'"based_on": {_object(_texts(base), 1)}')
    if head.protected:
        fields.append('"protected": true')
    if head.packs:
        fields.append(f'"packs": {_list(head.packs)}')
    shown = [f'"{name}": true' for name in ("boxes", "relations") if getattr(head.complete, name)]
    if shown:
        fields.append(f'"complete": {_object(shown, 1)}')
    return fields


def _person(person: Person) -> Lines:
    optional = {"email": person.email, "external_id": person.external_id}
    return [f'"name": {quoted(person.name)}', *_texts(optional)]


def _box(box: Box) -> Lines:
    fields: Lines = []
    if box.title:
        fields.append(f'"title": {quoted(box.title)}')
    if box.functions:
        fields.append(f'"functions": {_list(box.functions)}')
    if box.reports_to is not None:
        fields.append(f'"reports_to": {quoted(box.reports_to)}')
    if box.order:
        fields.append(f'"order": {quoted(box.order)}')
    if box.people:
        fields.append(f'"people": {_list(box.people)}')
    if box.headcount is not None:
        fields.append(f'"headcount": {_number(box.headcount)}')
    if box.products:
        fields.append(f'"products": {_list(box.products)}')
    if box.responsibilities is not None:
        fields.append(f'"responsibilities": {_list(box.responsibilities)}')
    if box.status:
        fields.append(f'"status": {quoted(box.status)}')
    if box.assistant:
        fields.append('"assistant": true')
    if box.arrangement:
        fields.append(f'"arrangement": {quoted(box.arrangement)}')
    if box.answers:
        fields += _answers(box.answers, 3)
    if box.notes:
        fields.append(f'"notes": {quoted(box.notes)}')
    if box.external_id:
        fields.append(f'"external_id": {quoted(box.external_id)}')
    if box.fields:
        fields.append(f'"fields": {_object([f"{quoted(k)}: {quoted(v)}" for k, v in box.fields.items()], 3)}')
    return fields


def _relation(line: Relation) -> Lines:
    ends = {"kind": line.kind, "from": line.start, "to": line.end, "label": line.label}
    return [*_texts(ends), *_answers(line.answers, 3)]


def _accepted(entry: Accepted) -> Lines:
    return _texts({"rule": entry.rule, **_judgement(entry)})


def _tick(entry: Tick) -> Lines:
    return _texts({"item": entry.item, **_judgement(entry)})


def _conflict(conflict: Conflict) -> Lines:
    sides = (("base", conflict.base), ("ours", conflict.ours), ("theirs", conflict.theirs))
    told = [f'"{name}": {_side(records)}' for name, records in sides if records]
    return [*_texts({"kind": conflict.kind, "about": conflict.about}), *told]


def _side(records: Side) -> str:
    """The records of one side of a conflict, two levels deeper than in their own tables."""
    fields = [f"{quoted(key)}: {_disputed(record)}" for key, record in sorted(records.items())]
    return _object(fields, 1).replace("\n", "\n    ")


def _disputed(record: Record | Head | None) -> str:
    if record is None:
        return "null"
    if isinstance(record, Head):
        notes = [f'"notes": {quoted(record.notes)}'] if record.notes else []
        # the company's answers and what else is said stand here two levels deeper than in a file's head
        about = [field.replace("\n", "\n    ") for field in _about(record)]
        return _object([*about, *_answers(record.answers, 3), *notes], 2)
    write: Callable[[Any], Lines] = _WRITERS[type(record)]
    return _object(write(record), 2)


def _judgement(entry: Accepted | Tick) -> dict[str, str]:
    return {"box": entry.box or "", "by": entry.by, "reason": entry.reason, "until": entry.until}


def _answers(answers: Mapping[str, Answer], depth: int) -> Lines:
    if not answers:
        return []
    said = [f"{quoted(question)}: {_answer(answer, depth + 1)}" for question, answer in answers.items()]
    return [f'"answers": {_object(said, depth)}']


def _answer(answer: Answer, depth: int) -> str:
    if not (answer.by or answer.evidence):
        return _value(answer.value)
    about = _texts({"by": answer.by, "evidence": answer.evidence})
    return _object([f'"value": {_value(answer.value)}', *about], depth)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    return _list(value) if isinstance(value, tuple) else _number(value)


def _number(number: int | float) -> str:
    """3 for 3.0: one number, one form."""
    is_whole = isinstance(number, float) and number.is_integer() and abs(number) < LARGEST_WHOLE
    return repr(int(number) if is_whole else number)


def _texts(texts: Mapping[str, str]) -> Lines:
    return [f'"{name}": {quoted(text)}' for name, text in texts.items() if text]


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def _table(records: Mapping[str, R], fields: Callable[[R], Lines]) -> Lines:
    return [f"{quoted(key)}: {_object(fields(records[key]), 2)}" for key in sorted(records)]


def _object(fields: Lines, depth: int) -> str:
    if not fields:
        return "{}"
    indent = "\n" + "  " * (depth + 1)
    return f"{{{indent}{(',' + indent).join(fields)}\n{'  ' * depth}}}"


_WRITERS: dict[type[Any], Callable[[Any], Lines]] = {
    Person: _person,
    Box: _box,
    Relation: _relation,
    Accepted: _accepted,
    Tick: _tick,
}
