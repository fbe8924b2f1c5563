"""Choosing the columns: a list of all options with ticks that stays open while one ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from orgsketch.resources import _
from orgsketch.ui.matrix.choice import Choice, key_of
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.boxes import Frame, column
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Tick
from orgsketch.ui.widgets.words import Words, no_mnemonic, tip

if TYPE_CHECKING:
    from orgsketch.ui.options import Option

WIDTH, TALL, ROW = 340, 420, 30


class Chooser(Frame):
    """Pops up below a button and goes with the next click elsewhere."""

    def __init__(self, choice: Choice, parent: QWidget) -> None:
        super().__init__("Popover", parent=parent)
        self.setWindowFlags(Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choice = choice
        self.ticks: list[Tick] = []
        shown = choice.shown()
        keys = {key_of(option) for option in shown}
        rest = sorted(
            (option for option in choice.offered() if key_of(option) not in keys),
            key=lambda option: option.title.casefold(),
        )
        ticks = [self._tick(option, key_of(option) in keys) for option in (*shown, *rest)]
        held = QWidget()
        held.setLayout(column(*ticks, gap=0))
        list_ = Scroll()
        list_.hold(held)
        list_.setFixedHeight(min(TALL, ROW * len(ticks)))
        layout = column(Words(_("Options in the matrix"), "label"), list_, gap=6, margins=16)
        left_out = choice.window.options.left_out
        if left_out:
            layout.addWidget(Words(left_out, "caption"))
        self.add = button(_("Add a file…"), "link")
        self.add.clicked.connect(self.close)
        layout.addWidget(self.add)
        self.setLayout(layout)
        self.setMinimumWidth(WIDTH)

    def open_below(self, widget: QWidget) -> None:
        """Show it, the keyboard on the first option."""
        self.adjustSize()
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        if self.ticks:
            self.ticks[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _tick(self, option: Option, is_on: bool) -> Tick:
        named = option.title if not option.trouble else f"{option.title}: {option.trouble}"
        made = Tick(
            no_mnemonic(self.fontMetrics().elidedText(named, Qt.TextElideMode.ElideRight, WIDTH - 60))
        )
        made.setAccessibleName(named)
        made.setFixedHeight(ROW)
        made.setToolTip(tip("\n".join(filter(None, (named, str(option.path or ""))))))
        made.setChecked(is_on)
        made.setEnabled(not option.trouble)
        made.toggled.connect(lambda on: self.choice.tick(option, on))
        self.ticks.append(made)
        return made
