"""From the JSON of a chart file to its records, or to a list of all that is wrong with it.

pydantic checks the values against the very dataclasses of `model.records`. The file differs from them in
three things, bridged here: ids are the keys of the tables, a relation has `from` and `to`, and an answer
without a by-line is its plain value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from orgsketch.files.document import RECORDS, RENAMED, SIDES, TABLES, Company, Document, adapter
from orgsketch.files.jsontext import Path, Twice
from orgsketch.files.problems import Problem, shown
from orgsketch.model import order
from orgsketch.model.records import Answer, BasedOn, Complete, Conflict
from orgsketch.resources import _

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Raw = dict[str, Any]

UNKNOWN_FIELD = "is an unknown field"
LONGEST_SHOWN = 60

_SENTENCES = {
    "missing": "is missing",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "dataclass_type": "must be an object",
}
_INSIDE: dict[str, type[Any]] = {"based_on": BasedOn, "complete": Complete, "company": Company}


def repeats(value: Any) -> Iterator[Problem]:
    """Every name that occurs twice in one object."""
    waiting: list[tuple[Path, Any]] = [((), value)]
    while waiting:
        path, holder = waiting.pop()
        if isinstance(holder, Twice):
            yield Problem(path, _("occurs more than once"))
        elif isinstance(holder, dict):
            waiting.extend(((*path, key), entry) for key, entry in holder.items())
        elif isinstance(holder, list):
            waiting.extend(((*path, place), entry) for place, entry in enumerate(holder))


def bridge(raw: Raw) -> list[Problem]:
    """Turn the objects of the file into what the dataclasses take, in place; returns what is wrong."""
    problems: list[Problem] = []
    for table in TABLES:
        records = raw.get(table)
        for key, record in records.items() if type(records) is dict else ():
            if type(record) is dict:
                if "id" in record:
                    problems.append(
                        Problem(
                            (table, key, "id"),
                            _("{fault}: the key is the id").format(fault=UNKNOWN_FIELD),
                        )
                    )
                record["id"] = key
                if "answers" in record:
                    _write_out_answers(record)
                if table == "relations":
                    problems += _renamed((table, key), record)
                elif table == "conflicts":
                    problems += _bridged_sides(key, record)
    if type(raw.get("company")) is dict:
        _write_out_answers(raw["company"])
    return problems


def document(raw: Raw) -> tuple[Document | None, list[Problem]]:
    """The records of a bridged file, or None and every reason why not."""
    from pydantic import ValidationError

    try:
        found = adapter().validate_python(raw)
    except ValidationError as error:
        return None, _problems(error.errors(include_url=False, include_context=False))
    problems = list(_bad_orders(found))
    return (None, problems) if problems else (found, [])


def without_unknown_fields(raw: Raw, problems: Iterable[Problem]) -> list[Problem]:
    """Take the fields out of `raw` that only a newer Orgsketch knows; returns what was taken."""
    unknown = [problem for problem in problems if problem.text.startswith(UNKNOWN_FIELD)]
    for problem in unknown:
        *above, name = problem.path
        place: Any = raw
        for key in above:
            place = place[key]
        if name != "id":
            place.pop(name)
    return unknown


def _write_out_answers(record: Raw) -> None:
    answers = record.get("answers")
    if type(answers) is dict:
        record["answers"] = {
            question: said if type(said) is dict else {"value": said} for question, said in answers.items()
        }


def _bridged_sides(key: str, conflict: Raw) -> Iterator[Problem]:
    """The records inside a conflict, as those in their tables."""
    for side in SIDES:
        records = conflict.get(side)
        for inner, record in records.items() if type(records) is dict else ():
            if type(record) is dict:
                if "id" in record:
                    yield Problem(
                        ("conflicts", key, side, inner, "id"),
                        _("{fault}: the key is the id").format(fault=UNKNOWN_FIELD),
                    )
                record["id"] = inner
                _write_out_answers(record)
                if inner.startswith("r_"):
                    yield from _renamed(("conflicts", key, side, inner), record)


def _renamed(place: Path, record: Raw) -> Iterator[Problem]:
    for inside, written in RENAMED.items():
        if inside in record:
            yield Problem(
                (*place, inside),
                _("{fault} (did you mean {written}?)").format(fault=UNKNOWN_FIELD, written=written),
            )
        elif written in record:
            record[inside] = record.pop(written)


def _bad_orders(found: Document) -> Iterator[Problem]:
    bad = {key for key in {box.order for box in found.boxes.values()} if not order.is_order(key)}
    for box in found.boxes.values() if bad else ():
        if box.order in bad:
            yield Problem(
                ("boxes", box.id, "order"),
                _("must be an order key; it is {value}").format(value=shown(box.order)),
            )


def _problems(errors: list[ErrorDetails]) -> list[Problem]:
    found = {_path(error["loc"]): _sentence(error) for error in errors}
    return [Problem(path, text) for path, text in found.items()]


def _path(loc: Path) -> Path:
    """Where in the file pydantic's place in the records is."""
    if loc[0] == "conflicts" and len(loc) > 4 and loc[4] in RECORDS:  # which record of the union it is
        loc = (*loc[:4], *loc[5:])
    if loc[-1] == "[key]" or (len(loc) == 3 and loc[-1] == "id" and loc[0] in TABLES):
        return loc[:-1]
    if loc[-1] == "value" and "answers" in loc:
        return loc[:-1]
    if loc[0] == "relations" and len(loc) > 2:
        return (*loc[:2], RENAMED.get(str(loc[2]), loc[2]), *loc[3:])
    return loc


def _sentence(error: ErrorDetails) -> str:
    if error["type"] == "unexpected_keyword_argument":
        return UNKNOWN_FIELD + _suggestion(error["loc"])
    if error["type"] != "shape":
        return _SENTENCES.get(error["type"], error["msg"])
    value = error["input"]
    small = isinstance(value, str | int | float) and len(str(value)) <= LONGEST_SHOWN
    return error["msg"] + (f"; it is {shown(value)}" if small else "")


def _suggestion(loc: Path) -> str:
    from difflib import get_close_matches

    known = [RENAMED.get(entry.name, entry.name) for entry in fields(_class_at(loc)) if entry.name != "id"]
    near = get_close_matches(str(loc[-1]), known, 1)
    return f" (did you mean {near[0]}?)" if near else ""


def _class_at(loc: Path) -> type[Any]:
    if "answers" in loc[:-1]:
        return Answer
    if loc[0] == "conflicts" and len(loc) > 5:
        return RECORDS.get(str(loc[4]), Conflict)
    if loc[0] in TABLES:
        return TABLES[str(loc[0])]
    return _INSIDE.get(str(loc[0]), Document) if len(loc) > 1 else Document
