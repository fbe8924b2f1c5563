"""The small pictures above the columns: drawn once while a chart stays as it is, large ones one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView

from orgsketch.model.chart import Chart
from orgsketch.ui import look, miniature

SMALL = 200  # boxes of a chart that is drawn at once


class Pictures(QObject):
    """The pictures of the options by column; a head that waits for one is painted again when it is there."""

    def __init__(self, heads: QHeaderView) -> None:
        super().__init__(heads)
        self.heads = heads
        self._drawn: dict[int, tuple[Chart, object, QPixmap]] = {}
        self._wanted: dict[int, tuple[Chart, QSize]] = {}
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._draw_next)

    def of(self, column: int, chart: Chart, size: QSize) -> QPixmap | None:
        """The picture of a column; the last one, or none yet, while another is being drawn."""
        known = self._drawn.get(column)
        if known is not None and known[0] is chart and known[1] == self._how(size):
            return known[2]
        if len(chart.boxes) <= SMALL:
            return self._draw(column, chart, size)
        self._wanted[column] = (chart, size)
        self._timer.start()
        return known[2] if known is not None and known[1] == self._how(size) else None

    def _draw_next(self) -> None:
        if not self._wanted:
            self._timer.stop()
            return
        column = next(iter(self._wanted))
        self._draw(column, *self._wanted.pop(column))
        self.heads.viewport().update()

    def _draw(self, column: int, chart: Chart, size: QSize) -> QPixmap:
        ratio = self.heads.devicePixelRatioF()
        made = QPixmap(size * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        miniature.draw(painter, chart, miniature.lay_out(chart), QRectF(0, 0, size.width(), size.height()))
        painter.end()
        self._drawn[column] = (chart, self._how(size), made)
        return made

    def _how(self, size: QSize) -> object:
        return size.width(), size.height(), look.theme().name, self.heads.devicePixelRatioF()
