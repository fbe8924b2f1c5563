"""What the colours of the small pictures stand for: a block and a word each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from orgsketch.drawing.theme import tokens
from orgsketch.resources import _
from orgsketch.ui import look

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary


class Hue(QWidget):
    """A block as in the pictures, with what it stands for."""

    def __init__(self) -> None:
        super().__init__()
        self.token, self.name = "", ""
        self.setFixedHeight(17)

    def sizeHint(self) -> QSize:
        """Room for block and word."""
        return QSize(math.ceil(QFontMetricsF(look.font("caption")).horizontalAdvance(self.name)) + 24, 17)

    def tell(self, token: str, name: str) -> None:
        """What it shows."""
        self.token, self.name = token, name
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Block and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(self.token or "line"))
        painter.drawRoundedRect(QRectF(0, 5, 14, 8), 2.5, 2.5)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("text_muted"))
        painter.drawText(self.rect().adjusted(20, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.name)
        painter.end()


def hues() -> list[Hue]:
    """A block for each colour that the small pictures know, and one for all others."""
    return [Hue() for _number in range(len(tokens()["miniature"]["hues"]) + 1)]


def tell(blocks: Sequence[Hue], words: Vocabulary) -> None:
    """Name them in the words of the packs."""
    known: Sequence[str] = tokens()["miniature"]["hues"]
    names = [words.families[hue].title if hue in words.families else hue for hue in known]
    colors = [*(f"family:{hue}" for hue in known), "line%80"]
    for block, color, name in zip(blocks, colors, [*names, _("Others")], strict=True):
        block.tell(color, name)
