from __future__ import annotations

import re

import pytest

from orgsketch.model import ids


def test_fresh_ids_are_well_formed_and_not_taken() -> None:
    taken = {ids.new_id(ids.BOX) for _ in range(1_000)}
    fresh = ids.new_id(ids.BOX, taken)
    assert fresh not in taken
    assert all(re.fullmatch("b_[0-9a-z]{8}", one) for one in [*taken, fresh])


def test_a_taken_id_is_not_given_again(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = iter("00000000" + "11111111")
    monkeypatch.setattr(ids.secrets, "choice", lambda alphabet: next(letters))
    assert ids.new_id(ids.BOX, {"b_00000000"}) == "b_11111111"


def test_hashed_ids_stand_for_their_parts() -> None:
    assert ids.hashed_id(ids.BOX, "CEO", "PM") == ids.hashed_id(ids.BOX, "CEO", "PM")
    assert ids.hashed_id(ids.BOX, "CEO", "PM") != ids.hashed_id(ids.BOX, "CEOPM")
    assert re.fullmatch("p_[0-9a-z]{8}", ids.hashed_id(ids.PERSON, "Ana"))
