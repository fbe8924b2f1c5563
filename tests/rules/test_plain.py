"""The 158 rules on charts nobody wrote down: the engine says what the catalogue says, worked out by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest

from orgsketch import shorthand
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply, diff
from orgsketch.model.records import Answer, Box, Complete, Head
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import OpenQuestion, Report, to_json
from orgsketch.rules.pack import load_book
from orgsketch.shorthand.writer import write
from tests.rules.plain.chart import Plain
from tests.rules.plain.rules import verdicts
from tests.rules.plain.severity import Severity
from tests.rules.plain.sketching import altered, sketch
from tests.rules.plain.truth import Ask, Verdict, of_chart

BOOK = load_book(("product-marketing",))
ENGINE = Engine(BOOK)
WORDS = BOOK.vocabulary
PARTS = 4

# What seldom fires, or is seldom open, by chance.
RARE = "PMM109 CTX106 CAP103 UNI113 DEV106 LDR102 LDR104 BLD103".split()

# The pack speaks of the chart or of the boxes with the work, the writing by hand of who is concerned.
ABOUT_OTHERS = ("BLD103", "LDR102", "LDR103", "LDR104")

# Their facts are silent or always known, and where a box stands does not matter to them: they are never open.
NEVER_OPEN = set(
    "PMM106 PMM110 PMM113 PMM114 PMM201 PMM202 PMM204 PMM205 PMM208 PMM209 PMM210 PMM211 PMM213 PMM214"
    " PMM215 PMM216 PMM217 CTX104 CTX105 CTX106 CTX113 EMB101 EMB102 EMB103 EMB104 EMB105 EMB108 CAP101"
    " CAP104 CAP106 BLD101 BLD108 BLD109 ROL101 ROL102 ROL105 UNI111 UNI117 UNI118 DEV101 DEV102 DEV103"
    " DEV104 DEV108 DEV109 LDR101 LDR105 MCM101 MCM102 MCM103 MCM104 OBJ103 OBJ105 OBJ106 FWK101 FWK102"
    " FWK104 FWK105 HON101 HON102".split()
)


def charts(part: int) -> Iterator[Chart]:
    """Random ones, and those of the catalogue with this and that changed."""
    dice = Random(part)
    for _number in range(120):
        yield sketch(dice, WORDS)
    for text in list(BOOK.texts.values())[part::PARTS]:
        for line in (text.fires, text.near_miss):
            drawn, dice = shorthand.read(line, WORDS), Random(line)
            yield drawn
            yield from (altered(dice, drawn) for _ in range(30 if text.code in RARE else 3))


def told(chart: Chart) -> str:
    unclear = [box.title for box in chart.boxes.values() if not box.functions]
    return f"{write(chart, WORDS)}  -- and nobody knows what {unclear} do"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_rule_says_what_the_catalogue_says(part: int) -> None:
    for chart in charts(part):
        report, said = ENGINE.report(chart), verdicts(chart)
        assert said.keys() == BOOK.texts.keys()
        about, asked = _about(report), _asked(report)
        for code, verdict in said.items():
            _compare(code, verdict, about, chart)
            _compare_questions(code, of_chart(verdict), asked[code], chart)
        severity = Severity(chart, said)
        for finding in report.findings:
            level = severity.of(finding.rule, finding.boxes)
            assert finding.severity == level, (finding.rule, told(chart))


def _about(report: Report) -> dict[str, list[tuple[str, ...]]]:
    about: dict[str, list[tuple[str, ...]]] = {}
    for finding in report.findings:
        about.setdefault(finding.rule, []).append(finding.boxes)
    return about


def _asked(report: Report) -> dict[str, set[str]]:
    asked: dict[str, set[str]] = defaultdict(set)
    for question in report.questions:
        for code in question.decides:
            asked[code].add(question.fact)
    return asked


def _compare(code: str, verdict: Verdict, about: dict[str, list[tuple[str, ...]]], chart: Chart) -> None:
    """One finding a team, its boxes topmost and leftmost first."""
    assert (code in about) is (of_chart(verdict) is True), (code, told(chart))
    if isinstance(verdict, dict) and code not in ABOUT_OTHERS:
        plain, teams = Plain(chart), defaultdict(list)
        for box in sorted((box for box, truth in verdict.items() if truth is True), key=plain.place):
            teams[plain.team(box)].append(box)
        firing = sorted(tuple(boxes) for boxes in teams.values())
        assert sorted(about.get(code, [])) == firing, (code, told(chart))


def _compare_questions(code: str, truth: bool | Ask, asked: set[str], chart: Chart) -> None:
    """A rule is open where by hand it waits for something, and asks nothing else (once a team)."""
    waits = truth.facts if isinstance(truth, Ask) else frozenset()
    assert bool(asked) is bool(waits), (code, asked, waits, told(chart))
    assert asked <= waits, (code, asked, waits, told(chart))


def test_the_charts_are_rich_enough() -> None:
    """Each rule fires on some of them, is open on some and is a plain no on some."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for part in range(PARTS):
        for chart in charts(part):
            for code, verdict in verdicts(chart).items():
                truth = of_chart(verdict)
                is_open = isinstance(truth, Ask) and bool(truth.facts)
                counts[code]["open" if is_open else str(truth)] += 1
    for code, count in counts.items():
        assert count["True"] >= 3, (code, count)
        assert count["False"] >= 3, (code, count)
        assert (count["open"] == 0) is (code in NEVER_OPEN), (code, count)


# ---- questions ----


def test_who_answers_every_question_has_none_left() -> None:
    dice = Random(7)
    for _number in range(60):
        chart = sketch(dice, WORDS)
        for _round in range(12):
            questions = [q for q in ENGINE.report(chart).questions if not q.is_set_aside]
            if not questions:
                break
            for question in questions:
                chart = _answered(dice, chart, question)
        assert not questions, (questions, told(chart))


def _answered(dice: Random, chart: Chart, question: OpenQuestion) -> Chart:
    if question.fact in ("all_boxes", "all_relations"):
        return _with(chart, head=replace(chart.head, complete=Complete(True, True)))
    key = question.fact.rpartition(".")[2]
    if not question.boxes:
        return _with(
            chart, head=replace(chart.head, answers={**chart.head.answers, key: _some(dice, question)})
        )
    for about in question.boxes:
        box = chart.boxes[about]
        if question.fact == "box.functions":
            box = replace(box, functions=(dice.choice(sorted(BOOK.words.functions)),))
        elif question.fact == "box.responsibilities":
            box = replace(box, responsibilities=(dice.choice(sorted(BOOK.words.activities)),))
        elif question.fact == "box.reports_to":
            box = replace(box, answers={**box.answers, "nominal": Answer("no")})
        else:
            box = replace(box, answers={**box.answers, key: _some(dice, question)})
        chart = _with(chart, {**chart.boxes, about: box})
    return chart


def _some(dice: Random, question: OpenQuestion) -> Answer:
    choices = [choice.value for choice in question.choices]
    by_kind = {
        "yes_no": lambda: dice.choice(("yes", "no")),
        "number": lambda: dice.randint(1, 3),
        "set": lambda: tuple(dice.sample(choices, dice.randint(0, len(choices)))),
        "choice": lambda: dice.choice(choices),
    }
    return Answer(by_kind[question.kind]())


def _with(chart: Chart, boxes: dict[str, Box] | None = None, head: Head | None = None) -> Chart:
    told_of = (boxes or dict(chart.boxes)).values()
    return Chart.of(head or chart.head, boxes=told_of, relations=chart.relations.values())


# ---- by steps ----


def test_what_an_edit_makes_of_a_report_is_what_a_fresh_one_says() -> None:
    """Nominal lines, unclassified boxes, missing work and answers come and go."""
    dice = Random(11)
    for _number in range(25):
        chart = sketch(dice, WORDS)
        report = ENGINE.report(chart)
        for _step in range(4):
            change = diff(chart, altered(dice, chart))
            chart = apply(change, chart)
            report = ENGINE.advance(report, change, chart)
            assert to_json(report) == to_json(ENGINE.report(chart)), told(chart)
