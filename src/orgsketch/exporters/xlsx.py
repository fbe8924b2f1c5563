"""XLSX: the chart, its findings, open questions and changes as sheets; every text stays text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING, Any

from orgsketch.exporters.csv import GUARD, guarded
from orgsketch.exporters.material import Material
from orgsketch.exporters.tables import Cell, Table, tables

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# Of columns, in characters: a wider text goes on in the next line. Of rows, in points.
NARROWEST, WIDEST = 9, 52
LINE, TALLEST = 15.0, 405.0
# So many characters go on a page across; of so many rows a column takes its width.
PAGE, LOOKED_AT = 170, 2_000
LONGEST = 32_000
# Spreadsheets read _x000D_ in a cell as a control character.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write(material: Material) -> bytes:
    """The workbook of a chart."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    book.properties.title = material.title
    book.properties.creator = material.options.author or "Orgsketch"
    for table in tables(material):
        fill(book.create_sheet(table.title[:31]), table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def fill(sheet: Worksheet, table: Table) -> None:
    """Header and first columns frozen, all of it filterable, columns and rows as large as their texts."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    columns = _columns(table)
    widths = list(map(_width, table.columns, columns))
    # Numbers that name their row, and those among words, stand where words stand.
    is_named = [
        place == 0 or any(isinstance(cell, str) and cell for cell in cells)
        for place, cells in enumerate(columns)
    ]
    wrapped = Alignment(vertical="top", wrap_text=True)
    named = Alignment("left", "top", wrap_text=True)
    bold, ground = Font("Calibri", 11, bold=True), PatternFill("solid", "E9ECF2")
    for place, (name, width) in enumerate(zip(table.columns, widths, strict=True), 1):
        head = _put(sheet, 1, place, name)
        head.font, head.fill, head.alignment = bold, ground, wrapped
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(table.rows, 2):
        for place, cell in enumerate(row, 1):
            if cell != "":
                _put(sheet, number, place, cell).alignment = named if is_named[place - 1] else wrapped
        lines = max(map(_lines, row, widths), default=1)
        if lines > 1:
            sheet.row_dimensions[number].height = min(TALLEST, lines * LINE)
    sheet.freeze_panes = f"{get_column_letter(table.fixed + 1)}2"
    sheet.auto_filter.ref = sheet.dimensions
    _for_paper(sheet, sum(widths))


def _for_paper(sheet: Worksheet, width: float) -> None:
    """Landscape, as many pages across as can be read, the header on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = max(1, round(width / PAGE)), 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _columns(table: Table) -> list[list[Cell]]:
    rows = table.rows[:LOOKED_AT]
    return [[row[place] for row in rows] for place in range(len(table.columns))]


def _width(name: str, cells: Iterable[Cell]) -> int:
    """As wide as the longest line of a column, within limits."""
    lines = (len(line) for cell in (name, *cells) for line in str(cell).split("\n"))
    return min(WIDEST, max(NARROWEST, max(lines, default=0) + 3))


def _lines(cell: Cell, width: int) -> int:
    """How many lines a text takes; words do not fill a line to its end."""
    if not isinstance(cell, str):
        return 1
    return sum(
        max(1, ceil(len(line) / (width - 5))) if len(line) > width - 2 else 1 for line in cell.split("\n")
    )


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> Any:
    """A cell. openpyxl makes formulas and errors of some texts; the type is set to text again."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _ESCAPE.sub("_x005F_", _unmistaken(value))[:LONGEST]
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def _unmistaken(text: str) -> str:
    """A text whose own apostrophe the importers do not take for the mark of a guarded formula."""
    return guarded(text) if text.startswith(GUARD) else text
