"""The glossary: words a reader may meet on a chart, in a finding or in a quote, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from orgsketch.vocabulary import gathered, pack_tables, shape
from orgsketch.vocabulary.folders import Tables
from orgsketch.vocabulary.records import FORBID_EXTRA, Source


@dataclass(frozen=True, slots=True)
class Term:
    """One word. `source`: where an article defines or describes it. `see`: related terms, by id."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    text: str
    source: Source | None = None
    see: tuple[str, ...] = ()


def glossary(packs: Sequence[str] = (), folders: Sequence[Path] = ()) -> Mapping[str, Term]:
    """The terms of built-in packs (none named = those read by default) and of pack folders, by id, by title.

    Of a term that two packs have, the later counts. Raises PackError naming file, entry and key.
    """
    return glossary_of(pack_tables(packs, folders))


def glossary_of(packs: Sequence[tuple[Tables, bool]]) -> Mapping[str, Term]:
    """The same from tables at hand, each with whether it must be checked."""
    terms = {term.id: term for term in shape.entries(packs, "glossary", "term", Term)}
    if any(is_foreign for _, is_foreign in packs):
        _check(terms, packs)
    return dict(sorted(terms.items(), key=lambda item: item[1].title.casefold()))


def _check(terms: Mapping[str, Term], packs: Sequence[tuple[Tables, bool]]) -> None:
    words = gathered(packs)
    for term in terms.values():
        place = f"glossary.toml, term {term.id}"
        shape.check_source(term.source, words, place)
        for other in term.see:
            shape.check_name(other, terms, place, "term")
