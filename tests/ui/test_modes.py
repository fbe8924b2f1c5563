"""The modes of the window: the chart, and the pages that stand in its place."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from orgsketch.ui.modes import MODES, Mode, ModePage
from tests.charts import org


class Probe(ModePage):
    """A page that counts."""

    def __init__(self) -> None:
        super().__init__()
        self.refreshed = self.left = 0

    def refresh(self) -> None:
        self.refreshed += 1

    def leave(self) -> None:
        self.left += 1


@pytest.fixture
def shown(window: Any) -> Any:
    made = window(org(ceo=None, pm="ceo"))
    made.modes.table["probe"] = Mode("probe", "Probe", "", lambda window: Probe())
    return made


def test_a_page_is_made_when_it_is_first_wanted_and_told_when_it_comes_and_goes(shown: Any) -> None:
    said: list[str] = []
    shown.modes.changed.connect(said.append)
    assert not shown.modes.pages
    shown.modes.show("probe")
    page = shown.modes.page
    assert (page.refreshed, page.left, shown.pages.currentWidget()) == (1, 0, page)
    shown.actions_table["mode_chart"].trigger()
    shown.modes.show("probe")
    assert shown.modes.page is page
    assert (page.refreshed, page.left) == (2, 1)
    assert said == ["probe", "chart", "probe"]


def test_commands_of_the_chart_sleep_while_another_page_is_shown(shown: Any) -> None:
    shown.select(["b_pm"])
    shown.modes.show("probe")
    enabled = {name for name, action in shown.actions_table._actions.items() if action.isEnabled()}
    assert not {"delete", "add_report", "move_to", "fold", "fit", "left"} & enabled
    assert {"save", "export", "close_chart", "mode_chart"} <= enabled
    assert not shown.left.isVisible()
    assert not shown.right.isVisible()
    assert shown.toolbar.isVisible()
    assert shown.statusBar().isVisible()


def test_what_leads_to_a_box_leads_back_to_the_chart(shown: Any) -> None:
    shown.modes.show("probe")
    shown.go_to("b_pm")
    assert shown.modes.is_chart
    assert shown.canvas.isVisible()
    assert shown.right.isVisible()
    assert shown.selection == ("b_pm",)


def test_another_chart_begins_as_a_chart(shown: Any) -> None:
    shown.modes.show("probe")
    shown.document.adopt(org(ceo=None))
    shown.show_chart()
    assert shown.modes.current == "chart"
    shown.modes.show("probe")
    shown.show_start()
    assert shown.modes.current == "chart"
    assert not shown.toolbar.isVisible()


def test_the_switch_is_there_when_there_is_something_to_switch(shown: Any, qtbot: Any) -> None:
    switch = shown.toolbar.switch
    assert switch.isVisibleTo(shown.toolbar) is (len(MODES) > 1)
    switch.options.append(("probe", "Probe"))
    switch.show()
    qtbot.mouseClick(
        switch, Qt.MouseButton.LeftButton, pos=switch._room(len(switch.options) - 1).center().toPoint()
    )
    assert shown.modes.current == "probe"
    shown.modes.show("chart")
    assert switch.value == "chart"
