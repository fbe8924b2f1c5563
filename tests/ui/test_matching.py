"""What is found first by what is typed."""

from __future__ import annotations

from orgsketch.rules.pack import load_book
from orgsketch.ui.matching import best, key, short_names

TITLES = ("Customer success", "Events", "Field sales", "Sales", "Sales engineering", "Services")


def found(typed: str, most: int = 9) -> list[str]:
    return best([(title.casefold(), title) for title in TITLES], typed, most)


def test_the_whole_title_then_beginnings_then_words_then_the_rest() -> None:
    assert found("sales") == ["Sales", "Sales engineering", "Field sales"]
    assert found("S")[:3] == ["Sales", "Services", "Sales engineering"]
    assert found("ent") == ["Events"]
    assert "Events" not in found("s"), "one letter inside a word says nothing while others begin with it"


def test_every_word_must_be_there_in_any_order() -> None:
    assert found("engin sal") == ["Sales engineering"]
    assert found("sales nothing") == []


def test_nothing_typed_shows_the_first_ones_in_their_order() -> None:
    assert found("", 2) == ["Customer success", "Events"]


ROLES = ("Development", "Product marketing", "Product management", "VP Product", "PM operations")


def short(typed: str) -> list[str]:
    names = {"Product management": ("PM",), "Product marketing": ("PMM",), "Development": ("Dev",)}
    return best([(key(title, *names.get(title, ())), title) for title in ROLES], typed, 9)


def test_initials_and_short_names_are_found_before_the_inside_of_a_word() -> None:
    assert short("PM") == ["Product management", "Product marketing", "PM operations"]
    assert short("pmm") == ["Product marketing"]
    assert short("vp") == ["VP Product"]
    assert short("dev") == ["Development"]
    assert short("velop") == ["Development"], "inside where nothing begins like it"
    assert short("elo pm") == ["Development"]


def test_the_packs_call_a_function_by_its_short_names() -> None:
    names = short_names(load_book().vocabulary)
    assert names["product_management"] == ("PM",)
    assert "general_management" not in names, "a founder and a group vice president are no short names of it"
