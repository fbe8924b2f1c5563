"""The matrix of a chart that is alone: how to come to a second one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from orgsketch.resources import _
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.progress import SHOWN_AFTER
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

WIDTH = 460


class Alone(QWidget):
    """Says that there is nothing to compare with, and what to do about it."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.heading, self.text = Words("", "title", wrap=True), Words("", "body", wrap=True)
        self.make, self.add = button(_("New option from this chart…"), "primary"), button(_("Add a file…"))
        self.make.clicked.connect(lambda: window.actions_table["new_option"].trigger())
        self.card = Frame("", column(self.heading, self.text, 8, row(self.make, self.add, None), gap=8))
        self.card.setFixedWidth(WIDTH)
        self.setLayout(column(None, row(None, self.card, None), None, None))
        self._later = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._later.timeout.connect(self.card.show)
        self.card.hide()

    def tell(self, *, is_reading: bool) -> None:
        """Whether the charts of the folder are still being read; said only when that takes a while."""
        if is_reading and not self._later.isActive() and self.card.isHidden():
            self._later.start()
        elif not is_reading:
            self._later.stop()
            self.card.show()
        self.heading.setText(
            _("Reading the charts of the folder") if is_reading else _("There is only this chart")
        )
        self.text.setText(
            _(
                "An option is a copy of the chart in which something is tried. Make one, or add a chart from "
                "another place: they then stand here side by side."
            )
        )
        self.make.setVisible(not is_reading)
        self.add.setVisible(not is_reading)
