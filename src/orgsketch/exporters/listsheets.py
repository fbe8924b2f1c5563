"""Pages of a list that goes on: columns of its lines, at the size they can be read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from orgsketch.drawing.blocks import Block, cut, in_columns, stacked, written
from orgsketch.drawing.legend import WIDTH
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.page import GROUND, GUTTER
from orgsketch.drawing.picture import Picture
from orgsketch.exporters.paper import MARGIN, Paper, papers
from orgsketch.exporters.sheets import POINTS, Sheet
from orgsketch.layout.geometry import Rect

HEAD_GAP = 20.0
# The sizes of the words; a smaller one is taken where it saves a page.
SIZES = (1.0, 0.9, 0.82, 0.75)
UNNAMED = ExportOptions(paper="A4", turned="landscape")  # where a picture makes its page to measure
# What may miss of a column that is fitted in by setting all a little smaller.
NEARLY = 0.3
# How far columns are moved apart to fill a page.
MOST_APART = 1.4


def list_sheets(
    title: str, lines: Sequence[Block], options: ExportOptions, name: str, numbers: Picture | None = None
) -> Iterator[Sheet]:
    """The lines on as many pages as they need, `name` as their bookmark; none without lines.

    `numbers`: the picture whose badges they explain.
    """
    if not lines:
        return
    paper = next(papers(options if options.paper else UNNAMED))
    tried = (_set(title, lines, paper, size) for size in SIZES)
    readable = (made for place, made in enumerate(tried) if not place or made[1] >= SIZES[-1])
    head, scale, pages = min(readable, key=lambda made: len(made[2]))
    across = max(len(columns) for columns in pages)
    for columns in pages:
        sheet = _sheet(title, head, columns, across, paper, scale * POINTS)
        yield replace(sheet, title=name, numbers=numbers)


Columns: TypeAlias = Sequence[Sequence[Block]]


def _set(title: str, lines: Sequence[Block], paper: Paper, most: float) -> tuple[Block, float, list[Columns]]:
    """The head, the scale of at most `most`, and the columns of each page."""
    wide, tall = (side / POINTS for side in paper.room)
    across = max(1, int((wide / most + GUTTER) / (WIDTH + GUTTER) + NEARLY))
    scale = min(most, wide / (across * (WIDTH + GUTTER) - GUTTER))
    head = written(title, "title", wide / scale)
    columns = cut(lines, tall / scale - head.height - HEAD_GAP)
    if len(columns) <= across:  # on one page they end as level as they can
        columns = cut(lines, in_columns(lines, across, GUTTER).height)
    return head, scale, [columns[start : start + across] for start in range(0, len(columns), across)]


def _sheet(title: str, head: Block, columns: Columns, across: int, paper: Paper, scale: float) -> Sheet:
    top = head.height + HEAD_GAP
    area = Rect(0, 0, *(side / scale for side in paper.room))
    step = min((area.width + GUTTER) / across, MOST_APART * (WIDTH + GUTTER))
    told = [stacked(column).at(place * step, top, 1, "legend") for place, column in enumerate(columns)]
    picture = Picture(area.width, area.height, (head.at(0, 0, 1, "head"), *told), title, "", GROUND)
    return Sheet(picture, area, scale, *paper, MARGIN, MARGIN)
