"""Charts with units: judged once in every context.

Rules that speak of boxes see the whole chart and are asked about the boxes of the context; rules that speak
of the chart see those boxes and the managers above them. A chart without units never comes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from orgsketch.model import tree
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Accepted
from orgsketch.resources import _
from orgsketch.rules import asking, remedies
from orgsketch.rules.acceptance import accepted_on
from orgsketch.rules.condition import Ground
from orgsketch.rules.finding import Finding, OpenQuestion, Report, lazily
from orgsketch.rules.logic import ASKED
from orgsketch.rules.pack import FLAGS, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.teams import CHART, Team
from orgsketch.rules.units import Split
from orgsketch.rules.wording import Speaker

if TYPE_CHECKING:
    from orgsketch.rules.engine import Engine

Found: TypeAlias = tuple[Team, Finding]
Used: TypeAlias = set[tuple[str, str | None]]

# The words of rules about the chart, where they are said of a unit.
PART = {
    "On this chart": "In this part of the chart",
    "on this chart": "in this part of the chart",
    "This chart": "This part of the chart",
    "this chart": "this part of the chart",
}


@dataclass(frozen=True)
class Context:
    """One context of a chart: `whole` is the report of the whole chart in it, `part` its own boxes."""

    engine: Engine
    split: Split
    unit: str | None
    whole: Report
    part: Reading

    @property
    def reading(self) -> Reading:
        """The whole chart as it is read in this context."""
        found: Reading = self.whole.__dict__["_reading"]
        return found

    def owned(self, boxes: Iterable[str]) -> list[str]:
        """Those of some boxes that are judged in this context."""
        return [box for box in boxes if self.split.owner(box) == self.unit]

    @cached_property
    def _chart_rules(self) -> list[Rule]:
        """The rules that speak of the chart, where there is one: not of a box without a place, nor of mere
        managers of units."""
        is_loose = self.unit is not None and tree.is_unplaced(self.split.chart, self.unit)
        if is_loose or self.split.above.issuperset(self.part.boxes):
            return []
        return [rule for rule in self.engine.book.rules.values() if rule.tally is None]

    # ---- findings ----

    def findings(self, accepted: Mapping[tuple[str, str | None], Accepted], used: Used) -> Iterator[Found]:
        """What is found in this context, each with its place."""
        for code, places in self.whole.__dict__["_fired"].items():
            rule = self.engine.book.rules[code]
            for team in places.teams.values() if rule.tally else ():
                boxes = tuple(self.owned(team.boxes))
                if boxes:
                    mine = Team(self.reading.place(boxes[0]), boxes[0], partial(tuple, boxes))
                    made = self.engine._finding(self.reading, rule, mine, accepted, used)
                    yield mine, self._placed(made, self.reading, rule, boxes)
        for rule in self._chart_rules:
            if rule.truth(self.part):
                yield self._of_chart(rule, accepted, used)

    def _of_chart(self, rule: Rule, accepted: Mapping[tuple[str, str | None], Accepted], used: Used) -> Found:
        """A finding about the chart, said of the unit: its box comes first."""
        if self.unit is None:
            made = self.engine._finding(self.part, rule, CHART, accepted, used)
            return CHART, self._placed(made, self.part, rule, ())
        boxes, key = (self.unit,), (rule.code, self.unit)
        used |= {key} & accepted.keys()
        made = self.engine._finding(self.part, rule, CHART, {}, set())
        made = self._placed(made, self.part, rule, ())
        made.__dict__.update(boxes=boxes, state="accepted" if key in accepted else "open")
        place = self.reading.place(self.unit)
        return Team(place, self.unit, partial(tuple, boxes)), made

    def _placed(self, made: Finding, reading: Reading, rule: Rule, boxes: tuple[str, ...]) -> Finding:
        """A finding whose remedies change the chart itself, and whose words name the unit."""
        fields = dict(made.__dict__)
        work = fields.pop("_work")
        speaker = Speaker(self.engine.book, reading)
        onto = remedies.Onto(self.split.chart, self.unit)

        def worked(name: str) -> Any:
            if name == "remedies":
                return lambda: remedies.of(self.engine.book, rule, reading, boxes, speaker, onto)
            if name == "message" and self.unit is not None and not boxes:
                return lambda: self._named(speaker.message(_of_part(rule.text.message), ()))
            return work(name)

        return lazily(Finding, fields, worked)

    def _named(self, message: str) -> str:
        assert self.unit is not None
        return _("In {unit}: {message}").format(unit=self.reading.title(self.unit), message=message)

    # ---- questions ----

    def grounds(self, rule: Rule) -> Iterator[Ground]:
        """What a rule waits for in this context."""
        found = self._about_boxes(rule) if rule.tally else self._about_chart(rule)
        return (self._addressed(ground) for ground in found if ground.holds is None)

    def _about_chart(self, rule: Rule) -> Iterator[Ground]:
        if rule not in self._chart_rules or rule.truth(self.part) is not None:
            return
        complete = self.split.chart.head.complete
        shown = [FLAGS[part] for part in FLAGS if getattr(complete, part)]
        yield from (ground for ground in rule.why(self.part) if ground.fact not in shown)

    def _about_boxes(self, rule: Rule) -> Iterator[Ground]:
        assert rule.tally is not None
        verdicts = rule.tally.verdicts(self.reading)
        if self.owned(verdicts.yes):
            yield from (Ground(flag, "", None) for flag in rule.hidden(self.reading))
            return
        for box in sorted(self.owned(verdicts.unknown), key=self.reading.place)[:ASKED]:
            yield from rule.why_of(self.reading, box)

    def _addressed(self, ground: Ground) -> Ground:
        """Of the company it is asked once; of a unit only what the unit itself speaks of."""
        question = self.engine.book.words.questions.get(ground.fact)
        if self.unit is None or question is None or not question.is_of_company:
            return ground
        return replace(ground, about=self.split.speaker(self.unit, question.answer_key) or "")


def _of_part(text: str) -> str:
    """What a rule says of a chart, said of a part of it."""
    for of_chart, of_part in PART.items():
        text = text.replace(of_chart, of_part)
    return text


# ---- the report ----


def report(engine: Engine, split: Split) -> Report:
    """The report of a chart with units."""
    return _report(engine, split, [_fresh(engine, split, unit) for unit in _contexts(split)])


def advance(engine: Engine, before: Report, change: ChartDiff, split: Split) -> Report:
    """The report of a chart with units after a change; `before` may be that of a chart without."""
    old: dict[str | None, Context] = before.__dict__.get("_contexts", {})
    found = []
    for unit in _contexts(split):
        if unit in old:
            found.append(_advanced(engine, old[unit], change, split))
        elif unit is None:
            whole = engine.advance_plain(before, change, split.chart)
            found.append(Context(engine, split, None, whole, _part(engine, split, None)))
        else:
            found.append(_fresh(engine, split, unit))
    return _report(engine, split, found)


def company(before: Report) -> Report:
    """The whole chart in the company's context: what an evaluation without units goes on from."""
    contexts: dict[str | None, Context] = before.__dict__["_contexts"]
    return contexts[None].whole


def _contexts(split: Split) -> list[str | None]:
    return [None, *sorted(split.units)]


def _part(engine: Engine, split: Split, unit: str | None) -> Reading:
    return Reading(split.part(unit), engine.book.words)


def _fresh(engine: Engine, split: Split, unit: str | None) -> Context:
    whole = engine.report_plain(split.whole(unit))
    return Context(engine, split, unit, whole, _part(engine, split, unit))


def _advanced(engine: Engine, old: Context, change: ChartDiff, split: Split) -> Context:
    was, chart = old.reading.chart.head, split.whole(old.unit)
    mine = replace(change, head=None if was == chart.head else (was, chart.head))
    whole = engine.advance_plain(old.whole, mine, chart)
    is_same = split.leaves(old.unit, old.part.chart, change)
    part = old.part if is_same else _part(engine, split, old.unit)
    return Context(engine, split, old.unit, whole, part)


def _report(engine: Engine, split: Split, contexts: list[Context]) -> Report:
    work: dict[str, Any] = {
        "findings": partial(_findings, engine, split, contexts),
        "questions": partial(_questions, engine, contexts),
    }
    known = {
        "_contexts": {context.unit: context for context in contexts},
        "_reading": contexts[0].reading,
        "_units": split.units,
    }
    return lazily(Report, known, work.get)


def _findings(engine: Engine, split: Split, contexts: list[Context]) -> tuple[Finding, ...]:
    used: Used = set()
    accepted = accepted_on(split.chart)
    found = [entry for context in contexts for entry in context.findings(accepted, used)]
    found += [(CHART, stale) for stale in engine._stale(contexts[0].reading, used)]
    return tuple(finding for _team, finding in sorted(found, key=engine._rank))


def _questions(engine: Engine, contexts: list[Context]) -> tuple[OpenQuestion, ...]:
    waits: asking.Waits = {}
    reading = contexts[0].reading
    for context in contexts:
        for rule in engine.book.rules.values():
            asking.note(waits, engine.book, reading, rule, context.grounds(rule))
    return asking.listed(engine.book, reading, waits)
