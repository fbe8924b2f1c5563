"""A native table of a slide, as XML: hairlines below the rows, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from orgsketch.drawing.theme import Theme
from orgsketch.exporters.drawingml import Words, emu, paragraphs, placed, solid
from orgsketch.layout.geometry import Rect

SIDE, ABOVE = 8.0, 4.0
NO_EDGES = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))


class Cell(NamedTuple):
    """A cell: its paragraphs, and what stands before the first in a colour of its own."""

    words: Sequence[Words]
    sign: Words | None = None
    is_top: bool = False


class Row(NamedTuple):
    """A row so many pixels high; a heading's one cell reaches over all columns."""

    height: float
    cells: Sequence[Cell]
    is_heading: bool = False


def table(theme: Theme, at: Rect, widths: Sequence[float], rows: Sequence[Row], number: int) -> str:
    """The table with its top left at `at`; `number`: the id of the shape."""
    grid = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in widths)
    body = "".join(_row(theme, row, len(widths)) for row in rows)
    place = Rect(at.x, at.y, sum(widths), sum(row.height for row in rows))
    return (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="{number}" name="Table"/><p:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"{placed(place).replace('a:xfrm', 'p:xfrm')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _row(theme: Theme, row: Row, columns: int) -> str:
    cells = "".join(_cell(theme, cell, columns if row.is_heading else 1) for cell in row.cells)
    if row.is_heading:
        merged = f'<a:tc hMerge="1"><a:txBody><a:bodyPr/><a:lstStyle/><a:p/></a:txBody>{_look(theme)}</a:tc>'
        cells += merged * (columns - 1)
    return f'<a:tr h="{emu(row.height)}">{cells}</a:tr>'


def _cell(theme: Theme, cell: Cell, span: int) -> str:
    over = f' gridSpan="{span}"' if span > 1 else ""
    said = paragraphs(theme, cell.words, "l", cell.sign)
    return (
        f"<a:tc{over}><a:txBody><a:bodyPr/><a:lstStyle/>{said}</a:txBody>"
        f"{_look(theme, 't' if cell.is_top else 'ctr')}</a:tc>"
    )


def _look(theme: Theme, anchor: str = "ctr") -> str:
    below = f'<a:lnB w="9525">{solid(theme, "hairline")}</a:lnB>'
    side, above = emu(SIDE), emu(ABOVE / 2)
    return (
        f'<a:tcPr marL="{side}" marR="{side}" marT="{above}" marB="{above}" anchor="{anchor}">'
        f"{NO_EDGES}{below}<a:noFill/></a:tcPr>"
    )
