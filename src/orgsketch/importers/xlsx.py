"""XLSX workbooks as rows of text, read as what they are: archives made by strangers.

The archive is measured before anything is unpacked, its XML is read by defusedxml, its sheet row by row up to
the caps, and all of that in a fenced process.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsketch.errors import ImporterError
from orgsketch.importers.fenced import fenced
from orgsketch.resources import _

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MEGABYTE = 1_000_000
MAX_FILE = 25 * MEGABYTE
MAX_UNPACKED = 200 * MEGABYTE
MAX_STRINGS = 60 * MEGABYTE
MAX_RATIO = 100
MAX_MEMBERS = 2000
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 10_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def rows(path: Path) -> list[list[str]]:
    """The first sheet with anything on it, row by row as text.

    Raises ImporterError with one sentence for a file that is no workbook, or larger than any chart.
    """
    check(path)
    return fenced(read, str(path))


def check(path: Path) -> None:
    """Refuse an archive that is no workbook, holds macros, or would unpack to more than it should."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise ImporterError(_("The workbook is larger than 25 MB; save the one sheet as CSV."))
        with path.open("rb") as file:
            if file.read(4) == OLD_OFFICE:
                raise ImporterError(
                    _("This is an old Excel file or one with a password; save it as .xlsx without one.")
                )
        with zipfile.ZipFile(path) as archive:
            _check_members(archive.infolist())
    except zipfile.BadZipFile:
        raise ImporterError(_("The file is no XLSX workbook; save it as .xlsx or .csv.")) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImporterError(_("The workbook cannot be read: {reason}.").format(reason=reason)) from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = {member.filename.lower() for member in members}
    if "xl/workbook.xml" not in names:
        raise ImporterError(_("The file is no XLSX workbook; save it as .xlsx or .csv."))
    if any(name.endswith("vbaproject.bin") for name in names):
        raise ImporterError(_("The workbook holds macros; save it as .xlsx without them."))
    strings = sum(member.file_size for member in members if "sharedstrings" in member.filename.lower())
    # zipfile never unpacks more of a member than its header says, so the headers can be trusted here.
    is_bomb = any(
        member.file_size > MEGABYTE and member.file_size > MAX_RATIO * max(1, member.compress_size)
        for member in members
    )
    unpacked = sum(member.file_size for member in members)
    if is_bomb or len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or strings > MAX_STRINGS:
        raise ImporterError(
            _("The workbook unpacks to more than any chart needs; save the one sheet as CSV.")
        )


def read(path: str) -> list[list[str]]:
    """What `rows` gives, read in this process; the archive has been checked. Raises ImporterError."""
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise ImporterError(_("defusedxml is missing: install Orgsketch again to read workbooks."))
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
        return _first_filled(book.worksheets)
    except (ImporterError, MemoryError):
        raise
    except Exception:
        # openpyxl raises anything from KeyError to its own types on a damaged workbook.
        raise ImporterError(
            _("The workbook is damaged or not made by a spreadsheet; save it again.")
        ) from None


def _first_filled(sheets: list[ReadOnlyWorksheet]) -> list[list[str]]:
    for sheet in sorted(sheets, key=lambda sheet: sheet.sheet_state != "visible"):
        found = list(_rows(sheet))
        while found and not any(found[-1]):
            found.pop()
        if found:
            return found
    raise ImporterError(_("The workbook is empty."))


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[list[str]]:
    """The rows of a sheet up to the caps; what the sheet says of its own size is not believed."""
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True)):
        if number > MAX_ROWS:
            raise ImporterError(_("The sheet has more than {count:,} rows.").format(count=MAX_ROWS))
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(value: Any) -> str:
    """A cell as a person reads it: 7 for 7.0, dates as 2027-01-31."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return _unescaped(str(value)[:MAX_CELL])


def _unescaped(text: str) -> str:
    """Workbooks write a control character as _x000D_ and the text "_x" as _x005F_x."""
    if "_x" not in text:
        return text
    from openpyxl.utils.escape import unescape

    return str(unescape(text))
