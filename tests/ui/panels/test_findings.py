"""The findings panel with the real rules: what is shown, opened, answered, accepted, applied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from orgsketch import shorthand
from orgsketch.document import Document
from orgsketch.model import edits
from orgsketch.ui.panels.accepting import AcceptForm
from orgsketch.ui.panels.finding_view import FindingView
from orgsketch.ui.panels.findings import FindingsPanel
from orgsketch.ui.panels.saying import dissent
from orgsketch.ui.panels.sifting import voices
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
    QApplication.processEvents()
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


def shown_rows(panel: FindingsPanel) -> list[str]:
    """The rows of warnings that stand in the panel now."""
    titles = {found.title for found in panel.document.report.findings if found.kind in ("risk", "watch_out")}
    rows = [row.accessibleName() for row in panel.findChildren(Pressable)]
    return [name for name in rows if any(name.startswith(f"{title}, ") for title in titles)]


def links(panel: FindingsPanel) -> list[QPushButton]:
    QApplication.processEvents()
    return [b for b in panel.list.findChildren(QPushButton) if b.isVisible()]


def test_one_problem_at_first_sight_not_nine(panel: FindingsPanel) -> None:
    warnings = [found for found in panel.document.report.findings if found.kind in ("risk", "watch_out")]
    assert len(panel.document.chart.boxes) == 5 + 1
    assert len(warnings) >= 8
    assert len(panel._shown()) == 1
    assert len(shown_rows(panel)) == 1


def test_the_rest_is_behind_more(panel: FindingsPanel) -> None:
    assert [link.accessibleName() for link in links(panel)][:2] == ["6 more about it", "1 more team"]
    for words in ("about it", "more team"):
        next(link for link in links(panel) if words in link.accessibleName()).click()
    assert len(shown_rows(panel)) == sum(len(group.rows) for group in panel._groups)
    assert len(panel._groups) == 2


def test_a_selected_team_shows_all_its_themes(panel: FindingsPanel) -> None:
    pmm = next(box.id for box in panel.document.chart.boxes.values() if box.function == "product_marketing")
    panel.select([pmm])
    assert len(shown_rows(panel)) == len(panel._groups[0].rows) > 1


def crowd(panel: FindingsPanel) -> Any:
    """Fourteen units of twenty people, each with a split of its own."""
    units = [
        f"GM{n}[Marketing{n}[PMM{n}{{n=2}} Marcom{n}{{n=6}}] Product{n}[PM{n}{{n=6}}] Dev{n}{{n=4}}]"
        for n in range(1, 15)
    ]
    return shorthand.read(f"CEO[{' '.join(units)}]", panel.document.book.vocabulary)


def test_a_chart_of_280_people_shows_at_most_ten_groups(panel: FindingsPanel) -> None:
    panel.document.adopt(crowd(panel))
    assert sum(box.heads for box in panel.document.chart.boxes.values()) >= 280
    assert len(panel._groups) > 10
    assert 1 <= len(panel._shown()) <= 10
    assert len(shown_rows(panel)) <= 10


def test_strengths_stand_apart(panel: FindingsPanel) -> None:
    together = shorthand.read("CEO[Product[PM PMM] Marketing[Marcom]]", panel.document.book.vocabulary)
    panel.document.adopt(together)
    kinds = {found.kind for group in panel._groups for row in group.rows for found in row.findings}
    assert kinds.isdisjoint({"strength", "success_signal"})
    assert "Strengths" in words(panel)


def test_what_is_quiet_is_one_line_that_opens(panel: FindingsPanel) -> None:
    rows = panel.findChildren(Pressable)
    next(row for row in rows if row.accessibleName().startswith("Also noted: ")).click()
    quiet = {found.title for found in panel.document.report.findings if found.quiet}
    names = [row.accessibleName() for row in panel.findChildren(Pressable)]
    assert all(any(name.startswith(title) for name in names) for title in quiet)


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
    panel.filters.filter("critical", True)
    assert {found.severity for found in panel._sifted} == {"critical"}
    panel.filters.filter("critical", False)
    assert len(panel._sifted) > 1


def test_search_kind_and_voice_narrow_the_list(panel: FindingsPanel, qtbot: Any) -> None:
    panel.filters.more.click()
    qtbot.keyClicks(panel.filters.search, "pmm101")
    assert [found.rule for found in panel._sifted] == ["PMM101"]
    panel.filters.search.setText("tactical delivery vehicle")
    assert "PMM101" in [found.rule for found in panel._sifted]
    panel.filters.search.setText("no such word")
    assert "fits these filters" in words(panel)
    panel.filters.all.click()
    panel.filters.voice.chosen.emit("David Daniels")
    assert panel._sifted
    assert all("David Daniels" in voices(found) for found in panel._sifted)
    panel.filters.voice.chosen.emit("")
    panel.filters.kind.chosen.emit("watch_out")
    assert {found.kind for found in panel._sifted} == {"watch_out"}
    panel.filters.more.click()
    assert panel.sieve.is_open


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


def test_a_remedy_says_what_it_would_do_and_asks_to_be_shown(panel: FindingsPanel, qtbot: Any) -> None:
    view = opened(panel, "PMM101")
    remedy = next(remedy for remedy in finding(panel, "PMM101").remedies if remedy.diff)
    row = next(b for b in view.findChildren(Pressable) if b.accessibleName().startswith(remedy.text))
    assert "ends" in row.accessibleName()
    with qtbot.waitSignal(panel.remedy_wanted) as told:
        row.click()
    assert told.args == [remedy]
    assert panel.document.undo_stack.count() == 0


def test_the_rule_can_be_read(panel: FindingsPanel, qtbot: Any) -> None:
    view = opened(panel, "PMM101")
    read = next(b for b in view.findChildren(QPushButton) if b.accessibleName() == "Read the rule PMM101")
    with qtbot.waitSignal(panel.rule_wanted) as told:
        read.click()
    assert told.args == ["PMM101"]


def test_voices_that_disagree_are_heard_once_each(panel: FindingsPanel) -> None:
    found = finding(panel, "PMM101")
    one, other = found.disputed_by[:2]
    again = replace(one, when="buyers come first", holds_here="yes")
    merged = dissent(replace(found, disputed_by=(one, other, again)))
    assert [entry.voice for entry in merged] == [one.voice, other.voice]
    assert merged[0].points == (("buyers come first", "yes"), (one.when, one.holds_here))


def test_an_acceptance_that_has_run_out_says_so_and_can_be_renewed(panel: FindingsPanel) -> None:
    pmm = finding(panel, "PMM101").boxes[0]
    panel.document.edit(
        "Accept", edits.accept, "PMM101", pmm, reason="For this year", by="Ana", until="2001-12-31"
    )
    view = opened(panel, "PMM101")
    assert finding(panel, "PMM101").state == "open"
    assert "Accepted by Ana until 2001-12-31: For this year. That day has passed." in words(view)
    assert view.accept_form.reason.text() == "For this year"
    assert view.accept_link.accessibleName() == "Accept again"


def test_an_acceptance_of_what_no_longer_occurs_is_reported_and_can_go(panel: FindingsPanel) -> None:
    boxes = {box.title: box.id for box in panel.document.chart.boxes.values()}
    pmm = finding(panel, "PMM101").boxes[0]
    panel.document.edit("Accept", edits.accept, "PMM101", pmm, reason="We know", by="Ana")
    panel.document.edit("Move", edits.move, pmm, boxes["Product"])
    view = opened(panel, "PMM101")
    assert view.finding.state == "stale"
    assert "Accepted, but no longer found" in words(panel)
    buttons = view.findChildren(QPushButton)
    next(b for b in buttons if b.accessibleName() == "Remove the acceptance").click()
    assert not panel.document.chart.accepted


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
    panel.hide()
    before = panel._groups
    panel.document.edit("Delete", edits.remove, list(panel.document.chart.boxes), "with_branch")
    assert panel._groups is before
    panel.show()
    assert panel._groups is not before


def test_the_keyboard_stays_where_it_was_when_the_findings_change(panel: FindingsPanel, qtbot: Any) -> None:
    held = [row for row in panel.findChildren(Pressable) if row.isVisible()][1]
    held.setFocus()
    name = held.accessibleName()
    panel.list.refill(panel._fill)

    def is_there() -> bool:
        now = panel.window().focusWidget()
        return now is not None and now is not held and now.accessibleName() == name

    qtbot.waitUntil(is_there)


def test_a_list_that_says_the_same_is_not_made_anew(panel: FindingsPanel) -> None:
    rows = panel.list.findChildren(Pressable)
    panel.refresh()
    panel.document.edit("Notes", edits.change_chart, notes="Nothing that a rule reads")
    panel.document.settle()
    assert panel.list.findChildren(Pressable) == rows
    team = next(group for group in panel._groups if group.boxes and len(group.rows) > 1)
    panel.select([team.boxes[0]])
    assert panel.list.findChildren(Pressable) != rows, "the team that is selected shows all its rows"


def test_a_box_renamed_is_renamed_in_the_list(panel: FindingsPanel) -> None:
    box = panel._groups[0].boxes[0]
    title = panel._groups[0].title
    panel.document.edit("Rename", edits.rename, box, "Something else")
    panel.document.settle()
    assert panel._groups[0].title != title
    assert panel._groups[0].title in words(panel)
