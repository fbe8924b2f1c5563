"""All options side by side: read, ordered and left, by mouse and by keyboard."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication

from orgsketch.document import engine_for
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.resources import samples, settings
from orgsketch.ui.matrix.chooser import Chooser
from orgsketch.ui.matrix.lines import CRITERIA, HEADING, ROW, RULE
from orgsketch.ui.matrix.memory import Memory, Said
from tests.ui.matrix.conftest import click, row_of, settle, titles

LEFT = Qt.MouseButton.LeftButton
Key, Keys = Qt.Key, Qt.KeyboardModifier


# ---- what is shown ----


def test_the_options_of_the_folder_stand_beside_each_other_the_baseline_first(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    assert titles(page) == ["Northwind Instruments today", "Option A", "Option D"]
    assert page.table.chips(0) == ["Baseline"]
    assert page.table.chips(1) == ["Shown on canvas"]
    assert [line.key for line in page.table.lines if line.kind == HEADING] == [
        "case",
        "structure",
        "findings",
        "themes",
        "differ",
        "voices",
        "own",
    ]
    assert page.table.index(row_of(page, "boxes"), 2).data() == "Boxes: 20, Layers: 3"
    assert page.table.index(row_of(page, "PMM101"), 0).data() == "Major"
    assert page.table.index(row_of(page, "home.product_marketing"), 1).data() == "Product"
    assert "different cases" in page.corner.case.text()
    assert shown.status.boxes.text() == "3 options"
    shown.modes.show("chart")
    assert shown.status.boxes.text() == "22 boxes"


def test_many_answers_that_differ_are_opened_on_demand(
    shown: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = settle(shown, qtbot)
    monkeypatch.setattr("orgsketch.ui.matrix.lines.FEW", 1)
    page.toggle_all()
    heading = next(line for line in page.table.lines if line.key == "case")
    count = len(page.matrix.section("case").rows)
    assert heading.hint == f"show all {count}"
    assert not any(line.key.startswith("answers.") and line.kind == ROW for line in page.table.lines)
    titles = page.view.titles
    spot = QPoint(40, titles.sectionViewportPosition(0) + titles.sectionSize(0) // 2)
    qtbot.mouseClick(titles.viewport(), LEFT, pos=spot)
    opened = [line for line in page.table.lines if line.kind == ROW and line.key.startswith("answers.")]
    assert len(opened) == count
    shown.actions_table["all_answers"].trigger()
    assert page.table.lines[1].key == "structure"


def test_no_number_sums_up_an_option_and_nothing_ranks_them(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    words = " ".join(
        f"{line.title} {line.hint}".casefold() for line in page.table.lines if line.key != "findings"
    )
    assert not re.search(r"\b(score|total|sum|rank|rating|points|overall|winner|best|worst)\b", words)
    whole = {line.key for line in page.table.lines if line.kind not in (RULE, HEADING, CRITERIA)}
    counted = {"critical", "strength", "accepted"}
    assert counted <= whole
    for order in ("kind", "theme", "name", "difference"):
        page.bar.order.chosen.emit(order)
        assert titles(page) == ["Northwind Instruments today", "Option A", "Option D"]


def test_a_cell_has_a_name_of_its_own_for_those_who_listen(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    page.view.setCurrentIndex(page.table.index(row_of(page, "widest_span"), 1))
    table = QAccessible.queryAccessibleInterface(page.view)
    place = (row_of(page, "widest_span") + 1) * (page.table.columnCount() + 1) + 2  # heads are counted, too
    spoken = table.child(place).text(QAccessible.Text.Name)
    assert spoken.startswith("Widest · average span, Option A: PMM beside PM, Widest span of control: 5")
    assert spoken.endswith("differs from the baseline")
    silent = page.table.spoken(page.table.lines[row_of(page, "PMM101")], 1)
    assert "does not fire" in silent
    assert page.table.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole).endswith(
        "Baseline"
    )


def test_a_chart_alone_is_told_how_to_make_an_option(window: Any, qtbot: Any) -> None:
    made = window(chartfile.open_strictly(samples()[0]).chart)
    made.modes.show("matrix")
    page = settle(made, qtbot)
    assert page.alone.isVisible()
    assert "copy of the chart" in page.alone.text.text()
    assert page.alone.make.isVisible()
    assert not page.bar.whole.isEnabled()
    assert not made.actions_table["export_matrix"].isEnabled()
    assert not made.actions_table["plan"].isEnabled()


# ---- order ----


def test_lines_are_put_in_another_order_and_all_rules_shown(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)

    def rules() -> list[Any]:
        return [line for line in page.table.lines if line.kind == RULE]

    some = len(rules())
    page.bar.order.chosen.emit("name")
    named = [line.title.casefold() for line in rules()]
    assert named == sorted(named)
    page.bar.order.chosen.emit("theme")
    themes = [line.rows[0].theme for line in rules()]
    assert themes == sorted(themes)
    page.bar.order.chosen.emit("difference")
    differ = [sum(one.differs for one in line.rows[0].cells) for line in rules()]
    assert differ == sorted(differ, reverse=True)
    heading = next(row for row, line in enumerate(page.table.lines) if line.key == "differ")
    page.view.scrollTo(page.table.index(heading + 1, 0))
    head = page.view.titles
    spot = QPoint(30, head.sectionViewportPosition(heading) + head.sectionSize(heading) // 2)
    qtbot.mouseClick(head.viewport(), LEFT, pos=spot)
    assert len(rules()) == len(page.matrix.rules if page.matrix else ()) > some
    shown.actions_table["all_rules"].trigger()
    assert len(rules()) == some


def test_columns_move_by_keyboard_and_stay_where_the_user_put_them(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    page.view.setFocus()
    page.view.setCurrentIndex(page.table.index(row_of(page, "boxes"), 1))
    qtbot.keyClick(page.view, Key.Key_Right, Keys.ControlModifier)
    settle(shown, qtbot)
    assert titles(page) == ["Northwind Instruments today", "Option D", "Option A"]
    assert page.view.currentIndex().column() == 2
    assert [chart.title for chart in page.charts()] == [option.title for option in page.table.options]
    qtbot.keyClick(page.view, Key.Key_Left, Keys.ControlModifier)
    settle(shown, qtbot)
    qtbot.keyClick(page.view, Key.Key_Left, Keys.ControlModifier)
    settle(shown, qtbot)
    assert titles(page)[0] == "Northwind Instruments today"


def test_a_dragged_head_moves_its_column(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    heads = page.view.heads
    start = QPoint(heads.sectionViewportPosition(2) + 60, 40)
    qtbot.mousePress(heads.viewport(), LEFT, pos=start)
    for step in range(1, 9):
        qtbot.mouseMove(heads.viewport(), start - QPoint(step * 40, 0))
    qtbot.mouseRelease(heads.viewport(), LEFT, pos=start - QPoint(320, 0))
    settle(shown, qtbot)
    assert titles(page) == ["Northwind Instruments today", "Option D", "Option A"]


def test_options_are_left_out_taken_in_and_held_against(shown: Any, qtbot: Any, tmp_path: Path) -> None:
    page = settle(shown, qtbot)
    qtbot.mouseClick(page.bar.options, LEFT)
    chooser = page.findChild(Chooser)
    tick = next(tick for tick in chooser.ticks if tick.accessibleName().startswith("Option D"))
    qtbot.mouseClick(tick, LEFT, pos=QPoint(8, tick.height() // 2))
    chooser.close()
    settle(shown, qtbot)
    assert titles(page) == ["Northwind Instruments today", "Option A"]
    other = tmp_path / "elsewhere.orgsketch"
    chart = chartfile.open_strictly(samples()[0]).chart
    chartfile.save(replace(chart, head=replace(chart.head, title="Elsewhere")), other)
    shown.ask.will(file_to_open=other)
    page.add_file()
    settle(shown, qtbot)
    assert titles(page) == ["Northwind Instruments today", "Elsewhere", "Option A"]
    hold = page.menu(2).actions()[1]
    hold.trigger()
    settle(shown, qtbot)
    assert titles(page)[0] == "Option A"
    assert page.table.chips(0) == ["Baseline", "Shown on canvas"]


# ---- to the canvas ----


def test_a_click_on_a_finding_opens_it_on_the_chart(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    click(qtbot, page, "PMM103", 0)
    assert shown.modes.current == "matrix"  # nothing fires there
    click(qtbot, page, "PMM103", 1)
    assert shown.modes.is_chart
    assert [shown.document.chart.boxes[box].title for box in shown.selection] == ["Product marketing"]


def test_the_keyboard_walks_over_headings_and_enter_opens(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    page.view.setFocus(Qt.FocusReason.TabFocusReason)
    last = max(row for row, line in enumerate(page.table.lines) if line.key in ("home.product_marketing",))
    page.view.setCurrentIndex(page.table.index(last, 1))
    qtbot.keyClick(page.view, Key.Key_Down)
    assert page.table.lines[page.view.currentIndex().row()].kind != HEADING
    assert page.view.cells.focused == page.view.currentIndex()
    qtbot.keyClick(page.view, Key.Key_Return)
    assert shown.modes.is_chart


def test_a_head_opens_its_option(shown: Any, qtbot: Any, folder: Path) -> None:
    page = settle(shown, qtbot)
    heads = page.view.heads
    spot = QPoint(heads.sectionViewportPosition(2) + 60, 40)
    qtbot.mouseClick(heads.viewport(), LEFT, pos=spot)
    opened = [one for one in shown.opened() if one.document.path == folder / "blended-role.orgsketch"]
    assert len(opened) == 1
    assert opened[0].modes.is_chart


# ---- in step ----


def test_only_what_changed_is_worked_out_again(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    before = page.working.worked_out
    box = next(iter(shown.document.chart.boxes))
    shown.document.edit("Rename", edits.rename, box, "Anew")
    settle(shown, qtbot)
    assert page.working.worked_out == before + 1
    page.refresh()
    settle(shown, qtbot)
    assert page.working.worked_out == before + 1


def test_the_place_of_the_keyboard_stays_while_values_change(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    page.view.setCurrentIndex(page.table.index(row_of(page, "PMM101"), 1))
    shown.document.edit("Add", edits.add, "New", [], None)
    settle(shown, qtbot)
    assert page.view.place()[0] == "PMM101"


def test_work_that_is_stopped_shows_what_is_ready(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    page.working._known.clear()
    page.refresh()
    while page.working.is_busy and len(page.working._ready) < 2:
        page.working._go_on()
    page.working.stop()
    assert not page.working.is_busy
    assert page.table.columnCount() >= 2


# ---- away with it ----


def test_the_matrix_is_exported_in_the_order_of_its_columns(
    shown: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orgsketch.ui.commands import exporting

    page = settle(shown, qtbot)
    page.choice.move(page.options[2], 1)
    settle(shown, qtbot)
    told: list[list[str]] = []
    monkeypatch.setattr(
        exporting, "export_matrix", lambda window, charts: told.append([chart.title for chart in charts])
    )
    shown.actions_table["export_matrix"].trigger()
    assert [title.split(":")[0] for title in told[0]] == titles(page)


def test_export_of_the_toolbar_takes_what_is_shown(
    shown: Any, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orgsketch.ui.commands import exporting

    told: list[str] = []
    monkeypatch.setattr(exporting, "export_matrix", lambda window, charts: told.append("matrix"))
    settle(shown, qtbot)
    qtbot.mouseClick(shown.toolbar.export, LEFT)
    assert told == ["matrix"]
    shown.modes.show("chart")
    shown.ask.will(how_people_are_named="full", what_to_export=None)
    qtbot.mouseClick(shown.toolbar.export, LEFT)
    assert shown.ask.asked[-1][0] == "what_to_export"


def test_the_answers_are_changed_where_questions_are_asked(shown: Any, qtbot: Any) -> None:
    page = settle(shown, qtbot)
    qtbot.mouseClick(page.corner.answers, LEFT)
    assert shown.modes.is_chart
    assert shown.side.tabs.currentIndex() == 1


def test_an_option_that_shares_no_ids_is_matched_and_says_so(shown: Any, qtbot: Any, folder: Path) -> None:
    from orgsketch.model.merge.clashes import renumbered

    chart = chartfile.open_strictly(folder / "pmm-beside-pm.orgsketch").chart
    fresh = {key: f"b_again{number:04d}" for number, key in enumerate(sorted(chart.boxes))}
    other = renumbered(chart, fresh)
    other = replace(other, head=replace(other.head, title="Option G", id="c_again00"))
    chartfile.save(other, folder / "again.orgsketch")
    shown.options.changed.emit()
    qtbot.waitUntil(lambda: settle(shown, qtbot).table.columnCount() == 4)
    page = settle(shown, qtbot)
    assert titles(page)[3] == "Option G"
    assert "Matched by name" in page.table.chips(3)
    moved = row_of(page, "moves")
    assert page.table.index(moved, 3).data() == page.table.index(moved, 1).data()


def test_the_matrix_is_copied_as_a_table_and_as_text(shown: Any, qtbot: Any) -> None:
    settle(shown, qtbot)
    shown.ask.will(how_people_are_named="none")
    shown.actions_table["copy_matrix"].trigger()
    qtbot.waitUntil(lambda: "Copied" in shown.toast.words.text(), timeout=60_000)
    data = QGuiApplication.clipboard().mimeData()
    assert "<table>" in data.html()
    assert data.text().startswith("# Options")
    assert "Ana Ruiz" not in data.html() + data.text()


def test_another_tab_shows_the_columns_in_the_same_order(
    shown: Any, window: Any, folder: Path, qtbot: Any
) -> None:
    page = settle(shown, qtbot)
    page.choice.move(page.options[2], 1)
    settle(shown, qtbot)
    other = window(engines=engine_for)
    assert other.document.open(folder / "blended-role.orgsketch")
    other.show_chart()
    other.modes.show("matrix")
    there = settle(other, qtbot)
    assert titles(there) == titles(settle(shown, qtbot))
    assert there.table.chips(1) == ["Shown on canvas"]


def test_what_was_said_is_known_the_next_time(
    shown: Any, folder: Path, window: Any, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    page = shown.modes.page
    page.choice.move(page.options[2], 1)
    page.choice.tick(page.options[1], False)
    page.bar.order.chosen.emit("name")
    page.toggle_all()
    left, wish = titles(settle(shown, qtbot)), page.wish
    fresh = Memory()
    monkeypatch.setattr("orgsketch.ui.matrix.choice.memory", lambda: fresh)
    later = window(engines=engine_for)
    later.document.open(folder / "pmm-beside-pm.orgsketch")
    later.show_chart()
    later.actions_table["mode_matrix"].trigger()
    again = settle(later, qtbot)
    assert titles(again) == left
    assert (again.wish, again.wish.is_whole, again.wish.order) == (wish, True, "name")


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"folder": "f", "ticked": 3, "order": {}, "wish": [1]}'])
def test_a_memory_that_somebody_else_wrote_is_none(kept: str) -> None:
    settings.update(matrices=(kept,))
    assert Memory().of("f") == Said()
