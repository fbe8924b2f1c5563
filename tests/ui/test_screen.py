"""Only the chart; the presentation; the history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.document import Document, engine_for
from orgsketch.model import edits
from orgsketch.ui.panels.history import HistoryPanel
from orgsketch.ui.presenting import Presentation
from tests.charts import org

TEAM = {"ceo": None, "product": "ceo", "pm": "product", "sales": "ceo", "pmm": "sales"}
FUNCTIONS = {"product": "product", "pm": "product_management", "pmm": "product_marketing", "sales": "sales"}


def test_only_the_chart_and_everything_again(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    parts = (made.menu_bar, made.toolbar, made.statusBar(), made.left, made.right)
    made.actions_table["calm"].trigger()
    assert not any(part.isVisible() for part in parts)
    assert made.canvas.isVisible()
    QTest.keyClick(made.canvas, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert made.finder.isVisible()  # keys hold without a menu bar
    made.finder.close_up()
    QTest.keyClick(made.canvas, Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert all(part.isVisible() for part in parts)
    assert not made.past.isVisible()


def test_going_to_another_page_ends_that_the_chart_is_alone(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    parts = (made.menu_bar, made.toolbar, made.statusBar())
    action = made.actions_table["calm"]
    action.trigger()
    made.show_page(made.editor)  # as when another tab was seen meanwhile
    assert not any(part.isVisible() for part in (*parts, made.left, made.right))
    made.modes.show("matrix")
    assert all(part.isVisible() for part in parts)
    made.modes.show("chart")
    assert all(part.isVisible() for part in (*parts, made.left, made.right))
    assert not action.isChecked()


def test_the_presentation_steps_through_the_findings(window: Callable[..., Any], qtbot: QtBot) -> None:
    made = window(org(FUNCTIONS, **TEAM), engines=engine_for)
    made.actions_table["present"].trigger()
    shown = made.findChild(Presentation)
    qtbot.waitExposed(shown)
    assert shown.isFullScreen()
    open_findings = [f for f in made.document.report.findings if f.state == "open" and not f.quiet]
    assert len(shown.findings) == len(open_findings) > 1
    assert shown.place == 0
    QTest.keyClick(shown, Qt.Key.Key_Left)
    assert shown.place == 0
    QTest.keyClick(shown, Qt.Key.Key_Right)
    assert shown.heading.text() == open_findings[0].title
    assert shown.canvas.overlay.selection == [
        box for box in open_findings[0].boxes if box in made.document.chart.boxes
    ]
    QTest.keyClick(shown, Qt.Key.Key_End)
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert shown.place == len(open_findings)
    QTest.keyClick(shown, Qt.Key.Key_Home)
    assert shown.place == 0
    chart = made.document.chart
    QTest.keyClicks(shown, "typing")
    QTest.keyClick(shown, Qt.Key.Key_Delete)
    assert made.document.chart is chart
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, 52)
    assert made.findChild(Presentation) is None


def names(panel: HistoryPanel) -> list[str]:
    return [panel.list.item(place).text() for place in range(panel.list.count())]


def test_the_history_goes_to_any_step(document: Callable[..., Document], qtbot: QtBot) -> None:
    opened = document(org(**TEAM))
    panel = HistoryPanel(opened)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    start = opened.chart
    opened.edit("Rename Pm", edits.rename, "b_pm", "Product manager")
    opened.edit("Move Pmm", edits.move, "b_pmm", "b_product")
    end = opened.chart
    assert names(panel) == ["As opened", "Rename Pm", "Move Pmm"]
    assert panel.list.currentRow() == 2
    panel.list.itemClicked.emit(panel.list.item(0))
    assert opened.chart == start
    assert names(panel) == ["As opened", "Rename Pm", "Move Pmm"]
    assert panel.list.currentRow() == 0
    panel.go_to(2)
    assert opened.chart == end
    opened.undo_stack.undo()
    opened.edit("Another", edits.rename, "b_pm", "PM")
    assert names(panel) == ["As opened", "Rename Pm", "Another"]


def test_the_history_is_opened_from_the_menu_and_remembered(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    assert not made.past.isVisible()
    made.actions_table["history"].trigger()
    assert made.past.isVisible()
    made.close()
    again = window(org(**TEAM))
    assert again.past.isVisible()
    assert again.left.isVisible()
