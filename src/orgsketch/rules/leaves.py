"""The leaves of conditions: a declared fact, a measured one, a derived one, another rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Protocol

from orgsketch.rules.closed import plain
from orgsketch.rules.condition import (
    ANSWERS,
    COMPANY,
    WORK,
    Condition,
    Domain,
    Ground,
    Reach,
    Settled,
    Truth,
    Uniform,
    varied,
)
from orgsketch.rules.logic import opposite
from orgsketch.rules.looks import ABOVE, DEEP, ITS_ROLE, ITSELF, NOTHING
from orgsketch.rules.measure import Measure
from orgsketch.rules.reading import Reading
from orgsketch.rules.tally import Tally
from orgsketch.rules.values import Comparison
from orgsketch.vocabulary.records import SILENT, UNKNOWN, Question

# ---- facts ----


def declared(question: Question, comparison: Comparison, undeclared: Any) -> Condition:
    """A declared fact compared with a value; undeclared it is unknown, silent (no), or counts as a value."""
    value = _value_of(question)
    holds = comparison.test(question.steps)
    asks_whether_known = comparison.asks_whether_known
    unsaid: Truth = None if undeclared == UNKNOWN else False
    if undeclared not in (UNKNOWN, SILENT) and not asks_whether_known:
        unsaid = holds(undeclared)

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        said = value(reading, box)
        if said is None:
            return unsaid
        return True if asks_whether_known else holds(said)

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        said = value(reading, box)
        about = "" if question.is_of_company else box
        if said is not None:
            yield Ground(question.id, about, True, said)
        elif undeclared == UNKNOWN:
            yield Ground(question.id, about, None)

    if question.is_of_company:
        return plain(truth, 0, why=why, domain=frozenset((COMPANY,)))
    is_silent = undeclared == SILENT or (asks_whether_known and undeclared != UNKNOWN)
    return plain(
        truth,
        1,
        why=why,
        needs=_answers(question, comparison) if is_silent else (),
        looks=_LOOKS.get(question.id, ABOVE if question.inherited else ITSELF),
        uniform=_uniform(question, comparison, unsaid),
    )


def _uniform(question: Question, comparison: Comparison, unsaid: Truth) -> Uniform:
    """What a declared fact says of every box while no box declares it."""
    key = question.answer_key
    if question.id == "box.responsibilities" and comparison.name == "among" and unsaid is False:
        is_said = _some_holder(frozenset(comparison.wanted)).truth
        return lambda reading: None if is_said(reading, "", "") else NOBODY_WORKS
    if question.id in _OF_RECORDS:
        return varied
    return lambda reading: None if reading.is_answered(key) else (unsaid, frozenset((ANSWERS,)))


def _answers(question: Question, comparison: Comparison) -> tuple[Condition, ...]:
    """What must be declared anywhere for a silent fact to hold for any box."""
    if question.id == "box.responsibilities":
        if comparison.name == "among":
            return (_some_holder(frozenset(comparison.wanted)),)
        return (_some_holder(frozenset()),)
    if question.id.startswith("box.") and question.answer_key in _RECORDED:
        return ()
    key = question.answer_key
    return (plain(lambda reading, box, outer: reading.is_answered(key), 0, domain=frozenset((ANSWERS,))),)


def _some_holder(activities: frozenset[str]) -> Condition:
    def truth(reading: Reading, box: str, outer: str) -> Truth:
        holders = reading.chart.index.holders
        return any(activity in holders for activity in activities) if activities else bool(holders)

    return plain(truth, 0, domain=frozenset((WORK,)))


_LOOKS = {
    "box.headcount": DEEP | ITSELF,
    "box.functions": ITS_ROLE,
    "box.people": ITSELF,
    "box.responsibilities": ABOVE,
}
NOBODY_WORKS: Settled = (False, frozenset((WORK,)))
_RECORDED = frozenset({"headcount", "functions", "people"})
_OF_RECORDS = frozenset({"box.headcount", "box.functions", "box.people", "box.responsibilities"})


def _value_of(question: Question) -> Callable[[Reading, str], Any]:
    if question.is_of_company:
        return lambda reading, box: reading.of_company(question)
    fields: dict[str, Callable[[Reading, str], Any]] = {
        "box.headcount": Reading.heads,
        "box.responsibilities": Reading.held,
        "box.functions": lambda reading, box: reading.boxes[box].functions or None,
        "box.people": lambda reading, box: reading.boxes[box].people or None,
    }
    return fields.get(question.id, lambda reading, box: reading.of_box(question, box))


def measured(name: str, measure: Measure, comparison: Comparison) -> Condition:
    """A measured value compared; unknown while the measure is."""
    of, holds = measure.of, comparison.test()
    asks_whether_known = comparison.asks_whether_known

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        value = of(reading, box, outer)
        if asks_whether_known:
            return value is not None
        return None if value is None else holds(value)

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        value = of(reading, box, outer)
        if value is not None:
            yield Ground(name, box, True, value)
            return
        for fact, about in measure.missing(reading, box, outer):
            yield Ground(fact, about, None)

    near = measure.near if comparison.name == "is" and comparison.wanted == "yes" else None
    needs = (_some_holder(frozenset()),) if measure.needs_work and comparison.name == "more_than" else ()
    made = plain(
        truth,
        measure.depth,
        near,
        why,
        needs=needs,
        looks=measure.looks,
        uniform=_without_work(holds(0)) if measure.needs_work and not asks_whether_known else varied,
        domain=measure.domain,
    )
    if measure.is_of_function:
        return _once_a_function(made)
    return replace(made, is_pair=True) if near else made


def _without_work(answer: Truth) -> Uniform:
    """What a measure of work says of every box while nobody declares any."""
    return lambda reading: None if reading.chart.index.holders else (answer, frozenset((WORK,)))


def _once_a_function(condition: Condition) -> Condition:
    """A condition that boxes of one main function share, answered once for all of them."""
    ask = condition.truth
    known: dict[tuple[str, ...], Truth] = {}

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        function = reading.boxes[box].functions[:1]
        if function not in known:
            known[function] = ask(reading, box, outer)
        return known[function]

    return replace(condition, truth=truth, possible=lambda r, b, o: truth(r, b, o) is not False)


def named(name: str, condition: Condition, comparison: Comparison) -> Condition:
    """A derived yes/no fact: its own name stands in the reasons when it is known."""

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        answer = condition.truth(reading, box, outer)
        if answer is None:
            yield from condition.why(reading, box, outer)
        else:
            yield Ground(name, box, True, answer)

    fact = replace(condition, why=why)
    return opposite(fact) if comparison.wanted == "no" else fact


# ---- rules ----


class RuleVerdict(Protocol):
    """What a condition may ask of another rule."""

    @property
    def tally(self) -> Tally | None:
        """Its verdicts by box, None for a rule about the chart."""

    @property
    def domain(self) -> Domain:
        """What its answer rests on."""

    def truth(self, reading: Reading) -> Truth:
        """Whether it holds anywhere."""

    def settled(self, reading: Reading) -> Settled:
        """The same with what it rests on now."""

    def team_truth(self, reading: Reading, box: str) -> Truth:
        """Whether it holds for the team of a box."""

    def why(self, reading: Reading, box: str) -> Iterator[Ground]:
        """The grounds of its answer."""


def by_rule(rule: RuleVerdict, *, anywhere: bool = False) -> Condition:
    """Another rule holds: for the team of the box in hand where it speaks of that, else anywhere."""
    tally = None if anywhere else rule.tally

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        if box and tally is not None and tally.of.holds(reading, box, "", ""):
            return rule.team_truth(reading, box)
        return rule.truth(reading)

    def why(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
        return rule.why(reading, box if tally is not None else "")

    reach = Reach(tallies=(tally,)) if tally is not None else Reach()
    uniform = rule.settled if tally is None else varied
    depth = 0 if tally is None else 1
    looks = ABOVE if depth else NOTHING
    return plain(truth, depth, why=why, reach=reach, looks=looks, uniform=uniform, domain=rule.domain)
