"""The chart as a screen reader meets it: a tree, box by box."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget

from orgsketch.resources import _, plural
from orgsketch.ui.canvas.accessible.part import Part, dispose
from orgsketch.ui.canvas.accessible.parts import BoxPart, FindingPart, LinePart

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, Report
    from orgsketch.ui.canvas.canvas import Canvas


class ChartTree(QAccessibleWidget):
    """The chart. Below it the tops, the bench, and what lies on the canvas (zoom control, title field)."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, QAccessible.Role.Tree, _("Chart"))
        self.canvas = canvas
        self._boxes: dict[str, BoxPart] = {}
        self._lines: dict[str, LinePart] = {}
        self._findings: dict[tuple[str, int], FindingPart] = {}
        self._report: Report | None = None
        self._by_box: dict[str, list[Finding]] = {}

    # --- parts, made when first asked for ---------------------------------------------------------------

    def box(self, box: str) -> BoxPart:
        """The part of a box."""
        if box not in self._boxes:
            self._boxes[box] = BoxPart(self, box)
        return self._boxes[box]

    def line(self, relation: str) -> LinePart:
        """The part of a relation."""
        if relation not in self._lines:
            self._lines[relation] = LinePart(self, relation)
        return self._lines[relation]

    def finding(self, box: str, number: int) -> FindingPart:
        """The part of a finding by its place among those of a box."""
        if (box, number) not in self._findings:
            self._findings[box, number] = FindingPart(self, box, number)
        return self._findings[box, number]

    def findings(self, box: str) -> list[Finding]:
        """What is found at a box, worst first; quiet rules are left out, as on the card."""
        report = self.canvas.document.report
        if report is not self._report:
            self._report, found = report, defaultdict(list)
            for finding in report.findings:
                if finding.boxes and not finding.quiet:
                    found[finding.boxes[0]].append(finding)
            self._by_box = dict(found)
        return self._by_box.get(box, [])

    def focused(self) -> str:
        """The box the keyboard is on."""
        overlay = self.canvas.overlay
        return overlay.focused or (overlay.selection[-1] if overlay.selection else "")

    def clear(self) -> None:
        """The canvas is gone."""
        parts: list[Part] = [*self._boxes.values(), *self._lines.values(), *self._findings.values()]
        for known in (self._boxes, self._lines, self._findings):
            known.clear()
        dispose(parts)

    # --- what Qt asks -----------------------------------------------------------------------------------

    def text(self, kind: QAccessible.Text) -> str:
        """The chart's title and size."""
        chart = self.canvas.document.chart
        if kind == QAccessible.Text.Name:
            return _("Chart: {title}").format(title=self.canvas.document.name) if chart.boxes else _("Chart")
        if kind == QAccessible.Text.Description:
            return plural("{count} box", "{count} boxes", len(chart.boxes))
        return super().text(kind)

    def childCount(self) -> int:
        """Tops, bench, and the layer of widgets."""
        return len(self._tops()) + 1

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """One of them."""
        tops = self._tops()
        if 0 <= index < len(tops):
            return self.box(tops[index])
        is_last = index == len(tops)
        return QAccessible.queryAccessibleInterface(self.canvas.viewport()) if is_last else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The place of one of them."""
        tops = self._tops()
        if isinstance(child, BoxPart):
            return tops.index(child.key) if child.key in tops else -1
        return len(tops) if child is not None and child.object() is self.canvas.viewport() else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        """What is at a point of the screen."""
        inside = self.canvas.viewport().mapFromGlobal(QPoint(x, y))
        if not self.canvas.viewport().rect().contains(inside):
            return None
        hit = self.canvas.hit(inside.x(), inside.y())
        if hit.kind == "relation":
            return self.line(hit.part)
        return self.box(hit.box) if hit.box else self

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        """The box the keyboard is on."""
        box = self.focused() if self.canvas.hasFocus() else ""
        return self.box(box) if box else super().focusChild()

    def _tops(self) -> tuple[str, ...]:
        return tuple(self.canvas.document.chart.reports(None))
