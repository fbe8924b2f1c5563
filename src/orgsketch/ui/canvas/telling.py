"""Says aloud what an edit changed and where the keyboard is, for those who cannot see the canvas change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from shiboken6 import Shiboken

from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import FindingChanges
    from orgsketch.ui.canvas.canvas import Canvas

PAUSE = 80  # milliseconds in which an edit and its findings make one sentence


class Telling(QObject):
    """Follows the undo history and the findings of a canvas's document. `told(str)`: what was said."""

    told = Signal(str)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas, document = canvas, canvas.document
        self._step = ""
        self._last = (0, "")
        self._report = document.report
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        document.undo_stack.indexChanged.connect(self._note_step)
        document.findings_changed.connect(self._pause_anew)
        document.opened.connect(self._start_afresh)
        canvas.selection_changed.connect(lambda boxes: self._follow_focus())
        canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keyboard comes to the canvas: it is on a box, not on the canvas as a whole."""
        if event.type() == QEvent.Type.FocusIn:
            QTimer.singleShot(0, self, self._follow_focus)
        return super().eventFilter(watched, event)

    def _note_step(self, place: int) -> None:
        history = self.canvas.document.undo_stack
        if not Shiboken.isValid(history) or (place, history.undoText()) == self._last:
            return
        is_undone = place < self._last[0] and history.canRedo()
        text = history.redoText() if is_undone else history.undoText()
        self._step = _("Undone: {step}").format(step=text) if is_undone else text
        self._last = place, history.undoText()
        self._pause_anew()

    def _pause_anew(self) -> None:
        self._pause.start()

    def _start_afresh(self) -> None:
        """Another chart: nothing of the old one is news."""
        self._pause.stop()
        self._step, self._last = "", (0, "")
        self._report = self.canvas.document.report

    def _tell(self) -> None:
        if not self.canvas.document.is_settled:
            self._pause_anew()  # the findings are still being looked for
            return
        before, self._report = self._report, self.canvas.document.report
        step, self._step = self._step, ""
        if not QAccessible.isActive():
            return
        from orgsketch.rules.finding import changes

        said = ". ".join(filter(None, (step, news(changes(before, self._report)))))
        if said:
            announce(self.canvas, said)
            self.told.emit(said)

    def _follow_focus(self) -> None:
        """Tell which box has the keyboard."""
        if not (QAccessible.isActive() and self.canvas.hasFocus()):
            return
        part = QAccessible.queryAccessibleInterface(self.canvas).focusChild()
        if part is not None:
            for kind in (QAccessible.Event.Focus, QAccessible.Event.Selection):
                QAccessible.updateAccessibility(QAccessibleEvent(part, kind))


def announce(about: QObject, said: str) -> None:
    """Let a screen reader say something, where one is listening."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, said))


def news(found: FindingChanges) -> str:
    """What an edit did to the findings: "2 new findings: ...; 1 finding resolved: ..."."""
    said = []
    if found.added:
        count = plural("{count} new finding", "{count} new findings", len(found.added))
        said.append(f"{count}: {found.added[0].title}")
    if found.resolved:
        count = plural("{count} finding resolved", "{count} findings resolved", len(found.resolved))
        said.append(f"{count}: {found.resolved[0].title}")
    return "; ".join(said)
