"""A walk through guides: what each asks, what it says now, and where an answer is kept. No widgets here.

Answers are edits of the chart: what is known of a box stands at the box, all else among the answers of the
company. So a walk can be left at any step and taken up again, in another window or a year later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from orgsketch.resources import _
from orgsketch.ui import answering
from orgsketch.ui.advice import Advice
from orgsketch.ui.answering import Value

if TYPE_CHECKING:
    from orgsketch.rules.finding import Remedy
    from orgsketch.rules.guides import Checked, Guide, GuideAnswer, GuideItem, Walk
    from orgsketch.rules.situation import Situation


class Input(NamedTuple):
    """A fact a guide reads. `is_shown`: the chart tells it, nobody is asked; `about` None = the company."""

    fact: str
    about: str | None
    text: str
    help: str
    kind: str
    choices: Sequence[Any]
    value: Value
    is_shown: bool = False


class Line(NamedTuple):
    """A line of a checklist: whether it holds (None = not known), what would tell, what would meet it."""

    item: GuideItem
    holds: bool | None
    inputs: tuple[Input, ...]
    remedies: tuple[Remedy, ...]


class Guiding:
    """One walk on one chart, for the placement that was selected."""

    def __init__(self, advice: Advice, walk: Walk, selected: Sequence[str] = ()) -> None:
        self.advice, self.document, self.walk = advice, advice.document, walk
        self.selected = tuple(selected)
        self.step = 0
        self.step = self._first_open()

    # ---- where in the walk ----

    @property
    def guide(self) -> Guide:
        """The guide of this step."""
        return self.advice.guides.guides[self.walk.guides[self.step]]

    @property
    def is_last(self) -> bool:
        """Whether no step follows."""
        return self.step == len(self.walk.guides) - 1

    def go(self, by: int) -> None:
        """To another step, answered or not."""
        self.step = min(max(self.step + by, 0), len(self.walk.guides) - 1)

    def is_settled(self, guide: str) -> bool:
        """Whether everything a guide reads was answered, if only by "not known"."""
        answer = self.advice.guides.answer(guide, self.situation.facts)
        inputs = self._inputs(self.advice.guides.guides[guide], answer)
        return all(entry.value is not None for entry in inputs) and not any(
            line.holds is None for line in answer.items
        )

    def _first_open(self) -> int:
        """Where to go on: at the first guide that still waits for an answer."""
        steps = range(len(self.walk.guides))
        return next((step for step in steps if not self.is_settled(self.walk.guides[step])), 0)

    # ---- what it reads and says ----

    @property
    def situation(self) -> Situation:
        """The facts as they are now."""
        return self.advice.situation(self.advice.placement(self.selected))

    def answer(self) -> GuideAnswer:
        """What the guide says now."""
        return self.advice.guides.answer(self.guide.id, self.situation.facts)

    def inputs(self) -> tuple[Input, ...]:
        """What the guide reads and what it asks for, in its order; rules are read from the chart itself."""
        return self._inputs(self.guide, self.answer())

    def lines(self) -> tuple[Line, ...]:
        """The guide's checklist, each line with the facts it waits for and the edits that would meet it."""
        situation = self.situation
        return tuple(self._line(checked, situation) for checked in self.answer().items)

    def say(self, entry: Input, value: Value) -> bool:
        """Give an answer, or take it back (None); one edit of the chart."""
        text = _("Answer “{question}”").format(question=entry.text)
        return self.document.edit(text, answering.edit(entry.fact, entry.about, value))

    # ---- inside ----

    def _inputs(self, guide: Guide, answer: GuideAnswer) -> tuple[Input, ...]:
        """A fact that may stay silent is shown once a row asks for it, or where none ever would."""
        guides = self.advice.guides.guides.values()
        asked_when_needed = {fact for other in guides for row in other.rows for fact in row.asks}
        names = [
            name
            for name in guide.reads
            if name not in guide.silent or name in answer.asks or name not in asked_when_needed
        ]
        found = (self._input(name, self.situation) for name in dict.fromkeys((*names, *answer.asks)))
        return tuple(entry for entry in found if entry)

    def _input(self, fact: str, situation: Situation) -> Input | None:
        asked = self._asked(fact)
        if asked is None or not situation.can_be_said(fact):
            return None
        about = situation.place(fact)
        is_shown = situation.is_shown(fact)
        value: Value = answering.value(self.document.chart, fact, about)
        if value is None:
            value = situation.value(fact)
        return Input(fact, about, asked.text, asked.help, asked.kind, asked.choices, value, is_shown)

    def _asked(self, fact: str) -> Any:
        """How a fact is asked for; None for a rule and for what follows from other facts."""
        questions = self.document.book.vocabulary.questions
        own = (entry for entry in self.advice.guides.fact if entry.fact == fact)
        return questions.get(fact) or next(own, None)

    def _line(self, checked: Checked, situation: Situation) -> Line:
        inputs = tuple(self._waiting(checked.item, situation)) if checked.holds is None else ()
        return Line(
            checked.item, checked.holds, inputs, () if checked.holds else self._remedies(checked.item)
        )

    def _waiting(self, item: GuideItem, situation: Situation) -> Iterator[Input]:
        """The facts a line waits for: its own, and those its rules wait for."""
        from orgsketch.rules.tables import names, value_of

        read_above = {entry.fact for entry in self.inputs()}
        for name in names(item.when):
            entry = self._input(name, situation)
            if entry and name not in read_above and value_of(situation.facts, name) is None:
                yield entry
            for question in self.document.report.questions:
                if name in question.decides:
                    yield Input(
                        question.fact,
                        question.about,
                        question.text,
                        question.help,
                        question.kind,
                        question.choices,
                        answering.value(self.document.chart, question.fact, question.about),
                    )

    def _remedies(self, item: GuideItem) -> tuple[Remedy, ...]:
        """The edits that the findings behind a line offer."""
        findings = (found for found in self.document.report.findings if found.rule in item.rules)
        return tuple(remedy for found in findings for remedy in found.remedies if remedy.diff)
