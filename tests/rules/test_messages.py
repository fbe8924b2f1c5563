"""Messages with the chart's own names: teams, people, boxes nobody titled, and who is really meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orgsketch import shorthand
from orgsketch.model.chart import Chart
from orgsketch.model.records import Person
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book

BOOK = load_book(("product-marketing",))
ENGINE = Engine(BOOK)
ANA = Person("p_00000001", "Ana Ruiz")


def message(chart: Chart | str, code: str) -> str:
    drawn = shorthand.read(chart, BOOK.vocabulary) if isinstance(chart, str) else chart
    return next(finding.message for finding in ENGINE.report(drawn).findings if finding.rule == code)


def untitled(line: str, code: str, people: tuple[str, ...] = ()) -> str:
    """The message where the box with the work has no title, and perhaps somebody in it."""
    drawn = shorthand.read(line, BOOK.vocabulary)
    boxes = [
        replace(box, title="", people=people) if box.function == "product_marketing" else box
        for box in drawn.boxes.values()
    ]
    return message(Chart.of(drawn.head, boxes=boxes, people=[ANA] if people else []), code)


def test_a_box_without_a_title_is_called_by_who_sits_in_it_or_what_it_does() -> None:
    line = "CEO[Sales[PMM] Product[PM]]"
    assert untitled(line, "PMM118").startswith("The untitled product marketing box reports to Sales")
    assert untitled(line, "PMM118", (ANA.id,)).startswith("Ana Ruiz reports to Sales")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("LDR102", "missing at the head of Marketing."),
        ("LDR103", "and Marketing is set on volume."),
    ],
)
def test_who_leads_the_hat_is_named_not_the_box_with_the_work(code: str, said: str) -> None:
    line = "CEO[Marketing{know=n,volume=y}[Marcom{r=positioning}] Product[PM]]"
    assert message(line, code).endswith(said)


def test_two_boxes_and_whom_they_are_compared_with_cannot_be_mixed_up() -> None:
    line = "CEO[Marketing[PMM1 PMM2] Product[PM1 PM2]]"
    assert message(line, "UNI110") == (
        "The two product marketing boxes under Marketing share no objective with Product Management 1"
        " and Product Management 2 on this chart."
    )
    assert message(line, "UNI101").endswith(
        "are in another department than the product managers they serve: Product Management 1 and Product"
        " Management 2."
    )


def test_many_are_not_all_listed() -> None:
    line = "CEO[Marketing[PMM] Product[PM1 PM2 PM3 PM4 PM5]]"
    assert message(line, "UNI101").endswith("Product Management 1, Product Management 2 and 3 more.")


def because(line: str, code: str) -> list[str]:
    drawn = shorthand.read(line, BOOK.vocabulary)
    found = next(finding for finding in ENGINE.report(drawn).findings if finding.rule == code)
    return [reason.text for reason in found.because]


def test_reasons_say_what_is_the_case_and_not_what_a_box_is_called() -> None:
    assert because("CEO[Product[PM PMM]]", "DEV108") == [
        "Product reports to general management",
        "Product management works below Product",
        "Product marketing works below Product",
    ]
    assert because("CEO[Product[PM PMM{r=launch}] Sales]", "LCH101") == [
        "Product Marketing is not a sales box",
        "The home of Product Marketing: Product",
        "No line joins Product Marketing to sales",
    ]


def test_what_is_ticked_stands_inside_a_sentence() -> None:
    line = "CEO[Marketing[PMM{pres=launch}] Product[PM]]"
    assert because(line, "EMB102") == ["Product Marketing takes part in launch preparation"]
