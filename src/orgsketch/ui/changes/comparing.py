"""What is compared with what, and the comparison itself, as both charts are now. No widgets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from orgsketch import compare
from orgsketch.compare import Change, Comparison, Overlay
from orgsketch.errors import EditError, ResourceError
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import settings
from orgsketch.rules.finding import Report

if TYPE_CHECKING:
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window


class Side(NamedTuple):
    """One of the two charts with its findings."""

    title: str
    chart: Chart
    report: Report | None


class Comparing(QObject):
    """The chart of a window beside another option. `changed`: the comparison is another one.

    `is_turned`: the other option is what comes after, so that its changes can be taken over.
    """

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window, self.options = window, window.options
        self._turned: bool | None = None  # None: the user has not said
        self._translated: tuple[object, Side] | None = None
        self.translations: dict[str, Mapping[str, str]] = {}
        self._chosen = ""
        self._compared: tuple[object, ...] = ()
        self.other: Option | None = None
        self.comparison: Comparison | None = None

    # --- what is compared -------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Compare with another option from now on; "" = with what the chart came from, else the baseline."""
        self._chosen, self._turned = key, None
        if Path(key).is_absolute():
            with suppress(ResourceError):
                settings.remember_compared(self.window.document.chart.head.id, key)
        self.refresh()

    @property
    def is_turned(self) -> bool:
        """Whether the other chart comes after: turned around, or at first when it was made from this one."""
        if self._turned is not None:
            return self._turned
        source = self.other.chart.head.based_on if self.other and self.other.chart else None
        return source is not None and source.chart == self.window.document.chart.head.id

    def turn(self) -> None:
        """Look the other way round."""
        self._turned = not self.is_turned
        self.refresh()

    def translate(self, key: str, pairs: Mapping[str, str]) -> None:
        """Read an option that shares no ids as if its boxes and people had those of this chart."""
        self.translations[key] = pairs
        self.refresh()

    @property
    def are_strangers(self) -> bool:
        """Whether the two charts share no ids, and nobody has said who of one is who of the other."""
        other = self.other
        if other is None or other.chart is None or other.key in self.translations:
            return False
        return not compare.shares_ids(self.window.document.chart, other.chart)

    def refresh(self) -> None:
        """Compare again where one of the charts is not what it was."""
        self.other = self._wanted()
        before, after = self.sides
        state = (
            tuple(option.key for option in self.choices),
            before and (before.chart, before.report),
            after and (after.chart, after.report),
            self.is_turned,
            self.other and self.other.title,
        )
        if _is_same(state, self._compared):
            return
        self._compared = state
        self.comparison = self._compare(before, after)
        self.__dict__.pop("overlay", None)
        self.changed.emit()

    @property
    def choices(self) -> list[Option]:
        """The charts to choose from while it is not known which is meant: versions of this one first."""
        if self.other is not None:
            return []
        read = [option for option in self.options.others() if option.chart]
        return sorted(read, key=lambda option: not self._is_kin(option))

    @property
    def sides(self) -> tuple[Side | None, Side | None]:
        """What was and what is."""
        here = self.options.here
        mine = Side(here.title, here.chart, here.report) if here.chart else None
        found = (self._other_side(), mine)
        return found[::-1] if self.is_turned else found

    @cached_property
    def overlay(self) -> Overlay | None:
        """Both charts as one."""
        return compare.overlay(self.comparison) if self.comparison else None

    # --- single changes ---------------------------------------------------------------------------------

    def step(self, change: Change) -> ChartDiff:
        """What takes a change back in the chart of the window, or over into it when turned around.

        Raises EditError in one sentence when it does not fit any more.
        """
        chart = self.window.document.chart
        difference = change.difference
        if chart is (difference.before if self.is_turned else difference.after):
            return change.forward if self.is_turned else change.revert
        return compare.pick(change, chart, is_revert=not self.is_turned)

    def along(self, change: Change) -> tuple[Change, ...]:
        """The other changes that go with one."""
        comparison = self.comparison
        if comparison is None:
            return ()
        way = change.difference.forward if self.is_turned else change.difference.back
        atoms = way(change.atoms)[1] - change.atoms
        rows = (*comparison.context, *comparison.changes, *comparison.reordered)
        return tuple(row for row in rows if row != change and row.atoms & atoms)

    # --- inside -----------------------------------------------------------------------------------------

    def _wanted(self) -> Option | None:
        others = self.options.others()
        wanted = self._chosen or settings.compared_with(self.window.document.chart.head.id)
        chosen = next((option for option in others if option.key == wanted and not option.trouble), None)
        return chosen or self.options.baseline or self._only_kin(others)

    def _only_kin(self, others: Sequence[Option]) -> Option | None:
        """The one other version of this chart; None where there are several, or files are still read."""
        if self.options.is_reading:
            return self.other if self.other in others else None
        kin = [option for option in others if self._is_kin(option)]
        return kin[0] if len(kin) == 1 else None

    def _is_kin(self, option: Option) -> bool:
        """Whether a chart is a version of this one: made from it, or of mostly the same boxes."""
        mine = self.window.document.chart
        if option.chart is None or not option.chart.boxes:
            return False
        source = option.chart.head.based_on
        is_made_here = source is not None and source.chart == mine.head.id
        return is_made_here or (bool(mine.boxes) and compare.shares_ids(mine, option.chart))

    def _other_side(self) -> Side | None:
        other = self.other
        if other is None or other.chart is None:
            return None
        pairs = self.translations.get(other.key)
        if not pairs:
            return Side(other.title, other.chart, other.report)
        read = (other.chart, other.title, pairs)
        if self._translated is None or not _is_same(self._translated[0], read):
            chart = compare.rekeyed(other.chart, pairs)
            self._translated = (read, Side(other.title, chart, self.window.document.evaluate(chart)))
        return self._translated[1]

    def _compare(self, before: Side | None, after: Side | None) -> Comparison | None:
        if before is None or after is None:
            return None
        words = self.window.document.book.vocabulary
        try:
            return compare.two(before.chart, after.chart, before.report, after.report, words)
        except EditError:
            return None


def _is_same(one: object, other: object) -> bool:
    """Whether both are made of the very same charts and reports."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(_is_same, one, other))
    return one is other or (isinstance(one, (str, bool)) and one == other)
