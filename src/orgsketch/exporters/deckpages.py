"""The slides of a presentation as pages: title, footer, text in columns; others put on them what is shown.

Nothing is smaller than ten points: what does not fit stands on a slide of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from orgsketch.drawing.changelist import ENDS
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.deck import PIXEL, opened, size_of, title_layout
from orgsketch.exporters.deckfile import Page, to_bytes
from orgsketch.exporters.drawingml import Words, measured, shortened
from orgsketch.exporters.slideshapes import Slide
from orgsketch.exporters.slidetext import INSET, Column
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

MARGIN, GUTTER, BADGE = 48.0, 28.0, 24.0
TITLE_Y, TITLE_HEIGHT = 30.0, 50.0
FOOTER, NUMBER = 44.0, 44.0
TITLE_SIZES = (24.0, 22.0, 20.0, 18.0)


def part_title(title: str, part: int, parts: int) -> str:
    """The title of one of several slides."""
    if parts == 1:
        return title
    return _("{title} ({part} of {parts})").format(title=title, part=part, parts=parts)


class Deck:
    """A presentation being written: `top` is where the room below the title begins."""

    def __init__(self, title: str, options: ExportOptions, theme: Theme) -> None:
        self.title, self.options, self.theme = title, options, theme
        deck = opened(options.template)
        self.layout = title_layout(deck)
        self.width, self.height = size_of(deck)
        self.top = self._title_bottom() + 10
        self.slides: list[tuple[Slide, str]] = []

    @property
    def wide(self) -> float:
        """The room between the margins."""
        return self.width - 2 * MARGIN

    @property
    def certain(self) -> float:
        """The share of a room to count on: a template may have a wider font than ours."""
        return 0.88 if self.options.template else 1.0

    @property
    def measured(self) -> Rect:
        """That column as its text is measured."""
        return Rect(*self.column[:2], self.column.width * self.certain, self.column.height)

    @property
    def column(self) -> Rect:
        """The first of the two columns of a slide of text."""
        top = self.top + 6
        return Rect(MARGIN, top, (self.wide - GUTTER) / 2, self.height - FOOTER - 14 - top)

    def to_bytes(self) -> bytes:
        """The file; the slides stay as they are."""
        deck = opened(self.options.template)
        properties = deck.core_properties
        properties.title, properties.author = self.title[:255], self.options.author[:255]
        pages = [Page(slide.finished(), notes) for slide, notes in self.slides]
        return to_bytes(deck, title_layout(deck), pages)

    def slide(self, title: str, notes: str = "", footer: str = "") -> Slide:
        """A new slide with its title, its speaker notes and its footer."""
        slide = Slide(self.theme)
        self.slides.append((slide, notes))
        self._title(slide, title)
        self._footer(slide, footer)
        return slide

    def columns(
        self,
        title: str,
        pages: Iterable[Sequence[Column]],
        notes_of: Callable[[list[Entry]], str] | None = None,
    ) -> None:
        """Slides of text in columns."""
        shown = list(pages)
        for number, page in enumerate(shown, 1):
            heading = part_title(title, number, len(shown))
            entries = [entry for column in page for entry in column.entries]
            slide = self.slide(heading, notes_of(entries) if notes_of else "")
            for place, column in enumerate(page):
                self._column(slide, place, column)

    def _column(self, slide: Slide, place: int, column: Column) -> None:
        at = self.column
        x = MARGIN + place * (at.width + GUTTER)
        for block in column.blocks:
            inset = INSET if block.mark or block.flag else 0.0
            rect = Rect(x + inset, at.y + block.y, at.width - inset, block.height)
            if block.mark:
                slide.badge(x + 13, rect.y + 12, BADGE, block.mark, f"Mark {block.name}")
            elif block.flag == ENDS:
                slide.tick(x + 4, rect.y, f"Tick {block.name}")
            elif block.flag:
                slide.flag(x + 2, rect.y + 1, block.flag, f"Flag {block.name}")
            slide.text(rect, block.words, f"Text {block.name}")

    @cached_property
    def _holder(self) -> Any:
        """The place of the title on the layout, None = it has none."""
        return next((one for one in self.layout.placeholders if one.placeholder_format.idx == 0), None)

    def _title_bottom(self) -> float:
        holder = self._holder
        if not self.options.template or holder is None or holder.top is None:
            return TITLE_Y + TITLE_HEIGHT
        return min(float(holder.top + holder.height) / PIXEL, self.height / 3)

    @property
    def title_place(self) -> Rect:
        """Where a title stands that says nothing else."""
        holder = self._holder
        if holder is None or holder.top is None:
            return Rect(MARGIN, TITLE_Y, self.wide, TITLE_HEIGHT)
        return Rect(*(length / PIXEL for length in (holder.left, holder.top, holder.width, holder.height)))

    def _title(self, slide: Slide, title: str) -> None:
        """The title: in a user's template where and as it has titles."""
        rect = Rect(MARGIN, TITLE_Y, self.wide, TITLE_HEIGHT)
        fits = (size for size in TITLE_SIZES if measured(title, size, True) <= rect.width)
        size = next(fits, TITLE_SIZES[-1])
        look = Words(shortened(title, rect.width, size, True), size, True)
        if self._holder is None:
            slide.text(rect, [look], "Title")
            return
        kind = self._holder._element.ph.get("type", "title")
        if self.options.template:
            slide.title(kind, title)
        else:
            slide.title(kind, look.text, rect, look)

    def _footer(self, slide: Slide, more: str) -> None:
        """The sentence no slide goes without; what is open, author, date, mark and number on the right."""
        options = self.options
        y = self.height - FOOTER + 10
        slide.rule(Rect(MARGIN, y - 7, self.wide, 0))
        wide = self.wide - NUMBER
        signed = [options.author, options.date, options.mark]
        said = f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}"
        most = max(wide / 3, wide - measured(said) / self.certain - 20)
        right = next(
            (one for one in (_joined(more, *signed), _joined(*signed)) if self._takes(one) < most), ""
        )
        right = right or _joined(*signed)
        taken = min(most, self._takes(right))
        left = shortened(said, (wide - taken - 20) * self.certain)
        slide.text(Rect(MARGIN, y, wide - taken - 10, 20), [Words(left, color="muted")], "No absolute answer")
        if right:
            place = Rect(MARGIN + wide - taken, y, taken, 20)
            slide.text(place, [Words(shortened(right, taken), color="muted")], "Footer", "r")
        number = Words(str(len(self.slides)), color="muted")
        slide.text(Rect(MARGIN + wide, y, NUMBER, 20), [number], "Slide number", "r")

    def _takes(self, text: str) -> float:
        """The room a line of the footer needs."""
        return measured(text) / self.certain + 16


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
