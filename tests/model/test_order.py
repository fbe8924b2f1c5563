"""Order keys: always room between two, never a key that closes the room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgsketch.model import order

places = st.lists(st.integers(0, 10_000), max_size=60)


def inserted(places: list[int]) -> list[str]:
    """Keys of a list into which one entry after another was inserted."""
    keys: list[str] = []
    for number in places:
        place = number % (len(keys) + 1)
        low = keys[place - 1] if place else ""
        high = keys[place] if place < len(keys) else ""
        keys.insert(place, order.between(low, high))
    return keys


@given(places)
def test_a_key_lies_strictly_between_its_neighbours_and_is_well_formed(places: list[int]) -> None:
    keys = inserted(places)
    assert all(low < high for low, high in pairwise(keys))
    assert all(order.is_order(key) for key in keys)


@pytest.mark.parametrize("end", ["first", "last", "same gap from below", "same gap from above"])
def test_there_is_room_for_ten_thousand_at_one_place(end: str) -> None:
    low, high = order.spread(2)
    keys = {low, high}
    for _ in range(10_000):
        match end:
            case "first":
                low = new = order.between("", low)
            case "last":
                high = new = order.between(high, "")
            case "same gap from below":
                low = new = order.between(low, high)
            case _:
                high = new = order.between(low, high)
        assert new not in keys
        keys.add(new)
        assert order.is_order(new)
    longest = max(map(len, keys))
    assert longest < 6 if end in ("first", "last") else longest < 10_000


def test_keys_at_the_end_stay_short() -> None:
    assert order.spread(3) == ["a0", "a1", "a2"]
    assert order.spread(200)[-1] == "b2D"
    assert sorted(order.spread(5_000)) == order.spread(5_000)


@given(places, st.data())
def test_a_key_between_any_two_of_a_list(places: list[int], data: st.DataObject) -> None:
    keys = inserted([*places, 0, 1])
    low, high = sorted(data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=2, unique=True)))
    assert low < order.between(low, high) < high


@pytest.mark.parametrize(("low", "high"), [("a1", "a0"), ("a0", "a0")])
def test_the_wrong_way_round_is_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="does not sort before"):
        order.between(low, high)


@pytest.mark.parametrize("key", ["", "a0", "a1V", "Zz", "b00", "a01"])
def test_well_formed(key: str) -> None:
    assert order.is_order(key)


@pytest.mark.parametrize("key", ["a", "a10", "0", "b0", "a-", "ä0", "a0 ", "A" + "0" * 26])
def test_malformed(key: str) -> None:
    assert not order.is_order(key)
