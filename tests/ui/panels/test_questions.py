"""The questions panel with the real rules: an answer is an edit and re-evaluates at once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from orgsketch import shorthand
from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.ui.panels.questions import QuestionsPanel
from orgsketch.ui.widgets.buttons import Segments

SPLIT = "CEO[Marketing[PMM Marcom] Product[PM]]"
IN, OUT = "company.product_knows_market", "company.market_knows_product"


@pytest.fixture
def panel(qtbot: Any) -> QuestionsPanel:
    document = Document()
    document.adopt(shorthand.read(SPLIT, document.book.vocabulary))
    made = QuestionsPanel(document)
    qtbot.addWidget(made)
    made.resize(324, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def open_facts(panel: QuestionsPanel) -> list[str]:
    panel.document.settle()
    return [question.fact for question in panel.document.report.questions if not question.is_set_aside]


def test_a_question_about_a_box_that_has_gone_is_gone_at_once(panel: QuestionsPanel) -> None:
    """The report is not up to date before the event loop is back."""
    panel.document.settle()
    panel.document.evaluation.is_quick = False
    asked = {question.about for question in panel.document.report.questions} - {None}
    for box in sorted(asked & set(panel.document.chart.boxes)):
        panel.document.edit("Delete", edits.remove, box)
        panel.refresh()
        assert box not in {about for _fact, about in panel.fields}


def test_the_two_questions_are_asked_and_not_too_many(panel: QuestionsPanel) -> None:
    assert {(IN, None), (OUT, None)} <= panel.fields.keys()
    assert len(panel.fields) <= 6


def test_an_answer_is_one_undo_step_and_changes_the_findings(panel: QuestionsPanel) -> None:
    panel.fields[IN, None].answered.emit("yes")
    panel.fields[OUT, None].answered.emit("no")
    assert IN not in open_facts(panel)
    assert "CTX102" in {finding.rule for finding in panel.document.report.findings}
    assert panel.document.undo_stack.count() == 2
    panel.document.undo_stack.undo()
    assert OUT in open_facts(panel)


def test_an_answered_question_stays_to_be_changed(panel: QuestionsPanel) -> None:
    panel.fields[IN, None].answered.emit("no")
    panel.document.settle()
    field = panel.fields[IN, None]
    assert field.value == "no"
    field.answered.emit("yes")
    assert panel.document.chart.head.answers["product_knows_market"].value == "yes"


def test_not_known_is_kept_and_not_asked_again(panel: QuestionsPanel) -> None:
    panel.fields[IN, None].answered.emit("unknown")
    assert IN not in open_facts(panel)
    assert panel.fields[IN, None].value == "unknown"


def test_the_keyboard_answers_and_stays_in_the_field(panel: QuestionsPanel, qtbot: Any) -> None:
    field = panel.fields[IN, None].field
    assert isinstance(field, Segments)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Right)
    assert panel.document.chart.head.answers["product_knows_market"].value == "yes"
    panel.document.settle()
    assert panel.fields[IN, None].field.hasFocus()


def test_a_question_can_be_called_for(panel: QuestionsPanel) -> None:
    fact, about = next((q.fact, q.about) for q in panel.document.report.questions if q.about)
    panel.ask(fact, about)
    assert (fact, about) in panel.fields
    assert panel.fields[fact, about].isAncestorOf(panel.focusWidget())


def test_every_answer_field_is_named_by_its_question(panel: QuestionsPanel) -> None:
    for question in panel.document.report.questions:
        field = panel.fields.get((question.fact, question.about))
        assert field is None or field.field.accessibleName() == question.text
