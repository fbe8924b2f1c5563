"""Two charts compared: every difference once, in words, and each can be taken back or taken over alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from orgsketch import compare
from orgsketch.errors import EditError
from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.model.records import Answer, Person
from orgsketch.resources import samples
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from tests.charts import Step, charts, do, org, outline, session, steps
from tests.model.test_laws import assert_sound

BASE = org(
    ceo=None, product="ceo", marketing="ceo", sales="ceo", pm="product", pmm="marketing", marcom="marketing"
)


def told(before: Chart, after: Chart) -> list[tuple[str, str, str, str, str]]:
    found = compare.two(before, after)
    return [(row.kind, row.title, row.what, row.was, row.now) for row in found.changes]


def test_every_kind_of_difference_is_told_once() -> None:
    after = do(BASE, edits.move, "b_pmm", "b_product")
    after = do(after, edits.rename, "b_marcom", "Comms")
    after = do(after, edits.set_headcount, "b_sales", 4)
    after = do(after, edits.add, "Design", ["design"], "b_product", id="b_design")
    after = do(after, edits.set_people, "b_pm", [Person("p_1", "Ana")])
    after = do(after, edits.draw, "serves", "b_pmm", "b_sales", "weekly", id="r_1")
    after = do(after, edits.answer, "b_pmm", "mandate", Answer("outbound", "Ana"))
    assert told(BASE, after) == [
        ("changed", "Comms", "title", "Marcom", "Comms"),
        ("added", "Design", "box", "", "under Product, 1 person"),
        ("changed", "Pm", "people", "", "Ana"),
        ("moved", "Pmm", "manager", "Marketing", "Product"),
        ("changed", "Pmm", "mandate", "", "outbound (Ana)"),
        ("changed", "Sales", "headcount", "1 person", "4 people"),
        ("added", "Pmm – serves – Sales (weekly)", "line", "", "Pmm – serves – Sales (weekly)"),
    ]
    found = compare.two(BASE, after)
    assert found.counts == {"added": 2, "moved": 1, "changed": 4}
    assert found.moved == {"b_pmm": "b_marketing"}
    assert (found.added, found.removed) == (("b_design",), ())
    back = compare.two(after, BASE)
    assert back.removed == ("b_design",)
    assert [row.kind for row in back.changes].count("removed") == 2


def test_siblings_in_another_order_are_told_apart() -> None:
    after = do(BASE, edits.reorder, "b_product", 2)
    found = compare.two(BASE, after)
    assert found.changes == ()
    assert [(row.title, row.was, row.now) for row in found.reordered] == [("Product", "1 of 3", "3 of 3")]
    assert not found.is_same
    assert compare.two(BASE, BASE).is_same


def test_another_case_is_told_before_any_difference() -> None:
    after = do(BASE, edits.answer, None, "segment", Answer("b2b"))
    found = compare.two(BASE, after, words=load_book().vocabulary)
    assert found.changes == ()
    assert [(row.was, row.now) for row in found.context] == [("", "Businesses (B2B, enterprise)")]
    assert apply(found.context[0].revert, after) == BASE


def test_a_unit_that_says_something_else_is_flagged_like_any_box() -> None:
    before = do(BASE, edits.answer, "b_product", "segment", Answer("b2b"))
    after = do(before, edits.answer, "b_product", "segment", Answer("consumer"))
    found = compare.two(before, after, words=load_book().vocabulary)
    assert found.changes == ()
    assert (found.changed, found.counts) == (("b_product",), {"changed": 1})
    assert [row.kind for row in found.of("b_product")] == ["changed"]
    shown = compare.overlay(found)
    assert shown.flags == {"b_product": "changed"}
    assert shown.details == {"b_product": "1 answer changed"}


def test_the_title_of_an_option_is_no_difference() -> None:
    assert compare.two(BASE, do(BASE, edits.change_chart, title="Option B")).is_same


# --- taking back ------------------------------------------------------------------------------------------


def row_of(found: compare.Comparison, kind: str, box: str) -> compare.Change:
    (row,) = (row for row in found.changes if (row.kind, row.id) == (kind, box))
    return row


def test_taking_back_a_new_manager_takes_back_who_moved_below() -> None:
    after = do(BASE, edits.add, "Growth", [], "b_ceo", id="b_growth")
    after = do(do(after, edits.move, "b_pmm", "b_growth"), edits.move, "b_marcom", "b_growth")
    row = row_of(compare.two(BASE, after), "added", "b_growth")
    assert outline(apply(row.revert, after)) == outline(BASE)
    assert {atom.id for atom in row.difference.back(row.atoms)[1] - row.atoms} == {"b_pmm", "b_marcom"}


def test_taking_back_a_removal_brings_the_lines_and_the_reports_that_stepped_aside() -> None:
    before = do(BASE, edits.draw, "serves", "b_marketing", "b_sales", id="r_1")
    after = do(before, edits.remove, "b_marketing")
    row = row_of(compare.two(before, after), "removed", "b_marketing")
    assert apply(row.revert, after) == before


def test_taking_back_a_move_into_the_own_branch_takes_the_other_move_too() -> None:
    after = do(BASE, edits.move, "b_product", "b_marketing")
    after = do(do(after, edits.move, "b_marketing", None), edits.move, "b_ceo", "b_product")
    found = compare.two(BASE, after)
    for row in found.changes:
        assert_sound(apply(row.revert, after))
    assert outline(apply(row_of(found, "moved", "b_product").revert, after)) == (
        "ceo[product[pm] sales] marketing[pmm marcom]"
    )


def test_one_answer_goes_back_and_the_others_stay() -> None:
    after = do(
        do(BASE, edits.answer, "b_pm", "one", Answer("yes")), edits.answer, "b_pm", "two", Answer("no")
    )
    row = compare.two(BASE, after).changes[0]
    assert apply(row.revert, after).boxes["b_pm"].answers == {"two": Answer("no")}
    assert apply(row.forward, BASE).boxes["b_pm"].answers == {"one": Answer("yes")}


@given(charts(min_boxes=2), steps())
def test_every_change_can_be_taken_back_and_taken_over_alone(before: Chart, tried: list[Step]) -> None:
    played = list(session(before, tried))
    after = played[-1][2] if played else before
    found = compare.two(before, after)
    for row in (*found.context, *found.changes, *found.reordered):
        assert_sound(apply(row.revert, after))
        assert_sound(apply(row.forward, before))
        assert row.atoms <= row.difference.atoms


@given(charts(min_boxes=2), steps())
def test_taking_back_one_after_the_other_leads_to_the_start(before: Chart, tried: list[Step]) -> None:
    played = list(session(before, tried))
    chart = played[-1][2] if played else before
    for _ in range(200):
        found = compare.two(before, chart)
        rows = (*found.context, *found.changes)
        if not rows:
            break
        chart = apply(rows[0].revert, chart)
    assert compare.two(before, chart).changes == ()


# --- findings ---------------------------------------------------------------------------------------------


def test_findings_that_end_and_begin() -> None:
    engine = Engine(load_book())
    paths = {path.stem: path for path in samples()}
    before, after = (chartfile.open_strictly(paths[name]).chart for name in ("today", "pmm-beside-pm"))
    reports = engine.report(before), engine.report(after)
    found = compare.two(before, after, *reports, engine.book.vocabulary).findings
    assert "PMM101" in {finding.rule for finding in found.resolved}
    every = [*found.introduced, *(pair[1] for pair in (*found.worse, *found.better, *found.unchanged))]
    assert {id(f) for f in every} == {id(f) for f in reports[1].findings if f.state != "stale"}
    same = compare.two(before, before, reports[0], reports[0])
    assert same.findings.introduced == same.findings.resolved == ()
    assert not same.questions_opened


def test_an_accepted_finding_is_told_as_accepted() -> None:
    engine = Engine(load_book())
    before = chartfile.open_strictly(next(path for path in samples() if path.stem == "today")).chart
    report = engine.report(before)
    first = report.findings[0]
    after = do(before, edits.accept, first.rule, first.boxes[0] if first.boxes else None, reason="for now")
    found = compare.two(before, after, report, engine.report(after))
    assert [pair[1].rule for pair in found.findings.accepted] == [first.rule]
    assert [row.subject for row in found.changes] == ["acceptance"]


# --- cherry-pick ------------------------------------------------------------------------------------------


def test_one_change_of_an_option_goes_into_another() -> None:
    option = do(do(BASE, edits.move, "b_pmm", "b_product"), edits.rename, "b_sales", "Selling")
    other = do(do(BASE, edits.rename, "b_pmm", "Positioning"), edits.set_headcount, "b_sales", 9)
    found = compare.two(BASE, option)
    moved = apply(compare.pick(row_of(found, "moved", "b_pmm"), other), other)
    assert moved.boxes["b_pmm"].reports_to == "b_product"
    assert moved.boxes["b_pmm"].title == "Positioning"
    assert moved.boxes["b_sales"] == other.boxes["b_sales"]
    assert not compare.pick(row_of(found, "moved", "b_pmm"), moved)


def test_a_change_that_needs_a_new_box_brings_it() -> None:
    option = do(do(BASE, edits.add, "Growth", [], "b_ceo", id="b_growth"), edits.move, "b_pmm", "b_growth")
    picked = apply(compare.pick(row_of(compare.two(BASE, option), "moved", "b_pmm"), BASE), BASE)
    assert picked == option


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ((edits.move, "b_pmm", "b_sales"), "has changed the same thing in another way"),
        ((edits.remove, "b_pmm"), "no longer has a box that this needs"),
        ((edits.remove, "b_product"), "no longer has a box that this needs"),
        ((edits.move, "b_product", "b_pmm"), "reports to the box itself"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(other: tuple[Any, ...], sentence: str) -> None:
    row = row_of(compare.two(BASE, do(BASE, edits.move, "b_pmm", "b_product")), "moved", "b_pmm")
    with pytest.raises(EditError, match=sentence):
        compare.pick(row, do(BASE, *other))


def test_samples_compare_with_each_other() -> None:
    charts_ = [chartfile.open_strictly(path).chart for path in samples()]
    for one in charts_:
        for other in charts_:
            found = compare.two(one, other)
            assert {row.kind for row in found.changes} <= {"added", "removed", "moved", "changed"}
            if len(one.boxes) < 60:
                for row in found.changes[:10]:
                    assert_sound(apply(row.revert, other))


def test_managers_of_one_title_are_told_apart_by_who_they_are() -> None:
    chart = org(ceo=None, east="ceo", west="ceo", rep="east")
    for box, person, name in (("b_east", "p_1", "Ana"), ("b_west", "p_2", "Bo")):
        chart = do(chart, edits.rename, box, "Sales manager")
        chart = do(chart, edits.set_people, box, [Person(person, name)])
    (row,) = compare.two(chart, do(chart, edits.move, "b_rep", "b_west")).changes
    assert (row.was, row.now) == ("Sales manager (Ana)", "Sales manager (Bo)")
