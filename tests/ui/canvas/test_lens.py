"""How the chart is looked at: colours, lines, small cards, search and what is dimmed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from orgsketch.layout.geometry import Rect
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import Person
from orgsketch.resources import settings
from orgsketch.ui.canvas import valuing
from orgsketch.ui.canvas.hits import Hit
from orgsketch.ui.canvas.tips import tip_text
from tests.charts import big_chart, do, org
from tests.ui.canvas.hands import CTRL, Hands

Opened = Callable[[Chart], Hands]
COMPANY = org(ceo=None, product="ceo", marketing="ceo", pm="product", pmm="marketing", pm2="product")
PLACED = do(do(COMPANY, edits.set_field, ["b_pm", "b_pmm"], "Place", "Rome"), edits.rename, "b_pmm", "Tag")


def row_of(hands: Hands, key: str) -> QPointF:
    """The middle of a value's row on the legend."""
    entry = next(entry for entry in hands.canvas.legend.values if entry.value.key == key)
    return QPointF(entry.mapTo(hands.canvas.viewport(), entry.rect().center()))


def test_a_column_colours_the_boxes_and_a_drop_on_the_legend_sets_it(opened: Opened) -> None:
    hands = opened(PLACED)
    canvas = hands.canvas
    canvas.lens.color_by("field:Place")
    assert canvas.legend.isVisible()
    assert canvas.contents.card("b_pm").value == "Place: Rome"
    place = canvas.screen_rect("b_pm2")
    hands.drag("pm2", row_of(hands, "Rome"))
    assert canvas.document.chart.boxes["b_pm2"].fields == {"Place": "Rome"}
    assert canvas.screen_rect("b_pm2") == place, "nothing moves"
    assert canvas.document.undo_stack.count() == 1
    assert canvas.contents.card("b_pm2").value == "Place: Rome"


def test_several_boxes_get_a_value_by_one_drop_and_by_the_menu(opened: Opened) -> None:
    hands = opened(COMPANY)
    canvas = hands.canvas
    canvas.lens.color_by("state")
    canvas.choose(["b_pm", "b_pm2"])
    hands.drag("pm2", row_of(hands, "planned"))
    assert {canvas.document.chart.boxes[box].state for box in ("b_pm", "b_pm2")} == {"planned"}
    menu = valuing.value_menu(canvas)
    next(action for action in menu.actions() if action.data() == "vacant").trigger()
    assert canvas.document.chart.boxes["b_pm"].state == "vacant"
    assert canvas.document.undo_stack.count() == 2


def test_a_severity_cannot_be_set_and_says_why(opened: Opened) -> None:
    hands = opened(COMPANY)
    canvas = hands.canvas
    canvas.lens.color_by("severity")
    hands.take("pm")
    hands.move(row_of(hands, ""))
    assert canvas.overlay.carry is not None
    assert "cannot be set" in canvas.overlay.carry.refusal
    assert canvas.legend.values[0].drop == "refused"
    hands.release(row_of(hands, ""))
    assert canvas.document.undo_stack.count() == 0
    assert canvas.legend.values[0].drop == ""


def test_esc_over_the_legend_leaves_everything_as_it_was(opened: Opened) -> None:
    hands = opened(COMPANY)
    hands.canvas.lens.color_by("state")
    hands.take("pm")
    hands.move(row_of(hands, "closing"))
    QTest.keyClick(hands.canvas, Qt.Key.Key_Escape)
    hands.release(row_of(hands, "closing"))
    assert hands.canvas.document.chart == COMPANY


def test_a_press_on_a_value_dims_the_others(opened: Opened) -> None:
    hands = opened(PLACED)
    canvas = hands.canvas
    canvas.lens.color_by("field:Place")
    entry = next(entry for entry in canvas.legend.values if entry.value.key == "Rome")
    entry.click()
    assert not canvas.lens.dims("b_pm")
    assert canvas.lens.dims("b_ceo")
    assert "dimmed" in entry.accessibleName()
    canvas.document.edit("Move", edits.set_field, "b_ceo", "Place", "Rome")
    assert not canvas.lens.dims("b_ceo")
    canvas.legend.values[0].click()
    assert not canvas.lens.is_dimming


def test_kinds_of_lines_are_hidden_and_one_that_is_drawn_is_shown(opened: Opened) -> None:
    chart = do(do(COMPANY, edits.draw, "serves", "b_pmm", "b_pm"), edits.draw, "informs", "b_pm", "b_pmm")
    canvas = opened(chart).canvas
    shown = lambda: {line.kind for line, _way in canvas.linework.relations_in(canvas.bounds())}  # noqa: E731
    assert shown() == {"serves", "informs"}
    canvas.lens.show_lines(["serves"], False)
    assert shown() == {"informs"}
    canvas.document.edit("Draw", edits.draw, "serves", "b_pmm", "b_pm2")
    assert shown() == {"serves", "informs"}


def test_the_pointer_on_a_line_lights_the_line_and_both_ends(opened: Opened) -> None:
    hands = opened(do(COMPANY, edits.draw, "serves", "b_pmm", "b_pm"))
    canvas = hands.canvas
    line, way = next(iter(canvas.linework.relations_in(canvas.bounds())))
    (x1, y1), (x2, y2) = way[0], way[1]
    hands.move(QPointF(*canvas.view.to_screen((x1 + x2) / 2, (y1 + y2) / 2)), button=Qt.MouseButton.NoButton)
    assert canvas.overlay.lit == line.id
    assert canvas.overlay.found == {"b_pm", "b_pmm"}
    hands.move(QPointF(5, 5), button=Qt.MouseButton.NoButton)
    assert canvas.overlay.lit == ""
    assert not canvas.overlay.found


def test_lines_into_a_fold_are_one_line_that_says_how_many(opened: Opened) -> None:
    chart = do(COMPANY, edits.draw_all, "serves", "b_pmm", ["b_pm", "b_pm2"])
    canvas = opened(chart).canvas
    assert len(list(canvas.linework.relations_in(canvas.bounds()))) == 2
    canvas.fold(["b_product"])
    lines = [line for line, _way in canvas.linework.relations_in(canvas.bounds())]
    assert [line.label for line in lines] == ["serves × 2"]
    assert canvas.linework.ends(lines[0].id) == {"b_product", "b_pmm"}


def test_lines_are_drawn_by_id_whatever_the_order_they_are_kept_in(opened: Opened) -> None:
    others = [box for box in COMPANY.boxes if box != "b_pmm"]
    chart = do(COMPANY, edits.draw_all, "serves", "b_pmm", others)
    chart = do(chart, edits.draw_all, "informs", "b_pm", [box for box in COMPANY.boxes if box != "b_pm"])
    canvas = opened(chart).canvas
    drawn = [line.id for line, _way in canvas.linework.relations_in(canvas.bounds())]
    assert len(drawn) == 2 * len(others)
    assert drawn == sorted(drawn)


def test_small_cards_take_less_room_and_keep_folds_and_focus(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    canvas.fold(["b_marketing"])
    full = canvas.bounds()
    canvas.lens.make_small(True)
    assert canvas.bounds().height < full.height
    assert canvas.chart_layout.folded == {"b_marketing"}
    canvas.document.edit("Add", edits.add, "New", manager="b_product", id="b_new")
    rect = canvas.chart_layout.rect("b_new")
    assert rect is not None
    assert rect.height < 40
    canvas.lens.make_small(False)
    assert canvas.chart_layout.rect("b_new") != rect


def test_what_was_chosen_is_there_the_next_time(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    canvas.lens.color_by("state")
    canvas.lens.make_small(True)
    canvas.lens.show_lines(["informs"], False)
    kept = settings.load()
    assert (kept.coloring, kept.legend, kept.small_cards, kept.hidden_lines) == (
        "state",
        True,
        True,
        ("informs",),
    )
    again = opened(COMPANY).canvas
    assert again.lens.by == "state"
    assert again.lens.is_small
    assert again.lens.hidden_lines == {"informs"}
    assert again.document.chart == COMPANY, "none of it is in the chart"


def test_search_rings_counts_and_goes_round(opened: Opened) -> None:
    hands = opened(PLACED)
    canvas = hands.canvas
    bar = canvas.search_bar
    bar.begin()
    QTest.keyClicks(bar.field, "pm")
    assert canvas.lens.seeking.found == ["b_pm", "b_pm2"]
    assert bar.count.text() == "– of 2"
    assert canvas.overlay.selection == [], "typing selects nothing"
    for expected in ("b_pm", "b_pm2", "b_pm"):
        QTest.keyClick(bar.field, Qt.Key.Key_Return)
        assert canvas.overlay.selection == [expected]
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.overlay.selection == ["b_pm2"]
    assert bar.count.text() == "2 of 2"
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert not canvas.lens.seeking.found


def test_search_reads_names_functions_states_and_columns(opened: Opened) -> None:
    chart = do(PLACED, edits.set_state, "b_product", "closing")
    chart = do(chart, edits.set_functions, "b_pmm", ["product_marketing"])
    canvas = opened(chart).canvas
    for text, found in (
        ("place:rome", ["b_pm", "b_pmm"]),
        ("closing", ["b_product"]),
        ("PRODUCT MARKETING", ["b_pmm"]),
        ("nothing like it", []),
    ):
        canvas.lens.seeking.look_for(text)
        assert canvas.lens.seeking.found == found


def test_search_goes_to_what_is_called_so_before_what_begins_so(opened: Opened) -> None:
    chart = org(
        {"dev": "development", "head": "product_management"},
        ceo=None,
        dev="ceo",
        pmm="ceo",
        head="ceo",
        equipment="ceo",
    )
    chart = do(do(chart, edits.rename, "b_dev", "Development"), edits.rename, "b_head", "Roadmaps")
    seeking = opened(chart).canvas.lens.seeking
    seeking.look_for("p")
    seeking.look_for("pm")
    assert seeking.found == ["b_head", "b_pmm"], "the function of that name first, Develo-pm-ent not at all"
    seeking.look_for("pme")
    assert seeking.found == ["b_dev", "b_equipment"], "inside a word where nothing begins so"
    seeking.look_for("ment")
    assert seeking.found == ["b_dev", "b_head", "b_equipment"]


def test_search_unfolds_what_it_goes_to_and_dims_the_others(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    canvas.fold(["b_product"])
    bar = canvas.search_bar
    bar.begin()
    bar.field.setText("pm2")
    bar.dim.setChecked(True)
    assert canvas.lens.dims("b_ceo")
    bar.step(1)
    assert canvas.chart_layout.rect("b_pm2") is not None
    assert not canvas.lens.dims("b_pm2")
    canvas.document.edit("Rename", edits.rename, "b_ceo", "Former pm2")
    assert not canvas.lens.dims("b_ceo")
    bar.end()
    assert not canvas.lens.is_dimming


@pytest.mark.parametrize("zoom", [1.0, 0.5, 0.1, 0.02])
def test_a_large_chart_is_painted_dimmed_and_coloured_at_every_zoom(opened: Opened, zoom: float) -> None:
    canvas = opened(big_chart(600)).canvas
    canvas.lens.color_by("family")
    canvas.lens.choose(["product"])
    canvas.view.zoom = zoom
    canvas.view_changed()
    assert not canvas.grab().isNull()
    assert canvas.lens.lit()


def test_the_heading_of_the_bench_closes_and_opens_it(opened: Opened) -> None:
    hands = opened(org(ceo=None, pm="ceo", loose=None, other=None))
    bench = hands.canvas.bench
    assert bench.is_open
    hands.click(QPointF(bench.rect.x + 20, bench.rect.y + 16))
    assert not bench.is_open
    assert bench.foot < 60
    hands.canvas.center_on("b_other")
    assert bench.is_open
    hands.canvas.bench.wish = None
    hands.canvas.resize(700, 420)
    assert not bench.is_open, "on a low canvas it does not stand in the way"
    hands.take("pm")
    assert bench.is_open, "while a box is carried it can be dropped there"


def test_ctrl_is_pressed_for_several_boxes(opened: Opened) -> None:
    hands = opened(COMPANY)
    hands.click("pm")
    hands.click("pm2", keys=CTRL)
    assert hands.canvas.overlay.selection == ["b_pm", "b_pm2"]


def test_the_tooltip_says_what_an_unusual_box_is_taken_for(opened: Opened) -> None:
    chart = org({"coo": "general_management", "pm": "product_management"}, coo=None, pm="coo", odd="coo")
    chart = do(
        do(chart, edits.rename, "b_coo", "Head of the islands"), edits.rename, "b_pm", "Product Manager"
    )
    canvas = opened(chart).canvas
    assert "Treated as general management" in tip_text(canvas, Hit("card", "b_coo"))
    assert "Treated" not in tip_text(canvas, Hit("card", "b_pm"))
    assert "No function" in tip_text(canvas, Hit("card", "b_odd"))
    canvas.choose(["b_coo"])
    assert "Treated as general management" in canvas.accessibleDescription()


def test_the_search_field_does_not_lie_on_the_top_box(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    canvas.search_bar.begin()
    rect = canvas.screen_rect("b_ceo")
    assert rect is not None
    assert rect.y > canvas.search_bar.geometry().bottom()


def test_what_is_found_does_not_lie_under_the_search_field(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    canvas.zoom_to(2.0)
    canvas.search_bar.begin()
    canvas.search_bar.field.setText("pm2")
    canvas.pan(0, (canvas.screen_rect("b_pm2") or Rect(0, 0, 0, 0)).y - 10)
    canvas.search_bar.step(1)
    rect = canvas.screen_rect("b_pm2")
    assert rect is not None
    assert rect.y > canvas.search_bar.geometry().bottom()


def test_a_person_with_another_name_is_found_by_that(opened: Opened) -> None:
    chart = do(COMPANY, edits.set_people, "b_pm", [Person("p_ada", "Ada")])
    canvas = opened(chart).canvas
    canvas.search_bar.begin()
    canvas.search_bar.field.setText("ada")
    assert canvas.lens.seeking.found == ["b_pm"]
    canvas.document.edit("Rename", edits.set_people, "b_pm", [Person("p_ada", "Grace")])
    assert canvas.lens.seeking.found == []
    canvas.search_bar.field.setText("grace")
    assert canvas.lens.seeking.found == ["b_pm"]


def test_a_value_that_no_box_has_any_more_dims_nothing(opened: Opened, qtbot: QtBot) -> None:
    canvas = opened(do(PLACED, edits.set_field, ["b_pm2"], "Place", "Oslo")).canvas
    canvas.lens.color_by("field:Place")
    canvas.lens.choose({"Oslo"})
    assert canvas.lens.dims("b_ceo")
    canvas.document.edit("Move", edits.set_field, ["b_pm2"], "Place", "Rome")
    qtbot.waitUntil(lambda: not canvas.lens.is_dimming, timeout=1000)
    assert not canvas.lens.dims("b_ceo")


def test_the_search_bar_leaves_out_a_switch_rather_than_cut_its_words(opened: Opened) -> None:
    canvas = opened(COMPANY).canvas
    bar = canvas.search_bar
    bar.begin()
    for wide in range(1400, 300, -60):
        canvas.viewport().resize(wide, 500)
        bar.place()
        content = bar.layout()
        assert content is not None
        content.activate()
        assert bar.dim.isHidden() or bar.dim.width() >= bar.dim.sizeHint().width()
    assert bar.dim.isHidden()


def test_the_legend_has_room_for_its_rows_once_they_are_made_anew(opened: Opened, qtbot: QtBot) -> None:
    canvas = opened(do(COMPANY, edits.change, "b_pm", products=("Alpha",))).canvas
    legend, lens = canvas.legend, canvas.lens
    lens.show_legend(True)
    for by in ("product", "function", "state"):
        lens.color_by(by)
        qtbot.waitUntil(lambda: legend.height() >= legend.sizeHint().height() > 60)
        assert all(row.height() >= row.sizeHint().height() for row in legend.values)
