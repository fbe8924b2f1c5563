"""The open chart itself.

Every change of an open chart goes through `Document.edit`: one pure function of `model.edits`, one diff,
one undo step, one `chart_changed` signal. Widgets read the document and never write to the chart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from orgsketch.document import permission
from orgsketch.document.disk import is_changed, sentence
from orgsketch.document.evaluation import Engine, Evaluation, Preview, engine_for
from orgsketch.document.history import History, Step
from orgsketch.errors import EditError, OrgsketchError
from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, of_head
from orgsketch.model.records import Head
from orgsketch.resources import _
from orgsketch.rules.finding import Report

if TYPE_CHECKING:
    from orgsketch.model.merge import Versions
    from orgsketch.rules.pack import Book

Edit = Callable[..., ChartDiff]


class Document(QObject):
    """One open chart with its file, its undo history and its findings.

    `chart_changed(ChartDiff)`: after every edit, undo and redo. `opened`: it holds another chart altogether.
    `findings_changed`: `report` fits the chart again. `state_changed`: path, title or unsaved state.
    `refused(str)`: one sentence why something was not done. `changed_on_disk(str)`: saving stopped because
    somebody else wrote the file; ask and `save(overwrite=True)`. `merged`: another version came in;
    `versions` are those the chart was merged from. `guard`: called with an edit of a protected chart, which
    it may do again on a document; without a guard such edits are refused.
    """

    chart_changed = Signal(object)
    opened = Signal()
    findings_changed = Signal()
    state_changed = Signal()
    saved = Signal()
    refused = Signal(str)
    merged = Signal()
    changed_on_disk = Signal(str)

    chart: Chart
    path: Path | None
    problems: tuple[str, ...]
    is_read_only: bool
    versions: Versions | None
    _digest: str
    guard: Callable[[Callable[[Document], bool]], object] | None

    def __init__(
        self,
        chart: Chart | None = None,
        *,
        engines: Callable[[Sequence[str]], Engine] = engine_for,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.guard = None
        self.undo_stack = History(self, self._change)
        self.undo_stack.cleanChanged.connect(self.state_changed)
        self.evaluation = Evaluation(self, engines)
        self.evaluation.changed.connect(self.findings_changed)
        self._hold(chart or blank())

    # ---- reading ----

    @property
    def engine(self) -> Engine:
        """What finds the findings."""
        return self.evaluation.engine

    @property
    def report(self) -> Report:
        """The findings; those of the chart as it is now once it `is_settled`."""
        return self.evaluation.report

    @property
    def book(self) -> Book:
        """The rules and the vocabulary this chart is read with."""
        return self.engine.book

    @property
    def is_dirty(self) -> bool:
        """Whether closing the document now would lose work."""
        return not self.undo_stack.isClean()

    @property
    def name(self) -> str:
        """What to call the document in a title bar."""
        return self.chart.title or (self.path.stem if self.path else _("Untitled chart"))

    # ---- editing ----

    def edit(self, text: str, function: Edit, *args: Any, **kwargs: Any) -> bool:
        """Do one edit as one undo step called `text`; False when it was refused or changes nothing."""
        return self._push(text, "", function, *args, **kwargs)

    def edit_field(self, field_key: str, text: str, function: Edit, *args: Any, **kwargs: Any) -> bool:
        """As `edit`, joined with the step before when that one typed in the same field."""
        return self._push(text, field_key, function, *args, **kwargs)

    def insist(self, text: str, function: Edit) -> bool:
        """As `edit`, of a protected chart, too: the user was asked."""
        try:
            diff = of_head(permission.writable(self, function(self.chart)), self.chart.head)
            if diff:
                self.undo_stack.push(Step(text, diff))
        except EditError as error:
            self.refused.emit(str(error))
            return False
        return bool(diff)

    def agreed(self, do: Callable[[Document], bool]) -> bool:
        """Do something to the chart, where it is protected once the user agreed to it: False meanwhile.

        `do` gets the document to do it to: this one, or an option of it.
        """
        if self.guard is None or not self.chart.head.protected or self.is_read_only:
            return do(self)
        self.guard(do)
        return False

    def preview(self, function: Edit, *args: Any, **kwargs: Any) -> Preview:
        """What the edit would do to the chart and its findings. Touches nothing."""
        self.settle()
        try:
            diff = permission.permitted(self, function(self.chart, *args, **kwargs))
            chart = apply(diff, self.chart)
        except EditError as error:
            return Preview(refusal=str(error))
        return self.evaluation.foresee(diff, chart)

    def evaluate(self, chart: Chart) -> Report:
        """The findings of another chart, by its own packs. Touches nothing; may be called by a worker."""
        return self.evaluation.of(chart)

    @property
    def is_settled(self) -> bool:
        """Whether the findings are those of the chart as it is now."""
        return self.evaluation.is_settled

    def settle(self) -> None:
        """Bring the findings up to date now, when an evaluation is waiting."""
        self.evaluation.settle()

    # ---- files ----

    def open(self, path: Path) -> bool:
        """Hold the chart of a file; False and `refused` when it cannot be read.

        A file with problems comes as an unsaved chart of its own (`problems` lists them), so that the
        broken file is never overwritten; a newer one is read-only. One that git left in conflict comes
        merged, unsaved, with its `versions`; saving settles it.
        """
        from orgsketch.document.opening import opened

        try:
            loaded, versions, is_merged = opened(path)
        except (OrgsketchError, OSError) as error:
            self.refused.emit(sentence(error, path))
            return False
        is_mended = bool(loaded.problems) and not loaded.is_newer
        self._hold(loaded.chart, None if is_mended else path, loaded.digest)
        self.problems, self.is_read_only = loaded.problems, loaded.is_newer
        self.versions = versions
        if is_mended or is_merged:
            self.undo_stack.resetClean()
        self._announce()
        return True

    def adopt(self, chart: Chart) -> None:
        """Hold a chart that is in no file yet: imported, pasted, made from a sample."""
        self._hold(chart)
        if chart.boxes:
            self.undo_stack.resetClean()
        self._announce()

    def merge(self, versions: Versions) -> bool:
        """Merge another option in, as one undo step; False and `refused` when nothing comes in."""
        from orgsketch.model.diff import diff
        from orgsketch.model.merge import merge_options

        change = diff(self.chart, merge_options(versions).chart)
        if not change:
            self.refused.emit(_("Nothing comes in: this chart has all of it already."))
            return False
        return self.agreed(lambda document: document._merge_in(change, versions))

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> bool:
        """Write the chart to `path`, or to its own file; False when it was not written."""
        from orgsketch.files import chartfile

        target = path or self.path
        if target is None:
            self.refused.emit(_("This chart has no file yet: choose a name for it."))
            return False
        if target == self.path and self.is_read_only:
            text = _("{file} was made by a newer Orgsketch: save a copy under another name.")
            self.refused.emit(text.format(file=target.name))
            return False
        if target == self.path and not overwrite and is_changed(target, self._digest):
            self.changed_on_disk.emit(str(target))
            return False
        try:
            self._digest = chartfile.save(self.chart, target)
        except (OrgsketchError, OSError) as error:
            self.refused.emit(sentence(error, target))
            return False
        self.path, self.problems, self.is_read_only = target, (), False
        self.undo_stack.setClean()
        self.saved.emit()
        self.state_changed.emit()
        return True

    # ---- inside ----

    def _hold(self, chart: Chart, path: Path | None = None, digest: str = "") -> None:
        self.chart, self.path, self._digest = chart, path, digest
        self.problems, self.is_read_only, self.versions = (), False, None
        self.undo_stack.clear()
        self.undo_stack.setClean()
        self.evaluation.read(chart)

    def _announce(self) -> None:
        self.opened.emit()
        self.findings_changed.emit()
        self.state_changed.emit()

    def _merge_in(self, change: ChartDiff, versions: Versions) -> bool:
        text = _("Merge {title}").format(title=versions.theirs.title or _("another option"))
        is_done = self.insist(text, lambda chart: change)
        if is_done:
            self.versions = versions
            self.merged.emit()
        return is_done

    def _push(self, text: str, field_key: str, function: Edit, *args: Any, **kwargs: Any) -> bool:
        try:
            diff = permission.permitted(self, function(self.chart, *args, **kwargs))
            if diff and permission.is_guarded(self, diff) and self.guard is not None:
                return self.agreed(
                    lambda document: document.insist(text, lambda chart: function(chart, *args, **kwargs))
                )
            if diff:
                self.undo_stack.push(Step(text, diff, field_key))
        except EditError as error:
            self.refused.emit(str(error))
            return False
        return bool(diff)

    def _change(self, diff: ChartDiff) -> None:
        """Apply a diff and tell everyone. Called by the history only."""
        self.chart = apply(diff, self.chart)
        self.evaluation.note(diff, self.chart)
        self.chart_changed.emit(diff)
        if diff.head:
            self.evaluation.turn_to_packs(*(head.packs for head in diff.head))
            self.state_changed.emit()
        self.evaluation.follow()


def blank(title: str = "") -> Chart:
    """A new chart without boxes."""
    return Chart.of(Head(ids.new_id(ids.CHART), title))
