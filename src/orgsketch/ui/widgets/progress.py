"""Work that goes on: a card with a sentence, a bar and Cancel; shown only when it takes a while."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from orgsketch.resources import _
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.lying import Lying
from orgsketch.ui.widgets.words import Elided

SHOWN_AFTER = 400  # milliseconds
WIDTH = 380


class Progress(Lying):
    """The card, at the bottom centre of a widget."""

    cancelled = Signal()

    def __init__(self, host: QWidget, steps: int) -> None:
        super().__init__("Popover", host)
        self.is_over = False
        self.words = Elided("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 2 * steps)
        self.bar.setAccessibleName(_("Progress"))
        self.cancel = button(_("Cancel"))
        self.cancel.clicked.connect(self.cancelled)
        self.setLayout(
            row(column(self.words, self.bar, gap=8), self.cancel, gap=16, margins=(16, 12, 12, 12))
        )
        self._later = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._later.timeout.connect(self._show)
        self._later.start()
        self.hide()

    def tell(self, sentence: str, finished: int) -> None:
        """What is done now, after so many finished steps."""
        self.words.setText(sentence)
        self.bar.setValue(2 * finished + 1)  # a step that is under way counts half

    def end(self) -> None:
        """It is over; the card goes."""
        self.is_over = True
        self._later.stop()
        self.hide()
        self.deleteLater()

    def _show(self) -> None:
        self.place()
        self.raise_()
        self.show()

    def place(self) -> None:
        """At the bottom."""
        wide, tall = min(WIDTH, self.below.width() - 32), self.sizeHint().height()
        self.put_in_middle(QSize(wide, tall), self.below.height() - tall - 16)
