"""The merge window: conflicts in words, a side taken per conflict or for all, live on the chart, undoable."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from orgsketch.document import engine_for
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.merge import Versions, merge
from orgsketch.ui.commands import files, merging
from orgsketch.ui.merge.sketch import surroundings
from tests.charts import do, org

BASE = org(
    ceo=None, product="ceo", marketing="ceo", sales="ceo", pm="product", pmm="marketing", ads="marketing"
)
OURS = do(
    do(do(BASE, edits.move, "b_pmm", "b_product"), edits.rename, "b_sales", "Sales A"), edits.remove, "b_ads"
)
THEIRS = do(
    do(do(BASE, edits.move, "b_pmm", "b_sales"), edits.rename, "b_sales", "Sales B"),
    edits.rename,
    "b_ads",
    "Adverts",
)
MERGED = merge(BASE, OURS, THEIRS).chart


@pytest.fixture
def conflicted(window: Callable[..., Any], tmp_path: Path) -> Any:
    """A window on a file with three conflicts noted in it."""
    path = tmp_path / "plan.orgsketch"
    chartfile.save(MERGED, path)
    made = window()
    files.switch_to(made, path)
    return made


def marked(base: Chart, ours: Chart, theirs: Chart) -> bytes:
    """A file as git leaves it without the driver."""
    parts = [chartfile.to_bytes(chart) for chart in (ours, base, theirs)]
    return (
        b"<<<<<<< HEAD\n"
        + parts[0]
        + b"||||||| base\n"
        + parts[1]
        + b"=======\n"
        + parts[2]
        + b">>>>>>> other\n"
    )


def test_a_chart_with_conflicts_opens_with_its_conflicts_in_words(conflicted: Any) -> None:
    desk = conflicted.merge
    assert desk.isVisible()
    assert not conflicted.document.is_dirty
    told = [desk.list.item(row).text() for row in range(desk.list.count())]
    assert "Pmm: manager" in told
    assert "Sales A: title" in told
    assert not desk.list.grab().isNull()
    assert desk.heading.text() == "3 conflicts"


def test_keys_walk_and_take_and_each_step_can_be_undone(conflicted: Any, qtbot: QtBot) -> None:
    desk, document = conflicted.merge, conflicted.document
    conflicted.canvas.setFocus()
    first = desk.settling.current
    qtbot.keyClick(conflicted, Qt.Key.Key_F7)
    assert desk.settling.current != first
    qtbot.keyClick(conflicted, Qt.Key.Key_F7, Qt.KeyboardModifier.ShiftModifier)
    assert desk.settling.current == first
    while desk.settling.in_hand().box != "b_pmm":
        qtbot.keyClick(conflicted, Qt.Key.Key_F7)
    assert conflicted.selection == ("b_pmm",)
    qtbot.keyClick(
        conflicted, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert document.chart.boxes["b_pmm"].reports_to == "b_sales"
    assert len(document.chart.conflicts) == 2
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.chart == MERGED
    assert desk.list.count() == 3


def test_a_card_says_and_shows_what_its_side_would_do(conflicted: Any, qtbot: QtBot) -> None:
    desk = conflicted.merge
    while desk.settling.in_hand().box != "b_pmm":
        desk.step(1)
    ours, base, theirs = (desk.cards[side] for side in ("ours", "base", "theirs"))
    assert [card.says.text() for card in (ours, base, theirs)] == ["Product", "Marketing", "Sales A"]
    assert ours.shown.isVisible()
    assert not theirs.shown.isVisible()
    assert theirs.sketch.chart.boxes["b_pmm"].reports_to == "b_sales"
    assert not theirs.grab().isNull()
    qtbot.mouseClick(base.button, Qt.MouseButton.LeftButton)
    assert conflicted.document.chart.boxes["b_pmm"].reports_to == "b_marketing"


def test_one_side_for_all_or_for_all_of_a_kind(conflicted: Any) -> None:
    desk, document = conflicted.merge, conflicted.document
    menu = desk.several()
    headings = [action.text() for action in menu.actions()]
    assert headings[-1] == "All conflicts (3)"
    assert len(headings) == 4
    menu.close()
    desk.take_all("theirs", "changed_twice")
    assert document.chart.boxes["b_sales"].title == "Sales B"
    assert len(document.chart.conflicts) == 2
    desk.take_all("ours")
    assert not document.chart.conflicts
    assert "b_ads" not in document.chart.boxes
    assert desk.heading.text() == "Everything is settled"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.chart == MERGED


def test_a_choice_that_cannot_be_taken_any_more_says_so(conflicted: Any) -> None:
    desk, document = conflicted.merge, conflicted.document
    document.edit("Remove", edits.remove, "b_pmm")
    while desk.settling.in_hand().conflict.kind != "moved_twice":
        desk.step(1)
    assert not desk.cards["theirs"].button.isEnabled()
    assert "not on this chart any more" in desk.cards["theirs"].note.accessibleName()
    desk.take("shown")
    assert all(one.kind != "moved_twice" for one in document.chart.conflicts.values())


def test_a_file_with_gits_marks_opens_merged_and_saves_as_its_resolution(
    window: Callable[..., Any], tmp_path: Path
) -> None:
    path = tmp_path / "plan.orgsketch"
    content = marked(BASE, OURS, THEIRS)
    path.write_bytes(content)
    made = window()
    assert files.switch_to(made, path)
    document = made.document
    assert document.chart == MERGED
    assert document.versions == Versions(BASE, OURS, THEIRS)
    assert document.is_dirty
    assert path.read_bytes() == content
    assert files.save(made)
    assert chartfile.open_strictly(path).chart == MERGED
    assert files.saved_sentence(document) == "Saved. 3 conflicts are left in it"
    made.merge.take_all("theirs")
    assert files.save(made)
    assert chartfile.open_strictly(path).chart.boxes["b_pmm"].reports_to == "b_sales"


def test_a_broken_side_is_told_and_the_file_left_alone(window: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "plan.orgsketch"
    content = b"<<<<<<< HEAD\n{]\n=======\n" + chartfile.to_bytes(BASE) + b">>>>>>> other\n"
    path.write_bytes(content)
    made = window()
    told: list[str] = []
    made.document.refused.connect(told.append)
    made.ask.will(tell=None)
    assert not files.switch_to(made, path)
    assert "between the marks" in told[0]
    assert path.read_bytes() == content


def test_git_is_told_nothing_and_the_user_what_to_tell_it(window: Callable[..., Any], tmp_path: Path) -> None:
    def git(*words: str) -> None:
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=False, capture_output=True)

    path = tmp_path / "plan.orgsketch"
    git("init", "-q", "-b", "main")
    for chart, branch in ((BASE, ""), (THEIRS, "other"), (OURS, "main")):
        if branch == "other":
            git("checkout", "-q", "-b", branch)
        elif branch:
            git("checkout", "-q", branch)
        chartfile.save(chart, path)
        git("add", "-A")
        git("commit", "-q", "-m", "x")
    git("merge", "other")
    made = window()
    files.switch_to(made, path)
    assert made.document.versions == Versions(BASE, OURS, THEIRS)
    made.merge.take_all("ours")
    files.save(made)
    assert files.saved_sentence(made.document) == "Saved. Tell git that it is settled: git add plan.orgsketch"
    git("add", "plan.orgsketch")
    assert files.saved_sentence(made.document) == "Saved"


def test_the_findings_before_and_after_are_told(window: Callable[..., Any], qtbot: QtBot) -> None:
    made = window(OURS, engine_for)
    made.document.merge(Versions(BASE, OURS, THEIRS))
    effect = made.merge.settling.effect()
    report = made.document.engine.report
    warns = [
        sum(one.kind in ("risk", "watch_out") and one.state == "open" for one in report(chart).findings)
        for chart in (OURS, THEIRS, made.document.chart)
    ]
    assert list(effect[:3]) == warns
    qtbot.waitUntil(lambda: "Against Ours the result adds" in made.merge.told.text())


def test_another_option_comes_in_as_one_step(window: Callable[..., Any]) -> None:
    from dataclasses import replace

    theirs = replace(THEIRS, head=replace(THEIRS.head, id="c_other000", title="Option C"))
    made = window(OURS)
    assert merging.merge_in(made, theirs, BASE)
    assert len(made.document.chart.conflicts) == 3
    assert made.document.chart.head.title == OURS.head.title
    assert made.merge.isVisible()
    made.document.undo_stack.undo()
    assert made.document.chart == OURS
    assert not merging.merge_in(made, OURS, BASE)


def test_a_piece_of_the_chart_has_the_manager_the_peers_and_some_reports() -> None:
    found = surroundings(BASE, ["b_marketing"])
    assert found is not None
    assert set(found.boxes) == {"b_ceo", "b_product", "b_marketing", "b_sales", "b_pmm", "b_ads"}
    assert surroundings(BASE, ["b_gone"]) is None


def test_it_is_away_on_the_start_page_and_when_closed(conflicted: Any) -> None:
    conflicted.merge.close_desk()
    assert not conflicted.merge.isVisible()
    conflicted.actions_table["merge"].trigger()
    assert conflicted.merge.isVisible()
    conflicted.show_start()
    assert not conflicted.merge.isVisible()


def test_merging_options_begins_with_what_both_came_from(window: Callable[..., Any], tmp_path: Path) -> None:
    from dataclasses import replace

    from orgsketch.model.records import BasedOn
    from orgsketch.ui.dialogs.merging import MergeSheet

    def saved(chart: Chart, key: str, title: str, source: str = "") -> Path:
        head = replace(chart.head, id=key, title=title, based_on=BasedOn(source) if source else None)
        path = tmp_path / f"{title}.orgsketch"
        chartfile.save(replace(chart, head=head), path)
        return path

    saved(BASE, "c_today000", "Today")
    saved(THEIRS, "c_optionc0", "Option C", "c_today000")
    made = window()
    files.switch_to(made, saved(OURS, "c_optionb0", "Option B", "c_today000"))
    sheets: list[MergeSheet] = []

    def choose(ours: Chart, others: Any) -> Any:
        sheet = MergeSheet(made, ours, others)
        sheets.append(sheet)
        sheet.theirs.setCurrentText("Option C")
        sheet.theirs.chosen.emit(sheet.theirs.value())
        return sheet.wanted()

    made.ask.what_to_merge = choose
    made.actions_table["merge_options"].trigger()
    assert sheets[0].base.currentText() == "Today"
    assert "3 conflicts are to be settled" in sheets[0].told.text()
    assert made.document.undo_stack.undoText() == "Merge Option C"
    assert made.document.chart.head.title == "Option B"
    assert len(made.document.chart.conflicts) == 3
    assert made.merge.cards["theirs"].name.text() == "Option C"


def test_without_another_option_it_says_what_to_do(window: Callable[..., Any]) -> None:
    made = window(OURS)
    told: list[str] = []
    made.document.refused.connect(told.append)
    assert not merging.merge_options(made)
    assert "no other option" in told[0]


@pytest.mark.parametrize("answer", [True, False])
def test_a_file_git_waits_for_is_merged_when_wanted(
    window: Callable[..., Any], tmp_path: Path, answer: bool
) -> None:
    def git(*words: str) -> None:
        named = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *named, *words], cwd=tmp_path, check=False, capture_output=True)

    path = tmp_path / "plan.orgsketch"
    git("init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("*.orgsketch -merge\n", encoding="utf-8")
    for chart, branch in ((BASE, ""), (THEIRS, "other"), (OURS, "main")):
        if branch:
            git("checkout", "-q", *(["-b"] if branch == "other" else []), branch)
        chartfile.save(chart, path)
        git("add", "-A")
        git("commit", "-q", "-m", "x")
    git("merge", "other")
    assert chartfile.open_strictly(path).chart == OURS
    made = window()
    made.ask.will(about_unmerged=answer)
    files.switch_to(made, path)
    assert len(made.document.chart.conflicts) == (3 if answer else 0)
    made.document.edit("Rename", edits.rename, "b_pm", "Worked on")
    files.save(made)
    made.ask.replies.clear()
    files.switch_to(made, path)  # somebody's resolution: nothing is asked


def test_it_fits_a_small_screen(conflicted: Any) -> None:
    assert conflicted.minimumSizeHint().height() <= 700


@pytest.mark.parametrize("has_base", [True, False])
def test_an_option_under_other_ids_is_matched_before_it_comes_in(
    window: Callable[..., Any], has_base: bool
) -> None:
    from orgsketch import compare
    from orgsketch.model import ids
    from orgsketch.model.merge.clashes import renumbered

    later = do(BASE, edits.move, "b_pmm", "b_product")
    theirs = renumbered(later, {box: ids.hashed_id("b_", box) for box in later.boxes})
    ours = do(BASE, edits.rename, "b_sales", "Sales A")
    made = window(ours)

    def accept_all(before: Chart, after: Chart) -> compare.Matching:
        doubts = compare.match(before, after).doubts
        return compare.match(before, after, {doubt.id: doubt.candidates[0] for doubt in doubts})

    made.ask.who_is_who = accept_all
    assert merging.merge_in(made, theirs, BASE if has_base else None)
    assert len(made.document.chart.boxes) == len(BASE.boxes)
    if has_base:
        assert made.document.chart.boxes["b_pmm"].reports_to == "b_product"
        assert made.document.chart.boxes["b_sales"].title == "Sales A"
        assert not made.document.chart.conflicts
    made.document.undo_stack.undo()
    made.ask.who_is_who = lambda before, after: None
    assert not merging.merge_in(made, theirs, BASE)
    assert made.document.chart == ours


def test_once_everything_is_settled_it_takes_little_room(conflicted: Any, qtbot: QtBot) -> None:
    desk = conflicted.merge
    assert desk.list.isVisible()
    desk.take_all("ours")
    qtbot.waitUntil(lambda: desk.height() <= 112)
    assert not desk.list.isVisible()
    qtbot.waitUntil(lambda: "Save plan.orgsketch" in desk.what.text())
    files.save(conflicted)
    qtbot.waitUntil(lambda: desk.what.text() == "Nobody disagrees any more.")
    conflicted.document.undo_stack.undo()
    qtbot.waitUntil(lambda: desk.list.isVisible() and desk.cards["ours"].isVisible())
