"""What is expected of a role, asked while its box is new: work to pick, or to pass over."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from orgsketch.errors import ResourceError
from orgsketch.model import edits
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _, settings
from orgsketch.ui.corners import AWAY, free_corner
from orgsketch.ui.spoken import box_title
from orgsketch.ui.titling import first_words
from orgsketch.ui.widgets.boxes import Flow, clear, column, row
from orgsketch.ui.widgets.buttons import Pick, button
from orgsketch.ui.widgets.enter import ENTER, press_button
from orgsketch.ui.widgets.lying import Lying
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.model.records import Box
    from orgsketch.ui.window import Window

WIDE, INSET = 420, 16


class Expecting(Lying):
    """A note in a corner of the canvas. It takes no keys away from whoever goes on typing.

    It comes once for each new box whose function says what such a box usually does, and goes with the
    selection. What is picked belongs to the step that added the box.
    """

    def __init__(self, window: Window) -> None:
        super().__init__("Popover", window.canvas)
        self.host, self.canvas, self.document = window, window.canvas, window.document
        self.box = ""
        self._fresh: set[str] = set()
        self._gone: set[str] = set()
        self.offered: list[Pick] = []
        self.head = Words("", "strong", wrap=True)
        self.picks = QVBoxLayout()
        self.other = button(_("Other work…"), "link")
        self.never = button(_("Do not ask again"), "link")
        self.done = button(_("Skip"))
        words = _("What you pick counts as the whole list. You can change it in the properties.")
        self.setLayout(
            column(
                self.head,
                Words(words, "caption", wrap=True),
                4,
                self.picks,
                6,
                row(self.other, self.never, None, self.done),
                gap=6,
                margins=(INSET, 12, INSET, 12),
            )
        )
        self.other.clicked.connect(self._more)
        self.never.clicked.connect(self._never_again)
        self.done.clicked.connect(self.leave)
        self.document.chart_changed.connect(self._follow)
        self.document.opened.connect(self._forget)
        self.hide()

    def ask(self, box: str) -> bool:
        """Ask about a box, the keyboard in the first answer; False where its function says no usual work."""
        if not self._show(box):
            return False
        self.offered[0].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def leave(self) -> None:
        """Go; the keyboard returns to the chart."""
        if self.isAncestorOf(self.host.focusWidget() or self.host):
            self.host.focus_chart()
        if self.box:
            self.box = ""
            self.host.coaching.hints.refresh_soon()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter does what the button says that has the keyboard, else it leaves."""
        if press_button(self, event):
            return
        if event.key() in (*ENTER, Qt.Key.Key_Escape):
            self.leave()
        else:
            super().keyPressEvent(event)

    # ---- when ----

    def _follow(self, diff: ChartDiff) -> None:
        """A new box asks once it has a function; many at once are pasted, and ask nothing.

        One that comes back, by undo or redo, is not new.
        """
        added = [box for box, (old, new) in diff.boxes.items() if old is None and new is not None]
        self._gone |= {box for box, (_old, new) in diff.boxes.items() if new is None}
        if len(added) == 1 and self._gone.isdisjoint(added):
            self._fresh |= {*added}
        if self._fresh.intersection(diff.boxes) or self.box in diff.boxes:
            QTimer.singleShot(0, self, self.check)

    def check(self) -> None:
        """Ask about the selected box if it is new; go when another one is selected."""
        selected = self.host.selection[0] if len(self.host.selection) == 1 else ""
        if self.box and (self.box != selected or self.box not in self.document.chart.boxes):
            self.leave()
        is_wanted = selected in self._fresh and self.canvas.field.box != selected
        if is_wanted and self._work(selected) and settings.load().ask_for_work:
            self._fresh.discard(selected)
            self._show(selected)

    def _forget(self) -> None:
        self._fresh.clear()
        self._gone.clear()
        self.leave()

    # ---- what ----

    def _record(self, box: str) -> Box | None:
        return self.document.chart.boxes.get(box)

    def _work(self, box: str) -> tuple[str, ...]:
        """The usual work of all that a box does, each once."""
        record, known = self._record(box), self.document.book.vocabulary.functions
        functions = record.functions if record else ()
        return tuple(dict.fromkeys(work for name in functions if name in known for work in known[name].usual))

    def _show(self, box: str) -> bool:
        record, work = self._record(box), self._work(box)
        if record is None or not work or self.canvas.why_not_changeable():
            return False
        self.box = box
        title = box_title(self.document.chart, box, self.document.book)
        self.head.setText(_("What do you expect of {box}?").format(box=title))
        self._fill(work, record.responsibilities or ())
        self.show()
        self.raise_()
        self.place()
        self.host.coaching.hints.refresh_soon()
        QTimer.singleShot(0, self, self.place)  # once the words have their fonts
        return True

    def _fill(self, work: tuple[str, ...], held: tuple[str, ...]) -> None:
        clear(self.picks)
        activities, self.offered = self.document.book.vocabulary.activities, []
        for name in work:
            pick = Pick(name, activities[name].title)
            pick.setChecked(name in held)
            pick.toggled.connect(lambda is_on, name=name: self._pick(name, is_on))
            self.offered.append(pick)
        self.picks.addWidget(Flow.of(*self.offered, gap=6))
        self._name_done()

    def _pick(self, activity: str, is_on: bool) -> None:
        record = self._record(self.box)
        if record is None:
            return
        others = tuple(held for held in record.responsibilities or () if held != activity)
        chosen = (*others, activity) if is_on else others
        self.document.edit_field(
            first_words(self.box),
            _("Set responsibilities"),
            edits.change,
            self.box,
            responsibilities=chosen or None,
        )
        self._name_done()

    def _name_done(self) -> None:
        record = self._record(self.box)
        text = _("Done") if record and record.responsibilities else _("Skip")
        self.done.setText(text)
        self.done.setAccessibleName(text)

    def _more(self) -> None:
        """The whole list stands in the properties."""
        self.leave()
        self.host.actions_table["properties"].trigger()
        self.host.side.properties.focus_work()

    def _never_again(self) -> None:
        with suppress(ResourceError):
            settings.update(ask_for_work=False)
        self.leave()
        self.host.toast.show_message(_("New boxes ask no more. The settings turn it on again."))

    def place(self) -> None:
        """In a corner that hides neither the box nor what is said meanwhile."""
        wide, inner = min(WIDE, self.canvas.width() - 2 * AWAY), self.layout()
        assert inner is not None
        self.setFixedSize(wide, inner.totalHeightForWidth(wide))
        toast = self.host.toast
        foot = int(self.canvas.foot()) + (toast.height() + AWAY if toast.isVisible() else 0)
        self.move(self.canvas.slide.ahead(lambda: free_corner(self.canvas, self.size(), [self.box], foot)))
