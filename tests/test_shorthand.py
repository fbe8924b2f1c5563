"""The shorthand, read and written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from orgsketch import vocabulary
from orgsketch.errors import ShorthandError
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer, Complete
from orgsketch.shorthand import read, write
from tests.charts import charts

WORDS = vocabulary.load()


def titles(chart: Chart, manager: str | None = None) -> list[object]:
    """The titles as nested lists."""
    return [[chart.boxes[box].title, *titles(chart, box)] for box in chart.reports(manager)]


def test_boxes_in_brackets_report_to_the_box_before() -> None:
    chart = read("CEO[Marketing[PMM Marcom] Product[PM1 PM2]] Sales", WORDS)
    assert titles(chart) == [
        [
            "CEO",
            ["Marketing", ["Product Marketing"], ["Marketing Communications"]],
            ["Product", ["Product Management 1"], ["Product Management 2"]],
        ],
        ["Sales"],
    ]


def test_names_imply_functions_and_titles_may_differ() -> None:
    chart = read('"Ada & <Co>":GroupVP[Blend PMM{also=marcom} "x":Marcom{also=pmm}]', WORDS)
    said = {box.title: box.functions for box in chart.boxes.values()}
    assert said == {
        "Ada & <Co>": ("general_management",),
        "Product Manager (inbound and outbound)": ("product_management", "product_marketing"),
        "Product Marketing": ("product_marketing", "marketing_communications"),
        "x": ("marketing_communications", "product_marketing"),
    }


def test_attributes_become_fields_and_answers() -> None:
    line = "PMM{n=1.5,r=launch+gtm,pres=design+launch,mand=in,strong,know=n,prod=3,change=2027-01-31,cap=?}"
    (box,) = read(line, WORDS).boxes.values()
    assert (box.headcount, box.responsibilities) == (1.5, ("launch", "gtm"))
    assert {key: answer.value for key, answer in box.answers.items()} == {
        "capable": "unknown",
        "change_planned": "2027-01-31",
        "mandate": "inbound",
        "presence": ("design_reviews", "launch_prep"),
        "product_knowledge": "no",
        "products_covered": 3,
        "strong": "yes",
    }


def test_declared_empty_differs_from_undeclared() -> None:
    boxes = {box.function: box for box in read("PM{r=none,n=0} PMM", WORDS).boxes.values()}
    declared, undeclared = boxes["product_management"], boxes["product_marketing"]
    assert (declared.responsibilities, declared.headcount) == ((), 0)
    assert (undeclared.responsibilities, undeclared.headcount) == (None, None)


def test_the_company_and_what_is_shown() -> None:
    head = read("CEO @ in=3 out=0 seg=b2b products=2 why=y boxes=part", WORDS).head
    assert head.complete == Complete(boxes=False, relations=True)
    assert {key: answer.value for key, answer in head.answers.items()} == {
        "market_knows_product": "yes",
        "product_knows_market": "no",
        "products": 2,
        "rationale": "yes",
        "segment": "b2b",
    }
    assert read("CEO", WORDS).head.complete == Complete(True, True)


def test_relations_join_boxes_by_name() -> None:
    chart = read("CEO[PM1 PM2] // PM1 shares PM2 ; CEO drives PM2", WORDS)
    name = {box.id: box.title for box in chart.boxes.values()}
    ends = {(line.kind, name[line.start], name[line.end]) for line in chart.relations.values()}
    assert ends == {
        ("shares_objectives", "Product Management 1", "Product Management 2"),
        ("drives", "CEO", "Product Management 2"),
    }


def test_the_same_line_gives_the_same_chart() -> None:
    line = "CEO[Product[PM PMM]] // PMM shares PM @ size=small"
    assert read(line, WORDS) == read(line, WORDS)
    assert set(read(line, WORDS).boxes) >= set(read("CEO[Product[PM]]", WORDS).boxes)


@pytest.mark.parametrize(
    ("line", "column", "says"),
    [
        ("", 1, "There is no box."),
        ("CEO[PMN]", 5, "There is no box called 'PMN'; did you mean PM?"),
        ("CEO[PM{roadmap}]", 8, "A box has no attribute 'roadmap'."),
        ("CEO[PM{r=roadmp}]", 10, "There is no activity 'roadmp'; did you mean roadmap?"),
        ("CEO[PM{n=1.3}]", 10, "A number in halves was expected, not '1.3'."),
        ("CEO[PM{mand=inn}]", 13, "'mand' cannot be 'inn'; did you mean in?"),
        ("CEO[PM{n=1,n=2}]", 14, "'n' stands here twice."),
        ("CEO[PM", 7, "The bracket after CEO is never closed: write ']' behind its last report."),
        ("CEO]", 4, "']' is one too many: it closes nothing."),
        ("CEO[]", 5, "']' is one too many: there is no box between the brackets."),
        ("[CEO]", 1, "A bracket must follow the box whose reports it holds."),
        ("CEO[PM PM]", 8, "PM stands here twice; a number makes a second box of it (PM2)."),
        ('"CEO', 1, 'A title in quotation marks ends with ": and the box name follows.'),
        ("CEO[PM] // PM infors CEO", 15, "There is no line called 'infors'; did you mean informs?"),
        ("CEO[PM] // PM informs PMM", 23, "There is no box PMM on this chart; did you mean PM?"),
        ("CEO[PM] // PM shares PM", 12, "A box cannot be joined to itself."),
        ("CEO[PM] // PM shares CEO ; CEO shares PM", 28, "This line is already drawn."),
        ("CEO @ sze=small", 7, "The company has no key 'sze'; did you mean size?"),
        ("CEO @ size=tiny", 12, "'size' cannot be 'tiny'; there are big, growing, small."),
        ("CEO, PM", 4, "A box name was expected, not ','."),
    ],
)
def test_a_mistake_is_one_sentence_at_its_place(line: str, column: int, says: str) -> None:
    with pytest.raises(ShorthandError) as caught:
        read(line, WORDS, 7)
    assert (str(caught.value), caught.value.line, caught.value.column) == (says, 7, column)


def test_deep_charts_are_read_and_written() -> None:
    line = "".join(f"PM{number}[" for number in range(3000)) + "PMM" + "]" * 3000
    assert write(read(line, WORDS), WORDS) == line


@pytest.mark.parametrize(
    "line",
    [
        'CEO["A & <b>":PMM{n=0,r=none,pres=roadmap,prod=2,change=n}] // CEO drives PMM @ in=2 why=y',
        "Founder[Blend1{mand=none} Blend2 PMM{also=marcom}] @ boxes=part relations=part",
        "CEO[Products[PM{metrics=funnel+uniteconomics}] Marketing{bigm=?}]",
    ],
)
def test_what_is_written_reads_the_same(line: str) -> None:
    chart = read(line, WORDS)
    again = read(write(chart, WORDS), WORDS)
    assert outline(again) == outline(chart)


def outline(chart: Chart) -> object:
    """All but ids and titles, which the notation may spell otherwise."""
    boxes = [(b.functions, b.headcount, b.responsibilities, said(b.answers)) for b in chart.boxes.values()]
    kinds = sorted(line.kind for line in chart.relations.values())
    return titles(chart), sorted(map(repr, boxes)), kinds, chart.head.answers, chart.head.complete


def said(answers: object) -> str:
    assert isinstance(answers, dict)
    return str({key: answer.value for key, answer in answers.items() if isinstance(answer, Answer)})


def test_every_line_of_the_catalogue_reads_back(shared: Path) -> None:
    catalogue = json.loads((shared / "catalogue" / "catalogue.json").read_text())
    lines = [chart["chart"] for chart in catalogue["charts"]]
    lines += [rule[key] for rule in catalogue["rules"] for key in ("fires", "near_miss")]
    for line in lines:
        chart = read(line, WORDS)
        assert outline(read(write(chart, WORDS), WORDS)) == outline(chart), line


@given(charts(min_boxes=1))
def test_any_chart_can_be_written_and_read(chart: Chart) -> None:
    again = read(write(chart, WORDS), WORDS)
    assert len(again.boxes) == len(chart.boxes)
