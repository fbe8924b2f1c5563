"""What helps who is new: the tour, hints, and what is expected of a new role; by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from orgsketch import shorthand
from orgsketch.document import engine_for
from orgsketch.resources import settings
from orgsketch.ui.expecting import Expecting
from orgsketch.ui.hints import HINTS
from orgsketch.ui.tour import STEPS
from orgsketch.ui.widgets.buttons import Pick
from orgsketch.ui.window import Window

ENGINE = engine_for(())
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def shown(window: Callable[..., Window]) -> Window:
    return window(engines=lambda packs: ENGINE)


def settle() -> None:
    for _round in range(3):
        QApplication.processEvents()


def open_(shown: Window, line: str) -> dict[str, str]:
    """Draw a line of shorthand; the boxes by title."""
    shown.document.adopt(shorthand.read(line, shown.document.book.vocabulary))
    shown.show_chart()
    settle()
    return {box.title: box.id for box in shown.document.chart.boxes.values()}


def type_box(shown: Window, title: str) -> str:
    """Tab, a title, Enter, as typed; the box that came."""
    before = {*shown.document.chart.boxes}
    QTest.keyClick(shown.canvas, Qt.Key.Key_Tab)
    QTest.keyClicks(shown.canvas.field, title)
    QTest.keyClick(shown.canvas.field, Qt.Key.Key_Return)
    settle()
    (fresh,) = {*shown.document.chart.boxes} - before
    return fresh


def asks(shown: Window) -> bool:
    return shown.coaching.expecting.isVisible()


def pick(shown: Window, text: str) -> Pick:
    return next(pick for pick in shown.coaching.expecting.offered if pick.text() == text)


# ---- one step ----


def test_a_new_box_and_its_title_are_one_step(shown: Window) -> None:
    boxes = open_(shown, "CEO[Product]")
    shown.select([boxes["Product"]])
    steps = shown.document.undo_stack.count()
    type_box(shown, "Design")
    assert shown.document.undo_stack.count() == steps + 1
    assert shown.document.undo_stack.undoText() == "Add a box under Product"
    shown.actions_table["undo"].trigger()
    assert len(shown.document.chart.boxes) == 2
    shown.actions_table["redo"].trigger()
    assert "Design" in {box.title for box in shown.document.chart.boxes.values()}


def test_a_later_title_is_a_step_of_its_own(shown: Window) -> None:
    boxes = open_(shown, "CEO[Product]")
    shown.select([boxes["Product"]])
    box = type_box(shown, "Design")
    steps = shown.document.undo_stack.count()
    shown.canvas.begin_rename(box)
    QTest.keyClicks(shown.canvas.field, "Research")
    QTest.keyClick(shown.canvas.field, Qt.Key.Key_Return)
    assert shown.document.undo_stack.count() == steps + 1


# ---- what is expected ----


def test_a_new_role_asks_what_it_is_for(shown: Window) -> None:
    boxes = open_(shown, "CEO[Marketing]")
    shown.select([boxes["Marketing"]])
    steps = shown.document.undo_stack.count()
    box = type_box(shown, "Product Marketing")
    assert asks(shown)
    assert shown.canvas.hasFocus()  # typing goes on
    QTest.mouseClick(pick(shown, "Positioning"), LEFT)
    QTest.mouseClick(pick(shown, "Launches"), LEFT)
    settle()
    assert shown.document.chart.boxes[box].responsibilities == ("positioning", "launch")
    assert shown.document.undo_stack.count() == steps + 1
    QTest.mouseClick(shown.coaching.expecting.done, LEFT)
    assert not asks(shown)
    shown.actions_table["undo"].trigger()
    assert box not in shown.document.chart.boxes
    shown.actions_table["redo"].trigger()
    settle()
    assert not asks(shown)  # once is enough


def test_a_box_that_comes_back_is_not_new(shown: Window) -> None:
    boxes = open_(shown, "CEO[Product[PM PMM]]")
    shown.select([boxes["Product Marketing"]])
    shown.actions_table["delete_only"].trigger()
    shown.actions_table["undo"].trigger()
    settle()
    assert shown.selection == (boxes["Product Marketing"],)
    assert not asks(shown)


def test_the_same_by_keyboard(shown: Window) -> None:
    boxes = open_(shown, "CEO[Marketing]")
    shown.select([boxes["Marketing"]])
    box = type_box(shown, "PMM")
    shown.actions_table["expect"].trigger()
    first = shown.coaching.expecting.offered[0]
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert shown.document.chart.boxes[box].responsibilities == (first.value,)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert shown.document.chart.boxes[box].responsibilities is None
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not asks(shown)
    assert shown.canvas.hasFocus()


@pytest.mark.parametrize("title", ["Sales", "Whatever", ""])
def test_other_boxes_ask_nothing(shown: Window, title: str) -> None:
    boxes = open_(shown, "CEO[Marketing]")
    shown.select([boxes["Marketing"]])
    type_box(shown, title)
    assert not asks(shown)


def test_a_palette_box_asks_and_stays_one_step(shown: Window) -> None:
    boxes = open_(shown, "CEO[Marketing]")
    shown.select([boxes["Marketing"]])
    steps = shown.document.undo_stack.count()
    shown.palette_panel.wanted.emit("product_management+product_marketing", "")
    settle()
    assert asks(shown)
    assert {"Roadmap", "Positioning"} <= {pick.text() for pick in shown.coaching.expecting.offered}
    QTest.mouseClick(pick(shown, "Roadmap"), LEFT)
    assert shown.document.undo_stack.count() == steps + 1


def test_it_goes_with_the_selection_and_never_on_fast_typing(shown: Window) -> None:
    boxes = open_(shown, "CEO[Marketing]")
    shown.select([boxes["Marketing"]])
    type_box(shown, "PMM")
    assert asks(shown)
    shown.select([boxes["CEO"]])
    assert not asks(shown)
    QTest.keyClick(shown.canvas, Qt.Key.Key_Tab)
    QTest.keyClicks(shown.canvas.field, "PM")
    QTest.keyClick(shown.canvas.field, Qt.Key.Key_Tab)
    settle()
    assert shown.canvas.field.isVisible()
    assert not asks(shown)


def test_it_can_be_turned_off_for_good(shown: Window) -> None:
    boxes = open_(shown, "CEO[Marketing]")
    shown.select([boxes["Marketing"]])
    type_box(shown, "PMM")
    QTest.mouseClick(shown.coaching.expecting.never, LEFT)
    assert settings.load().ask_for_work is False
    shown.select([boxes["CEO"]])
    type_box(shown, "PM")
    assert not asks(shown)


def test_pasted_boxes_ask_nothing(shown: Window) -> None:
    boxes = open_(shown, "CEO[Product[PM PMM]]")
    shown.select([boxes["Product"]])
    shown.actions_table["copy"].trigger()
    shown.select([boxes["CEO"]])
    shown.actions_table["paste"].trigger()
    settle()
    assert not asks(shown)


def test_where_nothing_is_usual_the_properties_open(shown: Window) -> None:
    boxes = open_(shown, "CEO[Sales]")
    shown.select([boxes["Sales"]])
    shown.actions_table["expect"].trigger()
    settle()
    assert shown.side.properties.boxes.responsibilities.field.hasFocus()


def test_other_work_is_in_the_properties(shown: Window) -> None:
    boxes = open_(shown, "CEO[Product[PM]]")
    shown.select([boxes["Product Management"]])
    shown.actions_table["expect"].trigger()
    note: Expecting = shown.coaching.expecting
    note.other.setFocus()
    QTest.keyClick(note.other, Qt.Key.Key_Return)
    settle()
    assert shown.side.properties.boxes.responsibilities.field.hasFocus()
    assert not asks(shown)


# ---- hints ----


def hint(shown: Window) -> str:
    settle()
    return shown.coaching.hints.hint


def test_hints_go_one_by_one_as_they_are_followed(shown: Window) -> None:
    settings.update(ask_for_work=False)
    open_(shown, "CEO")
    assert hint(shown) == "add"
    shown.select(list(shown.document.chart.boxes))
    type_box(shown, "Marketing")
    assert hint(shown) == ""
    boxes = open_(shown, "CEO[Marketing[PMM Marcom] Product[PM]]")
    assert hint(shown) == "read"
    shown.canvas.click_mark(boxes["Product Marketing"], 0)
    assert hint(shown) == "move"
    shown.select([boxes["Product Marketing"]])
    shown.actions_table["promote"].trigger()
    assert hint(shown) == "find"
    assert "Ctrl+K" in shown.coaching.hints.words.text()
    QTest.mouseClick(shown.coaching.hints.close_, LEFT)
    assert hint(shown) == ""
    assert {*settings.load().hints} == {entry.name for entry in HINTS}
    open_(shown, "CEO[Marketing[PMM Marcom] Product[PM]]")
    assert hint(shown) == ""


# ---- the tour ----


def tour_button(shown: Window, text: str) -> QPushButton:
    return next(b for b in shown.start.invitation.findChildren(QPushButton) if b.text() == text)


def test_the_tour_by_mouse(shown: Window) -> None:
    tour = shown.coaching.tour
    assert shown.start.invitation.isVisible()
    QTest.mouseClick(tour_button(shown, "Take the tour"), LEFT)
    settle()
    assert (tour.step, tour.isVisible(), shown.is_at_start) == (0, True, False)
    seen = []
    while tour.is_on:
        seen.append(tour.head.text())
        assert not tour.geometry().intersects(tour.spot.geometry())
        assert shown.rect().contains(tour.geometry())
        QTest.mouseClick(tour.on, LEFT)
        settle()
    assert seen == [step.title for step in STEPS]
    assert not shown.document.is_dirty
    shown.show_start()
    assert not shown.start.invitation.isVisible()
    assert settings.load().tour is False


def test_the_tour_by_keyboard_from_the_help_menu(shown: Window) -> None:
    settings.update(tour=False)
    shown.actions_table["tour"].trigger()
    settle()
    tour = shown.coaching.tour
    for step in range(len(STEPS)):
        assert tour.step == step
        assert tour.on.hasFocus()
        QTest.keyClick(tour.on, Qt.Key.Key_Return)
        settle()
    assert not tour.is_on
    assert shown.canvas.hasFocus()


def test_who_does_what_the_tour_says_is_taken_on(shown: Window) -> None:
    shown.actions_table["tour"].trigger()
    settle()
    tour, case = shown.coaching.tour, shown.coaching.tour.case
    assert all(case)
    shown.canvas.click_mark(case.marked, 0)
    assert tour.step == 1
    tour.show_step(2)
    chart = shown.document.chart
    assert chart.boxes[case.moving].title in tour.text.text()
    assert chart.boxes[case.manager].title in tour.text.text()
    shown.select([case.moving])
    shown.actions_table["promote"].trigger()
    assert tour.step == 3


def test_the_tour_can_be_left_and_declined(shown: Window) -> None:
    QTest.mouseClick(tour_button(shown, "No, thanks"), LEFT)
    assert not shown.start.invitation.isVisible()
    shown.actions_table["tour"].trigger()
    settle()
    QTest.keyClick(shown.coaching.tour.on, Qt.Key.Key_Escape)
    assert not shown.coaching.tour.isVisible()
    assert not shown.coaching.tour.spot.isVisible()
    shown.actions_table["tour"].trigger()
    settle()
    shown.actions_table["close_chart"].trigger()
    settle()
    assert not shown.coaching.tour.is_on


def test_a_hint_does_not_lie_on_the_bar_that_zooms(shown: Window) -> None:
    open_(shown, "CEO[Product[PM PMM]]")
    settle()
    hints, bar = shown.coaching.hints, shown.canvas.zoom_bar
    assert hints.isVisible()
    for width in (1440, 960):
        shown.resize(width, 700)
        settle()
        assert not hints.geometry().intersects(bar.geometry())


def test_a_hint_without_room_waits_until_there_is_some(shown: Window) -> None:
    open_(shown, "CEO[Product[PM PMM]]")
    settle()
    hints = shown.coaching.hints
    shown.editor.setMinimumWidth(0)
    for width, is_shown in ((240, False), (900, True)):
        shown.canvas.resize(width, 500)
        settle()
        assert hints.isVisible() is is_shown
