"""Deleting a manager: where the reports go, or nothing at all."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from orgsketch.ui.dialogs.ask import Ask
from tests.charts import org


@pytest.mark.parametrize(
    ("reports", "words", "choice"),
    [
        (1, "Cancel", None),
        (1, "Put it on the bench", "to_bench"),
        (2, "Put them on the bench", "to_bench"),
        (1, "Move it to the manager", "to_manager"),
        (2, "Move them to the manager", "to_manager"),
    ],
)
def test_every_choice_is_a_button_and_so_is_none(
    window: Any, qtbot: QtBot, reports: int, words: str, choice: str | None
) -> None:
    shown = window(org(ceo=None, pm="ceo"))

    def press() -> None:
        sheet = QApplication.activeModalWidget()
        assert sheet is not None
        buttons = {button.text(): button for button in sheet.findChildren(QPushButton)}
        assert all(sheet.rect().contains(button.geometry()) for button in buttons.values())
        buttons[words].click()

    QTimer.singleShot(100, press)
    assert Ask(shown).where_reports_go("CEO", reports, reports) == choice
