"""Reporting lines: every report is joined, every stretch is drawn once, in every arrangement."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.drawing.bundles import bundle, tidied, turning_off
from orgsketch.drawing.cards import card_size
from orgsketch.drawing.lines import family_shapes, line_kind, line_points, line_shape, segments, special_lines
from orgsketch.drawing.outline import polyline, rounded
from orgsketch.drawing.picture import Path
from orgsketch.layout.branch import Branch
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.records import ARRANGEMENTS, Answer, Box
from tests.charts import big_chart, charts, do, org

STYLES = [style for style in ARRANGEMENTS if style]


def family(style: str, assistant: bool = False) -> tuple[Chart, Branch]:
    chart = do(org(a=None, b="a", c="a", d="a", e="a", f="a", g="a"), edits.change, "b_a", arrangement=style)
    if assistant:
        chart = do(chart, edits.change, "b_g", assistant=True)
    branch = Layout(chart, card_size).branch("b_a")
    assert branch is not None
    return chart, branch


def strokes(data: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """The straight stretches of a path; corners are left out."""
    made, here = [], (0.0, 0.0)
    words = iter(data.split())
    for word in words:
        count = {"M": 2, "L": 2, "C": 6}[word]
        numbers = [float(next(words)) for _ in range(count)]
        there = (numbers[-2], numbers[-1])
        if word == "L" and here != there:
            made.append((here, there))
        here = there
    return made


def covered_twice(data: str) -> float:
    """How many pixels of a path's straight stretches lie on another stretch."""
    total = 0.0
    lines = strokes(data)
    for place, one in enumerate(lines):
        for other in lines[place + 1 :]:
            for axis in (0, 1):
                level = {point[axis] for point in (*one, *other)}
                if max(level) - min(level) < 0.05:
                    spans = [sorted(point[1 - axis] for point in line) for line in (one, other)]
                    total += max(0.0, min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]))
    return total


@pytest.mark.parametrize("assistant", [False, True])
@pytest.mark.parametrize("style", STYLES)
def test_every_report_is_joined(style: str, assistant: bool) -> None:
    _chart, branch = family(style, assistant)
    for report in (*branch.reports, *branch.assistants):
        start, end = line_points(report)[0], line_points(report)[-1]
        assert start[1] in (branch.height, branch.height / 2)
        on_side = end[0] in (report.x, report.x + report.width) and end[1] == report.y + report.height / 2
        on_top = end == (report.x + report.width / 2, report.y)
        assert on_side or on_top


@pytest.mark.parametrize("assistant", [False, True])
@pytest.mark.parametrize("style", STYLES)
def test_every_stretch_is_drawn_once(style: str, assistant: bool) -> None:
    _chart, branch = family(style, assistant)
    shapes = family_shapes(branch, 0, 0)
    assert len(shapes) == 1
    assert isinstance(shapes[0], Path)
    assert covered_twice(shapes[0].data) < 1


@given(charts(min_boxes=2))
def test_lines_of_any_chart_overlap_nowhere_and_end_at_their_cards(chart: Chart) -> None:
    for branch, _x, _y in Layout(chart, card_size).cards():
        plain = [line_points(report) for report in (*branch.reports, *branch.assistants)]
        ends = {tidied(points)[-1] for points in plain}
        drawn = {end for _start, end in strokes(bundle(plain, 8))} if plain else set()
        assert all(any(abs(x - a) + abs(y - b) < 0.05 for a, b in drawn) for x, y in ends)


def test_crowds_in_columns_are_drawn_once() -> None:
    for branch, _x, _y in Layout(big_chart(120), card_size).cards():
        for shape in family_shapes(branch, 0, 0):
            assert isinstance(shape, Path)
            assert covered_twice(shape.data) < 1


def test_corners_are_those_of_the_look() -> None:
    assert rounded([(0, 0), (0, 20), (30, 20)], 8) == "M 0 0 L 0 12 C 0 16.42 3.58 20 8 20 L 30 20"
    assert polyline([(0, 0), (1.256, -0.001)]) == "M 0 0 L 1.26 0"


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=8))
def test_tidied_lines_turn_at_every_corner(points: list[tuple[int, int]]) -> None:
    orthogonal = [points[0]]
    for x, y in points[1:]:
        orthogonal += [(x, orthogonal[-1][1]), (x, y)]
    kept = tidied(orthogonal)
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        assert (before[0] == corner[0]) != (corner[0] == after[0])


def test_a_line_on_paper_and_a_line_about_to_change_look_so() -> None:
    chart, _branch = family("side_by_side")
    chart = do(chart, edits.answer, "b_b", "nominal", Answer("yes"))
    chart = do(chart, edits.answer, "b_c", "change_planned", Answer("2027-01-31"))
    chart = do(chart, edits.answer, "b_d", "nominal", Answer("no"))
    branch = Layout(chart, card_size).branch("b_a")
    assert branch is not None
    special = special_lines(chart, branch)
    assert special == {"b_b": "nominal", "b_c": "planned"}
    paths = [shape for shape in family_shapes(branch, 5, 5, special) if isinstance(shape, Path)]
    assert [path.stroke for path in paths if path.dash] == ["line"]
    assert "accent" in {path.stroke for path in paths}


@pytest.mark.parametrize(("value", "kind"), [("yes", "nominal"), ("no", ""), ("unknown", "")])
def test_only_a_yes_makes_a_line_nominal(value: str, kind: str) -> None:
    assert line_kind(Box("b_1", answers={"nominal": Answer(value)})) == kind


def test_what_turns_off_begins_at_its_corner() -> None:
    trunk, other = [(0, 0), (0, 50), (90, 50)], [(0, 0), (0, 30), (40, 30)]
    assert turning_off(other, [trunk], 8) == [(0, 22), (0, 30), (40, 30)]
    assert turning_off(trunk, [trunk], 8) == []


@pytest.mark.parametrize("style", STYLES)
def test_one_line_alone_and_the_far_view_follow_the_same_way(style: str) -> None:
    _chart, branch = family(style)
    report = branch.reports[-1]
    line = line_shape(report, 10, 20)
    assert (line.x, line.y, line.stroke) == (10, 20, "accent")
    pieces = list(segments(branch, 10, 20))
    corners = [(x + 10, y + 20) for x, y in line_points(report)]
    assert all((*one, *other) in pieces for one, other in pairwise(corners))
