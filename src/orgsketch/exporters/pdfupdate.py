"""Links and bookmarks for a PDF that Qt wrote, which knows neither: appended as an incremental update.

The file stays as it is; the new objects, a table of where they are and a new trailer follow it (ISO 32000-1,
7.5.6). It reads what Qt's writer makes: a plain cross-reference table, and an array of annotations a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from orgsketch.errors import ExporterError
from orgsketch.exporters.pdflinks import Bookmark, Link, Place
from orgsketch.resources import _

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_REFERENCES = re.compile(rb"(\d+) 0 R")


def with_links(data: bytes, links: Sequence[Link], bookmarks: Sequence[Bookmark]) -> bytes:
    """The PDF with links in its pages and an outline. Raises ExporterError when Qt wrote it otherwise."""
    try:
        update = _Update(data)
        update.add_links(links)
        update.add_outline(bookmarks)
        return update.written()
    except (LookupError, TypeError, ValueError) as fault:
        raise ExporterError(_("The links of the PDF cannot be made: {fault}.").format(fault=fault)) from fault


class _Update:
    """What is appended to one file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.start = int(_found(_START, data)[1])
        self.trailer = _found(_TRAILER, data[self.start :])[1]
        self.offsets = dict(self._table())
        self.size = _number(self.trailer, b"Size")
        self.root = _number(self.trailer, b"Root")
        self.pages = self._page_numbers()
        self.heights = [self._height(page) for page in self.pages]
        self.objects: dict[int, bytes] = {}

    def add_links(self, links: Sequence[Link]) -> None:
        """Put the links into the (empty) arrays that Qt made for them."""
        by_page: dict[int, list[bytes]] = {}
        for link in links:
            by_page.setdefault(link.page, []).append(self._annotation(link))
        for page, made in by_page.items():
            array = _number(self._object(self.pages[page]), b"Annots")
            self.objects[array] = b"[\n" + b"\n".join(made) + b"\n]"

    def add_outline(self, bookmarks: Sequence[Bookmark]) -> None:
        """Bookmarks, shown when the file is opened."""
        if not bookmarks:
            return
        outline = self._new()
        first, last = self._items(bookmarks, outline)
        self.objects[outline] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (
            first,
            last,
            len(bookmarks),
        )
        catalog = self._object(self.root).rstrip().removesuffix(b">>")
        self.objects[self.root] = catalog + b"/Outlines %d 0 R\n/PageMode /UseOutlines\n>>" % outline

    def written(self) -> bytes:
        """The file with what was added."""
        parts, offset, table = [self.data], len(self.data), [b"xref\n"]
        for number, content in sorted(self.objects.items()):
            made = b"%d 0 obj\n%s\nendobj\n" % (number, content)
            table.append(b"%d 1\n%010d 00000 n \n" % (number, offset))
            parts.append(made)
            offset += len(made)
        kept = re.sub(rb"/Size \d+", b"/Size %d" % self.size, self.trailer).strip()
        trailer = b"trailer\n<<\n%s\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n" % (kept, self.start, offset)
        return b"".join([*parts, *table, trailer])

    # --- what is there ------------------------------------------------------------------------------------

    def _table(self) -> Iterator[tuple[int, int]]:
        """The number and place of every object."""
        lines = self.data[self.start :].split(b"\n")
        first, count = map(int, lines[1].split())
        for number, line in enumerate(lines[2 : 2 + count], first):
            if line[17:18] == b"n":
                yield number, int(line[:10])

    def _object(self, number: int) -> bytes:
        """The content of an object that is no stream."""
        start = self.data.index(b"obj", self.offsets[number]) + 3
        return self.data[start : self.data.index(b"endobj", start)]

    def _page_numbers(self) -> list[int]:
        pages = self._object(_number(self._object(self.root), b"Pages"))
        kids = pages[pages.index(b"[") : pages.index(b"]")]
        return [int(number) for number in _REFERENCES.findall(kids)]

    def _height(self, page: int) -> float:
        box = _found(re.compile(rb"/MediaBox \[([^\]]*)\]"), self._object(page))[1]
        return float(box.split()[3])

    # --- what is new --------------------------------------------------------------------------------------

    def _new(self) -> int:
        self.size += 1
        return self.size - 1

    def _annotation(self, link: Link) -> bytes:
        area, high = link.area, self.heights[link.page]
        corners = (area.x, high - area.bottom, area.right, high - area.y)
        return b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%s] /Dest %s >>" % (
            b" ".join(b"%.2f" % corner for corner in corners),
            self._target(link.target),
        )

    def _target(self, place: Place) -> bytes:
        top = self.heights[place.page] - place.y
        return b"[%d 0 R /XYZ %.2f %.2f null]" % (self.pages[place.page], place.x, top)

    def _items(self, bookmarks: Sequence[Bookmark], above: int) -> tuple[int, int]:
        """Write bookmarks and all below them, however deep; the first and the last of their level."""
        top = self._several(bookmarks)
        waiting = [(bookmarks, above, top)]
        while waiting:
            level, parent, numbers = waiting.pop()
            for place, bookmark in enumerate(level):
                below = self._several(bookmark.below)
                waiting.append((bookmark.below, numbers[place], below))
                words = [self._entry(bookmark, parent), *_beside(numbers, place)]
                if below:
                    # A negative count: closed at first.
                    words.append(b"/First %d 0 R /Last %d 0 R /Count %d" % (below[0], below[-1], -len(below)))
                self.objects[numbers[place]] = b"<< " + b" ".join(words) + b" >>"
        return top[0], top[-1]

    def _several(self, bookmarks: Sequence[Bookmark]) -> list[int]:
        return [self._new() for _bookmark in bookmarks]

    def _entry(self, bookmark: Bookmark, parent: int) -> bytes:
        title = bookmark.title.encode("utf-16-be", "replace").hex().encode()
        return b"/Title <FEFF%s> /Parent %d 0 R /Dest %s" % (title, parent, self._target(bookmark.target))


def _beside(numbers: Sequence[int], place: int) -> Iterator[bytes]:
    """The bookmarks before and after one of a level."""
    if place:
        yield b"/Prev %d 0 R" % numbers[place - 1]
    if place + 1 < len(numbers):
        yield b"/Next %d 0 R" % numbers[place + 1]


def _found(pattern: re.Pattern[bytes], data: bytes) -> re.Match[bytes]:
    found = pattern.search(data)
    if found is None:
        raise ValueError(pattern.pattern.decode("ascii"))
    return found


def _number(content: bytes, key: bytes) -> int:
    """The number, or the object referred to, under a key."""
    return int(_found(re.compile(rb"/%s (\d+)" % key), content)[1])
