"""Everything the window asks its user, in one place, so that tests can answer in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.resources import _
from orgsketch.ui.dialogs.ask.boxes import AskBoxes
from orgsketch.ui.dialogs.ask.files import AskFiles
from orgsketch.ui.dialogs.ask.leaving import AskExports
from orgsketch.ui.dialogs.ask.options import AskOptions
from orgsketch.ui.dialogs.sheet import Sheet

if TYPE_CHECKING:
    from orgsketch.rules.finding import Remedy
    from orgsketch.rules.guides import Walk
    from orgsketch.ui.advice import Advice
    from orgsketch.ui.guiding import Guiding
    from orgsketch.ui.window import Window


class Ask(AskFiles, AskExports, AskOptions, AskBoxes):
    """Questions to the user; None or "" always means that they cancelled."""

    def tell(self, heading: str, text: str) -> None:
        """One thing the user must know."""
        sheet = Sheet(self.window, heading, text)
        sheet.offer(("ok", _("OK"), "primary"))
        sheet.ask()

    def which_walk(self, advice: Advice, selected: tuple[str, ...]) -> Walk | None:
        """One of the guided walks."""
        from orgsketch.ui.dialogs.guide import WalkPicker

        picker = WalkPicker(self.window, advice, selected)
        return picker.walk if picker.ask() else None

    def guide(self, guiding: Guiding) -> Remedy | None:
        """Go through a walk; an edit that the reader wants to see."""
        from orgsketch.ui.dialogs.guide import GuideSheet

        sheet = GuideSheet(self.window, guiding)
        sheet.ask()
        return sheet.remedy

    def show_shortcuts(self, window: Window) -> None:
        """The sheet of all keys."""
        from orgsketch.ui.dialogs.shortcuts import ShortcutSheet

        ShortcutSheet(window).ask()

    def show_about(self) -> None:
        """Version, licence, where the knowledge comes from."""
        from orgsketch.ui.dialogs.about import about_sheet

        about_sheet(self.window).ask()
