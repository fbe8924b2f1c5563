"""The select tool: clicks, rubber band, and carrying boxes to another manager."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Complete
from tests.charts import do, org, outline
from tests.ui.canvas.hands import ALT, CTRL, SHIFT, Hands

Opened = Callable[[Chart], Hands]
TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product", "junior": "pm"}


def chart_of(hands: Hands) -> str:
    return outline(hands.canvas.document.chart)


# --- clicks ---------------------------------------------------------------------------------------------


def test_a_click_selects_and_a_click_beside_deselects(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(**TEAM))
    with qtbot.waitSignal(hands.canvas.selection_changed) as told:
        hands.click("pm")
    assert told.args == [["b_pm"]]
    hands.click(QPointF(990, 400))
    assert hands.canvas.overlay.selection == []


def test_ctrl_click_toggles(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.click("pm")
    hands.click("sales", CTRL)
    assert hands.canvas.overlay.selection == ["b_pm", "b_sales"]
    hands.click("pm", CTRL)
    assert hands.canvas.overlay.selection == ["b_sales"]


def test_shift_click_selects_the_siblings_between(opened: Opened) -> None:
    hands = opened(org(ceo=None, a="ceo", b="ceo", c="ceo", d="ceo"))
    hands.click("a")
    hands.click("c", SHIFT)
    assert hands.canvas.overlay.selection == ["b_a", "b_b", "b_c"]


def test_a_click_on_one_of_several_selects_that_one(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.select(["b_pm", "b_pmm"])
    hands.click("pmm")
    assert hands.canvas.overlay.selection == ["b_pmm"]


def test_a_rubber_band_selects_what_it_reaches(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    corner = hands.place("pm", -0.3, -0.2)
    hands.press(corner)
    hands.move(hands.place("junior", 0.5, 1.2))
    assert hands.canvas.overlay.band is not None
    hands.release(hands.place("junior", 0.5, 1.2))
    assert set(hands.canvas.overlay.selection) == {"b_pm", "b_junior"}
    assert hands.canvas.overlay.band is None


def test_esc_gives_a_rubber_band_up(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.select(["b_sales"])
    hands.press(hands.place("pm", -0.3, -0.2), keys=CTRL)
    hands.move(hands.place("pm", 0.9, 0.9), keys=CTRL)
    hands.key(Qt.Key.Key_Escape)
    assert hands.canvas.overlay.selection == ["b_sales"]


# --- carrying -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "zone", "expected"),
    [
        ("sales", (0.5, 0.5), "ceo[product[pm[junior]] sales[pmm]]"),
        ("sales", (0.1, 0.5), "ceo[product[pm[junior]] pmm sales]"),
        ("sales", (0.9, 0.5), "ceo[product[pm[junior]] sales pmm]"),
        ("pm", (0.5, 0.1), "ceo[product[pmm pm[junior]] sales]"),
        ("pm", (0.5, 0.9), "ceo[product[pm[junior] pmm] sales]"),
        ("pm", (0.5, 0.5), "ceo[product[pm[junior pmm]] sales]"),
    ],
)
def test_the_zone_of_the_target_says_where_a_box_lands(
    opened: Opened, target: str, zone: tuple[float, float], expected: str
) -> None:
    hands = opened(org(**TEAM))
    hands.drag("pmm", hands.place(target, *zone))
    assert chart_of(hands) == expected


def test_a_drop_is_one_undo_step_with_a_name(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag("pm", hands.place("sales"))
    stack = hands.canvas.document.undo_stack
    assert (stack.count(), stack.undoText()) == (1, "Move Pm under Sales")
    assert chart_of(hands) == "ceo[product[pmm] sales[pm[junior]]]"
    stack.undo()
    assert chart_of(hands) == outline(org(**TEAM))


def test_with_alt_the_reports_stay_behind(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag("pm", hands.place("sales"), ALT)
    assert chart_of(hands) == "ceo[product[junior pmm] sales[pm]]"


def test_all_selected_boxes_travel_together(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.select(["b_pmm", "b_junior", "b_pm"])
    hands.take("pm")
    carry = hands.canvas.overlay.carry
    assert carry is not None
    assert (carry.load.boxes, carry.travelling) == (("b_pm", "b_pmm"), 2)
    hands.move(hands.place("sales"))
    hands.release(hands.place("sales"))
    assert chart_of(hands) == "ceo[product sales[pm[junior] pmm]]"


def test_the_landing_slot_is_where_the_box_lands(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.take("pmm")
    target = hands.place("sales")
    hands.move(target)
    carry = hands.canvas.overlay.carry
    assert carry is not None
    assert carry.slot is not None
    manager = hands.canvas.chart_layout.rect("b_sales")
    shown = (carry.slot.rect.x - manager.x, carry.slot.rect.y - manager.y)  # type: ignore[union-attr]
    hands.release(target)
    hands.canvas.slide.finish()
    landed, manager = (hands.canvas.chart_layout.rect(box) for box in ("b_pmm", "b_sales"))
    assert landed is not None
    assert manager is not None
    assert shown == (landed.x - manager.x, landed.y - manager.y)


def test_the_other_cards_make_room_after_a_rest_and_go_back(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(**TEAM))
    before = {box: hands.canvas.chart_layout.rect(box) for box in hands.canvas.document.chart.boxes}
    hands.take("pmm")
    hands.move(hands.place("sales"))
    carry = hands.canvas.overlay.carry
    assert carry is not None
    qtbot.waitUntil(lambda: carry.is_reflowed)
    hands.canvas.slide.finish()
    assert hands.canvas.chart_layout.rect("b_pmm") != before["b_pmm"]
    hands.key(Qt.Key.Key_Escape)
    assert {box: hands.canvas.chart_layout.rect(box) for box in before} == before
    assert hands.canvas.document.chart == org(**TEAM)


def test_esc_cancels_without_a_trace(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    view = (hands.canvas.view.x, hands.canvas.view.y)
    hands.take("pm")
    hands.move(hands.place("sales"))
    hands.key(Qt.Key.Key_Escape)
    hands.release(hands.place("sales"))
    assert hands.canvas.document.chart == org(**TEAM)
    assert hands.canvas.document.undo_stack.count() == 0
    assert hands.canvas.overlay.carry is None
    assert (hands.canvas.view.x, hands.canvas.view.y) == view


def test_a_box_cannot_be_dropped_on_its_own_report_and_says_why(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(**TEAM))
    hands.take("product")
    hands.move(hands.place("junior"))
    carry = hands.canvas.overlay.carry
    assert carry is not None
    assert carry.refusal == "Product would report to its own report"
    with qtbot.waitSignal(hands.canvas.status):
        hands.release(hands.place("junior"))
    assert hands.canvas.document.chart == org(**TEAM)


def test_a_drop_beside_the_chart_changes_nothing(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag("pm", QPointF(980, 300))
    assert hands.canvas.document.undo_stack.count() == 0


def test_a_box_goes_to_the_bench_and_comes_back(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.take("pmm")
    tray = QPointF(*hands.canvas.bench.rect.center)
    hands.move(tray)
    hands.release(tray)
    assert hands.canvas.chart_layout.bench == ("b_pmm",)
    hands.drag("pmm", hands.place("junior"))
    assert chart_of(hands) == "ceo[product[pm[junior[pmm]]] sales]"


def test_a_protected_chart_is_not_carried_about(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(do(org(**TEAM), edits.change_chart, protected=True, complete=Complete(True)))
    with qtbot.waitSignal(hands.canvas.status):
        hands.take("pm")
    assert hands.canvas.overlay.carry is None


def test_an_edit_from_elsewhere_ends_the_drag(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.take("pmm")
    hands.move(hands.place("sales"))
    hands.canvas.document.edit("Delete", edits.remove, "b_pmm")
    assert hands.canvas.overlay.carry is None
    hands.release(QPointF(500, 300))
    assert chart_of(hands) == "ceo[product[pm[junior]] sales]"


# --- from the palette -----------------------------------------------------------------------------------


def test_a_function_dragged_in_becomes_a_box(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag_in("product_marketing", hands.place("sales"), "Product marketing")
    assert hands.canvas.overlay.selection != []
    box = hands.canvas.document.chart.boxes[hands.canvas.overlay.selection[0]]
    assert (box.title, box.functions, box.reports_to) == (
        "Product marketing",
        ("product_marketing",),
        "b_sales",
    )


def test_a_function_that_leaves_again_leaves_no_trace(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag_in("product_marketing", hands.place("sales"), drops=False)
    assert hands.canvas.document.chart == org(**TEAM)
    assert hands.canvas.overlay.carry is None


def test_a_function_dropped_on_free_ground_waits_on_the_bench(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag_in("design", QPointF(980, 500), "Design")
    assert [hands.canvas.document.chart.boxes[box].title for box in hands.canvas.chart_layout.bench] == [
        "Design"
    ]


def test_the_first_box_can_be_dragged_in(opened: Opened) -> None:
    hands = opened(org())
    hands.drag_in("general_management", QPointF(500, 400), "CEO")
    assert [box.title for box in hands.canvas.document.chart.boxes.values()] == ["CEO"]
    assert hands.canvas.chart_layout.rect(hands.canvas.overlay.selection[0]) is not None


def test_two_functions_come_as_one_blended_box(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.drag_in("product_management+product_marketing", hands.place("sales"), "PM and PMM")
    box = hands.canvas.document.chart.boxes[hands.canvas.overlay.selection[0]]
    assert box.functions == ("product_management", "product_marketing")


def test_with_ctrl_a_copy_lands_and_the_branch_stays(opened: Opened) -> None:
    hands = opened(org(ceo=None, a="ceo", b="ceo", x="a", y="x"))
    canvas = hands.canvas
    hands.drag("x", hands.place("b"), keys=CTRL)
    chart = canvas.document.chart
    assert chart.reports("b_a") == ("b_x",)
    (copy,) = chart.reports("b_b")
    assert (chart.boxes[copy].title, len(chart.reports(copy))) == ("X", 1)
    assert canvas.overlay.selection == [copy]
    assert canvas.document.undo_stack.count() == 1
    canvas.document.undo_stack.undo()
    assert canvas.document.chart == org(ceo=None, a="ceo", b="ceo", x="a", y="x")


def test_ctrl_can_be_pressed_and_let_go_during_the_drag(opened: Opened) -> None:
    hands = opened(org(ceo=None, a="ceo", b="ceo", x="a"))
    canvas = hands.canvas
    hands.take("x")
    hands.move(hands.place("b"))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Control, CTRL)
    QApplication.sendEvent(canvas, held)  # as QTest would, but the next test finds no key held
    carry = canvas.overlay.carry
    assert carry is not None
    assert carry.aim is not None
    assert carry.aim.copies
    assert carry.slot is not None
    assert canvas.overlay.left_behind == ()
    let_go = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Control, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(canvas, let_go)
    assert not carry.aim.copies
    hands.release(hands.place("b"))
    assert canvas.document.chart.boxes["b_x"].reports_to == "b_b"


def test_a_copy_may_even_land_below_its_original(opened: Opened) -> None:
    hands = opened(org(ceo=None, a="ceo", x="a"))
    hands.drag("a", hands.place("x"), keys=CTRL)
    assert len(hands.canvas.document.chart.reports("b_x")) == 1


def test_ctrl_drag_takes_all_selected_boxes(opened: Opened) -> None:
    hands = opened(org(ceo=None, a="ceo", b="ceo", x="a", y="a"))
    hands.canvas.choose(["b_x", "b_y"])
    start = hands.place("x")
    hands.press(start, keys=CTRL)
    hands.move(start + QPointF(12, 12), keys=CTRL)
    hands.move(hands.place("b"), keys=CTRL)
    hands.release(hands.place("b"), keys=CTRL)
    assert len(hands.canvas.document.chart.reports("b_b")) == 2


def test_with_alt_a_function_from_the_palette_is_set_on_the_box(opened: Opened) -> None:
    hands = opened(org(ceo=None, pm="ceo"))
    canvas = hands.canvas
    hands.drag_in("product_management", hands.place("pm"), keys=ALT)
    assert canvas.document.chart.boxes["b_pm"].functions == ("product_management",)
    assert len(canvas.document.chart.boxes) == 2
    assert canvas.document.undo_stack.count() == 1
    assert canvas.overlay.selection == ["b_pm"]


def test_the_chart_scrolls_as_long_as_the_pointer_rests_at_the_edge(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(ceo=None, **{f"x{number}": "ceo" for number in range(6)}))
    canvas = hands.canvas
    canvas.reset()
    hands.take("ceo")
    before = canvas.view.x
    hands.move(QPointF(canvas.view.width - 4, 400))
    first = canvas.view.x
    assert first > before
    qtbot.waitUntil(lambda: canvas.view.x > first, timeout=3000)
    hands.key(Qt.Key.Key_Escape)
    assert canvas.view.x == before
    assert canvas.overlay.carry is None


def test_several_functions_come_in_one_drag_and_one_step(opened: Opened) -> None:
    hands = opened(org(ceo=None))
    chart = hands.canvas.document.chart
    hands.drag_in("product\nproduct_management+product_marketing", hands.place("ceo"), "Product\n")
    after = hands.canvas.document.chart
    added = [after.boxes[box] for box in after.reports("b_ceo")]
    assert [box.functions for box in added] == [("product",), ("product_management", "product_marketing")]
    assert all(box.title for box in added)
    assert hands.canvas.overlay.selection == [box.id for box in added]
    hands.canvas.document.undo_stack.undo()
    assert hands.canvas.document.chart == chart
