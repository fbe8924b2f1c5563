"""The finder: boxes before commands before findings, by any of their words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from orgsketch.document import engine_for
from orgsketch.model import edits
from orgsketch.ui.finder import _pieces
from tests.charts import org

COMPANY = {"ceo": None, "product": "ceo", "product_marketing": "product", "marketing": "ceo"}


def found(shown: Any) -> list[str]:
    return [hit.text for hit in shown.finder.results.list.hits]


def test_typing_narrows_and_enter_goes_there(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.actions_table["find"].trigger()
    assert shown.finder.isVisible()
    qtbot.keyClicks(shown.finder.field, "marketing")
    assert found(shown)[:2] == ["Marketing", "Product marketing"]
    qtbot.keyClick(shown.finder.field, Qt.Key.Key_Down)
    qtbot.keyClick(shown.finder.field, Qt.Key.Key_Return)
    assert not shown.finder.isVisible()
    assert shown.selection == ("b_product_marketing",)


def test_it_finds_commands_and_does_them(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.finder.open()
    qtbot.keyClicks(shown.finder.field, "full screen")
    assert found(shown) == ["Full screen"]


def test_escape_closes_and_gives_the_keyboard_back(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.finder.open()
    qtbot.keyClick(shown.finder.field, Qt.Key.Key_Escape)
    assert not shown.finder.isVisible()


def test_arrows_go_round(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.finder.open()
    qtbot.keyClicks(shown.finder.field, "product")
    last = len(found(shown)) - 1
    qtbot.keyClick(shown.finder.field, Qt.Key.Key_Up)
    assert shown.finder.results.currentIndex().row() == last


def test_nothing_found_does_nothing(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.finder.open()
    qtbot.keyClicks(shown.finder.field, "no such thing anywhere")
    qtbot.keyClick(shown.finder.field, Qt.Key.Key_Return)
    assert found(shown) == []
    assert shown.selection == ()


def test_what_matches_is_told_apart() -> None:
    assert _pieces("Product marketing", ["mark"]) == [
        ("body", "Product "),
        ("strong", "mark"),
        ("body", "eting"),
    ]
    assert _pieces("Straße", ["strasse"]) == [("body", "Straße")]


def test_commands_of_a_submenu_are_found_by_its_name(window: Any, qtbot: Any) -> None:
    shown = window(org(**COMPANY))
    shown.finder.open()
    qtbot.keyClicks(shown.finder.field, "colour by")
    assert "Colour by: Function" in found(shown)
    shown.finder.field.clear()
    qtbot.keyClicks(shown.finder.field, "theme dark")
    assert found(shown) == ["Theme: Dark"]


def test_letters_are_strong_where_they_were_found() -> None:
    assert _pieces("Product management", ["pm"]) == [
        ("strong", "P"),
        ("body", "roduct "),
        ("strong", "m"),
        ("body", "anagement"),
    ]
    assert _pieces("Development", ["pm"])[1] == ("strong", "pm")


def test_what_begins_so_comes_before_what_only_holds_the_letters(window: Any) -> None:
    functions = {"pmm": "product_marketing", "marketing": "marketing", "pm": "product_management"}
    shown = window(org(functions, ceo=None, marketing="ceo", pmm="marketing", pm="ceo"), engines=engine_for)
    shown.document.edit("Rename", edits.rename, "b_pmm", "Product marketing")
    shown.finder.open()
    shown.finder.search("pmm in marketing")  # "in" stands inside the box Product market-in-g
    assert found(shown)[0].startswith("PMM in marketing")
