"""Drawing a relation from a handle, and choosing its kind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from tests.charts import do, org
from tests.ui.canvas.hands import SHIFT, Hands

Opened = Callable[[Chart], Hands]
TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product"}


def handle(hands: Hands, box: str, side: str) -> QPointF:
    hands.canvas.select([box])
    found = next(h for h in hands.canvas.hits.handles() if (h.box, h.side) == (box, side))
    return QPointF(found.x, found.y)


def shown_menu(hands: Hands) -> QMenu | None:
    return next((menu for menu in hands.canvas.findChildren(QMenu) if menu.isVisible()), None)


def choose(hands: Hands, kind: str) -> None:
    menu = shown_menu(hands)
    assert menu is not None
    action = next(action for action in menu.actions() if action.data() == kind)
    menu.hide()
    action.trigger()


def pull(hands: Hands, box: str, to: QPointF) -> None:
    start = handle(hands, box, "peer")
    hands.press(start)
    hands.move(start + QPointF(12, 0))
    hands.move(to)
    hands.release(to)


def test_a_line_pulled_from_a_handle_to_a_box_is_drawn_as_the_kind_chosen(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    pull(hands, "b_pmm", hands.place("sales"))
    assert hands.canvas.document.undo_stack.count() == 0
    choose(hands, "serves")
    (line,) = hands.canvas.document.chart.relations.values()
    assert (line.kind, line.start, line.end) == ("serves", "b_pmm", "b_sales")
    assert hands.canvas.overlay.thread is None
    assert hands.canvas.tool is hands.canvas.resting


def test_a_menu_that_is_closed_draws_nothing(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    pull(hands, "b_pmm", hands.place("sales"))
    menu = shown_menu(hands)
    assert menu is not None
    menu.hide()
    assert hands.canvas.document.chart == org(**TEAM)
    assert hands.canvas.overlay.thread is None


def test_a_line_let_go_beside_a_box_or_on_its_own_is_none(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    for place in (QPointF(980, 400), hands.place("pmm")):
        pull(hands, "b_pmm", place)
        assert shown_menu(hands) is None
        assert hands.canvas.document.chart == org(**TEAM)


def test_esc_gives_the_line_up(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    start = handle(hands, "b_pmm", "peer")
    hands.press(start)
    hands.move(hands.place("sales"))
    assert hands.canvas.overlay.thread is not None
    hands.key(Qt.Key.Key_Escape)
    assert hands.canvas.overlay.thread is None
    assert hands.canvas.tool is hands.canvas.resting


def test_a_handle_that_is_clicked_adds(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    done: list[str] = []
    for name in ("add_peer", "add_report"):
        action = QAction(name, hands.canvas, objectName=name)
        action.triggered.connect(lambda checked=False, name=name: done.append(name))
        hands.canvas.addAction(action)
    hands.click(handle(hands, "b_pmm", "peer"))
    hands.click(handle(hands, "b_pm", "report"))
    assert done == ["add_peer", "add_report"]


def test_a_relation_is_selected_by_a_click_and_deleted_by_key(opened: Opened) -> None:
    chart = do(org(**TEAM), edits.draw, "serves", "b_pmm", "b_sales", id="r_1")
    hands = opened(chart)
    way = next(way for relation, way in hands.canvas.linework.relations_in(hands.canvas.view.area))
    (x1, y1), (x2, y2) = way[1], way[2]
    hands.click(QPointF(*hands.canvas.view.to_screen((x1 + x2) / 2, (y1 + y2) / 2)))
    assert hands.canvas.overlay.relation == "r_1"
    hands.key(Qt.Key.Key_Delete)
    assert not hands.canvas.document.chart.relations
    hands.canvas.document.undo_stack.undo()
    assert hands.canvas.document.chart == chart


KINDS = {"pmm": "product_marketing", "pm": "product_management", "sales": "product_management"}


def test_one_gesture_serves_every_box_of_the_kind(opened: Opened) -> None:
    hands = opened(org(KINDS, **TEAM))
    pull(hands, "b_pmm", hands.place("pm"))
    menu = shown_menu(hands)
    assert menu is not None
    menu.actions()[-1].trigger()
    assert "all 2" in menu.actions()[-1].text()
    chart = hands.canvas.document.chart
    assert {line.end for line in chart.relations_of("b_pmm")} == {"b_pm", "b_sales"}
    hands.canvas.document.undo_stack.undo()
    assert not hands.canvas.document.chart.relations


def test_with_shift_a_line_goes_on_to_further_boxes(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    start = handle(hands, "b_pmm", "peer")
    hands.press(start)
    hands.move(hands.place("pm"))
    hands.move(hands.place("sales"), keys=SHIFT)
    thread = hands.canvas.overlay.thread
    assert thread is not None
    assert thread.ends == ("b_pm", "b_sales")
    hands.release(hands.place("sales"), keys=SHIFT)
    menu = shown_menu(hands)
    assert menu is not None
    next(action for action in menu.actions() if action.data() == "informs").trigger()
    lines = hands.canvas.document.chart.relations.values()
    assert {(line.kind, line.end) for line in lines} == {("informs", "b_pm"), ("informs", "b_sales")}
    assert hands.canvas.document.undo_stack.count() == 1


def test_a_line_to_one_of_the_selected_boxes_goes_to_all_of_them(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    pull(hands, "b_pmm", hands.place("pm"))
    menu = shown_menu(hands)
    assert menu is not None
    menu.close()
    start = handle(hands, "b_pmm", "peer")
    hands.press(start)
    hands.canvas.choose(["b_pm", "b_sales"])
    hands.move(hands.place("pm"))
    hands.release(hands.place("pm"))
    menu = shown_menu(hands)
    assert menu is not None
    next(action for action in menu.actions() if action.data() == "serves").trigger()
    assert len(hands.canvas.document.chart.relations) == 2
