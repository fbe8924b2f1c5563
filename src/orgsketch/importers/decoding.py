"""The text in the bytes of a table, whichever program wrote it."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from orgsketch.errors import ImporterError
from orgsketch.resources import _

MAX_BYTES = 25_000_000

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = {
    b"PK\x03\x04": "a workbook; save the sheet as CSV and import that",
    b"\xd0\xcf\x11\xe0": "an old workbook; save the sheet as CSV and import that",
    b"%PDF": "a PDF; export the table as CSV and import that",
}


def text_of(path: Path) -> str:
    """The text of a file. Raises ImporterError when it cannot be read or is no text."""
    try:
        with path.open("rb") as file:
            return decode(file.read(MAX_BYTES + 1))
    except FileNotFoundError:
        raise ImporterError(_("the file does not exist.")) from None
    except IsADirectoryError:
        raise ImporterError(_("this is a folder, not a table.")) from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or str(error)
        reason = told[:1].lower() + told[1:]
        raise ImporterError(_("the file cannot be read: {reason}.").format(reason=reason)) from None


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, as UTF-8, as UTF-16 without a mark, else as Windows-1252.

    Line ends become LF. Raises ImporterError for what is no text.
    """
    if len(data) > MAX_BYTES:
        raise ImporterError(
            _("the file is larger than {most} MB; no table of an organisation is.").format(
                most=MAX_BYTES // 1000000
            )
        )
    for start, what in _BINARY.items():
        if data.startswith(start):
            raise ImporterError(_("the file is {what}.").format(what=what))
    text = _text(data).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ImporterError(_("the file is empty."))
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise ImporterError(_("the file is not text."))
    return text.replace("\0", "")


def _text(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), _guess(data))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _guess(data: bytes) -> str:
    """UTF-16 shows by a zero in every other byte of its western letters."""
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    half = len(data[:4000]) // 2
    if odd > half * 0.4 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.4 and odd < half * 0.1:
        return "utf-16-be"
    return "utf-8"
