"""Offers the line that is probably wanted next: who serves the second product line as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _
from orgsketch.ui.canvas.menus import alike
from orgsketch.ui.spoken import box_title, function_title

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

MOST = 3  # more boxes than this in one step are an import or a branch: nobody is asked about them
SERVES = "serves"


class Offers(QObject):
    """Asks in the toast, where an edit brings a box that another one is there to serve."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.host = window
        window.document.chart_changed.connect(self._follow)

    def _follow(self, diff: ChartDiff) -> None:
        chart = self.host.document.chart
        if len(diff.boxes) > MOST:
            return
        for box, (before, after) in diff.boxes.items():
            is_new = after and after.function and (before is None or before.function != after.function)
            if is_new and box in chart.boxes:
                QTimer.singleShot(0, self, lambda box=box: self.offer(box))

    def offer(self, box: str) -> None:
        """Offer to draw the lines to a box, and to those of its kind that are not served yet."""
        chart = self.host.document.chart
        found = wanted(chart, box, self._servers(chart, box)) if box in chart.boxes else None
        if found is None or self.host.canvas.why_not_changeable():
            return
        server, ends = found
        book = self.host.document.book
        who, whom = box_title(chart, server, book), function_title(book, chart.boxes[box].function)
        text = _("Does {who} serve this one too? ({function})") if len(ends) == 1 else None
        said = text or _("A second product line: does {who} serve both? ({function})")
        self.host.toast.show_offer(
            said.format(who=who, function=whom), _("Draw"), lambda: self._draw(server, ends, who)
        )

    def _servers(self, chart: Chart, box: str) -> list[str]:
        """The boxes that are there for boxes of this function."""
        functions = self.host.document.book.vocabulary.functions.values() if self.host.document.book else ()
        function = chart.boxes[box].function
        serving = [entry.id for entry in functions if function in entry.serves]
        return sorted(server for name in serving for server in chart.with_function(name))

    def _draw(self, server: str, ends: list[str], who: str) -> None:
        step = _("Draw: {who} serves {count} more").format(who=who, count=len(ends))
        self.host.document.edit(step, edits.draw_all, SERVES, server, ends)


def wanted(chart: Chart, box: str, servers: list[str]) -> tuple[str, list[str]] | None:
    """Who would serve whom: the only server serves others of the kind already, or a second one has come."""
    if len(servers) != 1:
        return None
    kind = alike(chart, servers[0], box)
    served = {line.end for line in chart.relations_of(servers[0]) if line.kind == SERVES}
    if box in served or box not in kind:
        return None
    if served & set(kind):
        return servers[0], [box]
    return (servers[0], kind) if len(kind) == 2 and not served else None
