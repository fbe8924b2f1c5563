"""A canvas on a screen, and hands to use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from orgsketch.document import Document
from orgsketch.model.chart import Chart
from orgsketch.ui.canvas import Canvas
from tests.ui.canvas.hands import Hands


@pytest.fixture
def opened(qtbot: QtBot, document: Callable[[Chart], Document]) -> Callable[[Chart], Hands]:
    """Shows a chart on a canvas of 1000 x 800, without rules."""

    def show(chart: Chart) -> Hands:
        canvas = Canvas(document(chart))
        qtbot.addWidget(canvas)
        canvas.resize(1000, 800)
        with qtbot.waitExposed(canvas):
            canvas.show()
        canvas.fit()
        return Hands(canvas)

    return show
