"""The picture of a comparison: the chart after, with ghosts where boxes were, told by shape and word.

Added boxes and lines carry a plus, removed ones a minus and a struck title in their old place, moved ones an
arrow, a ghost and a dotted trail from it; changed ones a triangle and what was and is on their second line.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import Block
from orgsketch.drawing.cards import NONE_WORN, Names, card, spoken
from orgsketch.drawing.cardshapes import card_shapes
from orgsketch.drawing.frames import State
from orgsketch.drawing.labelling import Labels
from orgsketch.drawing.lines import family_shapes, special_lines
from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.outline import Point, polyline, rounded
from orgsketch.drawing.page import GROUND
from orgsketch.drawing.picture import Group, Path, Shape, Text
from orgsketch.drawing.relations import kind_title, relation_shapes
from orgsketch.drawing.routes import LANES, CardsIn, route
from orgsketch.drawing.theme import tokens
from orgsketch.drawing.traffic import either, grid_of, lines_of, ways
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.resources import N_, _
from orgsketch.rules.badges import Worn

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

FLAGS = ("added", "removed", "moved", "changed")
WORDS = {
    "added": N_("{count} added"),
    "removed": N_("{count} removed"),
    "moved": N_("{count} moved"),
    "changed": N_("{count} changed"),
}
GHOST = State(drag="left_behind")
MOST_TRAILS = 15
TRAIL_DASH, ARROW, FLAG = (1.5, 4.0), 7.0, (20.0, 16.0)
# Where on its line a flag may stand.
SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)
# How far from its line it may stand where that is short.
AWAY = ((0, 0), (0, 18), (0, -18), (0, 36), (0, -36), (16, 0), (-16, 0))


@dataclass(frozen=True, slots=True)
class Changes:
    """What is marked on the chart of a comparison; `compare.Overlay` has the same fields.

    `flags`: added, removed, moved or changed, by box; `details`: the second line of a card; `ghosts`: ghost
    -> the box that moved; `lines`: added, removed or changed, by relation; `counts`: how many of each kind.
    """

    flags: Mapping[str, str]
    details: Mapping[str, str]
    ghosts: Mapping[str, str]
    lines: Mapping[str, str]
    counts: Mapping[str, int] = field(default_factory=dict)


def changes_block(
    chart: Chart,
    layout: Layout,
    changes: Changes,
    vocabulary: Vocabulary,
    names: Names = "full",
    worn: Worn = NONE_WORN,
) -> Block:
    """The chart alone, with all its marks; `worn`: the badges by place, of the chart that comes after."""
    bounds, top = layout.bounds, FLAG[1] / 2 + 2
    cards_in = grid_of(layout)
    relations, flags = _relations(chart, layout, changes, cards_in)
    shapes = [
        *_family_lines(chart, layout, changes),
        *relations,
        *_trails(layout, changes, cards_in),
        *_cards(chart, layout, changes, vocabulary, names, worn),
        *flags,  # between cards that stand close there is less room than a flag needs
    ]
    moved = Group("chart", chart.head.id, shapes, FLAG[0] / 2 - bounds.x, top - bounds.y)
    return Block((moved,), bounds.width + FLAG[0], bounds.height + top)


def trail_shapes(way: Sequence[Point]) -> list[Shape]:
    """The dotted trail from a ghost to where the box is now."""
    radius = float(tokens()["radius"]["line"])
    (x1, y1), (x, y) = way[-2], way[-1]
    angle = atan2(y - y1, x - x1)
    wings = [(x - ARROW * cos(angle + turn), y - ARROW * sin(angle + turn)) for turn in (pi / 6, -pi / 6)]
    return [
        Path(rounded(way, radius), "", "moved", 1.5, TRAIL_DASH),
        Path(polyline([wings[0], (x, y), wings[1]]), "", "moved", 1.5),
    ]


def _family_lines(chart: Chart, layout: Layout, changes: Changes) -> Iterator[Shape]:
    for branch, x, y in layout.cards():
        shapes = family_shapes(branch, x, y, special_lines(chart, branch))
        if shapes:
            yield Group("line", branch.box, shapes)


def _relations(
    chart: Chart, layout: Layout, changes: Changes, cards_in: CardsIn
) -> tuple[list[Shape], list[Shape]]:
    """The relations in the colour of what happened to them, and the flag of each changed one."""
    found, placed = ways(chart, layout), list[Rect]()
    made, flags = list[Shape](), list[Shape]()
    for key, way in found.items():
        line, flag = chart.relations[key], changes.lines.get(key, "")
        color = flag or "line_relation"
        shapes = relation_shapes(line, way, color=color, ground=GROUND)
        if flag:
            placed.append(_flag_place(way, cards_in, placed))
            flags.append(Group("flag", key, flag_shapes(flag, placed[-1].x, placed[-1].y)))
        word = f" ({_(flag)})" if flag else ""
        ends = [chart.boxes[box].title for box in (line.start, line.end)]
        made.append(
            Group("relation", key, shapes, title=f"{ends[0]} {kind_title(line.kind)} {ends[1]}{word}")
        )
    words = Labels(either(cards_in, lambda area: filter(area.meets, placed)), lines_of(layout), GROUND)
    plain = [key for key in found if not changes.lines.get(key)]
    labels = (words.place(chart.relations[key], found[key], found, "line_relation") for key in plain)
    made.append(Group("labels", "", [shape for label in labels for shape in label]))
    return made, flags


def _flag_place(way: Sequence[Point], cards_in: CardsIn, taken: Collection[Rect]) -> Rect:
    """Where the flag of a relation stands: on its longest stretch, or close to it."""
    spots = [(*middle(way, share), away) for away in AWAY for share in SHARES]
    places = [Rect(x + dx - FLAG[0] / 2, y + dy - FLAG[1] / 2, *FLAG) for x, y, (dx, dy) in spots]
    return clear_place(places, cards_in, taken)


def clear_place(places: Sequence[Rect], cards_in: CardsIn, taken: Collection[Rect]) -> Rect:
    """The first place that is clear of what is `taken`, if possible also of cards; else the first."""
    free = [place for place in places if not any(map(place.meets, taken))]
    open_ = (place for place in free if not any(True for _card in cards_in(place)))
    return next(open_, free[0] if free else places[0])


def _trails(layout: Layout, changes: Changes, cards_in: CardsIn) -> Iterator[Shape]:
    """Trails beside each other; with many moves the words on the cards alone tell where from and where to."""
    if len(changes.ghosts) > MOST_TRAILS:
        return
    for number, (ghost, box) in enumerate(changes.ghosts.items()):
        start, end = layout.rect(ghost), layout.rect(box)
        if start and end:
            yield Group("trail", box, trail_shapes(route(start, end, cards_in, number % LANES)))


def _cards(
    chart: Chart, layout: Layout, changes: Changes, vocabulary: Vocabulary, names: Names, worn: Worn
) -> Iterator[Shape]:
    made_of = partial(card, vocabulary=vocabulary, names=names, lines=0, worn=worn)
    for branch, x, y in layout.cards():
        is_ghost = branch.box in changes.ghosts
        flag = changes.flags.get(branch.box, "")
        detail = changes.details.get(branch.box, "")
        made = made_of(chart, branch.box, {}, flag=flag, detail=detail)
        state = GHOST if is_ghost else State()
        drawn = card_shapes(made, branch.width, branch.height, state=state, ground=GROUND)
        word = _("where it was") if is_ghost else _(flag) if flag else ""
        manager = chart.boxes[branch.box].reports_to
        told = spoken(made, chart.boxes[manager].title if manager else "")
        kind = "ghost" if is_ghost else "box"
        yield Group(
            kind, branch.box, drawn, x, y, title=made.name, description=", ".join(filter(None, (word, told)))
        )


def change_keys(counts: Mapping[str, int]) -> Iterator[Block]:
    """Each flag that occurs, with its number and word."""
    for flag in FLAGS:
        if counts.get(flag):
            text = _(WORDS[flag]).format(count=counts[flag])
            shapes = (*flag_shapes(flag, 0, 1), Text(FLAG[0] + 7, 13, text, "small", "text_muted"))
            yield Block(shapes, FLAG[0] + 7 + text_width(text, "small"), 18)


def middle(way: Sequence[Point], share: float = 0.5) -> Point:
    """The middle of the longest stretch of a way, or the point after a share of it."""
    (x1, y1), (x2, y2) = max(
        pairwise(way), key=lambda pair: abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1])
    )
    return x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
