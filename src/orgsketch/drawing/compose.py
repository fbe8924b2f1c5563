"""The annotated chart as one picture: title, context, the chart with numbered badges, legend, keys, footer.

Every exporter draws this picture; none decides anything about it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import Block
from orgsketch.drawing.cards import Card, card, spoken
from orgsketch.drawing.cardshapes import FIRST_MARK, card_shapes
from orgsketch.drawing.coloring import SEVERITY, coloring_of
from orgsketch.drawing.declared import context_at
from orgsketch.drawing.extent import covering, extent
from orgsketch.drawing.keys import footer_notes, key_rows, rationale
from orgsketch.drawing.labelling import Labels
from orgsketch.drawing.legend import Entry, blocks, entries, reasons
from orgsketch.drawing.lines import family_shapes, special_lines
from orgsketch.drawing.marking import marks_of
from orgsketch.drawing.marks import mark_shapes
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.drawing.page import GROUND, Page
from orgsketch.drawing.picture import Group, Rectangle, Shape, Text
from orgsketch.drawing.relations import kind_title, relation_shapes
from orgsketch.drawing.theme import size
from orgsketch.drawing.traffic import either, grid_of, lines_of, ways
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural
from orgsketch.rules.badges import Worn, worn

if TYPE_CHECKING:
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book

BADGE_STEP, MOST_BADGES = 27.0, 4


def page(
    chart: Chart,
    layout: Layout,
    report: Report,
    book: Book,
    options: ExportOptions = DEFAULTS,
    subtitle: str = "",
    badges: Worn | None = None,
) -> Page:
    """The parts of the picture of a laid out chart with its findings; the same whenever it is made.

    `subtitle`: which part of the chart it is; `badges`: who wears one by its place, where that is known.
    """
    vocabulary = book.vocabulary
    listed = entries(chart, report, vocabulary, options)
    if badges is None:
        badges = worn(book, chart, report)
    marks = marks_of(report) if options.color_by == SEVERITY else {}
    coloring = coloring_of(options.color_by, chart, vocabulary, marks)
    made = partial(card, vocabulary=vocabulary, names=options.names, lines=0, worn=badges, coloring=coloring)
    cards = {
        branch.box: replace(made(chart, branch.box, marks), marks=()) for branch, _x, _y in layout.cards()
    }
    title = options.title or chart.title or _("Untitled chart")
    said = rationale(chart, vocabulary) if options.rationale else []
    return Page(
        chart_block(chart, layout, cards, listed),
        [*blocks(listed, options), *reasons(said)],
        f"{title} – {subtitle}" if subtitle else title,
        context_at(chart, vocabulary, layout.tops[0].box if len(layout.tops) == 1 else None),
        footer_notes(chart, report, options, len(layout.bench)),
        options.mark,
        key_rows(chart, cards.values(), listed, vocabulary, coloring) if options.keys else (),
    )


def chart_block(chart: Chart, layout: Layout, cards: dict[str, Card], listed: Sequence[Entry]) -> Block:
    """The chart alone: lines, relations, cards, and over all the badges."""
    badges = _badges(layout, listed)
    relations = _relation_groups(chart, layout, [_around(badge) for badge in badges])
    shapes = [*_line_groups(chart, layout), *relations]
    for branch, x, y in layout.cards():
        made = replace(cards[branch.box], marks=(), hidden=branch.hidden)
        drawn = card_shapes(made, branch.width, branch.height, ground=GROUND)
        record = chart.boxes[branch.box]
        manager = cards[record.reports_to].name if record.reports_to in cards else ""
        shapes.append(
            Group("box", branch.box, drawn, x, y, title=made.name, description=spoken(made, manager))
        )
    room = covering([layout.bounds, *(extent(shape) for group in relations for shape in group.shapes)])
    top = room.y - size("badge_export") / 2 - 2 - _raised()
    moved = Group("chart", chart.head.id, [*shapes, *badges], -room.x, -top)
    return Block((moved,), room.width, room.bottom - top)


def _line_groups(chart: Chart, layout: Layout) -> list[Shape]:
    made: list[Shape] = []
    for branch, x, y in layout.cards():
        shapes = family_shapes(branch, x, y, special_lines(chart, branch))
        if shapes:
            made.append(Group("line", branch.box, shapes))
    return made


def _relation_groups(chart: Chart, layout: Layout, badges: Sequence[Rect]) -> list[Group]:
    """The relations, and over them their labels: clear of cards, badges, each other, best also of lines."""
    barred = either(grid_of(layout), lambda area: (place for place in badges if place.meets(area)))
    words, found = Labels(barred, lines_of(layout), GROUND), ways(chart, layout)
    made: list[Group] = []
    labels: list[Group] = []
    for id, way in found.items():
        relation = chart.relations[id]
        names = [chart.boxes[box].title for box in (relation.start, relation.end)]
        title = f"{names[0]} {relation.label or kind_title(relation.kind)} {names[1]}"
        made.append(Group("relation", id, relation_shapes(relation, way, ground=GROUND), title=title))
        label = words.place(relation, way, found, "line_relation")
        if label:
            labels.append(Group("label", id, label))
    return [*made, *labels]


def _left_out(count: int) -> list[Shape]:
    """How many findings of a box have no number on it, around (0, 0)."""
    text = f"+{count}"
    half = max(12.0, text_width(text, "label") / 2 + 4)
    rim = Rectangle(-half - 2, -11, 2 * half + 4, 22, GROUND, "", 0.0, 11)
    chip = Rectangle(-half, -9, 2 * half, 18, "card", "control_border", 1.0, 9)
    return [rim, chip, Text(0, 4, text, "label", "text", "middle")]


def _around(badge: Group) -> Rect:
    side = size("badge_export") + 4
    return Rect(badge.x - side / 2, badge.y - side / 2, side, side)


def _raised() -> float:
    """How much higher numbers stand than marks on the canvas, being larger: they keep as clear of titles."""
    return (size("badge_export") - size("badge")) / 2


def _badges(layout: Layout, listed: Iterable[Entry]) -> list[Group]:
    """The numbers of the legend on the cards they speak of, ascending from left to right."""
    by_box: dict[str, list[Entry]] = defaultdict(list)
    for entry in listed:
        for box in entry.boxes:
            by_box[box].append(entry)
    made: list[Group] = []
    for box, found in by_box.items():
        place = layout.rect(box)
        if place is None:
            continue
        shown = sorted(
            sorted(found, key=lambda entry: not entry.is_lead)[:MOST_BADGES], key=lambda e: e.number
        )
        y, left = place.y - _raised(), len(found) - len(shown)
        if left:
            title = plural("{count} more finding", "{count} more findings", left)
            made.append(Group("more", box, _left_out(left), place.right - FIRST_MARK, y, title=title))
        for back, entry in enumerate(reversed(shown), 1 if left else 0):
            x = place.right - FIRST_MARK - back * BADGE_STEP
            shapes = mark_shapes(entry.mark, 0.0, 0.0, size("badge_export"), GROUND)
            made.append(
                Group("badge", f"{entry.number}", shapes, x, y, title=f"{entry.number}. {entry.title}")
            )
    return made
