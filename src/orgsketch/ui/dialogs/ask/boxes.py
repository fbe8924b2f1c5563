"""Questions about boxes: which ones, how they are joined, where they go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from orgsketch.resources import _, plural
from orgsketch.ui.dialogs.ask.asking import Asking
from orgsketch.ui.dialogs.sheet import Sheet


class AskBoxes(Asking):
    """None or "" always means that the user cancelled."""

    def box(self, heading: str, boxes: Sequence[str], none: str = "") -> str | None:
        """One of the boxes; "" for the choice called `none`; None when cancelled."""
        from orgsketch.ui.dialogs.pickers import BoxPicker

        picker = BoxPicker(self.window, self.window.document, heading, boxes, none)
        return picker.chosen if picker.ask() else None

    def new_manager(self, heading: str, moving: Sequence[str], boxes: Sequence[str], none: str) -> str | None:
        """As `box`, for boxes that move: each choice shows where they would stand and what would change."""
        from orgsketch.ui.dialogs.moving import MovePicker

        picker = MovePicker(self.window, heading, moving, boxes, none)
        return picker.chosen if picker.ask() else None

    def line(self, start: str, boxes: Sequence[str]) -> tuple[str, str] | None:
        """A kind of line and the box at its end."""
        from orgsketch.ui.dialogs.pickers import LinePicker

        picker = LinePicker(self.window, self.window.document, start, boxes)
        return (picker.kind.value(), picker.chosen) if picker.ask() and picker.chosen else None

    def where_reports_go(self, names: str, reports: int, below: int) -> str | None:
        """ "to_manager", "with_branch", "to_bench" or None."""
        under = plural("{count} box reports", "{count} boxes report", reports)
        sheet = Sheet(
            self.window,
            _("Delete {boxes}?").format(boxes=names),
            _("{boxes} to it.").format(boxes=under),
            width=620,
        )
        whole = plural("Delete it, too", "Delete all {count} below", below)
        sheet.offer(
            ("", _("Cancel"), ""),
            ("to_bench", plural("Put it on the bench", "Put them on the bench", reports), ""),
            ("with_branch", whole, "destructive"),
            ("to_manager", plural("Move it to the manager", "Move them to the manager", reports), "primary"),
        )
        return sheet.ask() or None

    def outline_text(self, read: Callable[[str], object], typed: str = "") -> str:
        """A structure typed as shorthand or as an outline, which `read` can read; "" when cancelled."""
        from orgsketch.ui.dialogs.structure import StructureSheet

        sheet = StructureSheet(self.window, read, typed)
        return sheet.text if sheet.ask() else ""
