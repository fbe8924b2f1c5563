"""The layout of whole charts: nothing overlaps, order is kept, and an edit gives what a full pass gives."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, invert
from orgsketch.model.records import ARRANGEMENTS, Box, Head
from tests.charts import Step, big_chart, charts, do, org, session, steps
from tests.layout.drawn import card_size, cards, crossings, overlaps


def plain(_: Box) -> tuple[float, float]:
    return 180.0, 56.0


def arranged(chart: Chart, box: str, style: str) -> Chart:
    return do(chart, edits.change, box, arrangement=style)


# --- any chart ------------------------------------------------------------------------------------------


@given(charts(max_boxes=25), st.sets(st.integers(0, 24)))
def test_nothing_overlaps_and_no_line_runs_through_a_card(chart: Chart, folds: set[int]) -> None:
    layout = Layout(chart, card_size, [f"b_{number:08d}" for number in folds])
    assert overlaps(layout) == []
    assert crossings(layout) == []


@given(charts(max_boxes=25), st.sets(st.integers(0, 24)))
def test_every_box_is_drawn_once_or_on_the_bench_or_folded(chart: Chart, folds: set[int]) -> None:
    layout = Layout(chart, card_size, [f"b_{number:08d}" for number in folds])
    drawn = [branch.box for branch, _, _ in layout.cards()]
    hidden = sum(branch.hidden for branch, _, _ in layout.cards())
    assert len(drawn) == len(set(drawn))
    assert len(drawn) + hidden + len(layout.bench) == len(chart.boxes)
    for box, rect in cards(layout).items():
        assert layout.rect(box) == rect


@given(charts(max_boxes=25))
def test_all_cards_lie_within_the_bounds_of_their_branches(chart: Chart) -> None:
    layout = Layout(chart, card_size)
    for branch, x, y in layout.cards():
        card = Rect(x, y, branch.width, branch.height)
        assert layout.bounds.grown(1e-6).contains(card.x, card.y)
        assert layout.bounds.grown(1e-6).contains(card.right, card.bottom)
        for manager in branch.managers_up():
            place = layout.rect(manager.box)
            assert place is not None
            assert place.x + manager.left <= card.x + 1e-6
            assert card.right <= place.x + manager.right + 1e-6
            assert card.bottom <= place.y + manager.bottom + 1e-6


@given(charts(max_boxes=25), st.sampled_from(ARRANGEMENTS))
def test_siblings_keep_the_order_the_user_gave_them(chart: Chart, style: str) -> None:
    for manager in list(chart.boxes):
        chart = arranged(chart, manager, style)
    layout = Layout(chart, card_size)
    for branch, _, _ in layout.cards():
        team = [box for box in chart.reports(branch.box) if not chart.boxes[box].assistant]
        assert [report.box for report in branch.reports] == team
        if branch.style == "side_by_side":
            places = [report.x for report in branch.reports]
        elif branch.style in ("stacked", "stacked_left", "left_to_right"):
            places = [report.y for report in branch.reports]
        else:
            continue
        assert places == sorted(places)


# --- edits ----------------------------------------------------------------------------------------------


def assert_same(grown: Layout, chart: Chart) -> None:
    fresh = Layout(chart, card_size, grown.folded)
    old, new = cards(grown), cards(fresh)
    assert old.keys() == new.keys()
    assert all(abs(a - b) < 1e-6 for box in old for a, b in zip(old[box], new[box], strict=True))
    assert (grown.bench, grown.bounds) == (fresh.bench, fresh.bounds)
    assert {b.box: (b.style, b.hidden) for b, _, _ in grown.cards()} == {
        b.box: (b.style, b.hidden) for b, _, _ in fresh.cards()
    }


def arrange_or(step: Step, chart: Chart) -> ChartDiff | None:
    """Every third step chooses an arrangement, or makes an assistant, instead of what it says."""
    if not chart.boxes or step.id % 3:
        return None
    box, style = step.box(chart, step.one), ARRANGEMENTS[step.two % len(ARRANGEMENTS)]
    return edits.change(chart, box, arrangement=style, assistant=step.three % 4 == 0)


@given(charts(max_boxes=20), steps(30), st.lists(st.tuples(st.integers(0, 19), st.booleans()), max_size=30))
def test_an_edited_layout_equals_a_fresh_one(
    chart: Chart, tried: list[Step], folds: list[tuple[int, bool]]
) -> None:
    layout = Layout(chart, card_size)
    for number, step in enumerate(tried):
        if number < len(folds):
            layout.fold(f"b_{folds[number][0]:08d}", folds[number][1])
        change = arrange_or(step, chart)
        played = [(chart, change, apply(change, chart))] if change is not None else session(chart, [step])
        for _, diff, after in played:
            layout.advance(diff, after)
            chart = after
        assert_same(layout, chart)


@given(charts(max_boxes=20), steps(8))
def test_taking_a_preview_back_leaves_no_trace(chart: Chart, tried: list[Step]) -> None:
    layout = Layout(chart, card_size)
    before = cards(layout)
    for _, diff, after in session(chart, tried):
        there, back = Layout(chart, card_size), invert(diff)
        there.advance(diff, after)
        there.advance(back, apply(back, after))
        assert cards(there) == before
        break


def test_a_thousand_random_moves_in_a_large_chart_equal_a_fresh_layout() -> None:
    chart, dice = big_chart(2000), Random(7)
    layout, boxes = Layout(chart, card_size), sorted(chart.boxes)
    for _ in range(1000):
        box, manager = dice.sample(boxes, 2)
        if not edits.may_report(chart, box, manager):
            diff = edits.move(chart, box, manager)
            chart = apply(diff, chart)
            layout.advance(diff, chart)
    assert_same(layout, chart)


def test_an_edit_touches_only_the_way_to_the_top() -> None:
    chart = big_chart(2000)
    layout = Layout(chart, card_size)
    untouched = {branch.box: branch.west for branch, _, _ in layout.cards()}
    box = next(b for b in sorted(chart.boxes) if not chart.reports(b) and chart.boxes[b].reports_to)
    diff = edits.add(chart, "New", manager=box, id="b_new")
    layout.advance(diff, apply(diff, chart))
    changed = [branch.box for branch, _, _ in layout.cards() if untouched.get(branch.box) is not branch.west]
    way = layout.branch("b_new")
    assert way is not None
    assert set(changed) <= {"b_new", *(manager.box for manager in way.managers_up())}


# --- shapes ---------------------------------------------------------------------------------------------


def test_a_chain_of_ten_thousand_managers_is_laid_out() -> None:
    boxes = [Box(f"b_{n}", reports_to=f"b_{n - 1}" if n else None) for n in range(10_000)]
    layout = Layout(Chart.of(Head("c_0"), boxes=boxes), plain)
    assert layout.bounds.height > 10_000 * 56
    diff = edits.move(layout.chart, "b_9999", "b_5000")
    layout.advance(diff, apply(diff, layout.chart))
    assert layout.rect("b_9999") is not None


def test_a_chain_with_a_report_beside_every_manager_is_laid_out() -> None:
    boxes = [Box("b_0"), *(Box(f"b_{n}", reports_to=f"b_{(n - 1) // 2 * 2}") for n in range(1, 4_001))]
    layout = Layout(Chart.of(Head("c_0"), boxes=boxes), plain)
    assert len(cards(layout)) == 4_001


def test_a_manager_stands_in_the_middle_of_a_symmetrical_family() -> None:
    chart = org(ceo=None, a="ceo", b="ceo", c="ceo", a1="a", a2="a", c1="c", c2="c", d="a1", e="c2")
    for box in list(chart.boxes):
        chart = arranged(chart, box, "side_by_side")
    place = cards(Layout(chart, plain))
    middle = place["b_ceo"].center[0]
    for left, right in (("a", "c"), ("a1", "c2"), ("a2", "c1"), ("d", "e")):
        assert place[f"b_{left}"].center[0] - middle == pytest.approx(middle - place[f"b_{right}"].center[0])
    assert place["b_b"].center[0] == pytest.approx(middle)


def test_a_small_branch_between_two_large_ones_stands_halfway() -> None:
    chart = org(ceo=None, a="ceo", b="ceo", c="ceo", d="ceo", a1="a", a2="a", a3="a", d1="d", d2="d", d3="d")
    for box in list(chart.boxes):
        chart = arranged(chart, box, "side_by_side")
    place = cards(Layout(chart, plain))
    steps = [place[f"b_{right}"].x - place[f"b_{left}"].x for left, right in ("ab", "bc", "cd")]
    assert steps[0] == pytest.approx(steps[2])
    assert min(steps) >= 200


def test_two_tops_stand_side_by_side() -> None:
    place = cards(Layout(org(one=None, two=None, a="one", b="two"), plain))
    assert place["b_one"].y == place["b_two"].y == 0
    assert place["b_two"].x >= place["b_a"].right + 60


# --- bench ----------------------------------------------------------------------------------------------


def test_loose_boxes_wait_on_the_bench() -> None:
    layout = Layout(org(ceo=None, idle=None, pm="ceo"), plain)
    assert layout.bench == ("b_idle",)
    assert layout.rect("b_idle") is None
    assert layout.branch("b_idle") is None


def test_of_loose_boxes_only_the_first_is_on_the_canvas() -> None:
    layout = Layout(org(one=None, two=None, three=None), plain)
    assert [top.box for top in layout.tops] == ["b_one"]
    assert layout.bench == ("b_two", "b_three")


def test_a_box_comes_off_the_bench_and_goes_back() -> None:
    chart = org(ceo=None, idle=None, pm="ceo")
    layout = Layout(chart, card_size)
    diff = edits.move(chart, "b_idle", "b_pm")
    layout.advance(diff, apply(diff, chart))
    assert layout.bench == ()
    assert layout.rect("b_idle") is not None
    layout.advance(invert(diff), chart)
    assert layout.bench == ("b_idle",)


def test_an_empty_chart_has_no_bounds() -> None:
    layout = Layout(org(), plain)
    assert (layout.tops, layout.bench, layout.bounds) == ([], (), Rect(0, 0, 0, 0))


@pytest.mark.parametrize("loop", [("b_a", "b_b"), ("b_b", "b_c")])
def test_boxes_a_broken_chart_cuts_off_wait_on_the_bench(loop: tuple[str, str]) -> None:
    chart = org(ceo=None, a="ceo", b="a", c="b")
    upper, lower = loop
    broken = {**chart.boxes, upper: replace(chart.boxes[upper], reports_to=lower)}
    layout = Layout(Chart.of(chart.head, boxes=broken.values()), plain)
    assert set(layout.bench) | set(cards(layout)) == set(chart.boxes)
    assert upper in layout.bench


def test_a_chart_that_breaks_and_heals_is_laid_out_again() -> None:
    sound = org(ceo=None, a="ceo", b="a", c="b")
    loop = replace(sound.boxes["b_a"], reports_to="b_c")
    breaking = ChartDiff(boxes={"b_a": (sound.boxes["b_a"], loop)})
    layout = Layout(sound, card_size)
    broken = apply(breaking, sound)
    layout.advance(breaking, broken)
    assert set(layout.bench) == {"b_a", "b_b", "b_c"}
    layout.advance(invert(breaking), sound)
    assert_same(layout, sound)
    assert layout.bench == ()


# --- folding --------------------------------------------------------------------------------------------


def test_folding_hides_the_branch_and_counts_it() -> None:
    chart = org(ceo=None, product="ceo", pm="product", pm2="product", junior="pm")
    layout = Layout(chart, plain)
    layout.fold("b_product", True)
    branch = layout.branch("b_product")
    assert branch is not None
    assert (branch.hidden, branch.reports) == (3, [])
    assert layout.rect("b_junior") is None
    assert layout.visible_stand_in("b_junior") == "b_product"
    layout.fold("b_product", False)
    assert layout.rect("b_junior") is not None
    assert layout.visible_stand_in("b_junior") == "b_junior"


def test_edits_inside_a_fold_change_its_count_only() -> None:
    chart = org(ceo=None, product="ceo", pm="product")
    layout = Layout(chart, card_size, ["b_product"])
    diff = edits.add(chart, "New", manager="b_pm", id="b_new")
    layout.advance(diff, apply(diff, chart))
    branch = layout.branch("b_product")
    assert branch is not None
    assert branch.hidden == 2
    assert_same(layout, apply(diff, chart))
