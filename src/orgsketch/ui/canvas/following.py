"""Keeps the canvas in step with its document, and the eye of the reader where it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from orgsketch.model.diff import ChartDiff
from orgsketch.resources import settings
from orgsketch.ui.canvas.overlay import Overlay
from orgsketch.ui.canvas.slide import MOST

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

FLASH = 600  # milliseconds
LEGIBLE = 0.55  # a title is seven pixels high


class Following(QObject):
    """Touches what a diff names and nothing else."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self._held = ""
        self._flash = QTimer(self, singleShot=True, interval=FLASH)
        self._flash.timeout.connect(self._end_flash)
        canvas.document.chart_changed.connect(self._follow)
        canvas.document.findings_changed.connect(self._read_findings)
        canvas.document.opened.connect(self._start_afresh)

    @property
    def is_still(self) -> bool:
        """Whether cards jump to their places, as reduced motion asks."""
        return not self.canvas.isVisible() or settings.load().reduced_motion

    def hold(self, box: str) -> None:
        """With the next edit, this box stays where it is on the screen."""
        self._held = box

    def _follow(self, diff: ChartDiff) -> None:
        canvas, chart = self.canvas, self.canvas.document.chart
        if canvas.preview.comes_true(diff, chart):
            return
        canvas.preview.clear()
        canvas.tool.cancel()
        if canvas.overlay.carry:
            canvas.overlay.carry.cancel()
        was_empty = not canvas.chart_layout.tops
        canvas.contents.follow(diff, chart)
        canvas.linework.follow(diff)
        anchor, self._held = self._held or self._anchor(diff), ""
        if diff.boxes:
            canvas.relayout(lambda: canvas.chart_layout.advance(diff, chart), anchor)
            self._ring(diff)
        else:
            canvas.chart_layout.advance(diff, chart)
        self._forget_missing()
        if was_empty:
            canvas.fit()
        canvas.view_changed()

    def _anchor(self, diff: ChartDiff) -> str:
        """What stays put on the screen: what is selected, or its manager where that is what moves."""
        layout, area = self.canvas.chart_layout, self.canvas.view.area
        for box in self._candidates(diff):
            rect = layout.rect(box)
            if rect and rect.meets(area):
                return box
        return layout.tops[0].box if layout.tops else ""

    def _candidates(self, diff: ChartDiff) -> Iterator[str]:
        for box in self.canvas.overlay.selection:
            before, after = diff.boxes.get(box, (None, None))
            if before is None or (
                after and (before.reports_to, before.order) == (after.reports_to, after.order)
            ):
                yield box
            elif before.reports_to:
                yield before.reports_to
        for change in diff.boxes.values():
            for record in change:
                if record and record.reports_to:
                    yield record.reports_to

    def _forget_missing(self) -> None:
        """Let go of what is not on the chart any more."""
        chart, overlay = self.canvas.document.chart, self.canvas.overlay
        overlay.selection = [box for box in overlay.selection if box in chart.boxes]
        overlay.found = frozenset(box for box in overlay.found if box in chart.boxes)
        for name in ("hovered", "handles", "focused"):
            if getattr(overlay, name) not in chart.boxes:
                setattr(overlay, name, "")
        if overlay.relation not in chart.relations:
            overlay.relation = ""

    def _ring(self, diff: ChartDiff) -> None:
        """Where too much is seen for anything to slide, ring what has changed for a moment."""
        canvas = self.canvas
        if canvas.painting.seen > MOST and not self.is_still:
            changed = (box for box, (_before, after) in diff.boxes.items() if after is not None)
            canvas.overlay.found = frozenset(changed)
            self._flash.start()

    def _end_flash(self) -> None:
        self.canvas.overlay.found = frozenset()
        self.canvas.refresh()

    def _read_findings(self) -> None:
        self.canvas.contents.read_findings()
        self.canvas.refresh()

    def _start_afresh(self) -> None:
        """The document holds another chart."""
        canvas = self.canvas
        canvas.preview.forget()
        canvas.tool.cancel()
        canvas.field.cancel()
        canvas.slide.finish()
        canvas.overlay = Overlay()
        canvas.contents.forget()
        canvas.lens.fresh()
        arrive(canvas)


def arrive(canvas: Canvas) -> None:
    """Show a chart just opened: whole where its titles can be read so, else from its top box down."""
    tops = canvas.chart_layout.tops
    top = canvas.chart_layout.rect(tops[0].box) if tops else None
    canvas.view.arrive(canvas.bounds(), top or canvas.bounds(), LEGIBLE, canvas.foot(), canvas.side())
    canvas.view_changed()
