"""The line that is offered when a second product line appears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from orgsketch.model import edits
from tests.charts import do, org

LINE = {"pm": "product_management", "pmm": "product_marketing"}


def added(made: Any, qtbot: QtBot, title: str = "PM 2", function: str = "product_management") -> None:
    """A box comes, and with it perhaps an offer."""
    made.document.edit("Add", edits.add, title, [function], "b_ceo", id=f"b_{len(made.document.chart.boxes)}")
    qtbot.wait(1)


def test_a_second_product_line_is_offered_to_be_served(window: Callable[..., Any], qtbot: QtBot) -> None:
    made = window(org(LINE, ceo=None, pm="ceo", pmm="ceo"))
    added(made, qtbot)
    assert "both" in made.toast.words.text()
    made.toast.undo.click()
    lines = made.document.chart.relations_of("b_pmm")
    assert {line.kind for line in lines} == {"serves"}
    assert len(list(lines)) == 2
    made.document.undo_stack.undo()
    assert not made.document.chart.relations


def test_one_more_is_offered_to_who_serves_others_of_its_kind(
    window: Callable[..., Any], qtbot: QtBot
) -> None:
    made = window(do(org(LINE, ceo=None, pm="ceo", pmm="ceo"), edits.draw, "serves", "b_pmm", "b_pm"))
    added(made, qtbot)
    assert "this one too" in made.toast.words.text()
    made.toast.undo.click()
    assert len(list(made.document.chart.relations_of("b_pmm"))) == 2


def test_nobody_is_asked_without_need(window: Callable[..., Any], qtbot: QtBot) -> None:
    alone = window(org({"pm": "product_management"}, ceo=None, pm="ceo"))
    added(alone, qtbot)
    two = window(org({**LINE, "pmm2": "product_marketing"}, ceo=None, pm="ceo", pmm="ceo", pmm2="ceo"))
    added(two, qtbot)
    other = window(org(LINE, ceo=None, pm="ceo", pmm="ceo"))
    added(other, qtbot, "Sales", "sales")
    for made in (alone, two, other):
        assert not made.toast.isVisible()
