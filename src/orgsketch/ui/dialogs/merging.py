"""Merging two options: which one comes in, and what both came from; what that would do is told first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from orgsketch.model.chart import Chart
from orgsketch.model.merge import Merge, Versions, common_source, merge_options
from orgsketch.resources import _, plural
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.fields import Choice, labelled
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.options import Option

SHARED = "shared"  # nobody knows what both came from: what they have in common


class Wanted(NamedTuple):
    """The chart that comes in, and the one both came from (None = what they share)."""

    theirs: Chart
    base: Chart | None


class MergeSheet(Sheet):
    """`wanted()`: the choice."""

    def __init__(self, parent: QWidget | None, ours: Chart, others: Sequence[Option]) -> None:
        super().__init__(parent, _("Merge another option into this one"), width=560)
        self.ours = ours
        self.others = [option for option in others if option.chart is not None]
        names = [(str(place), option.title) for place, option in enumerate(self.others)]
        self.theirs = Choice(names, "0")
        self.base = Choice([(SHARED, _("Not known: what the two share")), *names], SHARED)
        self.told = Words("", "small", wrap=True)
        self.put(
            labelled(_("What comes in"), self.theirs),
            labelled(_("What both came from"), self.base),
            self.told,
        )
        self.go = self.offer(("", _("Cancel"), ""), ("ok", _("Merge"), "primary"))[1]
        self.theirs.chosen.connect(lambda value: self._suggest())
        self.base.chosen.connect(lambda value: self._tell())
        self._suggest()

    def wanted(self) -> Wanted:
        """What was chosen."""
        theirs, base = self._chart(self.theirs), self._chart(self.base)
        assert theirs is not None
        return Wanted(theirs, base)

    def _chart(self, field: Choice) -> Chart | None:
        value = field.value()
        return self.others[int(value)].chart if value.isdigit() else None

    def _suggest(self) -> None:
        """The chart that both say they came from, where it is among the options."""
        theirs = self._chart(self.theirs)
        charts = [option.chart for option in self.others]
        source = common_source(self.ours, theirs, charts) if theirs else None
        place = next((n for n, chart in enumerate(charts) if chart is source and chart), None)
        self.base.show_value(SHARED if place is None else str(place))
        self._tell()

    def _tell(self) -> None:
        theirs, base = self._chart(self.theirs), self._chart(self.base)
        self.go.setEnabled(theirs is not None)
        if theirs is not None:
            self.told.setText(told(self.ours, merge_options(Versions(base, self.ours, theirs))))


def told(ours: Chart, merged: Merge) -> str:
    """What a merge would bring, in a sentence."""
    from orgsketch.compare import two

    come = len(two(ours, merged.chart).changes)
    changes = plural("{count} change comes in", "{count} changes come in", come)
    if not merged.conflicts:
        return _("{changes}; nobody disagrees. One step of undo takes it back.").format(changes=changes)
    disputes = plural("{count} conflict is", "{count} conflicts are", len(merged.conflicts))
    return _("{changes}; {disputes} to be settled. One step of undo takes it back.").format(
        changes=changes, disputes=disputes
    )
