"""The canvas as the window knows it, and how it follows the document."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from orgsketch.drawing.theme import Theme
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.resources import settings
from orgsketch.ui.canvas.stage import CLEAR, LOW
from orgsketch.ui.canvas.view import AIR
from tests.charts import big_chart, do, org
from tests.ui.canvas.hands import ALT, CTRL, MIDDLE, SHIFT, Hands

Opened = Callable[[Chart], Hands]
TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product", "idea": None}


def rest(hands: Hands) -> None:
    """Let sliding cards arrive."""
    hands.canvas.slide.finish()


# --- for the window -------------------------------------------------------------------------------------


def test_selecting_from_outside_tells_nobody(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(**TEAM))
    with qtbot.assertNotEmitted(hands.canvas.selection_changed):
        hands.canvas.select(["b_pm", "b_gone"])
    assert hands.canvas.overlay.selection == ["b_pm"]
    assert "Pm" in hands.canvas.accessibleDescription()
    assert "reports to Product" in hands.canvas.accessibleDescription()


def test_a_box_in_sight_stays_where_it_is_when_centred_on(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    before = hands.place("pm")
    hands.canvas.center_on("b_pm")
    assert hands.place("pm") == before


def test_a_box_beside_comes_into_sight_by_as_little_as_that_takes(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.pan(600, 0)
    before = hands.place("pm", 0, 0)
    hands.canvas.center_on("b_pm")
    assert hands.place("pm", 0, 0) == QPointF(CLEAR + AIR, before.y())


def test_zooming_by_key_keeps_all_of_the_selected_box_in_sight(opened: Opened) -> None:
    hands = opened(big_chart(600))
    canvas = hands.canvas
    canvas.fit()
    rects = {box: canvas.chart_layout.rect(box) for box in canvas.document.chart.boxes}
    for chosen in (min, max):
        box = chosen(rects, key=lambda box: rects[box] or (0.0,))
        canvas.fit()
        canvas.choose([box])
        canvas.reset()
        rect = rects[box]
        assert rect is not None
        assert canvas.view.shows(rect)


def test_a_box_far_away_comes_into_the_middle(opened: Opened) -> None:
    hands = opened(big_chart(600))
    canvas = hands.canvas
    canvas.reset()
    tops = canvas.chart_layout.tops[0]
    canvas.center_on(tops.box)
    last = max(canvas.document.chart.boxes, key=lambda box: canvas.chart_layout.rect(box) or (0.0,))
    canvas.center_on(last)
    rect = canvas.screen_rect(last)
    assert rect is not None
    assert rect.center == pytest.approx(canvas.free().center, abs=1)


def test_a_box_is_not_brought_into_sight_under_what_lies_at_the_foot(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    rect = hands.canvas.screen_rect("b_pm")
    assert rect is not None
    hands.canvas.pan(0, rect.bottom - hands.canvas.view.height + 20)
    hands.canvas.center_on("b_pm")
    rect = hands.canvas.screen_rect("b_pm")
    assert rect is not None
    assert rect.bottom <= hands.canvas.view.height - LOW


def test_centring_on_a_box_unfolds_what_hides_it(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.fold(["b_product"])
    assert hands.canvas.chart_layout.rect("b_pm") is None
    hands.canvas.center_on("b_pm")
    assert hands.canvas.chart_layout.rect("b_pm") is not None


def test_zooming_by_button_stays_within_bounds(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.zoom_bar.larger.click()
    assert hands.canvas.view.zoom == pytest.approx(1.25)
    assert hands.canvas.zoom_bar.percent.text() == "125 %"
    for _step in range(60):
        hands.canvas.zoom_out()
    assert hands.canvas.view.zoom > 0
    hands.canvas.reset()
    assert hands.canvas.view.zoom == 1
    hands.canvas.fit()
    assert hands.canvas.view.shows(hands.canvas.chart_layout.bounds)


def test_a_menu_is_asked_for_with_the_box_under_the_pointer(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(**TEAM))
    where = hands.place("pm").toPoint()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, hands.canvas.mapToGlobal(where))
    with qtbot.waitSignal(hands.canvas.menu_wanted) as told:
        QApplication.sendEvent(hands.canvas.viewport(), event)
    assert told.args[1] == "b_pm"
    assert hands.canvas.overlay.selection == ["b_pm"]


def test_another_document_is_shown_afresh(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.select(["b_pm"])
    hands.canvas.fold(["b_product"])
    hands.canvas.document.adopt(org(boss=None, one="boss"))
    assert hands.canvas.overlay.selection == []
    assert hands.canvas.chart_layout.folded == frozenset()
    assert hands.canvas.screen_rect("b_one") is not None


# --- following ------------------------------------------------------------------------------------------


def test_the_selected_box_stays_on_the_screen_where_it_was(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.select(["b_sales"])
    before = hands.place("sales")
    for name in ("a", "b", "c"):
        hands.canvas.document.edit("Add", edits.add, name, manager="b_ceo", before="b_product")
        rest(hands)
    assert (hands.place("sales") - before).manhattanLength() < 1


def test_cards_slide_and_arrive(opened: Opened, qtbot: QtBot) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.document.edit("Move", edits.reorder, "b_product", 1)
    assert hands.canvas.slide.is_running
    qtbot.waitUntil(lambda: not hands.canvas.slide.is_running)
    layout = hands.canvas.chart_layout
    product, sales = layout.rect("b_product"), layout.rect("b_sales")
    assert product is not None
    assert sales is not None
    assert product.x > sales.x


def test_nothing_slides_with_reduced_motion(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    settings.update(reduced_motion=True)
    hands.canvas.document.edit("Move", edits.reorder, "b_product", 1)
    assert not hands.canvas.slide.is_running


def test_what_is_deleted_is_forgotten(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.click("pm")
    hands.canvas.hover(hands.canvas.hit(*hands.place("pm").toTuple()))
    hands.canvas.document.edit("Delete", edits.remove, "b_pm")
    overlay = hands.canvas.overlay
    assert (overlay.selection, overlay.hovered, overlay.handles, overlay.focused) == ([], "", "", "")


def test_space_folds_and_a_click_on_the_pill_unfolds(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    hands.canvas.select(["b_product"])
    hands.key(Qt.Key.Key_Space)
    assert hands.canvas.chart_layout.folded == {"b_product"}
    assert hands.canvas.contents.card("b_product", 2).hidden == 2
    rest(hands)
    hands.click(hands.place("product", 0.5, 1))
    assert hands.canvas.chart_layout.folded == frozenset()


# --- painting -------------------------------------------------------------------------------------------


def picture(hands: Hands) -> QImage:
    hands.canvas.slide.finish()
    return hands.canvas.viewport().grab().toImage()


def colors(image: QImage) -> set[str]:
    steps = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    return {image.pixelColor(x, y).name().upper() for x, y in steps}


@pytest.mark.parametrize("name", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.2, 0.03])
def test_every_theme_is_painted_at_every_level(opened: Opened, name: str, zoom: float) -> None:
    hands = opened(do(org(**TEAM), edits.draw, "serves", "b_pm", "b_sales"))
    theme = Theme(name)
    hands.canvas.set_theme(theme)
    hands.canvas.select(["b_pm"])
    hands.canvas.view.zoom_at(zoom, 500, 300)
    found = colors(picture(hands))
    assert theme.color("canvas") in found
    assert len(found) > 2


def test_a_card_is_painted_where_it_is_hit(opened: Opened) -> None:
    hands = opened(org(**TEAM))
    image, inside = picture(hands), hands.place("sales", 0.5, 0.1)
    ratio = image.devicePixelRatio()
    assert image.pixelColor((inside * ratio).toPoint()) == QColor(Theme("light").color("card"))


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_a_frame_looks_at_what_is_on_the_screen_alone(opened: Opened, count: int) -> None:
    hands = opened(big_chart(count))
    hands.canvas.view.zoom_at(1.0, 500, 300)
    picture(hands)
    assert hands.canvas.painting.seen < 60
    hands.canvas.fit()
    picture(hands)
    assert hands.canvas.painting.seen < 1_500


# --- any session ----------------------------------------------------------------------------------------

KEYS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Space,
    Qt.Key.Key_Home, Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Return,
)  # fmt: skip


def fiddle(hands: Hands, dice: Random) -> None:
    """One thing a careless user might do."""
    canvas = hands.canvas
    at = QPointF(dice.uniform(-20, 1020), dice.uniform(-20, 820))
    if canvas.document.chart.boxes and dice.random() < 0.7:
        rect = canvas.screen_rect(dice.choice(sorted(canvas.document.chart.boxes)))
        at = (
            QPointF(rect.x + rect.width * dice.random(), rect.y + rect.height * dice.random()) if rect else at
        )
    keys = dice.choice([Qt.KeyboardModifier.NoModifier] * 4 + [ALT, CTRL, SHIFT])
    do_one: list[Callable[[], object]] = [
        lambda: hands.press(at, keys=keys),
        lambda: hands.move(at, keys=keys),
        lambda: hands.move(at, keys=keys),
        lambda: hands.release(at, keys=keys),
        lambda: hands.press(at, MIDDLE),
        lambda: hands.release(at, MIDDLE),
        lambda: hands.key(dice.choice(KEYS)),
        lambda: hands.wheel(at, QPoint(dice.randint(-240, 240), dice.randint(-240, 240)), keys),
        lambda: hands.drag_in("design", at, "Design", drops=dice.random() < 0.5),
        lambda: canvas.document.undo_stack.undo(),
        lambda: canvas.document.undo_stack.redo(),
        lambda: hands.type("x") if canvas.field.box else None,
        lambda: hands.enter() if canvas.field.box else None,
        lambda: QApplication.processEvents(),
    ]
    dice.choice(do_one)()


@pytest.mark.parametrize("seed", range(8))
def test_no_fiddling_breaks_the_chart_or_the_undo(opened: Opened, seed: int) -> None:
    start = do(org(**TEAM), edits.draw, "serves", "b_pm", "b_sales", id="r_1")
    hands, dice = opened(start), Random(seed)
    canvas = hands.canvas
    for _turn in range(300):
        fiddle(hands, dice)
        assert tree.loops(canvas.document.chart) == []
        assert set(canvas.overlay.selection) <= set(canvas.document.chart.boxes)
    canvas.tool.cancel()
    canvas.field.cancel()
    rest(hands)
    drawn = {branch.box for branch, _x, _y in canvas.chart_layout.cards()}
    assert drawn | set(canvas.chart_layout.bench) <= set(canvas.document.chart.boxes)
    stack = canvas.document.undo_stack
    stack.setIndex(stack.count())
    end = canvas.document.chart
    stack.setIndex(0)
    assert canvas.document.chart == start
    stack.setIndex(stack.count())
    assert canvas.document.chart == end
    picture(hands)
