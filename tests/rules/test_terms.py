"""Corners of part 0 of the catalogue, a chart each: what fires, what is a plain no, what is asked."""

from __future__ import annotations

import pytest

from orgsketch import shorthand
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Report
from orgsketch.rules.pack import load_book

BOOK = load_book(("product-marketing",))
ENGINE = Engine(BOOK)


def report(line: str) -> Report:
    return ENGINE.report(shorthand.read(line, BOOK.vocabulary))


def fires(line: str, code: str) -> bool:
    return any(finding.rule == code for finding in report(line).findings)


def asked(line: str, code: str) -> set[str]:
    return {question.fact for question in report(line).questions if code in question.decides}


# ---- a nominal line leaves the single leader open, and makes nobody one ----


def test_a_nominal_line_makes_the_general_top_no_leader() -> None:
    line = "CEO{pnl=n}[PMM PM1{nominal} Marketing[PM2]]"
    assert not fires(line, "UNI107")
    assert asked(line, "UNI107") == {"box.reports_to"}


@pytest.mark.parametrize("code", ["UNI105", "UNI106", "UNI107"])
def test_a_nominal_line_leaves_the_common_leader_open(code: str) -> None:
    assert "box.reports_to" in asked("CEO[Marketing[PM] Sales[PMM{nominal}]]", code)


def test_who_leads_both_leads_them_whatever_his_own_line_is() -> None:
    """A product manager on a nominal line leads another one and product marketing."""
    assert asked("GM{pnl=y}[PM1{nominal}[PM2 PMM]]", "UNI107") == {"leader.pnl"}
    assert fires("GM{pnl=y}[PM1{nominal,pnl=n}[PM2 PMM]]", "UNI107")


def test_nobody_is_asked_what_a_box_does_on_a_line_that_is_not_the_real_one() -> None:
    chart = shorthand.read("Founder[Other[PMM{nominal}] Product[PM]]", BOOK.vocabulary)
    questions = {question.fact for question in ENGINE.report(chart).questions if "UNI101" in question.decides}
    assert questions == {"box.reports_to"}


# ---- what is not placed asks nothing, and silences nobody ----


def test_beside_an_unplaced_box_nothing_would_settle_a_department() -> None:
    assert asked("CEO[PMM{nominal} PM1] PM2 // PMM serves PM2", "UNI101") == set()


def test_an_unplaced_product_manager_does_not_take_the_question_what_the_others_do() -> None:
    line = "Product[PM1 PMM] PM2 Sales[CS]"
    assert "box.responsibilities" in asked(line, "INF101")


def test_a_team_is_asked_of_the_first_box_that_can_be_asked() -> None:
    """Nothing settles whether the first is beside the unplaced blend; the second has a doubtful line."""
    assert asked("CEO[VPDev[PMM1 PMM2{nominal}] Blend1] Blend2", "BLD102") == {"box.reports_to"}


def test_an_unplaced_box_does_not_silence_the_question_about_the_others() -> None:
    line = "CEO[Marcom[PMM1] Sales[PMM2{nominal}]] PM @ size=small"
    assert asked(line, "UNI114") == {"box.reports_to"}


# ---- lines to a general manager do not count, relations to one do ----


@pytest.mark.parametrize(
    ("line", "is_gulf"),
    [
        ("CEO[Dev Marketing]", True),
        ("CEO[Dev Marketing] // Dev informs CEO", True),
        ("CEO[Dev Marketing] // Dev informs CEO ; CEO informs Marketing", False),
        ("CEO[Sales[Dev Marketing]]", False),
    ],
)
def test_development_and_marketing_are_joined_by_what_is_drawn(line: str, is_gulf: bool) -> None:
    assert fires(line, "DEV107") is is_gulf


# ---- a plain no is not asked about ----


def test_mandates_for_both_problems_leave_nothing_to_ask() -> None:
    assert asked("CEO[Marketing[PMM1{mand=in}] Product[PM PMM2{mand=out}]] @ out=2", "PMM203") == set()
    assert asked("CEO[Marketing[PMM1{mand=both}] Product[PM]]", "PMM203") == set()


# ---- other boxes, other holders ----


def test_a_line_to_a_box_that_nobody_classified_leaves_the_product_group() -> None:
    from dataclasses import replace

    from orgsketch.model.chart import Chart

    line = "CEO[Product[PM PMM] Sales Other] // PM informs Other"
    drawn = shorthand.read(line, BOOK.vocabulary)
    boxes = [replace(b, functions=()) if b.title == "Other" else b for b in drawn.boxes.values()]
    chart = Chart.of(drawn.head, boxes=boxes, relations=drawn.relations.values())
    assert "INF104" not in {finding.rule for finding in ENGINE.report(chart).findings}


def test_what_a_lead_declares_is_held_by_its_team_of_other_roles() -> None:
    """The blend is none of the role boxes that are compared, the product manager it leads is one."""
    assert fires("CEO[Blend{r=requirements}[PM] PMM{r=requirements}]", "MCM103")
    assert not fires("CEO[Blend{r=requirements} PMM{r=requirements}]", "MCM103")
