"""Charts with units: judged once in every context.

Rules that speak of boxes see the whole chart and are asked about the boxes of the context; rules that speak
of the chart see those boxes and the managers above them. A chart without units never comes here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, TypeAlias

from orgsketch.model import records, tree
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.rules import asking, remedies
from orgsketch.rules.acceptance import accepted_on
from orgsketch.rules.condition import Ground
from orgsketch.rules.finding import Finding, OpenQuestion, Report, lazily
from orgsketch.rules.logic import ASKED
from orgsketch.rules.pack import FLAGS, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.teams import CHART, Fired, Team
from orgsketch.rules.units import Passage, Split
from orgsketch.rules.wording import Speaker

if TYPE_CHECKING:
    from orgsketch.rules.engine import Engine

Found: TypeAlias = tuple[Team, Finding]
Accepted: TypeAlias = Mapping[tuple[str, str | None], records.Accepted]
Used: TypeAlias = set[tuple[str, str | None]]


@dataclass(frozen=True)
class Context:
    """One context of a chart: `whole` is the report of the whole chart in it, `part` that of its own boxes.

    Of a unit the whole holds the rules that mind the company; the others say the same in every context.
    """

    engine: Engine
    split: Split
    unit: str | None
    whole: Report
    part: Report

    @property
    def reading(self) -> Reading:
        """The whole chart as it is read in this context."""
        return _reading(self.whole)

    @cached_property
    def is_chart(self) -> bool:
        """Whether there is anything to say of its boxes as a chart: not of a box without a place, nor of
        mere managers of units."""
        boxes, above = _reading(self.part).boxes, self.split.above
        is_loose = self.unit is not None and tree.is_unplaced(self.split.chart, self.unit)
        return not is_loose and any(box not in above for box in boxes)

    # ---- findings ----

    def places(self, rule: Rule) -> Iterator[Team]:
        """Where a rule that minds the company, or speaks of the chart, holds in this context."""
        if rule.tally is None:
            if self.is_chart and rule.code in _fired(self.part):
                yield self._unit_team
        elif rule.code in _fired(self.whole):
            teams = _fired(self.whole)[rule.code].teams.values()
            shares = (shared(team, self.split, self.reading).get(self.unit) for team in teams)
            yield from (share for share in shares if share)

    @cached_property
    def _unit_team(self) -> Team:
        """Whom a finding about the chart is said of: the unit."""
        if self.unit is None:
            return CHART
        return Team(self.reading.place(self.unit), self.unit, lambda: (str(self.unit),))

    def basis(self, rule: Rule) -> object:
        """What stays the same while a rule holds at the same places."""
        if rule.tally is None:
            return self.is_chart and rule.code in _fired(self.part)
        return _fired(self.whole).get(rule.code)

    def finding(self, rule: Rule, team: Team, accepted: Accepted, used: Used) -> Finding:
        """A finding in this context. What it would change is the chart itself, and it names the unit."""
        if self.unit is None and rule.tally is not None:
            return self.engine._finding(self.reading, rule, team, accepted, used)
        reading = self.reading if rule.tally else _reading(self.part)
        boxes = team.boxes if rule.tally else ()
        ready = self.engine._ready(reading, rule, team, accepted, used, boxes)
        ready["unit"] = self.unit if rule.tally is None or rule.code in self.engine.of_company else None
        return lazily(Finding, ready, partial(self._worked, reading, rule, boxes))

    def _worked(
        self, reading: Reading, rule: Rule, boxes: tuple[str, ...], name: str
    ) -> Callable[[], Any] | None:
        if name == "remedies":
            speaker = Speaker(self.engine.book, reading)
            onto = remedies.Onto(self.split.chart, self.unit)
            return lambda: remedies.of(self.engine.book, rule, reading, boxes, speaker, onto)
        if name == "message" and self.unit is not None and not boxes:
            speaker = Speaker(self.engine.book, reading)
            return lambda: speaker.message_of_unit(rule.text.message, str(self.unit))
        return self.engine._worked(reading, rule, boxes, name)

    # ---- questions ----

    def grounds(self, rule: Rule) -> Iterator[Ground]:
        """What a rule that minds the company, or speaks of the chart, waits for in this context."""
        found = self._about_boxes(rule) if rule.tally else self._about_chart(rule)
        return (self._addressed(ground) for ground in found)

    def _about_chart(self, rule: Rule) -> Iterable[Ground]:
        part = _reading(self.part)
        if not self.is_chart or rule.truth(part) is not None:
            return ()
        complete = self.split.chart.head.complete
        shown = {FLAGS[part] for part in FLAGS if getattr(complete, part)}
        if not shown.isdisjoint(rule.hidden(part)):
            return ()  # whatever is missing may be in a unit: no answer would settle it
        return (ground for ground in asking.grounds(rule, part) if ground.fact not in shown)

    def _about_boxes(self, rule: Rule) -> Iterable[Ground]:
        known = self.reading.grounds
        if rule.code not in known:
            known[rule.code] = tuple(self._waits(rule))
        return known[rule.code]

    def _waits(self, rule: Rule) -> Iterator[Ground]:
        assert rule.tally is not None
        verdicts = rule.tally.verdicts(self.reading)
        if any(self.split.owner(box) == self.unit for box in verdicts.yes):
            yield from (Ground(flag, "", None) for flag in rule.hidden(self.reading))
            return
        mine = [box for box in verdicts.unknown if self.split.owner(box) == self.unit]
        for box in nsmallest(ASKED, mine, key=self.reading.place):
            yield from rule.why_of(self.reading, box)

    def _addressed(self, ground: Ground) -> Ground:
        """Of the company it is asked once; of a unit only what the unit itself speaks of."""
        question = self.engine.book.words.questions.get(ground.fact)
        if self.unit is None or question is None or not question.is_of_company:
            return ground
        return replace(ground, about=self.split.speaker(self.unit, question.answer_key) or "")


def shared(team: Team, split: Split, reading: Reading) -> Mapping[str | None, Team]:
    """The boxes of a team by unit."""
    if team.shares is None:
        boxes: dict[str | None, list[str]] = {}
        for box in team.boxes:
            boxes.setdefault(split.owner(box), []).append(box)
        team.shares = {unit: _share(reading, tuple(mine)) for unit, mine in boxes.items()}
    return team.shares


def _share(reading: Reading, boxes: tuple[str, ...]) -> Team:
    return Team(reading.place(boxes[0]), boxes[0], lambda: boxes)


def _reading(report: Report) -> Reading:
    found: Reading = report.__dict__["_reading"]
    return found


def _fired(report: Report) -> Mapping[str, Fired]:
    found: Mapping[str, Fired] = report.__dict__["_fired"]
    return found


# ---- the report ----


def report(engine: Engine, split: Split) -> Report:
    """The report of a chart with units."""
    company = engine.report_plain(split.chart)
    return _report(engine, split, [_fresh(engine, split, unit, company) for unit in _contexts(split)])


def advance(engine: Engine, before: Report, change: ChartDiff, split: Split) -> Report:
    """The report of a chart with units after a change; `before` may be that of a chart without."""
    old = contexts_of(before)
    company = engine.advance_plain(old[None].whole if old else before, change, split.chart)
    was = old[None].split if old else Split(_reading(before).chart, frozenset(), split.keys)
    passage = Passage(was, change, split)
    found = []
    for unit in _contexts(split):
        known = old.get(unit)
        found.append(
            _advanced(engine, known, passage, company) if known else _fresh(engine, split, unit, company)
        )
    return _report(engine, split, found)


def contexts_of(report: Report) -> Mapping[str | None, Context]:
    """The contexts of a report, the company's under None; none where a chart has no units."""
    found: Mapping[str | None, Context] = report.__dict__.get("_contexts", {})
    return found


def _contexts(split: Split) -> list[str | None]:
    return [None, *sorted(split.units)]


def _fresh(engine: Engine, split: Split, unit: str | None, company: Report) -> Context:
    part = engine.report_plain(split.part(unit), engine.of_chart)
    whole = company
    if unit is not None:
        chart = split.whole(unit)
        change = ChartDiff((split.chart.head, chart.head))
        whole = engine.advance_plain(company, change, chart, engine.of_context)
    return Context(engine, split, unit, whole, part)


def _advanced(engine: Engine, old: Context, passage: Passage, company: Report) -> Context:
    split, part, whole = passage.after, old.part, company
    if old.unit is not None:
        was, chart = old.reading.chart.head, split.whole(old.unit)
        mine = replace(passage.change, head=None if was == chart.head else (was, chart.head))
        whole = engine.advance_plain(old.whole, mine, chart, engine.of_context)
    before = _reading(part).chart
    change = passage.of_part(old.unit, before)
    if change:
        part = engine.advance_plain(part, change, apply(change, before), engine.of_chart)
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
        "_engine": engine,
    }
    return lazily(Report, known, work.get)


def _findings(engine: Engine, split: Split, contexts: list[Context]) -> tuple[Finding, ...]:
    used: Used = set()
    accepted = accepted_on(split.chart)
    found = [
        (team, context.finding(rule, team, accepted, used))
        for rule in engine.book.rules.values()
        for context, team in _places(contexts, rule)
    ]
    found += [(CHART, stale) for stale in engine._stale(contexts[0].reading, used)]
    return tuple(finding for _team, finding in sorted(found, key=engine._rank))


def _places(contexts: list[Context], rule: Rule) -> Iterator[tuple[Context, Team]]:
    """Where a rule holds, and in which context."""
    if rule.tally is None or rule.minds_company:
        yield from ((context, team) for context in contexts for team in context.places(rule))
        return
    by_unit, company = {context.unit: context for context in contexts}, contexts[0]
    fired = _fired(company.whole).get(rule.code)
    for team in fired.teams.values() if fired else ():
        for unit, share in shared(team, company.split, company.reading).items():
            yield by_unit[unit], share


def _basis(contexts: list[Context], rule: Rule) -> list[object]:
    if rule.tally is None or rule.minds_company:
        return [(context.unit, context.basis(rule)) for context in contexts]
    return [contexts[0].basis(rule)]


def only_in(engine: Engine, report: Report, other: Report) -> Iterator[Finding]:
    """The findings for boxes that stand first in no finding of the same rule in the other report."""
    mine, theirs = list(contexts_of(report).values()), list(contexts_of(other).values())
    accepted = accepted_on(mine[0].split.chart)
    found: list[Found] = []
    for rule in engine.book.rules.values():
        if _basis(mine, rule) != _basis(theirs, rule):
            known = {team.first for _context, team in _places(theirs, rule)}
            places = (place for place in _places(mine, rule) if place[1].first not in known)
            found += [(team, context.finding(rule, team, accepted, set())) for context, team in places]
    return (finding for _team, finding in sorted(found, key=engine._rank))


def _questions(engine: Engine, contexts: list[Context]) -> tuple[OpenQuestion, ...]:
    waits: asking.Waits = {}
    company = contexts[0].reading
    for rule in engine.book.rules.values():
        if rule.tally is None or rule.minds_company:
            for context in contexts:
                asking.note(waits, engine.book, company, rule, context.grounds(rule))
        elif rule.truth(company) is None:
            asking.note(waits, engine.book, company, rule, asking.grounds(rule, company))
    return asking.listed(engine.book, company, waits)
