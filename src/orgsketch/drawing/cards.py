"""What a card says: title, detail line, tiles, marks; made from the chart once, drawn at any level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from orgsketch.drawing.badges import Sign, badges
from orgsketch.drawing.marking import Marks
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.metrics import width, wrap
from orgsketch.drawing.theme import face, hue, size
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import YES, Box
from orgsketch.resources import _, plural
from orgsketch.rules.badges import Worn

if TYPE_CHECKING:
    from orgsketch.drawing.coloring import Coloring
    from orgsketch.vocabulary import Vocabulary

Names: TypeAlias = Literal["full", "initials", "none"]
NONE_WORN: Worn = {}

# The title every card must be able to show on one line, whatever the font.
WIDEST_COMMON_TITLE = "Demand generation"
TEXT_LEFT, TEXT_RIGHT = 43, 8
TITLE_LINES = 2
DE_FACTO = "de_facto"  # the answer that somebody leads without the title
# On the tile of a box that has no value of what it is coloured by.
NOTHING = "–"
# A small card: the size of its title, and what tile and margins take of its width.
SMALL_TITLE, SMALL_TAKEN = 12, 39


class Tile(NamedTuple):
    """The coloured square of a function: a family hue and a drawing.

    Where boxes are coloured by something else: a letter in place of the drawing, or the mark of a severity;
    `token`: the colour of a value that is no family's.
    """

    hue: str
    icon: str = ""
    letter: str = ""
    mark: str = ""
    token: str = ""

    @property
    def ink(self) -> str:
        """The full colour, as a token."""
        return self.token or self.mark or f"family:{self.hue}"


@dataclass(frozen=True, slots=True)
class Card:
    """The content of one card.

    `title` is broken into lines, `heads` and `total` are headcounts of the box and of its whole branch;
    `is_lead`: has reports; `marks`: the worst first; `flag`: added, removed, moved, changed or "";
    `hidden`: boxes folded away below, `hidden_mark` the worst mark among them; `badges`: what it wears;
    `value`: what it is coloured by, in words, "" while by its function; `brief`: the detail in fewer letters,
    "" where there is no such.
    """

    box: str
    name: str
    title: tuple[str, ...]
    detail: str
    tiles: tuple[Tile, ...]
    marks: tuple[Mark, ...] = ()
    status: str = ""
    heads: float = 1
    total: float = 1
    is_lead: bool = False
    flag: str = ""
    hidden: int = 0
    hidden_mark: Mark | None = None
    badges: tuple[Sign, ...] = ()
    value: str = ""
    brief: str = ""

    @property
    def details(self) -> tuple[str, ...]:
        """The detail in more and more few letters, whole words each."""
        return tuple(filter(None, (self.detail, self.brief, self.brief.rpartition(" +")[0])))

    @property
    def told(self) -> str:
        """The detail line with value and badges in words, for what has no room for drawings."""
        words = (self.detail, self.value, *(badge.words for badge in self.badges))
        return " · ".join(filter(None, words))


def card(
    chart: Chart,
    box: str,
    marks: Marks,
    vocabulary: Vocabulary,
    *,
    names: Names = "full",
    flag: str = "",
    detail: str = "",
    hidden: int = 0,
    total: float | None = None,
    lines: int = TITLE_LINES,
    worn: Worn = NONE_WORN,
    coloring: Coloring | None = None,
) -> Card:
    """The card of a box. `marks` as `marking.marks_of`, `worn` as `rules.badges.worn`; `detail` has the
    second line for itself.

    `total`: the headcount of the branch, where it is known already. `lines`: how many the title may take,
    0 = as many as it needs. `coloring`: what the tile shows, None = the functions.
    """
    record = chart.boxes[box]
    is_lead = bool(chart.reports(box))
    name = record.title or function_title(record, vocabulary)
    if total is None:
        total = tree.headcount(chart, box) if is_lead else record.heads
    value = coloring.of(record, marks) if coloring else None
    return Card(
        box,
        name,
        _title_lines(name, lines),
        detail or detail_line(chart, record, names),
        (value.tile,) if value else tiles(record.functions, vocabulary),
        marks.get(box, ()),
        "vacant" if record.is_vacant and not record.status else record.status,
        record.heads,
        total,
        is_lead and not detail,
        flag,
        hidden,
        _worst_below(chart, box, marks) if hidden else None,
        () if detail else badges(chart, record, vocabulary, worn.get(box, ())),
        f"{coloring.title}: {value.title}" if coloring and value else "",
        "" if detail else brief_line(chart, record, names),
    )


def card_size(box: Box) -> tuple[float, float]:
    """The room a box takes in the layout: width and height in pixels."""
    if box.assistant:
        return size("card_compact_width"), size("card_compact_height")
    return card_width(), _height(_title_lines(box.title, TITLE_LINES))


def small_card_size(box: Box) -> tuple[float, float]:
    """As `card_size`, where all cards are small: a title and no more."""
    return small_width(), size("card_compact_height")


def whole_card_size(box: Box) -> tuple[float, float]:
    """As `card_size`, with room for the whole title, however long: for print, which has no tooltips."""
    small = size("card_compact_width")
    if box.assistant and width(box.title, "card_title", SMALL_TITLE) <= small - SMALL_TAKEN:
        return small, size("card_compact_height")
    return card_width(), _height(_title_lines(box.title, 0))


@cache
def card_width() -> float:
    """The width of all cards: wide enough for a common title on one line."""
    text = max(129, ceil(width(WIDEST_COMMON_TITLE, "card_title")) + 2)
    return max(size("card_width"), TEXT_LEFT + text + TEXT_RIGHT)


@cache
def small_width() -> float:
    """The width of small cards: they show the same title on one line."""
    text = ceil(width(WIDEST_COMMON_TITLE, "card_title", SMALL_TITLE)) + 2
    return max(size("card_compact_width"), SMALL_TAKEN + text)


def tiles(functions: Sequence[str], vocabulary: Vocabulary) -> tuple[Tile, ...]:
    """The tiles of a box, two at most; an unclassified box has the plain one."""
    return tuple(_tile(function, vocabulary) for function in functions[:2]) or (Tile("other", "dots"),)


def detail_line(chart: Chart, box: Box, names: Names = "full", most: int = 1) -> str:
    """The second line of a card: who sits there, else how many, else the state of the seat.

    `most`: how many people are named.
    """
    people = [chart.people[person].name for person in box.people if person in chart.people]
    named = _named(people, names, most)
    count = people_count(box.heads)
    if box.status:
        return _STATUSES[box.status].format(who=named or count)
    if box.is_vacant:
        return plural("{count} vacancy", "{count} vacancies", 1)
    said = count if not named else named if box.heads == len(people) else f"{named} · {count}"
    return _("{who} · leads in fact").format(who=said) if leads_in_fact(box) else said


def brief_line(chart: Chart, box: Box, names: Names = "full") -> str:
    """The second line where it is short of room: the first who sits there, and how many heads more."""
    people = [chart.people[person].name for person in box.people[:1] if person in chart.people]
    more = box.heads - 1
    if not people or more <= 0 or box.status or names == "none":
        return ""
    return f"{_named(people, names, 1)} +{more:,g}"


def leads_in_fact(box: Box) -> bool:
    """Whether somebody in the box leads without the title."""
    said = box.answers.get(DE_FACTO)
    return said is not None and said.value == YES


def people_count(heads: float) -> str:
    """A headcount in words: "1 person", "2.5 people"."""
    shown = f"{heads:,g}"
    return _("{count} person").format(count=shown) if heads == 1 else _("{count} people").format(count=shown)


def spoken(made: Card, manager: str = "") -> str:
    """A card in words, for those who cannot see it."""
    parts = [made.name, made.detail, made.value, *(badge.words for badge in made.badges)]
    if manager:
        parts.append(_("reports to {manager}").format(manager=manager))
    if made.is_lead:
        parts.append(_("{people} in the branch").format(people=people_count(made.total)))
    parts += [f"{mark.label or 1} {mark.kind}" for mark in made.marks]
    if made.hidden:
        parts.append(plural("{count} box folded away", "{count} boxes folded away", made.hidden))
    return ", ".join(part for part in parts if part)


_STATUSES = {"planned": "planned · {who}", "closing": "closing · {who}"}


def function_title(box: Box, vocabulary: Vocabulary) -> str:
    """What a box without a title is called."""
    function = vocabulary.functions.get(box.function)
    return function.title if function else _("Untitled")


@lru_cache(maxsize=20_000)
def _title_lines(title: str, lines: int) -> tuple[str, ...]:
    return wrap(title, "card_title", card_width() - TEXT_LEFT - TEXT_RIGHT, lines) or ("",)


def _height(title: tuple[str, ...]) -> float:
    more = len(title) - 1
    return size("card_height") + (face("card_title").line * more - 1 if more else 0)


def _tile(function: str, vocabulary: Vocabulary) -> Tile:
    known = vocabulary.functions.get(function)
    return Tile(hue(function, known.family), known.icon) if known else Tile(hue(function), "dots")


def _named(people: Sequence[str], names: Names, most: int) -> str:
    """The people of a seat: the first, and how many more."""
    if not people or names == "none":
        return ""
    shown = ", ".join(name if names == "full" else initials(name) for name in people[:most])
    left = len(people) - most
    return _("{name} and {count} more").format(name=shown, count=left) if left > 0 else shown


def initials(name: str) -> str:
    """The first letters of a name's words: "Ana Maria Ruiz" gives "A. M. R."."""
    return " ".join(f"{word[0]}." for word in name.split())


def _worst_below(chart: Chart, box: str, marks: Marks) -> Mark | None:
    """The worst warning on the boxes folded away below a box."""
    order = ("critical", "major", "minor", "info")
    below = {
        mark.kind for member in tree.branch(chart, box) if member != box for mark in marks.get(member, ())
    }
    return next((Mark(kind) for kind in order if kind in below), None)
