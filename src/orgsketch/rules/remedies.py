"""Remedies as edits: the verbs of a pack, resolved on this chart to one diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from orgsketch.errors import EditError, PackError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, squash
from orgsketch.model.ids import BOX, RELATION, hashed_id
from orgsketch.model.records import Answer
from orgsketch.rules.finding import Remedy, lazily
from orgsketch.rules.pack import Book, RemedyText, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.wording import Speaker
from orgsketch.vocabulary.records import Question

VERBS: dict[str, tuple[str, ...]] = {
    "move": ("under",),
    "draw": ("from", "to"),
    "erase": ("from", "to"),
    "add": ("under",),
    "give": ("to",),
    "take": ("from",),
    "answer": ("value", "of"),
}
SETS = ("move", "under", "from", "to", "of")  # the keys that name boxes
BOXES, ADDED = "boxes", "added"  # those of the finding; the first one that the remedy itself adds
Step = tuple[str, Callable[[Chart], ChartDiff]]


class Onto(NamedTuple):
    """What remedies change where the reading is of a part of it: the chart, and who answers in the company's
    stead (None = the company itself)."""

    chart: Chart
    unit: str | None = None


def of(
    book: Book,
    rule: Rule,
    reading: Reading,
    boxes: Sequence[str],
    speaker: Speaker,
    onto: Onto | None = None,
) -> tuple[Remedy, ...]:
    """The remedies of a finding; the edits of each are worked out when they are read."""
    plan = _Plan(book, reading, boxes, speaker, onto or Onto(reading.chart))
    return tuple(_remedy(plan, text) for text in rule.text.remedies)


def _remedy(plan: _Plan, text: RemedyText) -> Remedy:
    work = {"edits": lambda: tuple(said for said, _ in plan.steps(text)), "diff": lambda: plan.diff(text)}
    return lazily(Remedy, {"text": text.text}, work.get)


class _Plan:
    """The steps of one remedy on one chart."""

    def __init__(
        self, book: Book, reading: Reading, boxes: Sequence[str], speaker: Speaker, onto: Onto
    ) -> None:
        self.book, self.reading, self.boxes, self.speaker = book, reading, tuple(boxes), speaker
        self.chart, self.unit = onto
        self.added, self.taken = ("", ""), frozenset[str]()

    def diff(self, text: RemedyText) -> ChartDiff | None:
        """All steps as one change; a step that cannot be done leaves the remedy without an edit."""
        chart, total = self.chart, ChartDiff()
        try:
            for _, step in self.steps(text):
                change = step(chart)
                chart, total = apply(change, chart), squash(total, change)
        except EditError:
            return None
        return total or None

    def steps(self, text: RemedyText) -> list[Step]:
        """What the remedy does here, in words and as edits; nothing where a box it needs is missing, or there
        is nothing to take or to erase. What is so already is left out."""
        self.added, self.taken = ("", ""), frozenset()
        found: list[Step] = []
        for do in text.do:
            verb = next((verb for verb in VERBS if verb in do), "")
            steps = [] if not verb or self._lacks(do) else list(getattr(self, f"_{verb}")(do))
            if not steps and (not verb or verb in ("take", "erase") or self._lacks(do)):
                return []
            found += steps
        return found

    def _lacks(self, do: Mapping[str, Any]) -> bool:
        return any(not self._every(str(do[key])) for key in SETS if key in do)

    # ---- verbs ----

    def _move(self, do: Mapping[str, Any]) -> Iterator[Step]:
        boxes, under = self._tops(do["move"]), self._first(do["under"])
        moving = [box for box in boxes if box != under and self.chart.boxes[box].reports_to != under]
        if under and moving:
            said = f"move {self.speaker.listed(moving)} under {self._title(under)}"
            yield said, partial(edits.move, boxes=moving, manager=under)

    def _draw(self, do: Mapping[str, Any]) -> Iterator[Step]:
        kind, to = str(do["draw"]), self._first(do["to"])
        for start in self._all(do["from"]) if to else []:
            if start != to and not self._is_drawn(kind, start, str(to)):
                ends = f"from {self._title(start)} to {self._title(str(to))}"
                said = f"draw a line ({kind.replace('_', ' ')}) {ends}"
                line = hashed_id(
                    RELATION, self.chart.head.id, kind, start, str(to), str(len(self.chart.relations))
                )
                yield said, partial(edits.draw, kind=kind, start=start, end=str(to), id=line)

    def _erase(self, do: Mapping[str, Any]) -> Iterator[Step]:
        starts, ends = set(self._every(do["from"])), set(self._every(do["to"]))
        for key, line in sorted(self.chart.relations.items()):
            if line.kind == do["erase"] and line.start in starts and line.end in ends:
                said = f"erase the line from {self._title(line.start)} to {self._title(line.end)}"
                yield said, partial(edits.remove_relation, relation=key)

    def _add(self, do: Mapping[str, Any]) -> Iterator[Step]:
        function, under = self.book.words.functions[str(do["add"])], self._first(do["under"])
        if under:
            fresh = hashed_id(BOX, self.chart.head.id, function.id, under, str(len(self.chart.boxes)))
            self.added = self.added if self.added[0] else (fresh, function.title)
            said = f"add {function.title} under {self._title(under)}"
            yield (
                said,
                partial(edits.add, title=function.title, functions=[function.id], manager=under, id=fresh),
            )

    def _give(self, do: Mapping[str, Any]) -> Iterator[Step]:
        for box in self._all(do["to"]):
            held = self.reading.held(box) or ()
            given = [activity for activity in do["give"] if not self.taken or activity in self.taken]
            fresh = [activity for activity in given if activity not in held]
            if fresh:
                said = f"give {self._activities(fresh)} to {self._title(box)}"
                yield said, partial(_with_work, box=box, held=held, more=fresh)

    def _take(self, do: Mapping[str, Any]) -> Iterator[Step]:
        for box in self._every(do["from"]):
            held = self.reading.held(box) or ()
            rest = [activity for activity in held if activity not in do["take"]]
            if len(rest) < len(held):
                gone = [activity for activity in held if activity in do["take"]]
                self.taken |= set(gone)
                said = f"take {self._activities(gone)} from {self._title(box)}"
                yield said, partial(_without_work, box=box, held=held, gone=gone)

    def _answer(self, do: Mapping[str, Any]) -> Iterator[Step]:
        question = self.book.words.questions[str(do["answer"])]
        value = do["value"]
        if isinstance(value, list):
            yield from self._tick(question, self._all(do["of"]), value)
            return
        said = Answer(value)
        words = self.speaker.value(question.id, said.value)
        if question.is_of_company:
            yield (
                f"answer “{question.text}” with {words}",
                partial(edits.answer, about=self.unit, question=question.answer_key, said=said),
            )
            return
        boxes = self._all(do["of"])
        if boxes:
            yield (
                f"answer “{question.text}” for {self.speaker.listed(boxes)} with {words}",
                partial(edits.answer, about=boxes, question=question.answer_key, said=said),
            )

    def _tick(self, question: Question, boxes: Sequence[str], values: Sequence[str]) -> Iterator[Step]:
        """More of what a set holds: what is ticked already stays."""
        for box in boxes:
            ticked = self.reading.of_box(question, box)
            known = ticked if isinstance(ticked, tuple) else ()
            said = Answer(tuple(dict.fromkeys((*known, *values))))
            words = self.speaker.value(question.id, said.value)
            yield (
                f"answer “{question.text}” for {self._title(box)} with {words}",
                partial(edits.answer, about=(box,), question=question.answer_key, said=said),
            )

    # ---- boxes ----

    def _every(self, name: str) -> list[str]:
        """The boxes a name stands for, in the chart's order."""
        if name == BOXES:
            return list(self.boxes)
        if name == ADDED:
            return [self.added[0]] if self.added[0] else []
        of = self.book.compiler.set(name)
        seen: dict[str, None] = {}
        for box in self.boxes if of.depth else ("",):
            seen |= dict.fromkeys(of.members(self.reading, box, ""))
        return sorted(seen, key=self.reading.place)

    def _all(self, name: str) -> list[str]:
        """The boxes an edit is done to: those of the finding, else the first a name stands for."""
        return self._tops(name) if name == BOXES else self._every(name)[:1]

    def _tops(self, name: str) -> list[str]:
        """The boxes a name stands for, without those that move along below another."""
        found = self._every(name)
        return [box for box in found if not set(self.reading.above(box)) & set(found)]

    def _first(self, name: str) -> str | None:
        found = self._every(name)
        return next((box for box in found if box not in self.boxes), found[0] if found else None)

    def _is_drawn(self, kind: str, start: str, end: str) -> bool:
        lines = self.chart.relations_of(start)
        return any(
            line.kind == kind
            and ((line.start, line.end) == (start, end) or (not line.is_directed and line.start == end))
            for line in lines
        )

    def _title(self, box: str) -> str:
        return self.added[1] if box == self.added[0] else self.reading.title(box)

    def _activities(self, names: Sequence[str]) -> str:
        known = self.book.words.activities
        return ", ".join(known[name].title.lower() if name in known else name for name in names)


def _with_work(chart: Chart, box: str, held: Sequence[str], more: Sequence[str]) -> ChartDiff:
    """More responsibilities for a box; `held`: what its lead declares for it, while it declares none."""
    own = chart.boxes[box].responsibilities
    return edits.set_responsibilities(chart, box, (*(held if own is None else own), *more))


def _without_work(chart: Chart, box: str, held: Sequence[str], gone: Sequence[str]) -> ChartDiff:
    """Fewer responsibilities for a box; `held` as above."""
    own = chart.boxes[box].responsibilities
    rest = [activity for activity in (held if own is None else own) if activity not in gone]
    return edits.set_responsibilities(chart, box, rest)


def check(book: Book, text: RemedyText) -> None:
    """Refuse a remedy with an unknown verb, set, function, activity, question or kind of line.

    Raises PackError with one sentence.
    """
    for do in text.do:
        verbs = [verb for verb in VERBS if verb in do]
        if len(verbs) != 1:
            raise PackError(f"an edit has one of {', '.join(VERBS)}; this one has {', '.join(do) or 'none'}")
        _check_step(book, verbs[0], do)


def _check_step(book: Book, verb: str, do: Mapping[str, Any]) -> None:
    for key in do:
        if key != verb and key not in VERBS[verb]:
            raise PackError(f"{verb} takes no {key}; it takes {' and '.join(VERBS[verb])}")
    for key in (*(("move",) if verb == "move" else ()), *VERBS[verb]):
        if key in ("value", "of") and verb == "answer":
            continue
        if key not in do:
            raise PackError(f"{verb} needs {key}")
        if do[key] not in (BOXES, ADDED):
            book.compiler.set(do[key])
    if verb == "add" and do["add"] not in book.words.functions:
        raise PackError(f"there is no function {do['add']!r}")
    if verb in ("give", "take"):
        book.compiler.activities(do[verb])
    if verb == "answer":
        book.compiler.question(str(do["answer"]))
