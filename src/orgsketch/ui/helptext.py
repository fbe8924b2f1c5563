"""The pages of help as one page to read in the window: the same files that `orgsketch help` prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from orgsketch.resources import _, resource
from orgsketch.rules.blocks import Block, Code, Entries, Entry, Heading, Page, Paragraph

# In the order in which they are needed; keys and commands have a sheet of their own.
PAGES = ("files", "tables", "shorthand", "units", "git", "exit-codes")
_INDENT, _BULLET = "    ", "- "


def help_page() -> Page:
    """All pages, one below the other."""
    texts = (resource("help", f"{name}.md").read_text(encoding="utf-8") for name in PAGES)
    return Page(_("Help"), tuple(block for text in texts for block in blocks(text)))


def blocks(text: str) -> Iterator[Block]:
    """A page as blocks: headings, paragraphs, lists and what is to be typed as it stands."""
    for part in re.split(r"\n\s*\n", text.strip("\n")):
        lines = part.splitlines()
        if lines[0].startswith("#"):
            yield Heading(lines[0].lstrip("# "))
        elif lines[0].startswith(_INDENT):
            yield Code("\n".join(line.removeprefix(_INDENT) for line in lines))
        elif lines[0].startswith(_BULLET):
            points = part.removeprefix(_BULLET).split(f"\n{_BULLET}")
            yield Entries(tuple(Entry(_plain(point)) for point in points))
        else:
            yield Paragraph(_plain(part))


def _plain(text: str) -> str:
    """Running text: its lines joined, what is to be typed in quotes."""
    return re.sub(r"`([^`]*)`", r"“\1”", " ".join(text.split()))
