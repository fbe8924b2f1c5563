"""Writing a chart as a line of the shorthand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from orgsketch.model.chart import Chart
from orgsketch.model.records import UNKNOWN, AnswerValue, Box
from orgsketch.shorthand.words import FIELDS, VERBS, allowed_words, is_date
from orgsketch.vocabulary import Vocabulary
from orgsketch.vocabulary.records import Question


def write(chart: Chart, vocabulary: Vocabulary) -> str:
    """The chart as one line, as far as the notation goes.

    People, notes, other functions than the names imply, labels, reasons and contexts of units are left out;
    `read` gives back a chart that the rules see alike wherever every box wears a function that has a name and
    none is a unit.
    """
    writer = _Writer(chart, vocabulary)
    parts = [writer.boxes(), writer.relations(), writer.context()]
    return "".join(part for part in parts if part)


class _Writer:
    def __init__(self, chart: Chart, vocabulary: Vocabulary) -> None:
        self.chart, self.vocabulary = chart, vocabulary
        self.names: dict[str, str] = {}
        self.questions = [q for q in vocabulary.questions.values() if q.key]

    def boxes(self) -> str:
        parts: list[str] = []
        waiting: list[str | tuple[str, str]] = [("box", box) for box in reversed(self.chart.reports(None))]
        self._name_boxes()
        while waiting:
            token = waiting.pop()
            if isinstance(token, str):
                parts.append(token)
                continue
            if parts and parts[-1][-1] not in "[":
                parts.append(" ")
            parts.append(self._box(self.chart.boxes[token[1]]))
            reports = self.chart.reports(token[1])
            if reports:
                parts.append("[")
                waiting += ["]", *(("box", report) for report in reversed(reports))]
        return "".join(parts)

    def _name_boxes(self) -> None:
        """Give every box a name, those first whose title is just what the name implies."""
        taken: set[str] = set()
        boxes = sorted(self.chart.boxes.values(), key=lambda box: box.id)
        wishes = {box.id: self._own_name(box) for box in boxes}
        for box in boxes:
            if wishes[box.id] and wishes[box.id] not in taken:
                self.names[box.id] = wishes[box.id]
                taken.add(wishes[box.id])
        for box in boxes:
            if box.id not in self.names:
                self.names[box.id] = _free(self._plain_name(box), taken)
                taken.add(self.names[box.id])

    def _candidates(self, box: Box) -> list[str]:
        known = self.vocabulary.names.values()
        exact = [name.name for name in known if name.functions == box.functions]
        main = [name.name for name in known if name.functions == box.functions[:1]]
        return exact or main or [name.name for name in known if self._is_other(name.functions)] or ["Other"]

    def _is_other(self, functions: tuple[str, ...]) -> bool:
        last = list(self.vocabulary.functions)[-1:]
        return list(functions) == last

    def _own_name(self, box: Box) -> str:
        for name in self._candidates(box):
            title = self.vocabulary.names[name].title or name
            match = re.fullmatch(rf"{re.escape(title)}(?: (\d+))?", box.title)
            if match:
                return name + (match[1] or "")
        return ""

    def _plain_name(self, box: Box) -> str:
        return self._candidates(box)[0]

    def _box(self, box: Box) -> str:
        name = self.names[box.id]
        bare = name.rstrip("0123456789")
        implied = " ".join(filter(None, (self.vocabulary.names[bare].title or bare, name[len(bare) :])))
        title = "" if box.title == implied else '"' + box.title.replace('":', "':") + '":'
        attributes = ",".join(self._attributes(box, bare))
        return title + name + (f"{{{attributes}}}" if attributes else "")

    def _attributes(self, box: Box, name: str) -> Iterable[str]:
        written: set[str] = set()
        for question in self.questions:
            key = question.answer_key
            if question.is_of_company or key in written:
                continue
            written.add(key)
            if key in FIELDS:
                yield from self._field(box, question, name)
            elif key in box.answers:
                yield from _pair(question, box.answers[key].value)

    def _field(self, box: Box, question: Question, name: str) -> Iterable[str]:
        if question.answer_key == "headcount":
            heads = box.headcount if box.headcount is not None else len(box.people) or None
            if heads is not None:
                yield f"{question.key}={heads:g}"
        elif question.answer_key == "functions":
            words = {value: word for word, value in question.values.items()}
            implied = self.vocabulary.names[name].functions
            for second in box.functions:
                if second not in implied and second in words:
                    yield f"{question.key}={words[second]}"
        elif question.answer_key == "responsibilities" and box.responsibilities is not None:
            known = [activity for activity in box.responsibilities if activity in self.vocabulary.activities]
            yield f"{question.key}={'+'.join(known) or 'none'}"

    def relations(self) -> str:
        verbs = {kind: verb for verb, kind in VERBS.items()}
        lines = [self.chart.relations[key] for key in sorted(self.chart.relations)]
        told = [f"{self.names[line.start]} {verbs[line.kind]} {self.names[line.end]}" for line in lines]
        return " // " + " ; ".join(told) if told else ""

    def context(self) -> str:
        head = self.chart.head
        company = [question for question in self.questions if question.is_of_company]
        told = [
            pair
            for question in company
            if question.answer_key in head.answers
            for pair in _pair(question, head.answers[question.answer_key].value)
        ]
        told += [f"{part}=part" for part in ("boxes", "relations") if not getattr(head.complete, part)]
        return " @ " + " ".join(told) if told else ""


def _pair(question: Question, value: AnswerValue) -> Iterable[str]:
    words = {stored: word for word, stored in allowed_words(question).items()}
    if value == UNKNOWN:
        yield f"{question.key}=?"
    elif isinstance(value, tuple) and question.kind == "set":
        yield f"{question.key}={'+'.join(words[item] for item in value if item in words) or 'none'}"
    elif question.kind == "text":
        yield f"{question.key}=y"
    elif isinstance(value, int | float):
        if question.kind == "number" and value == int(value) >= 0:
            yield f"{question.key}={int(value)}"
    elif isinstance(value, str) and (value in words or (question.kind == "date" and is_date(value))):
        yield f"{question.key}={words.get(value, value)}"


def _free(name: str, taken: set[str]) -> str:
    number = 2
    while (spelled := name if number == 2 and name not in taken else f"{name}{number}") in taken:
        number += 1
    return spelled
