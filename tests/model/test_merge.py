"""Merging: who wins, who stays, what is told; the cases git's text merge gets wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from orgsketch.errors import EditError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.merge import Merge, Versions, common_source, merge, merge_options
from orgsketch.model.records import Answer, BasedOn, Box, Person
from tests.charts import do, org, outline
from tests.model.test_laws import assert_sound

BASE = org(
    ceo=None, product="ceo", marketing="ceo", sales="ceo", pm="product", pmm="marketing", marcom="marketing"
)
Side = Callable[[Chart], Chart]


def merged(ours: Side, theirs: Side, base: Chart = BASE) -> Merge:
    result = merge(base, ours(base), theirs(base))
    assert_sound(result.chart)
    assert set(result.chart.conflicts) == {conflict.id for conflict in result.conflicts}
    return result


def edit(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Side:
    return lambda chart: do(chart, function, *args, **kwargs)


def kinds(result: Merge) -> list[str]:
    return [conflict.kind for conflict in result.conflicts]


def settled(result: Merge, choice: edits.Choice) -> Chart:
    chart = result.chart
    for conflict in result.conflicts:
        chart = do(chart, edits.settle, conflict.id, choice)
    assert_sound(chart)
    assert not chart.conflicts
    return chart


# --- the four cases of git's text merge -------------------------------------------------------------------


def test_two_moves_that_make_a_loop_together() -> None:
    result = merged(
        edit(edits.move, "b_product", "b_marketing"), edit(edits.move, "b_marketing", "b_product")
    )
    assert kinds(result) == ["reporting_loop"]
    assert outline(result.chart) == "ceo[marketing[pmm marcom product[pm]] sales]"
    assert outline(settled(result, "ours")) == outline(result.chart)
    assert outline(settled(result, "theirs")) == "ceo[product[pm marketing[pmm marcom]] sales]"


def test_a_hire_under_somebody_who_is_removed() -> None:
    hire = edit(edits.add, "Writer", ["other"], "b_marketing", id="b_writer")
    result = merged(edit(edits.remove, "b_marketing"), hire)
    assert kinds(result) == ["placed_under_removed"]
    assert result.chart.boxes["b_writer"].reports_to == "b_marketing"
    assert "b_marketing" not in settled(result, "ours").boxes
    assert "b_writer" in settled(result, "ours").boxes
    assert "b_marketing" in settled(result, "theirs").boxes


def test_two_moves_of_one_box() -> None:
    result = merged(edit(edits.move, "b_pmm", "b_product"), edit(edits.move, "b_pmm", "b_sales"))
    assert kinds(result) == ["moved_twice"]
    assert outline(result.chart) == "ceo[product[pm pmm] marketing[marcom] sales]"
    assert outline(settled(result, "theirs")) == "ceo[product[pm] marketing[marcom] sales[pmm]]"
    assert outline(settled(result, "base")) == outline(BASE)


def test_two_hires_side_by_side_are_no_conflict() -> None:
    one = edit(edits.add, "One", [], "b_product", after="b_pm", id="b_one")
    two = edit(edits.add, "Two", [], "b_product", after="b_pm", id="b_two")
    result = merged(one, two)
    assert kinds(result) == []
    assert outline(result.chart) == "ceo[product[pm one two] marketing[pmm marcom] sales]"


def test_a_new_title_and_a_move_of_one_box_are_no_conflict() -> None:
    result = merged(edit(edits.rename, "b_pmm", "Positioning"), edit(edits.move, "b_pmm", "b_product"))
    assert kinds(result) == []
    assert result.chart.boxes["b_pmm"].title == "Positioning"
    assert result.chart.boxes["b_pmm"].reports_to == "b_product"


# --- who stays --------------------------------------------------------------------------------------------


def test_who_is_changed_on_one_side_and_removed_on_the_other_stays() -> None:
    result = merged(edit(edits.remove, "b_pmm"), edit(edits.set_headcount, "b_pmm", 3))
    assert kinds(result) == ["changed_and_removed"]
    assert result.chart.boxes["b_pmm"].headcount == 3
    assert "b_pmm" not in settled(result, "ours").boxes
    assert settled(result, "theirs").boxes["b_pmm"].headcount == 3


def test_a_box_that_stays_keeps_its_lines_and_what_was_accepted_there() -> None:
    base = do(
        do(BASE, edits.draw, "dotted", "b_pmm", "b_pm", id="r_1"),
        edits.accept,
        "PMM101",
        "b_pmm",
        reason="known",
    )
    result = merged(edit(edits.remove, "b_pmm"), edit(edits.rename, "b_pmm", "New"), base)
    assert "r_1" in result.chart.relations
    assert len(result.chart.accepted) == 1
    gone = settled(result, "ours")
    assert not gone.relations
    assert not gone.accepted


def test_a_line_to_a_removed_box_keeps_the_box() -> None:
    result = merged(edit(edits.draw, "serves", "b_pmm", "b_sales", id="r_1"), edit(edits.remove, "b_sales"))
    assert kinds(result) == ["joined_to_removed"]
    assert "r_1" in result.chart.relations
    assert "r_1" not in settled(result, "theirs").relations


def test_a_removed_branch_stays_as_far_as_it_is_needed() -> None:
    base = org(ceo=None, a="ceo", b="a", c="b", d="a")
    hire = edit(edits.add, "New", [], "b_c", id="b_new")
    result = merged(edit(edits.remove, "b_a", "with_branch"), hire, base)
    assert outline(result.chart) == "ceo[a[b[c[new]]]]"
    assert set(kinds(result)) == {"placed_under_removed"}


def test_putting_siblings_in_order_does_not_keep_a_removed_box() -> None:
    result = merged(edit(edits.remove, "b_pmm"), edit(edits.reorder, "b_pmm", 1))
    assert kinds(result) == []
    assert "b_pmm" not in result.chart.boxes


def test_a_person_who_lost_the_last_seat_and_got_another_is_there() -> None:
    base = do(BASE, edits.set_people, "b_pmm", [Person("p_1", "Ana")])
    result = merged(edit(edits.set_people, "b_pmm", []), edit(edits.set_people, "b_pm", ["p_1"]), base)
    assert kinds(result) == []
    assert result.chart.seats("p_1") == ("b_pm",)


# --- fields -----------------------------------------------------------------------------------------------


def test_a_field_both_changed_is_asked_for_by_itself() -> None:
    ours = edit(edits.change, "b_pmm", title="Ours", headcount=2)
    theirs = edit(edits.change, "b_pmm", title="Theirs", products=["Router"])
    result = merged(ours, theirs)
    assert kinds(result) == ["changed_twice"]
    (conflict,) = result.conflicts
    assert (conflict.ours, conflict.theirs) == (
        {"b_pmm": Box("b_pmm", "Ours")},
        {"b_pmm": Box("b_pmm", "Theirs")},
    )
    chart = settled(result, "theirs")
    assert chart.boxes["b_pmm"] == replace(
        BASE.boxes["b_pmm"], title="Theirs", headcount=2, products=("Router",)
    )


def test_answers_are_merged_question_by_question() -> None:
    result = merged(
        lambda c: do(
            do(c, edits.answer, None, "segment", Answer("b2b")), edits.answer, None, "size", Answer("small")
        ),
        lambda c: do(
            do(c, edits.answer, None, "segment", Answer("b2c")), edits.answer, None, "goal", Answer("x")
        ),
    )
    assert result.chart.head.answers == {
        "goal": Answer("x"),
        "segment": Answer("b2b"),
        "size": Answer("small"),
    }
    assert kinds(result) == ["changed_twice"]
    assert settled(result, "theirs").head.answers["segment"] == Answer("b2c")
    assert settled(result, "theirs").head.answers["size"] == Answer("small")


def test_lists_grow_from_both_sides() -> None:
    base = do(BASE, edits.set_products, "b_pm", ["Router", "Cloud"])
    result = merged(
        edit(edits.set_products, "b_pm", ["Router", "Cloud", "Sensor"]),
        edit(edits.set_products, "b_pm", ["Cloud", "Hub"]),
        base,
    )
    assert kinds(result) == []
    assert result.chart.boxes["b_pm"].products == ("Cloud", "Hub", "Sensor")


def test_one_seat_filled_by_two_people_is_asked() -> None:
    result = merged(
        edit(edits.set_people, "b_pm", [Person("p_1", "Ana")]),
        edit(edits.set_people, "b_pm", [Person("p_2", "Bo")]),
    )
    assert kinds(result) == ["changed_twice"]
    assert result.chart.boxes["b_pm"].people == ("p_1",)
    assert set(result.chart.people) == {"p_1", "p_2"}
    assert settled(result, "theirs").boxes["b_pm"].people == ("p_2",)


def test_one_person_seated_twice_is_asked() -> None:
    base = Chart.of(BASE.head, boxes=BASE.boxes.values(), people=[Person("p_1", "Ana", "ana@example.org")])
    result = merged(edit(edits.set_people, "b_pm", ["p_1"]), edit(edits.set_people, "b_pmm", ["p_1"]), base)
    assert kinds(result) == ["seated_twice"]
    assert result.chart.seats("p_1") == ("b_pm",)
    assert settled(result, "theirs").seats("p_1") == ("b_pmm",)


def test_the_two_ends_of_a_line_turned_into_a_circle() -> None:
    base = do(BASE, edits.draw, "serves", "b_pmm", "b_sales", id="r_1")
    result = merged(
        edit(edits.change_relation, "r_1", start="b_pm"), edit(edits.change_relation, "r_1", end="b_pm"), base
    )
    assert set(kinds(result)) == {"changed_twice"}
    line = result.chart.relations["r_1"]
    assert (line.start, line.end) == ("b_pm", "b_sales")


# --- ids and order ----------------------------------------------------------------------------------------


def test_one_id_for_two_boxes_keeps_both() -> None:
    def theirs(chart: Chart) -> Chart:
        chart = do(chart, edits.add, "Theirs", [], "b_sales", id="b_x")
        return do(
            do(chart, edits.add, "Below", [], "b_x", id="b_y"), edits.draw, "serves", "b_x", "b_pm", id="r_1"
        )

    result = merged(edit(edits.add, "Ours", [], "b_product", id="b_x"), theirs)
    assert kinds(result) == ["same_id"]
    (copy,) = (box for box in result.chart.boxes.values() if box.title == "Theirs")
    assert copy.id != "b_x"
    assert result.chart.boxes["b_y"].reports_to == copy.id
    assert result.chart.relations["r_1"].start == copy.id
    assert {box.title for box in settled(result, "ours").boxes.values()} >= {"Ours", "Below"}


def test_the_same_box_added_on_both_sides_is_one() -> None:
    one = edit(edits.add, "New", ["sales"], "b_sales", id="b_new")
    result = merged(one, lambda chart: do(one(chart), edits.set_headcount, "b_new", 4))
    assert kinds(result) == []
    assert result.chart.boxes["b_new"].headcount == 4


def test_both_sides_put_a_team_without_keys_in_order() -> None:
    names = "a b c d e f".split()
    boxes = [Box("b_top", "Top"), *(Box(f"b_{name}", name, reports_to="b_top") for name in names)]
    base = Chart.of(BASE.head, boxes=boxes)
    result = merged(
        edit(edits.move, "b_a", "b_top", after="b_c"), edit(edits.move, "b_f", "b_top", before="b_d"), base
    )
    assert kinds(result) == []
    assert outline(result.chart) == "top[b c a f d e]"


def test_without_a_base_what_both_have_stays_and_the_rest_comes_together() -> None:
    ours = do(BASE, edits.add, "Ours", [], "b_sales", id="b_ours")
    theirs = do(BASE, edits.add, "Theirs", [], "b_sales", id="b_theirs")
    empty = Chart.of(BASE.head)
    result = merge(empty, ours, theirs)
    assert not result.conflicts
    assert {"b_ours", "b_theirs", *BASE.boxes} == set(result.chart.boxes)


# --- settling ---------------------------------------------------------------------------------------------


def test_a_side_that_cannot_be_taken_any_more_is_refused() -> None:
    result = merged(edit(edits.move, "b_pmm", "b_product"), edit(edits.move, "b_pmm", "b_sales"))
    (conflict,) = result.conflicts
    chart = do(result.chart, edits.move, "b_sales", "b_pmm")
    with pytest.raises(EditError, match="in a circle"):
        edits.settle(chart, conflict.id, "theirs")
    chart = do(result.chart, edits.remove, "b_sales")
    with pytest.raises(EditError, match="b_sales is not on this chart any more"):
        edits.settle(chart, conflict.id, "theirs")
    assert not do(chart, edits.settle, conflict.id).conflicts


def test_a_conflict_that_was_settled_on_one_side_is_settled() -> None:
    result = merged(edit(edits.rename, "b_pmm", "A"), edit(edits.rename, "b_pmm", "B"))
    done = do(result.chart, edits.settle, result.conflicts[0].id, "theirs")
    again = merge(result.chart, result.chart, done)
    assert not again.chart.conflicts
    assert again.chart.boxes["b_pmm"].title == "B"


def option(chart: Chart, key: str, source: str = "") -> Chart:
    head = replace(chart.head, id=key, title=key, based_on=BasedOn(source) if source else None)
    return replace(chart, head=head)


def test_the_names_of_two_options_are_no_dispute() -> None:
    today = option(BASE, "c_today")
    ours = option(do(BASE, edits.rename, "b_pm", "One"), "c_b", "c_today")
    theirs = option(do(BASE, edits.rename, "b_pmm", "Two"), "c_c", "c_today")
    result = merge_options(Versions(today, ours, theirs))
    assert not result.conflicts
    assert result.chart.head == ours.head
    assert {result.chart.boxes[box].title for box in ("b_pm", "b_pmm")} == {"One", "Two"}
    assert_sound(merge_options(Versions(None, ours, theirs)).chart)


def test_without_a_base_what_both_have_is_disputed_and_nothing_doubled() -> None:
    ours = do(do(BASE, edits.rename, "b_pm", "One"), edits.set_headcount, "b_sales", 4)
    theirs = do(do(BASE, edits.rename, "b_pm", "Two"), edits.move, "b_pmm", "b_product")
    result = merge_options(Versions(None, option(ours, "c_b"), option(theirs, "c_c")))
    assert_sound(result.chart)
    assert set(result.chart.boxes) == set(BASE.boxes)
    assert sorted(kinds(result)) == ["changed_twice", "moved_twice"]
    assert result.chart.boxes["b_sales"].headcount == 4
    assert settled(result, "theirs").boxes["b_pm"].title == "Two"


def test_what_two_options_came_from() -> None:
    today, older = option(BASE, "c_today", "c_older"), option(BASE, "c_older")
    b, c = option(BASE, "c_b", "c_today"), option(BASE, "c_c", "c_today")
    grandchild = option(BASE, "c_d", "c_c")
    assert common_source(b, c, [today, None]) is today
    assert common_source(b, grandchild, [today, c]) is today
    assert common_source(c, grandchild, []) is c
    assert common_source(grandchild, c, []) is c
    assert common_source(today, option(BASE, "c_x", "c_older"), [older]) is older
    assert common_source(b, option(BASE, "c_x"), [today]) is None
    assert common_source(b, c, []) is None
