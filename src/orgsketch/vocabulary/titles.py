"""Which functions a job title says for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from orgsketch.vocabulary.records import Function

_RANK = re.compile(r"^(senior|sr|junior|jr|principal|staff|lead|interim|acting|deputy)\s+")
_GRADE = re.compile(r"\s+([ivx]+|\d+)$")
_APART = re.compile(r"[,;:|()–—]|\s-\s")


def alias_table(functions: Iterable[Function]) -> dict[str, tuple[str, ...]]:
    """Alias -> function, for every alias that only one function has."""
    table: dict[str, tuple[str, ...]] = {}
    for function in functions:
        for alias in {*function.aliases, function.title}:
            key = plain(alias)
            table[key] = () if key in table and table[key] != (function.id,) else (function.id,)
    return table


def plain(title: str) -> str:
    """A title without case, punctuation, rank and grade: "Sr. Product Manager II" -> "product manager"."""
    words = " ".join(re.sub(r"[^\w]+", " ", title.casefold()).replace("_", " ").split())
    words = words.replace("vice president", "vp").replace("senior vp", "svp").replace("executive vp", "evp")
    return _GRADE.sub("", _RANK.sub("", words))


def function_in(
    title: str, table: Mapping[str, tuple[str, ...]], functions: Mapping[str, Function]
) -> tuple[str, ...]:
    """The function of a title that goes on to say what for: "Product Manager, Payments", "PM Payments".

    A role is told apart from what it is for by a mark between them. Without one the title must begin with
    the name of a function that leads no others, of two words or in capitals: "Sales Engineering" is not
    Sales. Where the rest names another function, too, nothing is certain: ().
    """
    role, *rest = [part for part in _APART.split(title) if part.strip()] or [""]
    known = table.get(plain(role), ())
    if not known:
        role, known = _begun(title, table, functions)
        rest = [plain(title)[len(role) :]]
    others = {function for part in rest for function in _named(plain(part), table)}
    return known if rest and others <= set(known) else ()


def _begun(
    title: str, table: Mapping[str, tuple[str, ...]], functions: Mapping[str, Function]
) -> tuple[str, tuple[str, ...]]:
    """The longest beginning of a title that names a role, and its function."""
    words = plain(title).split()
    for count in range(len(words) - 1, 0, -1):
        begun = " ".join(words[:count])
        known = table.get(begun, ())
        is_name = count > 1 or begun.upper() in title.split()
        if known and is_name and not functions[known[0]].is_group:
            return begun, known
    return "", ()


def _named(words: str, table: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every function that is named somewhere in plain words."""
    split = words.split()
    for start in range(len(split)):
        for end in range(start + 1, len(split) + 1):
            yield from table.get(" ".join(split[start:end]), ())
