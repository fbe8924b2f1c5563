"""The matrix of options on slides: a native table, over it each option as a picture the size of a thumb."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from orgsketch.drawing.metrics import wrap
from orgsketch.drawing.miniature import miniature
from orgsketch.drawing.outline import polyline, rounded
from orgsketch.drawing.theme import tokens
from orgsketch.exporters.deckpages import FOOTER, MARGIN, Deck, part_title
from orgsketch.exporters.drawingml import POINT, SMALLEST, SPACE, Words
from orgsketch.exporters.matrixgrid import FIRST, SIDE, GridPage, Line, grid_pages
from orgsketch.exporters.matrixpages import HEAD, MINI, key_of
from orgsketch.exporters.slideshapes import Slide
from orgsketch.exporters.slidetable import Cell, Row, table
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.exporters.sidebyside import SideBySide
    from orgsketch.model.chart import Chart


def write(material: SideBySide) -> bytes:
    """The presentation. Raises ExporterError when the template cannot be used."""
    return material.deck.to_bytes()


def deck_of(material: SideBySide) -> Deck:
    """Its slides. Raises ExporterError when the template cannot be used."""
    deck = Deck(material.title, material.options, material.theme)
    room = deck.height - FOOTER - 14 - deck.top - HEAD
    pages = list(grid_pages(material.matrix, deck.wide, room, MINI, is_brief=True))
    for number, page in enumerate(pages, 1):
        title = part_title(material.title, number, len(pages))
        _fill(deck, deck.slide(title, _notes(material, page)), material, page)
    return deck


def _notes(material: SideBySide, page: GridPage) -> str:
    """What is compared, that nothing is added up, and what the slides leave out."""
    names = "\n".join(f"{number}. {title}" for number, title in enumerate(material.matrix.titles, 1))
    told = [_("Counts side by side, never a score; what differs from the first is bold."), names]
    if page.same:
        told.append(_("The same of all options on this slide:"))
        told += [f"{row.title}  {row.hint}".strip() + f": {row.cells[0].text}" for row in page.same]
    return "\n".join(told)


def _fill(deck: Deck, slide: Slide, material: SideBySide, page: GridPage) -> None:
    top = deck.top
    tall = HEAD + (MINI if page.is_first else 0)
    rows = [Row(tall, _heads(material, page)), *(_row(line, page) for line in page.lines)]
    widths = [FIRST, *[page.width] * len(page.columns)]
    slide.add(table(material.theme, Rect(MARGIN, top, sum(widths), 0), widths, rows, slide.next_id()))
    if page.is_first:
        _key(slide, material, top)
        for place, option in enumerate(page.columns):
            x = MARGIN + FIRST + place * page.width
            room = Rect(x + SIDE, top + HEAD, page.width - 2 * SIDE, MINI - 12)
            _miniature(slide, material.charts[option], room)


def _heads(material: SideBySide, page: GridPage) -> list[Cell]:
    options = len(material.matrix.titles)
    first = plural("{count} option", "{count} options", options)
    cells = [Cell([Words(first, 11.0, True)], is_top=True)]
    for option in page.columns:
        room = (page.width - 2 * SIDE) / SPACE
        lines = wrap(material.matrix.titles[option], "slide_strong", room, 2, SMALLEST * POINT)
        words = [Words(" ".join(lines), SMALLEST, True)]
        if not option:
            words.append(Words(_("Baseline"), color="muted"))
        cells.append(Cell(words, is_top=True))
    return cells


def _row(line: Line, page: GridPage) -> Row:
    """A heading over the whole width, or a row with a cell for each option."""
    if line.row is None:
        return Row(line.height, [Cell([Words(line.section.title, 11.0, True)])], is_heading=True)
    cells = [Cell([Words(" ".join(line.title))])]
    for place, option in enumerate(page.columns):
        said, text = line.row.cells[option], " ".join(line.cells[place])
        color = "" if said.differs or not option else "muted"
        letter = tokens()["mark"][said.mark]["letter"] if said.mark in tokens()["mark"] else ""
        sign = Words(f"{letter} ", SMALLEST, True, color=said.mark) if letter else None
        cells.append(Cell([Words(text, SMALLEST, said.differs, color=color)], sign))
    return Row(line.height, cells)


def _key(slide: Slide, material: SideBySide, top: float) -> None:
    """What the colours of the miniatures mean."""
    for number, (color, title) in enumerate(key_of(material)):
        y = top + 46 + number * 19
        slide.block(Rect(MARGIN + SIDE, y + 4, 16, 9), color.partition("%")[0], f"Key {title}")
        slide.text(Rect(MARGIN + 34, y, FIRST - 40, 18), [Words(title, color="muted")], f"Key text {title}")


def _miniature(slide: Slide, chart: Chart, room: Rect) -> None:
    """A shape for the lines, and one for all boxes of a colour."""
    made = miniature(chart, room)
    lines = " ".join(
        polyline([(x1 - room.x, y1 - room.y), (x2 - room.x, y2 - room.y)]) for x1, y1, x2, y2 in made.lines
    )
    if lines:
        slide.drawing(room, lines, "", "line", f"Miniature lines {chart.head.id}")
    paths: dict[str, list[str]] = defaultdict(list)
    for _box, rect, color in made.blocks:
        left, top = rect.x - room.x, rect.y - room.y
        corners = [(left, top), (left + rect.width, top), (left + rect.width, top + rect.height)]
        outline = [*corners, (left, top + rect.height)]
        paths[color.partition("%")[0]].append(rounded(outline, min(2.5, rect.height / 3), closed=True))
    for color, drawn in paths.items():
        slide.drawing(room, " ".join(drawn), color, "", f"Miniature {color} {chart.head.id}")
