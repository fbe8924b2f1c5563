"""Before one case is applied to all options: what would change in which of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from orgsketch.resources import _, plural
from orgsketch.ui.casing import Casing
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.widgets.words import Words, no_mnemonic

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

MOST_ROWS = 4


class SameCase(Sheet):
    """One tick an option, with the answers that would change below it."""

    def __init__(self, window: Window, found: Sequence[Casing], title: str) -> None:
        text = _("What is said of the company in “{title}” would be said in these charts, too.")
        super().__init__(window, _("Apply this case to all options"), text.format(title=title), width=560)
        self.found = list(found)
        self.ticks = [self._tick(casing) for casing in self.found]
        list_ = QWidget()
        list_.setLayout(column(*map(self._row, range(len(self.found))), None, gap=14))
        scroll = Scroll()
        scroll.hold(list_)
        scroll.setMinimumHeight(min(360, 60 + 84 * len(self.found)))
        self.put(scroll)
        self.offer(("", _("Cancel"), ""), ("apply", _("Apply the case"), "primary"))

    def wanted(self) -> list[Casing]:
        """The options that are ticked."""
        return [casing for casing, tick in zip(self.found, self.ticks, strict=True) if tick.isChecked()]

    def _tick(self, casing: Casing) -> QCheckBox:
        option, count = casing.option, len(casing.rows)
        notes = [_("open")] * option.is_open + [_("baseline")] * option.is_baseline
        told = casing.refusal or plural("{count} answer changes", "{count} answers change", count)
        name = f"{option.title} ({', '.join(notes)})" if notes else option.title
        made = QCheckBox(no_mnemonic(f"{name}: {told}"))
        made.setChecked(not casing.refusal)
        made.setEnabled(not casing.refusal)
        return made

    def _row(self, number: int) -> QWidget:
        casing = self.found[number]
        lines = [
            Words(
                f"{row.what}: {row.was or _('not said')} → {row.now or _('not said')}", "caption", wrap=True
            )
            for row in casing.rows[:MOST_ROWS]
        ]
        if len(casing.rows) > MOST_ROWS:
            lines.append(Words(_("and {count} more").format(count=len(casing.rows) - MOST_ROWS), "caption"))
        made = QWidget()
        made.setLayout(column(self.ticks[number], column(*lines, gap=1, margins=(24, 0, 0, 0)), gap=3))
        return made
