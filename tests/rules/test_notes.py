"""What is noted beside findings: a passed date, who answered, an industry the source does not cover."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orgsketch import shorthand
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Person
from orgsketch.rules.engine import Engine
from orgsketch.rules.finding import Finding
from orgsketch.rules.pack import load_book

BOOK = load_book()
ENGINE = Engine(BOOK)
APART = "CEO[Marketing[PMM] Product[PM]]"


def the(chart: Chart, code: str) -> Finding:
    return next(finding for finding in ENGINE.report(chart).findings if finding.rule == code)


def read(line: str) -> Chart:
    return shorthand.read(line, BOOK.words)


def test_a_date_that_has_passed_is_flagged() -> None:
    finding = the(read("CEO[Marketing[PMM{change=2020-01-31}] Product[PM]]"), "PMM114")
    assert finding.noted == ("The date given for the change has passed: this chart may be out of date",)


@pytest.mark.parametrize("said", ["change=2999-01-31", "change"])
def test_a_date_to_come_or_none_is_not(said: str) -> None:
    finding = the(read("CEO[Marketing[PMM{" + said + "}] Product[PM]]"), "PMM114")
    assert finding.noted == ()


@pytest.mark.parametrize(
    ("industry", "is_noted"),
    [("equipment", True), ("other", True), ("software", False), ("technology", False)],
)
def test_the_scope_of_two_sources_is_noted(industry: str, is_noted: bool) -> None:
    note = ("The source speaks of software and technology companies, and yours is in another industry",)
    for line, code in (("CEO[Dev[Design] Marketing[Marcom]]", "DEV107"), (APART, "HON101")):
        assert the(read(f"{line} @ ind={industry}"), code).noted == (note if is_noted else ())


def test_no_industry_is_no_other_industry() -> None:
    assert the(read(APART), "HON101").noted == ()


def answered(inbound: str, outbound: str) -> Chart:
    """A chart whose two questions were answered by these people."""
    chart = read(f"{APART} @ in=3 out=1")
    said = dict(chart.head.answers)
    for key, by in (("product_knows_market", inbound), ("market_knows_product", outbound)):
        said[key] = replace(said[key], by=by)
    marketing = next(box for box in chart.boxes.values() if box.title == "Marketing")
    seated = replace(marketing, people=("p_mmmmmmmm",))
    boxes = [seated if box.id == marketing.id else box for box in chart.boxes.values()]
    return Chart.of(
        replace(chart.head, answers=said), boxes=boxes, people=[Person("p_mmmmmmmm", "Mia Marker")]
    )


@pytest.mark.parametrize(
    "by", ["Product", "product management", "CPO", "VP Product and PM", "Product Manager"]
)
def test_product_people_alone_assess_themselves(by: str) -> None:
    noted = the(answered(by, ""), "CTX103").noted
    assert noted == ("Only product people say how well product knows the market: a self-assessment",)


@pytest.mark.parametrize("by", ["Marketing", "CMO", "Mia Marker", "Mia Marker, Product Marketing"])
def test_marketing_people_alone_assess_themselves(by: str) -> None:
    noted = the(answered("", by), "CTX103").noted
    assert noted == (
        "Only marketing people say how well the market understands the product: a self-assessment",
    )


@pytest.mark.parametrize("by", ["", "Sales", "Product and Sales", "Somebody Else", "Mia Marker", "and"])
def test_others_or_several_are_no_self_assessment(by: str) -> None:
    assert the(answered(by, ""), "CTX103").noted == ()


def test_an_answer_nobody_knows_is_no_assessment() -> None:
    chart = answered("Product", "")
    said = {**chart.head.answers, "product_knows_market": Answer("unknown", "Product")}
    chart = Chart.of(replace(chart.head, answers=said), boxes=chart.boxes.values())
    assert all(not finding.noted for finding in ENGINE.report(chart).findings if finding.rule != "HON101")
