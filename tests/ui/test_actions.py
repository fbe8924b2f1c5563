"""The action table: one source for menus, finder, shortcut sheet and keys."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu
from shiboken6 import Shiboken

from orgsketch.resources import resource
from orgsketch.ui.actions import CANVAS_KEYS, ON_BOX, ON_CHART, SAID, TABLE
from orgsketch.ui.dialogs.shortcuts import keys
from orgsketch.ui.widgets.words import with_mnemonics
from tests.charts import org

DELETED = 52  # QEvent.DeferredDelete


def all_actions(menu: QMenu) -> list[QAction]:
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += all_actions(inner) if isinstance(inner, QMenu) else [] if action.isSeparator() else [action]
    return found


def test_ids_and_keys_are_given_once(window: Any) -> None:
    shown = window()
    assert max(Counter(row.id for row in TABLE).values()) == 1
    taken = Counter(
        key.toString()
        for row in TABLE
        for key in shown.actions_table[row.id].shortcuts()
        if not key.isEmpty()
    )
    assert [key for key, count in taken.items() if count > 1] == []


def test_every_key_is_one_the_toolkit_understands() -> None:
    for row in TABLE:
        assert not row.keys or QKeySequence(row.keys).toString(), row.id


def test_menus_hold_every_command(window: Any) -> None:
    shown = window()
    listed = [action.objectName() for menu in shown.menu_bar.actions() for action in all_actions(menu.menu())]
    assert sorted(listed) == sorted(row.id for row in TABLE)


def test_the_sheet_lists_every_command_with_keys(window: Any) -> None:
    shown = window()
    listed = [text for rows in keys(shown).values() for text, _keys in rows]
    for row in TABLE:
        assert not row.keys or row.text.rstrip("…") in listed, row.id


def test_the_finder_offers_every_command_that_can_be_done(window: Any) -> None:
    shown = window(org(ceo=None, pm="ceo"))
    shown.select(["b_pm"])
    offered = {hit.text for hit in shown.finder._commands()}
    for row in TABLE:
        if row.id != "find" and row.when(shown):
            text = shown.actions_table[row.id].text().replace("&&", "&")
            assert said(row.menu, text) in offered, row.id


def said(menu: str, command: str) -> str:
    """A command as the finder names it."""
    return f"{menu}: {command}" if menu in SAID else command


def test_commands_that_need_a_chart_sleep_on_the_start_page(window: Any) -> None:
    shown = window()
    shown.actions_table.refresh()
    asleep = {row.id for row in TABLE if not shown.actions_table[row.id].isEnabled()}
    assert {"save", "export", "delete", "add_report", "fit", "undo"} <= asleep
    assert not {"new", "open", "import", "quit", "about", "shortcuts"} & asleep


def test_undo_names_the_step_and_an_ampersand_survives(window: Any) -> None:
    from orgsketch.model import edits

    shown = window(org(ceo=None))
    shown.document.edit("Rename R&D", edits.rename, "b_ceo", "R&D")
    shown.actions_table.refresh()
    assert shown.actions_table["undo"].text() == "Undo “Rename R&&D”"


def test_menus_finder_sheet_and_help_page_list_the_same_with_the_same_keys(window: Any) -> None:
    shown = window(org(ceo=None, pm="ceo"))
    in_menus = {
        (plain(action.text()), shortcuts(action))
        for menu in shown.menu_bar.actions()
        for action in all_actions(menu.menu())
    }
    in_table = {(row.text.rstrip("…"), shortcuts(shown.actions_table[row.id])) for row in TABLE}
    awake = [row for row in TABLE if shown.actions_table[row.id].isEnabled()]
    in_sheet = {line for rows in keys(shown).values() for line in rows}
    of_canvas = {(text, key) for key, text in CANVAS_KEYS}
    in_finder = {plain(hit.text) for hit in shown.finder._commands()} | {"Find a box or a command"}
    assert in_menus == in_table
    assert in_sheet - of_canvas == {(text, key) for text, key in in_table if key}
    assert in_finder == {said(row.menu, row.text.rstrip("…")) for row in awake}
    assert on_the_help_page() - of_canvas == in_table


def test_submenus_outlive_the_context_menus_they_are_shown_in(window: Any) -> None:
    shown = window(org(ceo=None, pm="ceo"))
    for names in (ON_BOX, ON_CHART, ON_BOX):
        menu = shown.actions_table.context_menu(names)
        listed = [action.objectName() or action.text() for action in menu.actions() if action.text()]
        assert listed == [name for name in names if name]
        menu.popup(shown.mapToGlobal(shown.rect().center()))
        menu.close()
        QApplication.sendPostedEvents(None, DELETED)
        assert not Shiboken.isValid(menu)
        assert [action for top in shown.menu_bar.actions() for action in all_actions(top.menu())]


def plain(text: str) -> str:
    return text.replace("&&", "&").rstrip("…")


def shortcuts(action: QAction) -> str:
    return ", ".join(key.toString(key.SequenceFormat.NativeText) for key in action.shortcuts())


def on_the_help_page() -> set[tuple[str, str]]:
    """(command, keys) of every row of the page's tables."""
    page = resource("help", "commands.md").read_text("utf-8")
    rows = re.findall(r"^\| (.+?) \| (.*?) ?\|$", page, re.MULTILINE)
    return {(text, told.replace("`", "")) for text, told in rows if told != "Keys"}


def test_every_menu_has_a_letter_of_its_own_for_alt(window: Any) -> None:
    shown = window(org(ceo=None))
    letters = [action.text()[action.text().index("&") + 1] for action in shown.menu_bar.actions()]
    assert letters == ["F", "E", "C", "V", "i", "O", "H"]
    assert list(with_mnemonics(["R & D", "Rest", "D", ""])) == ["&R && D", "R&est", "&D", ""]
