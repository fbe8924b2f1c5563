"""Colour by: every value has a look of its own that does not rest on colour, and keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from orgsketch import vocabulary
from orgsketch.drawing import coloring
from orgsketch.drawing.cards import card, spoken
from orgsketch.drawing.coloring import Coloring, coloring_of
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.theme import NAMES, Theme
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from tests.charts import do, org

WORDS = vocabulary.load(())
CHART = org(
    ceo=None,
    product="ceo",
    pm="product",
    pmm="product",
    design="product",
    functions={"ceo": "general_management", "product": "product", "pm": "product_management"},
)


def placed(places: Mapping[str, str], chart: Chart = CHART) -> Chart:
    """The chart with a column."""
    for box, place in places.items():
        chart = do(chart, edits.set_field, f"b_{box}", "Place", place)
    return chart


def letters(said: Sequence[str]) -> list[str]:
    """The letters of the values of a column, by how often they were said."""
    chart = org(**{f"x{number}": None for number in range(len(said))})
    chart = placed({f"x{number}": text for number, text in enumerate(said)}, chart)
    made = Coloring("field:Place", chart, WORDS, {})
    return [made.value(text).tile.letter for text in dict.fromkeys(said)]


def test_values_are_told_by_letters_as_well_as_by_hues() -> None:
    chart = placed({"pm": "Rome", "pmm": "Rome", "ceo": "New York", "design": "Riga"})
    made = Coloring("field:Place", chart, WORDS, {})
    listed = made.legend(chart, {})
    assert [(value.title, count) for value, count in listed] == [
        ("Rome", 2),
        ("New York", 1),
        ("Riga", 1),
        ("Not said", 1),
    ]
    tiles = [value.tile for value, _count in listed]
    assert len({tile.letter for tile in tiles}) == len({tile.hue for tile in tiles}) == 4
    said = card(chart, "b_pm", {}, WORDS, coloring=made)
    assert said.tiles == (made.value("Rome").tile,)
    assert "Place: Rome" in spoken(said)


def test_letters_stay_apart_however_alike_the_values_are() -> None:
    assert len(set(letters(["Rome", "Riga", "Rio de Janeiro", "R"]))) == 4
    assert letters(["מרכז", "👩‍🚀 team", " "])[:2] == ["מ", "👩‍🚀"]
    many = letters([f"Value {number}" for number in range(200)])
    assert many.count(coloring.FURTHER) == 200 - coloring.MOST_LETTERS
    assert len(set(many)) == coloring.MOST_LETTERS + 1


def test_a_value_keeps_its_look_whatever_is_edited() -> None:
    chart = placed({"pm": "Rome", "pmm": "Riga"})
    made = Coloring("field:Place", chart, WORDS, {})
    before = made.value("Riga")
    after = placed({"pm": "Athens", "design": "Riga", "ceo": "Riga"}, chart)
    assert made.of(after.boxes["b_design"], {}) == before
    assert made.of(after.boxes["b_pm"], {}).tile.hue not in (before.tile.hue, made.value("Rome").tile.hue)


def test_many_numbers_come_in_ranges() -> None:
    chart = org(**{f"x{number}": None for number in range(50)})
    chart = placed({f"x{number}": f"{number * 1000:,}" for number in range(50)}, chart)
    made = Coloring("field:Place", chart, WORDS, {})
    listed = made.legend(chart, {})
    assert made.is_ranged
    assert [count for _value, count in listed] == [10] * 5
    assert [value.title for value, _count in listed][::4] == ["below 10,000", "40,000 and more"]
    few = placed({f"x{number}": str(number % 4) for number in range(50)}, chart)
    assert not Coloring("field:Place", few, WORDS, {}).is_ranged


def test_state_severity_family_and_function_wear_what_they_always_wear() -> None:
    marks = {"b_pm": (Mark("question"), Mark("major"))}
    chart = do(CHART, edits.set_state, "b_pmm", "vacant")
    severity = Coloring("severity", chart, WORDS, marks)
    assert severity.of(chart.boxes["b_pm"], marks).tile.mark == "major"
    assert severity.of(chart.boxes["b_ceo"], marks).title == "No finding"
    state = Coloring("state", chart, WORDS, {})
    assert [(value.key, count) for value, count in state.legend(chart, {})] == [
        ("filled", 4),
        ("vacant", 1),
        ("planned", 0),
        ("closing", 0),
    ]
    family = Coloring("family", chart, WORDS, {})
    assert family.of(chart.boxes["b_pm"], {}).tile == family.of(chart.boxes["b_product"], {}).tile
    function = Coloring("function", chart, WORDS, {})
    assert function.of(chart.boxes["b_pm"], {}).tile == card(chart, "b_pm", {}, WORDS).tiles[0]
    assert function.of(chart.boxes["b_pmm"], {}).title == "Unclassified"


def test_what_a_chart_has_not_leaves_it_as_it_always_is() -> None:
    assert coloring.choices(placed({"pm": "Rome"}))[-1] == "field:Place"
    assert coloring_of("field:Place", CHART, WORDS, {}) is None
    assert coloring_of("function", CHART, WORDS, {}) is None
    assert coloring_of("", CHART, WORDS, {}) is None


@pytest.mark.parametrize("theme", NAMES)
def test_every_look_can_be_painted_in_every_theme(theme: str) -> None:
    chart = org(**{f"x{number}": None for number in range(12)})
    words = placed({f"x{number}": f"Site {number}" for number in range(12)}, chart)
    numbers = placed({f"x{number}": str(number) for number in range(12)}, chart)
    for given in (words, numbers):
        for value, _count in Coloring("field:Place", given, WORDS, {}).legend(given, {}):
            assert Theme(theme).color(value.tile.ink).startswith("#")
