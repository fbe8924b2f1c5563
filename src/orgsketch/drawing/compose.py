"""The annotated chart as one picture: title, context, the chart with numbered badges, legend, keys, footer.

Every exporter draws this picture; none decides anything about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import EMPTY, Block, flowed, in_columns, stacked, written
from orgsketch.drawing.cards import Card, card, spoken
from orgsketch.drawing.cardshapes import FIRST_MARK, card_shapes, pill_shapes
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY, context_line, footer_notes, key_rows
from orgsketch.drawing.legend import Entry, blocks, entries
from orgsketch.drawing.lines import family_shapes, special_lines
from orgsketch.drawing.marks import mark_shapes
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.drawing.picture import Group, Picture, Rectangle, Shape, Text
from orgsketch.drawing.relations import grid_of, kind_title, lanes, relation_shapes
from orgsketch.drawing.routes import route
from orgsketch.drawing.theme import size
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart

if TYPE_CHECKING:
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book

GROUND = "surface"
MARGIN, GUTTER = 48.0, 32.0
BADGE_STEP, MOST_BADGES = 27.0, 4
NARROWEST = 560.0
# A picture is fitted to a page of about this form.
PAGE_FORM = 1.6
# Above this size (the root of its area) the words around a chart grow with it, to stay readable on one page.
PLAIN_SIZE = 1500.0


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page before they are placed. `scale`: how much the words around the chart grow."""

    chart: Block
    scale: float
    legend: Sequence[Block]
    title: str
    context: str
    notes: str
    mark: str
    keys: Sequence[Sequence[Block]]


def compose(
    chart: Chart, layout: Layout, report: Report, book: Book, options: ExportOptions = DEFAULTS
) -> Picture:
    """The picture of a laid out chart with its findings; the same whenever and wherever it is made."""
    vocabulary = book.vocabulary
    listed = entries(chart, report, vocabulary, options)
    cards = {
        branch.box: card(chart, branch.box, {}, vocabulary, names=options.names, lines=0)
        for branch, _x, _y in layout.cards()
    }
    body = chart_block(chart, layout, cards, listed)
    page = Page(
        body,
        max(1.0, sqrt(body.width * body.height) / PLAIN_SIZE),
        list(blocks(listed, GROUND)),
        options.title or chart.title or "Untitled chart",
        context_line(chart, vocabulary),
        footer_notes(chart, report, options, len(layout.bench)),
        options.mark,
        key_rows(chart, cards.values(), listed, vocabulary),
    )
    return max(_arrangements(page), key=_fit)


def chart_block(chart: Chart, layout: Layout, cards: dict[str, Card], listed: Sequence[Entry]) -> Block:
    """The chart alone: lines, relations, cards, and over all the badges."""
    bounds = layout.bounds
    top = size("badge_export") / 2 + 2
    shapes = [*_line_groups(chart, layout), *_relation_groups(chart, layout)]
    for branch, x, y in layout.cards():
        made = replace(cards[branch.box], marks=(), hidden=branch.hidden)
        drawn = card_shapes(made, branch.width, branch.height, ground=GROUND)
        record = chart.boxes[branch.box]
        manager = cards[record.reports_to].name if record.reports_to in cards else ""
        shapes.append(
            Group("box", branch.box, drawn, x, y, title=made.name, description=spoken(made, manager))
        )
    shapes += _badges(layout, listed)
    moved = Group("chart", chart.head.id, shapes, -bounds.x, top - bounds.y)
    return Block((moved,), bounds.width, bounds.height + top)


def _line_groups(chart: Chart, layout: Layout) -> list[Shape]:
    made: list[Shape] = []
    for branch, x, y in layout.cards():
        shapes = family_shapes(branch, x, y, special_lines(chart, branch))
        if shapes:
            made.append(Group("line", branch.box, shapes))
    return made


def _relation_groups(chart: Chart, layout: Layout) -> list[Shape]:
    cards_in, lane = grid_of(layout), lanes(chart)
    made: list[Shape] = []
    for relation in (chart.relations[id] for id in sorted(chart.relations)):
        start, end = layout.rect(relation.start), layout.rect(relation.end)
        if start and end:
            way = route(start, end, cards_in, lane[relation.id])
            names = [chart.boxes[box].title for box in (relation.start, relation.end)]
            title = f"{names[0]} {relation.label or kind_title(relation.kind)} {names[1]}"
            shapes = relation_shapes(relation, way, cards_in, ground=GROUND)
            made.append(Group("relation", relation.id, shapes, title=title))
    return made


def _badges(layout: Layout, listed: Iterable[Entry]) -> list[Shape]:
    """The numbers of the legend on the cards they speak of, ascending from left to right."""
    by_box: dict[str, list[Entry]] = defaultdict(list)
    for entry in listed:
        for box in entry.boxes:
            by_box[box].append(entry)
    made: list[Shape] = []
    for box, found in by_box.items():
        place = layout.rect(box)
        if place is None:
            continue
        shown = found[:MOST_BADGES]
        if len(found) > MOST_BADGES:
            made.append(Text(place.right - 4, place.y + 4, "…", "strong", "text_muted"))
        for back, entry in enumerate(reversed(shown)):
            x = place.right - FIRST_MARK - back * BADGE_STEP
            shapes = mark_shapes(entry.mark, 0.0, 0.0, size("badge_export"), GROUND)
            made.append(
                Group("badge", f"{entry.number}", shapes, x, place.y, title=f"{entry.number}. {entry.title}")
            )
    return made


# --- the page -------------------------------------------------------------------------------------------


def _arrangements(page: Page) -> list[Picture]:
    """The page with its legend beside and below the chart, in several columns; or without one."""
    if not page.legend:
        return [_arranged(page, EMPTY, is_beside=False)]
    made = [_arranged(page, in_columns(page.legend, count, GUTTER), is_beside=True) for count in (1, 2, 3)]
    room = max(page.chart.width / page.scale, NARROWEST)
    most = max(1, int((room + GUTTER) // (page.legend[0].width + GUTTER)))
    made += [
        _arranged(page, in_columns(page.legend, count, GUTTER), is_beside=False)
        for count in sorted({most, max(1, most - 1), max(1, most // 2)})
    ]
    return made


def _fit(picture: Picture) -> tuple[float, float]:
    """How large the picture comes out on a page; of equals, the one with less to look at."""
    return min(PAGE_FORM / picture.width, 1 / picture.height), -picture.width * picture.height


def _arranged(page: Page, legend: Block, is_beside: bool) -> Picture:
    """One arrangement; lengths are those of the words around the chart, one `scale` of the picture's."""
    scale = page.scale
    wide, tall = page.chart.width / scale, page.chart.height / scale
    left = max(wide, NARROWEST if is_beside else max(NARROWEST, legend.width))
    keys = stacked([flowed(row, left, 20, 10) for row in page.keys if row], 12)
    width = left + (GUTTER * 2 + legend.width if is_beside else 0)
    head = _head(page, width)
    top = MARGIN + head.height
    chart_x = MARGIN + (left - wide) / 2
    below = top + tall + 28
    parts = [head.at(MARGIN, MARGIN, 1, "head"), keys.at(MARGIN, below, 1, "key")]
    foot = below + keys.height
    if is_beside:
        line_x = MARGIN + left + GUTTER
        foot = max(foot, top + legend.height)
        parts.append(Group("rule", "", (Rectangle(line_x - 0.5, top, 1, foot - top, "hairline"),)))
        parts.append(legend.at(line_x + GUTTER, top, 1, "legend"))
    elif legend.height:
        foot += 28
        parts.append(Group("rule", "", (Rectangle(MARGIN, foot - 0.5, width, 1, "hairline"),)))
        parts.append(legend.at(MARGIN, foot + 24, 1, "legend"))
        foot += 24 + legend.height
    footer = _footer(page, width)
    parts.append(footer.at(MARGIN, foot + 24, 1, "footer"))
    height = foot + 24 + footer.height + 28
    chart = page.chart.at(chart_x * scale, top * scale)
    around = Group("page", "", parts, scale=scale)
    described = " ".join(part for part in (page.title, page.context, page.notes) if part)
    return Picture(
        (width + 2 * MARGIN) * scale, height * scale, (around, chart), page.title, described, GROUND
    )


def _head(page: Page, width: float) -> Block:
    """Title and declared context, with the mark in the corner."""
    mark = pill_shapes(page.mark, 0, 0, "", "text_muted", "text_muted") if page.mark else []
    taken = text_width(page.mark, "label") + 40 if page.mark else 0.0
    parts = [written(page.title, "display", width - taken)]
    if page.context:
        parts.append(written(page.context, "body", width, color="text_muted", size=15))
    text = stacked(parts, 4)
    corner = Group("mark", "", mark, width - taken / 2 + 6, 18)
    return Block((*text.shapes, corner), width, text.height + 28)


def _footer(page: Page, width: float) -> Block:
    """A hairline, the sentence no picture goes without, and what is open or left out."""
    made: list[Shape] = [Rectangle(0, 0, width, 1, "hairline")]
    said = f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}"
    if text_width(said, "small") + text_width(page.notes, "small") + GUTTER <= width:
        made.append(Text(0, 26, said, "small", "text_muted"))
        made.append(Text(width, 26, page.notes, "small", "text_muted", "end"))
        return Block(tuple(made), width, 30)
    words = stacked(
        [written(part, "small", width, color="text_muted") for part in (said, page.notes) if part], 2
    )
    return Block((*made, words.at(0, 12)), width, 12 + words.height)
