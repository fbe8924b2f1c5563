"""Dialogs are never larger than the screen: at 200 % a laptop has 960 x 540 pixels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton

from orgsketch.ui.dialogs.export import ExportSheet
from orgsketch.ui.dialogs.guide import GuideSheet
from orgsketch.ui.dialogs.pickers import BoxPicker
from orgsketch.ui.dialogs.preferences import Preferences
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.dialogs.shortcuts import ShortcutSheet
from orgsketch.ui.dialogs.structure import StructureSheet
from orgsketch.ui.guiding import Guiding
from tests.charts import org

ROOM = QSize(952, 500)
CHART = org({"pmm": "product_marketing"}, ceo=None, marketing="ceo", pmm="marketing")


def made(kind: str, shown: Any) -> Sheet:
    document, advice = shown.document, shown.side.advice
    if kind == "export":
        return ExportSheet(shown, document, Path("chart.pptx"))
    if kind == "guide":
        return GuideSheet(shown, Guiding(advice, advice.walks[0], ()))
    if kind == "structure":
        return StructureSheet(shown, lambda text: text)
    if kind == "move":
        return BoxPicker(shown, document, "Move", list(document.chart.boxes))
    return Preferences(shown) if kind == "settings" else ShortcutSheet(shown)


@pytest.mark.parametrize("kind", ["export", "guide", "structure", "move", "settings", "shortcuts"])
def test_a_dialog_fits_a_small_screen_with_all_its_buttons(
    window: Any, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    from orgsketch.document import engine_for

    monkeypatch.setattr(Sheet, "room", lambda sheet: ROOM)
    sheet = made(kind, window(CHART, engines=engine_for))
    sheet.fit_words()
    sheet.show()
    assert sheet.width() <= ROOM.width()
    assert sheet.height() <= ROOM.height()
    for button in sheet.findChildren(QPushButton):
        if button.parent() is sheet:
            assert sheet.rect().contains(button.geometry())
    sheet.close()
