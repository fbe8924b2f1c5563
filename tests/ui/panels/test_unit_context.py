"""The context of a unit: offered to boxes that lead others, told on those below."""

from __future__ import annotations

from typing import Any

import pytest

from orgsketch import shorthand
from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.model.records import Answer
from orgsketch.ui.panels.properties import PropertiesPanel
from orgsketch.ui.panels.questions import QuestionsPanel

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


def test_what_a_unit_answered_stands_among_the_answers(panel: PropertiesPanel, qtbot: Any) -> None:
    unit = box(panel, "GM 1")
    panel.document.edit("Answer", edits.answer, unit, "segment", Answer("b2b"))
    questions = QuestionsPanel(panel.document)
    qtbot.addWidget(questions)
    found = [(asked.fact, asked.about) for asked in questions._answered(set())]
    assert ("company.segment", unit) in found
