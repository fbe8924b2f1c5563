"""The note over the canvas while a change is on trial: what it ends and adds, and what to do with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from orgsketch.drawing.marking import mark_of
from orgsketch.resources import _, plural
from orgsketch.ui import glyphs, trying
from orgsketch.ui.corners import AWAY, free_corner
from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.trying import Trial
from orgsketch.ui.widgets.boxes import Flow, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.enter import ENTER, press_button
from orgsketch.ui.widgets.fields import Tick
from orgsketch.ui.widgets.lying import Lying
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.document import Preview
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.window import Window

WIDE, BAR = 380, 12
MOST = 3


class TrialBar(Lying):
    """Shows one trial at a time, in a corner of the canvas; Esc puts everything back."""

    def __init__(self, window: Window) -> None:
        super().__init__("Popover", window.canvas)
        self.host, self.canvas, self.document = window, window.canvas, window.document
        self.trial: Trial | None = None
        self.came_from: QWidget | None = None
        self.head = Words("", "strong", wrap=True)
        self.list = Scroll()
        self.use, self.option = button(_("Apply"), "primary"), button(_("Save as option…"))
        self.cancel = button(_("Cancel"))
        self.use.setDefault(True)
        foot = column(Flow.of(self.use, self.option, self.cancel), margins=(16, 8, 16, 12))
        top = column(Words(_("Preview"), "label"), self.head, gap=2, margins=(16, 12, 16, 6))
        self.setLayout(column(top, self.list, foot, gap=0))
        self.use.clicked.connect(self.apply)
        self.option.clicked.connect(self.save_option)
        self.cancel.clicked.connect(self.leave)
        self.canvas.preview.left.connect(self.leave)
        self.document.chart_changed.connect(lambda diff: self._drop())
        self.document.opened.connect(self._drop)
        self.hide()

    def show_trial(self, trial: Trial) -> None:
        """Paint a change on the canvas and say what it would do."""
        self.came_from = self.host.focusWidget() if self.trial is None else self.came_from
        self.trial = trial
        self.host.coaching.hints.refresh_soon()
        self.refresh()
        self.show()
        self.raise_()
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the trial with what was taken along."""
        if self.trial is None:
            return
        preview = self.trial.preview()
        self.head.setText(self.trial.text)
        self.use.setEnabled(not preview.refusal)
        self.option.setEnabled(not preview.refusal or self.document.chart.head.protected)
        if preview.chart is not None:
            self.canvas.preview.show(preview.diff, preview.chart, preview.report)
        self.list.refill(lambda layout: self._fill(layout, preview))
        self.place()
        QTimer.singleShot(0, self, self.place)  # once the words have their fonts

    def apply(self) -> None:
        """Make the change."""
        trial = self.trial
        if trial and trial.apply():
            self._drop()
            self.host.toast.show_message(trial.text, undo=True)
            self.host.focus_chart()

    def save_option(self) -> None:
        """Keep the change as a chart of its own; this one stays as it is."""
        from orgsketch.ui.commands import advice

        if self.trial and advice.save_option(self.host, self.trial):
            self.leave()

    def leave(self) -> None:
        """Put everything back."""
        if self.trial is None:
            return
        self.trial = None
        self.hide()
        self.canvas.preview.clear()
        is_there = self.came_from is not None and isValid(self.came_from)  # panels are filled anew meanwhile
        back = self.came_from if is_there and self.came_from else self.canvas
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.came_from = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter does what the button says that has the keyboard, else it applies."""
        if press_button(self, event):
            return
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ENTER and self.use.isEnabled():
            self.apply()
        else:
            super().keyPressEvent(event)

    def _drop(self) -> None:
        """The chart has changed: there is nothing to put back."""
        if self.trial is not None:
            self.trial, self.came_from = None, None
            self.canvas.preview.clear()
        self.hide()

    # ---- what it says ----

    def _fill(self, layout: QVBoxLayout, preview: Preview) -> None:
        if preview.refusal:
            layout.addLayout(_padded(Words(preview.refusal, "warning", wrap=True)))
            return
        ended, added = trying.ends(preview), trying.adds(preview)
        self._list(layout, _("Ends"), ended)
        self._list(layout, _("Adds"), added)
        if not ended and not added:
            layout.addLayout(_padded(Words(_("No warning ends, none is added."), "small", wrap=True)))
        self._add_offers(layout)
        layout.addStretch(1)

    def _list(self, layout: QVBoxLayout, heading: str, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        layout.addLayout(_padded(Words(f"{heading} {len(findings)}", "label"), 6))
        for finding in findings[:MOST]:
            mark = glyphs.Marks([mark_of(finding)], 14)
            layout.addLayout(_padded(row(mark, Words(finding.title, "small", wrap=True), gap=6), 1))
        rest = len(findings) - MOST
        if rest > 0:
            words = plural("and {count} more", "and {count} more", rest)
            layout.addLayout(_padded(Words(words, "caption"), 1))

    def _add_offers(self, layout: QVBoxLayout) -> None:
        if self.trial is None or not self.trial.offers:
            return
        layout.addLayout(_padded(Words(_("Keep with it"), "label"), 8))
        for place, offer in enumerate(self.trial.offers):
            layout.addLayout(_padded(self._offer(place, offer), 1))

    def _offer(self, place: int, offer: trying.Offer) -> QLayout:
        assert self.trial is not None
        tick = Tick()
        tick.setChecked(place in self.trial.taken)
        tick.setAccessibleName(offer.text)
        tick.clicked.connect(lambda: self._take(place))
        return row(column(tick, None), Words(offer.text, "small", wrap=True), gap=4)

    def _take(self, place: int) -> None:
        if self.trial is not None:
            self.trial.taken ^= {place}
            self.refresh()
            ticks = self.list.findChildren(Tick)
            if place < len(ticks):
                ticks[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def place(self) -> None:
        """In the first corner of the canvas where it hides none of the cards that change."""
        canvas = self.canvas
        wide = min(WIDE, canvas.width() - 2 * AWAY)
        most = max(120, canvas.height() - 260)
        content = self.list.widget()
        inner = content.layout() if content else None
        tall = inner.totalHeightForWidth(wide - BAR) if inner else 0
        tall = max(tall, content.sizeHint().height() if content else 0)
        self.list.setFixedHeight(max(24, min(tall, most)))
        whole = self.layout()
        assert whole is not None
        self.setFixedSize(wide, whole.totalHeightForWidth(wide))
        self.move(self.canvas.slide.ahead(self._free_corner))

    def _free_corner(self) -> QPoint:
        ghost = self.canvas.preview.ghost
        return free_corner(self.canvas, self.size(), ghost.flags if ghost else ())


def _padded(item: QWidget | QLayout, above: int = 4) -> QLayout:
    return row(item, margins=(16, above, 16, 0))
