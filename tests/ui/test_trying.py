"""A change on trial: what is shown is what is done, and what is cancelled leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from shiboken6 import delete

from orgsketch import shorthand
from orgsketch.document import Document, engine_for
from orgsketch.files import chartfile
from orgsketch.layout.geometry import Rect
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.resources import samples
from orgsketch.rules.finding import to_json
from orgsketch.ui.commands import advice, files
from orgsketch.ui.trying import Trial, adds, effect, ends
from orgsketch.ui.widgets.fields import Tick
from orgsketch.ui.window import Window

SPLIT = "CEO[Marketing[PMM Marcom] Product[PM]]"
LINES = (
    SPLIT,
    "CEO[Product[PM PMM] Marketing[Marcom MktSvc]]",
    "CEO[Dev[PM PMM] Sales]",
    "CEO[PMM Product[PM] Marketing[Marcom]]",
    "CEO[Marketing[PMM{r=webinars+datasheets} Marcom] Product[PM PM2] Sales] @ in=1 out=3",
    "CEO[Product[PM PMM{mand=in}] Marketing[Marcom] Dev] // PMM serves PM @ in=0 out=3",
)
ENGINE = engine_for(())


def document_of(line: str) -> Document:
    document = Document(engines=lambda packs: ENGINE)
    document.adopt(shorthand.read(line, document.book.vocabulary))
    return document


def remedies(document: Document) -> list[Any]:
    return [remedy for found in document.report.findings for remedy in found.remedies if remedy.diff]


def trial_of(document: Document, rule: str, words: str = "") -> Trial:
    found = next(finding for finding in document.report.findings if finding.rule == rule)
    remedy = next(remedy for remedy in found.remedies if remedy.diff and words in remedy.text)
    return Trial(document, remedy.text, remedy.diff)


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_apply_does_exactly_what_the_preview_shows(qapp: Any, data: st.DataObject) -> None:
    document = document_of(data.draw(st.sampled_from(LINES)))
    remedy = data.draw(st.sampled_from(remedies(document)))
    before = document.chart
    trial = Trial(document, remedy.text, remedy.diff)
    trial.taken = data.draw(st.sets(st.sampled_from(range(len(trial.offers))))) if trial.offers else set()
    preview = trial.preview()
    assert document.chart is before
    assert trial.apply()
    document.settle()
    assert document.chart == preview.chart
    assert preview.report is not None
    assert to_json(document.report) == to_json(preview.report)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.chart == before


def test_what_ends_and_what_is_added_is_counted(qapp: Any) -> None:
    document = document_of(SPLIT)
    preview = trial_of(document, "UNI104").preview()
    assert "UNI104" in {finding.rule for finding in ends(preview)}
    assert "MKT105" in {finding.rule for finding in adds(preview)}
    assert effect(preview) == f"ends {len(ends(preview))}, adds {len(adds(preview))}"


def test_a_move_offers_the_lines_it_breaks(qapp: Any) -> None:
    """Who depends on product marketing hears of it when it leaves (D18)."""
    document = document_of(SPLIT)
    titles = {box.id: box.title for box in document.chart.boxes.values()}
    trial = trial_of(document, "UNI104")
    drawn = [next(iter(offer.diff.relations.values()))[1] for offer in trial.offers]
    kinds = {(line.kind, titles[line.start]) for line in drawn if line}
    assert ("depends_on", "Marketing Communications") in kinds
    assert any(kind == "partners" for kind, _start in kinds)
    bare = {finding.rule for finding in adds(trial.preview())}
    trial.taken = set(range(len(trial.offers)))
    assert "MKT105" in bare
    assert "MKT105" not in {finding.rule for finding in adds(trial.preview())}


def test_the_lines_are_offered_even_while_not_all_lines_are_known(qapp: Any) -> None:
    document = document_of(SPLIT)
    document.edit("Not all", edits.change_chart, complete=type(document.chart.head.complete)())
    assert trial_of(document, "UNI104").offers


def test_a_change_that_moves_nobody_offers_nothing(qapp: Any) -> None:
    document = document_of("CEO[Product[PM PMM] Marketing[Marcom MktSvc]]")
    assert not trial_of(document, "MKT105").offers


def test_an_option_is_a_chart_of_its_own_based_on_this_one(qapp: Any) -> None:
    document = document_of(SPLIT)
    trial = trial_of(document, "PMM101")
    option = trial.option("sha256:abc")
    assert option.head.based_on is not None
    assert (option.head.based_on.chart, option.head.based_on.digest) == (document.chart.head.id, "sha256:abc")
    assert option.head.id != document.chart.head.id
    assert option.boxes == (trial.preview().chart or Chart).boxes
    assert document.undo_stack.count() == 0


# ---- on the canvas ----


@pytest.fixture
def shown(window: Callable[..., Window]) -> Window:
    made = window(engines=lambda packs: ENGINE)
    made.document.adopt(shorthand.read(SPLIT, made.document.book.vocabulary))
    made.document.undo_stack.setClean()
    made.show_chart()
    QApplication.processEvents()
    return made


def state(shown: Window) -> Any:
    """Everything the canvas shows of the chart."""
    canvas = shown.canvas
    places = {branch.box: (x, y) for branch, x, y in canvas.chart_layout.cards()}
    cards = {box: canvas.contents.card(box) for box in shown.document.chart.boxes}
    return places, cards, canvas.chart_layout.bench, (canvas.view.x, canvas.view.y, canvas.view.zoom)


def try_(shown: Window, rule: str = "PMM101") -> Trial:
    trial = trial_of(shown.document, rule)
    shown.trial.show_trial(trial)
    QApplication.processEvents()
    return trial


def words(widget: Any) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_canvas_shows_the_boxes_where_they_would_stand(shown: Window) -> None:
    trial = try_(shown, "UNI104")
    pmm = next(box for box, (old, new) in trial.change.boxes.items() if old and new)
    branch = shown.canvas.chart_layout.branch(pmm)
    assert branch is not None
    assert branch.manager is not None
    assert shown.document.chart.boxes[branch.manager.box].title == "Product"
    assert shown.canvas.contents.card(pmm).flag == "moved"
    assert "Ends" in words(shown.trial)
    assert "Marketing teams cut off" in words(shown.trial)


def test_the_note_lies_beside_the_box_that_moves_once_it_has_arrived(shown: Window) -> None:
    today = next(path for path in samples() if path.stem == "today")
    shown.resize(1280, 800)
    files.open_sample(shown, today)
    QApplication.processEvents()
    trial = trial_of(shown.document, "UNI102", "Move product marketing under")
    shown.trial.show_trial(trial)
    QApplication.processEvents()
    assert shown.canvas.slide.is_running
    shown.canvas.slide.finish()
    assert shown.canvas.preview.ghost is not None
    (moved,) = (box for box, flag in shown.canvas.preview.ghost.flags.items() if flag == "moved")
    rect = shown.canvas.screen_rect(moved)
    assert rect is not None
    note = shown.trial.geometry()
    assert not rect.meets(Rect(note.x(), note.y(), note.width(), note.height()))


@pytest.mark.parametrize("way", ["escape", "escape on the canvas", "cancel", "click", "another", "edit"])
def test_whatever_ends_a_preview_leaves_no_trace(shown: Window, way: str) -> None:
    before, chart = state(shown), shown.document.chart
    try_(shown)
    assert state(shown) != before
    if way == "escape":
        QTest.keyClick(shown.trial, Qt.Key.Key_Escape)
    elif way == "escape on the canvas":
        QTest.keyClick(shown.canvas, Qt.Key.Key_Escape)
    elif way == "cancel":
        shown.trial.cancel.click()
    elif way == "click":
        QTest.mouseClick(shown.canvas.viewport(), Qt.MouseButton.LeftButton)
    elif way == "another":
        try_(shown, "UNI102")
        shown.trial.leave()
    else:
        shown.document.edit("Rename", edits.change_chart, notes="x")
        shown.document.undo_stack.undo()
    assert not shown.trial.isVisible()
    assert shown.document.chart == chart
    assert state(shown) == before


def test_enter_does_what_the_button_says_that_has_the_keyboard(shown: Window) -> None:
    before, boxes = shown.document.chart, remedies(shown.document)
    shown.trial.show_trial(Trial(shown.document, boxes[0].text, boxes[0].diff))
    shown.trial.cancel.setFocus()
    QTest.keyClick(shown.trial.cancel, Qt.Key.Key_Return)
    assert shown.trial.trial is None
    assert shown.document.chart == before
    assert not shown.document.undo_stack.count()


def test_leaving_when_what_had_the_keyboard_is_gone(shown: Window) -> None:
    gone, remedy = QPushButton(shown.editor), remedies(shown.document)[0]
    gone.show()
    gone.setFocus()
    shown.trial.show_trial(Trial(shown.document, remedy.text, remedy.diff))
    delete(gone)
    shown.trial.leave()
    assert shown.focusWidget() is shown.canvas


def test_apply_makes_one_step_and_the_cards_are_already_there(shown: Window) -> None:
    trial = try_(shown)
    change = trial.change
    seen = {branch.box: (x, y) for branch, x, y in shown.canvas.chart_layout.cards()}
    shown.trial.use.click()
    assert shown.document.undo_stack.count() == 1
    assert not shown.canvas.preview.is_shown
    assert {branch.box: (x, y) for branch, x, y in shown.canvas.chart_layout.cards()} == seen
    assert all(shown.canvas.contents.card(box).flag == "" for box in change.boxes)
    shown.document.undo_stack.undo()
    assert shown.canvas.chart_layout.chart is shown.document.chart


def test_an_offer_that_is_ticked_goes_with_it(shown: Window) -> None:
    trial = try_(shown, "UNI104")
    tick = next(tick for tick in shown.trial.list.findChildren(Tick))
    tick.click()
    assert trial.taken == {0}
    shown.trial.use.click()
    assert len(shown.document.chart.relations) == 1


def test_an_option_is_saved_beside_and_this_chart_stays(shown: Window, tmp_path: Path) -> None:
    path = tmp_path / "option.orgsketch"
    before = state(shown)
    shown.ask.will(file_to_save=path)  # type: ignore[attr-defined]
    try_(shown)
    shown.trial.option.click()
    saved = chartfile.open_strictly(path).chart
    assert saved.head.based_on is not None
    assert saved.head.based_on.chart == shown.document.chart.head.id
    assert saved.head.based_on.digest == chartfile.digest(chartfile.to_bytes(shown.document.chart))
    assert state(shown) == before
    assert shown.document.path is None


def test_an_option_never_overwrites_the_chart_it_is_based_on(shown: Window, tmp_path: Path) -> None:
    path = tmp_path / "here.orgsketch"
    assert shown.document.save(path)
    before = path.read_bytes()
    shown.ask.will(file_to_save=path)  # type: ignore[attr-defined]
    try_(shown)
    shown.trial.option.click()
    assert path.read_bytes() == before


def test_from_the_finding_by_keyboard_alone(shown: Window) -> None:
    shown.activateWindow()
    shown.show_finding("PMM101", None)
    QApplication.processEvents()
    remedy = next(
        row
        for row in shown.side.findings.findChildren(type(shown.start.begin).__mro__[1])
        if row.accessibleName().endswith("Show me")
    )
    remedy.setFocus()
    QTest.keyClick(remedy, Qt.Key.Key_Return)
    assert shown.trial.use.hasFocus()
    QTest.keyClick(shown.trial.use, Qt.Key.Key_Space)
    assert shown.document.undo_stack.count() == 1


def test_a_rule_page_opens_and_leads_on(shown: Window) -> None:
    advice.read_rule(shown, "PMM101")
    reader = advice.reader(shown)
    assert reader.isVisible()
    assert "PMM in marketing turns tactical" in words(reader)
    reader.links[0].click()
    assert reader.windowTitle() != "PMM in marketing turns tactical"
    reader.go_back()
    assert reader.windowTitle() == "PMM in marketing turns tactical"
    advice.rules(shown)
    reader.search.setText("battlecards nobody has")
    assert "Nothing on this page" in words(reader)
    advice.glossary(shown)
    reader.search.setText("big-m")
    assert "Big-M and little-m marketing" in words(reader)
    assert "Battlecard" not in words(reader).split("\n")
    reader.close()
