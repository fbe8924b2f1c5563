"""Everything the window asks its user, in one place, so that tests can answer in its stead."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit

from orgsketch.document import Document
from orgsketch.resources import _, plural
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.widgets.fields import Choice
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison, Matching
    from orgsketch.drawing.cards import Names
    from orgsketch.exporters.material import Material
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import FindingChanges, Remedy
    from orgsketch.rules.guides import Walk
    from orgsketch.ui.advice import Advice
    from orgsketch.ui.casing import Casing
    from orgsketch.ui.dialogs.export import Wanted
    from orgsketch.ui.dialogs.merging import Wanted as MergeWanted
    from orgsketch.ui.exporting import Subject
    from orgsketch.ui.guiding import Guiding
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window

MOST_PROBLEMS = 12
EXAMPLE = "CEO[Product[PM PMM] Marketing[Marcom] Dev Sales]"


class Ask:
    """Questions to the user; None or "" always means that they cancelled."""

    def __init__(self, window: Window) -> None:
        self.window = window

    def file_to_open(self) -> Path | None:
        """Which chart to open."""
        kinds = _("Charts (*.orgsketch);;All files (*)")
        return _path(QFileDialog.getOpenFileName(self.window, _("Open a chart"), self._folder(), kinds))

    def file_to_save(self, suggestion: Path) -> Path | None:
        """Where to save; the toolkit asks before it overwrites."""
        kinds = _("Charts (*.orgsketch)")
        return _path(QFileDialog.getSaveFileName(self.window, _("Save the chart"), str(suggestion), kinds))

    def about_replacing(self, name: str) -> bool:
        """Whether a file that is there already is to be replaced."""
        sheet = Sheet(
            self.window,
            _("“{name}” is there already").format(name=name),
            _("What is in it is lost when it is replaced."),
        )
        sheet.offer(("replace", _("Replace it"), "destructive"), ("", _("Cancel"), "primary"))
        return bool(sheet.ask())

    def file_to_import(self) -> Path | None:
        """Which table to import."""
        from orgsketch.importers import IMPORTERS

        suffixes = " ".join(f"*{suffix}" for suffix in sorted(IMPORTERS))
        kinds = _("Tables ({suffixes});;All files (*)").format(suffixes=suffixes)
        return _path(QFileDialog.getOpenFileName(self.window, _("Import a table"), self._folder(), kinds))

    def what_to_merge(self, ours: Chart, others: Sequence[Option]) -> MergeWanted | None:
        """Which option to merge into this one, and what both came from."""
        from orgsketch.ui.dialogs.merging import MergeSheet

        sheet = MergeSheet(self.window, ours, others)
        return sheet.wanted() if sheet.ask() else None

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

    def who_is_who(self, before: Chart, after: Chart) -> Matching | None:
        """Who of a later chart is who of an earlier one; asked only where there is a doubt."""
        from orgsketch.ui.dialogs.matching import matched

        return matched(self.window, before, after)

    def what_to_update(self, comparison: Comparison, effect: FindingChanges | None) -> Sequence[Change]:
        """Which of the changes of a newer table are to be made; none when cancelled."""
        from orgsketch.ui.dialogs.updating import UpdateSheet

        sheet = UpdateSheet(self.window, comparison, effect)
        return sheet.wanted() if sheet.ask() else ()

    def outline_text(self) -> str:
        """A structure typed as shorthand."""
        sheet = Sheet(
            self.window,
            _("Draw a typed structure"),
            _("Reports stand in brackets behind their manager, or indented below: {example}").format(
                example=EXAMPLE
            ),
            width=560,
        )
        field = QPlainTextEdit()
        field.setTabChangesFocus(True)
        field.setAccessibleName(_("Structure"))
        sheet.put(field)
        sheet.offer(("", _("Cancel"), ""), ("draw", _("Draw it"), "primary"))
        field.setFocus()
        return field.toPlainText().strip() if sheet.ask() else ""

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
        field.selectAll()
        sheet.put(field)
        sheet.offer(("", _("Cancel"), ""), ("make", _("Make the option"), "primary"))
        field.setFocus()
        return field.text().strip() if sheet.ask() else ""

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

    def what_to_export(
        self, document: Document, suggestion: Path, names: Names, subject: Subject | None = None
    ) -> Wanted | None:
        """Format, content and place. `names`: how people are named on exports of this chart."""
        from orgsketch.ui.dialogs.export import ExportSheet
        from orgsketch.ui.exporting import CHART

        selected = self.window.selection[0] if len(self.window.selection) == 1 else ""
        sheet = ExportSheet(self.window, document, suggestion, names, selected, subject or CHART)
        return sheet.wanted() if sheet.ask() else None

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
        sheet.put(field)
        sheet.offer(("", _("Cancel"), ""), ("add", _("Add"), "primary"))
        field.setFocus()
        return field.text() if sheet.ask() else ""

    def show_plan(self, before: Option, after: Option) -> None:
        """The moves from one option to another, beside the window."""
        from orgsketch.ui.dialogs.plan import PlanSheet

        sheet = PlanSheet(self.window, before, after)
        sheet.fit_words()
        sheet.show()

    def file_for_plan(self, suggestion: Path) -> Path | None:
        """Where to write a plan; the toolkit asks before it overwrites."""
        kinds = _("Plans (*{suffix})").format(suffix=suggestion.suffix)
        return _path(QFileDialog.getSaveFileName(self.window, _("Save the plan"), str(suggestion), kinds))

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

    def show_print(self, material: Material) -> None:
        """The pages as they will be printed, and the printer's own questions."""
        from orgsketch.ui.printing import PrintPreview

        PrintPreview(self.window, material).exec()

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

    def _folder(self) -> str:
        path = self.window.document.path
        return str(path.parent if path else Path.home())


def _path(chosen: tuple[str, str]) -> Path | None:
    return Path(chosen[0]) if chosen[0] else None
