"""Questions about what leaves the program: exports, plans, printed pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from orgsketch.document import Document
from orgsketch.resources import _
from orgsketch.ui.dialogs.ask.asking import Asking
from orgsketch.ui.dialogs.ask.files import path_of
from orgsketch.ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from orgsketch.drawing.cards import Names
    from orgsketch.exporters.material import Material
    from orgsketch.ui.dialogs.export import Wanted
    from orgsketch.ui.exporting import Subject
    from orgsketch.ui.options import Option


class AskExports(Asking):
    """None or "" always means that the user cancelled."""

    def what_to_export(
        self, document: Document, suggestion: Path, names: Names, subject: Subject | None = None
    ) -> Wanted | None:
        """Format, content and place. `names`: how people are named on exports of this chart."""
        from orgsketch.ui.dialogs.export import ExportSheet
        from orgsketch.ui.exporting import CHART

        selected = self.window.selection[0] if len(self.window.selection) == 1 else ""
        sheet = ExportSheet(self.window, document, suggestion, names, selected, subject or CHART)
        return sheet.wanted() if sheet.ask() else None

    def how_people_are_named(self) -> Names | None:
        """Names, initials or none; asked at the first export of a chart with people."""
        sheet = Sheet(
            self.window,
            _("Shall people be named?"),
            _("The chart has names. What leaves this computer can go on without them; you are asked once."),
            width=520,
        )
        sheet.offer(
            ("", _("Cancel"), ""),
            ("none", _("No names"), ""),
            ("initials", _("Initials"), ""),
            ("full", _("Full names"), "primary"),
        )
        return sheet.ask() or None  # type: ignore[return-value]

    def file_for_plan(self, suggestion: Path) -> Path | None:
        """Where to write a plan; the toolkit asks before it overwrites."""
        kinds = _("Plans (*{suffix})").format(suffix=suggestion.suffix)
        return path_of(QFileDialog.getSaveFileName(self.window, _("Save the plan"), str(suggestion), kinds))

    def show_plan(self, before: Option, after: Option) -> None:
        """The moves from one option to another, beside the window."""
        from orgsketch.ui.dialogs.plan import PlanSheet

        sheet = PlanSheet(self.window, before, after)
        sheet.fit_words()
        sheet.show()

    def show_print(self, material: Material) -> None:
        """The pages as they will be printed, and the printer's own questions."""
        from orgsketch.ui.printing import PrintPreview

        PrintPreview(self.window, material).exec()
