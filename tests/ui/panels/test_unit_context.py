"""The context of a unit: offered to boxes that lead others, told on those below."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from orgsketch import shorthand
from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.model.records import Answer
from orgsketch.ui.panels import saying
from orgsketch.ui.panels.grouping import grouped
from orgsketch.ui.panels.properties import PropertiesPanel
from orgsketch.ui.panels.questions import QuestionsPanel
from orgsketch.ui.widgets.fields import Choice

KNOWS = "company.product_knows_market"
LINE = "CEO[GM1[Product1[PM1 PMM1]] GM2[Product2[PM2 PMM2]]]"


@pytest.fixture
def panel(qtbot: Any) -> PropertiesPanel:
    document = Document()
    document.adopt(shorthand.read(LINE, document.book.vocabulary))
    made = PropertiesPanel(document)
    qtbot.addWidget(made)
    made.show()
    return made


def box(panel: PropertiesPanel, title: str) -> str:
    boxes = panel.document.chart.boxes.items()
    return next(key for key, record in boxes if record.title == title)


def test_a_box_that_leads_others_may_have_a_context_of_its_own(panel: PropertiesPanel) -> None:
    unit = box(panel, "GM 1")
    panel.select([unit])
    context = panel.boxes.context
    assert not context.own.isHidden()
    assert not context.own.isChecked()
    assert not context.fields
    context.own.click()
    assert panel.document.undo_stack.count() == 0
    context.fields["company.segment"].answered.emit("b2b")
    assert panel.document.chart.boxes[unit].answers["segment"] == Answer("b2b")
    context.fields["company.size"].answered.emit("small")
    assert panel.document.undo_stack.count() == 2
    context.own.click()
    assert panel.document.chart.boxes[unit].answers == {}
    assert not context.fields
    assert panel.document.undo_stack.count() == 3
    panel.document.undo_stack.undo()
    assert context.own.isChecked()
    assert set(panel.document.chart.boxes[unit].answers) == {"segment", "size"}


def test_a_box_below_says_whose_context_holds(panel: PropertiesPanel) -> None:
    panel.document.edit("Answer", edits.answer, box(panel, "GM 1"), "segment", Answer("b2b"))
    panel.select([box(panel, "Product Marketing 1")])
    context = panel.boxes.context
    assert context.whose.text() == "Context of GM 1"
    assert not context.whose.isHidden()
    assert context.own.isHidden()
    panel.select([box(panel, "Product Marketing 2")])
    assert context.isHidden()
    panel.select([])
    panel.select([box(panel, "GM 2")])
    assert context.whose.isHidden()


def test_a_unit_in_a_unit_says_as_for_whom_it_leaves_things_open(panel: PropertiesPanel) -> None:
    def told() -> list[str]:
        return [label.text() for label in panel.boxes.context.findChildren(QLabel) if label.text()]

    inner = box(panel, "Product 1")
    answer(panel, inner, "segment", "b2b")
    panel.select([inner])
    assert "What is left open here is as for the company." in told()
    answer(panel, box(panel, "GM 1"), "size", "big")
    panel.select([])
    panel.select([inner])
    assert "What is left open here is as for GM 1." in told()


@pytest.fixture
def questions(panel: PropertiesPanel, qtbot: Any) -> QuestionsPanel:
    made = QuestionsPanel(panel.document)
    qtbot.addWidget(made)
    made.resize(324, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def answer(panel: PropertiesPanel, about: str | None, key: str, value: str) -> None:
    panel.document.edit("Answer", edits.answer, about, key, Answer(value))
    panel.document.settle()


def whose(questions: QuestionsPanel) -> Choice | None:
    fields = questions.list.findChildren(Choice)
    return next((field for field in fields if field.accessibleName() == "Whose answers"), None)


def test_without_units_nobody_is_asked_whose_answers_are_meant(questions: QuestionsPanel) -> None:
    assert whose(questions) is None


def test_the_answers_shown_are_those_of_the_context_of_the_selection(
    panel: PropertiesPanel, questions: QuestionsPanel
) -> None:
    unit = box(panel, "GM 1")
    answer(panel, unit, "segment", "b2b")
    assert ("company.segment", unit) not in questions.fields
    questions.select([box(panel, "Product Marketing 1")])
    assert questions.whose == unit
    assert questions.fields["company.segment", unit].value == "b2b"
    questions.select([box(panel, "Product Marketing 2")])
    assert questions.whose is None
    assert ("company.segment", unit) not in questions.fields


def test_whose_answers_are_meant_is_chosen_and_what_is_open_is_answered_there(
    panel: PropertiesPanel, questions: QuestionsPanel
) -> None:
    unit = box(panel, "GM 1")
    answer(panel, unit, "segment", "b2b")
    choice = whose(questions)
    assert choice is not None
    assert [choice.itemText(row) for row in range(choice.count())] == ["The whole company", "GM 1"]
    assert (KNOWS, None) in questions.fields
    choice.chosen.emit(unit)
    assert (KNOWS, None) not in questions.fields
    questions.fields[KNOWS, unit].answered.emit("no")
    assert panel.document.chart.boxes[unit].answers["product_knows_market"] == Answer("no")
    assert "product_knows_market" not in panel.document.chart.head.answers
    assert questions.fields[KNOWS, unit].value == "no"
    panel.document.undo_stack.undo()
    panel.document.undo_stack.undo()
    panel.document.settle()
    assert questions.whose is None
    assert (KNOWS, None) in questions.fields


def test_what_a_unit_leaves_open_is_told_as_for_whom_and_may_be_said_otherwise(
    panel: PropertiesPanel, questions: QuestionsPanel
) -> None:
    unit = box(panel, "GM 1")
    answer(panel, None, "size", "big")
    answer(panel, unit, "segment", "b2b")
    questions.select([unit])
    field = questions.fields["company.size", unit]
    assert field.value is None
    words = [label.text() for label in questions.list.findChildren(QLabel)]
    assert "As for the company: Big" in words
    field.answered.emit("small")
    assert panel.document.chart.head.answers["size"] == Answer("big")
    assert questions.fields["company.size", unit].value == "small"


def test_an_unknown_fact_of_a_finding_in_a_unit_is_asked_of_the_unit(
    panel: PropertiesPanel, questions: QuestionsPanel
) -> None:
    unit = box(panel, "GM 1")
    answer(panel, unit, "segment", "b2b")
    questions.select([unit])
    questions.ask(KNOWS, None)
    assert questions._wanted == (KNOWS, unit)


def test_units_of_one_team_stand_for_themselves_and_others_say_in_whose_context_they_hold(
    panel: PropertiesPanel,
) -> None:
    document = panel.document
    one, two = box(panel, "GM 1"), box(panel, "GM 2")
    for unit, value in ((one, "b2b"), (two, "consumer")):
        answer(panel, unit, "segment", value)
        answer(panel, unit, "product_knows_market", "no")
    findings = document.report.findings
    groups = grouped(findings, document.chart, document.book)
    assert {"GM 1", "GM 2"} <= {group.title for group in groups}
    (against,) = [finding for finding in findings if finding.rule == "CTX108"]
    told = saying.context(against, document.chart, document.book.vocabulary)
    assert told.startswith("Judged in the context of GM 1: product knows the market: no")
    assert "it sells to: businesses" in told
    plain = next(finding for finding in findings if finding.unit is None)
    assert saying.context(plain, document.chart, document.book.vocabulary) == ""
