"""Deleting a manager: where the reports go, or nothing at all."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from orgsketch.ui.dialogs.ask import Ask
from tests.charts import org


@pytest.mark.parametrize(("words", "choice"), [("Cancel", None), ("Put them on the bench", "to_bench")])
def test_every_choice_is_a_button_and_so_is_none(
    window: Any, qtbot: QtBot, words: str, choice: str | None
) -> None:
    shown = window(org(ceo=None, pm="ceo"))

    def press() -> None:
        sheet = QApplication.activeModalWidget()
        assert sheet is not None
        buttons = {button.text(): button for button in sheet.findChildren(QPushButton)}
        assert all(sheet.rect().contains(button.geometry()) for button in buttons.values())
        buttons[words].click()

    QTimer.singleShot(100, press)
    assert Ask(shown).where_reports_go("CEO", 1, 1) == choice
