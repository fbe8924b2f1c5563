"""A change shown on the canvas as if it were made: every card in its new place, with its new marks.

The chart is untouched. Whatever ends the preview puts the layout back by the inverse of the change, so that
nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orgsketch.drawing.marking import Marks, marks_of
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, invert
from orgsketch.rules.badges import Worn, worn

if TYPE_CHECKING:
    from orgsketch.rules.finding import Report
    from orgsketch.ui.canvas.canvas import Canvas


@dataclass(frozen=True)
class Ghost:
    """What is on trial: the chart before and after the change, and what is new about each box and line."""

    diff: ChartDiff
    before: Chart
    chart: Chart
    marks: Marks
    worn: Worn
    flags: Mapping[str, str]
    lines: frozenset[str]
    view: tuple[float, float, float]


class Preview(QObject):
    """Shows one ghost at a time. `left`: the user turned away from it, by Esc or by a click elsewhere."""

    left = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        self.ghost: Ghost | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the canvas shows a chart that is only on trial."""
        return self.ghost is not None

    @property
    def lines(self) -> frozenset[str]:
        """The relations that are only on trial."""
        return self.ghost.lines if self.ghost else frozenset()

    def show(self, diff: ChartDiff, chart: Chart, report: Report | None = None) -> None:
        """Paint `chart`, which is the document's after `diff`, with the marks of its report."""
        self.clear()
        canvas, view = self.canvas, self.canvas.view
        canvas.field.commit()
        canvas.tool.cancel()
        canvas.slide.finish()
        marks = marks_of(report) if report else {}
        badges = worn(canvas.document.book, chart, report) if report else {}
        lines = frozenset(line for line, (_old, new) in diff.relations.items() if new)
        start = (view.x, view.y, view.zoom)
        self.ghost = Ghost(diff, canvas.document.chart, chart, marks, badges, flags(diff), lines, start)
        self._stand(diff, chart)
        self._bring_into_sight(self.ghost)

    def clear(self) -> None:
        """Paint the chart as it is, and look where the reader looked."""
        ghost, self.ghost = self.ghost, None
        if ghost is None:
            return
        self._stand(invert(ghost.diff), ghost.before)
        self.canvas.slide.finish()
        view = self.canvas.view
        view.x, view.y, view.zoom = ghost.view
        self.canvas.view_changed()

    def comes_true(self, diff: ChartDiff, chart: Chart) -> bool:
        """Whether the very change shown was made: then the cards are already there."""
        ghost = self.ghost
        if ghost is None or ghost.diff != diff:
            return False
        self.ghost, canvas = None, self.canvas
        canvas.chart_layout.advance(ChartDiff(), chart)
        canvas.contents.try_on(None)
        canvas.contents.follow(diff, chart)
        canvas.view_changed()
        return True

    def forget(self) -> None:
        """Another chart is shown: there is nothing to put back."""
        self.ghost = None
        self.canvas.contents.try_on(None)

    def _stand(self, diff: ChartDiff, chart: Chart) -> None:
        """Let the cards stand as in `chart`; the top of the chart stays where it is on the screen."""
        canvas = self.canvas
        canvas.contents.try_on(self.ghost)
        canvas.linework.follow(diff)
        tops = canvas.chart_layout.tops
        canvas.relayout(lambda: canvas.chart_layout.advance(diff, chart), tops[0].box if tops else None)

    def _bring_into_sight(self, ghost: Ghost) -> None:
        """Show the first changed card; the whole chart where it is out of sight."""
        canvas = self.canvas
        shown = [rect for box in ghost.flags if (rect := canvas.chart_layout.rect(box))]
        if shown and not canvas.view.shows(shown[0]):
            canvas.slide.finish()
            canvas.fit()


def flags(diff: ChartDiff) -> Mapping[str, str]:
    """What is new about each changed box: added, moved or changed; removed ones are not shown."""
    found: dict[str, str] = {}
    for box, (before, after) in diff.boxes.items():
        if after is None:
            continue
        if before is None:
            found[box] = "added"
        elif before.reports_to != after.reports_to:
            found[box] = "moved"
        elif (before.order, before.arrangement) == (after.order, after.arrangement):
            found[box] = "changed"
    return found
