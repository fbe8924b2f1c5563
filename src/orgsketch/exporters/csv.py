"""CSV: the chart as a table that a spreadsheet opens, runs nothing of, and gives back."""

from __future__ import annotations

import csv
import io

from orgsketch.exporters.material import Material
from orgsketch.exporters.tables import Cell, Table, boxes

# What a spreadsheet takes for the start of a formula, also in its full-width form.
RUNS = "=+-@\t\r\n\0＝＋－＠"
GUARD = "'"


def write(material: Material) -> bytes:
    """The CSV file of a chart."""
    return text(boxes(material.chart)).encode("utf-8-sig")


def text(table: Table) -> str:
    """A table as CSV: every text quoted, numbers as numbers, no text that begins like a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def guarded(text: str) -> str:
    """A text with an apostrophe before what would run; the importers take exactly one away again."""
    return GUARD + text if text.lstrip(GUARD).startswith(tuple(RUNS)) else text


def _cell(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell
