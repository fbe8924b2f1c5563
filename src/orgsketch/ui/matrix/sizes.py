"""The measures of the matrix: pixels at 100 %, growing with the system's text."""

from __future__ import annotations

from collections.abc import Sequence

from orgsketch.drawing.metrics import elide, width, wrap
from orgsketch.ui import look

HEAD, FIRST, INSET = 172, 252, 16
NARROW, WIDE = 196, 300
LOW, HIGH, NOTE, TOP = 32, 46, 66, 44


def grown(pixels: float) -> int:
    """So many pixels at the size the text has here."""
    return round(pixels * look.text_scale())


def told(text: str, style: str, room: float, most: int) -> Sequence[str]:
    """A text in lines of so many pixels; what does not fit ends in an ellipsis."""
    return list(wrap(" ".join(text.split()), style, room / look.text_scale(), most, cut=elide))


def fits(text: str, style: str, room: float) -> bool:
    """Whether a text needs no more than so many pixels at 100 %."""
    return width(text, style) <= room
