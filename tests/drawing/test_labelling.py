"""Words of relations: over all lines, never over cards, marks or each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from orgsketch.drawing.cards import card_size
from orgsketch.drawing.labelling import Labels, pieces, plate_of
from orgsketch.drawing.traffic import cards_of, hub, lanes, lines_of, ways
from orgsketch.files.chartfile import open_strictly
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.resources import samples
from tests.charts import do, org

SAMPLES = {path.stem: path for path in samples()}


def plates(chart: Chart) -> dict[str, Rect]:
    """Where the labels of a chart stand."""
    layout = Layout(chart, card_size)
    found = ways(chart, layout)
    words = Labels(cards_of(layout), lines_of(layout))
    made = {id: words.place(chart.relations[id], way, found, "line") for id, way in found.items()}
    return {id: plate for id, shapes in made.items() if (plate := plate_of(shapes))}


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_labels_of_the_samples_cover_neither_cards_nor_each_other(name: str) -> None:
    chart = open_strictly(SAMPLES[name]).chart
    layout, found = Layout(chart, card_size), plates(chart)
    for plate in found.values():
        assert not list(cards_of(layout)(plate))
    for one, other in combinations(found.values(), 2):
        assert not one.meets(other)


def test_a_label_moves_aside_for_another_line_where_it_can() -> None:
    chart = org(ceo=None, a="ceo", b="ceo", c="ceo", d="ceo")
    chart = do(chart, edits.draw, "informs", "b_a", "b_d", id="r_1")
    chart = do(chart, edits.draw, "serves", "b_b", "b_d", id="r_2")
    layout = Layout(chart, card_size)
    found = ways(chart, layout)
    for id, plate in plates(chart).items():
        others = (piece for other, way in found.items() if other != id for piece in pieces(way))
        assert not any(piece.meets(plate) for piece in others)


def test_a_label_stays_where_it_was_placed() -> None:
    chart = org(ceo=None, a="ceo", m="ceo", n="ceo", b="ceo")
    chart = do(chart, edits.draw, "informs", "b_a", "b_b", id="r_1")
    layout = Layout(chart, card_size)
    found, words = ways(chart, layout), Labels(cards_of(layout), lines_of(layout))
    line = chart.relations["r_1"]
    first = words.place(line, found["r_1"], found, "line")
    assert words.place(line, found["r_1"], {}, "line") == first
    assert words.place(line, found["r_1"], {}, "accent") != first


def test_lines_of_one_kind_from_one_box_share_their_way() -> None:
    chart = org(ceo=None, a="ceo", b="ceo", c="ceo", d="ceo")
    chart = do(chart, edits.draw_all, "serves", "b_a", ["b_b", "b_c", "b_d"])
    chart = do(chart, edits.draw, "informs", "b_a", "b_b", id="r_1")
    taken = lanes(chart)
    serving = {taken[id] for id, line in chart.relations.items() if line.kind == "serves"}
    assert len(serving) == 1
    assert taken["r_1"] not in serving
    assert {hub(chart, line) for line in chart.relations.values()} == {"b_a"}
