"""The whole chart in a corner, with a frame around what is seen; press or drag to go elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.canvas.zoombar import MARGIN

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

WIDTH, HEIGHT, INSET = 184, 116, 8
ABOVE = 44  # room for the zoom control below
FINEST = 2.0  # pixels of the map


class Minimap(QWidget):
    """Lies on the canvas above the zoom control while the chart reaches beyond what is seen."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas.viewport())
        self.canvas = canvas
        self.is_wanted = True
        self._picture: QPixmap | None = None
        self._drawn_for: object = None
        self._seen: object = None
        self.setFixedSize(QSize(WIDTH, HEIGHT))
        self.setAccessibleName(_("Overview of the chart"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        canvas.viewport().installEventFilter(self)

    def want(self, is_wanted: bool) -> None:
        """Show it where it helps, or never."""
        self.is_wanted = is_wanted
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The canvas painted: perhaps another part of the chart, perhaps another chart."""
        if event.type() == QEvent.Type.Paint:
            self._follow()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, boxes, and the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("control_border"), look.theme().edge(1)))
        painter.setBrush(look.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.drawPixmap(0, 0, self._drawn())
        painter.setPen(QPen(look.color("accent"), 1.5))
        painter.setBrush(look.color("selection%12"))
        painter.drawRect(self._frame().intersected(QRectF(self.rect()).adjusted(2, 2, -2, -2)))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        scale, left, top = self._fit()
        x, y = (event.position().x() - left) / scale, (event.position().y() - top) / scale
        self.canvas.view.center(Rect(x, y, 0, 0))
        self.canvas.view.keep_in_sight(self.canvas.bounds())
        self.canvas.view_changed()

    def _follow(self) -> None:
        view, layout = self.canvas.view, self.canvas.chart_layout
        bounds, area = layout.bounds, view.area
        is_whole = self.canvas.is_whole
        has_room = view.width > 3 * WIDTH and view.height > 3 * HEIGHT
        is_busy = self.canvas.overlay.carry is not None
        self.setVisible(self.is_wanted and bool(layout.tops) and not is_whole and has_room and not is_busy)
        self.move(int(view.width) - WIDTH - MARGIN, int(view.height) - HEIGHT - MARGIN - ABOVE)
        seen = (area, bounds, self._stamp())
        if seen != self._seen:
            self._seen = seen
            self.update()

    def _stamp(self) -> object:
        """What the picture of the boxes depends on."""
        layout = self.canvas.chart_layout
        return id(layout.chart), layout.folded, layout.focus, layout.bounds, look.theme().name

    def _fit(self) -> tuple[float, float, float]:
        """Scale, and where the chart's origin lies on the map."""
        bounds = self.canvas.chart_layout.bounds
        room_x, room_y = WIDTH - 2 * INSET, HEIGHT - 2 * INSET
        scale = min(room_x / max(1.0, bounds.width), room_y / max(1.0, bounds.height))
        left = INSET + (room_x - bounds.width * scale) / 2 - bounds.x * scale
        return scale, left, INSET + (room_y - bounds.height * scale) / 2 - bounds.y * scale

    def _frame(self) -> QRectF:
        scale, left, top = self._fit()
        area = self.canvas.view.area
        return QRectF(left + area.x * scale, top + area.y * scale, area.width * scale, area.height * scale)

    def _drawn(self) -> QPixmap:
        """The boxes, drawn once for every arrangement."""
        stamp = self._stamp()
        if self._picture is None or self._drawn_for != stamp:
            self._picture, self._drawn_for = self._new_picture(), stamp
        return self._picture

    def _new_picture(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        made = QPixmap(self.size() * ratio)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        layout, (scale, left, top) = self.canvas.chart_layout, self._fit()
        painter = QPainter(made)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        smallest = FINEST / scale
        found = self.canvas.slide.ahead(lambda: list(visible(layout, layout.bounds, smallest)))
        for branch, x, y, is_far in found:
            wide, tall = (
                (branch.right - branch.left, branch.bottom) if is_far else (branch.width, branch.height)
            )
            x = x + branch.left if is_far else x
            painter.drawRect(
                QRectF(left + x * scale, top + y * scale, max(1.0, wide * scale), max(1.0, tall * scale))
            )
        painter.end()
        return made
