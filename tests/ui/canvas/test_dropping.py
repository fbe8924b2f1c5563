"""Zones, the edits they stand for, and their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.model.records import Box
from orgsketch.ui.canvas.dropping import (
    Aim,
    Load,
    aim_at,
    headline,
    load_title,
    members,
    propose,
    refusal,
    travelling,
)
from tests.charts import charts, org, outline

TEAM = {"ceo": None, "product": "ceo", "sales": "ceo", "pm": "product", "pmm": "product", "junior": "pm"}
PMM = Load(("b_pmm",))
NEW = Load((), ("design",), "Design", "b_new")


def plain(_: Box) -> tuple[float, float]:
    return 180.0, 56.0


def aimed(layout: Layout, load: Load, box: str, dx: float, dy: float) -> Aim | None:
    rect = layout.rect(box)
    assert rect is not None
    return aim_at(layout, load, rect.x + rect.width * dx, rect.y + rect.height * dy)


@pytest.mark.parametrize(
    ("box", "place", "zone"),
    [
        ("b_sales", (0.19, 0.5), "before"),
        ("b_sales", (0.21, 0.5), "report"),
        ("b_sales", (0.79, 0.5), "report"),
        ("b_sales", (0.81, 0.5), "after"),
        ("b_pm", (0.1, 0.19), "before"),
        ("b_pm", (0.1, 0.5), "report"),
        ("b_pm", (0.9, 0.81), "after"),
    ],
)
def test_the_outer_fifths_mean_beside_the_middle_below(
    box: str, place: tuple[float, float], zone: str
) -> None:
    aim = aimed(Layout(org(**TEAM), plain), PMM, box, *place)
    assert aim is not None
    assert (aim.target, aim.zone) == (box, zone)


def test_the_gap_beside_a_card_belongs_to_it() -> None:
    layout = Layout(org(**TEAM), plain)
    sales, pm = layout.rect("b_sales"), layout.rect("b_pm")
    assert sales is not None
    assert pm is not None
    beside = aim_at(layout, PMM, sales.right + 8, sales.center[1])
    above = aim_at(layout, PMM, pm.center[0], pm.y - 8)
    assert beside == Aim("after", "b_sales")
    assert above == Aim("before", "b_pm", is_row=True)
    assert aim_at(layout, PMM, sales.right + 40, sales.center[1]) is None


def test_a_leaf_cannot_stand_beside_the_top() -> None:
    layout = Layout(org(**TEAM), plain)
    for dx in (0.05, 0.5, 0.95):
        aim = aimed(layout, PMM, "b_ceo", dx, 0.5)
        assert aim == Aim("report", "b_ceo")
    aim = aimed(layout, Load(("b_product",)), "b_ceo", 0.95, 0.5)
    assert aim == Aim("after", "b_ceo")


@pytest.mark.parametrize(
    ("load", "aim", "expected"),
    [
        (PMM, Aim("report", "b_sales"), "ceo[product[pm[junior]] sales[pmm]]"),
        (PMM, Aim("before", "b_product"), "ceo[pmm product[pm[junior]] sales]"),
        (PMM, Aim("bench"), "ceo[product[pm[junior]] sales] pmm"),
        (Load(("b_pm",)), Aim("report", "b_sales", alone=True), "ceo[product[junior pmm] sales[pm]]"),
        (NEW, Aim("after", "b_pm"), "ceo[product[pm[junior] new pmm] sales]"),
        (NEW, Aim("bench"), "ceo[product[pm[junior] pmm] sales] new"),
    ],
)
def test_an_aim_stands_for_one_edit(load: Load, aim: Aim, expected: str) -> None:
    chart = org(**TEAM)
    assert outline(apply(propose(chart, load, aim).diff(chart), chart)) == expected


@given(charts(min_boxes=2, max_boxes=12), st.integers(-50, 1500), st.integers(-50, 800), st.data())
def test_what_is_not_refused_can_be_done(chart: Chart, x: int, y: int, data: st.DataObject) -> None:
    load = Load((data.draw(st.sampled_from(sorted(chart.boxes))),))
    aim = aim_at(Layout(chart, plain), load, x, y, data.draw(st.booleans()))
    if aim and aim.target not in load.boxes and not refusal(chart, load, aim):
        after = apply(propose(chart, load, aim).diff(chart), chart)
        assert sorted(after.boxes) == sorted(chart.boxes)
        assert headline(chart, load, aim)


def test_the_words_for_where_it_lands() -> None:
    chart = org(**TEAM)
    assert headline(chart, PMM, Aim("report", "b_sales")) == "Reports to Sales, last"
    assert headline(chart, PMM, Aim("before", "b_sales")) == "Reports to Ceo, before Sales"
    assert headline(chart, PMM, Aim("after", "b_pm")) == "Reports to Product, after Pm"
    assert headline(chart, PMM, Aim("bench")) == "Waits on the bench"
    assert propose(chart, PMM, Aim("bench")).text == "Move Pmm to the bench"
    assert propose(chart, NEW, Aim("report", "b_pm")).text == "Add Design under Pm"
    assert load_title(chart, Load(("b_pm", "b_pmm"))) == "2 boxes"


def test_the_words_for_why_not() -> None:
    chart = org(**TEAM)
    assert refusal(chart, Load(("b_product",)), Aim("report", "b_junior")) == (
        "Product would report to its own report"
    )
    assert refusal(chart, Load(("b_product",)), Aim("before", "b_pm")) == "Product cannot report to itself"
    assert refusal(chart, PMM, Aim("report", "b_sales")) == ""


def test_who_travels_along() -> None:
    chart = org(**TEAM)
    both = Load(("b_product", "b_junior"))
    assert set(members(chart, both)) == {"b_product", "b_pm", "b_pmm", "b_junior"}
    assert travelling(chart, Load(("b_product",))) == 3
    assert travelling(chart, Load(("b_product",)), alone=True) == 0
    assert travelling(chart, NEW) == 0
