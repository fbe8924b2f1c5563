"""Two versions of one record into one, and what of it the two sides dispute."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from orgsketch.model.merge.three import MAPPINGS, PLACE, fields, place
from orgsketch.model.records import Accepted, Box, Conflict, Head, Person, Relation, Tick

R = TypeVar("R", Person, Box, Relation, Accepted, Tick, Conflict, Head)


def merged(base: R | None, ours: R, theirs: R) -> tuple[R, list[str]]:
    """The record of both sides and the names of the disputed fields ("title", "answers.mandate").

    A disputed field is ours. Without a base, what is said on one side only stands.
    """
    parts = (base if base is not None else blank(ours), ours, theirs)
    values: dict[str, Any] = {}
    disputed: list[str] = []
    if isinstance(ours, Box):
        values, disputed = place(parts)
    for name in type(ours).__dataclass_fields__:
        if name not in values and name != "id":
            for field, value, names in fields(parts, name):
                values[field] = value
                disputed += names
    if isinstance(ours, Head):
        values["id"] = ours.id if base is None else _one_id(base.id, ours.id, theirs.id)
    made = replace(ours, **values)
    if isinstance(made, Relation) and made.start == made.end:  # each side turned another end
        return replace(made, start=ours.start, end=ours.end), [*disputed, "start", "end"]
    return made, disputed


def _one_id(base: str, ours: str, theirs: str) -> str:
    return theirs if ours == base else ours


def blank(record: R) -> R:
    """A record of this id that says nothing but what every record of its kind must say."""
    return type(record)(**{name: getattr(record, name) for name in REQUIRED[type(record)]})


def partial(record: R, side: R, names: list[str]) -> R:
    """A blank of the record with what one side says in some fields."""
    said: dict[str, Any] = {}
    for name in names:
        field, _dot, key = name.partition(".")
        value = getattr(side, field)
        if field in MAPPINGS and key:
            said[field] = {key: value[key]} if key in value else {}
        else:
            said[field] = value
    return replace(blank(record), **said)


def with_order(names: list[str]) -> list[str]:
    """The disputed fields as they are kept: a manager with the place among its reports."""
    return [*PLACE] if names == ["reports_to"] else names


def is_same_thing(ours: R, theirs: R) -> bool:
    """Whether two records of one id, added on both sides, stand for the same."""
    if isinstance(ours, Relation) and isinstance(theirs, Relation):
        return ours.kind == theirs.kind and {ours.start, ours.end} == {theirs.start, theirs.end}
    return all(getattr(ours, name) == getattr(theirs, name) for name in IDENTITY[type(ours)])


REQUIRED: dict[type[Any], tuple[str, ...]] = {
    Person: ("id", "name"),
    Box: ("id",),
    Relation: ("id", "kind", "start", "end"),
    Accepted: ("id", "rule"),
    Tick: ("id", "item"),
    Conflict: ("id", "kind", "about"),
    Head: ("id",),
}
IDENTITY: dict[type[Any], tuple[str, ...]] = {
    Person: ("name",),
    Box: ("title",),
    Accepted: ("rule", "box"),
    Tick: ("item", "box"),
    Conflict: ("kind", "about"),
}
