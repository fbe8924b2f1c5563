"""Edits of what boxes say, of relations, judgements and the chart itself."""

from __future__ import annotations

from math import inf, nan

import pytest

from orgsketch.errors import EditError
from orgsketch.model import edits
from orgsketch.model.diff import ChartDiff, apply, invert
from orgsketch.model.records import UNKNOWN, Accepted, Answer, Complete, Person
from tests.charts import do, org

COMPANY = org(ceo=None, product="ceo", pm="product", pmm="product", functions={"pm": "product_management"})
PM = COMPANY.boxes["b_pm"]


def test_fields_are_cleaned_and_doubles_go() -> None:
    chart = do(
        COMPANY,
        edits.change,
        "b_pm",
        title="Head\tof PM ",
        functions=["product_management", "product_management", " "],
        products=["Router\n", "Cloud"],
        responsibilities=[],
        notes="one\r\ntwo",
        fields={"Site ": "Bern\0"},
        assistant=1,
    )
    box = chart.boxes["b_pm"]
    assert (box.title, box.functions, box.products) == (
        "Head of PM",
        ("product_management",),
        ("Router", "Cloud"),
    )
    assert (box.responsibilities, box.notes, box.fields, box.assistant) == (
        (),
        "one\ntwo",
        {"Site": "Bern"},
        True,
    )


def test_several_boxes_are_changed_at_once_and_only_where_it_differs() -> None:
    change = edits.change(COMPANY, ["b_pm", "b_pmm"], functions=["product_management"])
    assert list(change.boxes) == ["b_pmm"]
    assert not edits.rename(COMPANY, "b_pm", PM.title + " ")


@pytest.mark.parametrize(
    ("said", "kept"), [(2, 2), (2.0, 2), (0.5, 0.5), (0, 0), (None, None), (1_000_000, 1_000_000)]
)
def test_headcounts_in_halves(said: float | None, kept: float | None) -> None:
    headcount = do(COMPANY, edits.set_headcount, "b_pm", said).boxes["b_pm"].headcount
    assert headcount == kept
    assert type(headcount) is type(kept)


@pytest.mark.parametrize("wrong", [-1, 0.3, nan, inf, 1_000_001])
def test_other_headcounts_are_refused(wrong: float) -> None:
    with pytest.raises(EditError, match=r"A headcount is a number from 0 to 1,000,000 in halves"):
        edits.set_headcount(COMPANY, "b_pm", wrong)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"reports_to": "b_ceo"}, "no field reports_to"),
        ({"colour": "red"}, "no field colour"),
        ({"status": "gone"}, "gone is none of planned, closing"),
        ({"arrangement": "round"}, "round is none of side_by_side, stacked"),
    ],
)
def test_fields_that_cannot_be_set(fields: dict[str, str], sentence: str) -> None:
    with pytest.raises(EditError, match=sentence):
        edits.change(COMPANY, "b_pm", **fields)
    with pytest.raises(EditError, match=sentence):
        edits.add(COMPANY, manager="b_ceo", **fields)


def test_the_setters_say_the_same_as_change() -> None:
    assert edits.set_functions(COMPANY, "b_pm", ["sales"]) == edits.change(
        COMPANY, "b_pm", functions=["sales"]
    )
    assert edits.set_products(COMPANY, "b_pm", ["Cloud"]) == edits.change(COMPANY, "b_pm", products=["Cloud"])
    declared = edits.set_responsibilities(COMPANY, "b_pm", ["launch"])
    assert list(apply(declared, COMPANY).holders("launch")) == ["b_pm"]
    assert (
        not edits.set_responsibilities(apply(declared, COMPANY), "b_pm", None)
        .boxes["b_pm"][1]
        .responsibilities
    )


ANA, BO = Person("p_ana", "Ana Ruiz"), Person("p_bo", "Bo Lind", external_id="4711")


def test_people_take_seats_and_leave_them() -> None:
    chart = do(COMPANY, edits.set_people, "b_pm", [ANA, BO, ANA])
    assert chart.boxes["b_pm"].people == ("p_ana", "p_bo")
    assert chart.boxes["b_pm"].heads == 2
    chart = do(chart, edits.set_people, "b_pmm", ["p_ana"])
    assert chart.seats("p_ana") == ("b_pm", "b_pmm")
    chart = do(chart, edits.set_people, "b_pm", [])
    assert set(chart.people) == {"p_ana", "p_bo"}, "Ana has a seat, Bo a number in the personnel system"
    chart = do(chart, edits.set_people, "b_pmm", [])
    assert set(chart.people) == {"p_bo"}


def test_people_without_a_name_or_unknown_are_refused() -> None:
    with pytest.raises(EditError, match="A person needs a name"):
        edits.set_people(COMPANY, "b_pm", [Person("p_x", " \0")])
    with pytest.raises(EditError, match="There is no person p_x on this chart"):
        edits.set_people(COMPANY, "b_pm", ["p_x"])


def test_a_person_is_renamed_through_a_seat() -> None:
    chart = do(COMPANY, edits.set_people, "b_pm", [ANA])
    change = edits.set_people(chart, "b_pm", [Person("p_ana", "Ana  Silva")])
    assert not change.boxes
    assert apply(change, chart).people["p_ana"].name == "Ana Silva"


def test_answers_of_the_company_a_box_a_team_and_a_relation() -> None:
    chart = do(COMPANY, edits.draw, "dotted", "b_pm", "b_ceo", id="r_x")
    for about, where in (
        (None, lambda c: c.head),
        ("b_pm", lambda c: c.boxes["b_pm"]),
        ("r_x", lambda c: c.relations["r_x"]),
    ):
        told = do(chart, edits.answer, about, "mandate", Answer("both\r", "Ana\n", "said so"))
        assert where(told).answers == {"mandate": Answer("both\n", "Ana", "said so")}
        assert not edits.answer(told, about, "mandate", Answer("both\n", "Ana", "said so"))
        assert do(told, edits.answer, about, "mandate", None) == chart
    team = edits.answer(chart, ["b_pm", "b_pmm"], "nominal", Answer("yes"))
    assert list(team.boxes) == ["b_pm", "b_pmm"]


def test_unknown_is_an_answer_and_infinity_is_none() -> None:
    assert do(COMPANY, edits.answer, None, "segment", Answer(UNKNOWN)).head.answers["segment"].is_unknown
    with pytest.raises(EditError, match="finite number"):
        edits.answer(COMPANY, None, "segment", Answer(inf))


def test_relations_are_drawn_once() -> None:
    chart = do(COMPANY, edits.draw, "partners", "b_pm", "b_pmm", " close ", id="r_x")
    assert chart.relations["r_x"].label == "close"
    assert chart.relations_of("b_pmm") == [chart.relations["r_x"]]
    for start, end in (("b_pm", "b_pmm"), ("b_pmm", "b_pm")):
        with pytest.raises(EditError, match="That line is already drawn"):
            edits.draw(chart, "partners", start, end)
    directed = do(chart, edits.draw, "serves", "b_pm", "b_pmm", id="r_y")
    both_ways = do(directed, edits.draw, "serves", "b_pmm", "b_pm", id="r_z")
    with pytest.raises(EditError, match="already drawn"):
        edits.change_relation(both_ways, "r_z", start="b_pm", end="b_pmm")
    assert do(directed, edits.remove_relation, "r_y") == chart


def test_relations_that_cannot_be() -> None:
    with pytest.raises(EditError, match="Pm cannot be joined to itself"):
        edits.draw(COMPANY, "dotted", "b_pm", "b_pm")
    with pytest.raises(EditError, match="no kind of line called curly"):
        edits.draw(COMPANY, "curly", "b_pm", "b_pmm")
    with pytest.raises(EditError, match="There is no box b_gone"):
        edits.draw(COMPANY, "dotted", "b_pm", "b_gone")
    for edit in (edits.remove_relation, edits.change_relation):
        with pytest.raises(EditError, match="There is no relation r_gone on this chart"):
            edit(COMPANY, "r_gone")


def test_a_relation_changes_kind_ends_and_label() -> None:
    chart = do(COMPANY, edits.draw, "dotted", "b_pm", "b_ceo", id="r_x")
    turned = do(chart, edits.change_relation, "r_x", kind="serves", end="b_pmm", label="weekly")
    line = turned.relations["r_x"]
    assert (line.kind, line.start, line.end, line.label) == ("serves", "b_pm", "b_pmm", "weekly")
    assert turned.relations_of("b_ceo") == []
    with pytest.raises(EditError, match="cannot be joined to itself"):
        edits.change_relation(chart, "r_x", end="b_pm")


def test_accepting_again_replaces_and_can_be_withdrawn() -> None:
    chart = do(
        COMPANY, edits.accept, "PMM101", "b_pm", reason="For  now", by="Ana", until="2031-12-31", id="a_x"
    )
    assert chart.accepted["a_x"] == Accepted("a_x", "PMM101", "b_pm", "Ana", "For now", "2031-12-31")
    again = do(chart, edits.accept, "PMM101", "b_pm", reason="For good", id="a_y")
    assert [entry.reason for entry in again.accepted.values()] == ["For good"]
    assert do(again, edits.withdraw, "a_x") == COMPANY
    with pytest.raises(EditError, match="There is no acceptance a_x"):
        edits.withdraw(COMPANY, "a_x")
    with pytest.raises(EditError, match="tomorrow is no date; write it like 2027-01-31"):
        edits.accept(COMPANY, "PMM101", "b_pm", reason="", until="tomorrow")


def test_a_tick_is_set_and_taken_back() -> None:
    ticked = do(COMPANY, edits.tick, "launch.1", None)
    assert do(ticked, edits.tick, "launch.1", None) == COMPANY
    with pytest.raises(EditError, match="There is no box b_gone"):
        edits.tick(COMPANY, "launch.1", "b_gone")


def test_the_chart_itself() -> None:
    change = edits.change_chart(
        COMPANY,
        title=" Acme\n",
        notes="a\r\nb",
        protected=True,
        packs=["x", "x"],
        complete=Complete(True, False),
    )
    head = apply(change, COMPANY).head
    assert (head.title, head.notes, head.protected, head.packs, head.complete.boxes) == (
        "Acme",
        "a\nb",
        True,
        ("x",),
        True,
    )
    assert not edits.change_chart(COMPANY, title=COMPANY.title)


def test_a_diff_meets_only_the_chart_it_was_made_for() -> None:
    change = edits.rename(COMPANY, "b_pm", "Other")
    renamed = apply(change, COMPANY)
    for diff in (change, edits.change_chart(COMPANY, title="New")):
        with pytest.raises(EditError, match=r"(has|have) changed since this edit was made"):
            apply(diff, apply(edits.change_chart(renamed, title="Newer"), renamed))
    assert apply(invert(change), renamed) == COMPANY
    assert not ChartDiff()


@pytest.mark.parametrize("state", ["filled", "vacant", "planned", "closing"])
def test_a_state_is_declared_for_many_boxes_and_taken_back(state: str) -> None:
    chart = do(COMPANY, edits.set_state, ["b_pm", "b_pmm"], state)
    assert [chart.boxes[box].state for box in ("b_pm", "b_pmm")] == [state, state]
    assert do(chart, edits.set_state, ["b_pm", "b_pmm"], "filled") == COMPANY


def test_a_column_is_filled_and_emptied_and_the_others_stay() -> None:
    chart = do(COMPANY, edits.change, "b_pm", fields={"Cost": "4"})
    chart = do(chart, edits.set_field, ["b_pm", "b_ceo"], "Place", "Rome")
    assert chart.boxes["b_pm"].fields == {"Cost": "4", "Place": "Rome"}
    assert do(chart, edits.set_field, ["b_pm", "b_ceo"], "Place", "").boxes["b_pm"].fields == {"Cost": "4"}


def test_one_line_is_drawn_to_many_boxes_where_it_is_not_yet() -> None:
    chart = do(COMPANY, edits.draw, "serves", "b_pmm", "b_pm")
    after = do(chart, edits.draw_all, "serves", "b_pmm", ["b_pm", "b_product", "b_product"])
    assert {line.end for line in after.relations_of("b_pmm")} == {"b_pm", "b_product"}
    with pytest.raises(EditError, match="already drawn"):
        edits.draw_all(after, "serves", "b_pmm", ["b_pm"])
    with pytest.raises(EditError, match="itself"):
        edits.draw_all(after, "serves", "b_pmm", ["b_pmm"])
