"""What is found first by what is typed."""

from __future__ import annotations

from orgsketch.ui.matching import best

TITLES = ("Customer success", "Events", "Field sales", "Sales", "Sales engineering", "Services")


def found(typed: str, most: int = 9) -> list[str]:
    return best([(title.casefold(), title) for title in TITLES], typed, most)


def test_the_whole_title_then_beginnings_then_words_then_the_rest() -> None:
    assert found("sales") == ["Sales", "Sales engineering", "Field sales"]
    assert found("S")[:3] == ["Sales", "Services", "Sales engineering"]
    assert found("s")[-1] == "Events"


def test_every_word_must_be_there_in_any_order() -> None:
    assert found("engin sal") == ["Sales engineering"]
    assert found("sales nothing") == []


def test_nothing_typed_shows_the_first_ones_in_their_order() -> None:
    assert found("", 2) == ["Customer success", "Events"]
