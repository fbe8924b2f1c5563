"""Pairing charts that do not share their ids, such as two imports of one organisation.

In this order: the same id, the same number in the source (`external_id`), the same e-mail, then names and
titles. What is told by spelling alone, or could be two people of one name, is a doubt for the user to settle,
never a pair.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from orgsketch.model import ids, tree
from orgsketch.model.chart import Chart
from orgsketch.model.merge.clashes import renumbered
from orgsketch.model.records import Box, Person

R = TypeVar("R", Person, Box)

LIKELY = 82.0  # how alike two names must be, of 100, to be asked about
MOST_ASKED = 3
NO_ANSWERS: Mapping[str, str] = {}
# Letters that are written otherwise where there is no key for them, and are no letter with an accent.
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ı": "i", "ł": "l", "Ł": "L", "æ": "ae", "đ": "d"})
COMMON = 60  # a word of so many names says nothing about any of them


@dataclass(frozen=True, slots=True)
class Doubt:
    """A person or box of the later chart and who it may be in the earlier one, the likeliest first.

    `scores`: how alike each is, of 100; `why`: "same name" or "similar".
    """

    id: str
    candidates: tuple[str, ...]
    scores: tuple[float, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Matching:
    """`pairs`: id in the later chart -> id in the earlier one, for people and boxes; `doubts` to confirm."""

    pairs: Mapping[str, str]
    doubts: tuple[Doubt, ...]


def match(before: Chart, after: Chart, answers: Mapping[str, str] = NO_ANSWERS) -> Matching:
    """Who and what of the later chart is who and what of the earlier one.

    `answers`: doubts that are settled already, id -> the earlier id, or "" for somebody else; whom they pair
    helps to pair others.
    """
    people = _Pairs(before.people, after.people, answers)
    people.by_id(lambda person, _: _names(person))
    people.by_number(lambda person, _: _names(person))
    people.by(lambda person, _: _plain(person.email))
    people.by(lambda person, is_old: _seated_as(before if is_old else after, person))
    boxes = _Pairs(before.boxes, after.boxes, answers)
    boxes.by_id(lambda box, is_old: _inside(before if is_old else after, box))
    boxes.by_number(lambda box, is_old: _inside(before if is_old else after, box))
    _by_people(before, after, people.pairs, boxes)
    _downwards(before, after, boxes)
    while _in_teams(before, after, people, boxes):
        _by_people(before, after, people.pairs, boxes)
        _downwards(before, after, boxes)
    boxes.by(lambda box, _: _described(box))
    _people_in_pairs(before, after, people, boxes)
    doubts = [*people.doubts(lambda one: one.name), *boxes.doubts(lambda box: box.title)]
    return Matching({**people.pairs, **boxes.pairs}, tuple(doubts))


def shares_ids(before: Chart, after: Chart) -> bool:
    """Whether two charts are versions of one another: at least half of the smaller one has the same ids."""
    common = sum(key in after.boxes for key in before.boxes)
    return common * 2 >= min(len(before.boxes), len(after.boxes))


def rekeyed(chart: Chart, matching: Matching | Mapping[str, str]) -> Chart:
    """The later chart with the ids of the earlier one where they are matched.

    An id of the later chart that is taken by somebody else gives way to a fresh one.
    """
    pairs = dict(matching.pairs if isinstance(matching, Matching) else matching)
    taken = set(pairs.values())
    for table in (chart.people, chart.boxes):
        for key in sorted(table):
            if key in taken and key not in pairs:
                pairs[key] = _another(key, {*chart.people, *chart.boxes, *pairs.values()})
    return renumbered(chart, pairs)


def alike(before: Chart, after: Chart) -> Chart:
    """The later chart, with the ids of the earlier one where they share none; doubtful pairs stay apart."""
    return after if shares_ids(before, after) else rekeyed(after, match(before, after))


def _another(key: str, taken: set[str]) -> str:
    number = 0
    while (fresh := ids.hashed_id(key[:2], key, str(number))) in taken:
        number += 1
    return fresh


class _Pairs(Generic[R]):
    """Pairs found so far, one table's."""

    def __init__(self, old: Mapping[str, R], new: Mapping[str, R], answers: Mapping[str, str]) -> None:
        self.old: Mapping[str, R] = old
        self.new: Mapping[str, R] = new
        self.pairs: dict[str, str] = {}
        self.taken: set[str] = set()
        self.answered = {key for key in answers if key in new}
        for key in sorted(self.answered):
            if answers[key] in old and answers[key] not in self.taken:
                self.put(key, answers[key])

    def put(self, key: str, old: str) -> None:
        self.pairs[key] = old
        self.taken.add(old)

    def left(self) -> tuple[list[R], list[R]]:
        """The records without a partner, earlier and later ones, by id."""
        settled = self.pairs.keys() | self.answered
        return (
            [self.old[key] for key in sorted(self.old) if key not in self.taken],
            [self.new[key] for key in sorted(self.new) if key not in settled],
        )

    def by_id(self, words: Callable[[R, bool], set[str]]) -> None:
        """The same id is the same thing, unless the ids are counted rows: then they pair strangers.

        That is so where most records of one id have no word in common, or another number in the source.
        """
        common = [key for key in sorted(set(self.old) & set(self.new)) if key not in self.answered]
        alike = {key for key in common if _is_alike(words(self.old[key], True), words(self.new[key], False))}
        if len(alike) * 2 < len(common):
            return
        for key in common:
            numbers = {self.old[key].external_id, self.new[key].external_id} - {""}
            if len(numbers) < 2 and key not in self.taken:
                self.put(key, key)

    def by_number(self, words: Callable[[R, bool], set[str]]) -> None:
        """The same number in the source, unless the source has counted anew: then it pairs strangers."""
        pairs = list(self._told_alike(lambda record, _: record.external_id))
        alike = sum(_is_alike(words(self.old[old], True), words(self.new[key], False)) for key, old in pairs)
        if alike * 2 >= len(pairs):
            for key, old in pairs:
                self.put(key, old)

    def by(self, told: Callable[[R, bool], str]) -> None:
        """Pair what is told in the same words, where only one on each side is. `told(record, is_old)`."""
        for key, old in list(self._told_alike(told)):
            self.put(key, old)

    def _told_alike(self, told: Callable[[R, bool], str]) -> Iterator[tuple[str, str]]:
        sides: list[dict[str, list[str]]] = [{}, {}]
        for place, side in enumerate(self.left()):
            for record in side:
                sides[place].setdefault(told(record, place == 0), []).append(record.id)
        for words, keys in sorted(sides[1].items()):
            if words and len(keys) == len(sides[0].get(words, ())) == 1:
                yield keys[0], sides[0][words][0]

    def doubts(self, name: Callable[[R], str]) -> Iterator[Doubt]:
        """Whoever is left and has the name of somebody left, or nearly."""
        old, new = self.left()
        near = _Near([(record.id, _plain(name(record))) for record in old])
        for record in new:
            found = near.to(_plain(name(record)))[:MOST_ASKED]
            if found:
                why = "same name" if found[0][1] == 100 else "similar"
                yield Doubt(record.id, tuple(k for k, _ in found), tuple(s for _, s in found), why)


class _Near:
    """Finds names that are nearly the same, looking only at those that share a word or its beginning."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.names = dict(names)
        self.by_word: dict[str, list[str]] = defaultdict(list)
        for key, name in self.names.items():
            for word in {word[:3] for word in name.split()}:
                self.by_word[word].append(key)

    def to(self, name: str) -> list[tuple[str, float]]:
        """Ids and how alike they are, of 100, the likeliest first."""
        from rapidfuzz.fuzz import token_sort_ratio

        words = sorted({word[:3] for word in name.split()}, key=lambda word: len(self.by_word.get(word, ())))
        keys = {key for word in words[:1] for key in self.by_word.get(word, ())}
        keys |= {
            key
            for word in words[1:]
            if len(self.by_word.get(word, ())) <= COMMON
            for key in self.by_word[word]
        }
        scored = ((key, round(token_sort_ratio(name, self.names[key]), 1)) for key in keys)
        return sorted((pair for pair in scored if pair[1] >= LIKELY), key=lambda pair: (-pair[1], pair[0]))


def _by_people(before: Chart, after: Chart, people: Mapping[str, str], boxes: _Pairs[Box]) -> None:
    """A seat goes with whoever sits in it, and with the title where somebody has several seats."""
    for person, old in sorted(people.items()):
        was = [key for key in before.seats(old) if key not in boxes.taken]
        now = [key for key in after.seats(person) if key not in boxes.pairs]
        for key in list(now):
            same = [other for other in was if _title(before, other) == _title(after, key)]
            if len(same) == 1:
                boxes.put(key, same[0])
                was.remove(same[0])
                now.remove(key)
        if len(was) == len(now) == 1 and _is_alone(before, was[0]) and _is_alone(after, now[0]):
            boxes.put(now[0], was[0])


def _is_alone(chart: Chart, box: str) -> bool:
    return len(chart.boxes[box].people) == 1


def _downwards(before: Chart, after: Chart, boxes: _Pairs[Box]) -> None:
    """Boxes that no person pairs: the only one of its title under one manager on both sides."""
    _team(before, after, before.reports(None), None, boxes)
    for manager in tree.walk(after):
        if manager in boxes.pairs:
            _team(before, after, before.reports(boxes.pairs[manager]), manager, boxes)


def _team(before: Chart, after: Chart, was: Iterable[str], manager: str | None, boxes: _Pairs[Box]) -> None:
    """Pair the boxes of one manager that nobody in them paired: seats filled anew, teams without names."""
    old = [key for key in was if key not in boxes.taken]
    new = [key for key in after.reports(manager) if key not in boxes.pairs and key not in boxes.answered]
    old_titles = Counter(_title(before, key) for key in old)
    new_titles = Counter(_title(after, key) for key in new)
    by_title = {_title(before, key): key for key in old}
    for key in new:
        title = _title(after, key)
        if title and old_titles[title] == new_titles[title] == 1:
            boxes.put(key, by_title[title])


def _in_teams(before: Chart, after: Chart, people: _Pairs[Person], boxes: _Pairs[Box]) -> bool:
    """A name that nobody else has, before or after, under the same manager: one person with a new title."""
    found = False
    old, new = _only_ones(before), _only_ones(after)
    for name, key in new.items():
        other = old.get(name)
        if other is None or key in people.pairs or key in people.answered or other in people.taken:
            continue
        managers = {boxes.pairs.get(manager, "") for manager in _managers(after, key)} - {""}
        if managers & set(_managers(before, other)) and not _tells_apart(
            before.people[other], after.people[key]
        ):
            people.put(key, other)
            found = True
    return found


def _only_ones(chart: Chart) -> dict[str, str]:
    """The people whose name nobody else has, by name."""
    names = Counter(_name(person) for person in chart.people.values())
    return {_name(one): key for key, one in sorted(chart.people.items()) if names[_name(one)] == 1}


def _managers(chart: Chart, person: str) -> list[str]:
    return [manager for box in chart.seats(person) if (manager := chart.boxes[box].reports_to)]


def _tells_apart(one: Person, other: Person) -> bool:
    """Whether the sources know them as two: both have an e-mail or a number, and not the same."""
    mails, numbers = (one.email, other.email), (one.external_id, other.external_id)
    return any(all(pair) and _plain(pair[0]) != _plain(pair[1]) for pair in (mails, numbers))


def _people_in_pairs(before: Chart, after: Chart, people: _Pairs[Person], boxes: _Pairs[Box]) -> None:
    """One name in one seat is one person: two of a name are told apart by where they sit."""
    for key, old in boxes.pairs.items():
        was = {_name(before.people[p]): p for p in before.boxes[old].people if p not in people.taken}
        for person in after.boxes[key].people:
            same = was.get(_name(after.people[person]))
            if person not in people.pairs and same is not None and same not in people.taken:
                people.put(person, same)


def _seated_as(chart: Chart, person: Person) -> str:
    """Name and titles together: enough where only one on each side is told so, and has no e-mail to tell."""
    titles = sorted(_title(chart, box) for box in chart.seats(person.id))
    return "|".join([_name(person), *titles]) if titles and not person.email else ""


def _described(box: Box) -> str:
    """A box without people told by title and functions, where that is the only one."""
    return "|".join([_plain(box.title), *box.functions]) if box.title and not box.people else ""


def _names(person: Person) -> set[str]:
    return {_plain(person.email), *_plain(person.name).split()} - {""}


def _inside(chart: Chart, box: Box) -> set[str]:
    """What a box may be known by: its title, and who sits in it."""
    seated = (chart.people[person] for person in box.people if person in chart.people)
    return {_plain(box.title), *(_plain(person.name) for person in seated)} - {""}


def _is_alike(one: set[str], other: set[str]) -> bool:
    return bool(one & other) or not (one and other)


def _title(chart: Chart, box: str) -> str:
    return _plain(chart.boxes[box].title)


def _name(person: Person) -> str:
    """A name whichever way round it is written: "Novák, Jana" and "Jana Novak" are one."""
    return " ".join(sorted(_plain(person.name).split()))


@lru_cache(maxsize=100_000)
def _plain(text: str) -> str:
    """A text without what systems drop or add: accents, commas, case, further blanks."""
    spelt = text if text.isascii() else _without_accents(text)
    return " ".join(spelt.casefold().replace(",", " ").split())


def _without_accents(text: str) -> str:
    kept = unicodedata.normalize("NFKD", text.translate(LETTERS))
    return "".join(letter for letter in kept if not unicodedata.combining(letter))
