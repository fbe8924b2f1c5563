"""Evaluation by steps on charts of some size, with answers, lines and teams: always as a fresh one."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from orgsketch import shorthand
from orgsketch.errors import EditError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.records import Answer, AnswerValue
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import to_json
from orgsketch.rules.pack import load_book
from orgsketch.vocabulary.records import Question
from tests.charts import big_chart

BOOK = load_book(("product-marketing", "spans-and-layers"))
ENGINE = Engine(BOOK)
ROLES = ("product_management", "product_marketing")
FUNCTIONS = (*ROLES, "marketing_communications", "marketing", "development", "sales", "product")
FUNCTIONS += ("general_management", "functional_marketing", "other")
KINDS = ("serves", "embedded_in", "informs", "shares_objectives", "dotted")
DRAWN = ("functions", "headcount", "people", "responsibilities", "reports_to")
QUESTIONS = [asked for asked in BOOK.words.questions.values() if asked.answer_key not in DRAWN]


class Session:
    """Somebody who edits a chart at random, product roles most of the time."""

    def __init__(self, seed: int, chart: Chart) -> None:
        self.dice, self.chart = Random(seed), chart

    def step(self) -> ChartDiff:
        """The next edit that changes something."""
        steps: list[Callable[[str], ChartDiff]] = [self.move] * 4 + [self.answer] * 3
        steps += [self.reclassify, self.work, self.staff, self.line, self.leave, self.join]
        while True:
            try:
                change = self.dice.choice(steps)(self.box())
            except EditError:
                continue
            if change:
                return change

    def box(self) -> str:
        boxes = sorted(self.chart.boxes)
        roles = [box for box in boxes if self.chart.boxes[box].function in ROLES]
        return self.dice.choice(roles if roles and self.dice.random() < 0.7 else boxes)

    def move(self, box: str) -> ChartDiff:
        return edits.move(self.chart, box, self.box() if self.dice.random() < 0.9 else None)

    def answer(self, box: str) -> ChartDiff:
        asked = self.dice.choice(QUESTIONS)
        about = None if asked.is_of_company else box
        said = Answer(self.value(asked)) if self.dice.random() < 0.8 else None
        return edits.answer(self.chart, about, asked.answer_key, said)

    def value(self, asked: Question) -> AnswerValue:
        values = [choice.value for choice in asked.choices] or ["yes", "no", "unknown"]
        if asked.kind == "set":
            return tuple(self.dice.sample(values, self.dice.randint(1, len(values))))
        return self.dice.randint(0, 5) if asked.kind == "number" else self.dice.choice(values)

    def reclassify(self, box: str) -> ChartDiff:
        functions = self.dice.sample(FUNCTIONS, self.dice.randint(0, 2))
        return edits.set_functions(self.chart, box, functions)

    def work(self, box: str) -> ChartDiff:
        some = self.dice.sample(sorted(BOOK.words.activities), 2)
        return edits.set_responsibilities(self.chart, box, self.dice.choice([None, (), some]))

    def staff(self, box: str) -> ChartDiff:
        return edits.set_headcount(self.chart, box, self.dice.choice([None, 0, 1, 2.5]))

    def line(self, box: str) -> ChartDiff:
        return edits.draw(self.chart, self.dice.choice(KINDS), box, self.box())

    def leave(self, box: str) -> ChartDiff:
        return edits.remove(self.chart, box) if len(self.chart.boxes) > 20 else ChartDiff()

    def join(self, box: str) -> ChartDiff:
        return edits.add(self.chart, functions=(self.dice.choice(ROLES),), manager=box)


@pytest.mark.parametrize("seed", range(6))
def test_every_step_is_as_a_fresh_evaluation(seed: int) -> None:
    session = Session(seed, big_chart(80, seed))
    report = ENGINE.report(session.chart)
    for _step in range(25):
        change = session.step()
        session.chart = apply(change, session.chart)
        report = ENGINE.advance(report, change, session.chart)
        fresh = ENGINE.report(session.chart)
        assert to_json(report) == to_json(fresh), change
        assert report.questions == fresh.questions, change


def test_a_new_colleague_shares_the_work_of_the_team() -> None:
    line = 'CEO[Product["Lead":PM{n=0,r=personas+positioning}["One":PM2{n=1}] "Two":PM3{n=1}]]'
    chart = shorthand.read(line, BOOK.words)
    ids = {box.title: box.id for box in chart.boxes.values()}
    report = ENGINE.report(chart)
    assert "BLD101" in {finding.rule for finding in report.findings}
    change = edits.move(chart, ids["Two"], ids["Lead"])
    after = apply(change, chart)
    assert to_json(ENGINE.advance(report, change, after)) == to_json(ENGINE.report(after))


def test_what_was_seen_long_ago_is_looked_at_again() -> None:
    chart = shorthand.read("CEO[Marketing[PMM] Product[PM]]", BOOK.words)
    ids = {box.title: box.id for box in chart.boxes.values()}
    report = ENGINE.report(chart)
    for edit in (
        lambda now: edits.set_functions(now, ids["Product Management"], ["other"]),
        lambda now: edits.remove(now, ids["Product Marketing"]),
        lambda now: edits.add(now, functions=("product_marketing",), manager=ids["Product"]),
        lambda now: edits.set_functions(now, ids["Product Management"], ["product_management"]),
    ):
        change = edit(chart)
        chart = apply(change, chart)
        report = ENGINE.advance(report, change, chart)
    assert "UNI103" in {finding.rule for finding in report.findings}
    assert to_json(report) == to_json(ENGINE.report(chart))


def test_a_line_between_owners_of_work_is_looked_at_though_no_box_changes() -> None:
    """What owners share is read by a rule that otherwise rests on work alone."""
    line = "CEO1{r=roadmap,nominal}[CEO2{r=gtm}] Founder // CEO1 shares CEO2"
    chart = shorthand.read(line, BOOK.vocabulary)
    (shared,) = chart.relations
    change = edits.remove_relation(chart, shared)
    report = ENGINE.advance(ENGINE.report(chart), change, apply(change, chart))
    assert to_json(report) == to_json(ENGINE.report(apply(change, chart)))
