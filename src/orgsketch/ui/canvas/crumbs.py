"""The way down to a branch that is looked at alone, and back: whole chart, then manager by manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QWidget

from orgsketch.model import tree
from orgsketch.resources import _
from orgsketch.ui.canvas.view import ABOVE
from orgsketch.ui.spoken import box_title
from orgsketch.ui.widgets.boxes import Frame, clear, row
from orgsketch.ui.widgets.buttons import IconButton, button
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

MARGIN = 16
TALL, BADGE = 36, 16  # its own height, known before Qt has laid it out; a mark stands out above its card
MOST = 4  # managers named on the way; with more the middle ones are left out


class Crumbs(Frame):
    """Lies on the canvas at the top left while one branch is in focus."""

    def __init__(self, canvas: Canvas) -> None:
        steps = row(gap=2, margins=(8, 2, 4, 2))
        steps.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        super().__init__("Card", steps, canvas.viewport())
        self.canvas = canvas
        self.setAccessibleName(_("In focus"))
        self.move(MARGIN, MARGIN)
        self.hide()
        canvas.document.chart_changed.connect(lambda diff: self.follow())
        canvas.document.opened.connect(self.follow)

    @property
    def focus(self) -> str:
        """The box whose branch is looked at; "" = the whole chart."""
        return self.canvas.chart_layout.focus

    def focus_on(self, box: str) -> None:
        """Look at one branch alone; "" = at the whole chart, the branch selected."""
        canvas, left = self.canvas, self.focus
        canvas.relayout(lambda: self._look_at(box))
        self.follow()
        canvas.fit()
        if left and not box:
            canvas.choose([left])
            canvas.center_on(left)
        elif box:
            canvas.choose([box])
        canvas.setFocus()

    @property
    def taken(self) -> float:
        """How much more of the canvas's top it takes than a fitted chart keeps free anyway."""
        return float(MARGIN + TALL + BADGE - ABOVE) if self.focus else 0.0

    def _look_at(self, box: str) -> None:
        """A branch in focus is unfolded: its reports are what is to be seen."""
        layout = self.canvas.chart_layout
        layout.focus_on(box)
        if box in layout.folded:
            layout.fold(box, False)

    def step_up(self) -> None:
        """Look at the branch of the manager."""
        manager = self.canvas.document.chart.boxes[self.focus].reports_to if self.focus else None
        self.focus_on(manager or "")

    def make_room_for(self, box: str) -> None:
        """Leave the focus when a box is wanted that is outside."""
        if self.focus and self.canvas.chart_layout.branch(box) is None:
            self.canvas.relayout(lambda: self.canvas.chart_layout.focus_on(""))
            self.follow()

    def follow(self) -> None:
        """Name the way as it is now; a branch that is gone is not looked at any more."""
        layout = self.canvas.chart_layout
        if layout.branch(self.focus or "") is None and self.focus:
            layout.focus_on("")
        self.setVisible(bool(self.focus))
        if self.focus:
            self._fill()

    def _fill(self) -> None:
        content = self.layout()
        assert isinstance(content, QLayout)
        clear(content)
        content.addWidget(self._step("", _("Whole chart")))
        for box in self._way():
            content.addWidget(Words("›", "small"))
            content.addWidget(self._step(box, self._title(box)) if box else Words("…", "small"))
        content.addWidget(Words("›", "small"))
        content.addWidget(Words(self._title(self.focus), "strong"))
        back = IconButton("close", _("Back to the whole chart"))
        back.clicked.connect(lambda: self.focus_on(""))
        content.addWidget(back)

    def _way(self) -> list[str]:
        """The managers above, the top first; "" stands for those left out."""
        way = list(tree.path_to_top(self.canvas.document.chart, self.focus))[::-1]
        return way if len(way) <= MOST else [*way[:2], "", *way[-2:]]

    def _step(self, box: str, text: str) -> QWidget:
        made = button(text, "link")
        made.clicked.connect(lambda: self.focus_on(box))
        return made

    def _title(self, box: str) -> str:
        return box_title(self.canvas.document.chart, box, self.canvas.document.book)
