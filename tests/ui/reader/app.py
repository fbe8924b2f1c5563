"""The program as a reader finds it: a chart of fifty boxes in a window. Says what it becomes."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer

from orgsketch.ui import app
from tests.charts import big_chart


def main() -> int:
    """Show the chart, print every change of it, end when the reader closes our input."""
    program = app.application()
    windows = app.Windows()
    window = windows.another()
    window.document.adopt(big_chart(50))
    window.show_chart()
    window.activateWindow()
    QTimer.singleShot(0, window.canvas.fit)  # a box off the screen is read, but not visible
    window.document.chart_changed.connect(lambda diff: tell(window))
    window.canvas.selection_changed.connect(lambda boxes: tell(window))
    QTimer.singleShot(90_000, program.quit)
    tell(window)
    return int(program.exec())


def tell(window: object) -> None:
    """One line: the number of boxes, and what is selected."""
    chart = window.document.chart  # type: ignore[attr-defined]
    selection = window.canvas.overlay.selection  # type: ignore[attr-defined]
    print(len(chart.boxes), *(chart.boxes[box].title for box in selection), sep="\t", flush=True)


if __name__ == "__main__":
    sys.exit(main())
