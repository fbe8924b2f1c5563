"""The corner of the matrix: how many options there are, judged in one case or not, what the hues mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from orgsketch.compare.matrix import Matrix
from orgsketch.resources import _, plural
from orgsketch.ui import look
from orgsketch.ui.hues import hues, tell
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.words import Words
from orgsketch.vocabulary import Vocabulary

INSET = 24


class Corner(QWidget):
    """Stands over the first column.

    `answers_wanted`: they are to be changed; `one_case_wanted`: those of the chart shown are to hold in all.
    """

    answers_wanted = Signal()
    one_case_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self.count, self.case = Words("", "heading"), Words("", "small", wrap=True)
        self.answers = button(_("Change the answers"), "link")
        self.answers.clicked.connect(self.answers_wanted)
        self.one_case = button(_("Apply this case to all…"), "link")
        self.one_case.clicked.connect(self.one_case_wanted)
        self.hues = hues()
        layout = column(
            self.count, self.case, self.answers, self.one_case, None, gap=1, margins=(INSET, 14, 12, 10)
        )
        layout.addWidget(_pairs(self.hues))
        self.setLayout(layout)

    def tell(self, matrix: Matrix, words: Vocabulary) -> None:
        """Say it of a matrix."""
        count = len(matrix.titles)
        self.count.setText(plural("{count} option", "{count} options", count))
        other = matrix.section("case")
        self.case.setText(_case(len(other.rows) if other else 0, count))
        self.one_case.setVisible(other is not None)
        tell(self.hues, words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet ground with a line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("surface"))
        painter.setPen(QPen(look.color("hairline"), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
        painter.end()


def _case(different: int, count: int) -> str:
    if different:
        return plural(
            "They are judged in different cases: {count} answer differs.",
            "They are judged in different cases: {count} answers differ.",
            different,
        )
    return plural("", "Same company answers in all {count}.", count)


def _pairs(widgets: Sequence[QWidget]) -> QWidget:
    """Two by two."""
    from PySide6.QtWidgets import QGridLayout

    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(0)
    grid.setColumnStretch(1, 1)
    for number, widget in enumerate(widgets):
        grid.addWidget(widget, number // 2, number % 2)
    return made
