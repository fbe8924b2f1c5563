"""Card frames as pictures: drawn once for each size, state and zoom, then copied to the screen."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPixmap

from orgsketch.drawing.frames import MARGIN, State, frame_shapes
from orgsketch.drawing.paint import paint
from orgsketch.drawing.theme import Theme

MOST = 256


class Look(NamedTuple):
    """All that tells two frames apart."""

    width: float
    height: float
    status: str
    flag: str
    state: State


class Frames:
    """The frames in use at one zoom; the ones not used for longest go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Look, QPixmap] = OrderedDict()
        self._scale: tuple[Theme | None, float, float] = (None, 0.0, 0.0)
        self.margin = 0.0

    def prepare(self, theme: Theme, zoom: float, ratio: float) -> None:
        """Frames of this theme, at this zoom, for a screen of this device pixel ratio."""
        if self._scale != (theme, zoom, ratio):
            self._scale = (theme, zoom, ratio)
            self.margin = ceil(MARGIN * zoom * ratio) / ratio
            self._kept.clear()

    def draw(self, painter: QPainter, x: float, y: float, look: Look) -> None:
        """Draw a frame; its card's top left is at (x, y) of the screen, on a device pixel."""
        frame = self._kept.get(look)
        if frame is None:
            frame = self._kept[look] = self._made(look)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(look)
        painter.drawPixmap(QPointF(x - self.margin, y - self.margin), frame)

    def _made(self, look: Look) -> QPixmap:
        theme, zoom, ratio = self._scale
        assert theme is not None
        wide = ceil((look.width * zoom + 2 * self.margin) * ratio)
        tall = ceil((look.height * zoom + 2 * self.margin) * ratio)
        frame = QPixmap(wide, tall)
        frame.setDevicePixelRatio(ratio)
        frame.fill(Qt.GlobalColor.transparent)
        painter = QPainter(frame)
        painter.translate(self.margin, self.margin)
        painter.scale(zoom, zoom)
        paint(painter, frame_shapes(*look), theme)
        painter.end()
        return frame
