"""Outlines and how close they pack, compared with trees laid out by d3-flextree."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from orgsketch.layout.contour import cell, extended, separation
from orgsketch.layout.geometry import Gaps
from orgsketch.layout.tidy import Layout
from orgsketch.model import order
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Head
from tests.layout.drawn import cards, overlaps

TOUCHING = Gaps(sibling=0, level=0)


def test_outlines_are_compared_where_both_exist() -> None:
    east = (10.0, 5.0, 10.0, 0.0, cell(10, 50))
    assert separation(east, cell(10, 0)) == (5, 10)
    assert separation(east, cell(15, 0)) == (50, 15)


def test_an_extended_outline_goes_on_where_the_first_ends() -> None:
    joined = extended(cell(10, 1), 10, (5.0, 2.0, 5.0, 3.0, cell(20, 4)), 100)
    assert separation(joined, cell(10, 0)) == (1, 10)
    assert separation(joined, cell(25, 0)) == (107, 25)


def read(
    tree: list[Any], boxes: list[Box], manager: str | None, sizes: dict[str, tuple[float, float]]
) -> None:
    name = f"b_{len(boxes)}"
    sizes[name] = (tree[0], tree[1])
    boxes.append(
        Box(name, reports_to=manager, order=order.spread(len(boxes) + 1)[-1], arrangement="side_by_side")
    )
    for report in tree[2:]:
        read(report, boxes, name, sizes)


def places(tree: list[Any], y: float, depth: list[tuple[float, float]]) -> None:
    depth.append((tree[0], tree[1]))
    for report in tree[2:]:
        places(report, y, depth)


def test_trees_of_any_size_pack_as_tightly_as_flextree_packs_them(shared: Path) -> None:
    for case in json.loads((shared / "data/d3-flextree/trees.json").read_text("utf-8")):
        boxes: list[Box] = []
        sizes: dict[str, tuple[float, float]] = {}
        read(case["data"], boxes, None, sizes)
        layout = Layout(
            Chart.of(Head("c_0"), boxes=boxes), lambda box, sizes=sizes: sizes[box.id], gaps=TOUCHING
        )
        expected: list[tuple[float, float]] = []
        places(case["expected"], 0, expected)
        place = cards(layout)
        assert overlaps(layout) == [], case["desc"]
        assert [place[box.id].y for box in boxes] == pytest.approx([y for _, y in expected]), case["desc"]
        left = min(x - sizes[box.id][0] / 2 for box, (x, _) in zip(boxes, expected, strict=True))
        right = max(x + sizes[box.id][0] / 2 for box, (x, _) in zip(boxes, expected, strict=True))
        assert layout.bounds.width <= (right - left) * 1.001, case["desc"]
