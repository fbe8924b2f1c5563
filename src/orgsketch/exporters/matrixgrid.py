"""Which rows and columns of a matrix stand on which page: nothing is made smaller to fit, it is split.

The baseline is the first column of every page, so that every option stands beside it. Lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from orgsketch.compare.matrix import Section
from orgsketch.drawing.metrics import wrap
from orgsketch.resources import plural

if TYPE_CHECKING:
    from orgsketch.compare import Matrix, Row

FIRST, NARROWEST, WIDEST = 232.0, 132.0, 260.0
TEXT, LINE, PAD = 13.4, 17.0, 9.0
MARK_ROOM, SIDE = 22.0, 8.0
HEADING = 30.0
MOST_LINES, MOST_TITLE = 18, 5
WRITTEN = "own"


@dataclass(frozen=True)
class Line:
    """One line of a page: a heading where `row` is None; texts are broken into lines already."""

    section: Section
    row: Row | None
    height: float
    title: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[Row, ...] = ()


@dataclass(frozen=True)
class GridPage:
    """One page: which options, how wide their columns are, and the lines; the first of its options or not."""

    columns: tuple[int, ...]
    width: float
    lines: tuple[Line, ...]
    is_first: bool = True

    @property
    def same(self) -> tuple[Row, ...]:
        """The rows that were left out before the end of this page."""
        return tuple(row for line in self.lines if line.row is None for row in line.left_out)


def grid_pages(
    matrix: Matrix, wide: float, tall: float, head: float, *, is_brief: bool = False
) -> Iterator[GridPage]:
    """The matrix on pages with so much room for the lines; `head`: what the miniatures take of the first.

    `is_brief`: rows that say the same of every option on the page are only counted, in a line at the end.
    """
    for columns in _columns(len(matrix.titles), wide):
        width = min(WIDEST, (wide - FIRST) / len(columns))
        shown, same = _parted(matrix.sections, columns) if is_brief else (matrix.sections, ())
        lines = [line for section in shown for line in _lines(section, columns, width)]
        lines += [_left_out(same)] if same else []
        for number, page in enumerate(_cut(lines, tall, head)):
            yield GridPage(columns, width, tuple(page), not number)


def _parted(
    sections: Sequence[Section], columns: Sequence[int]
) -> tuple[tuple[Section, ...], tuple[Row, ...]]:
    """The sections with the rows in which one of the columns differs, and all other rows.

    What the users wrote is never left out; nor is anything where nothing would be left.
    """
    kept = [
        replace(section, rows=tuple(row for row in section.rows if _is_kept(section, row, columns)))
        for section in sections
    ]
    same = tuple(row for section in sections for row in section.rows if not _is_kept(section, row, columns))
    shown = tuple(section for section in kept if section.rows)
    is_empty = all(section.key == WRITTEN for section in shown)
    return (tuple(sections), ()) if is_empty else (shown, same)


def _is_kept(section: Section, row: Row, columns: Sequence[int]) -> bool:
    return section.key == WRITTEN or any(row.cells[column].differs for column in columns)


def _left_out(same: Sequence[Row]) -> Line:
    """The line that says how much was left out."""
    told = plural(
        "{count} more row says the same of all these options",
        "{count} more rows say the same of all these options",
        len(same),
    )
    return Line(Section("same", told, ()), None, HEADING, left_out=tuple(same))


def _columns(count: int, wide: float) -> Iterator[tuple[int, ...]]:
    """The options in even groups that are wide enough, the baseline in each."""
    most = max(2, int((wide - FIRST) // NARROWEST))
    if count <= most:
        yield tuple(range(count))
        return
    groups = -(-(count - 1) // (most - 1))
    step = -(-(count - 1) // groups)
    for start in range(1, count, step):
        yield (0, *range(start, min(count, start + step)))


def _lines(section: Section, columns: Sequence[int], width: float) -> Iterator[Line]:
    yield Line(section, None, HEADING)
    for row in section.rows:
        title = wrap(f"{row.title}  {row.hint}".strip(), "body", FIRST - 2 * SIDE, MOST_TITLE, TEXT)
        cells = tuple(_wrapped(row, column, width) for column in columns)
        tall = max(map(len, (title, *cells)))
        yield Line(section, row, tall * LINE + PAD, title, cells)


def _wrapped(row: Row, column: int, width: float) -> tuple[str, ...]:
    cell = row.cells[column]
    room = width - 2 * SIDE - (MARK_ROOM if cell.mark else 0)
    return wrap(" ".join(cell.text.split()), "strong", room, MOST_LINES, TEXT)


def _cut(lines: Sequence[Line], tall: float, head: float) -> Iterator[list[Line]]:
    """Pages of lines; a section that goes on says its heading again, and none stands alone at the foot."""
    page: list[Line] = []
    filled = head
    for line, after in zip_longest(lines, lines[1:]):
        needed = line.height + (after.height if line.row is None and after else 0)
        if page and filled + needed > tall:
            yield page
            page, filled = [], 0.0
            if line.row is not None:
                page, filled = [Line(line.section, None, HEADING)], HEADING
        page.append(line)
        filled += line.height
    if page:
        yield page
