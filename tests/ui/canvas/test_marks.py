"""Marks on the canvas, with the real rules: seen, clicked, hovered, and told before a drop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from orgsketch.document import Document
from orgsketch.drawing.cardshapes import FIRST_MARK
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Complete
from orgsketch.ui.canvas import Canvas
from tests.charts import do, org
from tests.ui.canvas.hands import Hands


def company() -> Chart:
    chart = org(
        ceo=None, product="ceo", marketing="ceo", pm="product", pmm="marketing", marcom="marketing",
        functions={
            "ceo": "general_management", "product": "product", "marketing": "marketing",
            "pm": "product_management", "pmm": "product_marketing", "marcom": "marketing_communications",
        },
    )  # fmt: skip
    return do(chart, edits.change_chart, packs=("product-marketing",), complete=Complete(True, True))


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    canvas = Canvas(Document(company()))
    qtbot.addWidget(canvas)
    canvas.resize(1000, 800)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.fit()
    return Hands(canvas)


def mark_place(hands: Hands, name: str, kind: str) -> QPointF:
    marks = hands.canvas.contents.marks[f"b_{name}"]
    place = next(number for number, mark in enumerate(marks) if mark.kind == kind)
    return hands.place(name, 1, 0) - QPointF(FIRST_MARK + 24 * place, 0)


def test_a_click_on_a_mark_shows_the_worst_finding_behind_it(hands: Hands, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hands.canvas.finding_clicked) as told:
        hands.click(mark_place(hands, "pmm", "major"))
    rule, box = told.args
    found = [finding for finding in hands.canvas.document.report.findings if finding.rule == rule]
    assert box == "b_pmm"
    assert found[0].boxes[0] == "b_pmm"
    assert found[0].severity == "major"
    assert hands.canvas.overlay.selection == ["b_pmm"]


def test_a_click_on_a_question_mark_asks_for_the_questions(hands: Hands, qtbot: QtBot) -> None:
    asked = next(q.about for q in hands.canvas.document.report.questions if q.about)
    with qtbot.waitSignal(hands.canvas.questions_clicked) as told:
        hands.click(mark_place(hands, asked.removeprefix("b_"), "question"))
    assert told.args == [asked]


def test_the_boxes_a_mark_speaks_of_are_ringed(hands: Hands) -> None:
    hands.canvas.hover(hands.canvas.hit(*mark_place(hands, "pmm", "major").toTuple()))
    assert "b_pmm" in hands.canvas.overlay.found
    hands.canvas.hover(hands.canvas.hit(980, 400))
    assert hands.canvas.overlay.found == frozenset()


def test_the_note_says_what_would_change_before_the_drop(hands: Hands, qtbot: QtBot) -> None:
    document, before = hands.canvas.document, hands.canvas.document.report
    hands.take("pmm")
    hands.move(hands.place("product"))
    carry = hands.canvas.overlay.carry
    assert carry is not None
    qtbot.waitUntil(lambda: carry.pill is not None)
    pill = carry.pill
    assert pill is not None
    assert pill.head == "Reports to Product, last"
    assert "resolves" in " ".join(effect.text for effect in pill.effects or ())
    assert document.report is before
    hands.release(hands.place("product"))
    document.settle()
    rules = {finding.rule for finding in document.report.findings if finding.state == "open"}
    assert "PMM101" not in rules


def test_a_note_is_worked_out_once_for_each_place(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    preview = hands.canvas.document.preview
    monkeypatch.setattr(
        hands.canvas.document,
        "preview",
        lambda *args, **options: asked.append(args) or preview(*args, **options),
    )
    hands.take("pmm")
    for name in ("product", "marketing", "product"):
        hands.move(hands.place(name))
        carry = hands.canvas.overlay.carry
        assert carry is not None
        qtbot.waitUntil(lambda carry=carry: carry.pill is not None)
    assert len(asked) == 2


def test_marks_follow_the_findings(hands: Hands) -> None:
    assert "b_pmm" in hands.canvas.contents.marks
    document = hands.canvas.document
    document.edit("Delete", edits.remove, "b_pmm")
    document.settle()
    assert "b_pmm" not in hands.canvas.contents.marks
    document.undo_stack.undo()
    document.settle()
    assert hands.canvas.contents.card("b_pmm").marks == hands.canvas.contents.marks["b_pmm"]
