"""The slides of a chart: overview, branches, findings with quotes, open questions, boxes without a place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from orgsketch.drawing.cards import Card
from orgsketch.drawing.declared import capital, context, context_at, split_of
from orgsketch.drawing.keys import MARK_TITLES, footer_notes, hue_titles, value_titles
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.quoting import quoted
from orgsketch.drawing.relations import kind_title
from orgsketch.exporters.deckpages import BADGE, FOOTER, GUTTER, MARGIN, Deck, part_title
from orgsketch.exporters.drawingml import SMALLEST, Words, height, measured, shortened
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import noted, numbers_of
from orgsketch.exporters.slidechart import MOST_BADGES, SlideChart, relation_look
from orgsketch.exporters.slides import Plan, Room, plans
from orgsketch.exporters.slideshapes import Slide
from orgsketch.exporters.slidetext import (
    HEADING,
    boxes_without_place,
    columns,
    open_questions,
    speaker_notes,
    told_findings,
)
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.model.records import RELATION_KINDS
from orgsketch.resources import _, plural

LEGEND, CONTEXT_HEIGHT, KEY = 352.0, 24.0, 26.0
CONTEXT_SIZE, INDENT = 12.0, 36.0
# On narrower slides the chart has all the room, and the findings stand on theirs alone.
WIDE_ENOUGH = 1060.0
SEVERE, MOST_QUOTES = ("critical", "major"), 4


class ChartSlides:
    """The slides of one chart in a presentation."""

    def __init__(self, deck: Deck, material: Material) -> None:
        self.deck, self.material = deck, material
        self.chart, self.vocabulary = material.chart, material.book.vocabulary
        self.context = context(self.chart, self.vocabulary)
        self.top = deck.top + (CONTEXT_HEIGHT if self.context else 0)
        self.legend = min(LEGEND, deck.width * 0.3)
        self.numbers = numbers_of(material)
        numbered = [box for box in self.numbers if box in self.chart.boxes]
        self.noted = {above for box in numbered for above in (box, *tree.path_to_top(self.chart, box))}
        self.notes = {note.entry.number: note for note in noted(material)}

    def fill(self) -> None:
        """Every slide in order."""
        deck = self.deck
        for plan in self.plans():
            self.chart_slide(plan)
        if not deck.slides:
            deck.slide(self.material.title)
        self._texts()

    def _texts(self) -> None:
        """The slides of text: findings, then what is open; on the same slides where that saves one."""
        deck, place = self.deck, self.deck.measured
        found, asked = [*told_findings(self.material)], [*open_questions(self.material)]
        bench = [*boxes_without_place(self.material)]
        questions = [(HEADING, [Words(_("Open questions"), 13.0, True)]), *asked] if asked else []
        together = list(columns([*found, *questions, *bench], place))
        apart = list(columns(found, place)), list(columns([*asked, *bench], place))
        if found and len(together) < sum(map(len, apart)):
            deck.columns(_("Findings and open questions") if asked else _("Findings"), together, self._said)
            return
        title = _("Open questions and boxes without a place") if bench else _("Open questions")
        deck.columns(_("Findings"), apart[0], self._said)
        deck.columns(title if asked else _("Boxes without a place"), apart[1], self._said)

    def plans(self) -> Iterator[Plan]:
        """What stands on which slide, the overview first."""
        by_manager = self.material.options.slides == "managers"
        return plans(self.chart, self._room, by_manager=by_manager, kind_of=self._facts)

    def _facts(self, top: str) -> list[str]:
        """The facts that a branch is judged by."""
        is_own = top and self._has_units
        return context_at(self.chart, self.vocabulary, top) if is_own else self.context

    @cached_property
    def _has_units(self) -> bool:
        return bool(split_of(self.chart, self.vocabulary).units)

    def _room(self, top: str) -> Room:
        """The room of a branch's chart; its list stands beside it, where there is any."""
        wide = self.deck.wide - (self.legend + 2 * GUTTER if self.has_legend(top) else 0)
        return Room(wide, self.deck.height - FOOTER - KEY * 2 - 12 - self.top - BADGE / 2)

    def has_legend(self, top: str) -> bool:
        """Whether anything was found in a branch ("" = the whole chart)."""
        if self.deck.wide < WIDE_ENOUGH:
            return False
        return top in self.noted if top else bool(self.material.entries)

    def chart_slide(self, plan: Plan) -> None:
        """One slide of the chart, its findings beside it."""
        boxes = set(plan.boxes)
        listed = [
            e for e in self.material.entries if not boxes.isdisjoint(e.boxes) or not (plan.top or e.boxes)
        ]
        slide = self.deck.slide(self._title_of(plan), self._said(listed, self._told), self._footer)
        self._context(slide, plan.top)
        room = Rect(MARGIN, self.top + BADGE / 2, self._room(plan.top).width, 0)
        drawn = SlideChart(slide, plan, self.material, self.numbers, room)
        drawn.draw()
        if self.has_legend(plan.top):
            self.beside(slide, plan, listed)
        if self.material.options.keys:
            self._key(slide, plan, drawn.cards.values(), listed)

    def beside(self, slide: Slide, plan: Plan, listed: Sequence[Entry]) -> None:
        """What stands beside the chart: the findings of this slide."""
        worn = {number for box in plan.boxes for number in self.numbers.get(box, ())[:MOST_BADGES]}
        legend(slide, listed, worn, self.beside_room, self.deck.certain)

    @property
    def beside_room(self) -> Rect:
        """The room right of the chart."""
        bottom = self.deck.height - FOOTER - KEY - 32
        return Rect(self.deck.width - MARGIN - self.legend, self.top, self.legend, bottom - self.top)

    def _title_of(self, plan: Plan) -> str:
        names = [self.material.card(top).name for top in (plan.top, *plan.beside) if top]
        title = ", ".join(names) or self.material.title
        return part_title(title, plan.part, plan.parts)

    @cached_property
    def _told(self) -> str:
        """What the speaker notes of every slide begin with."""
        why = [f"{name}: {text}" if name else text for name, text in self.material.rationale]
        return "\n".join(part for part in (capital(" · ".join(self.context)), *why) if part)

    @cached_property
    def _footer(self) -> str:
        material = self.material
        options = replace(material.options, author="", date="")
        return footer_notes(material.chart, material.report, options, 0)

    def _said(self, entries: Iterable[Entry], told: str = "") -> str:
        """The speaker notes of a slide."""
        return speaker_notes(
            [self.notes[number] for number in dict.fromkeys(e.number for e in entries)], told
        )

    def _context(self, slide: Slide, top: str) -> None:
        """The declared facts that fit on one line, most decisive first, and how many more there are."""
        facts = self._facts(top)
        if facts:
            rect = Rect(MARGIN, self.top - CONTEXT_HEIGHT - 8, self.deck.wide, CONTEXT_HEIGHT)
            shown = fitting(facts, rect.width * self.deck.certain)
            slide.text(rect, [Words(shown, CONTEXT_SIZE, color="muted")], "Context")

    # --- the key ------------------------------------------------------------------------------------------

    def _key(self, slide: Slide, plan: Plan, cards: Iterable[Card], listed: Sequence[Entry]) -> None:
        """The marks, relations and badges that occur, and below them the colours."""
        y = self.deck.height - FOOTER - KEY * 2 - 2
        x = self.key(slide, y, listed)
        shown = set(plan.boxes)
        used = {line.kind for line in plan.chart.relations.values() if {line.start, line.end} <= shown}
        for kind in (kind for kind in RELATION_KINDS if kind in used):
            if x + 60 + _wide(kind_title(kind)) > self.deck.width - MARGIN:
                break
            slide.sample(x, y + 11, 46, relation_look(self.material.theme, kind), f"Key {kind}")
            x = self.key_text(slide, x + 53, y, kind_title(kind), kind)
        signs = {sign.icon: sign.title or sign.words for card in cards for sign in card.badges}
        for name, title in sorted(signs.items()):
            if x + 22 + _wide(title) > self.deck.width - MARGIN:
                break
            slide.icon(Rect(x, y + 4, 14, 14), name, f"Key {name}", title)
            x = self.key_text(slide, x + 20, y, title, name)
        x, y = MARGIN, y + KEY
        coloring = self.material.coloring
        colors = value_titles(cards, coloring) if coloring else hue_titles(self.chart, cards, self.vocabulary)
        for tile, title in colors:
            if x + _wide(title) + 28 > self.deck.width - MARGIN:
                break
            slide.swatch(Rect(x, y, 20, 20), tile)
            x = self.key_text(slide, x + 27, y, title, tile.hue)

    def key(self, slide: Slide, y: float, listed: Sequence[Entry]) -> float:
        """The marks that occur, with their names; where they end."""
        x = MARGIN
        for kind in (kind for kind in MARK_TITLES if any(entry.mark.kind == kind for entry in listed)):
            slide.badge(x + 10, y + 10, 20, Mark(kind), f"Key {kind}")
            x = self.key_text(slide, x + 27, y, _(MARK_TITLES[kind]), kind)
        return x

    def key_text(self, slide: Slide, x: float, y: float, title: str, name: str) -> float:
        """The name of what stands before it; where the next may begin."""
        slide.text(Rect(x, y + 1, _wide(title), 20), [Words(title, color="muted")], f"Key text {name}")
        return x + _wide(title) + 11


def legend(
    slide: Slide, listed: Sequence[Entry], worn: Container[int], room: Rect, certain: float = 1.0
) -> None:
    """The findings of a slide by number, the worst of each theme with its quote, as far as there is room."""
    if not listed:
        none = [Words(_("No findings here."), 11.0, color="muted")]
        slide.text(Rect(room.x, room.y, room.width, 20), none, "Legend")
        return
    slide.rule(Rect(room.x - GUTTER, room.y, 0, room.height))
    wide = room.width - INDENT
    told = told_in(listed, worn, wide * certain, room.height)
    y = room.y
    for entry, words in told:
        tall = max(BADGE, height(words, wide * certain))
        slide.badge(room.x + 13, y + 11, BADGE, entry.mark, f"Legend mark {entry.number}")
        at = Rect(room.x + INDENT, y + (2 if len(words) == 1 else 0), wide, tall)
        slide.text(at, words, f"Finding {entry.number}")
        y += tall + _gap(words, tall)
    left_out = len(listed) - len(told)
    if left_out:
        more = plural(
            "{count} more on the slides of findings", "{count} more on the slides of findings", left_out
        )
        slide.text(Rect(room.x + INDENT, y, wide, 20), [Words(more, 11.0, color="muted")], "More")


def told_in(
    listed: Sequence[Entry], worn: Container[int], wide: float, tall: float
) -> list[tuple[Entry, list[Words]]]:
    """What is told in a column, in the order of the numbers.

    First the title of every number that a box wears, then the worst of each theme with its quote, the severe
    ones before their titles and the others after, then the other titles, then who disagrees.
    """
    told: dict[int, tuple[Entry, list[Words]]] = {}

    def tell(entry: Entry, words: list[Words]) -> None:
        """Tell it so where there is room for it and for the line about the rest."""
        tried = {**told, entry.number: (entry, words)}
        rest = 22.0 if len(tried) < len(listed) else 0.0
        filled = sum(_taken(said, wide) for _entry, said in tried.values())
        if filled + rest <= tall:
            told[entry.number] = (entry, words)

    leads = [entry for entry in listed if entry.is_lead] or listed[:1]
    for entry in listed:
        if entry.number in worn:
            tell(entry, [_heading(entry)])
    for entry in leads[:MOST_QUOTES]:
        if entry.mark.kind in SEVERE:
            tell(entry, _quoted(entry, wide))
    for entry in leads:
        if entry.number not in told:
            tell(entry, [_heading(entry)])
    for entry in leads:
        tell(entry, _quoted(entry, wide))
    for entry in listed:
        if entry.number not in told:
            tell(entry, [_heading(entry)])
    for entry in leads:
        tell(entry, [*_quoted(entry, wide), *_dissent(entry, wide)])
    return [told[number] for number in sorted(told)]


def _taken(words: Sequence[Words], wide: float) -> float:
    tall = max(BADGE, height(words, wide))
    return tall + _gap(words, tall)


def _gap(words: Sequence[Words], tall: float) -> float:
    """What parts an entry from the next: more below what has several lines."""
    return 9.0 if len(words) > 1 or tall > BADGE else 4.0


def _heading(entry: Entry) -> Words:
    return Words(entry.title, 11.0 if entry.is_lead else SMALLEST, entry.is_lead)


def _quoted(entry: Entry, room: float) -> list[Words]:
    """Title and quote."""
    words = [_heading(entry)]
    if entry.quote:
        taken = measured(f"“” {entry.voice}")
        lines = 1.9 if taken < room * 0.9 else 2.8  # a long name has lines of its own
        quote = _whole_words(entry.quote, room * lines - taken)
        words.append(Words(f"{quoted(quote)} {entry.voice}"))
    return words


def _whole_words(text: str, room: float) -> str:
    """The text, or as many of its words as there is room for."""
    cut = shortened(text, room)
    return cut if cut == text else f"{cut.rpartition(' ')[0].rstrip(' ,;:–') or cut}…"


def _dissent(entry: Entry, room: float) -> list[Words]:
    """Who disagrees."""
    return [Words(shortened(note, room * 1.85), color="muted") for note in entry.notes[:2]]


def fitting(facts: Sequence[str], room: float) -> str:
    """As many facts as one line holds, and how many more there are."""
    for count in range(len(facts), 0, -1):
        shown = [*facts[:count]]
        if count < len(facts):
            shown.append(plural("{count} more answer", "{count} more answers", len(facts) - count))
        line = capital(" · ".join(shown))
        if measured(line, CONTEXT_SIZE) <= room:
            return line
    return shortened(capital(facts[0]), room, CONTEXT_SIZE)


def _wide(title: str) -> float:
    return measured(title) + 4
