"""Answers: every question of the packs can be answered, is read back as given, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest

from orgsketch import vocabulary
from orgsketch.model.diff import apply
from orgsketch.model.edits import draw
from orgsketch.ui import answering
from tests.charts import org

QUESTIONS = vocabulary.load(()).questions
CHART = org(ceo=None, pm="ceo", functions={"pm": "product_management"})
CHART = apply(draw(CHART, "shares_objectives", "b_ceo", "b_pm", id="r_line0000"), CHART)
ABOUT = {"company": None, "chart": None, "relation": "r_line0000"}
SAID: dict[str, Any] = {"yes_no": "yes", "number": 3, "date": "2027-01-31", "text": "Because"}


def sample(question: Any) -> Any:
    """An answer of the right kind."""
    special = {"box.functions": ("sales",), "box.responsibilities": ("launch",), "box.reports_to": None}
    if question.id in special:
        return special[question.id]
    values = [choice.value for choice in question.choices]
    if question.kind == "set":
        return tuple(values[:2])
    return values[0] if question.kind == "choice" else SAID[question.kind]


@pytest.mark.parametrize("fact", [fact for fact in QUESTIONS if fact != "box.reports_to"])
def test_what_is_answered_is_read_back_and_can_be_taken_back(fact: str) -> None:
    question, about = QUESTIONS[fact], ABOUT.get(QUESTIONS[fact].about, "b_pm")
    before = answering.value(CHART, fact, about)
    said = sample(question)
    answered = apply(answering.edit(fact, about, said)(CHART), CHART)
    assert answering.value(answered, fact, about) == said
    taken_back = apply(answering.edit(fact, about, before)(answered), answered)
    assert answering.value(taken_back, fact, about) == before


@pytest.mark.parametrize("fact", [fact for fact, question in QUESTIONS.items() if question.about != "chart"])
def test_not_known_is_an_answer(fact: str) -> None:
    about = ABOUT.get(QUESTIONS[fact].about, "b_pm")
    answered = apply(answering.edit(fact, about, "unknown")(CHART), CHART)
    assert answering.value(answered, fact, about) == "unknown"


def test_a_real_manager_ends_the_line_on_paper() -> None:
    chart = org(ceo=None, cto="ceo", pm="ceo")
    chart = apply(answering.edit("line.nominal", "b_pm", "yes")(chart), chart)
    chart = apply(answering.edit("box.reports_to", "b_pm", "b_cto")(chart), chart)
    assert chart.boxes["b_pm"].reports_to == "b_cto"
    assert answering.value(chart, "line.nominal", "b_pm") == "no"


def test_a_declared_field_replaces_not_known() -> None:
    chart = apply(answering.edit("box.responsibilities", "b_pm", "unknown")(CHART), CHART)
    chart = apply(answering.edit("box.responsibilities", "b_pm", ("launch",))(chart), chart)
    assert chart.boxes["b_pm"].responsibilities == ("launch",)
    assert "responsibilities" not in chart.boxes["b_pm"].answers
