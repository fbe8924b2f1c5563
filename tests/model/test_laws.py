"""Laws of the model: what holds for every chart and every session of edits."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, diff, invert, squash
from orgsketch.model.index import Index
from tests.charts import Step, big_chart, charts, session, steps

sessions = given(charts(), steps())


def assert_sound(chart: Chart) -> None:
    """No line leads nowhere or in a circle, and the index is that of the records."""
    assert tree.loops(chart) == []
    assert {box.reports_to for box in chart.boxes.values()} - {None} <= set(chart.boxes)
    assert {end for line in chart.relations.values() for end in (line.start, line.end)} <= set(chart.boxes)
    assert all(line.start != line.end for line in chart.relations.values())
    assert {entry.box for entry in chart.accepted.values()} - {None} <= set(chart.boxes)
    assert {entry.box for entry in chart.ticks.values()} - {None} <= set(chart.boxes)
    assert {person for box in chart.boxes.values() for person in box.people} <= set(chart.people)
    assert chart.index == Index.of(chart.boxes, chart.relations)


@sessions
def test_every_edit_leaves_a_sound_chart(start: Chart, tried: list[Step]) -> None:
    assert_sound(start)
    for _, _, after in session(start, tried):
        assert_sound(after)


@sessions
def test_undoing_everything_is_the_start_and_redoing_everything_the_end(
    start: Chart, tried: list[Step]
) -> None:
    played = list(session(start, tried))
    end = chart = played[-1][2] if played else start
    for before, change, _ in reversed(played):
        chart = apply(invert(change), chart)
        assert chart == before
    assert chart == start
    assert chart.index == start.index
    for _, change, _ in played:
        chart = apply(change, chart)
    assert chart == end


@sessions
def test_a_diff_of_a_session_does_what_the_session_did(start: Chart, tried: list[Step]) -> None:
    played = list(session(start, tried))
    end = played[-1][2] if played else start
    whole = ChartDiff()
    for _, change, _ in played:
        whole = squash(whole, change)
    assert apply(whole, start) == end
    assert whole == diff(start, end)


@sessions
def test_no_edit_records_a_change_that_is_none(start: Chart, tried: list[Step]) -> None:
    for before, change, after in session(start, tried):
        assert bool(change) == (before != after)
        assert change == diff(before, after)


@given(charts(), charts())
def test_diff_and_apply(one: Chart, other: Chart) -> None:
    change = diff(one, other)
    assert apply(change, one) == other
    assert apply(change, one).index == other.index
    assert apply(invert(change), apply(change, one)) == one
    assert invert(invert(change)) == change
    assert bool(change) == (one != other)


@given(charts(), charts(), charts(), st.data())
def test_squash(one: Chart, two: Chart, three: Chart, data: st.DataObject) -> None:
    first, second = diff(one, two), diff(two, three)
    assert squash(first, second) == diff(one, three)
    assert not squash(first, invert(first))
    assert squash(first, ChartDiff()) == squash(ChartDiff(), first) == first
    last = diff(three, data.draw(charts()))
    assert squash(squash(first, second), last) == squash(first, squash(second, last))


def test_diff_and_apply_at_ten_thousand_boxes() -> None:
    """Hundreds of edits of every kind, and another organisation altogether."""
    one, dice = big_chart(10_000), Random(3)
    names = sorted(one.boxes)
    edited = [
        Step(kind, *(dice.randrange(len(names)) for _ in range(3)), number)
        for number, kind in enumerate(["move", "rename", "add", "remove", "people", "reorder", "draw"] * 10)
    ]
    played = list(session(one, edited))
    assert len(played) > 40
    for other in (played[-1][2], big_chart(9_000, seed=2)):
        change = diff(one, other)
        assert apply(change, one) == other
        assert apply(invert(change), other) == one
        assert apply(change, one).index == other.index
