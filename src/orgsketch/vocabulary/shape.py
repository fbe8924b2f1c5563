"""From plain tables to records: trusted data is built straight away, a user's is checked first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from orgsketch.errors import PackError
from orgsketch.resources import _
from orgsketch.vocabulary.folders import Tables
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import Choice, Source

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

R = TypeVar("R")

_NO_SUCH_KEY = ("unexpected_keyword_argument", "extra_forbidden")
_NESTED: dict[str, type] = {"choices": Choice, "source": Source, "sources": Source}


def nested(**kinds: type) -> None:
    """Say which record a key of an entry holds (one, or a list of them)."""
    _NESTED.update(kinds)


def entries(
    packs: Sequence[tuple[Tables, bool]], file: str, table: str, kind: type[R], key: str = "id"
) -> Iterator[R]:
    """The [[table]] entries of one file in every pack; those of packs marked foreign are checked.

    Raises PackError naming the file, the entry and the key.
    """
    for tables, is_foreign in packs:
        found = tables.get(file, {}).get(table, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            raise PackError(
                _("{file}.toml: write every {table} as a [[{table}]] entry.").format(file=file, table=table)
            )
        for entry in found:
            name = f"{table} {entry.get(key, '')}".strip()
            yield checked(kind, entry, f"{file}.toml", name) if is_foreign else made(kind, entry)


def check_name(name: str, known: Collection[str], place: str, what: str) -> None:
    """Raise PackError with the nearest name when a name is not known; `place`: the file and the entry."""
    if name not in known:
        raise PackError(
            _("{place}: there is no {what} {name!r}{near}").format(
                place=place, what=what, name=name, near=did_you_mean(name, known)
            )
        )


def check_source(source: Source | None, words: Vocabulary, place: str) -> None:
    """Raise PackError when a source speaks with a voice, or from an article, that no pack names."""
    if source:
        check_name(source.voice, words.voices, place, "voice")
        if source.article:
            check_name(source.article, words.articles, place, "article")


def check_unique(names: Iterable[str], file: str, what: str) -> None:
    """Raise PackError when two entries of a file have one name."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise PackError(
                _("{file}, {what} {name}: there is another {what} of this name.").format(
                    file=file, what=what, name=name
                )
            )
        seen.add(name)


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
        problems = error.errors(include_url=False, include_context=False)
        problem = min(problems, key=lambda problem: problem["type"] not in _NO_SUCH_KEY)
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
    if problem["type"] in _NO_SUCH_KEY:
        owner = next((_NESTED[part] for part in reversed(place[:-1]) if part in _NESTED), kind)
        known = [field.name for field in fields(owner)]
        return f"there is no key {key}{did_you_mean(place[-1], known)}"
    return f"{key}: {problem['msg'][:1].lower()}{problem['msg'][1:]}."
