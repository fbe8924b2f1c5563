"""Every table of every guide through the dialog's own model: answers in, what it says out; and the dialog."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from orgsketch import shorthand
from orgsketch.document import Document, engine_for
from orgsketch.drawing.quoting import quoted
from orgsketch.model.records import UNKNOWN
from orgsketch.rules.situation import Situation
from orgsketch.ui import answering
from orgsketch.ui.advice import Advice
from orgsketch.ui.dialogs.guide import GuideSheet, WalkPicker
from orgsketch.ui.guiding import Guiding
from tests.rules.test_guides import BOOK, CODES, TABLES, Row

ENGINE = engine_for(())
SPLIT = "CEO[Marketing[PMM Marcom] Product[PM] Dev]"
UNION = "CEO[Product[PM PMM] Marketing[Marcom]]"
IN, OUT = "company.product_knows_market", "company.market_knows_product"
WALKED = {guide for walk in BOOK.walk for guide in walk.guides}
ROWS = [row for row in TABLES if row[0] in WALKED]


def advice_on(line: str) -> Advice:
    document = Document(engines=lambda packs: ENGINE)
    document.adopt(shorthand.read(line, document.book.vocabulary))
    return Advice(document)


def guiding(advice: Advice, guide: str) -> Guiding:
    walk = next(walk for walk in advice.walks if guide in walk.guides)
    made = Guiding(advice, walk)
    made.step = walk.guides.index(guide)
    return made


@pytest.fixture
def table_only(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The chart shows nothing by itself: rules are as a row of the table says, all else is asked."""

    def use(facts: dict[str, Any]) -> None:
        def state(self: Situation, code: str) -> Any:
            return facts.get(code)

        monkeypatch.setattr(Situation, "_state", state)
        monkeypatch.setattr(Situation, "_shown", lambda self, seen: None)

    return use


def say_all(model: Guiding, facts: dict[str, Any]) -> None:
    """Give every answer of a row as the dialog would."""
    situation = model.situation
    for fact, value in facts.items():
        if fact not in CODES:
            about = situation.place(fact)
            assert situation.can_be_said(fact), fact
            model.document.edit("Answer", answering.edit(fact, about, value))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{number}" for number, row in enumerate(ROWS)])
def test_each_row_of_each_table_through_the_dialog(row: Row, table_only: Any, qapp: Any) -> None:
    guide, facts, is_verdict, suggests, rules = row
    table_only(facts)
    model = guiding(advice_on(SPLIT), guide)
    say_all(model, facts)
    answer = model.answer()
    assert answer.output == BOOK.answer(guide, facts).output
    assert answer.is_verdict is is_verdict
    assert answer.suggests.items() >= suggests.items()
    assert set(answer.rules) >= set(rules)


@pytest.mark.parametrize("guide", sorted(WALKED))
def test_not_known_is_no_verdict(guide: str, table_only: Any, qapp: Any) -> None:
    table_only({})
    model = guiding(advice_on(SPLIT), guide)
    assert not model.answer().is_verdict
    for entry in model.inputs():
        model.say(entry, UNKNOWN)
        assert not model.answer().is_verdict
    assert not model.answer().suggests.get("home")


@pytest.mark.parametrize("guide", sorted(WALKED))
def test_what_is_asked_can_be_answered_and_the_answer_stays_in_the_chart(guide: str, qapp: Any) -> None:
    advice = advice_on(SPLIT)
    model = guiding(advice, guide)
    for entry in model.inputs():
        if entry.is_shown or not entry.choices:
            continue
        value = entry.choices[0].value
        said = (value,) if entry.kind == "set" else value
        assert model.say(entry, said)
        again = guiding(Advice(advice.document), guide)
        assert next(other for other in again.inputs() if other.fact == entry.fact).value == said


def test_answers_are_facts_of_the_chart_and_change_its_findings(qapp: Any) -> None:
    advice = advice_on(SPLIT)
    model = guiding(advice, "D01")
    for entry, value in zip(model.inputs(), ("yes", "no"), strict=True):
        model.say(entry, value)
    advice.document.settle()
    assert "CTX102" in {finding.rule for finding in advice.document.report.findings}
    assert model.answer().suggests["home"] == "product"
    assert advice.document.undo_stack.count() == 2


def test_the_pick_is_asked_only_when_both_problems_weigh_the_same(qapp: Any) -> None:
    model = guiding(advice_on(SPLIT), "D01")
    assert [entry.fact for entry in model.inputs()] == [IN, OUT]
    for entry in model.inputs():
        model.say(entry, "partly")
    assert [entry.fact for entry in model.inputs()] == [IN, OUT, "company.pick"]
    assert not model.answer().is_verdict


def test_a_walk_goes_on_where_it_was_left(qapp: Any) -> None:
    advice = advice_on(SPLIT)
    walk = next(walk for walk in advice.walks if walk.id == "two-questions")
    assert Guiding(advice, walk).step == 0
    model = Guiding(advice, walk)
    for entry in model.inputs():
        model.say(entry, "no" if entry.fact == IN else "yes")
    assert Guiding(advice, walk).step == 1
    model.go(1)
    model.go(-5)
    assert model.step == 0
    model.go(9)
    assert model.is_last


def test_what_the_chart_shows_is_not_asked(qapp: Any) -> None:
    entry = next(e for e in guiding(advice_on(SPLIT), "D06").inputs() if e.fact == "chart.dedicated")
    assert entry.is_shown
    assert entry.value == "yes"


def test_the_self_check_offers_the_edit_that_meets_a_line(qapp: Any) -> None:
    lines = guiding(advice_on(SPLIT), "D28").lines()
    assert [line.holds is None for line in lines] == sorted(
        (line.holds is None for line in lines), reverse=True
    )
    one_leader = next(line for line in lines if "leads both" in line.item.text)
    assert one_leader.holds is False
    assert one_leader.remedies[0].diff
    assert all(line.item.cure for line in lines)


def test_a_line_that_waits_says_for_what(qapp: Any) -> None:
    lines = guiding(advice_on(UNION), "D16").lines()
    vision = next(line for line in lines if "vision" in line.item.text)
    assert vision.holds is None
    assert [entry.fact for entry in vision.inputs] == ["leader.vision"]


# ---- the dialog ----


@pytest.fixture
def sheet(qtbot: Any) -> GuideSheet:
    made = GuideSheet(None, guiding(advice_on(SPLIT), "D01"))
    qtbot.addWidget(made)
    made.show()
    return made


def words(widget: Any) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_an_answer_changes_what_it_says_at_once(sheet: GuideSheet) -> None:
    assert "Answer both questions" in sheet.output.text()
    sheet.fields[IN, None].answered.emit("no")
    assert "No verdict yet" in sheet.output.text()
    sheet.fields[OUT, None].answered.emit("yes")
    assert sheet.head.text() == "What this says"
    assert sheet.output.text().startswith("Marketing")


def test_the_dialog_works_by_keyboard(sheet: GuideSheet) -> None:
    field = sheet.fields[IN, None].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Right)
    assert sheet.guiding.document.chart.head.answers["product_knows_market"].value == "yes"
    assert sheet.fields[IN, None].field.hasFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_every_step_can_be_skipped_and_gone_back_to(sheet: GuideSheet) -> None:
    assert not sheet.back.isEnabled()
    sheet.skip.click()
    assert "Step 2 of 3" in words(sheet)
    sheet.skip.click()
    assert sheet.forth.text() == "Done"
    assert not sheet.skip.isVisible()
    sheet.back.click()
    assert "Step 2 of 3" in words(sheet)
    assert not sheet.guiding.document.chart.head.answers


def test_quote_caveat_and_the_honest_line_stand_on_every_step(sheet: GuideSheet) -> None:
    for walk in sheet.guiding.advice.walks:
        for guide in walk.guides:
            model = guiding(sheet.guiding.advice, guide)
            sheet.guiding = model
            sheet.refresh()
            said = words(sheet)
            assert quoted(model.guide.source.quote) in said
            assert model.answer().caveat in said
            assert "There is no absolute answer" in said


def test_show_me_closes_and_names_the_edit(sheet: GuideSheet) -> None:
    sheet.guiding = guiding(sheet.guiding.advice, "D28")
    sheet.refresh()
    QApplication.processEvents()
    show = next(b for b in sheet.findChildren(QPushButton) if b.accessibleName().startswith("Show me: "))
    show.click()
    assert sheet.answer == "show"
    assert sheet.remedy is not None
    assert sheet.remedy.diff


def test_all_walks_are_offered_and_one_is_taken(qtbot: Any) -> None:
    advice = advice_on(SPLIT)
    picker = WalkPicker(None, advice, ())
    qtbot.addWidget(picker)
    said = words(picker)
    assert all(walk.title in said for walk in advice.walks)
    from orgsketch.ui.widgets.rows import Pressable

    rows = picker.findChildren(Pressable)
    assert len(rows) == len(advice.walks) == 9
    QTest.keyClick(rows[0], Qt.Key.Key_Return)
    assert picker.walk is advice.walks[0]
