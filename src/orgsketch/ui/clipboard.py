"""Branches on the clipboard: whole for Orgsketch, and as text, table and picture for every other program.

What comes from the clipboard is a stranger's, also under our own name: it is checked as a file is.
"""

from __future__ import annotations

import atexit
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from orgsketch.errors import ExporterError, OrgsketchError
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui.spoken import box_title

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from orgsketch.drawing.coloring import Coloring
    from orgsketch.rules.finding import Report

BRANCHES = "application/vnd.orgsketch.items+json"
CSV = "text/csv"
PRETENDED = ("minimal", "offscreen")  # platforms whose clipboard is a variable of Qt
MOST_BYTES = 20_000_000
MOST_NAMED = 3  # branches in the title of their picture
MOST_PICTURED = 400  # boxes; a picture of more helps nobody in a letter


class Colors(NamedTuple):
    """What the boxes on the canvas are coloured by, and the findings that some colours stand for."""

    coloring: Coloring
    report: Report


def offer(data: QMimeData) -> None:
    """Put data on the clipboard."""
    QGuiApplication.clipboard().setMimeData(data)
    _let_go_at_the_end()


@cache
def _let_go_at_the_end() -> None:
    """Take back what Qt would keep longer than Python lasts, on platforms without a clipboard of their own.

    It ended the process in a segmentation fault: Qt frees such data after the interpreter (6.11.3).
    """
    if QGuiApplication.platformName() in PRETENDED:
        atexit.register(QGuiApplication.clipboard().clear)


def data_of(part: Chart, book: Any, colors: Colors | None = None) -> QMimeData:
    """Branches as everything a program may ask for; their picture in the colours they are seen in."""
    from orgsketch.exporters import csv, tables
    from orgsketch.files import chartfile

    data = QMimeData()
    data.setData(BRANCHES, chartfile.to_bytes(part))
    data.setText(outline(part, book))
    data.setData(CSV, csv.text(tables.boxes(part)).encode())
    image = picture(part, book, colors) if len(part.boxes) <= MOST_PICTURED else None
    if image is not None:
        data.setImageData(image)
    return data


def outline(part: Chart, book: Any) -> str:
    """One box a line, indented below its manager, behind a tab who sits there."""
    lines = []
    for box in tree.walk(part):
        record = part.boxes[box]
        names = ", ".join(part.people[person].name for person in record.people if person in part.people)
        depth = tree.layer(part, box) - 1
        lines.append("    " * depth + box_title(part, box, book) + (f"\t{names}" if names else ""))
    return "\n".join(lines)


def shorthand(part: Chart, book: Any) -> str:
    """The same as one line of shorthand."""
    from orgsketch.shorthand import write

    return write(part, book.vocabulary)


def picture(part: Chart, book: Any, colors: Colors | None = None) -> QImage | None:
    """The branches drawn in the colours they are seen in, without findings: they were found elsewhere."""
    from orgsketch.drawing.options import ExportOptions
    from orgsketch.exporters import png
    from orgsketch.exporters.material import Material, only_about
    from orgsketch.rules.finding import Report

    by = colors.coloring.by if colors else ""
    tops = [box_title(part, box, book) for box in part.reports(None)]
    title = part.head.title or ", ".join(tops[:MOST_NAMED])
    options = ExportOptions(findings="none", keys=False, rationale=False, title=title, color_by=by)
    material = Material.of(part, options, Report((), ()), book)
    if colors:
        material = replace(material, report=only_about(colors.report, part.boxes), seen=colors.coloring)
    try:
        return png.drawn(material.picture, material.theme, png.fitting_scale(material.picture, 0))
    except ExporterError:
        return None


def branches_in(data: QMimeData, vocabulary: Any) -> Chart:
    """The boxes on the clipboard. Raises OrgsketchError with one sentence when there are none."""
    if data.hasFormat(BRANCHES):
        from orgsketch.files import chartfile

        return chartfile.read(_limited(bytes(data.data(BRANCHES).data())))
    text = _limited(data.text().encode("utf-8", "replace")).decode("utf-8")
    table = bytes(data.data(CSV).data()).decode("utf-8", "replace") if data.hasFormat(CSV) else text
    return _from_table(table, vocabulary) or _from_text(text or table, vocabulary)


def _limited(data: bytes) -> bytes:
    if len(data) > MOST_BYTES:
        raise OrgsketchError(_("There is too much on the clipboard: import it as a file."))
    return data


def _from_table(text: str, vocabulary: Any) -> Chart | None:
    """The chart of a table with a heading that says who reports to whom; None for any other text."""
    from orgsketch.importers import delimited, table

    try:
        return table.from_rows(delimited.rows_of(text), "", vocabulary).chart
    except OrgsketchError:
        return None


def _from_text(text: str, vocabulary: Any) -> Chart:
    from orgsketch.importers import outline as outlines

    return outlines.from_text(text, "", vocabulary).chart
