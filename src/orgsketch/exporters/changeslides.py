"""The slides of a comparison: before, after, the changes on one picture, what becomes of the findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from orgsketch.drawing.changelist import ENDS, FLAGS, Listed, Section
from orgsketch.drawing.changes import WORDS
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.marks import KINDS, Mark
from orgsketch.exporters.chartslides import INDENT, WIDE_ENOUGH, ChartSlides
from orgsketch.exporters.compared import Compared
from orgsketch.exporters.deckpages import GUTTER, MARGIN, Deck
from orgsketch.exporters.drawingml import SMALLEST, Words, height, measured, shortened
from orgsketch.exporters.slides import Plan
from orgsketch.exporters.slideshapes import Slide
from orgsketch.exporters.slidetext import CLOSE, HEADING, Told, columns
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _, plural

TEXT, SIGN, LISTED = 11.0, 22.0, 18.0


def fill(deck: Deck, material: Compared) -> None:
    """Every slide in order."""
    for chart in (material.baseline, material.after):
        if chart is not None:
            slides = ChartSlides(deck, chart)
            for plan in islice(slides.plans(), 1):
                slides.chart_slide(plan)
    changes = ChangeSlides(deck, material)
    for plan in changes.plans():
        changes.chart_slide(plan)
    _texts(deck, material.sections)


def _texts(deck: Deck, sections: Sequence[Section]) -> None:
    """The lists in full: what changes, then what it does; together where that saves a slide."""
    apart = [[one for one in sections if one.is_change is told_first] for told_first in (True, False)]
    pages = [list(columns(_told(some), deck.measured, CLOSE)) for some in apart]
    together = list(columns(_told([*apart[0], *apart[1]]), deck.measured, CLOSE))
    if all(pages) and len(together) < sum(map(len, pages)):
        deck.columns(_("What changes, and what it does to the findings"), together)
        return
    deck.columns(_("What changes"), pages[0])
    deck.columns(_("What it does to the findings"), pages[1])


def _told(sections: Sequence[Section]) -> Iterator[Told]:
    """The sections in full, each below its heading."""
    for section in sections:
        yield HEADING, [Words(f"{section.title}: {len(section.lines)}", 13.0, True)]
        is_bold = any(line.text for line in section.lines)
        for line in section.lines:
            yield line.kind or None, _words(line, is_bold)


class ChangeSlides(ChartSlides):
    """The chart after with ghosts and flags, the list of changes beside it."""

    def __init__(self, deck: Deck, material: Compared) -> None:
        super().__init__(deck, material)
        self.compared = material
        if material.comparison.context:
            self.context = [material.comparison.other_case]

    def has_legend(self, top: str) -> bool:
        """There is always something to tell on the first slide."""
        return self.deck.wide >= WIDE_ENOUGH and bool(self.compared.sections)

    def beside(self, slide: Slide, plan: Plan, listed: Sequence[Entry]) -> None:
        """What changes about the boxes of this slide; on the first, what becomes of the findings, too."""
        sections = [one for one in self.compared.sections if one.is_told]
        if plan.top:
            boxes = set(plan.boxes)
            lines = [line for section in sections for line in section.lines if line.box in boxes]
            sections = [Section(_("Changes"), lines)] if lines else []
        changes(slide, sections, self.beside_room)

    def key(self, slide: Slide, y: float, listed: Sequence[Entry]) -> float:
        """The flags with their counts."""
        x = MARGIN
        for flag in FLAGS:
            count = self.compared.changes.counts.get(flag)
            if count:
                title = _(WORDS[flag]).format(count=count)
                slide.flag(x, y + 2, flag, f"Key {flag}")
                x = self.key_text(slide, x + 28, y, title, flag)
        return x


def changes(slide: Slide, sections: Sequence[Section], room: Rect) -> None:
    """The list in a column, as many lines of each section as there is room for."""
    slide.rule(Rect(room.x - GUTTER, room.y, 0, room.height))
    shown = _that_fit(sections, room)
    y = room.y
    for number, (section, lines) in enumerate(shown):
        heading = [Words(f"{section.title} {len(section.lines)}", SMALLEST, True, color="muted")]
        slide.text(Rect(room.x, y, room.width, 18), heading, f"Section {number}")
        y += SIGN
        for place, line in enumerate(lines):
            y += _put(slide, line, Rect(room.x, y, room.width, 0), f"{number}.{place}")
        more = len(section.lines) - len(lines)
        if more:
            said = plural("{count} more on the next slides", "{count} more on the next slides", more)
            at = Rect(room.x + INDENT, y, room.width - INDENT, 18)
            slide.text(at, [Words(said, color="muted")], f"More {number}")
            y += SIGN
        y += 6


def _that_fit(sections: Sequence[Section], room: Rect) -> list[tuple[Section, Sequence[Listed]]]:
    """The sections with so many of their lines, dealt out in turn; a section without room is left out."""
    counts = [0] * len(sections)
    for _turn in range(max((len(section.lines) for section in sections), default=0)):
        for place, section in enumerate(sections):
            tried = [count + (other == place) for other, count in enumerate(counts)]
            if tried[place] <= len(section.lines) and _tall(sections, tried, room.width) <= room.height:
                counts = tried
    pairs = zip(sections, counts, strict=True)
    return [(section, section.lines[:count]) for section, count in pairs if count]


def _put(slide: Slide, line: Listed, at: Rect, name: str) -> float:
    words = _brief(line, at.width - INDENT)
    if line.kind in FLAGS:
        slide.flag(at.x, at.y + 1, line.kind, f"Change {name}")
    elif line.kind in KINDS:
        slide.badge(at.x + 11, at.y + 8, LISTED, Mark(line.kind), f"Mark {name}")
    elif line.kind == ENDS:
        slide.tick(at.x + 4, at.y, f"Tick {name}")
    tall = height(words, at.width - INDENT)
    slide.text(Rect(at.x + INDENT, at.y, at.width - INDENT, tall), words, f"Line {name}")
    return max(tall, SIGN - 3) + 3


def _brief(line: Listed, room: float) -> list[Words]:
    """One line of title and one of text."""
    is_bold = bool(line.text)
    code = f"  {line.code}" if line.code else ""
    title = shortened(line.title, room - measured(code, is_bold=is_bold), is_bold=is_bold)
    words = [Words(title + code, SMALLEST, is_bold)]
    if line.text:
        words.append(Words(shortened(line.text, room), color="muted"))
    return words


def _tall(sections: Sequence[Section], counts: Sequence[int], wide: float) -> float:
    """How tall so many lines of each section come out."""
    tall = 0.0
    for section, count in zip(sections, counts, strict=True):
        if count:
            more = SIGN if len(section.lines) > count else 0.0
            lines = (height(_brief(line, wide - INDENT), wide - INDENT) for line in section.lines[:count])
            tall += SIGN + 6 + more + sum(max(line, SIGN - 3) + 3 for line in lines)
    return tall


def _words(line: Listed, is_bold: bool) -> list[Words]:
    """A line in full, on a slide of text."""
    title = f"{line.title}  {line.code}" if line.code else line.title
    words = [Words(title, 12.0, is_bold)]
    return [*words, Words(line.text, TEXT, color="muted")] if line.text else words
