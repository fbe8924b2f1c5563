"""The findings panel with the real rules: what is shown, opened, answered, accepted, applied."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from orgsketch import shorthand
from orgsketch.document import Document
from orgsketch.ui.panels.accepting import AcceptForm
from orgsketch.ui.panels.finding_view import FindingView
from orgsketch.ui.panels.findings import FindingsPanel
from orgsketch.ui.widgets.rows import Pressable

SPLIT = "CEO[Marketing[PMM Marcom] Product[PM]]"


@pytest.fixture
def panel(qtbot: Any) -> FindingsPanel:
    document = Document()
    document.adopt(shorthand.read(SPLIT, document.book.vocabulary))
    made = FindingsPanel(document)
    qtbot.addWidget(made)
    made.resize(324, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def finding(panel: FindingsPanel, rule: str) -> Any:
    panel.document.settle()
    return next(found for found in panel.document.report.findings if found.rule == rule)


def opened(panel: FindingsPanel, rule: str) -> FindingView:
    panel.document.settle()
    panel.show_finding(rule, None)
    return next(view for view in panel.findChildren(FindingView) if view.finding.rule == rule)


def words(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_the_split_shows_its_finding_with_quote_voice_and_dissent(panel: FindingsPanel) -> None:
    view = opened(panel, "PMM101")
    said = words(view)
    found = finding(panel, "PMM101")
    assert f"“{found.sources[0].quote}”" in said
    assert f"{found.sources[0].voice}, {found.sources[0].article}" in said
    assert found.disputed_by[0].voice in said
    assert found.message in said
    assert "Holds here?" in said
    assert "PMM101 pmm-in-marketing" in said


def test_one_problem_at_first_sight_not_nine(panel: FindingsPanel) -> None:
    rows = [child for child in panel.findChildren(Pressable) if "," in child.accessibleName()]
    themes = {(panel._groups[0].key, row.key) for row in panel._groups[0].rows}
    assert len(panel._groups) <= 3
    assert len(rows) == sum(len(group.rows) for group in panel._groups)
    assert len(themes) < panel._groups[0].count + 1


def test_a_row_opens_and_closes_with_the_keyboard_and_tells_its_boxes(
    panel: FindingsPanel, qtbot: Any
) -> None:
    header = panel._views[panel._groups[0].rows[0].key]
    with qtbot.waitSignal(panel.boxes_wanted) as told:
        qtbot.keyClick(header, "\r")
    assert told.args == [list(panel._groups[0].rows[0].findings[0].boxes)]
    assert panel.findChildren(FindingView)
    qtbot.keyClick(panel._views[panel._groups[0].rows[0].key], "\r")
    assert not panel.open


def test_a_filter_leaves_only_its_kind(panel: FindingsPanel) -> None:
    panel._filter("strength", True)
    assert all(
        found.kind in ("strength", "success_signal")
        for g in panel._groups
        for r in g.rows
        for found in r.findings
    )
    panel._filter("strength", False)
    assert panel._groups


def test_accepting_needs_a_reason_and_a_day_to_come(panel: FindingsPanel) -> None:
    form = opened(panel, "PMM101").accept_form
    form.accept()
    assert "why" in form.warning.text()
    form.reason.setText("Until the new leader is here")
    form.until.setText("soon")
    form.accept()
    assert "2027-03-31" in form.warning.text()
    form.until.setText("2001-01-01")
    form.accept()
    assert "passed" in form.warning.text()
    assert not panel.document.chart.accepted


def test_an_accepted_finding_stays_quiet_and_can_be_withdrawn(panel: FindingsPanel) -> None:
    form: AcceptForm = opened(panel, "PMM101").accept_form
    form.reason.setText("We know")
    form.by.setText("Ana Ruiz")
    form.until.setText((date.today() + timedelta(days=30)).isoformat())
    form.accept()
    assert finding(panel, "PMM101").state == "accepted"
    view = opened(panel, "PMM101")
    assert "Accepted by Ana Ruiz" in words(view)
    panel.document.undo_stack.undo()
    assert finding(panel, "PMM101").state == "open"


def test_the_name_given_once_is_offered_again(panel: FindingsPanel) -> None:
    form = opened(panel, "PMM101").accept_form
    form.reason.setText("We know")
    form.by.setText("Ana Ruiz")
    form.accept()
    assert opened(panel, "UNI102").accept_form.by.text() == "Ana Ruiz"


def test_a_remedy_that_is_an_edit_is_applied_as_one_step(panel: FindingsPanel) -> None:
    view = opened(panel, "PMM101")
    remedy = next(remedy for remedy in finding(panel, "PMM101").remedies if remedy.diff)
    button = next(b for b in view.findChildren(Pressable) if b.accessibleName().startswith(remedy.text))
    button.click()
    assert panel.document.undo_stack.count() == 1
    panel.document.settle()
    assert "PMM101" not in [found.rule for found in panel.document.report.findings]
    panel.document.undo_stack.undo()
    assert finding(panel, "PMM101")


def test_what_is_not_known_leads_to_its_question(panel: FindingsPanel, qtbot: Any) -> None:
    view = opened(panel, "PMM101")
    reason = next(reason for reason in finding(panel, "PMM101").because if reason.holds == "unknown")
    asked = next(b for b in view.findChildren(Pressable) if reason.text in b.accessibleName())
    with qtbot.waitSignal(panel.question_wanted) as told:
        asked.click()
    assert told.args == [reason.fact, reason.about or ""]


def test_stepping_opens_one_finding_after_the_other(panel: FindingsPanel) -> None:
    panel.step(1)
    first = set(panel.open)
    panel.step(1)
    assert len(first) == len(panel.open) == 1
    assert panel.open != first
    panel.step(-1)
    assert panel.open == first


def test_a_hidden_panel_does_not_work(panel: FindingsPanel) -> None:
    from orgsketch.model import edits

    panel.hide()
    before = panel._groups
    panel.document.edit("Delete", edits.remove, list(panel.document.chart.boxes), "with_branch")
    assert panel._groups is before
    panel.show()
    assert panel._groups is not before
