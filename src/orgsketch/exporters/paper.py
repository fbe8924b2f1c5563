"""Paper: sizes by name or in millimetres, and which way it lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from orgsketch.drawing.options import ExportOptions
from orgsketch.errors import ExporterError
from orgsketch.resources import _

# Width and height in millimetres, upright.
PAPERS = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "A3": (297.0, 420.0),
    "A2": (420.0, 594.0),
    "A1": (594.0, 841.0),
    "A0": (841.0, 1189.0),
    "Letter": (215.9, 279.4),
    "Legal": (215.9, 355.6),
    "Tabloid": (279.4, 431.8),
}
SHORTEST, LONGEST = 50.0, 5080.0  # a PDF page is at most 14,400 points a side
POINTS_PER_MM = 72 / 25.4
MARGIN = 12.0 * POINTS_PER_MM
_MEASURED = re.compile(r"(\d{2,4}(?:\.\d+)?)\s*[x×]\s*(\d{2,4}(?:\.\d+)?)")


class Paper(NamedTuple):
    """A sheet of paper, in points."""

    width: float
    height: float

    @property
    def room(self) -> tuple[float, float]:
        """What is left between the margins."""
        return self.width - 2 * MARGIN, self.height - 2 * MARGIN

    @property
    def form(self) -> float:
        """The width of that room by its height."""
        wide, tall = self.room
        return wide / tall


def papers(options: ExportOptions) -> Iterator[Paper]:
    """The paper of an export: one way, or both ways where either will do. Raises ExporterError."""
    short, long = sorted(millimetres(options.paper))
    for is_turned, (wide, tall) in ((True, (long, short)), (False, (short, long))):
        if options.turned == "auto" or (options.turned == "landscape") == is_turned:
            yield Paper(wide * POINTS_PER_MM, tall * POINTS_PER_MM)


def millimetres(name: str) -> tuple[float, float]:
    """Width and height of a paper. Raises ExporterError with one sentence for one that is not known."""
    for known, size in PAPERS.items():
        if known.casefold() == name.strip().casefold():
            return size
    measured = _MEASURED.fullmatch(name.strip())
    if measured:
        wide, tall = float(measured[1]), float(measured[2])
        if all(SHORTEST <= side <= LONGEST for side in (wide, tall)):
            return wide, tall
    raise ExporterError(
        _("{name} is no paper size: choose one of {known}, or millimetres as 420x297.").format(
            name=name, known=", ".join(PAPERS)
        )
    )
