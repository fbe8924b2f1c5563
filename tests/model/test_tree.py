"""Questions about reporting lines."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Head
from tests.charts import big_chart, charts, org

COMPANY = org(ceo=None, product="ceo", pm="product", pmm="product", sales="ceo", idea=None)


def test_walks() -> None:
    assert list(tree.path_to_top(COMPANY, "b_pm")) == ["b_product", "b_ceo"]
    assert list(tree.branch(COMPANY, "b_product")) == ["b_product", "b_pm", "b_pmm"]
    assert list(tree.walk(COMPANY)) == ["b_ceo", "b_product", "b_pm", "b_pmm", "b_sales", "b_idea"]


def test_above() -> None:
    assert tree.is_above(COMPANY, "b_ceo", "b_pm")
    assert not tree.is_above(COMPANY, "b_pm", "b_pm")


def test_layers() -> None:
    assert [tree.layer(COMPANY, box) for box in ("b_ceo", "b_product", "b_pm")] == [1, 2, 3]
    assert tree.layers(COMPANY) == 3
    assert tree.layers(org()) == 0
    assert tree.managers(COMPANY) == ["b_ceo", "b_product"]


def test_headcount_counts_the_branch_and_vacancies_as_none() -> None:
    boxes = [
        Box("b_a", headcount=0),
        Box("b_b", reports_to="b_a", people=("p_1", "p_2")),
        Box("b_c", reports_to="b_b", headcount=0.5),
        Box("b_d", reports_to="b_b"),
    ]
    chart = Chart.of(Head("c_x"), boxes=boxes)
    assert tree.headcount(chart, "b_a") == 3.5
    assert [box.is_vacant for box in boxes] == [True, False, False, False]


def test_unplaced_is_a_box_alone_among_others() -> None:
    assert tree.is_unplaced(COMPANY, "b_idea")
    assert not tree.is_unplaced(COMPANY, "b_ceo")
    assert not tree.is_unplaced(org(ceo=None), "b_ceo")


def test_loops_are_found_once_each() -> None:
    chart = org(a="b", b="c", c="a", d="c", e="e", top=None, f="top", g="missing")
    assert tree.loops(chart) == [("b_a", "b_b", "b_c"), ("b_e",)]


def test_a_chain_may_be_deeper_than_the_stack() -> None:
    depth = sys.getrecursionlimit() * 3
    chart = Chart.of(
        Head("c_x"), boxes=[Box(f"b_{n}", reports_to=f"b_{n - 1}" if n else None) for n in range(depth)]
    )
    assert tree.layers(chart) == tree.layer(chart, f"b_{depth - 1}") == depth
    assert tree.headcount(chart, "b_0") == depth
    assert tree.loops(chart) == []


@given(charts(min_boxes=1), st.data())
def test_the_walks_agree(chart: Chart, data: st.DataObject) -> None:
    assert sorted(tree.walk(chart)) == sorted(chart.boxes)
    one, other = (data.draw(st.sampled_from(sorted(chart.boxes))) for _ in range(2))
    assert tree.is_above(chart, one, other) == (one != other and other in tree.branch(chart, one))


def test_the_large_chart_is_believable() -> None:
    chart = big_chart(1_000)
    assert chart == big_chart(1_000)
    assert len(chart.boxes) == 1_000
    assert 5 <= tree.layers(chart) <= 8
    assert max(map(len, chart.index.reports.values())) <= 9
    assert set(chart.index.functions) >= {"development", "sales", "product_management", "product_marketing"}
