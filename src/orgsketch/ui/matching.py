"""What is typed into a search field, and what fits it best: the same in every list that narrows.

A word is found at the beginning of a word, as the initials of a title ("pm": Product management) or as the
short name of a function before it is found inside one (Develo-pm-ent).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import compress, count
from operator import not_
from typing import TypeVar

from orgsketch.vocabulary import Vocabulary
from orgsketch.vocabulary.titles import plain

T = TypeVar("T")

FULL, SHORT, INITIALS, BEGINS, WORD, SHORT_BEGINS, INSIDE = range(7)
LONG = 3  # letters; fewer say little about the inside of a word
PLENTY = 3_000  # entries in which a word begins as typed: nobody looks for the shortest among more

_WORD = re.compile(r"\w+")


def key(title: str, *names: str) -> str:
    """The text in which `best` looks for what is typed: a title, after it short names and its initials."""
    folded = title.casefold()
    return f"{folded}\n{' '.join(map(str.casefold, names))}\n{_initials(folded)}"


def short_names(vocabulary: Vocabulary | None) -> dict[str, tuple[str, ...]]:
    """What the shorthand calls a function itself, by function: "PM", "Marcom"."""
    made: dict[str, tuple[str, ...]] = {}
    for name in vocabulary.names.values() if vocabulary else ():
        function = vocabulary.functions.get(name.functions[0]) if vocabulary else None
        if function and len(name.functions) == 1 and plain(name.title) == plain(function.title):
            made[function.id] = (*made.get(function.id, ()), name.name)
    return made


def names_of(functions: Iterable[str], known: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The short names of these functions."""
    for function in functions:
        yield from known.get(function, ())


def best(known: Iterable[tuple[str, T]], typed: str, most: int) -> list[T]:
    """The entries of (text in folded case, or `key`; entry) with every word of `typed`, the nearest first.

    Where some are near, those that hold a short word inside another are left out.
    """
    near, inside = sorted_out(known, typed, most)
    return [*near, *inside]


def sorted_out(known: Iterable[tuple[str, T]], typed: str, most: int) -> tuple[list[T], list[T]]:
    """As `best`: the entries that are near, and those that hold the words somewhere inside others, if wanted.

    Written for lists of ten thousand: entries are looked at once, and only the best are put in order.
    """
    whole = " ".join(typed.casefold().split())
    far: list[tuple[str, T]] = []
    for word in whole.split():
        far, known = _apart(word, far, known)
    near = _nearest(most, _fewer(known, whole), whole)
    if len(near) == most or (near and is_short(whole)):
        return near, []
    shortest = nsmallest(most - len(near), far[:PLENTY], key=lambda entry: len(entry[0].partition("\n")[0]))
    return near, [entry for _text, entry in shortest]


def _apart(
    word: str, far: list[tuple[str, T]], known: Iterable[tuple[str, T]]
) -> tuple[list[tuple[str, T]], list[tuple[str, T]]]:
    """The entries with a word inside others, and those in which a word begins with it."""
    begins = re.compile((r"(?<![^\W_])" if word[0].isalnum() else "") + re.escape(word)).search
    holding = [entry for entry in known if word in entry[0]]
    is_near = [begins(text) is not None for text, _entry in holding]
    inside = compress(holding, map(not_, is_near))
    return [*(entry for entry in far if word in entry[0]), *inside], list(compress(holding, is_near))


def _fewer(known: Iterable[tuple[str, T]], whole: str) -> list[tuple[str, T]]:
    """Of very many entries the first, and all that are called just so."""
    calls = (f"{whole}\n", f"\n{whole}")
    return [
        entry
        for place, entry in enumerate(known)
        if place < PLENTY or entry[0].startswith(calls[0]) or calls[1] in entry[0]
    ]


def _nearest(most: int, known: Iterable[tuple[str, T]], whole: str) -> list[T]:
    number = count()  # alike ones stay in their order
    ranked = ((*nearness(text, whole), next(number), entry) for text, entry in known)
    return [entry for *_rank, entry in nsmallest(most, ranked)]


def is_short(typed: str) -> bool:
    """Whether a word typed is too short to mean the inside of another."""
    return any(len(word) < LONG for word in typed.split())


def nearness(text: str, typed: str) -> tuple[int, int]:
    """Less is nearer: typed in full, begins with it, its words do, inside; the shorter first."""
    if not typed:
        return FULL, 0
    title, _, rest = text.partition("\n")
    return _kind(title, rest, typed), len(title)


def starts_word(word: str, text: str) -> bool:
    """Whether a word of a text begins like this."""
    return place_of(word, text) >= 0


def place_of(word: str, text: str) -> int:
    """Where in a text a word begins like this; -1 = nowhere."""
    place = text.find(word)
    while place > 0 and text[place - 1].isalnum() and word[:1].isalnum():
        place = text.find(word, place + 1)
    return place


def initial_places(title: str, typed: str) -> list[int]:
    """Where the initials of a title stand that are typed; none where they are others."""
    found = [match.start() for match in _WORD.finditer(title)]
    letters = "".join(title[place] for place in found)
    return found[: len(typed)] if len(found) > 1 and letters.startswith(typed) else []


def _kind(title: str, rest: str, typed: str) -> int:
    if title == typed:
        return FULL
    if typed in rest:
        names, _, initials = rest.partition("\n")
        if typed in names.split():
            return SHORT
        if typed == initials:
            return INITIALS
    if title.startswith(typed):
        return BEGINS
    words = typed.split()
    if all(starts_word(word, title) for word in words):
        return WORD
    return SHORT_BEGINS if all(starts_word(word, f"{title}\n{rest}") for word in words) else INSIDE


def _initials(folded: str) -> str:
    """The first letters of a title of several words."""
    words = _WORD.findall(folded)
    return "".join(word[0] for word in words) if len(words) > 1 else ""
