"""Shown while the options beside a chart are read: how far it is, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from orgsketch.resources import _
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.options import Shelf
    from orgsketch.ui.window import Window

AT_ONCE = 0.3  # seconds; what takes no longer is not worth a dialog


def read_all(window: Window) -> bool:
    """Wait until all options of a window are read; False when the user would rather not."""
    window.options.all()  # whatever has changed is read anew
    shelf = window.options.shelf
    return shelf.settle(AT_ONCE) or bool(Reading(window, shelf).ask())


class Reading(Sheet):
    """Goes by itself once everything is read; cancelling leaves the rest unread."""

    def __init__(self, window: Window, shelf: Shelf) -> None:
        super().__init__(window, _("Reading the options"), width=420)
        self.shelf, self.count = shelf, shelf.left
        self.words, self.bar = Words("", "small"), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, self.count)
        self.bar.setAccessibleName(_("Progress"))
        self.put(self.words, self.bar)
        self.offer(("", _("Cancel"), ""))
        self.rejected.connect(shelf.drop)
        shelf.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how far it is; go when it is over."""
        done = max(0, self.count - self.shelf.left)
        self.words.setText(_("{done} of {count} files").format(done=done, count=self.count))
        self.bar.setValue(done)
        if not self.shelf.is_reading:
            self.choose("read")
