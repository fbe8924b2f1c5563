"""Conditions that look around the chart in every way a pack may ask for: by steps always as afresh."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from orgsketch.model.diff import apply
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Report
from orgsketch.rules.pack import Book, load_book
from tests.charts import big_chart
from tests.rules.test_steps import Session

BOOK = load_book(("product-marketing",))
STEPS: tuple[Any, ...] = (
    "box",
    "manager",
    "managers_up",
    "reports",
    "below",
    "siblings",
    {"joined": "any"},
    {"joined": "any", "far": True},
    {"joined": "serves", "direction": "from", "of": "product_management", "else": "product_management"},
)
ENDS: tuple[Any, ...] = (
    {"measure": "main_function", "is": "development"},
    {"measure": "layer", "at_least": 4},
    {"measure": "span", "at_least": 3},
    {"measure": "own_heads", "is": 0},
    {"fact": "box.headcount", "at_least": 3},
    {"fact": "home", "is": "marketing"},
    {"fact": "box.strong"},
    {"fact": "box.responsibilities", "among": "core"},
    {"relation": "any", "with": "development"},
    {"some": "pm", "where": {"fact": "single_leader", "with": "outer"}},
    {"fact": "company.segment", "is": "consumer"},
    {"rule": "WAY0"},
)
ABOUT: tuple[Any, ...] = (
    "boxes",
    "pm",
    "managers",
    {"any_of": ["development", {"of": "boxes", "where": {"some": "managers_up", "where": ENDS[0]}}]},
    {"of": "managers", "where": {"some": "reports", "where": ENDS[-2]}},
)


def book(conditions: list[Any]) -> Book:
    """A book of one rule for each condition, about boxes of several kinds; WAY0 is there to be asked."""
    model = next(iter(BOOK.texts.values()))
    bare = replace(model, raised=(), lowered=(), noted=(), absent=(), disputes=(), remedies=(), message="")
    texts = {
        f"WAY{place}": replace(bare, code=f"WAY{place}", about=ABOUT[place % len(ABOUT)], when=condition)
        for place, condition in enumerate([{"some": "manager", "where": ENDS[2]}, *conditions])
    }
    return Book(BOOK.words, texts, BOOK.facts, BOOK.sets, {}, BOOK.phrases)


def places(report: Report) -> set[tuple[str, tuple[str, ...]]]:
    return {(finding.rule, finding.boxes) for finding in report.findings}


def differences(conditions: list[Any], seed: int, steps: int) -> list[Any]:
    """The conditions that an evaluation by steps found otherwise than a fresh one."""
    engine, session = Engine(book(conditions)), Session(seed, big_chart(50, seed))
    report, wrong = engine.report(session.chart), set()
    for _step in range(steps):
        change = session.step()
        session.chart = apply(change, session.chart)
        report = engine.advance(report, change, session.chart)
        wrong |= {code for code, _boxes in places(report) ^ places(engine.report(session.chart))}
    return [conditions[int(code.removeprefix("WAY")) - 1] for code in sorted(wrong)]


@pytest.mark.parametrize("first", STEPS, ids=str)
def test_two_steps_through_the_chart(first: Any) -> None:
    ways = [{"some": first, "where": {"some": other, "where": end}} for other in STEPS for end in ENDS]
    assert differences(ways, 3, 12) == []


@pytest.mark.parametrize("seed", range(6))
def test_longer_ways_and_sets_of_their_own(seed: int) -> None:
    dice = Random(seed)
    assert differences([condition(dice, 3) for _ in range(60)], seed, 15) == []


def condition(dice: Random, depth: int) -> Any:
    """A condition at random that goes so many steps, or fewer."""
    if depth == 0:
        return dice.choice(ENDS)
    inner = condition(dice, depth - 1)
    match dice.randrange(6):
        case 0:
            return {dice.choice(("all", "any")): [inner, condition(dice, depth - 1)]}
        case 1:
            return {"not": inner}
        case 2:
            return {"none": dice.choice(STEPS), "where": inner}
        case 3:
            return {"some": boxes(dice, inner)}
        case _:
            return {"some": dice.choice(STEPS), "where": inner}


def boxes(dice: Random, inner: Any) -> Any:
    """A set of boxes, at random, described by a condition."""
    step = dice.choice(STEPS)
    match dice.randrange(4):
        case 0:
            return {"nearest": dice.choice(STEPS), "where": inner}
        case 1:
            return {"any_of": [step, {"of": dice.choice(STEPS), "where": inner}]}
        case 2:
            return {"of": {"of": step, "where": inner}, "then": dice.choice(STEPS)}
        case _:
            return {"of": step, "where": inner, "else": dice.choice(STEPS)}
