"""Questions about several charts: options, merging, updating, one case for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from orgsketch.resources import _
from orgsketch.ui.dialogs.ask.asking import Asking
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.fields import Choice

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison, Matching
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import FindingChanges
    from orgsketch.ui.casing import Casing
    from orgsketch.ui.dialogs.merging import Wanted as MergeWanted
    from orgsketch.ui.options import Option


class AskOptions(Asking):
    """None or "" always means that the user cancelled."""

    def option_title(self, suggestion: str) -> str:
        """What to call an option; "" when cancelled."""
        sheet = Sheet(
            self.window,
            _("New option from this chart"),
            _("It is saved as a chart of its own that remembers what it came from. This one stays as it is."),
            width=480,
        )
        field = QLineEdit(suggestion)
        field.setAccessibleName(_("Title of the option"))
        return _typed(sheet, field, ("make", _("Make the option"), "primary"))

    def about_baseline(self, name: str) -> str:
        """ "once", "option" or ""."""
        sheet = Sheet(
            self.window,
            _("“{name}” is the baseline").format(name=name),
            _("It is protected, so that the options can be compared with it."),
            width=520,
        )
        sheet.offer(
            ("", _("Cancel"), ""),
            ("once", _("Change it anyway, this once"), "destructive"),
            ("option", _("Make an option of it"), "primary"),
        )
        return sheet.ask()

    def about_writing(self, name: str) -> str:
        """ "open", "write" or "": something is to be written into an option that is not open."""
        sheet = Sheet(
            self.window,
            _("“{name}” is not open").format(name=name),
            _("Open it to write there and save it later; or have it written into its file now."),
            width=520,
        )
        sheet.offer(
            ("", _("Cancel"), ""),
            ("write", _("Write into the file"), ""),
            ("open", _("Open it"), "primary"),
        )
        return sheet.ask()

    def criterion(self) -> str:
        """What the options are to be weighed by."""
        sheet = Sheet(
            self.window,
            _("Add a criterion"),
            _("Something you want to weigh the options by. What you write under it is kept in each chart."),
            width=460,
        )
        field = QLineEdit()
        field.setAccessibleName(_("Name of the criterion"))
        field.setPlaceholderText(_("Cost, time to hire, who is for it"))
        return _typed(sheet, field, ("add", _("Add"), "primary"))

    def what_to_merge(self, ours: Chart, others: Sequence[Option]) -> MergeWanted | None:
        """Which option to merge into this one, and what both came from."""
        from orgsketch.ui.dialogs.merging import MergeSheet

        sheet = MergeSheet(self.window, ours, others)
        return sheet.wanted() if sheet.ask() else None

    def who_is_who(self, before: Chart, after: Chart) -> Matching | None:
        """Who of a later chart is who of an earlier one; asked only where there is a doubt."""
        from orgsketch.ui.dialogs.matching import matched

        return matched(self.window, before, after)

    def what_to_update(self, comparison: Comparison, effect: FindingChanges | None) -> Sequence[Change]:
        """Which of the changes of a newer table are to be made; none when cancelled."""
        from orgsketch.ui.dialogs.updating import UpdateSheet

        sheet = UpdateSheet(self.window, comparison, effect)
        return sheet.wanted() if sheet.ask() else ()

    def where_to_apply(self, found: Sequence[Casing]) -> Sequence[Casing]:
        """Which options the case of this one is applied to; none when cancelled."""
        from orgsketch.ui.dialogs.samecase import SameCase

        sheet = SameCase(self.window, found, self.window.document.name)
        return sheet.wanted() if sheet.ask() else ()

    def where_to_send(self, boxes: str, charts: Sequence[str]) -> tuple[int, bool] | None:
        """Which of the open charts boxes go to, and whether they stay here, too; None when cancelled."""
        sheet = Sheet(
            self.window,
            _("{boxes} to another chart").format(boxes=boxes),
            _("They go under the manager they have here; without that one they go on the bench."),
            width=480,
        )
        field = Choice([(str(place), title) for place, title in enumerate(charts)], "0")
        field.setAccessibleName(_("Chart"))
        sheet.put(field)
        sheet.offer(
            ("", _("Cancel"), ""), ("copy", _("Copy there"), ""), ("move", _("Move there"), "primary")
        )
        field.setFocus()
        said = sheet.ask()
        return (int(field.value()), said == "copy") if said else None


def _typed(sheet: Sheet, field: QLineEdit, offer: tuple[str, str, str]) -> str:
    """What is typed into the one field of a sheet; "" when cancelled."""
    sheet.put(field)
    sheet.offer(("", _("Cancel"), ""), offer)
    field.selectAll()
    field.setFocus()
    return field.text().strip() if sheet.ask() else ""
