"""What is visible and what is under the pointer, against looking at every card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import box_at, boxes_in, visible
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from tests.charts import big_chart, charts
from tests.layout.drawn import card_size, cards, lines

areas = st.builds(
    Rect, st.integers(-200, 2000), st.integers(-100, 900), st.integers(0, 900), st.integers(0, 600)
)


@given(charts(max_boxes=25), areas)
def test_the_boxes_in_an_area_are_those_whose_cards_reach_into_it(chart: Chart, area: Rect) -> None:
    layout = Layout(chart, card_size)
    assert set(boxes_in(layout, area)) == {box for box, card in cards(layout).items() if card.meets(area)}


@given(charts(max_boxes=25), st.integers(-20, 1500), st.integers(-20, 700))
def test_the_box_at_a_point_is_the_one_whose_card_is_there(chart: Chart, x: int, y: int) -> None:
    layout = Layout(chart, card_size)
    assert box_at(layout, x, y) == next(
        (box for box, card in cards(layout).items() if card.contains(x, y)), None
    )


@given(charts(max_boxes=25), areas)
def test_every_line_in_an_area_comes_with_its_manager(chart: Chart, area: Rect) -> None:
    layout = Layout(chart, card_size)
    seen = {branch.box for branch, _, _, _ in visible(layout, area)}
    assert seen >= {branch.box for branch, piece in lines(layout) if piece.meets(area)}


@given(charts(max_boxes=25))
def test_each_branch_comes_with_its_place_managers_first(chart: Chart) -> None:
    layout = Layout(chart, card_size)
    everything = Rect(-1e6, -1e6, 2e6, 2e6)
    found = [
        (branch.box, Rect(x, y, branch.width, branch.height))
        for branch, x, y, _ in visible(layout, everything)
    ]
    assert dict(found) == cards(layout)
    order = [box for box, _ in found]
    for box in order:
        manager = chart.boxes[box].reports_to
        assert manager is None or order.index(manager) < order.index(box)


def test_narrow_branches_come_as_silhouettes_and_nothing_below_them() -> None:
    layout = Layout(big_chart(1000), card_size)
    found = list(visible(layout, layout.bounds, 500))
    shadows = [branch for branch, _, _, is_silhouette in found if is_silhouette]
    assert shadows
    assert all(branch.right - branch.left < 500 for branch in shadows)
    inside = {report.box for branch in shadows for report in branch.reports}
    assert inside.isdisjoint(branch.box for branch, _, _, _ in found)


def test_a_view_of_a_large_chart_looks_at_little_of_it() -> None:
    layout = Layout(big_chart(10_000), card_size)
    x, y = layout.bounds.center
    assert len(list(visible(layout, Rect(x, y, 1600, 1000)))) < 400
