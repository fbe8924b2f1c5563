"""Which functions a job title says for certain."""

from __future__ import annotations

import re
from collections.abc import Iterable

from orgsketch.vocabulary.records import Function

_RANK = re.compile(r"^(senior|sr|junior|jr|principal|staff|lead|interim|acting|deputy)\s+")
_GRADE = re.compile(r"\s+([ivx]+|\d+)$")


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
