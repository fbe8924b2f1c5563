"""Rows from text with separators: CSV of any dialect, found out from the text itself."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from orgsketch.errors import ImporterError
from orgsketch.resources import _

DELIMITERS = ",;\t|"
MAX_ROWS = 50_000
MAX_COLUMNS = 200
SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, stripped, and its number as a spreadsheet counts it."""

    number: int
    cells: tuple[str, ...]


def rows_of(text: str, delimiter: str = "") -> list[Row]:
    """The rows with something in them; lines of comment ("# ...", as draw.io writes) are left out.

    Raises ImporterError for a table too large or cells that cannot be.
    """
    delimiter, text = _declared(text, delimiter)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter or found_delimiter(text))
    rows: list[Row] = []
    try:
        for number, cells in enumerate(reader, 1):
            if len(rows) >= MAX_ROWS:
                raise ImporterError(_("the table has more than {most:,} rows.").format(most=MAX_ROWS))
            stripped = tuple(cell.strip() for cell in cells[:MAX_COLUMNS])
            if any(stripped) and not _is_comment(stripped[0]):
                rows.append(Row(number, stripped))
    except csv.Error as error:
        raise ImporterError(
            _("row {row} cannot be read: {error}.").format(row=len(rows) + 1, error=error)
        ) from None
    return rows


def found_delimiter(text: str) -> str:
    """The separator that cuts the first rows into the most columns most evenly."""
    return max(DELIMITERS, key=lambda delimiter: (_evenness(text, delimiter), -DELIMITERS.index(delimiter)))


def _evenness(text: str, delimiter: str) -> float:
    lines = text.splitlines(keepends=True)
    try:
        widths = [len(cells) for cells in islice(csv.reader(lines, delimiter=delimiter), SAMPLE) if cells]
    except csv.Error:
        return 0.0
    width, count = Counter(widths).most_common(1)[0] if widths else (1, 0)
    return count / len(widths) + min(width, 10) / 20 if width > 1 else 0.0


def _declared(text: str, delimiter: str) -> tuple[str, str]:
    """Excel's first line "sep=;" is an instruction, not a row; it stays a blank line, for the numbers."""
    first, _end, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        return delimiter or first[4], "\n" + rest
    return delimiter, text


def _is_comment(cell: str) -> bool:
    return cell.startswith(("##", "# "))
