"""The text of a chart: one form, no control characters, bounded length.

Everything typed, pasted or imported is *cleaned*; a chart file is *checked* instead, so that
nothing in it changes silently. The limits are those of ARCHITECTURE.md, "Untrusted text".
"""

from __future__ import annotations

import re
import unicodedata

MAX_LINE = 500
MAX_NOTES = 10_000

# C0 and C1 controls, lone surrogates, bidi overrides and isolates, non-characters.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
# Every way of ending a line: vertical tab and form feed come from slides and documents.
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def clean_line(text: str) -> str:
    """One line fit for a title or a name: NFC, no controls, single spaces, at most 500 characters."""
    return " ".join(mended(_BREAK.sub(" ", text).replace("\t", " ")).split())[:MAX_LINE].rstrip()


def clean_notes(text: str) -> str:
    """Text of several lines: NFC, LF, no controls but tab and line feed, at most 10,000 characters."""
    return mended(_BREAK.sub("\n", text))[:MAX_NOTES]


def mended(text: str) -> str:
    """The text in form NFC, without the characters that no text may hold."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text))


def flaw(text: str) -> str:
    """What `mended` would change about a text, as the end of a sentence; "" = nothing."""
    control = _CONTROL.search(text)
    if control:
        return f"holds the control character U+{ord(control.group()):04X} at position {control.start() + 1}"
    if not unicodedata.is_normalized("NFC", text):
        return "is not in the Unicode form NFC"
    return ""
