"""The matrix of options on pages: a miniature of each, counts side by side, never a score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import written
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY, hue_title
from orgsketch.drawing.marks import KINDS, Mark, mark_shapes
from orgsketch.drawing.metrics import wrap
from orgsketch.drawing.miniature import OTHERS, miniature, token
from orgsketch.drawing.outline import polyline
from orgsketch.drawing.picture import Group, Path, Picture, Rectangle, Shape, Text
from orgsketch.drawing.theme import hue, tokens
from orgsketch.exporters.matrixgrid import FIRST, LINE, MARK_ROOM, SIDE, GridPage, Line, grid_pages
from orgsketch.exporters.paper import MARGIN as PAPER_MARGIN
from orgsketch.exporters.paper import papers
from orgsketch.exporters.sheets import Sheet
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare import Cell
    from orgsketch.exporters.sidebyside import SideBySide
    from orgsketch.model.chart import Chart

WIDE, TALL, MARGIN = 1280.0, 905.0, 48.0
TITLE, HEAD, MINI, FOOT = 60.0, 56.0, 88.0, 34.0
POINTS = 0.75


def write(material: SideBySide) -> bytes:
    """The PDF of a matrix. Raises ExporterError for paper that is not known."""
    from orgsketch.exporters.pdf import document

    return document(material.sheets, material.title, material.options.author, material.theme)


def sheets(material: SideBySide) -> list[Sheet]:
    """The pages, on the paper of the options or made to measure."""
    return [_sheet(material, page) for page in pictures(material)]


def pictures(material: SideBySide) -> list[Picture]:
    """Every page as a picture."""
    wide, tall = _size(material)
    top = MARGIN + TITLE + HEAD
    made = list(grid_pages(material.matrix, wide - 2 * MARGIN, tall - top - FOOT - MARGIN, MINI))
    return [_picture(material, page, number, len(made)) for number, page in enumerate(made, 1)]


def _size(material: SideBySide) -> tuple[float, float]:
    """A page as wide as usual, in the form of the paper."""
    if not material.options.paper:
        return WIDE, TALL
    paper = next(papers(material.options))
    return WIDE, max(620.0, WIDE * paper.height / paper.width)


def _sheet(material: SideBySide, picture: Picture) -> Sheet:
    whole = Rect(0, 0, picture.width, picture.height)
    if not material.options.paper:
        return Sheet(picture, whole, POINTS, picture.width * POINTS, picture.height * POINTS)
    paper = next(papers(material.options))
    wide, tall = paper.room
    scale = min(wide / picture.width, tall / picture.height)
    return Sheet(picture, whole, scale, *paper, (paper.width - picture.width * scale) / 2, PAPER_MARGIN)


def _picture(material: SideBySide, page: GridPage, number: int, count: int) -> Picture:
    wide, tall = _size(material)
    title = material.title
    if count > 1:
        title = _("{title} ({part} of {parts})").format(title=title, part=number, parts=count)
    head = written(title, "display", wide - 2 * MARGIN)
    shapes: list[Shape] = [head.at(MARGIN, MARGIN - 14, 1, "head"), *_head(material, page)]
    y = MARGIN + TITLE + HEAD + (MINI if page.is_first else 0)
    for line in page.lines:
        shapes += _heading(line, y) if line.row is None else _row(line, page, y)
        y += line.height
    return Picture(wide, tall, (*shapes, *_footer(material, wide, tall)), title)


def _footer(material: SideBySide, wide: float, tall: float) -> Iterator[Shape]:
    options, foot = material.options, tall - MARGIN + 8
    said = f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}"
    right = " · ".join(filter(None, (options.author, options.date, options.mark)))
    yield Rectangle(MARGIN, foot - 24, wide - 2 * MARGIN, 1, "hairline")
    yield Text(MARGIN, foot, said, "small", "text_muted")
    yield Text(wide - MARGIN, foot, right, "small", "text_muted", "end")


def _head(material: SideBySide, page: GridPage) -> Iterator[Shape]:
    """The options by title with their miniatures, and what the colours mean."""
    top = MARGIN + TITLE
    if page.is_first:
        yield Group("key", "", tuple(_key(material, top)))
    for place, option in enumerate(page.columns):
        x, room = left_of(page, place) + SIDE, page.width - 2 * SIDE
        titles = wrap(material.matrix.titles[option], "strong", room, 2)
        for number, text in enumerate(titles):
            yield Text(x, top + 10 + number * LINE, text, "strong")
        if not option:
            yield Text(x, top + 10 + len(titles) * LINE, _("Baseline"), "small", "text_muted")
        if page.is_first:
            yield miniature_group(material.charts[option], Rect(x, top + HEAD, room, MINI - 12))
    below = top + HEAD + (MINI if page.is_first else 0)
    yield Rectangle(MARGIN, below - 1, FIRST + page.width * len(page.columns), 1, "line")


def miniature_group(chart: Chart, room: Rect) -> Group:
    """A chart as blocks and lines in the middle of a rectangle."""
    made = miniature(chart, room)
    lines = [Path(polyline([(x1, y1), (x2, y2)]), "", "line", 0.8) for x1, y1, x2, y2 in made.lines]
    blocks = [
        Rectangle(*rect, color, "", 0.0, min(2.5, rect.height / 3)) for _box, rect, color in made.blocks
    ]
    return Group("miniature", chart.head.id, (*lines, *blocks), title=chart.title)


def _key(material: SideBySide, top: float) -> Iterator[Shape]:
    """The colours of the miniatures that occur."""
    y = top + 6
    for color, title in key_of(material):
        yield Rectangle(MARGIN, y, 16, 9, color, "", 0.0, 2.5)
        yield Text(MARGIN + 24, y + 9, title, "small", "text_muted")
        y += 20


def key_of(material: SideBySide) -> list[tuple[str, str]]:
    """The colours of miniatures that occur, each with its name."""
    boxes = [box for chart in material.charts for box in chart.boxes.values()]
    words, used = material.book.vocabulary, set(map(token, boxes))
    functions = dict.fromkeys((*words.functions, *(box.function for box in boxes)))
    named = [
        (color, hue_title([function for function in functions if hue(function) == one], words))
        for one in tokens()["miniature"]["hues"]
        if (color := f"family:{one}") in used
    ]
    return [*named, *([(OTHERS, _("Others"))] if OTHERS in used else [])]


def left_of(page: GridPage, place: int) -> float:
    """Where a column begins."""
    return MARGIN + FIRST + place * page.width


def _heading(line: Line, y: float) -> Iterator[Shape]:
    yield Text(MARGIN, y + 21, line.section.title, "strong", size=14.5)


def _row(line: Line, page: GridPage, y: float) -> Iterator[Shape]:
    """One row: its title, and a cell for each option."""
    assert line.row is not None
    base = y + 3 + LINE * 0.78
    for number, text in enumerate(line.title):
        yield Text(MARGIN, base + number * LINE, text, "body")
    for place, option in enumerate(page.columns):
        cell, x = line.row.cells[option], left_of(page, place) + SIDE
        if cell.mark in KINDS:
            yield Group("mark", "", mark_shapes(Mark(cell.mark), x + 8, base - 5, 16, ""))
        style, color = look_of(cell, option)
        for number, text in enumerate(line.cells[place]):
            at = x + (MARK_ROOM if cell.mark else 0)
            yield Text(at, base + number * LINE, text, style, color, "start", page.width - SIDE)
    wide = FIRST + page.width * len(page.columns)
    yield Rectangle(MARGIN, y + line.height - 1, wide, 1, "hairline")


def look_of(cell: Cell, option: int) -> tuple[str, str]:
    """Style and colour of a cell: what differs from the baseline stands out, what is the same steps back."""
    return ("strong", "text") if cell.differs else ("body", "text_muted" if option else "text")
