"""Taking the chart to the meeting: export, print, and the whole chart on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTemporaryDir
from PySide6.QtGui import QImage

from orgsketch.drawing.cards import Names
from orgsketch.drawing.options import ExportOptions
from orgsketch.errors import OrgsketchError, ResourceError
from orgsketch.resources import _, plural, settings
from orgsketch.ui import clipboard, exporting
from orgsketch.ui.commands.files import suggestion

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.ui.exporting import Outcome
    from orgsketch.ui.window import Window

# What goes onto the clipboard in one go: the file, and what other programs call it.
COPIED = {".svg": "image/svg+xml", ".csv": "text/csv", ".md": "text/markdown"}


def export(window: Window) -> None:
    """Ask how to export what is shown, and write it beside the window."""
    page = window.modes.page
    if page is not None and page.export is not None:
        page.export()
        return
    names = agreed_names(window)
    if names is None:
        return
    _export(window, names, suggestion(window).with_suffix(".pdf"), exporting.CHART)


def export_changes(window: Window, before: Chart, after: Chart) -> None:
    """Ask how to export what changes between two charts, and write it."""
    names = agreed_names(window, before, after)
    if names is not None:
        path = _beside(window, _("changes"))
        _export(window, names, path, exporting.Subject("changes", (before, after)))


def export_matrix(window: Window, charts: Sequence[Chart]) -> None:
    """Ask how to export options side by side, the first is the baseline, and write it."""
    names = agreed_names(window, *charts)
    if names is not None:
        path = _beside(window, _("options"))
        _export(window, names, path, exporting.Subject("matrix", tuple(charts)))


def _beside(window: Window, word: str) -> Path:
    """A file beside the chart's own, with a word after its name."""
    path = suggestion(window)
    return path.with_name(f"{path.stem} {word}.pptx")


def _export(window: Window, names: Names, path: Path, subject: exporting.Subject) -> None:
    wanted = window.ask.what_to_export(window.document, path, names, subject)
    if wanted is None:
        return
    _remember_names(window, wanted.options.names)
    jobs = [(path, wanted.options) for path in wanted.paths]
    run(window, jobs, lambda outcome: _tell(window, outcome), subject)


def copy_chart(window: Window) -> None:
    """The whole chart on the clipboard: as a picture, SVG, text and a table in one go."""
    names = agreed_names(window)
    if names is None:
        return
    folder = QTemporaryDir()
    options = ExportOptions(names=names, color_by=settings.load().coloring)
    jobs = [(Path(folder.path()) / f"chart{suffix}", options) for suffix in (".png", *COPIED)]
    run(window, jobs, lambda outcome: _put(window, folder, outcome))


def print_chart(window: Window) -> None:
    """Print with a preview: on one page where it can be read, else a page a branch."""
    names = agreed_names(window)
    if names is None:
        return
    from orgsketch.ui.printing import printable

    try:
        material = printable(window.document, names)
    except OrgsketchError as error:
        window.document.refused.emit(str(error))
        return
    window.ask.show_print(material)


def agreed_names(window: Window, *others: Chart) -> Names | None:
    """How people are named on exports of this chart, and of others beside it; None when asking was cancelled.

    Asked once, where any of them has people.
    """
    window.finish_typing()
    window.document.settle()
    chart = window.document.chart
    if not any(one.people for one in (chart, *others)):
        return "full"
    remembered = settings.names_of(chart.head.id)
    if remembered in ("full", "initials", "none"):
        return remembered  # type: ignore[return-value]
    said: Names | None = window.ask.how_people_are_named()
    if said:
        _remember_names(window, said)
    return said


def _remember_names(window: Window, names: Names) -> None:
    if window.document.chart.people:
        with suppress(ResourceError):
            settings.remember_names(window.document.chart.head.id, names)


def run(
    window: Window,
    jobs: list[tuple[Path, ExportOptions]],
    then: exporting.Then,
    subject: exporting.Subject = exporting.CHART,
) -> None:
    """Write files beside the window; `then` is told what became of them."""
    if window.findChild(exporting.Batch) is not None:
        window.document.refused.emit(_("An export is still running; cancel it or wait for it."))
        return
    window.document.settle()
    exporting.run(window, window.pages, window.document, jobs, then, subject)


def _tell(window: Window, outcome: Outcome) -> None:
    if outcome.problems:
        window.document.refused.emit(outcome.problems[0])
    elif outcome.is_cancelled:
        many = plural("{count} file is written.", "{count} files are written.", len(outcome.written))
        written = many if outcome.written else _("nothing is written.")
        window.toast.show_message(_("The export was cancelled; {written}").format(written=written))
    else:
        many = plural("Exported {count} file", "Exported {count} files", len(outcome.written))
        one = _("Exported {name}").format(name=outcome.written[0].name)
        said = many if len(outcome.written) > 1 else one
        window.toast.show_message(". ".join((said, *outcome.remarks)))


def _put(window: Window, folder: QTemporaryDir, outcome: Outcome) -> None:
    """The files on the clipboard; the folder goes."""
    data = QMimeData()
    for path in outcome.written:
        if path.suffix == ".png":
            data.setImageData(QImage(str(path)))
            continue
        content = path.read_bytes()
        data.setData(COPIED[path.suffix], content)
        if path.suffix == ".md":
            data.setText(content.decode("utf-8"))
    folder.remove()
    if outcome.problems and not outcome.written:
        window.document.refused.emit(outcome.problems[0])
    elif not outcome.is_cancelled:
        clipboard.offer(data)
        window.toast.show_message(_("Copied the chart as picture, SVG, text and table"))
