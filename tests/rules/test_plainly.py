"""Charts nobody wrote down: the rules say of them what the catalogue's words say, worked out another way."""

from __future__ import annotations

from random import Random

import pytest

from orgsketch.model import order
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Box, Complete, Head, Relation
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from tests.rules.plainly import Plain, verdicts

BOOK = load_book(("product-marketing",))
ENGINE = Engine(BOOK)
FUNCTIONS = (*BOOK.words.functions, "product_management", "product_marketing", "product_marketing")
KINDS = (
    "embedded_in",
    "dotted",
    "shares_objectives",
    "serves",
    "drives",
    "partners",
    "informs",
    "depends_on",
)


def some_chart(dice: Random) -> Chart:
    """Up to 14 classified boxes: nested teams, blends, vacancies, work, lines, several tops, a bench."""
    boxes = [some_box(dice, number) for number in range(dice.randint(2, 14))]
    ids = [box.id for box in boxes]
    lines = [
        Relation(f"r_{n:08d}", dice.choice(KINDS), *dice.sample(ids, 2)) for n in range(dice.randint(0, 5))
    ]
    answers = {"size": Answer(dice.choice(["small", "growing", "big"]))} if dice.random() < 0.5 else {}
    head = Head("c_00000000", complete=Complete(True, True), answers=answers)
    return Chart.of(head, boxes=boxes, relations=lines)


def some_box(dice: Random, number: int) -> Box:
    functions: tuple[str, ...] = (dice.choice(FUNCTIONS) if number else "general_management",)
    if functions == ("product_management",) and dice.random() < 0.25:
        functions = ("product_management", "product_marketing")
    manager = f"b_{dice.randrange(number):08d}" if number and dice.random() < 0.95 else None
    work = dice.sample(sorted(BOOK.words.activities), dice.randint(0, 4)) if dice.random() < 0.35 else None
    return Box(
        f"b_{number:08d}",
        f"Box {number}",
        functions,
        manager,
        order.spread(number + 1)[-1],
        headcount=dice.choice([None, None, None, 0, 1, 2]),
        responsibilities=None if work is None else tuple(work),
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_rules_say_what_the_catalogue_says(seed: int) -> None:
    dice = Random(seed)
    for _chart in range(60):
        chart = some_chart(dice)
        found: dict[str, set[str]] = {}
        for finding in ENGINE.report(chart).findings:
            found.setdefault(finding.rule, set()).update(finding.boxes)
        for code, verdict in verdicts(Plain(chart, BOOK.words)).items():
            if isinstance(verdict, dict):
                assert found.get(code, set()) == {box for box, truth in verdict.items() if truth}, (
                    code,
                    chart,
                )
            else:
                assert (code in found) is (verdict is True), (code, chart)
