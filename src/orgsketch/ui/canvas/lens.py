"""How the chart is looked at: colours of boxes, lines shown or not, large or small cards, what is dimmed.

Nothing of it is in the chart file: what a user chose once is in the settings, what is dimmed goes with the
window.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from orgsketch.drawing.cards import card_size, small_card_size
from orgsketch.drawing.coloring import FUNCTION, Coloring, is_possible
from orgsketch.errors import ResourceError
from orgsketch.layout.tidy import Layout
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import RELATION_KINDS, Box
from orgsketch.resources import settings
from orgsketch.ui.canvas.linework import Linework
from orgsketch.ui.canvas.seeking import Seeking

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

PAUSE = 80  # milliseconds after an edit until the legend counts again


class Lens(QObject):
    """`changed`: another look, `lit_changed`: other boxes are dimmed or found.

    `by`: what colours the boxes (see `drawing.coloring`); `hidden_lines`: the kinds of relations not shown;
    `chosen`: the values that are not dimmed, none = all are shown alike; `seeking`: what is searched for.
    """

    changed = Signal()
    lit_changed = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.canvas = canvas
        kept = settings.load() if canvas.keeps_look else settings.Settings()
        self.by = kept.coloring or FUNCTION
        self.has_legend = kept.legend
        self.is_small = kept.small_cards
        self.hidden_lines = frozenset(kept.hidden_lines) & frozenset(RELATION_KINDS)
        self._coloring: Coloring | None = None
        self.chosen: frozenset[str] = frozenset()
        self.seeking = Seeking(canvas)
        self.number = 0  # changes with what is lit
        self._dim: dict[str, tuple[Box, bool]] = {}
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self._count_again)
        canvas.document.chart_changed.connect(self._follow)
        canvas.document.findings_changed.connect(self._findings_changed)

    # --- layout and lines -------------------------------------------------------------------------------

    @property
    def card_size(self) -> Callable[[Box], tuple[float, float]]:
        """The room a box takes."""
        return small_card_size if self.is_small else card_size

    def fresh(self) -> None:
        """Lay the document's chart out anew, as for a chart just opened."""
        self._lay_out(Layout(self.canvas.document.chart, self.card_size))
        self.chosen = frozenset()
        self.seeking.forget()
        self._recolor()

    def make_small(self, is_small: bool) -> None:
        """Small cards with a title and no more, or full ones."""
        self.is_small = is_small
        canvas, old = self.canvas, self.canvas.chart_layout
        made = Layout(canvas.document.chart, self.card_size, old.folded)
        if old.focus:
            made.focus_on(old.focus)
        selection = canvas.overlay.selection
        canvas.relayout(lambda: self._lay_out(made), selection[0] if selection else _top(old))
        self._keep(small_cards=is_small)

    def show_lines(self, kinds: Collection[str], are_shown: bool) -> None:
        """Show relations of these kinds, or do not."""
        self.hidden_lines = self.hidden_lines - set(kinds) if are_shown else self.hidden_lines | set(kinds)
        self._keep(hidden_lines=tuple(sorted(self.hidden_lines)))

    def hides(self, kind: str) -> bool:
        """Whether relations of a kind are not shown; the information flow shows them all."""
        return kind in self.hidden_lines and not self.canvas.flow.is_shown

    # --- colours ----------------------------------------------------------------------------------------

    @property
    def coloring(self) -> Coloring:
        """What the boxes are coloured by, with the looks of its values."""
        if self._coloring is None:
            contents, chart = self.canvas.contents, self.canvas.document.chart
            self._coloring = Coloring(self.by, chart, contents.vocabulary, contents.marks)
        return self._coloring

    def color_by(self, by: str) -> None:
        """Colour the boxes by something; the legend says what the colours mean."""
        self.by, self.has_legend = by, self.has_legend or by != FUNCTION
        self.choose(frozenset())
        self._recolor()
        self._keep(coloring="" if by == FUNCTION else by, legend=self.has_legend)

    def show_legend(self, is_shown: bool) -> None:
        """Show the legend, or not."""
        self.has_legend = is_shown
        if not is_shown:
            self.choose(frozenset())
        self._keep(legend=is_shown)

    # --- what is dimmed ---------------------------------------------------------------------------------

    @property
    def is_dimming(self) -> bool:
        """Whether some boxes are dimmed."""
        return bool(self.chosen) or self.seeking.is_dimming

    def choose(self, values: Collection[str]) -> None:
        """Dim all boxes but those with these values; none = dim nothing."""
        self.chosen = frozenset(values)
        self.look_again()
        self.changed.emit()

    def dims(self, box: str) -> bool:
        """Whether a box is dimmed."""
        record = self.canvas.document.chart.boxes.get(box)
        if record is None:
            return False
        known = self._dim.get(box)
        if known is None or known[0] is not record:
            known = self._dim[box] = (record, self._is_left_out(record))
        return known[1]

    def look_again(self) -> None:
        """What is dimmed is another."""
        self._dim.clear()
        self.number += 1
        self.lit_changed.emit()
        self.canvas.refresh()

    def lit(self) -> list[str]:
        """The boxes that are not dimmed, while some are; else those that are found."""
        if not self.chosen:
            return self.seeking.found
        return [box for box in self.canvas.document.chart.boxes if not self.dims(box)]

    def _is_left_out(self, record: Box) -> bool:
        if self.seeking.is_dimming and record.id not in self.seeking.matches:
            return True
        if not self.chosen:
            return False
        return self.coloring.key(record, self.canvas.contents.marks) not in self.chosen

    # --- staying in step --------------------------------------------------------------------------------

    def _lay_out(self, layout: Layout) -> None:
        self.canvas.chart_layout = layout
        self.canvas.linework = Linework(layout, self.hides)

    def _recolor(self) -> None:
        if not is_possible(self.by, self.canvas.document.chart):
            self.by = FUNCTION
        self._coloring = None
        self.canvas.contents.recolor(None if self.by == FUNCTION else self.coloring)
        self.changed.emit()

    def _follow(self, diff: ChartDiff) -> None:
        """A line that is drawn is seen; a head that is another may have brought other words."""
        drawn = {after.kind for before, after in diff.relations.values() if after and before is None}
        if drawn & self.hidden_lines:
            self.show_lines(drawn, True)
        if diff.head:
            self._recolor()
        if diff.people:
            self.seeking.forget_words()
        self._later.start()

    def _findings_changed(self) -> None:
        if self.chosen:
            self._dim.clear()
            self.number += 1
        self._later.start()

    def _count_again(self) -> None:
        """A value that no box has any more has no row on the legend: it dims nothing."""
        if self.chosen:
            listed = self.coloring.legend(self.canvas.document.chart, self.canvas.contents.marks)
            left = self.chosen & {value.key for value, _count in listed}
            if left != self.chosen:
                self.chosen = left
                self.look_again()
        self.changed.emit()

    def _keep(self, **changes: Any) -> None:
        if self.canvas.keeps_look:
            with suppress(ResourceError):
                settings.update(**changes)
        self.changed.emit()
        self.canvas.view_changed()


def _top(layout: Layout) -> str | None:
    return layout.tops[0].box if layout.tops else None
