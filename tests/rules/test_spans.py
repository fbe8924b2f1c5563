"""Spans, layers and seats: what the second built-in pack counts."""

from __future__ import annotations

import pytest

from orgsketch import shorthand
from orgsketch.model import edits
from orgsketch.model.records import Complete, Person
from orgsketch.rules.engine import Engine
from orgsketch.rules.pack import load_book
from orgsketch.rules.reading import Reading
from tests.charts import big_chart, do, org

ENGINE = Engine(load_book(("spans-and-layers",)))
WORDS = load_book(("product-marketing", "spans-and-layers")).vocabulary


def codes(line: str) -> set[str]:
    return {finding.rule for finding in ENGINE.report(shorthand.read(line, WORDS)).findings}


def test_the_pack_stands_on_its_own() -> None:
    assert len(ENGINE.book.rules) == 11
    assert all(text.sources or text.convention for text in ENGINE.book.texts.values())


@pytest.mark.parametrize(("reports", "fires"), [(15, False), (16, True)])
def test_a_span_is_counted_with_vacant_reports(reports: int, fires: bool) -> None:
    line = "CEO[Sales[" + " ".join(f"Other{n}{{n=0}}" for n in range(1, reports + 1)) + "] Dev]"
    assert ("SPN101" in codes(line)) is fires


def test_assistants_are_not_part_of_a_span() -> None:
    chart = do(
        org(ceo=None, head="ceo", one="head", two="head"), edits.change_chart, complete=Complete(True, True)
    )
    assert not [f for f in ENGINE.report(chart).findings if f.rule == "SPN104" and f.boxes == ("b_head",)]
    chart = do(chart, edits.change, "b_two", assistant=True)
    assert [f for f in ENGINE.report(chart).findings if f.rule == "SPN104" and f.boxes == ("b_head",)]


def test_a_person_in_several_boxes_is_counted_once() -> None:
    chart = org(ceo=None, sales="ceo", dev="ceo")
    ana = Person("p_ana00000", "Ana")
    chart = do(chart, edits.set_people, "b_sales", [ana, Person("p_bo000000", "Bo")])
    chart = do(chart, edits.set_people, "b_dev", [ana.id])
    everybody = ENGINE.book.compiler.measure({"measure": "everybody"})
    assert everybody.of(Reading(chart, ENGINE.book.words), "", "") == 3
    chart = do(chart, edits.set_headcount, "b_dev", 4)
    assert everybody.of(Reading(chart, ENGINE.book.words), "", "") == 7


def test_what_is_not_shown_is_not_missed() -> None:
    assert {"SPN104", "SPN105", "LAY102", "SEA103"}.isdisjoint(
        codes("CEO[Sales[Other1[Other2[Other3[Other4]]]]] @ boxes=part")
    )


def test_an_hr_chart_without_functions_shows_its_shape_only() -> None:
    chart = org(ceo=None, sales="ceo", dev="ceo", **{f"rep{n}": "sales" for n in range(17)})
    assert {finding.rule for finding in ENGINE.report(chart).findings} == {"SPN101"}


def test_a_large_chart_has_believable_numbers() -> None:
    reading = Reading(big_chart(1000), ENGINE.book.words)
    measure = ENGINE.book.compiler.measure
    assert 4 <= measure({"measure": "average_span"}).of(reading, "", "") <= 9
    assert 4 <= measure({"measure": "layers"}).of(reading, "", "") <= 9
