"""XLSX: the chart, its findings, open questions and changes as sheets; every text stays text."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from orgsketch.exporters.csv import GUARD, guarded
from orgsketch.exporters.material import Material
from orgsketch.exporters.tables import Cell, Table, tables

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDE = {"message", "because", "why", "quote", "source", "disputed_by", "remedies", "question", "notes"}
NARROW, NORMAL, BROAD = 14, 26, 60
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
    """Header frozen and filterable, columns as wide as their content needs."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    is_wide = [name in WIDE for name in table.columns]
    wrapped = Alignment(vertical="top", wrap_text=True)
    for place, name in enumerate(table.columns, 1):
        _put(sheet, 1, place, name).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _width(name)
    for number, row in enumerate(table.rows, 2):
        for place, cell in enumerate(row, 1):
            if cell == "":
                continue
            made = _put(sheet, number, place, cell)
            if is_wide[place - 1]:
                made.alignment = wrapped
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


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


def _width(name: str) -> int:
    return BROAD if name in WIDE else NARROW if name in ("kind", "severity", "rule", "headcount") else NORMAL
