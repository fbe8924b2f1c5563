"""What stands in the middle of the comparison when there is none, or nothing differs; with a way on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from orgsketch.resources import _
from orgsketch.ui.commands import files
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.lying import Lying
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.changes.comparing import Comparing
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window


MOST = 6  # charts that are offered at once


class NothingToCompare(Lying):
    """Lies over the canvas of the comparison."""

    def __init__(self, window: Window, comparing: Comparing, canvas: QWidget) -> None:
        super().__init__("Card", canvas)
        self.comparing = comparing
        self.heading, self.text = Words("", "heading"), Words("", "small", wrap=True)
        self.option = button(_("New option from this chart"), "primary")
        self.open = button(_("Open another chart"))
        for words in (self.heading, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choices = QVBoxLayout()
        self.choices.setSpacing(4)
        self.more = button(_("All charts…"), "link")
        buttons = row(None, self.option, self.open, None, gap=8)
        parts = (self.heading, self.text, self.choices, row(None, self.more, None), buttons)
        self.setLayout(column(*parts, gap=10, margins=(24, 20, 24, 20)))
        self.setFixedWidth(440)
        self.option.clicked.connect(window.actions_table["new_option"].trigger)
        self.open.clicked.connect(lambda: files.open_file(window))
        self.refresh()

    def refresh(self) -> None:
        """Say what is missing; be gone when nothing is."""
        comparison, other = self.comparing.comparison, self.comparing.other
        choices = self.comparing.choices if comparison is None else []
        has_no_other = comparison is None and not choices
        self.setVisible(comparison is None or comparison.is_same)
        self._offer(choices)
        if choices:
            self.heading.setText(_("Which chart to compare with?"))
            self.text.setText(
                _("It is not known what this chart came from. Your choice is remembered for it.")
            )
        elif comparison is None:
            self.heading.setText(_("No other chart to compare with"))
            self.text.setText(
                _("Save an option of this chart, open another one in a tab, or put both into one folder.")
            )
        elif other is not None:
            self.heading.setText(_("Nothing differs from “{title}”").format(title=other.title))
            self.text.setText(_("Change something on the chart, or choose another chart above."))
        self.option.setVisible(has_no_other)
        self.open.setVisible(has_no_other)
        self.place()

    def _offer(self, choices: Sequence[Option]) -> None:
        """A button for each of the first charts; the others are in the menu."""
        while (taken := self.choices.takeAt(0)) is not None:
            if widget := taken.widget():
                widget.hide()
                widget.deleteLater()
        for option in choices[:MOST]:
            made = button(option.title)
            made.clicked.connect(lambda checked=False, key=option.key: self.comparing.choose(key))
            self.choices.addWidget(made)
            made.show()  # at once, so that the card is as high as it has to be
        self.more.setVisible(len(choices) > MOST)

    def place(self) -> None:
        """In the middle, rather high."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = self.heightForWidth(self.width()) if self.hasHeightForWidth() else self.sizeHint().height()
        self.put_in_middle(QSize(self.width(), height), max(12, (self.below.height() - height) // 3))
