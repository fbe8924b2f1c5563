"""PowerPoint: native shapes to go on with, one a box, with glued lines, numbered findings and speaker notes.

Nothing is smaller than ten points: what does not fit on a slide stands on slides of its own, by branch.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from orgsketch.drawing.cards import Card, card
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY, context_line, hue_titles
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.metrics import elide
from orgsketch.drawing.metrics import width as text_width
from orgsketch.exporters.deck import PIXEL, opened, size_of, title_layout
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import noted, numbers_of
from orgsketch.exporters.slidechart import BADGE, SlideChart
from orgsketch.exporters.slides import Plan, Room, plans
from orgsketch.exporters.slideshapes import POINT, SMALLEST, Slide, Words, height
from orgsketch.exporters.slidetext import (
    INSET,
    Column,
    columns,
    finding_columns,
    question_columns,
    speaker_notes,
)
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.resources import _, plural

MARGIN, LEGEND, GUTTER = 48.0, 352.0, 28.0
TITLE_Y, TITLE_HEIGHT, CONTEXT_HEIGHT = 30.0, 50.0, 24.0
FOOTER, KEY = 44.0, 26.0
TITLE_SIZE, CONTEXT_SIZE = 24.0, 12.0


def write(material: Material) -> bytes:
    """The presentation of a chart. Raises ExporterError when the template cannot be used."""
    deck = _Deck(material)
    deck.fill()
    content = io.BytesIO()
    deck.deck.save(content)
    return content.getvalue()


class _Deck:
    """A presentation being written."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.chart, self.vocabulary = material.chart, material.book.vocabulary
        self.deck = opened(material.options.template)
        self.layout = title_layout(self.deck)
        self.width, self.height = size_of(self.deck)
        self.legend = min(LEGEND, self.width * 0.3)
        self.context = context_line(self.chart, self.vocabulary)
        self.top = MARGIN
        self.notes = {note.entry.number: note for note in noted(material)}
        self.numbers = numbers_of(material)
        numbered = [box for box in self.numbers if box in self.chart.boxes]
        self.noted = {above for box in numbered for above in (box, *tree.path_to_top(self.chart, box))}
        properties = self.deck.core_properties
        properties.title, properties.author = material.title[:255], material.options.author[:255]

    def fill(self) -> None:
        """Every slide in order."""
        probe = self._title_bottom()
        self.top = probe + (CONTEXT_HEIGHT if self.context else 0) + 10
        for plan in self._plans():
            self._chart_slide(plan)
        if not self.deck.slides:
            self._slide(self.material.title, "")
        self._column_slides(_("Findings"), finding_columns(self.material, self.column))
        self._column_slides(_("Open questions"), question_columns(self.material, self.column))
        bench = [box for box in tree.walk(self.chart) if tree.is_unplaced(self.chart, box)]
        words = [Words(self._card(box).name, 12.0) for box in bench]
        self._column_slides(
            _("Boxes without a place"), columns([(None, [one]) for one in words], self.column)
        )

    @property
    def column(self) -> Rect:
        """The first of the two columns of a slide of text."""
        top = self.top + 6
        return Rect(MARGIN, top, (self.width - 2 * MARGIN - GUTTER) / 2, self.height - FOOTER - 14 - top)

    def _plans(self) -> Iterator[Plan]:
        return plans(self.chart, self._room, by_manager=self.material.options.slides == "managers")

    def _room(self, top: str) -> Room:
        """The room of a branch's chart; its findings stand beside it, where there are any."""
        wide = self.width - 2 * MARGIN - (self.legend + 2 * GUTTER if self.has_legend(top) else 0)
        return Room(wide, self.height - FOOTER - KEY * 2 - 12 - self.top - BADGE / 2)

    def has_legend(self, top: str) -> bool:
        """Whether anything was found in a branch ("" = the whole chart)."""
        return top in self.noted if top else bool(self.material.entries)

    # --- slides -------------------------------------------------------------------------------------------

    def _title_bottom(self) -> float:
        if not self.material.options.template:
            return TITLE_Y + TITLE_HEIGHT
        holders = [holder for holder in self.layout.placeholders if holder.placeholder_format.idx == 0]
        if not holders or holders[0].top is None:
            return TITLE_Y + TITLE_HEIGHT
        return min(float(holders[0].top + holders[0].height) / PIXEL, self.height / 3)

    def _slide(self, title: str, notes: str) -> Slide:
        """A new slide with its title and footer."""
        page = self.deck.slides.add_slide(self.layout)
        for holder in list(page.placeholders):
            if holder.placeholder_format.idx != 0:
                holder._element.getparent().remove(holder._element)
        slide = Slide(page, self.material.theme)
        self._title(slide, title)
        if notes:
            page.notes_slide.notes_text_frame.text = notes
        self._footer(slide, len(self.deck.slides))
        return slide

    def _title(self, slide: Slide, title: str) -> None:
        from pptx.util import Pt

        rect = Rect(MARGIN, TITLE_Y, self.width - 2 * MARGIN, TITLE_HEIGHT)
        shown = elide(title, "strong", rect.width - 10, TITLE_SIZE * POINT)
        holder = slide.page.shapes.title
        if holder is None:
            slide.text(rect, [Words(shown, TITLE_SIZE, True)], "Title")
            return
        holder.text_frame.text = title if self.material.options.template else shown
        if self.material.options.template:
            return
        holder.left, holder.top, holder.width, holder.height = (round(part * PIXEL) for part in rect)
        for margin in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
            setattr(holder.text_frame, margin, 0)
        paragraph = holder.text_frame.paragraphs[0]
        paragraph.alignment = _left()
        paragraph.font.size, paragraph.font.bold = Pt(TITLE_SIZE), True

    def _footer(self, slide: Slide, number: int) -> None:
        """The sentence no slide goes without; author, date, mark and number on the right."""
        options = self.material.options
        y, wide = self.height - FOOTER + 10, self.width - 2 * MARGIN
        slide.rule(Rect(MARGIN, y - 7, wide, 0))
        right = " · ".join(filter(None, (options.author, options.date, options.mark, str(number))))
        taken = min(wide / 2, text_width(right, "caption", SMALLEST * POINT) * 1.06 + 16)
        said = elide(f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}", "caption", wide - taken - 20, SMALLEST * POINT)
        slide.text(Rect(MARGIN, y, wide - taken - 10, 20), [Words(said, color="muted")], "No absolute answer")
        slide.text(
            Rect(self.width - MARGIN - taken, y, taken, 20), [Words(right, color="muted")], "Footer", "RIGHT"
        )

    def _column_slides(self, title: str, pages: Iterable[Sequence[Column]]) -> None:
        """Slides of text in columns."""
        at = self.column
        for number, page in enumerate(pages, 1):
            heading = title if number == 1 else _("{title} ({number})").format(title=title, number=number)
            entries = [entry for column in page for entry in column.entries]
            slide = self._slide(heading, self._said(entries))
            for place, column in enumerate(page):
                x = MARGIN + place * (at.width + GUTTER)
                for block in column.blocks:
                    inset = INSET if block.mark else 0.0
                    rect = Rect(x + inset, at.y + block.y, at.width - inset, block.height)
                    if block.mark:
                        slide.badge(x + 13, rect.y + 12, BADGE, block.mark, f"Mark {block.name}")
                    slide.text(rect, block.words, f"Text {block.name}")

    def _said(self, entries: Iterable[Entry], context: str = "") -> str:
        """The speaker notes of a slide."""
        return speaker_notes(
            [self.notes[number] for number in dict.fromkeys(e.number for e in entries)], context
        )

    def _chart_slide(self, plan: Plan) -> None:
        title = self.material.title
        if plan.top:
            title = self._card(plan.top).name
        if plan.parts > 1:
            title = _("{title} ({part} of {parts})").format(title=title, part=plan.part, parts=plan.parts)
        boxes = set(plan.boxes)
        listed = [e for e in self.material.entries if boxes & set(e.boxes) or (not plan.top and not e.boxes)]
        why = [f"{name}: {text}" if name else text for name, text in self.material.rationale]
        told = "\n".join(part for part in (self.context, *why) if part)
        slide = self._slide(title, self._said(listed, told))
        if self.context:
            rect = Rect(MARGIN, self.top - CONTEXT_HEIGHT - 8, self.width - 2 * MARGIN, CONTEXT_HEIGHT)
            shown = elide(self.context, "caption", rect.width, CONTEXT_SIZE * POINT)
            slide.text(rect, [Words(shown, CONTEXT_SIZE, color="muted")], "Context")
        at = Rect(MARGIN, self.top + BADGE / 2, self._room(plan.top).width, 0)
        drawn = SlideChart(slide, plan, self.material, self.numbers, at)
        drawn.draw()
        if self.has_legend(plan.top):
            self._legend(slide, listed)
        if self.material.options.keys:
            self._key(slide, plan, drawn.cards.values(), listed)

    def _card(self, box: str) -> Card:
        return card(self.chart, box, {}, self.vocabulary, names=self.material.options.names)

    # --- around the chart ---------------------------------------------------------------------------------

    def _legend(self, slide: Slide, listed: Sequence[Entry]) -> None:
        """The findings of this slide, as many as there is room for."""
        x, y = self.width - MARGIN - self.legend, self.top
        bottom = self.height - FOOTER - KEY - 32
        if not listed:
            slide.text(
                Rect(x, y, self.legend, 20), [Words(_("No findings here."), 11.0, color="muted")], "Legend"
            )
            return
        room = self.legend - 36
        slide.rule(Rect(x - GUTTER, y, 0, bottom - y))
        for place, entry in enumerate(listed):
            words = _legend_words(entry, room)
            tall = height(words, room)
            if y + tall > bottom:
                more = plural(
                    "{count} more on the slides of findings",
                    "{count} more on the slides of findings",
                    len(listed) - place,
                )
                slide.text(Rect(x + 36, y, room, 20), [Words(more, 11.0, color="muted")], "More")
                return
            slide.badge(x + 13, y + 11, BADGE, entry.mark, f"Legend mark {entry.number}")
            slide.text(Rect(x + 36, y, room, tall), words, f"Finding {entry.number}")
            y += tall + 12

    def _key(self, slide: Slide, plan: Plan, cards: Iterable[Card], listed: Sequence[Entry]) -> None:
        """The marks and the colours that occur, on two lines below the chart."""
        from orgsketch.drawing.keys import MARK_TITLES

        right = self.width - MARGIN
        y = self.height - FOOTER - KEY * 2 - 2
        x = MARGIN
        for kind in (kind for kind in MARK_TITLES if any(entry.mark.kind == kind for entry in listed)):
            title = _(MARK_TITLES[kind])
            wide = text_width(title, "caption", SMALLEST * POINT) + 14
            slide.badge(x + 11, y + 10, 20, Mark(kind), f"Key {kind}")
            slide.text(Rect(x + 28, y + 1, wide, 20), [Words(title)], f"Key text {kind}")
            x += wide + 36
        x, y = MARGIN, y + KEY
        for tile, title in hue_titles(self.chart, cards, self.vocabulary):
            wide = text_width(title, "caption", SMALLEST * POINT) + 14
            if x + wide + 28 > right:
                return
            slide.swatch(Rect(x, y + 3, 20, 14), tile.hue)
            slide.text(Rect(x + 26, y + 1, wide, 20), [Words(title)], f"Key text {tile.hue}")
            x += wide + 34


def _legend_words(entry: Entry, room: float) -> list[Words]:
    quote = f"“{entry.quote}” {entry.voice}" if entry.quote else ""
    short = elide(quote, "caption", room * 2.8, SMALLEST * POINT)
    words = [Words(entry.title, 12.0, True)]
    words += [Words(short, is_italic=False)] if quote else []
    words += [
        Words(elide(note, "caption", room * 1.9, SMALLEST * POINT), color="muted") for note in entry.notes[:2]
    ]
    return words


def _left() -> Any:
    from pptx.enum.text import PP_ALIGN

    return PP_ALIGN.LEFT
