"""From the matrix to an option on the canvas, and what is written in the matrix into the option's chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.compare.matrix import CRITERION
from orgsketch.document import sentence
from orgsketch.errors import OrgsketchError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.records import Answer
from orgsketch.resources import _
from orgsketch.ui.commands import files
from orgsketch.ui.matrix.lines import NOTES, Line
from orgsketch.ui.modes import CHART

if TYPE_CHECKING:
    from orgsketch.document import Document
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window


def show(window: Window, option: Option) -> Window | None:
    """Bring an option onto the canvas; the window that shows it, None when it was not opened."""
    shown = _window_of(window, option)
    if shown is None and option.path is not None and files.open_path(window, option.path):
        others = (one for one in window.opened() if one.document.path == option.path)
        shown = next(others, window if window.document.path == option.path else None)
    if shown is not None:
        shown.modes.show(CHART)
        if shown is not window and shown.home:
            shown.home.show_window(shown)
    return shown


def show_finding(window: Window, option: Option, rule: str) -> None:
    """Bring an option onto the canvas with the worst finding of a rule open, or the question it waits for."""
    shown = show(window, option)
    if shown is None:
        return
    found = [finding for finding in shown.document.report.findings if finding.rule == rule]
    if found:
        boxes = found[0].boxes
        if boxes:
            shown.go_to(boxes[0])
        shown.show_finding(rule, boxes[0] if boxes else None)
        return
    asked = [question for question in shown.document.report.questions if rule in question.decides]
    if asked:
        shown.actions_table["questions"].trigger()
        if asked[0].about:
            shown.select([asked[0].about])


def change(chart: Chart, line: Line, text: str) -> ChartDiff:
    """The edit that writes a text under a line of the matrix; nothing takes it away."""
    if line.kind == NOTES:
        return edits.change_chart(chart, notes=text)
    return edits.answer(chart, None, CRITERION + line.key, Answer(text) if text else None)


def write(window: Window, option: Option, line: Line, text: str) -> bool:
    """Write into an option: a step of its own where it is open, else, once the user agreed, into its file."""
    if option.document is not None:
        return _edit(window, option.document, line, text)
    if option.path is None or option.chart is None:
        return False
    answer = window.ask.about_writing(option.title)
    if answer == "open":
        shown = show(window, option)
        return bool(shown) and _edit(window, shown.document, line, text) if shown else False
    return answer == "write" and _save(window, option, line, text)


def _edit(window: Window, document: Document, line: Line, text: str) -> bool:
    title = _("Notes") if line.kind == NOTES else _("Write “{name}”").format(name=line.title)
    refusal = document.preview(change, line, text).refusal
    if refusal:
        window.toast.show_message(refusal)
        return False
    return document.edit(title, change, line, text)


def _save(window: Window, option: Option, line: Line, text: str) -> bool:
    """Into a file that is as it was when it was read; anything else is left alone."""
    from orgsketch.files import chartfile

    path, chart = option.path, option.chart
    assert path is not None
    assert chart is not None
    try:
        if chartfile.digest(path.read_bytes()) != option.digest:
            window.toast.show_message(
                _("{name} was changed meanwhile; look at it again.").format(name=path.name)
            )
            return False
        if chart.head.protected:
            window.toast.show_message(_("{name} is protected; open it to change it.").format(name=path.name))
            return False
        chartfile.save(apply(change(chart, line, text), chart), path)
    except (OrgsketchError, OSError) as error:
        window.toast.show_message(sentence(error, path))
        return False
    window.toast.show_message(_("Written into {name}").format(name=path.name))
    window.options.changed.emit()
    return True


def _window_of(window: Window, option: Option) -> Window | None:
    if option.is_here:
        return window
    return next((one for one in window.opened() if one.document is option.document), None)
