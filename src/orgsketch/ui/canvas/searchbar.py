"""The search field on the canvas: what is typed is ringed on the chart, Enter goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from orgsketch.layout.geometry import Rect
from orgsketch.resources import _
from orgsketch.ui import glyphs
from orgsketch.ui.widgets.boxes import Frame, row
from orgsketch.ui.widgets.buttons import IconButton
from orgsketch.ui.widgets.enter import ENTER
from orgsketch.ui.widgets.fields import Tick
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

MARGIN, FIELD, GAP = 16, 220, 6


class SearchBar(Frame):
    """Lies on the canvas at the top, in the middle, while something is searched for."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__("Card", parent=canvas.viewport())
        self.canvas = canvas
        self.setAccessibleName(_("Search the chart"))
        self.field = Field(self)
        self.count = Words("", "small")
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("000 of 000"))
        self.last = IconButton("chevron_up", _("Previous one found"))
        self.next = IconButton("chevron_down", _("Next one found"))
        self.dim = Tick(_("Dim others"))
        self.dim.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        close = IconButton("close", _("End the search"))
        lens = glyphs.Icon("search", "text_muted", 16)
        parts = (lens, self.field, self.count, self.last, self.next, self.dim, close)
        self.setLayout(row(*parts, gap=GAP, margins=(10, 4, 6, 4)))
        self.field.textChanged.connect(self.look_for)
        self.last.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.dim.toggled.connect(self._dim)
        close.clicked.connect(self.end)
        canvas.lens.lit_changed.connect(self._say)
        self._reading = QTimer(self, interval=0)
        self._reading.timeout.connect(self._read_on)
        canvas.document.chart_changed.connect(lambda diff: self._again())
        canvas.document.opened.connect(self.end)
        self.hide()

    def begin(self) -> None:
        """Show the field with the keyboard in it."""
        self.show()
        self.place()
        self.raise_()
        self._uncover()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.look_for(self.field.text())
        self._reading.start()

    def end(self) -> None:
        """Nothing is searched for any more; the keyboard goes back to the chart."""
        if not self.isHidden():
            self.hide()
            self.canvas.lens.seeking.look_for("")
            self.canvas.lens.look_again()
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_for(self, text: str) -> None:
        """Ring what holds the words; bring the first of it into sight where none is."""
        canvas, seeking = self.canvas, self.canvas.lens.seeking
        seeking.look_for(text)
        canvas.lens.look_again()
        shown = (canvas.chart_layout.rect(box) for box in seeking.found)
        places = [rect for rect in shown if rect]
        if places and not any(rect.meets(canvas.view.area) for rect in places):
            canvas.view.center(places[0])
            canvas.view_changed()

    def step(self, by: int) -> None:
        """Select the next one found, or the one before; the search begins where it is not shown yet."""
        if not self.isVisible():
            self.begin()
            return
        found = self.canvas.lens.seeking.step(by)
        if found:
            self.canvas.walk_to(found)
        self._say()

    def place(self) -> None:
        """Stay in the middle, as wide as there is room for."""
        host = self.parentWidget()
        if host is not None and not self.isHidden():
            legend = self.canvas.legend
            right = legend.x() if not legend.isHidden() else host.width()
            self.dim.setVisible(self._least() <= right - 2 * MARGIN)
            wanted = self.sizeHint()
            wide = min(wanted.width(), right - 2 * MARGIN)
            self.setGeometry(max(MARGIN, (right - wide) // 2), MARGIN, wide, wanted.height())

    def _least(self) -> int:
        """How wide it is at least with every part whole."""
        least = self.minimumSizeHint().width()
        return least if not self.dim.isHidden() else least + self.dim.sizeHint().width() + GAP

    def _read_on(self) -> None:
        """Read the chart ahead of the first letter, a little at a time."""
        if not self.canvas.lens.seeking.read_ahead():
            self._reading.stop()

    def _uncover(self) -> None:
        """Move the chart down where its top box would lie under the field."""
        canvas, tops = self.canvas, self.canvas.chart_layout.tops
        rect = canvas.screen_rect(tops[0].box) if tops else None
        if rect and Rect(self.x(), self.y(), self.width(), self.height()).meets(rect):
            canvas.pan(0, rect.y - self.y() - self.height() - MARGIN)

    def _dim(self, is_wanted: bool) -> None:
        self.canvas.lens.seeking.wants_dim = is_wanted
        self.canvas.lens.look_again()

    def _again(self) -> None:
        """The chart is another: perhaps other boxes hold the words."""
        if self.isVisible():
            self.canvas.lens.seeking.look_for(self.field.text())
            self.canvas.lens.look_again()

    def _say(self) -> None:
        seeking = self.canvas.lens.seeking
        total, place = len(seeking.found), seeking.place
        if not seeking.text.strip():
            said = ""
        elif not total:
            said = _("not found")
        else:
            said = _("{place} of {total}").format(place=f"{place:,}" if place else "–", total=f"{total:,}")
        self.count.setText(said)
        self.next.setEnabled(total > 0)
        self.last.setEnabled(total > 0)


class Field(QLineEdit):
    """What is searched for; Enter goes on, Shift+Enter back, Esc ends it."""

    def __init__(self, bar: SearchBar) -> None:
        super().__init__(bar)
        self.bar = bar
        self.setMinimumWidth(FIELD // 2)
        self.setMaximumWidth(FIELD)
        self.setPlaceholderText(_("Title, name, place:Rome …"))
        self.setAccessibleName(_("Search the chart"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through what was found."""
        key = Qt.Key(event.key())
        if key in ENTER:
            self.bar.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.bar.step(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Escape:
            self.bar.end()
        else:
            super().keyPressEvent(event)
