"""The palette: every function by its title, however narrow the panel."""

from __future__ import annotations

from typing import Any

import pytest

from orgsketch.document import Document
from orgsketch.ui.palette import Functions, Palette, row_height


@pytest.mark.parametrize("width", [260, 212, 180])
def test_rows_are_as_high_as_their_titles_at_any_width(qtbot: Any, width: int) -> None:
    palette = Palette(Document())
    qtbot.addWidget(palette)
    palette.resize(400, 700)
    palette.show()
    qtbot.waitExposed(palette)
    functions = palette.findChildren(Functions)[0]
    palette.resize(width, 700)

    def is_arranged() -> bool:
        rows = [
            functions.visualRect(functions.model().index(row, 0))
            for row in range(len(functions.list.options))
        ]
        wanted = [row_height(option.text, functions.room()) for option in functions.list.options]
        return [row.height() for row in rows] == wanted

    qtbot.waitUntil(is_arranged)


def test_a_short_name_finds_its_function_and_not_the_inside_of_another(qtbot: Any) -> None:
    palette = Palette(Document())
    qtbot.addWidget(palette)
    palette.search.setText("PM")
    shown = [option.text for option in palette.findChildren(Functions)[0].list.options]
    assert shown[0] == "Product management"
    assert "Development" not in shown
