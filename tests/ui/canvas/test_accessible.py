"""The canvas as a screen reader meets it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.document import engine_for
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.ui.canvas import Canvas, accessible
from tests.charts import do, org
from tests.ui.canvas.hands import Hands

Opened = Callable[[Chart], Hands]
Name, About = QAccessible.Text.Name, QAccessible.Text.Description
Role = QAccessible.Role
TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product", "idea": None}


@pytest.fixture(autouse=True)
def installed(qapp: QApplication) -> None:
    accessible.install()


def read(canvas: Canvas) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(canvas)


def below(part: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [part.child(place) for place in range(part.childCount())]


def everything(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield part
    for child in below(part):
        yield from everything(child)


def named(canvas: Canvas, start: str) -> QAccessibleInterface:
    return next(part for part in everything(read(canvas)) if part.text(Name).startswith(start))


def test_every_box_stands_below_its_manager(opened: Opened) -> None:
    canvas = opened(org(**TEAM)).canvas
    chart = read(canvas)
    assert chart.role() == Role.Tree
    boxes = [part.text(Name).split(",")[0] for part in everything(chart) if part.role() == Role.TreeItem]
    assert boxes == ["Ceo", "Product", "Pm", "Pmm", "Sales", "Idea"]
    assert [part.text(Name).split(",")[0] for part in below(named(canvas, "Product"))] == ["Pm", "Pmm"]
    pmm = named(canvas, "Pmm")
    assert pmm.parent() is named(canvas, "Product")
    assert pmm.parent().indexOfChild(pmm) == 1
    assert pmm.attributesInterface().attributeValue(QAccessible.Attribute.Level) == 3


def test_a_box_says_who_reports_where_and_what_was_found(window: Callable[..., object]) -> None:
    made = window(org(**TEAM, pm2="product"), engines=engine_for)
    made.document.edit("", edits.set_functions, "b_pmm", ("product_marketing",))
    made.document.edit("", edits.set_functions, "b_sales", ("sales",))
    made.document.edit("", edits.move, "b_pmm", "b_sales")
    made.document.settle()
    part = named(made.canvas, "Pmm")
    marks = made.canvas.contents.card("b_pmm").marks
    assert marks
    assert "reports to Sales" in part.text(Name)
    assert all(mark.kind in part.text(Name) for mark in marks)
    found = [child for child in below(part) if child.role() == Role.ListItem]
    assert len(found) == len(
        [f for f in made.document.report.findings if f.boxes[:1] == ("b_pmm",) and not f.quiet]
    )
    assert found[0].text(Name).startswith(("Risk", "Watch-out"))
    found[0].actionInterface().doAction("Press")
    QApplication.processEvents()
    assert made.side.pages.currentWidget() is made.side.findings


def test_place_and_what_is_under_a_point(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    canvas = hands.canvas
    point = canvas.viewport().mapToGlobal(hands.place("pm").toPoint())
    part = read(canvas).childAt(point.x(), point.y())
    assert part is named(canvas, "Pm,")
    assert part.rect().contains(point)
    assert not part.state().offscreen
    outside = canvas.viewport().mapToGlobal(QPoint(-5, -5))
    assert read(canvas).childAt(outside.x(), outside.y()) is None
    canvas.pan(5000, 0)
    canvas.view.pan(20000, 0)
    assert part.state().offscreen


def test_selected_focused_folded(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    canvas = hands.canvas
    product = named(canvas, "Product")
    assert (product.state().expandable, product.state().expanded, product.state().selected) == (1, 1, 0)
    assert not named(canvas, "Pm,").state().expandable
    canvas.setFocus()
    hands.click("product")
    assert product.state().selected
    assert product.state().focused
    assert read(canvas).focusChild() is product
    canvas.fold(["b_product"])
    assert (product.state().collapsed, product.state().expanded) == (1, 0)
    assert product.childCount() == 0
    assert "2 boxes folded away" in product.text(Name)


def test_actions_select_fold_and_change_the_chart(window: Callable[..., object], qtbot: QtBot) -> None:
    made = window(org(**TEAM))
    pmm = named(made.canvas, "Pmm")
    can = pmm.actionInterface()
    assert can.actionNames()[0] == "Press"
    assert can.localizedActionName("Press") == "Select"
    assert can.localizedActionName("move_to").startswith("Move to")
    assert can.keyBindingsForAction("rename") == ["F2"]
    can.doAction("Press")
    qtbot.waitUntil(lambda: made.selection == ("b_pmm",))
    can.doAction("promote")
    qtbot.waitUntil(lambda: made.document.chart.boxes["b_pmm"].reports_to == "b_ceo")
    assert pmm.parent() is named(made.canvas, "Ceo")
    made.ask.will(new_manager="b_sales")
    can.doAction("move_to")
    qtbot.waitUntil(lambda: made.document.chart.boxes["b_pmm"].reports_to == "b_sales")
    can.doAction("rename")
    qtbot.waitUntil(lambda: made.canvas.field.box == "b_pmm")
    named(made.canvas, "Product").actionInterface().doAction("Toggle")
    qtbot.waitUntil(lambda: "b_product" in made.canvas.chart_layout.folded)


def test_lines_are_parts_of_where_they_start(opened: Opened, qtbot: QtBot) -> None:
    canvas = opened(do(org(**TEAM), edits.draw, "serves", "b_pmm", "b_pm")).canvas
    (line,) = below(named(canvas, "Pmm"))
    assert line.role() == Role.Link
    assert line.text(Name) == "serves Pm"
    assert below(named(canvas, "Pm,")) == []
    line.actionInterface().doAction("Press")
    qtbot.waitUntil(lambda: bool(line.state().selected))
    line.actionInterface().doAction("delete")
    qtbot.waitUntil(lambda: not canvas.document.chart.relations)
    assert not line.isValid()
    assert line.text(Name) == ""


def test_a_part_outlives_its_box_and_comes_back_with_it(opened: Opened) -> None:
    canvas = opened(org(**TEAM)).canvas
    part = named(canvas, "Pmm")
    canvas.document.edit("", edits.remove, ["b_pmm"], "to_manager")
    assert not part.isValid()
    assert part.state().invalid
    assert (part.text(Name), part.childCount(), part.rect().isEmpty()) == ("", 0, True)
    assert part.actionInterface().actionNames() == []
    canvas.document.undo_stack.undo()
    assert named(canvas, "Pmm") is part


def test_what_lies_on_the_canvas_can_be_reached(opened: Opened) -> None:
    canvas = opened(org(**TEAM)).canvas
    roles = {part.role() for part in everything(read(canvas))}
    assert Role.Button in roles  # the zoom control
    names = [part.text(Name) for part in everything(read(canvas))]
    assert "Zoom in" in names
    viewport = QAccessible.queryAccessibleInterface(canvas.viewport())
    assert read(canvas).indexOfChild(viewport) == read(canvas).childCount() - 1


def test_a_protected_chart_says_so(opened: Opened) -> None:
    canvas = opened(do(org(**TEAM), edits.change_chart, protected=True)).canvas
    assert named(canvas, "Pmm").state().readOnly


def test_a_closed_canvas_takes_its_parts_along(qtbot: QtBot, document: Callable[[Chart], object]) -> None:
    for _round in range(20):
        canvas = Canvas(document(org(**TEAM)))  # type: ignore[arg-type]
        parts = list(everything(read(canvas)))
        boxes = [part for part in parts if part.role() == Role.TreeItem]
        canvas.deleteLater()
        QApplication.sendPostedEvents(canvas, 52)  # DeferredDelete
        assert not shiboken6.isValid(canvas)
        assert not any(shiboken6.isValid(part) for part in boxes)
        del parts, boxes
        gc.collect()


def test_the_keyboard_moves_the_focus_a_reader_follows(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.setFocus()
    hands.key(Qt.Key.Key_Home)
    hands.key(Qt.Key.Key_Down)
    focused = read(hands.canvas).focusChild()
    assert focused is not None
    assert focused.state().focused
    assert focused.text(Name).startswith(("Product", "Sales"))
