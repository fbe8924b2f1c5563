"""What guides and stances read from a chart, seen from one placement.

A placement is a box whose place is discussed. Company facts are the company's, a fact of a box or a leader is
read where the pack says (`Seen.at`), a fact of the chart follows from conditions over it, and what only a
guide asks is kept among the company's answers. Whatever is neither shown nor said is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orgsketch.rules.guides import FlowText, GuideBook, Seen, SeenRow
from orgsketch.rules.reading import Reading
from orgsketch.rules.tables import UNKNOWN, Value
from orgsketch.rules.units import Split, context_keys, unit_of, units_of

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book
    from orgsketch.vocabulary.records import Question

ANSWERS = {True: "yes", False: "no", None: None}


class Situation:
    """The facts of one chart for one placement; `box` None = the chart as a whole."""

    def __init__(
        self,
        book: Book,
        guides: GuideBook,
        chart: Chart,
        report: Report | None = None,
        box: str | None = None,
    ) -> None:
        self.book, self.guides, self.chart, self.box = book, guides, chart, box
        known: Reading | None = report.__dict__.get("_reading") if report else None
        keys = context_keys(book.words)
        self._unit = unit_of(chart, box, keys) if box and box in chart.boxes else None
        self._split = Split(chart, units_of(chart, keys) if self._unit else frozenset(), keys)
        chart = self._split.whole(self._unit)
        self.reading = known if known and known.chart is chart else Reading(chart, book.words)
        self._seen = {entry.fact: entry for entry in guides.seen}

    @cached_property
    def facts(self) -> dict[str, Value | None]:
        """Every fact a guide or a stance may read, None while it is not known."""
        return {**self.known, **{code: self._state(code) for code in self.book.texts}}

    @cached_property
    def known(self) -> dict[str, Value | None]:
        """The same without the state of each rule, for whoever knows it from a report."""
        own = (entry.fact for entry in self.guides.fact)
        names = dict.fromkeys((*self.book.words.questions, *own, *self._seen))
        return {fact: self.value(fact) for fact in names}

    def value(self, fact: str) -> Value | None:
        """What the chart shows of a fact, else what was said about it."""
        seen = self._seen.get(fact)
        shown = self._shown(seen) if seen and not seen.at else None
        return self._said(fact) if shown is None else shown

    def is_shown(self, fact: str) -> bool:
        """Whether the chart itself tells, so that nobody needs to be asked."""
        seen = self._seen.get(fact)
        return seen is not None and not seen.at and self._shown(seen) is not None

    def place(self, fact: str) -> str | None:
        """The box an answer about a fact belongs to (a unit that spoke of it, too); None = the company."""
        question = self.book.words.questions.get(fact)
        if question is None or question.about == "chart":
            return None
        if question.is_of_company:
            return self._split.speaker(self._unit, question.answer_key)
        seen = self._seen.get(fact)
        if seen and seen.at:
            return next(self._members(seen.at), None)
        return self.box

    def can_be_said(self, fact: str) -> bool:
        """Whether there is something on the chart that an answer could be about."""
        question = self.book.words.questions.get(fact)
        is_of_box = question is not None and question.about in ("box", "leader", "line")
        return not is_of_box or self.place(fact) is not None

    # ---- inside ----

    def _state(self, code: str) -> str | None:
        return ANSWERS[self.book.compiled(code).truth_near(self.reading, self.box or "")]

    def _said(self, fact: str) -> Value | None:
        question = self.book.words.questions.get(fact)
        if question is None:
            return self._of_guide(fact)
        if question.is_of_company:
            return _usable(self.reading.of_company(question))
        box = self.place(fact)
        return self._of_box(question, box) if box else None

    def _of_box(self, question: Question, box: str) -> Value | None:
        said = self.reading.of_box(question, box)
        if said is None and question.answer_key == "responsibilities":
            return self.reading.held(box)
        return _usable(said)

    def _of_guide(self, fact: str) -> Value | None:
        said = self.chart.head.answers.get(fact.rpartition(".")[2])
        return None if said is None else _usable(said.value)

    def _shown(self, seen: Seen) -> Value | None:
        if seen.gathers:
            return self._gathered()
        if seen.number:
            return self._number(seen.number)
        for row in seen.shows:
            truth = self._truth(row)
            if truth is not False:
                return row.value if truth else None
        return None

    def _truth(self, row: SeenRow) -> bool | None:
        condition = self.book.compiler.condition(row.when)
        if condition.depth and not self.box:
            return None
        truth = condition.truth(self.reading, self.box or "", "")
        is_hidden = any(not getattr(self.chart.head.complete, part) for part in row.absent)
        return None if truth and is_hidden else truth

    def _number(self, data: Any) -> Value | None:
        measure = self.book.compiler.measure(data)
        number: Value | None = measure.of(self.reading, self.box or "", "")
        return number

    def _gathered(self) -> tuple[str, ...] | None:
        """Every activity that somebody holds, None while nobody has said anything."""
        held = [record.responsibilities for record in self.chart.boxes.values()]
        said = [activities for activities in held if activities is not None]
        return tuple(sorted({activity for activities in said for activity in activities})) if said else None

    def _members(self, of: Any) -> Iterator[str]:
        boxes = self.book.compiler.set(of)
        if boxes.depth and not self.box:
            return iter(())
        return iter(sorted(boxes.members(self.reading, self.box or "", ""), key=self.reading.place))


def placements(book: Book, guides: GuideBook, chart: Chart) -> tuple[str, ...]:
    """The boxes whose placement can be discussed, in the order of the pack's sets, topmost first."""
    reading = Reading(chart, book.words)
    for group in guides.placements:
        found: dict[str, None] = {}
        for name in group:
            members = book.compiler.set(name).members(reading, "", "")
            found |= dict.fromkeys(sorted(members, key=reading.place))
        placed = tuple(box for box in found if not reading.is_unplaced(box))
        if placed:
            return placed
    return ()


def placement_for(chart: Chart, found: tuple[str, ...], selected: tuple[str, ...]) -> str | None:
    """The placement meant by a selection: itself, one below or above it, else the first."""
    from orgsketch.model.tree import branch, path_to_top

    for box in selected:
        if box in found:
            return box
    for box in (box for box in selected if box in chart.boxes):
        near = {*branch(chart, box), *path_to_top(chart, box)}
        inside = next((other for other in found if other in near), None)
        if inside:
            return inside
    return found[0] if found else None


@dataclass(frozen=True, slots=True)
class Stream:
    """One direction of information on a chart: its lines, and the placements that have none of them."""

    title: str
    lines: frozenset[str]
    gaps: tuple[str, ...]


def streams(book: Book, guides: GuideBook, chart: Chart) -> tuple[Stream, ...]:
    """How information flows on a chart, in the directions the pack names."""
    reading = Reading(chart, book.words)
    placed = placements(book, guides, chart)
    return tuple(_stream(book, flow, reading, placed) for flow in guides.flow)


def _stream(book: Book, flow: FlowText, reading: Reading, placed: tuple[str, ...]) -> Stream:
    start, end = book.compiler.set(flow.start), book.compiler.set(flow.end)
    found = [
        line
        for line in reading.chart.relations.values()
        if line.kind == flow.line
        and start.holds(reading, line.start, "", "")
        and end.holds(reading, line.end, "", "")
    ]
    joined = {box for line in found for box in (line.start, line.end)}
    return Stream(
        flow.title, frozenset(line.id for line in found), tuple(box for box in placed if box not in joined)
    )


def _usable(said: Any) -> Value | None:
    return None if said is None or said == UNKNOWN else said
