"""What explains a picture around the chart: its context, the key of marks, families and lines, the footer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import Block
from orgsketch.drawing.cards import Card, Tile, function_title
from orgsketch.drawing.cardshapes import tile_shapes
from orgsketch.drawing.declared import RATIONALE
from orgsketch.drawing.icons import icon
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.lines import line_kind
from orgsketch.drawing.marks import KINDS, Mark, mark_shapes
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Path, Shape, Text
from orgsketch.drawing.relations import kind_title, relation_shapes
from orgsketch.drawing.theme import tokens
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import RELATION_KINDS, Answers, Relation
from orgsketch.resources import N_, _, plural

if TYPE_CHECKING:
    from orgsketch.drawing.coloring import Coloring
    from orgsketch.rules.finding import Report
    from orgsketch.vocabulary import Vocabulary

# Every picture ends with it; said by Saeed in the fourth article.
NO_ABSOLUTE = "“There is no absolute here WRT organization”"
NO_ABSOLUTE_BY = "Saeed, Reorg time: Put PMs and PMMs in the same department!"
MARK_TITLES = {
    "critical": N_("Critical"),
    "major": N_("Major"),
    "minor": N_("Minor"),
    "info": N_("Info"),
    "strength": N_("Strength"),
    "question": N_("Open question"),
    "accepted": N_("Accepted"),
}
MOST_VALUES = 16
LINE_TITLES = {"nominal": N_("line on paper only"), "planned": N_("line about to change")}


def rationale(chart: Chart, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Why things stand where they stand, as people wrote it: of what ("" = the whole) and the words."""
    said = [("", _told(chart.head.answers))]
    for box in tree.walk(chart):
        record = chart.boxes[box]
        name = record.title or function_title(record, vocabulary)
        said.append((name, _told(record.answers)))
    return [(name, text) for name, text in said if text]


def _told(answers: Answers) -> str:
    answer = answers.get(RATIONALE)
    return answer.value.strip() if answer and isinstance(answer.value, str) and not answer.is_unknown else ""


def key_rows(
    chart: Chart,
    cards: Collection[Card],
    listed: Iterable[Entry],
    vocabulary: Vocabulary,
    coloring: Coloring | None = None,
) -> list[list[Block]]:
    """The marks, families, lines and badges that occur, each with its name, in three rows.

    A chart that is coloured otherwise shows its values in place of the families.
    """
    return [
        list(_mark_items(listed)),
        list(_value_items(cards, coloring) if coloring else _family_items(chart, cards, vocabulary)),
        [*_line_items(chart, {card.box for card in cards}), *_badge_items(cards)],
    ]


def footer_notes(chart: Chart, report: Report, options: ExportOptions, benched: int) -> str:
    """What is open and what is left out."""
    accepted = sum(finding.state == "accepted" for finding in report.findings)
    notes = [options.author, options.date]
    asked = sum(not question.is_set_aside for question in report.questions)
    if asked:
        notes.append(plural("{count} open question", "{count} open questions", asked))
    if accepted and not options.accepted:
        notes.append(
            plural("{count} accepted finding not shown", "{count} accepted findings not shown", accepted)
        )
    if options.findings != "all":
        notes.append(_("findings left out"))
    if benched:
        notes.append(
            plural(
                "{count} box without a place not shown", "{count} boxes without a place not shown", benched
            )
        )
    return " · ".join(note for note in notes if note)


def _mark_items(listed: Iterable[Entry]) -> Iterator[Block]:
    used = {entry.mark.kind for entry in listed}
    for kind in KINDS:
        if kind in used:
            yield _item(mark_shapes(Mark(kind), 10, 9, 18, ""), 20, _(MARK_TITLES[kind]))


def _family_items(chart: Chart, cards: Iterable[Card], vocabulary: Vocabulary) -> Iterator[Block]:
    for tile, title in hue_titles(chart, cards, vocabulary):
        yield _item(tile_shapes(tile, 0, -1, 20), 20, title)


def value_titles(cards: Iterable[Card], coloring: Coloring) -> list[tuple[Tile, str]]:
    """The values that occur, the commonest first, and what they are values of; some may be left out."""
    counts = Counter((card.tiles[0], card.value) for card in cards)
    shown = counts.most_common(MOST_VALUES)
    titles = [(tile, said.removeprefix(f"{coloring.title}: ")) for (tile, said), _count in shown]
    left = len(counts) - len(shown)
    return [*titles, (Tile("other", letter="…"), _("{count} more").format(count=left))] if left else titles


def _value_items(cards: Iterable[Card], coloring: Coloring) -> Iterator[Block]:
    yield Block(
        (Text(0, 13, coloring.title, "label", "text_muted"),), text_width(coloring.title, "label"), 18
    )
    for tile, title in value_titles(cards, coloring):
        yield _item(tile_shapes(tile, 0, -1, 20), 20, title)


def hue_titles(chart: Chart, cards: Iterable[Card], vocabulary: Vocabulary) -> Iterator[tuple[Tile, str]]:
    """Each hue that occurs, with its name and the drawing of what is called so, else the commonest in it."""
    icons: dict[str, Counter[str]] = defaultdict(Counter)
    functions: dict[str, dict[str, str]] = defaultdict(dict)
    for card in cards:
        for tile, function in zip(card.tiles, chart.boxes[card.box].functions, strict=False):
            icons[tile.hue][tile.icon] += 1
            functions[tile.hue][function] = tile.icon
    for hue in tokens()["color"]["light"]["family"]:
        if hue in icons:
            title = hue_title(sorted(functions[hue]), vocabulary)
            named = (drawn for key, drawn in functions[hue].items() if _is_called(key, title, vocabulary))
            yield Tile(hue, next(named, icons[hue].most_common(1)[0][0])), title


def _is_called(function: str, title: str, vocabulary: Vocabulary) -> bool:
    known = vocabulary.functions.get(function)
    return known is not None and known.title == title


def hue_title(functions: list[str], vocabulary: Vocabulary) -> str:
    """The name of a hue: its one function's, else the family's."""
    known = vocabulary.functions.get(functions[0])
    if known is None:
        return functions[0].replace("_", " ")
    family = vocabulary.families.get(known.family)
    return family.title if family and len(functions) > 1 else known.title


def _line_items(chart: Chart, shown: Container[str]) -> Iterator[Block]:
    lines = chart.relations.values()
    used = {line.kind for line in lines if line.start in shown and line.end in shown}
    for kind in RELATION_KINDS:
        if kind in used:
            yield _item(relation_sample(kind), 48, kind_title(kind))
    special = {line_kind(box) for box in chart.boxes.values() if box.id in shown}
    for name, dash, color in (("nominal", (7.0, 4.0), "line"), ("planned", (), "accent")):
        if name in special:
            yield _item(
                [Path("M 0 9 L 46 9", "", color, 1.5, dash, is_round=False)], 48, _(LINE_TITLES[name])
            )


def relation_sample(kind: str, color: str = "line_relation") -> list[Shape]:
    """A short stretch of a kind of relation, 46 wide and 18 high."""
    return relation_shapes(Relation("", kind, "", ""), [(0, 9), (46, 9)], color=color, ground="surface")


def _badge_items(cards: Iterable[Card]) -> Iterator[Block]:
    """Each drawing beside who sits in a box, once."""
    titles = {badge.icon: badge.title or badge.words for card in cards for badge in card.badges}
    for name in sorted(titles):
        yield _item([icon(name, 0, 1, 16, "text_muted")], 16, titles[name])


def _item(shapes: Iterable[Shape], wide: float, title: str) -> Block:
    text = Text(wide + 7, 13, title, "small", "text_muted")
    return Block((*shapes, text), wide + 7 + text_width(title, "small"), 18)
