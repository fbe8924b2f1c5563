"""Pages of a list that goes on: columns of its lines, at the size they can be read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from orgsketch.drawing.blocks import Block, cut, stacked, written
from orgsketch.drawing.legend import WIDTH
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.page import GROUND, GUTTER
from orgsketch.drawing.picture import Picture
from orgsketch.exporters.paper import MARGIN, Paper, papers
from orgsketch.exporters.sheets import POINTS, Sheet
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

HEAD_GAP = 20.0
UNNAMED = ExportOptions(paper="A4", turned="landscape")  # where a picture makes its page to measure


def list_sheets(title: str, lines: Sequence[Block], options: ExportOptions) -> Iterator[Sheet]:
    """The lines on as many pages as they need; none without lines."""
    paper = next(papers(options if options.paper else UNNAMED))
    wide, tall = (side / POINTS for side in paper.room)
    across = max(1, round((wide + GUTTER) / (WIDTH + GUTTER)))
    scale = min(1.0, wide / (across * (WIDTH + GUTTER) - GUTTER))
    head = written(title, "title", wide / scale)
    columns = cut(lines, tall / scale - head.height - HEAD_GAP) if lines else []
    for start in range(0, len(columns), across):
        yield _sheet(title, head, columns[start : start + across], paper, scale * POINTS)


def _sheet(title: str, head: Block, columns: Sequence[Sequence[Block]], paper: Paper, scale: float) -> Sheet:
    top = head.height + HEAD_GAP
    told = [
        stacked(column).at(place * (WIDTH + GUTTER), top, 1, "legend") for place, column in enumerate(columns)
    ]
    area = Rect(0, 0, *(side / scale for side in paper.room))
    picture = Picture(area.width, area.height, (head.at(0, 0, 1, "head"), *told), title, "", GROUND)
    return Sheet(picture, area, scale, *paper, MARGIN, MARGIN, title=_("Further changes"))
