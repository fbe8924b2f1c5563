"""The list under the chart's name: the charts of the folder with their pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from orgsketch.files import chartfile
from orgsketch.model import edits
from orgsketch.ui import miniature
from orgsketch.ui.optionlist import OptionList
from tests.charts import big_chart, do
from tests.ui.test_options import named


@pytest.fixture
def shown(window: Any, tmp_path: Path) -> Any:
    """An option of a baseline, with a broken file beside them."""
    today = named("Today", protected=True)
    chartfile.save(today, tmp_path / "today.orgsketch")
    chartfile.save(named("Option A", today), tmp_path / "a.orgsketch")
    (tmp_path / "broken.orgsketch").write_text("{", encoding="utf-8")
    made = window()
    assert made.document.open(tmp_path / "a.orgsketch")
    made.show_chart()
    made.options.all()
    made.options.shelf.settle()
    return made


def texts(popup: OptionList) -> list[list[str]]:
    return [[label.text() for label in row.findChildren(QLabel)] for row in popup.rows]


def test_every_chart_of_the_folder_is_there_with_what_it_came_from(shown: Any) -> None:
    popup = shown.toolbar.offer_charts()
    first, broken, today = texts(popup)
    assert first == ["Option A", "from Today"]
    assert today == ["Today", "baseline"]
    assert broken[0] == "broken"
    assert "broken.orgsketch" in broken[1]
    assert popup.rows[0].hasFocus()
    popup.close()


def test_it_is_walked_and_opened_by_keyboard(shown: Any, qtbot: Any, tmp_path: Path) -> None:
    popup = shown.toolbar.offer_charts()
    for _ in range(2):
        qtbot.keyClick(popup.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(popup.focusWidget(), Qt.Key.Key_Return)
    assert shown.document.path == tmp_path / "today.orgsketch"
    assert shown.is_on_chart


def test_a_click_opens_and_escape_closes(shown: Any, qtbot: Any, tmp_path: Path) -> None:
    qtbot.mouseClick(shown.toolbar.title, Qt.MouseButton.LeftButton)
    (popup,) = shown.findChildren(OptionList)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    popup = shown.toolbar.offer_charts()
    qtbot.mouseClick(popup.rows[2], Qt.MouseButton.LeftButton)
    assert shown.document.path == tmp_path / "today.orgsketch"


def test_rename_leads_to_the_title_of_the_chart(shown: Any) -> None:
    shown.modes.show("changes")
    popup = shown.toolbar.offer_charts()
    popup._rename()
    assert shown.is_on_chart
    assert shown.side.tabs.currentIndex() == 3
    popup.close()


def test_it_follows_what_is_read(shown: Any, tmp_path: Path, qtbot: Any) -> None:
    popup = shown.toolbar.offer_charts()
    chartfile.save(do(named("Option B"), edits.rename, "b_pm", "Lead"), tmp_path / "b.orgsketch")
    shown.options.refresh()
    qtbot.waitUntil(lambda: any(row[0] == "Option B" for row in texts(popup)))
    popup.close()


def test_a_large_chart_is_pictured_by_its_upper_layers() -> None:
    layout = miniature.lay_out(big_chart(3000))
    placed = list(miniature._placed(layout))
    assert 5 < len(placed) <= miniature.MOST
