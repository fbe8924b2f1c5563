"""Reading a line of the shorthand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from orgsketch.errors import ShorthandError
from orgsketch.model import ids, order
from orgsketch.model.chart import Chart
from orgsketch.model.records import (
    UNDIRECTED_KINDS,
    UNKNOWN,
    Answer,
    AnswerValue,
    Box,
    Complete,
    Head,
    Person,
    Relation,
)
from orgsketch.model.text import clean_line
from orgsketch.shorthand.words import FIELDS, VERBS, allowed_words, is_date
from orgsketch.vocabulary import Vocabulary
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import Question

MAX_LINE = 1_000_000
TITLE_LENGTH = 80

_WORD = re.compile(r"[A-Za-z_]+")
_NAME = re.compile(r"([A-Za-z_]+)(\d*)")
_VALUE = re.compile(r"[^\s,+{}\[\];@\"]+")


def read(line: str, vocabulary: Vocabulary, number: int = 1) -> Chart:
    """The chart a line describes; the same line always gives the same chart, ids included.

    Raises ShorthandError with `number` as its line and the column of the mistake.
    """
    return _Reader(line, vocabulary, number).chart()


@dataclass
class _Named:
    """A box while it is read: the name it is called by and the fields it will have."""

    name: str
    id: str
    title: str
    functions: tuple[str, ...]
    manager: str | None
    fields: dict[str, object] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)


class _Reader:
    def __init__(self, line: str, vocabulary: Vocabulary, number: int) -> None:
        self.text, self.vocabulary, self.number, self.at = line.rstrip(), vocabulary, number, 0
        self.boxes: dict[str, _Named] = {}
        self.people: dict[str, Person] = {}
        self.box_keys = _by_key(vocabulary, lambda question: not question.is_of_company)
        self.company_keys = _by_key(vocabulary, lambda question: question.is_of_company)

    def chart(self) -> Chart:
        if len(self.text) > MAX_LINE:
            raise self._error(f"the line is longer than {MAX_LINE:,} characters.", 0)
        self._boxes()
        relations = self._relations() if self._takes("//") else []
        answers, complete = self._context() if self._takes("@") else ({}, Complete(True, True))
        if self.at < len(self.text):
            raise self._error(f"{self.text[self.at]!r} was not expected here.")
        head = Head(
            ids.hashed_id(ids.CHART, self.text.strip()),
            clean_line(self.text)[:TITLE_LENGTH].rstrip(),
            packs=tuple(pack.id for pack in self.vocabulary.packs if pack.default),
            complete=complete,
            answers=dict(sorted(answers.items())),
        )
        return Chart.of(head, people=self.people.values(), boxes=self._placed(), relations=relations)

    # ---- boxes ----

    def _boxes(self) -> None:
        managers: list[str] = []
        last: str | None = None
        while True:
            self._skip()
            if self._takes("["):
                if last is None:
                    raise self._error("a bracket must follow the box whose reports it holds.", self.at - 1)
                managers.append(last)
                last = None
                continue
            if self._takes("]"):
                if not managers or last is None:
                    why = "it closes nothing" if not managers else "there is no box between the brackets"
                    raise self._error(f"']' is one too many: {why}.", self.at - 1)
                last = managers.pop()
                continue
            if self.at >= len(self.text) or self.text.startswith(("//", "@"), self.at):
                break
            last = self._box(managers[-1] if managers else None)
        if managers:
            raise self._error(
                f"the bracket after {managers[-1]} is never closed: write ']' behind its last report."
            )
        if not self.boxes:
            raise self._error("there is no box.")

    def _box(self, manager: str | None) -> str:
        title = self._title()
        start = self.at
        name, spelled = self._box_name()
        if spelled in self.boxes:
            raise self._error(
                f"{spelled} stands here twice; a number makes a second box of it ({name}2).", start
            )
        known = self.vocabulary.names[name]
        above = self.boxes[manager].id if manager else ""
        own = " ".join(filter(None, (known.title or name, spelled[len(name) :])))
        self.boxes[spelled] = _Named(
            spelled, ids.hashed_id(ids.BOX, above, spelled), title or own, known.functions, manager
        )
        if self._takes("{"):
            self._attributes(self.boxes[spelled])
        return spelled

    def _title(self) -> str:
        if not self._takes('"'):
            return ""
        end = self.text.find('":', self.at)
        if end < 0:
            raise self._error(
                'a title in quotation marks ends with ": and the box name follows.', self.at - 1
            )
        title, self.at = clean_line(self.text[self.at : end]), end + 2
        return title

    def _box_name(self) -> tuple[str, str]:
        match = _NAME.match(self.text, self.at)
        if not match:
            found = repr(self.text[self.at]) if self.at < len(self.text) else "the end of the line"
            raise self._error(f"a box name was expected, not {found}.")
        name = match[1]
        if name not in self.vocabulary.names:
            near = did_you_mean(name, self.vocabulary.names)
            own = f'; a title of your own is written "{name}":Other.' if near == "." else near
            raise self._error(f"there is no box called {name!r}{own}")
        self.at = match.end()
        return name, match[0]

    def _attributes(self, box: _Named) -> None:
        while True:
            self._skip()
            start = self.at
            key = self._word("an attribute")
            question = self.box_keys.get(key)
            if question is None:
                raise self._error(f"a box has no attribute {key!r}{did_you_mean(key, self.box_keys)}", start)
            self._declare(box, question, key, start)
            self._skip()
            if self._takes("}"):
                return
            if not self._takes(","):
                raise self._error("',' or '}' was expected here.")

    def _declare(self, box: _Named, question: Question, key: str, start: int) -> None:
        words = self._values() if self._takes("=") else [("y", start)]
        if question.answer_key not in FIELDS:
            if question.answer_key in box.answers:
                raise self._error(f"{key!r} stands here twice.", start)
            box.answers[question.answer_key] = Answer(self._value(question, key, words))
        elif words[0][0] != "?":
            self._set_field(box, question, key, words)

    def _set_field(self, box: _Named, question: Question, key: str, words: list[tuple[str, int]]) -> None:
        name = question.answer_key
        if name in box.fields:
            raise self._error(f"{key!r} stands here twice.", words[0][1])
        if name == "headcount":
            box.fields[name] = self._number(words, halves=True)
        elif name == "people":
            names = dict.fromkeys(word for word, _ in words)
            people = [Person(ids.hashed_id(ids.PERSON, who), clean_line(who)) for who in names]
            self.people |= {person.id: person for person in people}
            box.fields[name] = tuple(person.id for person in people)
        elif name == "functions":
            second = self._one(words, {**question.values}, key)
            box.functions = tuple(dict.fromkeys((*box.functions, second)))
        else:
            activities = {activity: activity for activity in self.vocabulary.activities}
            box.fields[name] = self._set(words, activities, "activity")

    def _placed(self) -> list[Box]:
        teams: dict[str | None, list[_Named]] = {}
        for named in self.boxes.values():
            teams.setdefault(named.manager, []).append(named)
        keys = {
            named.name: key
            for team in teams.values()
            for named, key in zip(team, order.spread(len(team)), strict=True)
        }
        return [
            Box(
                named.id,
                named.title,
                named.functions,
                self.boxes[named.manager].id if named.manager else None,
                keys[named.name],
                answers=dict(sorted(named.answers.items())),
                **named.fields,  # type: ignore[arg-type]
            )
            for named in self.boxes.values()
        ]

    # ---- relations and company ----

    def _relations(self) -> list[Relation]:
        found: dict[str, Relation] = {}
        while True:
            self._skip()
            place = self.at
            start = self._end_of_line()
            kind = VERBS[self._verb()]
            end = self._end_of_line()
            if start == end:
                raise self._error("a box cannot be joined to itself.", place)
            ends = sorted((start, end)) if kind in UNDIRECTED_KINDS else [start, end]
            line = Relation(ids.hashed_id(ids.RELATION, kind, *ends), kind, start, end)
            if line.id in found:
                raise self._error("this line is already drawn.", place)
            found[line.id] = line
            self._skip()
            if not self._takes(";"):
                return list(found.values())

    def _end_of_line(self) -> str:
        self._skip()
        match = _NAME.match(self.text, self.at)
        if not match:
            raise self._error("the name of a box was expected here.")
        if match[0] not in self.boxes:
            raise self._error(f"there is no box {match[0]} on this chart{did_you_mean(match[0], self.boxes)}")
        self.at = match.end()
        return self.boxes[match[0]].id

    def _verb(self) -> str:
        self._skip()
        start = self.at
        verb = self._word("a verb")
        if verb not in VERBS:
            raise self._error(f"there is no line called {verb!r}{did_you_mean(verb, VERBS)}", start)
        return verb

    def _context(self) -> tuple[dict[str, Answer], Complete]:
        answers: dict[str, Answer] = {}
        parts: set[str] = set()
        self._skip()
        while self.at < len(self.text):
            start = self.at
            key = self._word("a key of the company")
            known = [*self.company_keys, "boxes", "relations"]
            if key not in known:
                raise self._error(f"the company has no key {key!r}{did_you_mean(key, known)}", start)
            if key in answers or key in parts:
                raise self._error(f"{key!r} stands here twice.", start)
            words = self._values() if self._takes("=") else [("y", start)]
            if key in ("boxes", "relations"):
                self._one(words, {"part": "part"}, key)
                parts.add(key)
            else:
                answers[key] = Answer(self._value(self.company_keys[key], key, words))
            self._skip()
        named = {self.company_keys[key].answer_key: answer for key, answer in answers.items()}
        return named, Complete("boxes" not in parts, "relations" not in parts)

    # ---- values ----

    def _values(self) -> list[tuple[str, int]]:
        words: list[tuple[str, int]] = []
        while True:
            match = _VALUE.match(self.text, self.at)
            if not match:
                raise self._error("a value was expected here.")
            words.append((match[0], self.at))
            self.at = match.end()
            if not self._takes("+"):
                return words

    def _value(self, question: Question, key: str, words: list[tuple[str, int]]) -> AnswerValue:
        if [word for word, _ in words] == ["?"]:
            return UNKNOWN
        if question.kind == "number":
            return self._number(words)
        allowed = allowed_words(question)
        if question.kind == "set":
            return self._set(words, allowed, key)
        if question.kind == "date" and is_date(words[0][0]) and len(words) == 1:
            return words[0][0]
        return self._one(words, allowed, key)

    def _one(self, words: list[tuple[str, int]], allowed: Mapping[str, str], key: str) -> str:
        if len(words) > 1:
            raise self._error(f"{key!r} takes one value.", words[1][1])
        return self._word_of(words[0], allowed, key)

    def _set(self, words: list[tuple[str, int]], allowed: Mapping[str, str], key: str) -> tuple[str, ...]:
        if [word for word, _ in words] == ["none"]:
            return ()
        return tuple(dict.fromkeys(self._word_of(word, allowed, key) for word in words))

    def _word_of(self, word: tuple[str, int], allowed: Mapping[str, str], key: str) -> str:
        if word[0] in allowed:
            return allowed[word[0]]
        what = f"there is no activity {word[0]!r}" if key == "activity" else f"{key!r} cannot be {word[0]!r}"
        raise self._error(f"{what}{did_you_mean(word[0], allowed)}", word[1])

    def _number(self, words: list[tuple[str, int]], *, halves: bool = False) -> int | float:
        text, place = words[0]
        if len(words) > 1 or not re.fullmatch(r"\d{1,7}(\.[05])?" if halves else r"\d{1,7}", text):
            kind = "a number in halves" if halves else "a whole number"
            raise self._error(f"{kind} was expected, not {text!r}.", place)
        number = float(text)
        return int(number) if number == int(number) else number

    # ---- characters ----

    def _skip(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _takes(self, token: str) -> bool:
        taken = self.text.startswith(token, self.at)
        if taken:
            self.at += len(token)
        return taken

    def _word(self, what: str) -> str:
        match = _WORD.match(self.text, self.at)
        if not match:
            raise self._error(f"{what} was expected here.")
        self.at = match.end()
        return match[0]

    def _error(self, message: str, at: int | None = None) -> ShorthandError:
        column = (self.at if at is None else at) + 1
        return ShorthandError(message[:1].upper() + message[1:], self.number, column)


def _by_key(vocabulary: Vocabulary, wanted: Callable[[Question], bool]) -> dict[str, Question]:
    chosen = [question for question in vocabulary.questions.values() if question.key and wanted(question)]
    return {question.key: question for question in reversed(chosen)}
