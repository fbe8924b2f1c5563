"""Tests of facts with three values, and rows read in order."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.rules.tables import Bounds, Facts, When, all_of, any_of, condition, decide, holds, names

THREE = st.sampled_from([True, False, None])


@dataclass(frozen=True)
class Line:
    when: When
    says: str


def rows(*pairs: tuple[object, str]) -> list[Line]:
    return [Line(condition(when), says) for when, says in pairs]


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ({}, {}, True),
        ({"size": "small"}, {"size": "small"}, True),
        ({"size": "small"}, {"size": "big"}, False),
        ({"size": "small"}, {}, None),
        ({"size": "small"}, {"size": None}, None),
        ({"size": "small"}, {"size": "unknown"}, None),
        ({"size": ["small", "growing"]}, {"size": "growing"}, True),
        ({"size": ["small", "unknown"]}, {}, True),
        ({"size": ["small", "unknown"]}, {"size": "big"}, False),
        ({"size": "unknown"}, {"size": "big"}, False),
        ({"size": "known"}, {"size": "big"}, True),
        ({"size": "known"}, {}, False),
        ({"a": "yes", "b": "yes"}, {"a": "no"}, False),
        ({"a": "yes", "b": "yes"}, {"a": "yes"}, None),
        ([{"a": "yes"}, {"b": "yes"}], {"b": "yes"}, True),
        ([{"a": "yes"}, {"b": "yes"}], {"b": "no"}, None),
        ([{"a": "yes"}, {"b": "yes"}], {"a": "no", "b": "no"}, False),
        ({"n": {"at_least": 3}}, {"n": 3}, True),
        ({"n": {"at_least": 3}}, {"n": 2.5}, False),
        ({"n": {"more_than": 1, "below": 3}}, {"n": 2.9}, True),
        ({"n": {"more_than": 1}}, {"n": 1}, False),
        ({"n": {"at_most": 1}}, {"n": 1}, True),
        ({"n": {"below": 3}}, {"n": 3}, False),
        ({"n": {"at_least": 3}}, {}, None),
        ({"n": {"above_fact": "m"}}, {"n": 2, "m": 1}, True),
        ({"n": {"above_fact": "m"}}, {"n": 2, "m": 2}, False),
        ({"n": {"below_fact": "m"}}, {"n": 1, "m": 2}, True),
        ({"n": {"same_as": "m"}}, {"n": 2, "m": 2}, True),
        ({"n": {"same_as": "m"}}, {"n": 2}, None),
        ({"s": {"has_any": ["x", "y"]}}, {"s": ("y", "z")}, True),
        ({"s": {"has_any": ["x", "y"]}}, {"s": ()}, False),
        ({"s": {"has_all": ["x", "y"]}}, {"s": ("y", "z")}, False),
        ({"s": {"has_none": ["x", "y"]}}, {"s": ()}, True),
        ({"s": {"has_none": ["x"]}}, {}, None),
        ({"s": {"at_least": 2}}, {"s": ("x", "y")}, True),
    ],
)
def test_a_condition_over_facts(when: object, facts: Facts, expected: bool | None) -> None:
    assert holds(condition(when), facts) is expected


def test_a_silent_fact_is_no_while_nothing_is_said() -> None:
    assert holds(condition({"a": "yes"}), {}, silent=("a",)) is False
    assert holds(condition({"a": {"at_least": 1}}), {}, silent=("a",)) is False
    assert holds(condition({"a": "unknown"}), {}, silent=("a",)) is True
    assert holds(condition({"a": "yes"}), {"a": "yes"}, silent=("a",)) is True


@given(st.lists(THREE, max_size=5))
def test_and_and_or_are_each_others_mirror(parts: list[bool | None]) -> None:
    mirrored = [None if part is None else not part for part in parts]
    turned = any_of(mirrored)
    assert all_of(parts) == (None if turned is None else not turned)


def test_the_first_row_not_ruled_out_decides() -> None:
    table = rows(({"a": "yes"}, "first"), ({"b": "yes"}, "second"), ({}, "rest"))
    assert decide(table, {"a": "yes", "b": "yes"}) == (table[0], True)
    assert decide(table, {"a": "no", "b": "yes"}) == (table[1], True)
    assert decide(table, {"a": "no", "b": "no"}) == (table[2], True)
    assert decide(table, {"b": "yes"}) == (table[0], False)
    assert decide([], {}) == (None, False)


def test_a_row_that_names_the_unknown_speaks_for_it() -> None:
    table = rows(({"a": "yes", "b": "yes"}, "both"), ({"a": "yes", "b": "unknown"}, "ask b"), ({}, "rest"))
    assert decide(table, {"a": "yes"}) == (table[1], True)
    assert decide(table, {}) == (table[0], False)
    assert decide(table, {"a": "yes", "b": "yes"}) == (table[0], True)


def test_conditions_say_what_they_read() -> None:
    when = condition([{"a": "yes", "n": {"above_fact": "m"}}, {"s": ["x"]}])
    assert list(names(when)) == ["a", "n", "m", "s"]
    assert condition(when) == when
    assert isinstance(when, tuple)
    assert when[0]["n"] == Bounds(above_fact="m")
