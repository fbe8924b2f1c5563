"""Open questions: the facts that rules wait for, once a team, the most decisive first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from orgsketch.rules.condition import Ground
from orgsketch.rules.finding import OpenQuestion
from orgsketch.rules.pack import Book, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.structure import FUNCTIONS, REAL_MANAGER
from orgsketch.vocabulary.records import Question

Key = tuple[str, tuple[str, str]]
CHART = ("", "")


@dataclass(slots=True)
class _Wait:
    """The boxes of one team that a fact is missing for, and the rules that wait."""

    boxes: dict[str, None] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)


Waits: TypeAlias = dict[Key, _Wait]


def questions(book: Book, reading: Reading) -> tuple[OpenQuestion, ...]:
    """Every fact that an open rule waits for; about unplaced boxes nothing is asked."""
    waits: Waits = {}
    for rule in book.rules.values():
        if rule.truth(reading) is None:
            note(waits, book, reading, rule, grounds(rule, reading))
    return listed(book, reading, waits)


def note(waits: Waits, book: Book, reading: Reading, rule: Rule, grounds: Iterable[Ground]) -> None:
    """Note that a rule waits for those of its grounds that are unknown."""
    for ground in grounds:
        if ground.holds is None and _may_ask(reading, ground.about):
            key = ground.fact, _whose(book, reading, ground.fact, ground.about)
            wait = waits.setdefault(key, _Wait())
            wait.boxes[ground.about] = None
            wait.rules[rule.code] = None


def listed(book: Book, reading: Reading, waits: Waits) -> tuple[OpenQuestion, ...]:
    """What is waited for as questions, the most decisive first."""
    asked = [_question(book, reading, fact, wait) for (fact, _), wait in waits.items()]
    return tuple(sorted(asked, key=lambda question: _rank(book, reading, question)))


def grounds(rule: Rule, reading: Reading) -> tuple[Ground, ...]:
    """What a rule waits for; where the edit left alone what it reads, what it waited for before."""
    known = reading.grounds.get(rule.code)
    if known is None:
        known = reading.grounds[rule.code] = tuple(rule.why(reading))
    return known


def _may_ask(reading: Reading, about: str) -> bool:
    return not about or (about in reading.boxes and not reading.is_unplaced(about))


def _whose(book: Book, reading: Reading, fact: str, about: str) -> tuple[str, str]:
    if not about:
        return CHART
    if fact in (FUNCTIONS, REAL_MANAGER):
        return about, ""
    known = book.words.questions.get(fact)
    return (about, "") if known and known.is_of_company else reading.team(about)


def _question(book: Book, reading: Reading, fact: str, wait: _Wait) -> OpenQuestion:
    known = book.words.questions.get(fact) or Question(fact, fact)
    boxes = tuple(sorted((box for box in wait.boxes if box), key=reading.place))
    return OpenQuestion(
        fact,
        boxes[0] if boxes else None,
        known.text,
        known.help,
        known.kind,
        known.choices,
        tuple(sorted(wait.rules)),
        boxes,
        _is_set_aside(reading, known, boxes),
    )


def _is_set_aside(reading: Reading, question: Question, boxes: tuple[str, ...]) -> bool:
    answers = [reading.boxes[box].answers for box in boxes] or [reading.chart.head.answers]
    said = [answer.get(question.answer_key) for answer in answers]
    return all(answer is not None and answer.is_unknown for answer in said)


def _rank(book: Book, reading: Reading, asked: OpenQuestion) -> tuple[object, ...]:
    known = book.words.questions.get(asked.fact)
    place = reading.place(asked.about) if asked.about else (0, ())
    return asked.is_set_aside, -len(asked.decides), known.rank if known else 9, asked.fact, place
