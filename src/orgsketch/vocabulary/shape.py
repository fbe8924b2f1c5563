"""From plain tables to records: trusted data is built straight away, a user's is checked first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from orgsketch.errors import PackError
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import Choice, Source

R = TypeVar("R")

_NESTED: dict[str, type] = {"choices": Choice, "source": Source, "sources": Source}


def nested(**kinds: type) -> None:
    """Say which record a key of an entry holds (one, or a list of them)."""
    _NESTED.update(kinds)


def made(kind: type[R], entry: Mapping[str, Any]) -> R:
    """A record of trusted data."""
    return kind(**{key: _settled(key, value) for key, value in entry.items()})


def _settled(key: str, value: Any) -> Any:
    inner = _NESTED.get(key)
    if isinstance(value, list):
        return tuple(made(inner, item) for item in value) if inner else tuple(value)
    return made(inner, value) if inner and isinstance(value, dict) else value


def checked(kind: type[R], entry: Any, file: str, name: str) -> R:
    """A record of anybody's data.

    Raises PackError naming the file, the entry and the key, with the nearest name a record has.
    """
    from pydantic import ValidationError

    try:
        found: R = _adapter(kind).validate_python(entry)  # type: ignore[arg-type]
    except ValidationError as error:
        problem = error.errors(include_url=False, include_context=False)[0]
        raise PackError(f"{file}, {name}: {_sentence(kind, problem)}") from None
    return found


@cache
def _adapter(kind: type) -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def _sentence(kind: type, problem: Mapping[str, Any]) -> str:
    place = [str(part) for part in problem["loc"]]
    key = ".".join(place) or "the entry"
    if problem["type"] in ("missing", "missing_argument"):
        return f"the key {key} is missing."
    if problem["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        owner = next((_NESTED[part] for part in reversed(place[:-1]) if part in _NESTED), kind)
        known = [field.name for field in fields(owner)]
        return f"there is no key {key}{did_you_mean(place[-1], known)}"
    return f"{key}: {problem['msg'][:1].lower()}{problem['msg'][1:]}."
