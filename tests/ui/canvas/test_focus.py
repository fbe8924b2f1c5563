"""One branch alone, the way there and back; the minimap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from tests.charts import big_chart, org
from tests.ui.canvas.hands import Hands

TEAM = {"ceo": None, "product": "ceo", "pm": "product", "pmm": "product", "analyst": "pmm", "sales": "ceo"}


def seen(canvas: Any) -> set[str]:
    layout = canvas.chart_layout
    return {box[2:] for box in canvas.document.chart.boxes if layout.rect(box)}


def words(crumbs: Any) -> list[str]:
    layout = crumbs.layout()
    parts = [layout.itemAt(place).widget() for place in range(layout.count())]
    return [
        part.text().strip() for part in parts if isinstance(part, (QLabel, QAbstractButton)) and part.text()
    ]


def test_a_branch_alone_with_the_way_back(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM, idea=None))
    made.select(["b_pmm"])
    made.actions_table["focus"].trigger()
    assert seen(made.canvas) == {"pmm", "analyst"}
    assert made.canvas.chart_layout.bench == ()
    assert words(made.canvas.crumbs) == ["Whole chart", "›", "Ceo", "›", "Product", "›", "Pmm"]
    assert made.canvas.crumbs.isVisible()
    QApplication.processEvents()
    assert made.canvas.crumbs.width() > 200
    made.actions_table["focus_up"].trigger()
    assert seen(made.canvas) == {"product", "pm", "pmm", "analyst"}
    made.actions_table["unfocus"].trigger()
    assert seen(made.canvas) == set(TEAM)
    assert made.canvas.chart_layout.bench == ("b_idea",)
    assert made.selection == ("b_product",)
    assert not made.canvas.crumbs.isVisible()
    assert not made.actions_table["unfocus"].isEnabled()


def test_a_folded_branch_is_unfolded_to_be_looked_at_below_the_way(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    canvas = made.canvas
    canvas.fold(["b_product"])
    made.select(["b_product"])
    made.actions_table["focus"].trigger()
    assert seen(canvas) == {"product", "pm", "pmm", "analyst"}
    QApplication.processEvents()
    assert canvas.crumbs.height() > 20
    assert canvas.screen_rect("b_product").y > canvas.crumbs.geometry().bottom() + 8
    made.actions_table["unfocus"].trigger()
    canvas.fit()
    assert round(canvas.screen_rect("b_ceo").y) == 40


def test_editing_in_focus(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    canvas = made.canvas
    canvas.crumbs.focus_on("b_product")
    made.document.edit("", edits.add, "New", (), "b_pm", id="b_new")
    assert seen(canvas) == {"product", "pm", "pmm", "analyst", "new"}
    made.document.edit("", edits.move, "b_pm", "b_sales")
    assert seen(canvas) == {"product", "pmm", "analyst"}
    made.document.undo_stack.undo()
    made.document.edit("", edits.remove, "b_product")
    assert canvas.crumbs.focus == ""
    assert seen(canvas) == {"ceo", "pm", "pmm", "analyst", "sales", "new"}
    assert not canvas.crumbs.isVisible()


def test_finding_a_box_outside_leaves_the_focus(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    made.canvas.crumbs.focus_on("b_pmm")
    made.go_to("b_sales")
    assert made.canvas.crumbs.focus == ""
    made.canvas.crumbs.focus_on("b_product")
    made.go_to("b_analyst")
    assert made.canvas.crumbs.focus == "b_product"


def test_a_crumb_leads_up_and_a_long_way_is_shortened(window: Callable[..., Any], qtbot: QtBot) -> None:
    managers: dict[str, str | None] = {"a": None, "b": "a", "c": "b", "d": "c", "e": "d", "f": "e", "g": "f"}
    made = window(org(**managers))
    made.canvas.crumbs.focus_on("b_g")
    assert [word for word in words(made.canvas.crumbs) if word != "›"] == [
        *("Whole chart", "A", "B", "…", "E", "F", "G")
    ]
    crumb = next(
        part for part in made.canvas.crumbs.findChildren(QAbstractButton) if part.text().strip() == "B"
    )
    qtbot.mouseClick(crumb, Qt.MouseButton.LeftButton)
    assert seen(made.canvas) == set("bcdefg")


def test_another_chart_is_seen_whole(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    made.canvas.crumbs.focus_on("b_pmm")
    made.document.adopt(org(x=None, y="x"))
    assert seen(made.canvas) == {"x", "y"}
    assert not made.canvas.crumbs.isVisible()


def test_the_minimap_is_there_when_not_all_is_seen(opened: Callable[[Chart], Hands], qtbot: QtBot) -> None:
    canvas = opened(big_chart(300)).canvas
    canvas.fit()
    QApplication.processEvents()
    assert not canvas.minimap.isVisible()
    canvas.reset()
    qtbot.waitUntil(canvas.minimap.isVisible)
    QTest.mouseClick(canvas.minimap, Qt.MouseButton.LeftButton, pos=QPoint(10, 58))
    west = canvas.view.area.center[0]
    QTest.mouseClick(canvas.minimap, Qt.MouseButton.LeftButton, pos=QPoint(174, 58))
    assert canvas.view.area.center[0] > west
    assert abs(canvas.view.area.center[0] - canvas.bounds().right) < canvas.bounds().width * 0.03
    canvas.minimap.want(False)
    assert not canvas.minimap.isVisible()


def test_the_minimap_frames_what_is_seen(opened: Callable[[Chart], Hands], qtbot: QtBot) -> None:
    canvas = opened(big_chart(300)).canvas
    canvas.reset()
    qtbot.waitUntil(canvas.minimap.isVisible)
    frame = canvas.minimap._frame()
    wide = canvas.view.area.width / canvas.bounds().width * 168  # 168 pixels of the map are for the chart
    assert abs(frame.width() - wide) < 1
    canvas.pan(200, 0)
    assert canvas.minimap._frame().x() > frame.x()


def test_the_minimap_shows_where_sliding_cards_arrive(opened: Callable[[Chart], Hands], qtbot: QtBot) -> None:
    canvas = opened(org(ceo=None, a="ceo", b="ceo", c="ceo")).canvas
    canvas.zoom_to(3.0)
    qtbot.waitUntil(canvas.minimap.isVisible)
    canvas.document.edit("Move", edits.move, "b_a", "b_c")
    assert canvas.slide.is_running
    meanwhile = canvas.minimap._new_picture().toImage()
    canvas.slide.finish()
    assert canvas.minimap._new_picture().toImage() == meanwhile
