"""The options side by side: their own criteria, the plan that leads to one, what to take away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QTemporaryDir

from orgsketch.drawing.options import ExportOptions
from orgsketch.resources import _, plural
from orgsketch.ui import clipboard
from orgsketch.ui.commands import exporting

if TYPE_CHECKING:
    from orgsketch.ui.exporting import Outcome
    from orgsketch.ui.matrix.page import MatrixPage
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window

LONGEST = 80  # letters of a criterion's name


def on_matrix(window: Window) -> bool:
    """While a matrix of options is shown."""
    page = _page(window)
    return page is not None and page.matrix is not None and len(page.options) > 1


def has_plan(window: Window) -> bool:
    """While there may be something to come from. Asked after every edit: no file is looked at for it."""
    if _page(window) is not None:
        return plan_between(window) is not None
    return not window.is_at_start and bool(window.document.chart.boxes)


def criterion(window: Window) -> None:
    """Name something of one's own to weigh the options by."""
    page = _page(window)
    name = " ".join(window.ask.criterion().split())[:LONGEST] if page else ""
    if page and name:
        page.add_criterion(name)


def toggle_rules(window: Window) -> None:
    """Show every rule that fires, or only those that differ."""
    page = _page(window)
    if page:
        page.toggle_all()


def shows_all(window: Window) -> bool:
    """Whether every rule is shown."""
    page = _page(window)
    return page is not None and page.wish.is_whole


def toggle_answers(window: Window) -> None:
    """Show every answer that differs, or only how many do."""
    page = _page(window)
    if page:
        page.toggle_answers()


def shows_answers(window: Window) -> bool:
    """Whether every answer that differs is shown."""
    page = _page(window)
    return page is not None and page.wish.has_answers


def export_matrix(window: Window) -> None:
    """Ask how to export the options side by side, and write it."""
    page = _page(window)
    if page:
        exporting.export_matrix(window, page.charts())


def copy_matrix(window: Window) -> None:
    """The matrix on the clipboard: as a table for text programs and sheets, as Markdown for the rest."""
    page, names = _page(window), exporting.agreed_names(window)
    if page is None or names is None:
        return
    from orgsketch.ui.exporting import Subject

    folder = QTemporaryDir()
    jobs = [(Path(folder.path()) / f"options{end}", ExportOptions(names=names)) for end in (".html", ".md")]
    subject = Subject("matrix", tuple(page.charts()))
    exporting.run(window, jobs, lambda outcome: _put(window, folder, outcome), subject)


def plan(window: Window) -> None:
    """The ordered moves that lead from the baseline to the option."""
    between = plan_between(window)
    if between:
        window.ask.show_plan(*between)
    else:
        window.toast.show_message(_("There is no chart that this one came from. Save it as an option first."))


def plan_between(window: Window) -> tuple[Option, Option] | None:
    """From which option to which: on the matrix to the column under the keyboard, else to the chart shown."""
    page = _page(window)
    if page is not None:
        place = page.column() if page.column() > 0 else _here(page)
        return (page.options[0], page.options[place]) if 0 < place < len(page.options) else None
    if window.is_at_start:
        return None
    baseline = window.options.baseline
    return (baseline, window.options.here) if baseline and baseline.chart else None


def _here(page: MatrixPage) -> int:
    """The column of the chart on the canvas, else the first beside the baseline."""
    return next((place for place, option in enumerate(page.options) if place and option.is_here), 1)


def _page(window: Window) -> MatrixPage | None:
    from orgsketch.ui.matrix.page import MatrixPage

    page = window.modes.page
    return page if isinstance(page, MatrixPage) else None


def _put(window: Window, folder: QTemporaryDir, outcome: Outcome) -> None:
    data = QMimeData()
    for path in outcome.written:
        text = path.read_text("utf-8")
        data.setHtml(text) if path.suffix == ".html" else data.setText(text)
    folder.remove()
    if outcome.written and not outcome.problems:
        clipboard.offer(data)
        count = len(page.options) if (page := _page(window)) else 0
        window.toast.show_message(plural("Copied {count} option", "Copied {count} options", count))
    elif outcome.problems:
        window.document.refused.emit(outcome.problems[0])
