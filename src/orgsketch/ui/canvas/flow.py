"""The information flow: which lines bring information in and which take it out, and where there is none.

While it is shown, other relations are left away; what comes in is drawn dashed, what goes out solid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from orgsketch.model.records import Relation
from orgsketch.resources import _, plural
from orgsketch.ui.widgets.boxes import Frame, clear, column
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.rules.situation import Stream
    from orgsketch.ui.advice import Advice
    from orgsketch.ui.canvas.canvas import Canvas

STYLES = ("informs", "drives")  # the strokes of the first and of the second direction
WIDE, AWAY, ABOVE_ZOOM = 300, 16, 64


class Flow:
    """Shows or hides the information flow of a chart on a canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.streams: Sequence[Stream] = ()
        self.advice: Advice | None = None
        self.legend = Legend(canvas)
        canvas.document.findings_changed.connect(self.refresh)
        canvas.document.opened.connect(self.hide)

    @property
    def is_shown(self) -> bool:
        """Whether the canvas shows the information flow."""
        return self.advice is not None

    def show(self, advice: Advice) -> None:
        """Show it from now on, as the packs of this advice read it."""
        self.advice = advice
        self.refresh()

    def hide(self) -> None:
        """Show all relations again."""
        if self.advice is not None:
            self.advice, self.streams = None, ()
            self.legend.hide()
            self.canvas.overlay.found = frozenset()
            self.canvas.refresh()

    def refresh(self) -> None:
        """Read the chart as it is now."""
        if self.advice is None:
            return
        self.streams = self.advice.streams()
        gaps = frozenset(box for stream in self.streams for box in stream.gaps)
        self.canvas.overlay.found = gaps
        self.legend.show_streams(self.streams, len(gaps))
        self.canvas.refresh()

    def drawn(self, relation: Relation) -> Relation | None:
        """How a relation is drawn while the flow is shown; None = it is left away."""
        for stream, style in zip(self.streams, STYLES, strict=False):
            if relation.id in stream.lines:
                return replace(relation, kind=style, label=relation.label or stream.title)
        return None


class Legend(Frame):
    """What the two strokes mean, how many lines there are, and what is missing."""

    def __init__(self, host: QWidget) -> None:
        super().__init__("Popover", parent=host)
        self.host = host
        self.rows = column(gap=4, margins=(14, 10, 14, 12))
        self.setLayout(self.rows)
        self.hide()

    def show_streams(self, streams: Sequence[Stream], gaps: int) -> None:
        """Show these streams, in the corner of the canvas."""
        clear(self.rows)
        said = [Words(_("Information flow"), "strong")]
        for stream, dash in zip(streams, (_("dashed"), _("solid")), strict=False):
            count = (
                plural("{count} line", "{count} lines", len(stream.lines))
                if stream.lines
                else _("no line yet")
            )
            said.append(Words(f"{stream.title} ({dash}): {count}", "small", wrap=True))
        if gaps:
            text = plural("Ringed: {count} box has a gap", "Ringed: {count} boxes have a gap", gaps)
            said.append(Words(text, "small", wrap=True))
        for words in said:
            self.rows.addWidget(words)
        self.setAccessibleName(". ".join(words.text() for words in said))
        self.setFixedWidth(WIDE)
        self.adjustSize()
        right, low = self.host.width() - AWAY, self.host.height() - ABOVE_ZOOM
        self.move(right - WIDE, low - self.height())
        self.show()
        self.raise_()
