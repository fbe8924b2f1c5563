"""Keys the user has changed, the settings dialog, and the help page of all commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from orgsketch.resources import resource, settings
from orgsketch.ui import keys, look
from orgsketch.ui.actions import CANVAS_KEYS, TABLE
from orgsketch.ui.dialogs.preferences import Preferences
from tests.charts import org

TEAM = {"ceo": None, "pm": "ceo"}


@pytest.fixture(autouse=True)
def light() -> Any:
    yield
    look.wear("light")


def test_changed_keys_hold_and_the_old_ones_do_not(window: Callable[..., Any]) -> None:
    settings.update(shortcuts=("fold=Ctrl+Shift+Y", "fit="))
    made = window(org(**TEAM))
    assert made.actions_table["fold"].shortcut().toString() == "Ctrl+Shift+Y"
    assert made.actions_table["fit"].shortcuts() == []
    made.select(["b_ceo"])
    made.canvas.setFocus()
    QTest.keyClick(made.canvas, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert not made.canvas.chart_layout.folded
    QTest.keyClick(
        made.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert made.canvas.chart_layout.folded == {"b_ceo"}


def test_nonsense_in_the_settings_costs_nothing(window: Callable[..., Any]) -> None:
    settings.update(shortcuts=("fold=Nonsense+Key", "no_such_command=Ctrl+1", "=", "save"))
    made = window(org(**TEAM))
    assert made.actions_table["fold"].shortcut().toString() == "Ctrl+."
    assert made.actions_table["save"].shortcuts() == []


def test_the_dialog_changes_keys_theme_motion_and_name(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    dialog = Preferences(made)
    dialog.theme.show_value("dark")
    dialog.motion.setChecked(True)
    dialog.author.setText(" Ana Ruiz ")
    dialog.keys["fold"].setKeySequence(QKeySequence("Ctrl+Shift+Y"))
    dialog.choose("save")
    known = settings.load()
    assert (known.theme, known.reduced_motion, known.author) == ("dark", True, "Ana Ruiz")
    assert known.shortcuts == ("fold=Ctrl+Shift+Y",)
    assert made.actions_table["fold"].shortcut().toString() == "Ctrl+Shift+Y"
    assert look.theme().name == "dark"
    again = Preferences(made)
    again.reset_keys()
    again.choose("save")
    assert settings.load().shortcuts == ()
    assert made.actions_table["fold"].shortcut().toString() == "Ctrl+."


def test_keys_that_mean_two_things_are_told_and_not_saved(window: Callable[..., Any]) -> None:
    made = window(org(**TEAM))
    dialog = Preferences(made)
    dialog.keys["fold"].setKeySequence(QKeySequence("Ctrl+S"))
    assert dialog.trouble.text() == "Ctrl+S would mean both “Save” and “Fold or unfold”."
    dialog.choose("save")
    assert dialog.answer == ""
    assert settings.load().shortcuts == ()
    dialog.choose("")
    assert made.actions_table["fold"].shortcut().toString() == "Ctrl+."


def test_commands_are_found_by_typing(window: Callable[..., Any]) -> None:
    dialog = Preferences(window(org(**TEAM)))
    dialog.search.setText("fold")
    shown = [text for text, line in dialog._lines if not line[0].isHidden()]
    assert shown == [row.text.casefold() for row in TABLE if "fold" in row.text.casefold()]


def test_the_help_page_lists_every_command() -> None:
    page = resource("help", "commands.md").read_text("utf-8")
    assert page == keys.page(TABLE, CANVAS_KEYS), "run scripts/commands_page.py"
