"""Quotes in quotation marks: marks within them become inner ones, so that none stands twice."""

from __future__ import annotations

import re

# An opening mark stands at the beginning or after a space, a bracket or a dash.
_OPENING = re.compile(r'(?:(?<=^)|(?<=[\s(\[–—]))[“"](?=\S)')
_MARKS = re.compile(r'[“”"]')


def quoted(text: str) -> str:
    """The text in quotation marks, with inner marks where it quotes somebody itself."""
    return f"“{_MARKS.sub('’', _OPENING.sub('‘', text))}”"
