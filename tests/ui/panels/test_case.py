"""The case for and against: both sides with names and conditions, and no winner anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from orgsketch import shorthand
from orgsketch.document import Document, engine_for
from orgsketch.drawing.options import ExportOptions
from orgsketch.exporters.material import Material
from orgsketch.ui.advice import Advice
from orgsketch.ui.panels.case import CHECKLIST, CasePanel
from orgsketch.ui.panels.casefile import sides
from orgsketch.ui.widgets.fields import Notes, Tick
from orgsketch.ui.widgets.rows import Pressable

ENGINE = engine_for(())
#: B2B, the inbound problem worse, dedicated product marketing in product; and its mirror, in marketing
OPPOSED = "CEO[Product[PM PMM] Marketing[Marcom]] @ seg=b2b in=3 out=1"
MIRROR = "CEO[Product[PM] Marketing[PMM Marcom]] @ seg=b2b in=3 out=1"
JUDGING = ("wins", "winner", "better", "best", "score:", "recommended", "verdict", "%")


def panel_on(line: str, qtbot: Any) -> CasePanel:
    document = Document(engines=lambda packs: ENGINE)
    document.adopt(shorthand.read(line, document.book.vocabulary))
    made = CasePanel(document, Advice(document))
    qtbot.addWidget(made)
    made.resize(324, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(widget: Any) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in widget.findChildren(QLabel)]


def stands(panel: CasePanel, form: str) -> dict[str, dict[str, str]]:
    """Voice -> whether its condition holds, by side."""
    facts = panel.advice.situation(panel.box).facts
    of = next(found for found in panel.advice.stances.on(facts) if found.form.id == form)
    return {side.kind: {stance.voice.name: stance.holds for stance in side.stances} for side in sides(of)}


@pytest.mark.parametrize(
    ("line", "form", "for_it", "against_it"),
    [
        (OPPOSED, "a", ("Jennifer", "Saeed"), ("Adam Kalsey", "David Daniels")),
        (MIRROR, "c", ("Adam Kalsey",), ("Jennifer", "Saeed")),
    ],
)
def test_both_sides_are_heard_with_names_and_conditions(
    line: str, form: str, for_it: tuple[str, ...], against_it: tuple[str, ...], qtbot: Any
) -> None:
    panel = panel_on(line, qtbot)
    by_side = stands(panel, form)
    assert set(for_it) <= by_side["for"].keys()
    assert set(against_it) <= by_side["against"].keys()
    side = "for" if "Adam Kalsey" in for_it else "against"
    assert by_side[side]["Adam Kalsey"] == "yes"
    for _more in range(4):
        for link in panel.findChildren(QPushButton):
            if "more voice" in link.accessibleName():
                link.click()
                QApplication.processEvents()
                break
    said = "\n".join(words(panel))
    for name in (*for_it, *against_it):
        assert name in said
    assert "is the worse problem: yes" in said
    assert "There is no absolute answer" in said


@pytest.mark.parametrize("line", [OPPOSED, MIRROR])
def test_no_winner_in_words_colour_or_weight(line: str, qtbot: Any) -> None:
    panel = panel_on(line, qtbot)
    said = " ".join(words(panel)).lower()
    quotes = " ".join(text for text in words(panel) if text.startswith("“")).lower()
    assert not [word for word in JUDGING if said.count(word) > quotes.count(word)]
    titles = {side.title for kind in ("a",) for side in sides(_form(panel, kind))}
    heads = [label for label in panel.findChildren(QLabel) if label.text() in titles]
    assert len({label.property("role") for label in heads}) == 1


def _form(panel: CasePanel, form: str) -> Any:
    facts = panel.advice.situation(panel.box).facts
    return next(found for found in panel.advice.stances.on(facts) if found.form.id == form)


@pytest.mark.parametrize("line", [OPPOSED, MIRROR])
def test_sides_stand_in_the_same_order_whoever_is_in_the_majority(line: str, qtbot: Any) -> None:
    panel = panel_on(line, qtbot)
    for form in panel.advice.stances.form:
        assert [side.kind for side in sides(_form(panel, form.id))][:3] == ["for", "against", "depends"]


@pytest.mark.parametrize("line", [OPPOSED, MIRROR])
def test_opposed_findings_both_stay_and_are_both_exported(line: str, qtbot: Any) -> None:
    """The strength of one voice stands beside the risk of another; neither lowers the other."""
    panel = panel_on(line, qtbot)
    document = panel.document
    kinds = {finding.kind for finding in document.report.findings if finding.theme == "placement"}
    assert {"strength", "risk"} <= kinds
    material = Material(document.chart, document.report, document.book, ExportOptions(sources="full"))
    told = " ".join(shape.text for shape in _texts(material.picture))
    for finding in document.report.findings:
        if finding.theme == "placement" and not finding.quiet and finding.kind in ("risk", "strength"):
            assert finding.title.split()[0] in told
    assert "There is no absolute" in told
    assert not [word for word in ("winner", "score") if word in told.lower()]


def _texts(picture: Any) -> Any:
    from orgsketch.drawing.picture import texts

    return texts(picture.shapes)


def test_conditions_come_in_the_order_of_the_rule(qtbot: Any) -> None:
    """Those that hold, then claims without one, then open ones, then what is not for this case."""
    panel = panel_on(OPPOSED, qtbot)
    ranks = {"yes": 0, "": 1, "unknown": 2, "no": 3}
    for form in panel.advice.stances.form:
        for side in sides(_form(panel, form.id)):
            held = [ranks[stance.holds] for stance in side.stances if stance.stance != "silent"]
            assert held == sorted(held)


def test_counts_are_those_of_the_voices_below(qtbot: Any) -> None:
    panel = panel_on(OPPOSED, qtbot)
    for authors_only in (False, True):
        total = sum(len(side.stances) for side in sides(_form(panel, "a"), authors_only))
        assert total == (5 if authors_only else 16)
    panel.findChildren(type(panel.view))[1].chosen.emit("authors")
    said = words(panel)
    assert "An unnamed commenter (second comment)" not in said


def test_an_open_condition_leads_to_its_question(qtbot: Any) -> None:
    panel = panel_on("CEO[Product[PM] Marketing[PMM Marcom]]", qtbot)
    QApplication.processEvents()
    asked = [row for row in panel.findChildren(Pressable) if row.accessibleName().endswith("Answer it")]
    assert asked
    with qtbot.waitSignal(panel.question_wanted) as told:
        asked[0].click()
    assert told.args[0] in panel.document.book.vocabulary.questions


def test_the_case_of_another_form_can_be_read(qtbot: Any) -> None:
    panel = panel_on(OPPOSED, qtbot)
    assert "as drawn" in "\n".join(words(panel))
    panel._read_form("e")
    assert "Not as drawn" in "\n".join(words(panel))
    panel.select([next(iter(panel.document.chart.boxes))])
    assert panel.form == ""


def test_the_reason_for_a_placement_is_kept_and_printed(qtbot: Any) -> None:
    panel = panel_on(OPPOSED, qtbot)
    field = panel.findChildren(Notes)[0]
    field.typed.emit("Close to those who build it.", 1)
    assert panel.box is not None
    assert panel.document.chart.boxes[panel.box].answers["rationale"].value == "Close to those who build it."
    material = Material(panel.document.chart, panel.document.report, panel.document.book, ExportOptions())
    assert "Close to those who build it." in " ".join(shape.text for shape in _texts(material.picture))


def test_a_checklist_is_told_by_the_chart_or_ticked_by_hand(qtbot: Any) -> None:
    panel = panel_on(MIRROR, qtbot)
    panel.view.choose(CHECKLIST)
    panel.refresh()
    said = "\n".join(words(panel))
    assert "the chart does not show it" in said
    assert "not known yet" in said
    tick = panel.findChildren(Tick)[0]
    tick.click()
    assert len(panel.document.chart.ticks) == 1
    entry = next(iter(panel.document.chart.ticks.values()))
    assert entry.box == panel.box
    QApplication.processEvents()
    link = next(b for b in panel.findChildren(QPushButton) if b.accessibleName().startswith("Read the rule"))
    with qtbot.waitSignal(panel.rule_wanted):
        link.click()
    panel.document.undo_stack.undo()
    assert not panel.document.chart.ticks


def test_an_empty_chart_has_no_case_yet(qtbot: Any) -> None:
    document = Document(engines=lambda packs: ENGINE)
    made = CasePanel(document, Advice(document))
    qtbot.addWidget(made)
    made.show()
    assert "As soon as there is a placement" in "\n".join(words(made))
