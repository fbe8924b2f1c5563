"""Kleene's logic, and the terms of the catalogue's part 0 as facts."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest

from orgsketch import shorthand, vocabulary
from orgsketch.errors import PackError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.rules.condition import Truth
from orgsketch.rules.measures import _topmost
from orgsketch.rules.pack import load_book
from orgsketch.rules.reading import Reading
from tests.charts import big_chart

BOOK = load_book()
YES: dict[str, Any] = {"some": "boxes"}
NO: dict[str, Any] = {"not": YES}
UNKNOWN: dict[str, Any] = {"fact": "company.segment", "is": "b2b"}
WORDS: dict[Truth, dict[str, Any]] = {True: YES, False: NO, None: UNKNOWN}
VALUES: tuple[Truth, ...] = (True, False, None)


def chart_of(line: str) -> Chart:
    return shorthand.read(line, BOOK.vocabulary)


def asked(condition: Any, line: str = "CEO", box: str = "") -> Truth:
    chart = chart_of(line)
    found = {shown.title: shown.id for shown in chart.boxes.values()}
    return BOOK.compiler.condition(condition).truth(Reading(chart, BOOK.vocabulary), found.get(box, ""), "")


def value(measure: str, line: str, box: str) -> Any:
    chart = chart_of(line)
    (shown,) = [shown.id for shown in chart.boxes.values() if shown.title == box]
    return BOOK.compiler.measure(BOOK.facts[measure]).of(Reading(chart, BOOK.vocabulary), shown, "")


def pair(fact: str, line: str, one: str, other: str) -> Truth:
    chart = chart_of(line)
    ids = {shown.title: shown.id for shown in chart.boxes.values()}
    condition = BOOK.compiler.condition({"fact": fact, "with": "outer"})
    reading = Reading(chart, BOOK.vocabulary)
    there = condition.truth(reading, ids[one], ids[other])
    assert condition.truth(reading, ids[other], ids[one]) is there
    return there


# ---- logic ----


@pytest.mark.parametrize(("one", "other"), list(product(VALUES, VALUES)))
def test_all_and_any_are_kleenes(one: Truth, other: Truth) -> None:
    both = False if False in (one, other) else None if None in (one, other) else True
    either = True if True in (one, other) else None if None in (one, other) else False
    assert asked({"all": [WORDS[one], WORDS[other]]}) is both
    assert asked({"any": [WORDS[one], WORDS[other]]}) is either
    assert asked({"not": {"not": WORDS[one]}}) is one


@pytest.mark.parametrize("truth", VALUES)
def test_possible_is_no_exactly_when_the_answer_is_no(truth: Truth) -> None:
    for head in ("all", "any"):
        for other in VALUES:
            condition = BOOK.compiler.condition({head: [WORDS[truth], WORDS[other]]})
            reading = Reading(chart_of("CEO"), BOOK.vocabulary)
            assert condition.possible(reading, "", "") is (condition.truth(reading, "", "") is not False)


def test_over_no_box_some_and_every_are_no_and_none_is_yes() -> None:
    where = {"fact": "box.headcount", "is": 1}
    for head, expected in (("some", False), ("every", False), ("none", True)):
        assert asked({head: "sales", "where": where}) is expected
        assert asked({head: "sales"}) is expected


@pytest.mark.parametrize(
    ("line", "some", "every", "none"),
    [
        ("PMM1{know=y} PMM2{know=n} PM", True, False, False),
        ("PMM1{know=y} PMM2 PM", True, None, False),
        ("PMM1{know=n} PMM2 PM", None, False, None),
        ("PMM1{know=n} PMM2{know=n} PM", False, False, True),
        ("PMM1{know=y} PMM2{know=y} PM", True, True, False),
    ],
)
def test_quantifiers_keep_the_unknown(line: str, some: Truth, every: Truth, none: Truth) -> None:
    where = {"fact": "box.product_knowledge", "is": "yes"}
    for head, expected in (("some", some), ("every", every), ("none", none)):
        assert asked({head: "pmm", "where": where}, line) is expected


def test_a_silent_fact_is_no_for_yes_and_for_no() -> None:
    for said in ("yes", "no"):
        assert asked({"fact": "company.shaky_launch", "is": said}) is False
        assert asked({"fact": "company.shaky_launch", "is": said, "undeclared": "unknown"}) is None
    assert asked({"fact": "company.segment", "known": True}) is False
    assert asked({"fact": "company.segment", "known": True}, "CEO @ seg=?") is False


def test_steps_are_compared_as_severities() -> None:
    for step, more in ((0, False), (1, True), (3, True)):
        condition = {"fact": "company.product_knows_market", "more_than": 0}
        assert asked(condition, f"CEO @ in={step}") is more


def test_a_fact_read_elsewhere_is_no_where_there_is_no_such_box() -> None:
    condition = {"fact": "leader.attuned", "is": "yes", "at": "marketing_box"}
    assert asked(condition, "CEO[PMM]", "Product Marketing") is False
    assert asked(condition, "CEO[Marketing[PMM]]", "Product Marketing") is None
    assert asked(condition, "CEO[Marketing{attuned}[FuncMktg[PMM]]]", "Product Marketing") is True


def test_a_condition_of_two_boxes_needs_the_outer_one() -> None:
    with pytest.raises(PackError, match="outer"):
        BOOK.compiler.condition({"fact": "same_department"})


# ---- terms ----


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("CEO[Marketing[PMM]]", "marketing"),
        ("CEO[Marketing[PMM2[PMM]]]", "marketing"),
        ("CEO[Marketing[Marcom[PMM]]]", "marketing"),
        ("CEO[Product[PMM]]", "product"),
        ("CEO[PM[PMM]]", "product"),
        ("CEO[Design[PMM]]", "development"),
        ("CEO[Sales[PMM]]", "sales"),
        ("CEO[PMM PM]", "product"),
        ("CEO[PMM2[PMM] PM]", "product"),
        ("CEO[PMM Product[PM]]", "own"),
        ("CEO[PMM2[PMM]]", "own"),
        ("PMM2[PMM]", "own"),
        ("PMM", "own"),
        ("CEO[Marketing[PMM{nominal}]]", None),
        ("CEO[Marketing{nominal}[PMM]]", None),
        ("CEO[Marketing{nominal}[Marcom[PMM]]]", "marketing"),
        ("CEO PMM", None),
    ],
)
def test_home(line: str, home: str | None) -> None:
    assert value("home", line, "Product Marketing") == home


PM, PMM = "Product Management", "Product Marketing"


@pytest.mark.parametrize(
    ("line", "same", "single"),
    [
        ("CEO[Product[PM PMM]]", True, True),
        ("CEO[Marketing[PMM] Product[PM]]", False, False),
        ("CEO[PM PMM]", True, True),
        ("CEO[PM Product[PMM]]", False, False),
        ("CEO[GM[Marketing[PMM] Product[PM]]]", False, True),
        ("CEO[GM[PM PMM]]", True, True),
        ("CEO[Sales[Dev[PM] CS[PMM]]]", True, True),
        ("Product[Dev[PM] CS[PMM]]", True, True),
        ("CEO[PM[PMM]]", True, True),
        ("CEO[PM[GM[PMM]]]", True, True),
        ("Product[PM] Marketing[PMM]", False, False),
        ("CEO[Product[PM{nominal} PMM]]", None, None),
        ("CEO[Product[PM]] PMM", None, None),
        ("CEO[Product{nominal}[PM PMM]]", True, True),
    ],
)
def test_same_department_and_single_leader(line: str, same: Truth, single: Truth) -> None:
    assert pair("same_department", line, PM, PMM) is same
    assert pair("single_leader", line, PM, PMM) is single


@pytest.mark.parametrize(
    ("line", "leader"),
    [
        ("CEO[Product[PM PMM]]", ["Product"]),
        ("CEO[PM PMM]", ["CEO"]),
        ("CEO[PM[PMM]]", ["CEO"]),
        ("CEO[Marketing[PMM] Product[PM]]", []),
        ("CEO[GM[Marketing[PMM] Product[PM]]]", ["GM"]),
        ("CEO[GM[Product[PMM PM1] PM2] PM3]", ["GM", "Product"]),
        ("CEO[GM[Product[PMM PM1] PM2]] // PMM serves PM2", ["GM"]),
        ("PM[PMM]", ["Product Management"]),
    ],
)
def test_common_leader(line: str, leader: list[str]) -> None:
    chart = chart_of(line)
    (box,) = [box.id for box in chart.boxes.values() if box.function == "product_marketing"]
    found = BOOK.compiler.set("common_leader").members(Reading(chart, BOOK.vocabulary), box, "")
    assert sorted(chart.boxes[one].title for one in found) == leader


@pytest.mark.parametrize(
    ("context", "worse"),
    [
        ("in=3 out=1", "inbound"),
        ("in=1 out=3", "outbound"),
        ("in=2 out=2", "tie"),
        ("in=2 out=2 pick=out", "outbound"),
        ("in=0 out=0", "none"),
        ("in=0 out=0 pick=in", "none"),
        ("in=2", None),
        ("in=? out=2", None),
    ],
)
def test_worse_problem(context: str, worse: str | None) -> None:
    assert value("worse_problem", f"CEO @ {context}", "CEO") == worse


@pytest.mark.parametrize(
    ("box", "relations", "embedded"),
    [
        ("PMM{pres=design+roadmap}", "", True),
        ("PMM{pres=design}", " // PMM embed Product", False),
        ("PMM{pres=none}", "", False),
        ("PMM", " // PMM embed Product", True),
        ("PMM", " // Product embed PMM", None),
        ("PMM", "", None),
    ],
)
def test_embedded(box: str, relations: str, embedded: Truth) -> None:
    assert asked({"fact": "embedded"}, f"CEO[{box} Product]{relations}", PMM) is embedded


@pytest.mark.parametrize(
    ("line", "close"),
    [
        ("CEO[Marketing[PMM]]", True),
        ("CEO[CS[PMM]]", True),
        ("CEO[Product[PMM] Sales] // Sales informs PMM", True),
        ("CEO[Product[PMM{r=winloss}]]", True),
        ("CEO[Product[PMM{r=positioning}] Dev] // PMM informs Dev", False),
        ("CEO[Marketing[PMM{nominal}]]", None),
    ],
)
def test_close_to_the_market(line: str, close: Truth) -> None:
    assert asked({"fact": "close_to_market"}, line, PMM) is close


@pytest.mark.parametrize(
    ("box", "dedicated"),
    [
        ("PMM", True),
        ("PMM{n=0}", False),
        ("PMM{also=marcom}", False),
        ("PMM{ded=n}", False),
        ("PMM{also=marcom,ded=y}", True),
    ],
)
def test_dedicated(box: str, dedicated: bool) -> None:
    assert asked({"fact": "dedicated"}, f"CEO[{box}]", PMM) is dedicated


def test_a_pmm_serves_the_pms_its_lines_point_to_else_all() -> None:
    split = {"fact": "split"}
    apart = "CEO[Product[PM1 PMM] Sales[PM2]]"
    assert asked(split, apart, PMM) is False
    assert asked(split, f"{apart} // PMM serves PM2", PMM) is True
    assert asked(split, "CEO[Product[PMM]]", PMM) is False


def test_an_unclassified_box_between_leaves_placement_open() -> None:
    chart = chart_of("CEO[Other[Marketing[PMM] Product[PM]] Sales[Other2[Other3[PMM2]]]]")
    for box in [box.id for box in chart.boxes.values() if box.title in ("Other", "Other 3")]:
        chart = apply(edits.set_functions(chart, box, []), chart)
    ids = {box.title: box.id for box in chart.boxes.values()}
    reading = Reading(chart, BOOK.vocabulary)
    home = BOOK.compiler.measure(BOOK.facts["home"])
    assert home.of(reading, ids["Product Marketing"], "") == "marketing"
    assert home.of(reading, ids["Product Marketing 2"], "") is None
    same = BOOK.compiler.condition({"fact": "same_department", "with": "outer"})
    assert same.truth(reading, ids["Product Marketing"], ids["Product Management"]) is None


@pytest.mark.parametrize("seed", range(5))
def test_whom_to_ask_first_is_the_topmost_and_leftmost_box(seed: int) -> None:
    """Found level by level: at the price of looking at 10,000 places it was most of all open questions."""
    chart, dice = big_chart(200, seed), Random(seed)
    reading = Reading(chart, vocabulary.load())
    for size in range(9):
        boxes = set(dice.sample(sorted(chart.boxes), size))
        placed = [box for box in boxes if not reading.is_unplaced(box)]
        assert _topmost(reading, boxes) == min(placed, key=reading.place, default=None)
