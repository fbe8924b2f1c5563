"""Who reports to whom, from whatever a table writes into its manager column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

NOBODY = frozenset({"", "0", "*", "-", "–", "n/a", "na", "none", "null", "no_mgr", "no_manager", "nobody"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as far as others can refer to it."""

    number: int
    id: str
    email: str
    name: str
    manager: str


@dataclass(frozen=True, slots=True)
class Lines:
    """`manager_of`: place of a row -> place of its manager's row; `problems`: by number of the row.

    `by`: what was compared; `matched` of the `asked` rows that name a manager found one.
    """

    manager_of: dict[int, int]
    problems: list[tuple[int, str]]
    by: str
    matched: int
    asked: int


def plain_id(text: str) -> str:
    """An id without case and without the leading zeros that spreadsheets lose."""
    return text.casefold().lstrip("0") or text


def plain_name(text: str) -> str:
    """A name for comparing: "Lee, Ann (On Leave)" and "CN=Ann Lee,OU=Sales" are "ann lee"."""
    entry = re.match(r"CN=([^,]+)", text, re.IGNORECASE)
    bare = re.sub(r"\([^)]*\)", "", entry.group(1) if entry else text)
    last, comma, first = bare.partition(",")
    return " ".join(f"{first} {last}".split() if comma else bare.split()).casefold()


KEYS: dict[str, tuple[Callable[[Entry], str], Callable[[str], str]]] = {
    "id": (lambda entry: entry.id, plain_id),
    "email": (lambda entry: entry.email, str.casefold),
    "name": (lambda entry: entry.name, plain_name),
}


def is_nobody(text: str) -> bool:
    """Whether a manager cell says that there is none."""
    return text.casefold() in NOBODY


def reporting_lines(entries: Sequence[Entry]) -> Lines:
    """The reporting lines by id, e-mail or name, whichever finds the most managers.

    A manager who is not in the table, is ambiguous, is the row itself, or would close a loop is a problem;
    the row is then left without a manager.
    """
    asking = [place for place, entry in enumerate(entries) if not is_nobody(entry.manager)]
    tables = {key: _places(entries, *KEYS[key]) for key in KEYS}
    found = {key: _matches(entries, asking, table, KEYS[key][1]) for key, table in tables.items()}
    by = max(KEYS, key=lambda key: (found[key], -list(KEYS).index(key)))
    manager_of: dict[int, int] = {}
    problems: list[tuple[int, str]] = []
    for place in asking:
        entry = entries[place]
        managers = tables[by].get(KEYS[by][1](entry.manager), [])
        problem = _problem(entry, place, managers, entries)
        if problem:
            problems.append((entry.number, problem))
        else:
            manager_of[place] = managers[0]
    problems += _cut_loops(manager_of, entries)
    return Lines(manager_of, sorted(problems), by, found[by], len(asking))


def doubled_ids(entries: Iterable[Entry]) -> list[tuple[int, str]]:
    """Rows whose id an earlier row has."""
    first: dict[str, int] = {}
    problems = []
    for entry in entries:
        key = plain_id(entry.id)
        if key and first.setdefault(key, entry.number) != entry.number:
            text = f"has the id {entry.id}, as row {first[key]} has; who names it reports to row {first[key]}"
            problems.append((entry.number, text))
    return problems


def _places(
    entries: Sequence[Entry], value: Callable[[Entry], str], plain: Callable[[str], str]
) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if value(entry):
            places[plain(value(entry))].append(place)
    return places


def _matches(
    entries: Sequence[Entry], asking: Iterable[int], table: dict[str, list[int]], plain: Callable[[str], str]
) -> int:
    return sum(1 for place in asking if plain(entries[place].manager) in table)


def _problem(entry: Entry, place: int, managers: Sequence[int], entries: Sequence[Entry]) -> str:
    if not managers:
        return f"names the manager {entry.manager}, who is not in the table; it waits on the bench"
    if managers[0] == place:
        return "names itself as manager; it has none now"
    ids = Counter(plain_id(entries[other].id) for other in managers)
    if len(managers) > 1 and len(ids) > 1:
        rows = ", ".join(str(entries[other].number) for other in managers[:5])
        return f"names the manager {entry.manager}, who may be row {rows}; it waits on the bench"
    return ""


def _cut_loops(manager_of: dict[int, int], entries: Sequence[Entry]) -> list[tuple[int, str]]:
    """Take out the line of the first row of every loop."""
    problems = []
    settled: set[int] = set()
    for start in range(len(entries)):
        trail: dict[int, None] = {}
        place: int | None = start
        while place is not None and place not in settled and place not in trail:
            trail[place] = None
            place = manager_of.get(place)
        if place is not None and place in trail:
            ring = list(trail)[list(trail).index(place) :]
            first = min(ring)
            rows = ", ".join(str(entries[other].number) for other in sorted(ring)[:8])
            problems.append(
                (
                    entries[first].number,
                    f"closes a loop of reporting lines (rows {rows}); it has no manager now",
                )
            )
            del manager_of[first]
        settled.update(trail)
    return problems
