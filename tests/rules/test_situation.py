"""What guides and stances read from a chart: shown, said, or unknown; and where an answer belongs."""

from __future__ import annotations

from typing import Any

import pytest

from orgsketch import shorthand, vocabulary
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply
from orgsketch.model.records import Answer
from orgsketch.rules.engine import Engine
from orgsketch.rules.guidepack import read_guides, read_stances
from orgsketch.rules.pack import load_book
from orgsketch.rules.situation import Situation, placement_for, placements

BOOK = load_book()
TABLES = vocabulary.pack_tables()
GUIDES = read_guides(TABLES, BOOK.words, BOOK.texts)
STANCES = read_stances(TABLES, BOOK.words, GUIDES, BOOK.texts)


def chart_of(line: str) -> Chart:
    return shorthand.read(line, BOOK.words)


def situation(chart: Chart, title: str = "") -> Situation:
    found = placements(BOOK, GUIDES, chart)
    box = next((box for box in found if chart.boxes[box].title == title), placement_for(chart, found, ()))
    return Situation(BOOK, GUIDES, chart, Engine(BOOK).report(chart), box)


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("CEO[Product[PM PMM] Marketing[Marcom]]", "a"),
        ("CEO[Marketing[PMM Marcom] Product[PM]]", "c"),
        ("CEO[Dev[PM PMM] Sales]", "d"),
        ("CEO[PMM Product[PM] Marketing]", "e"),
    ],
)
def test_the_form_of_a_placement_is_seen(line: str, form: str) -> None:
    assert [seen.id for seen in STANCES.seen(situation(chart_of(line)).facts)] == [form]


@pytest.mark.parametrize(
    ("line", "fact", "value"),
    [
        ("CEO[Product[PM PMM] Marketing]", "chart.dedicated", "yes"),
        ("CEO[Product[PM PMM{ded=n}] Marketing]", "chart.dedicated", "part_time"),
        ("CEO[Product[PM] Marketing]", "chart.dedicated", "no"),
        ("CEO[Product[PM PMM{n=3}] Marketing]", "chart.heads", 3),
        ("CEO[Product[PM PMM] Marketing] // PMM drives Marketing", "chart.drives_marketers", "no"),
        ("CEO[Marketing[PMM Marcom] Product[PM]] // PMM drives Marcom", "chart.drives_marketers", "yes"),
        ("CEO[Marketing[PMM Marcom] Product[PM]] // Marcom drives PMM", "chart.drives_marketers", "no"),
        ("CEO[Product[PM PMM{r=launch+winloss}] Marketing]", "chart.responsibilities", ("launch", "winloss")),
        ("CEO[Product[PM PMM] Marketing]", "chart.responsibilities", None),
        ("CEO[Product[PM PMM{pres=design+standup}]]", "box.embedded", "yes"),
        ("CEO[Product[PM PMM{pres=launch}]]", "box.embedded", "no"),
        ("CEO[Product[PM PMM]]", "box.embedded", None),
        ("CEO[Marketing[PMM] Product[PM]]", "box.close_to_market", "yes"),
        ("CEO[Dev[Product[PM]] Sales]", "chart.development_line", "yes"),
        ("CEO[Product[PM PMM{mand=in}]]", "box.mandate", "inbound"),
        ("CEO[Product[PM PMM]] @ in=2", "company.product_knows_market", "partly"),
    ],
)
def test_a_fact_is_read_from_the_chart(line: str, fact: str, value: Any) -> None:
    assert situation(chart_of(line)).facts[fact] == value


def test_what_is_not_all_shown_is_not_denied() -> None:
    chart = chart_of("CEO[Product[PM] Marketing]")
    partial = apply(edits.change_chart(chart, complete=type(chart.head.complete)()), chart)
    facts = situation(partial).facts
    assert facts["chart.dedicated"] is None
    assert facts["chart.drives_marketers"] is None


def test_an_answer_of_the_user_fills_what_the_chart_does_not_show() -> None:
    chart = chart_of("CEO[Product[PM] Marketing]")
    partial = apply(edits.change_chart(chart, complete=type(chart.head.complete)()), chart)
    said = apply(edits.answer(partial, None, "dedicated", Answer("no")), partial)
    assert situation(said).facts["chart.dedicated"] == "no"
    assert not situation(said).is_shown("chart.dedicated")
    unknown = apply(edits.answer(partial, None, "dedicated", Answer("unknown")), partial)
    assert situation(unknown).facts["chart.dedicated"] is None


@pytest.mark.parametrize(
    ("line", "fact", "title"),
    [
        ("CEO[Product[PM PMM]]", "leader.vision", "Product"),
        ("CEO[Marketing[PMM] Product[PM]]", "leader.attuned", "Marketing"),
        ("CEO[Marketing[PMM] Product[PM]]", "box.mandate", "Product Marketing"),
        ("CEO[Marketing Product[PM PMM]]", "leader.product_knowledge", "Marketing"),
        ("CEO[Marketing Product[PM PMM]]", "leader.background", "Product"),
    ],
)
def test_an_answer_belongs_to_a_box(line: str, fact: str, title: str) -> None:
    chart = chart_of(line)
    place = situation(chart).place(fact)
    assert place is not None
    assert chart.boxes[place].title == title


def test_what_nobody_on_the_chart_could_be_asked_about_cannot_be_said() -> None:
    assert not situation(chart_of("CEO[Product[PM PMM]]")).can_be_said("leader.attuned")
    assert situation(chart_of("CEO[Product[PM PMM]]")).can_be_said("company.pick")


def test_the_placement_meant_by_a_selection() -> None:
    chart = chart_of("CEO[Marketing[PMM Marcom] Product[PM PMM2]]")
    found = placements(BOOK, GUIDES, chart)
    by_title = {record.title: record.id for record in chart.boxes.values()}
    assert len(found) == 2
    for selected, meant in (("Marketing", 0), ("Product", 1)):
        box = placement_for(chart, found, (by_title[selected],))
        assert box is not None
        assert chart.boxes[box].reports_to == by_title[selected], meant
    assert placement_for(chart, (), ()) is None


def test_every_fact_of_a_guide_has_a_home_of_its_own() -> None:
    """Answers that only guides ask for stand among the company's, under names nobody else uses."""
    own = [
        entry.fact.rpartition(".")[2]
        for entry in GUIDES.fact
        if entry.fact.split(".")[0] in ("guide", "chart")
    ]
    company = [question.answer_key for question in BOOK.words.questions.values() if question.is_of_company]
    assert len({*own, *company}) == len(own) + len(company)


def test_every_walk_names_guides_that_are_there() -> None:
    assert {guide for walk in GUIDES.walk for guide in walk.guides} <= set(GUIDES.guides)
    wanted = {
        "D01",
        "D04",
        "D05",
        "D06",
        "D07",
        "D08",
        "D09",
        "D10",
        "D11",
        "D14",
        "D15",
        "D16",
        "D22",
        "D23",
    }
    assert wanted | {"D12", "D13", "D28"} == {guide for walk in GUIDES.walk for guide in walk.guides}


def test_a_chart_without_boxes_has_nothing_to_discuss() -> None:
    empty = shorthand.read("CEO", BOOK.words)
    facts = situation(empty).facts
    assert placements(BOOK, GUIDES, empty) == ()
    assert not STANCES.seen(facts)
