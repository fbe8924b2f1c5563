"""The sheet of all keys, made from the action table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from orgsketch.resources import _
from orgsketch.ui.actions import CANVAS_KEYS, TABLE
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def keys(window: Window) -> dict[str, list[tuple[str, str]]]:
    """Menu -> (command, keys) for every command that has keys, and what the canvas does by itself."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in TABLE:
        shown = [
            key.toString(key.SequenceFormat.NativeText) for key in window.actions_table[row.id].shortcuts()
        ]
        if any(shown):
            found.setdefault(_(row.menu), []).append(
                (_(row.text).rstrip("…"), ", ".join(filter(None, shown)))
            )
    found[_("On the canvas")] = [(_(text), _(key)) for key, text in CANVAS_KEYS]
    return found


class ShortcutSheet(Sheet):
    """Two columns: what, and which keys."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, _("Keyboard shortcuts"), width=560)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        line = 0
        for menu, rows in keys(window).items():
            grid.addWidget(Words(menu, "strong"), line, 0)
            for text, shown in rows:
                line += 1
                grid.addWidget(Words(text, wrap=True), line, 0)
                grid.addWidget(Words(shown, "small"), line, 1)
            line += 1
            grid.setRowMinimumHeight(line, 8)
            line += 1
        page = QWidget()
        page.setLayout(grid)
        scroll = Scroll()
        scroll.setMinimumHeight(420)
        scroll.hold(page)
        self.put(scroll)
        self.offer(("ok", _("Close"), "primary"))
