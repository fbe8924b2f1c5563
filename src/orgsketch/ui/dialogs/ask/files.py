"""Questions about chart files: which one, where to, and what becomes of work that is in none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from orgsketch.resources import _
from orgsketch.ui.dialogs.ask.asking import Asking
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.widgets.words import Words

MOST_PROBLEMS = 12


class AskFiles(Asking):
    """None or "" always means that the user cancelled."""

    def file_to_open(self) -> Path | None:
        """Which chart to open."""
        kinds = _("Charts (*.orgsketch);;All files (*)")
        return path_of(QFileDialog.getOpenFileName(self.window, _("Open a chart"), self._folder(), kinds))

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save; the toolkit asks before it overwrites."""
        kinds = _("Charts (*.orgsketch)")
        return path_of(QFileDialog.getSaveFileName(self.window, _("Save the chart"), str(suggestion), kinds))

    def file_to_import(self) -> Path | None:
        """Which table to import."""
        from orgsketch.importers import IMPORTERS

        suffixes = " ".join(f"*{suffix}" for suffix in sorted(IMPORTERS))
        kinds = _("Tables ({suffixes});;All files (*)").format(suffixes=suffixes)
        return path_of(QFileDialog.getOpenFileName(self.window, _("Import a table"), self._folder(), kinds))

    def about_replacing(self, name: str) -> bool:
        """Whether a file that is there already is to be replaced."""
        sheet = Sheet(
            self.window,
            _("“{name}” is there already").format(name=name),
            _("What is in it is lost when it is replaced."),
        )
        sheet.offer(("replace", _("Replace it"), "destructive"), ("", _("Cancel"), "primary"))
        return bool(sheet.ask())

    def about_unsaved(self, name: str) -> str:
        """ "save", "discard" or ""."""
        sheet = Sheet(
            self.window,
            _("Save the changes to “{name}”?").format(name=name),
            _("They are lost if you do not save them."),
        )
        sheet.offer(
            ("discard", _("Do not save"), "destructive"),
            ("", _("Cancel"), ""),
            ("save", _("Save"), "primary"),
        )
        return sheet.ask()

    def about_conflict(self, name: str) -> str:
        """ "overwrite", "save_as", "reload" or ""."""
        sheet = Sheet(
            self.window,
            _("“{name}” was changed by somebody else").format(name=name),
            _("It is not the file that you opened. Save yours under another name to keep both."),
            width=560,
        )
        sheet.offer(
            ("", _("Cancel"), ""),
            ("reload", _("Open theirs, drop mine"), "destructive"),
            ("overwrite", _("Overwrite theirs"), "destructive"),
            ("save_as", _("Save as…"), "primary"),
        )
        return sheet.ask()

    def about_unmerged(self, name: str) -> bool:
        """Whether to merge the other version of a file in, for which git waits."""
        sheet = Sheet(
            self.window,
            _("git holds two versions of “{name}”").format(name=name),
            _("The file is the one of this branch. Merged by box and field, the other one comes in, too."),
            width=520,
        )
        sheet.offer(("", _("Look at it as it is"), ""), ("merge", _("Merge the other one in"), "primary"))
        return bool(sheet.ask())

    def tell_problems(self, name: str, problems: Sequence[str], then: str = "") -> None:
        """What was wrong with a file, and what became of it."""
        sheet = Sheet(self.window, _("“{name}” has faults").format(name=name), then, width=560)
        shown = [Words(f"•  {problem}", wrap=True) for problem in problems[:MOST_PROBLEMS]]
        rest = len(problems) - len(shown)
        if rest > 0:
            shown.append(Words(_("… and {count} more").format(count=rest), "small"))
        sheet.put(column(*shown, gap=6))
        sheet.offer(("ok", _("Look at it"), "primary"))
        sheet.ask()

    def _folder(self) -> str:
        path = self.window.document.path
        return str(path.parent if path else Path.home())


def path_of(chosen: tuple[str, str]) -> Path | None:
    """What a dialog for files gives back."""
    return Path(chosen[0]) if chosen[0] else None
