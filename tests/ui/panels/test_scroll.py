"""A list that is filled anew is painted with its final heights from the first time on."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Frame, column
from orgsketch.ui.widgets.words import Words


class Painted(QObject):
    """The height of the content each time the list is painted."""

    def __init__(self, shown: Scroll) -> None:
        super().__init__(shown)
        self.shown, self.heights = shown, list[int]()
        shown.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.heights.append(self.shown.widget().height())
        return False


def test_no_row_is_squeezed_for_a_moment(qtbot: QtBot) -> None:
    shown = Scroll()
    qtbot.addWidget(shown)
    shown.resize(300, 400)
    with qtbot.waitExposed(shown):
        shown.show()

    def fill(layout: QVBoxLayout) -> None:
        for place in range(30):
            title = Words(
                f"Finding {place}: product marketing apart from product management", "row", wrap=True
            )
            layout.addWidget(Frame("", column(title, Words("PMM101 · Risk, major", "caption"))))

    shown.refill(fill)
    painted = Painted(shown)
    qtbot.waitUntil(lambda: bool(painted.heights))
    content: Any = shown.widget()
    qtbot.waitUntil(lambda: content.height() > 1000)
    assert painted.heights[0] == content.height()
