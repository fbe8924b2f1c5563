"""Laws of the merge: what holds for every chart and any two editing sessions on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orgsketch.errors import EditError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import apply, diff
from orgsketch.model.merge import Merge, Versions, common, merge, merge_options
from orgsketch.model.merge.clashes import clashes
from tests.charts import Step, charts, session, steps
from tests.model.test_laws import assert_sound

OF_PLACE = {"moved_twice", "reporting_loop"}
TABLES = ("people", "boxes", "relations", "accepted", "ticks", "conflicts")


@st.composite
def sides(draw: st.DrawFn) -> tuple[Chart, Chart, Chart]:
    """A chart and what two people made of it."""
    base = draw(charts(min_boxes=2))
    return base, _after(base, draw(steps())), _after(base, draw(steps()))


def _after(base: Chart, tried: list[Step]) -> Chart:
    played = list(session(base, tried))
    return played[-1][2] if played else base


three = given(sides())


@three
def test_who_did_nothing_changes_nothing(parts: tuple[Chart, Chart, Chart]) -> None:
    base, one, _ = parts
    assert merge(base, base, one) == Merge(one, ())
    assert merge(base, one, base) == Merge(one, ())
    assert merge(base, one, one) == Merge(one, ())


@three
def test_the_result_is_sound_whatever_was_done(parts: tuple[Chart, Chart, Chart]) -> None:
    assert_sound(merge(*parts).chart)


@given(charts(), charts(), charts())
def test_the_result_is_sound_for_charts_that_have_nothing_in_common(
    base: Chart, one: Chart, other: Chart
) -> None:
    assert_sound(merge(base, one, other).chart)


@three
def test_without_conflict_it_does_not_matter_whose_side_is_whose(parts: tuple[Chart, Chart, Chart]) -> None:
    base, one, other = parts
    there, back = merge(base, one, other), merge(base, other, one)
    assert bool(there.conflicts) == bool(back.conflicts)
    # Whose move counts while one is disputed decides what else goes in a circle, or who is needed.
    if not OF_PLACE & (_kinds(there) | _kinds(back)):
        assert _kinds(there) == _kinds(back)
    if not there.conflicts:
        assert there == back


def _kinds(result: Merge) -> set[str]:
    return {conflict.kind for conflict in result.conflicts}


@three
def test_nothing_added_is_lost(parts: tuple[Chart, Chart, Chart]) -> None:
    base, one, other = parts
    chart, again = merge(base, one, other).chart, clashes(base, one, other)
    for table in ("people", "boxes", "relations", "accepted", "ticks"):
        found, old = getattr(chart, table), getattr(base, table)
        assert {*getattr(one, table)} - {*old} <= {*found}
        assert {again.get(key, key) for key in {*getattr(other, table)} - {*old}} <= {*found}


@three
def test_what_nobody_touched_stays_as_it_is(parts: tuple[Chart, Chart, Chart]) -> None:
    base, one, other = parts
    result = merge(base, one, other).chart
    for table in TABLES:
        for key, record in getattr(base, table).items():
            if getattr(one, table).get(key) == record == getattr(other, table).get(key):
                assert getattr(result, table)[key] == record


@three
def test_what_only_one_side_changed_is_as_that_side_has_it(parts: tuple[Chart, Chart, Chart]) -> None:
    base, one, other = parts
    result = merge(base, one, other)
    about = {key for c in result.conflicts for side in (c.ours, c.theirs) for key in side}
    for side, still in ((one, other), (other, one)):
        for key, box in side.boxes.items():
            if key in base.boxes and still.boxes.get(key) == base.boxes[key] and key not in about:
                assert _content(result.chart.boxes[key]) == _content(box)


def _content(box: object) -> tuple[object, ...]:
    return tuple(getattr(box, name) for name in ("title", "functions", "headcount", "answers", "notes"))


@three
def test_every_conflict_can_be_settled_as_shown_and_mostly_as_each_side(
    parts: tuple[Chart, Chart, Chart],
) -> None:
    result = merge(*parts)
    for choice in ("shown", "ours", "theirs"):
        chart = result.chart
        for conflict in result.conflicts:
            try:
                chart = apply(edits.settle(chart, conflict.id, choice), chart)
            except EditError:
                chart = apply(edits.settle(chart, conflict.id), chart)
            assert_sound(chart)
        assert set(chart.conflicts) <= {*parts[1].conflicts, *parts[2].conflicts}


@three
def test_a_merge_can_be_saved_and_is_a_diff_from_ours(parts: tuple[Chart, Chart, Chart]) -> None:
    from orgsketch.files import chartfile

    chart = merge(*parts).chart
    assert chartfile.read(chartfile.to_bytes(chart)) == chart
    assert apply(diff(parts[1], chart), parts[1]) == chart


@three
def test_without_a_base_the_result_is_sound_and_nothing_is_lost(parts: tuple[Chart, Chart, Chart]) -> None:
    _, one, other = parts
    assert_sound(common(one, other))
    result = merge_options(Versions(None, one, other)).chart
    assert_sound(result)
    assert {*one.boxes} <= {*result.boxes}
    assert {*one.people, *other.people} <= {*result.people}
    assert len(result.boxes) >= len({*one.boxes, *other.boxes})


@three
def test_an_answer_that_one_side_alone_changed_is_in_the_result(parts: tuple[Chart, Chart, Chart]) -> None:
    """Also what a unit says of its own context: two people may answer for one product line."""
    base, one, other = parts
    chart = merge(*parts).chart
    for mine, theirs in ((one, other), (other, one)):
        for box in {*base.boxes} & {*mine.boxes} & {*theirs.boxes}:
            was, now, there = (side.boxes[box].answers for side in (base, mine, theirs))
            for key in {*was, *now}:
                if now.get(key) != was.get(key) == there.get(key):
                    assert chart.boxes[box].answers.get(key) == now.get(key)
