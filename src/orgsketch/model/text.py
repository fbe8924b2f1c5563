"""The text of a chart: one form, no control characters, bounded length.

Everything typed, pasted or imported is *cleaned*; a chart file is *checked* instead, so that
nothing in it changes silently. The limits are those of ARCHITECTURE.md, "Untrusted text".
"""

from __future__ import annotations

import re
import unicodedata

from orgsketch.errors import TextError

MAX_LINE = 500
MAX_NOTES = 10_000

# C0 and C1 controls, lone surrogates, bidi overrides and isolates, non-characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_LINE_BREAK = re.compile(r"[\t\n]")


def clean_line(text: str) -> str:
    """One line fit for a title or a name: NFC, no controls, single spaces, at most 500 characters."""
    spaced = re.sub(r"[\t\n\r\u2028\u2029]+", " ", text)
    plain = _CONTROL.sub("", unicodedata.normalize("NFC", spaced))
    return " ".join(plain.split())[:MAX_LINE].rstrip()


def clean_notes(text: str) -> str:
    """Text of several lines: NFC, LF, no controls but tab and line feed, at most 10,000 characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", unicodedata.normalize("NFC", lines))[:MAX_NOTES]


def check_line(text: str) -> str:
    """Return `text` unchanged, or raise TextError saying what is wrong with it."""
    broken = _LINE_BREAK.search(text)
    if broken:
        raise TextError("holds a line break or tab where one line is expected")
    return _check(text, MAX_LINE)


def check_notes(text: str) -> str:
    """As `check_line`, for text of several lines."""
    return _check(text, MAX_NOTES)


def _check(text: str, limit: int) -> str:
    if len(text) > limit:
        raise TextError(f"is {len(text):,} characters long; at most {limit:,} are kept")
    control = _CONTROL.search(text)
    if control:
        raise TextError(f"holds the control character U+{ord(control.group()):04X} at position {control.start() + 1}")
    if not unicodedata.is_normalized("NFC", text):
        raise TextError("is not in Unicode form NFC; open and save it in Orgsketch to mend that")
    return text
