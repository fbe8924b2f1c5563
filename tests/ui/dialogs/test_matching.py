"""The matching page and the update from a table: asked, shown before anything changes, one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from orgsketch import compare
from orgsketch.model.chart import Chart
from orgsketch.ui.commands import updating
from orgsketch.ui.dialogs.matching import OTHER, SAME, MatchSheet, matched
from orgsketch.ui.dialogs.updating import UpdateSheet
from tests.compare.test_matching import chart
from tests.organisations import months_later, organisation

BEFORE = chart(
    ("1", "Head", "", "", ""), ("2", "Sales", "1", "Ana Kim", ""), ("3", "Support", "1", "Ana Kim", "")
)
AFTER = chart(
    ("7", "Head", "", "", ""), ("8", "Finance", "7", "Ana Kim", ""), ("9", "Legal", "7", "Ana Kim", "")
)


@pytest.fixture
def sheet(qtbot: QtBot) -> MatchSheet:
    made = MatchSheet(None, BEFORE, AFTER)
    qtbot.addWidget(made)
    made.show()
    return made


def test_two_of_one_name_are_asked_and_never_paired_by_themselves(sheet: MatchSheet) -> None:
    assert set(sheet.rows) == {"p_8", "p_9"}
    assert not {"p_8", "p_9"} & set(sheet.matching.pairs)
    assert "2 are not decided" in sheet.told.text()
    sheet.accept_likely()
    assert not {"p_8", "p_9"} & set(sheet.matching.pairs)  # both of them could be either


def test_a_doubt_is_accepted_refused_or_settled_otherwise(sheet: MatchSheet, qtbot: QtBot) -> None:
    first, second = sheet.rows["p_8"], sheet.rows["p_9"]
    first.decision.setFocus()
    qtbot.keyClick(first.decision, Qt.Key.Key_Home)
    first.decision.chosen.emit(SAME)
    assert sheet.matching.pairs["p_8"] == "p_2"
    assert sheet.matching.pairs["b_8"] == "b_2"  # the seat goes with whoever sits in it
    second.decision.chosen.emit(OTHER)
    assert sheet.undecided == []
    assert "p_9" not in sheet.matching.pairs
    first.candidate.show_value("p_3")
    first.candidate.chosen.emit("p_3")
    assert sheet.matching.pairs["p_8"] == "p_3"
    assert first.decision.value == SAME


def test_everybody_is_offered_once_somebody_wants_to_choose(sheet: MatchSheet) -> None:
    candidate = sheet.rows["p_8"].candidate
    likely = candidate.count()
    assert candidate.value() == "p_2"
    candidate.setFocus()
    candidate.complete()
    offered = [candidate.itemData(place) for place in range(candidate.count())]
    assert sorted(offered) == sorted(BEFORE.people)
    assert len(offered) >= likely
    assert candidate.value() == "p_2"


def test_nobody_is_two_people(sheet: MatchSheet) -> None:
    sheet.decide("p_8", "p_2")
    sheet.decide("p_9", "p_2")
    assert sheet.answers == {"p_9": "p_2"}
    assert sheet.matching.pairs["p_9"] == "p_2"
    assert "p_8" not in sheet.matching.pairs


def test_arrows_walk_through_the_doubts(sheet: MatchSheet, qtbot: QtBot) -> None:
    sheet.rows["p_8"].decision.setFocus()
    qtbot.keyClick(sheet, Qt.Key.Key_Down)
    assert sheet.focusWidget() is sheet.rows["p_9"].decision
    qtbot.keyClick(sheet.rows["p_9"].decision, Qt.Key.Key_Left)
    assert sheet.matching.doubts
    assert sheet.answers == {"p_9": ""}


def test_who_is_certain_is_not_asked_about(qtbot: QtBot) -> None:
    found = matched(None, BEFORE, BEFORE)
    assert found is not None
    assert found.doubts == ()


def test_what_is_settled_makes_the_list_shorter(qtbot: QtBot) -> None:
    months = months_later(organisation(600, 1, emails=0.5), 11)
    made = MatchSheet(None, months.before, months.after)
    qtbot.addWidget(made)
    before = len(made.undecided)
    made.accept_likely()
    assert 0 < len(made.undecided) < before
    made.refuse_all()
    assert made.undecided == []


CSV = """name,title,manager
Ana Ruiz,Chief,
Bo Lind,Head of product,Ana Ruiz
Cem Kaya,Product manager,Bo Lind
"""
NEWER = CSV.replace("Product manager,Bo Lind", "Senior product manager,Ana Ruiz") + "Dana,Sales,Ana Ruiz\n"


def imported(window: Callable[..., Any], folder: Path) -> Any:
    from orgsketch import importers, vocabulary

    table = folder / "old.csv"
    table.write_text(CSV, encoding="utf-8")
    (folder / "new.csv").write_text(NEWER, encoding="utf-8")
    made = window(importers.read(table, vocabulary.load(())).chart)
    made.ask.will(file_to_import=folder / "new.csv")
    return made


def who(before: Chart, after: Chart) -> compare.Matching:
    return compare.match(before, after)


def test_a_newer_table_is_shown_first_and_comes_in_as_one_step(
    window: Callable[..., Any], tmp_path: Path, qtbot: QtBot
) -> None:
    made = imported(window, tmp_path)
    before = made.document.chart
    shown: list[UpdateSheet] = []

    def look(comparison: compare.Comparison, effect: Any) -> Any:
        sheet = UpdateSheet(None, comparison, effect)
        qtbot.addWidget(sheet)
        shown.append(sheet)
        assert made.document.chart is before
        return sheet.wanted()

    made.ask.who_is_who, made.ask.what_to_update = who, look
    made.actions_table["update"].trigger()
    after = made.document.chart
    assert {box.title for box in after.boxes.values()} == {
        "Chief",
        "Head of product",
        "Senior product manager",
        "Sales",
    }
    assert shown[0].counted.text().startswith("3 changes")
    assert made.document.undo_stack.count() == 1
    made.document.undo_stack.undo()
    assert made.document.chart == before


def test_a_change_can_be_left_out(window: Callable[..., Any], tmp_path: Path, qtbot: QtBot) -> None:
    made = imported(window, tmp_path)

    def look(comparison: compare.Comparison, effect: Any) -> Any:
        sheet = UpdateSheet(None, comparison, effect)
        qtbot.addWidget(sheet)
        group = sheet.tree.topLevelItem(0)
        assert group is not None
        assert group.text(0) == "Comes (1)"
        group.setCheckState(0, Qt.CheckState.Unchecked)
        assert not sheet.grab().isNull()
        return sheet.wanted()

    made.ask.who_is_who, made.ask.what_to_update = who, look
    assert updating.update(made, tmp_path / "new.csv")
    titles = {box.title for box in made.document.chart.boxes.values()}
    assert titles == {"Chief", "Head of product", "Senior product manager"}


def test_nothing_happens_when_it_is_cancelled_or_the_same(window: Callable[..., Any], tmp_path: Path) -> None:
    made = imported(window, tmp_path)
    before = made.document.chart
    made.ask.will(who_is_who=None)
    assert not updating.update(made, tmp_path / "new.csv")
    made.ask.who_is_who = who
    made.ask.will(what_to_update=())
    assert not updating.update(made, tmp_path / "new.csv")
    assert not updating.update(made, tmp_path / "old.csv")
    assert made.document.chart is before
    told: list[str] = []
    made.document.refused.connect(told.append)
    assert not updating.update(made, tmp_path / "none.csv")
    assert told
