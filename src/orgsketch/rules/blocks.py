"""A page of plain blocks: what a rule page says, before it becomes Markdown, HTML or widgets.

All text is plain: whoever writes or shows a page escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence, and the sentences it consists of. `code`: the rule it leads to ("" = none)."""

    text: str
    parts: tuple[Entry, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, and who says them where."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Entries:
    """A list, nested where entries have parts."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be copied as it stands."""

    text: str


Block: TypeAlias = Heading | Paragraph | Quote | Entries | Code


@dataclass(frozen=True, slots=True)
class Page:
    """A title and its blocks. `code`: the rule it is about ("" = the index)."""

    title: str
    blocks: tuple[Block, ...]
    code: str = ""
