"""What a screen reader finds on the canvas: boxes, lines, findings, each with name, place and actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible, QAccessibleInterface

from orgsketch.drawing.cards import spoken
from orgsketch.drawing.relations import kind_title
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.ui.canvas.accessible.doing import PRESS, TOGGLE, do
from orgsketch.ui.canvas.accessible.part import Part, Role
from orgsketch.ui.spoken import box_title, finding_kind

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.canvas.accessible.tree import ChartTree

ADDING = ("rename", "add_report", "add_peer")
MOVING = ("move_to", "draw_line", "promote", "demote", "earlier", "later")
COMMANDS = (*ADDING, *MOVING, "properties", "delete")


class BoxPart(Part):
    """A box; below it its direct reports, the lines that start there, its findings."""

    def is_there(self) -> bool:
        """On the chart, folded away or not."""
        return self.key in self.canvas.document.chart.boxes

    def name(self) -> str:
        """ "Product marketing, Ana Ruiz, reports to Marketing, 1 critical"."""
        chart, branch = self.canvas.document.chart, self.canvas.chart_layout.branch(self.key)
        manager = box_title(chart, chart.boxes[self.key].reports_to, self.canvas.document.book)
        return spoken(self.canvas.contents.card(self.key, branch.hidden if branch else 0), manager)

    def about(self) -> str:
        """The titles of its findings."""
        return " · ".join(dict.fromkeys(finding.title for finding in self.tree.findings(self.key)))

    def owner(self) -> QAccessibleInterface:
        """Its manager; the chart, for the top and the bench."""
        manager = self.canvas.document.chart.boxes[self.key].reports_to if self.is_there() else None
        return self.tree.box(manager) if manager else self.tree

    def parts(self) -> Sequence[Part]:
        """What is unfolded below; then lines; then findings."""
        chart, layout = self.canvas.document.chart, self.canvas.chart_layout
        reports = () if self.key in layout.folded else chart.reports(self.key)
        starting = [line.id for line in chart.relations_of(self.key) if line.start == self.key]
        found = range(len(self.tree.findings(self.key)))
        return [
            *map(self.tree.box, reports),
            *map(self.tree.line, starting),
            *(self.tree.finding(self.key, place) for place in found),
        ]

    def place(self) -> Rect | None:
        """The card, on the chart or on the bench."""
        return self.canvas.screen_rect(self.key)

    def mark(self, state: QAccessible.State) -> None:
        """Selected, focused, folded."""
        overlay, layout = self.canvas.overlay, self.canvas.chart_layout
        is_chosen = self.key in overlay.selection
        state.selectable = state.focusable = state.multiSelectable = 1
        state.selected = int(is_chosen)
        state.focused = int(self.canvas.hasFocus() and self.key == self.tree.focused())
        if self.canvas.document.chart.reports(self.key):
            is_folded = self.key in layout.folded
            state.expandable, state.collapsed, state.expanded = 1, int(is_folded), int(not is_folded)
        state.readOnly = int(bool(self.canvas.why_not_changeable()))

    def actions(self) -> Sequence[str]:
        """Select; fold, where there is something to fold; then the commands for one box."""
        folds = (TOGGLE,) if self.canvas.document.chart.reports(self.key) else ()
        return (PRESS, *folds, *COMMANDS)

    def do(self, action: str) -> None:
        """As by keyboard: the box is selected first."""
        self.canvas.walk_to(self.key)
        if action == TOGGLE:
            self.canvas.fold([self.key])
        elif action != PRESS:
            do(self.canvas, action)

    def layer(self) -> int | None:
        """How far from the top."""
        return tree.layer(self.canvas.document.chart, self.key)


class LinePart(Part):
    """A relation, below the box where it starts."""

    kind = Role.Link

    def is_there(self) -> bool:
        """Still drawn."""
        return self.key in self.canvas.document.chart.relations

    def name(self) -> str:
        """ "Serves Product management"."""
        chart, book = self.canvas.document.chart, self.canvas.document.book
        line = chart.relations[self.key]
        return f"{line.label or kind_title(line.kind)} {box_title(chart, line.end, book)}"

    def owner(self) -> QAccessibleInterface:
        """The box where it starts."""
        line = self.canvas.document.chart.relations.get(self.key)
        return self.tree.box(line.start) if line else self.tree

    def place(self) -> Rect | None:
        """Where its first box is."""
        return self.canvas.screen_rect(self.canvas.document.chart.relations[self.key].start)

    def mark(self, state: QAccessible.State) -> None:
        """Selected or not."""
        state.selectable = 1
        state.selected = int(self.canvas.overlay.relation == self.key)

    def actions(self) -> Sequence[str]:
        """Select, delete."""
        return (PRESS, "delete")

    def do(self, action: str) -> None:
        """Select the line, or take it away."""
        if action == PRESS:
            self.canvas.choose_relation(self.key)
        else:
            self.canvas.remove_relation(self.key)


class FindingPart(Part):
    """A finding, below the box it marks. The key is that box; `number` its place there."""

    kind = Role.ListItem

    def __init__(self, chart_tree: ChartTree, box: str, number: int) -> None:
        super().__init__(chart_tree, box)
        self.number = number

    @property
    def finding(self) -> Finding:
        """What is found."""
        return self.tree.findings(self.key)[self.number]

    def is_there(self) -> bool:
        """Still found."""
        return self.number < len(self.tree.findings(self.key))

    def name(self) -> str:
        """ "Risk, major: the title"."""
        return f"{finding_kind(self.finding)}: {self.finding.title}"

    def about(self) -> str:
        """The whole message."""
        return str(self.finding.message)

    def owner(self) -> QAccessibleInterface:
        """The box that wears its mark."""
        return self.tree.box(self.key)

    def place(self) -> Rect | None:
        """Where its box is."""
        return self.canvas.screen_rect(self.key)

    def do(self, action: str) -> None:
        """Open it in its panel."""
        self.canvas.choose([self.key])
        self.canvas.finding_clicked.emit(self.finding.rule, self.key)
