"""Text of a chart as text of Markdown (CommonMark): a title is never a link, a heading or HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_INLINE = re.compile(r"([\\`*_\[\]<>|~$@#]|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=www)\.)")
_START = re.compile(r"^(?=[-+=])|^(\d{1,9})(?=[.)](?:\s|$))")


def escaped(text: str) -> str:
    """Text of the chart as text of Markdown, on one line."""
    line = _INLINE.sub(r"\\\1", " ".join(text.split()))
    return _START.sub(lambda start: (start.group(1) or "") + "\\", line, count=1)


def listed(heading: str, entries: Iterable[str]) -> Iterator[str]:
    """A heading in bold and a list, each entry once; nothing without entries."""
    lines = [f"- {entry}" for entry in dict.fromkeys(entries)]
    if lines:
        yield f"**{heading}**"
        yield "\n".join(lines)
