"""What the tests of the matrix share: three options in a folder, and a page that is ready."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from orgsketch.document import engine_for
from orgsketch.files import chartfile
from orgsketch.resources import samples
from orgsketch.ui.matrix.lines import HEADING
from orgsketch.ui.matrix.page import MatrixPage

NAMES = ("today", "pmm-beside-pm", "blended-role")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three options of one company."""
    made = tmp_path / "options"
    made.mkdir()
    for path in samples():
        if path.stem in NAMES:
            chart = chartfile.open_strictly(path).chart
            chartfile.save(replace(chart, head=replace(chart.head, protected=False)), made / path.name)
    return made


@pytest.fixture
def shown(window: Any, folder: Path, qtbot: Any) -> Iterator[Any]:
    """The window with option A open and the matrix in sight."""
    made = window(engines=engine_for)
    assert made.document.open(folder / "pmm-beside-pm.orgsketch")
    made.show_chart()
    made.actions_table["mode_matrix"].trigger()
    settle(made, qtbot)
    yield made
    for one in made.opened():
        one.document.undo_stack.setClean()


def settle(window: Any, qtbot: Any) -> MatrixPage:
    """Wait until everything is read and worked out."""
    page: MatrixPage = window.modes.page

    def is_ready() -> bool:
        timers = (page._soon, window.options._soon)
        waiting = any(timer.isActive() for timer in timers)
        return not (window.options.is_reading or page.working.is_busy or waiting)

    qtbot.waitUntil(is_ready, timeout=20_000)
    return page


def titles(page: MatrixPage) -> list[str]:
    heads = page.view.heads
    return [
        page.table.options[heads.logicalIndex(place)].title.split(":")[0] for place in range(heads.count())
    ]


def row_of(page: MatrixPage, key: str) -> int:
    return next(row for row, line in enumerate(page.table.lines) if line.key == key and line.kind != HEADING)


def cell(page: MatrixPage, key: str, column: int) -> QPoint:
    """The middle of a cell, scrolled into sight."""
    index = page.table.index(row_of(page, key), column)
    page.view.scrollTo(index)
    return page.view.visualRect(index).center()


def click(qtbot: Any, page: MatrixPage, key: str, column: int) -> None:
    spot = cell(page, key, column)
    qtbot.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
