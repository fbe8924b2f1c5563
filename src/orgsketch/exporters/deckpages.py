"""The slides of a presentation as pages: title, footer, text in columns; others put on them what is shown.

Nothing is smaller than ten points: what does not fit stands on a slide of its own.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from orgsketch.drawing.changelist import ENDS
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.metrics import elide
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.deck import PIXEL, opened, size_of, title_layout
from orgsketch.exporters.drawingml import POINT, SMALLEST, Words
from orgsketch.exporters.slideshapes import Slide
from orgsketch.exporters.slidetext import INSET, Column
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

MARGIN, GUTTER, BADGE = 48.0, 28.0, 24.0
TITLE_Y, TITLE_HEIGHT = 30.0, 50.0
FOOTER = 44.0
TITLE_SIZE = 24.0


class Deck:
    """A presentation being written: `top` is where the room below the title begins."""

    def __init__(self, title: str, options: ExportOptions, theme: Theme) -> None:
        self.options, self.theme = options, theme
        self.deck = opened(options.template)
        self.layout = title_layout(self.deck)
        self.width, self.height = size_of(self.deck)
        self.top = self._title_bottom() + 10
        self.slides: list[Slide] = []
        properties = self.deck.core_properties
        properties.title, properties.author = title[:255], options.author[:255]

    @property
    def wide(self) -> float:
        """The room between the margins."""
        return self.width - 2 * MARGIN

    @property
    def column(self) -> Rect:
        """The first of the two columns of a slide of text."""
        top = self.top + 6
        return Rect(MARGIN, top, (self.wide - GUTTER) / 2, self.height - FOOTER - 14 - top)

    def to_bytes(self) -> bytes:
        """The file."""
        for slide in self.slides:
            slide.finish()
        content = io.BytesIO()
        self.deck.save(content)
        return content.getvalue()

    def slide(self, title: str, notes: str = "", footer: str = "") -> Slide:
        """A new slide with its title, its speaker notes and its footer."""
        page = self.deck.slides.add_slide(self.layout)
        for holder in list(page.placeholders):
            if holder.placeholder_format.idx != 0:
                holder._element.getparent().remove(holder._element)
        slide = Slide(page, self.theme)
        self.slides.append(slide)
        self._title(slide, title)
        if notes:
            page.notes_slide.notes_text_frame.text = notes
        self._footer(slide, footer)
        return slide

    def columns(
        self,
        title: str,
        pages: Iterable[Sequence[Column]],
        notes_of: Callable[[list[Entry]], str] | None = None,
    ) -> None:
        """Slides of text in columns."""
        for number, page in enumerate(pages, 1):
            heading = title if number == 1 else _("{title} ({number})").format(title=title, number=number)
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

    def _title_bottom(self) -> float:
        if not self.options.template:
            return TITLE_Y + TITLE_HEIGHT
        holders = [holder for holder in self.layout.placeholders if holder.placeholder_format.idx == 0]
        if not holders or holders[0].top is None:
            return TITLE_Y + TITLE_HEIGHT
        return min(float(holders[0].top + holders[0].height) / PIXEL, self.height / 3)

    def _title(self, slide: Slide, title: str) -> None:
        from pptx.util import Pt

        rect = Rect(MARGIN, TITLE_Y, self.wide, TITLE_HEIGHT)
        shown = elide(title, "strong", rect.width - 10, TITLE_SIZE * POINT)
        holder = slide.page.shapes.title
        if holder is None:
            slide.text(rect, [Words(shown, TITLE_SIZE, True)], "Title")
            return
        holder.text_frame.text = title if self.options.template else shown
        if self.options.template:
            return
        holder.left, holder.top, holder.width, holder.height = (round(part * PIXEL) for part in rect)
        for margin in ("margin_left", "margin_right", "margin_top", "margin_bottom"):
            setattr(holder.text_frame, margin, 0)
        paragraph = holder.text_frame.paragraphs[0]
        paragraph.alignment = _left()
        paragraph.font.size, paragraph.font.bold = Pt(TITLE_SIZE), True

    def _footer(self, slide: Slide, more: str) -> None:
        """The sentence no slide goes without; what is open, author, date, mark and number on the right."""
        options = self.options
        y = self.height - FOOTER + 10
        slide.rule(Rect(MARGIN, y - 7, self.wide, 0))
        number = str(len(self.slides))
        right = " · ".join(filter(None, (more, options.author, options.date, options.mark, number)))
        said = f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}"
        needed = text_width(said, "caption", SMALLEST * POINT) * 1.06 + 20
        most = max(self.wide / 3, self.wide - needed)
        taken = min(most, text_width(right, "caption", SMALLEST * POINT) * 1.06 + 16)
        if taken == most and more:
            right = " · ".join(filter(None, (options.author, options.date, options.mark, number)))
            taken = min(most, text_width(right, "caption", SMALLEST * POINT) * 1.06 + 16)
        said = elide(said, "caption", self.wide - taken - 20, SMALLEST * POINT)
        slide.text(
            Rect(MARGIN, y, self.wide - taken - 10, 20), [Words(said, color="muted")], "No absolute answer"
        )
        place = Rect(self.width - MARGIN - taken, y, taken, 20)
        slide.text(
            place, [Words(elide(right, "caption", taken, SMALLEST * POINT), color="muted")], "Footer", "r"
        )


def _left() -> Any:
    from pptx.enum.text import PP_ALIGN

    return PP_ALIGN.LEFT
