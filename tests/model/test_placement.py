"""Edits of boxes and their reporting lines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.errors import EditError
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.placing import LONGEST_KEY
from orgsketch.model.records import Person
from tests.charts import charts, do, org, outline

COMPANY = org(
    ceo=None, product="ceo", pm="product", pmm="product", marketing="ceo", marcom="marketing", sales="ceo"
)


def moved(*args: object, **kwargs: object) -> str:
    return outline(do(COMPANY, edits.move, *args, **kwargs))


def test_add_stands_last_or_beside_a_sibling() -> None:
    def added(**kwargs: str) -> str:
        return outline(do(COMPANY, edits.add, "New", manager="b_ceo", id="b_new", **kwargs))

    assert added() == "ceo[product[pm pmm] marketing[marcom] sales new]"
    assert added(after="b_product") == "ceo[product[pm pmm] new marketing[marcom] sales]"
    assert added(before="b_product") == "ceo[new product[pm pmm] marketing[marcom] sales]"


def test_add_changes_one_record() -> None:
    change = edits.add(
        COMPANY, " Product\tMarketing ", ["product_marketing"], "b_ceo", before="b_sales", headcount=2.0
    )
    ((key, (before, after)),) = change.boxes.items()
    assert before is None
    assert after is not None
    assert key == after.id
    assert key.startswith("b_")
    assert (after.title, after.functions, after.headcount) == ("Product Marketing", ("product_marketing",), 2)


def test_move_takes_the_branch_along_and_writes_one_line() -> None:
    assert moved("b_product", "b_marketing") == "ceo[marketing[marcom product[pm pmm]] sales]"
    assert (
        moved("b_product", "b_marketing", before="b_marcom") == "ceo[marketing[product[pm pmm] marcom] sales]"
    )
    assert list(edits.move(COMPANY, "b_product", "b_marketing").boxes) == ["b_product"]


def test_several_boxes_move_together_in_the_order_given() -> None:
    assert (
        moved(["b_sales", "b_pm"], "b_marketing", "b_marcom")
        == "ceo[product[pmm] marketing[marcom sales pm]]"
    )


def test_a_report_of_a_moved_box_stays_under_it() -> None:
    assert moved(["b_pm", "b_product"], "b_marketing") == "ceo[marketing[marcom product[pm pmm]] sales]"


def test_a_box_may_be_put_beside_one_that_moves_with_it() -> None:
    assert moved(["b_sales", "b_product"], "b_ceo", after="b_product") == (
        "ceo[sales product[pm pmm] marketing[marcom]]"
    )


def test_moving_to_where_it_stands_is_no_change() -> None:
    assert not edits.move(COMPANY, "b_sales", "b_ceo")
    assert not edits.move(COMPANY, "b_sales", "b_ceo", after="b_marketing")
    assert not edits.move(COMPANY, ["b_product", "b_marketing"], "b_ceo", before="b_sales")


def test_to_nobody() -> None:
    assert moved("b_product", None) == "ceo[marketing[marcom] sales] product[pm pmm]"


@pytest.mark.parametrize(
    ("boxes", "manager", "after"),
    [
        ("b_product", "b_sales", "ceo[pm pmm marketing[marcom] sales[product]]"),
        ("b_product", "b_pm", "ceo[pm[product] pmm marketing[marcom] sales]"),
        ("b_product", "b_ceo", "ceo[pm pmm marketing[marcom] sales product]"),
        ("b_ceo", "b_pm", "product[pm[ceo] pmm] marketing[marcom] sales"),
        (["b_ceo", "b_product"], "b_sales", "pm pmm marketing[marcom] sales[ceo product]"),
        (["b_product", "b_ceo"], "b_pm", "pm[product ceo] pmm marketing[marcom] sales"),
    ],
)
def test_alone_the_reports_stay_behind_in_its_place(boxes: str | list[str], manager: str, after: str) -> None:
    assert moved(boxes, manager, alone=True) == after


@pytest.mark.parametrize("alone", [True, False])
def test_nobody_reports_to_themselves(alone: bool) -> None:
    for boxes in ("b_ceo", ["b_sales", "b_ceo"]):
        with pytest.raises(EditError, match=r"^Ceo cannot report to itself\.$"):
            edits.move(COMPANY, boxes, "b_ceo", alone=alone)


def test_nobody_reports_to_their_own_report() -> None:
    with pytest.raises(EditError, match=r"^Ceo would report to its own report\.$"):
        edits.move(COMPANY, "b_ceo", "b_pm")
    assert edits.may_report(COMPANY, "b_ceo", "b_pm") == "Ceo would report to its own report."
    assert edits.may_report(COMPANY, "b_pm", "b_pm") == "Pm cannot report to itself."
    assert edits.may_report(COMPANY, "b_pm", "b_sales") == edits.may_report(COMPANY, "b_pm", None) == ""


def test_an_unknown_box_or_neighbour_is_named() -> None:
    for edit in (
        lambda: edits.move(COMPANY, "b_gone", "b_ceo"),
        lambda: edits.move(COMPANY, "b_pm", "b_gone"),
        lambda: edits.add(COMPANY, manager="b_gone"),
        lambda: edits.remove(COMPANY, ["b_pm", "b_gone"]),
        lambda: edits.reorder(COMPANY, "b_gone", 1),
        lambda: edits.insert_manager(COMPANY, "b_gone"),
        lambda: edits.rename(COMPANY, "b_gone", "x"),
    ):
        with pytest.raises(EditError, match=r"^There is no box b_gone on this chart\.$"):
            edit()
    with pytest.raises(EditError, match="b_pm does not stand there any more"):
        edits.move(COMPANY, "b_sales", "b_marketing", after="b_pm")
    with pytest.raises(EditError, match="There is already a box b_pm"):
        edits.add(COMPANY, id="b_pm")


@pytest.mark.parametrize(
    ("box", "step", "after"),
    [
        ("b_sales", -1, "product sales marketing"),
        ("b_sales", -9, "sales product marketing"),
        ("b_product", 1, "marketing product sales"),
        ("b_product", 9, "marketing sales product"),
    ],
)
def test_reorder(box: str, step: int, after: str) -> None:
    chart = do(COMPANY, edits.reorder, box, step)
    assert [report.removeprefix("b_") for report in chart.reports("b_ceo")] == after.split()


def test_reorder_at_the_end_is_no_change() -> None:
    assert not edits.reorder(COMPANY, "b_product", -1)
    assert not edits.reorder(COMPANY, "b_sales", 3)
    assert not edits.reorder(COMPANY, "b_sales", 0)
    assert not edits.reorder(COMPANY, "b_ceo", 1)


def test_a_manager_is_inserted_in_the_place_of_the_box() -> None:
    chart = do(COMPANY, edits.insert_manager, "b_marketing", "Growth", id="b_growth")
    assert outline(chart) == "ceo[product[pm pmm] growth[marketing[marcom]] sales]"


@pytest.mark.parametrize(
    ("reports", "after"),
    [
        ("to_manager", "ceo[pm pmm marketing[marcom] sales]"),
        ("with_branch", "ceo[marketing[marcom] sales]"),
        ("to_bench", "ceo[marketing[marcom] sales] pm pmm"),
    ],
)
def test_remove(reports: edits.Reports, after: str) -> None:
    assert outline(do(COMPANY, edits.remove, "b_product", reports)) == after


def test_removing_a_manager_and_its_manager() -> None:
    for gone in (["b_ceo", "b_product"], ["b_product", "b_ceo"]):
        assert outline(do(COMPANY, edits.remove, gone)) == "pm pmm marketing[marcom] sales"
    assert outline(do(COMPANY, edits.remove, gone, "to_bench")) == "pm pmm marketing[marcom] sales"


def test_removing_takes_along_what_refers_to_the_box() -> None:
    chart = do(
        COMPANY, edits.set_people, "b_pm", [Person("p_ana", "Ana"), Person("p_bo", "Bo", "bo@example.org")]
    )
    chart = do(chart, edits.draw, "serves", "b_pmm", "b_pm")
    chart = do(chart, edits.accept, "PMM101", "b_pm", reason="For a year")
    chart = do(chart, edits.accept, "PMM101", None, reason="For a year")
    chart = do(chart, edits.tick, "launch.1", "b_pm")
    left = do(chart, edits.remove, "b_pm")
    assert set(left.people) == {"p_bo"}
    assert not left.relations
    assert not left.ticks
    assert [entry.box for entry in left.accepted.values()] == [None]


@pytest.mark.parametrize(
    "keys", [("", "", ""), ("a0", "a0", "a0"), ("zz", "a", "??"), ("a0", "a0" + "V" * LONGEST_KEY, "a1")]
)
def test_siblings_without_usable_keys_are_numbered_afresh(keys: tuple[str, ...]) -> None:
    team = COMPANY.reports("b_ceo")
    boxes = {**COMPANY.boxes} | {
        box: replace(COMPANY.boxes[box], order=key) for box, key in zip(team, keys, strict=True)
    }
    chart = Chart.of(COMPANY.head, boxes=boxes.values())
    before = chart.reports("b_ceo")
    after = do(chart, edits.move, "b_marcom", "b_ceo", after=before[1]).reports("b_ceo")
    assert after == (*before[:2], "b_marcom", before[2])


def test_keys_do_not_grow_without_end() -> None:
    chart = COMPANY
    for _ in range(300):
        first, *_, last = chart.reports("b_ceo")
        chart = do(chart, edits.move, last, "b_ceo", after=first)
        assert max(len(box.order) for box in chart.boxes.values()) <= LONGEST_KEY


@given(charts(min_boxes=2), st.data())
def test_a_moved_box_stands_where_it_was_dropped(chart: Chart, data: st.DataObject) -> None:
    box = data.draw(st.sampled_from(sorted(chart.boxes)))
    managers = [None, *(one for one in sorted(chart.boxes) if not edits.may_report(chart, box, one))]
    manager = data.draw(st.sampled_from(managers))
    others = [report for report in chart.reports(manager) if report != box]
    place = data.draw(st.integers(0, len(others)))
    beside = {"before": others[place]} if place < len(others) else {}
    after = do(chart, edits.move, box, manager, **beside)
    assert after.reports(manager) == (*others[:place], box, *others[place:])
    assert list(tree.branch(after, box)) == list(tree.branch(chart, box))


@given(charts(min_boxes=2), st.data())
def test_alone_nobody_else_changes_managers_but_its_reports(chart: Chart, data: st.DataObject) -> None:
    box = data.draw(st.sampled_from(sorted(chart.boxes)))
    manager = data.draw(st.sampled_from([None, *sorted(set(chart.boxes) - {box})]))
    old = chart.boxes[box].reports_to
    after = do(chart, edits.move, box, manager, alone=True)
    for other, record in after.boxes.items():
        was = chart.boxes[other].reports_to
        assert record.reports_to == (manager if other == box else old if was == box else was)
    assert after.reports(box) == ()


@given(charts(min_boxes=1), st.data())
def test_removing_keeps_everybody_else(chart: Chart, data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(sorted(chart.boxes)), min_size=1, unique=True))
    to_manager = do(chart, edits.remove, gone, "to_manager")
    assert [box for box in tree.walk(chart) if box not in gone] == list(tree.walk(to_manager))
    to_bench = apply(edits.remove(chart, gone, "to_bench"), chart)
    assert set(to_bench.boxes) == set(chart.boxes) - set(gone)
    freed = {report for box in gone for report in chart.reports(box)} - set(gone)
    assert all(to_bench.boxes[report].reports_to is None for report in freed)


def test_an_empty_selection_changes_nothing() -> None:
    assert edits.move(COMPANY, [], "b_ceo") == edits.remove(COMPANY, []) == ChartDiff()
