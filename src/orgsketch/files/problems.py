"""What is wrong with a file, and where, in sentences a user can act on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from orgsketch.files.jsontext import Path, places
from orgsketch.resources import _

MOST_PROBLEMS = 500

_RECORD = {
    "people": "person",
    "boxes": "box",
    "relations": "relation",
    "accepted": "acceptance",
    "ticks": "tick",
    "conflicts": "conflict",
}


class Problem(NamedTuple):
    """One thing that is wrong: the path of keys to the value, and the end of a sentence about it."""

    path: Path
    text: str


def sentences(problems: Iterable[Problem], text: str) -> tuple[str, ...]:
    """The problems with line and field, in the order of the file whose text this is; at most 500."""
    found = list(problems)
    lines = dict(places(text)) if found else {}
    located = sorted(((_line(problem.path, lines), problem) for problem in found), key=lambda entry: entry[0])
    told = _("line {line}, {place} {fault}.")
    return tuple(
        told.format(line=line, place=_place(problem.path), fault=problem.text)
        for line, problem in located[:MOST_PROBLEMS]
    )


def first_of(found: Sequence[str]) -> str:
    """The first of several sentences, and how many more there are."""
    more = _("{first} (and {count} more).").format(first=found[0][:-1], count=len(found) - 1)
    return found[0] if len(found) == 1 else more


def shown(value: Any) -> str:
    """A value from a file, fit for a terminal: in quotes, controls escaped."""
    return json.dumps(value)


def _line(path: Path, lines: dict[Path, int]) -> int:
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _place(path: Path) -> str:
    """A path in words: ("boxes", "b_1", "headcount") is "box b_1, headcount"."""
    names = [part if isinstance(part, str) and part.isidentifier() else shown(part) for part in path]
    if len(names) > 1 and names[0] in _RECORD:
        record = f"{_RECORD[names[0]]} {names[1]}"
        return f"{record}, {'.'.join(names[2:])}" if names[2:] else record
    return ".".join(names) or "the file"
