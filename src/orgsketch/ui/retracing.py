"""After undo and redo: what the step touched is selected and in sight, so that nobody looks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Box

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


class Retracing(QObject):
    """Follows the history of a window's document."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        window.document.undo_stack.retraced.connect(self._show)

    def _show(self, diff: ChartDiff) -> None:
        """Select the boxes, or the line, that a step touched."""
        window, chart = self.window, self.window.document.chart
        boxes = touched(diff, chart)
        line = next((line for line in diff.relations if line in chart.relations), "")
        if boxes:
            window.select(boxes)
        elif line:
            boxes = [chart.relations[line].start]
            window.canvas.choose_relation(line)
        if boxes and window.is_on_chart:
            window.canvas.center_on(boxes[0])


def touched(diff: ChartDiff, chart: Chart) -> list[str]:
    """The boxes that a change is about: those that came, else moved, else changed, else those left behind."""
    for some in (_came, _moved, _left_behind, _changed, _reordered, _peopled, _unlinked):
        found = [box for box in some(diff, chart) if box in chart.boxes]
        if found:
            return found
    return []


def _came(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    """Boxes that are there again, each branch by its top."""
    came = {box for box, (before, _after) in diff.boxes.items() if before is None}
    return (box for box in came if box in chart.boxes and chart.boxes[box].reports_to not in came)


def _moved(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    return (box for box, before, after in _kept(diff) if before.reports_to != after.reports_to)


def _left_behind(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    """The nearest manager who is still there of the first box that went."""
    records = [before for before, after in diff.boxes.values() if before and after is None]
    managers = {record.id: record.reports_to for record in records}
    for record in records:
        above = record.reports_to
        while above is not None and above not in chart.boxes:
            above = managers.get(above)
        if above is not None:
            yield above
            return


def _changed(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    return (box for box, before, after in _kept(diff) if before.order == after.order)


def _reordered(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    return (box for box, _before, _after in _kept(diff))


def _peopled(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    """Where somebody sits whose name is another."""
    return (seat for person in diff.people for seat in chart.seats(person))


def _unlinked(diff: ChartDiff, chart: Chart) -> Iterator[str]:
    """Where a line began that is gone."""
    return (before.start for before, after in diff.relations.values() if before and after is None)


def _kept(diff: ChartDiff) -> Iterator[tuple[str, Box, Box]]:
    for box, (before, after) in diff.boxes.items():
        if before and after:
            yield box, before, after
