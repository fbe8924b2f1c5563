"""Hints over the canvas: one at a time, each gone for good once it was followed or sent away."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer

from orgsketch.errors import ResourceError
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import N_, _, settings
from orgsketch.ui.widgets.boxes import Frame, row
from orgsketch.ui.widgets.buttons import IconButton
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

FEW, AWAY = 5, 14


class Hint(NamedTuple):
    """One hint: when it helps, and what it says; `command`: whose keys it names."""

    name: str
    text: str
    helps: Callable[[Window], bool]
    command: str = ""


def _is_small(window: Window) -> bool:
    return 0 < len(window.document.chart.boxes) < FEW


def _is_grown(window: Window) -> bool:
    return len(window.document.chart.boxes) >= FEW


def _has_findings(window: Window) -> bool:
    return any(finding.boxes and not finding.quiet for finding in window.document.report.findings)


HINTS = (
    Hint("add", N_("Tab adds a report, Enter a peer. Typing renames what is selected."), _is_small),
    Hint("read", N_("The marks are findings: click one to read what it means."), _has_findings),
    Hint("move", N_("Drag a box onto another to see what the move would change."), _is_grown),
    Hint("find", N_("{keys} finds any box and any command."), _is_grown, "find"),
)
# Which command or edit means that a hint is understood.
COMMANDS = {"add_report": "add", "add_peer": "add", "move_to": "move", "find": "find", "findings": "read"}


class Hints(Frame):
    """A quiet line at the foot of the canvas; anything else that is said there goes first."""

    def __init__(self, window: Window) -> None:
        super().__init__("Popover", parent=window.canvas)
        self.host, self.hint = window, ""
        self.words = Words("", "small")
        self.close_ = IconButton("close", _("Do not show this hint again"), 24)
        self.setLayout(row(self.words, self.close_, gap=10, margins=(14, 4, 6, 4)))
        self.close_.clicked.connect(lambda: self.done(self.hint))
        for command, hint in COMMANDS.items():
            window.actions_table[command].triggered.connect(lambda _on=False, hint=hint: self.done(hint))
        window.side.findings.boxes_wanted.connect(lambda boxes: self.done("read"))
        window.canvas.finding_clicked.connect(lambda rule, box: self.done("read"))
        window.document.chart_changed.connect(self._follow)
        window.document.findings_changed.connect(self.refresh_soon)
        window.document.opened.connect(self.refresh_soon)
        for other in (window.canvas, window.toast):
            other.installEventFilter(self)
        self.hide()
        self.refresh_soon()

    def done(self, name: str) -> None:
        """This hint is understood, for good."""
        known = settings.load().hints
        if name and name not in known:
            with suppress(ResourceError):
                settings.update(hints=(*known, name))
        self.refresh_soon()

    def refresh(self) -> None:
        """Show the first hint that helps now and is not known yet."""
        known = settings.load().hints
        wanted = next((hint for hint in HINTS if hint.name not in known and hint.helps(self.host)), None)
        coaching, document = self.host.coaching, self.host.document
        is_busy = coaching.tour.is_on or bool(coaching.expecting.box) or self.host.trial.trial is not None
        is_taken = is_busy or self.host.toast.isVisible() or document.is_read_only
        self.hint = wanted.name if wanted and not is_taken else ""
        self.setVisible(bool(self.hint))
        if wanted and self.hint:
            keys = self.host.actions_table[wanted.command].shortcut().toString() if wanted.command else ""
            self.words.setText(_(wanted.text).format(keys=keys))
            self.setVisible(self.sizeHint().width() <= self.host.canvas.width() - 2 * AWAY)
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle, and give way to what is said there for a moment."""
        if watched is self.host.toast:
            if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
                self.refresh_soon()
        elif event.type() == QEvent.Type.Resize:
            self.refresh_soon()  # once the canvas has put everything in its place
        return False

    def refresh_soon(self) -> None:
        """Look again once everything has settled."""
        QTimer.singleShot(0, self, self.refresh)

    def _follow(self, diff: ChartDiff) -> None:
        if any(old and new and old.reports_to != new.reports_to for old, new in diff.boxes.values()):
            self.done("move")
        self.refresh_soon()

    def _place(self) -> None:
        """In the middle at the foot, above the bar that zooms where there is no room beside it."""
        size, canvas, bar = self.sizeHint(), self.host.canvas, self.host.canvas.zoom_bar
        x = (canvas.width() - size.width()) // 2
        y = canvas.height() - size.height() - AWAY - int(canvas.foot())
        if x + size.width() > bar.x() and y + size.height() > bar.y():
            y = bar.y() - size.height() - AWAY
        self.setGeometry(x, y, size.width(), size.height())
