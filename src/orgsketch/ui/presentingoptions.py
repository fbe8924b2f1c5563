"""The presentation of the options: one chart after the other on the whole screen, each with its findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from orgsketch import compare
from orgsketch.drawing.changes import WORDS
from orgsketch.errors import EditError
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui.canvas import Canvas
from orgsketch.ui.changes.canvas import MORPH, NOTHING, ChangesCanvas, Scene
from orgsketch.ui.presenting import Presentation
from orgsketch.ui.spoken import finding_kind

if TYPE_CHECKING:
    from orgsketch.compare import Comparison
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window

ANOTHER: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class OptionsPresentation(Presentation):
    """Up and Down go through the options. `number_shown`: which of them is shown, from 0.

    It begins with the chart of the window. Each option is marked where it differs from the one before it.
    """

    def __init__(self, window: Window) -> None:
        self.options = _readable(window)
        self.option = window.options.here
        self.comparison: Comparison | None = None
        super().__init__(window)
        self.canvas.slide.set_pace(MORPH)
        window.options.changed.connect(self._follow)

    @property
    def title(self) -> str:
        """The title of the option that is shown."""
        return self.option.title

    @property
    def number_shown(self) -> int:
        """The place of the option among the options."""
        return next((n for n, option in enumerate(self.options) if option.key == self.option.key), 0)

    def turn(self, by: int) -> None:
        """The next option, or the one before; it stops at both ends."""
        place = max(0, min(self.number_shown + by, len(self.options) - 1))
        if self.options[place].key != self.option.key:
            self._show_option(self.options[place])
        self.speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Options up and down, findings left and right."""
        by = ANOTHER.get(event.key())
        if by is None:
            super().keyPressEvent(event)
        else:
            self.turn(by)

    def _make_canvas(self) -> Canvas:
        self.comparison = self._compared()
        return ChangesCanvas(self._scene(), self.host.document.book)

    def _show_option(self, option: Option) -> None:
        self.option, self.place = option, 0
        self.comparison = self._compared()
        self.setWindowTitle(self.title)
        assert isinstance(self.canvas, ChangesCanvas)
        self.canvas.turn_to(self._scene())
        self._find()
        self.show_place()

    def _follow(self) -> None:
        """Files were read, charts were changed, opened or closed: stay with the option that is shown."""
        self.options = _readable(self.host) or self.options
        shown = self.options[self.number_shown]
        if shown.chart is self.option.chart and shown.report is self.option.report:
            self.show_place()
        else:
            self._show_option(shown)

    @property
    def _before(self) -> Option | None:
        return self.options[self.number_shown - 1] if self.number_shown else None

    def _compared(self) -> Comparison | None:
        """What this option changes of the one before; nothing to tell where they have no boxes in common."""
        before = self._before
        if before is None or not compare.shares_ids(_chart(before), _chart(self.option)):
            return None
        words = self.host.document.book.vocabulary
        try:
            return compare.two(_chart(before), _chart(self.option), before.report, self.option.report, words)
        except EditError:
            return None

    def _scene(self) -> Scene:
        """The option itself with its findings, and the flags of what stands on it."""
        chart, report = _chart(self.option), self.option.report or NOTHING
        if self.comparison is None:
            return Scene(chart, report)
        both = compare.overlay(self.comparison)
        flags = {box: flag for box, flag in both.flags.items() if box in chart.boxes}
        details = {box: told for box, told in both.details.items() if box in chart.boxes}
        lines = {line: kind for line, kind in both.lines.items() if line in chart.relations}
        return Scene(chart, report, flags, details, lines=lines)

    def _overview(self) -> str:
        source = _chart(self.option).head.based_on
        origin = _("From {title}").format(title=source.title) if source and source.title else ""
        return " · ".join(filter(None, (origin, super()._overview(), self._news())))

    def _news(self) -> str:
        before, found = self._before, self.comparison
        if before is None or found is None:
            return ""
        counts = [
            _(text).format(count=found.counts[kind]) for kind, text in WORDS.items() if kind in found.counts
        ]
        told = ", ".join(counts) or _("no changes")
        return _("{changes} since {title}").format(changes=told, title=before.title)

    def _foot(self, finding: Finding | None) -> Iterator[str]:
        place = _("Option {number} of {count}").format(number=self.number_shown + 1, count=len(self.options))
        yield f"{place}: {self.title}" if finding else place
        if finding:
            yield _("Finding {number} of {count}").format(number=self.place, count=len(self.findings))
        yield finding_kind(finding) if finding else _("↑ ↓ options, ← → findings, Esc ends")


def _readable(window: Window) -> tuple[Option, ...]:
    """The options that can be shown: those with trouble, and those still being read, are left out."""
    return tuple(option for option in window.options.all() if option.chart is not None)


def _chart(option: Option) -> Chart:
    assert option.chart is not None
    return option.chart
