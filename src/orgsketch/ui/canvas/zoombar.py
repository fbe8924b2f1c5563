"""The zoom control in the corner: smaller, how large, larger, all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from orgsketch.resources import _
from orgsketch.ui.widgets.boxes import Frame, hairline, row
from orgsketch.ui.widgets.buttons import IconButton
from orgsketch.ui.widgets.words import tip

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

MARGIN = 16


class ZoomBar(Frame):
    """Lies on the canvas at the bottom right."""

    def __init__(self, canvas: Canvas) -> None:
        self.smaller = IconButton("minus", _("Zoom out"))
        self.larger = IconButton("plus", _("Zoom in"))
        self.whole = IconButton("fit", _("Fit the whole chart"))
        self.percent = QToolButton()
        self.percent.setMinimumSize(52, 28)
        self.percent.setToolTip(tip(_("Actual size")))
        line = hairline(vertical=True)
        line.setFixedHeight(18)
        parts = row(self.smaller, self.percent, self.larger, line, self.whole, gap=2, margins=(4, 1, 4, 1))
        super().__init__("Card", parts, canvas.viewport())
        self.smaller.clicked.connect(canvas.zoom_out)
        self.larger.clicked.connect(canvas.zoom_in)
        self.whole.clicked.connect(canvas.fit)
        self.percent.clicked.connect(canvas.reset)
        for part in (self.smaller, self.larger, self.whole, self.percent):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.show_zoom(1.0)

    def show_zoom(self, zoom: float) -> None:
        """Say how large the chart is drawn."""
        text = _("{percent} %").format(percent=f"{zoom * 100:.0f}" if zoom >= 0.1 else f"{zoom * 100:.1f}")
        if text != self.percent.text():
            self.percent.setText(text)
            self.percent.setAccessibleName(_("Zoom {percent}").format(percent=text))

    def place(self) -> None:
        """Stay in the corner."""
        host, wanted = self.parentWidget(), self.sizeHint()
        if host is not None:
            self.resize(wanted)
            self.move(host.width() - wanted.width() - MARGIN, host.height() - wanted.height() - MARGIN)
