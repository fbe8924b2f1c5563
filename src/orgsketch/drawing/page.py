"""The page around a chart: where title, legend, keys and footer go so that all of it comes out large.

Several arrangements are tried, with the legend beside and below the chart and its words at several sizes;
the one that is best to read on one page is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from orgsketch.drawing.blocks import Block, flowed, in_columns, stacked, written
from orgsketch.drawing.cardshapes import pill_shapes
from orgsketch.drawing.declared import capital
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.metrics import wrap
from orgsketch.drawing.picture import Group, Picture, Rectangle, Shape, Text
from orgsketch.resources import plural

GROUND = "surface"
MARGIN, GUTTER = 48.0, 32.0
NARROWEST = 560.0
# A picture is fitted to a page of about this form, where no paper says another.
PAGE_FORM = 1.6
# From this size of a chart (the root of its area) the words around it grow with it.
PLAIN_SIZE = 1500.0
# How small those words may be beside the chart's own, and how much less that counts than the whole's size.
WORD_SIZES, WORD_WEIGHT = (1.0, 0.85, 0.72, 0.6), 0.45
# On paper, which nobody enlarges, words count more.
PAPER_WEIGHT = 0.8
CONTEXT_LINES = 2
SEPARATOR = "\N{NO-BREAK SPACE}· "  # stays on the line of what it follows
# How much wider than a chart the words above and below it may run where no legend stands beside it.
WIDER = (1.0, 1.2, 1.4, 1.6)


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a page before they are placed.

    `context` are facts, most decisive first; `form` is the width of the paper by its height, `word_weight`
    how much the size of the words counts beside the whole's.
    """

    chart: Block
    legend: Sequence[Block]
    title: str
    context: Sequence[str]
    notes: str
    mark: str
    keys: Sequence[Sequence[Block]]
    form: float = PAGE_FORM
    word_weight: float = WORD_WEIGHT


def arranged(page: Page) -> Picture:
    """The page in its best arrangement."""
    return max(_arrangements(page), key=lambda pair: pair[0])[1]


def _arrangements(page: Page) -> Iterator[tuple[tuple[float, float], Picture]]:
    """Every arrangement, with how well it can be read and, of equals, how little there is to look at."""
    plain = max(1.0, sqrt(page.chart.width * page.chart.height) / PLAIN_SIZE)
    for words in WORD_SIZES if page.legend else (1.0,):
        scale = plain * words
        for legend, is_beside in _legends(page, scale):
            picture = _arranged(page, legend, is_beside, scale)
            fit = min(page.form / picture.width, 1 / picture.height)
            yield (fit * words**page.word_weight, -picture.width * picture.height), picture


def _legends(page: Page, scale: float) -> Iterator[tuple[Block, bool]]:
    """The legend in columns beside (True) and below the chart."""
    if not page.legend:
        for share in WIDER:
            yield Block((), page.chart.width / scale * share, 0), False
        return
    for count in (1, 2, 3):
        yield in_columns(page.legend, count, GUTTER), True
    room = max(page.chart.width / scale, NARROWEST)
    most = max(1, int((room + GUTTER) // (page.legend[0].width + GUTTER)))
    for count in sorted({most, max(1, most - 1), max(1, most // 2)}):
        yield in_columns(page.legend, count, GUTTER), False


def _arranged(page: Page, legend: Block, is_beside: bool, scale: float) -> Picture:
    """One arrangement; lengths are those of the words around the chart, one `scale` of the picture's."""
    wide, tall = page.chart.width / scale, page.chart.height / scale
    left = max(wide, NARROWEST if is_beside else max(NARROWEST, legend.width))
    keys = stacked([flowed(row, left, 20, 10) for row in page.keys if row], 12)
    width = left + (GUTTER * 2 + legend.width if is_beside else 0)
    head = _head(page, width)
    top = MARGIN + head.height
    chart_x = MARGIN + (left - wide) / 2
    below = top + tall + 28
    parts = [head.at(MARGIN, MARGIN, 1, "head")]
    foot, free = below + keys.height, 0.0
    if is_beside:
        line_x = MARGIN + left + GUTTER
        free = max(0.0, top + legend.height - foot)
        foot += free
        parts.append(Group("rule", "", (Rectangle(line_x - 0.5, top, 1, foot - top, "hairline"),)))
        parts.append(legend.at(line_x + GUTTER, top, 1, "legend"))
    elif legend.height:
        foot += 28
        parts.append(Group("rule", "", (Rectangle(MARGIN, foot - 0.5, width, 1, "hairline"),)))
        parts.append(legend.at(MARGIN, foot + 24, 1, "legend"))
        foot += 24 + legend.height
    # Beside a long legend the chart stands in the middle of its room, and the keys at the bottom.
    parts.append(keys.at(MARGIN, below + free, 1, "key"))
    footer = _footer(page, width)
    parts.append(footer.at(MARGIN, foot + 24, 1, "footer"))
    height = foot + 24 + footer.height + 28
    chart = page.chart.at(chart_x * scale, (top + free / 2) * scale)
    around = Group("page", "", parts, scale=scale)
    described = ". ".join(part for part in (page.title, " · ".join(page.context), page.notes) if part)
    return Picture(
        (width + 2 * MARGIN) * scale, height * scale, (around, chart), page.title, described, GROUND
    )


def _head(page: Page, width: float) -> Block:
    """Title and declared context, with the mark in the corner."""
    mark = pill_shapes(page.mark, 0, 0, "", "text_muted", "text_muted") if page.mark else []
    taken = text_width(page.mark, "label") + 40 if page.mark else 0.0
    parts = [written(page.title, "display", width - taken)]
    facts = _that_fit(page.context, width)
    if facts:
        parts.append(written(facts, "body", width, color="text_muted", size=15))
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


def _that_fit(facts: Sequence[str], room: float) -> str:
    """As many facts as two lines hold, and how many more there are."""
    for count in range(len(facts), 0, -1):
        shown = [*facts[:count]]
        if count < len(facts):
            shown.append(plural("{count} more answer", "{count} more answers", len(facts) - count))
        told = SEPARATOR.join(shown)
        if len(wrap(told, "body", room, 0, 15)) <= CONTEXT_LINES:
            return capital(told)
    return ""
