"""Relations: they find the gaps, each kind is told by its shape, labels stay clear of cards."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orgsketch.drawing.cards import card_size
from orgsketch.drawing.picture import Path, Rectangle, Text, texts
from orgsketch.drawing.relations import kind_title, label_shapes, relation_shapes
from orgsketch.drawing.routes import route
from orgsketch.drawing.traffic import cards_of, grid_of, lanes, lines_of, ways
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import RELATION_KINDS, Relation
from tests.charts import charts, do, org

COMPANY = org(
    ceo=None,
    product="ceo",
    marketing="ceo",
    dev="ceo",
    pm="product",
    pmm="marketing",
    marcom="marketing",
    fw="dev",
)


def test_a_relation_between_neighbours_crosses_no_card() -> None:
    layout = Layout(COMPANY, card_size)
    for start, end in (("b_pm", "b_pmm"), ("b_pm", "b_fw"), ("b_marcom", "b_product"), ("b_ceo", "b_fw")):
        one, other = layout.rect(start), layout.rect(end)
        assert one is not None
        assert other is not None
        way = route(one, other, grid_of(layout))
        assert crossed(layout, way) <= {start, end}


def crossed(layout: Layout, way: list[tuple[float, float]]) -> set[str]:
    """The boxes whose inner card a way runs through."""
    found = set()
    for branch, x, y in layout.cards():
        inner = Rect(x, y, branch.width, branch.height).grown(-1)
        for (x1, y1), (x2, y2) in pairwise(way):
            if inner.meets(Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2))):
                found.add(branch.box)
    return found


@given(charts(min_boxes=2))
@settings(max_examples=30)
def test_any_relation_gets_a_way_from_edge_to_edge(chart: Chart) -> None:
    layout = Layout(chart, card_size)
    lane = lanes(chart)
    for relation in chart.relations.values():
        start, end = layout.rect(relation.start), layout.rect(relation.end)
        if start is None or end is None:
            continue
        way = route(start, end, cards_of(layout), lane[relation.id])
        assert start.contains(*way[0])
        assert end.contains(*way[-1])
        assert all(one[0] == other[0] or one[1] == other[1] for one, other in pairwise(way))
        assert relation_shapes(relation, way, cards_of(layout))


@given(charts(min_boxes=1), st.integers(-100, 900), st.integers(-100, 600))
@settings(max_examples=30)
def test_the_grid_finds_the_cards_that_the_tree_finds(chart: Chart, x: int, y: int) -> None:
    layout = Layout(chart, card_size)
    area = Rect(x, y, 250, 130)
    assert set(grid_of(layout)(area)) == set(cards_of(layout)(area))


def test_relations_do_not_run_over_each_other() -> None:
    chart = COMPANY
    for number, kind in enumerate(("informs", "serves", "drives")):
        chart = do(chart, edits.draw, kind, "b_pm", "b_marcom", id=f"r_{number}")
    found = [list(pairwise(way)) for way in ways(chart, Layout(chart, card_size)).values()]
    assert len(found) == 3
    for one, other in combinations(found, 2):
        assert not set(one) & set(other)


def test_a_way_is_found_between_the_rows() -> None:
    """The straight way is barred by a row of cards; the gap below it is taken."""
    start, end = Rect(0, 0, 180, 56), Rect(600, 0, 180, 56)
    wall = [Rect(300, y, 180, 56) for y in range(-760, 400, 76)]
    way = route(start, end, lambda area: [card for card in (*wall, start, end) if card.meets(area)])
    assert not [card for card in wall for line in pairwise(way) if inside(card, line)]


def inside(card: Rect, line: tuple[tuple[float, float], tuple[float, float]]) -> bool:
    (x1, y1), (x2, y2) = line
    return card.grown(-1).meets(Rect(min(x1, x2), min(y1, y2), abs(x1 - x2), abs(y1 - y2)))


def test_lines_at_one_card_take_different_lanes() -> None:
    chart = COMPANY
    for number, kind in enumerate(("informs", "serves", "drives")):
        chart = do(chart, edits.draw, kind, "b_pm", "b_pmm", id=f"r_{number}")
    assert sorted(lanes(chart).values()) == [0, 1, 2]


@pytest.mark.parametrize("kind", RELATION_KINDS)
def test_every_kind_is_told_by_shape_alone(kind: str) -> None:
    def look(name: str) -> list[tuple[object, ...]]:
        shapes = relation_shapes(Relation("r", name, "a", "b"), [(0, 0), (200, 0)])
        return [
            (shape.data, shape.dash, shape.thickness, bool(shape.fill))
            for shape in shapes
            if isinstance(shape, Path)
        ]

    assert all(look(kind) != look(other) for other in RELATION_KINDS if other != kind)


def test_a_label_needs_room() -> None:
    relation = Relation("r", "informs", "a", "b", "tells all")
    long, short = [(0.0, 0.0), (300.0, 0.0)], [(0.0, 0.0), (30.0, 0.0)]
    assert [text.text for text in texts(relation_shapes(relation, long, lambda area: ()))] == ["tells all"]
    assert not list(texts(relation_shapes(relation, short, lambda area: ())))
    assert not list(texts(relation_shapes(relation, long, lambda area: (area,))))
    assert not [shape for shape in relation_shapes(relation, long) if isinstance(shape, Text)]


def test_kinds_have_words() -> None:
    assert kind_title("hands_back") == "hands back"
    assert kind_title("of_a_pack") == "of a pack"


def test_a_label_keeps_clear_of_reporting_lines() -> None:
    """The middle of a way is where a bus comes down: the label moves aside."""
    layout = Layout(COMPANY, card_size)
    lines = lines_of(layout)
    top = layout.rect("b_ceo")
    assert top is not None
    x, y = top.x + top.width / 2, top.bottom + 4
    assert any(piece.contains(x, piece.y) for piece in lines(Rect(x - 1, y, 2, 2)))
    relation, way = Relation("r", "informs", "a", "b"), [(x - 400, y), (x + 400, y)]
    for barred, is_clear in ((lambda area: (), False), (lines, True)):
        plate = label_shapes(relation, way, barred)[0]
        assert isinstance(plate, Rectangle)
        assert (not list(lines(Rect(plate.x, plate.y, plate.width, plate.height)))) == is_clear
