"""The list beside the picture of a comparison: what changes, and what that does to the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from orgsketch.drawing.blocks import Block, stacked, written
from orgsketch.drawing.icons import icon
from orgsketch.drawing.legend import GAP, INDENT, WIDTH
from orgsketch.drawing.marks import KINDS, Mark, flag_shapes, mark_shapes
from orgsketch.drawing.picture import Group, Shape
from orgsketch.resources import _, plural

FLAGS = ("added", "removed", "moved", "changed")
ENDS = "ends"  # a finding that is gone: a tick
MOST = 40


class Listed(NamedTuple):
    """One line: `kind` is a flag, `ENDS`, the kind of a mark or "" (nothing); `code` stands behind.

    `box`: the box it is about, "" = the whole.
    """

    kind: str
    title: str
    text: str = ""
    code: str = ""
    box: str = ""


class Section(NamedTuple):
    """Lines under one heading.

    `is_change`: of the chart, not of what is found in it; `is_told`: on the picture, not in the list alone.
    """

    title: str
    lines: Sequence[Listed]
    is_change: bool = False
    is_told: bool = True


def blocks(sections: Iterable[Section], most: int | None = MOST) -> Iterator[Block]:
    """The sections as blocks to put into columns, each heading with its first line.

    `most`: lines of each, None = all; where there are more, it is said how many and where they are.
    """
    for section in sections:
        heading = [written(f"{section.title} {len(section.lines)}", "label", WIDTH, color="text_muted")]
        is_bold = any(line.text for line in section.lines)
        for place, line in enumerate(section.lines[:most]):
            is_last = place == len(section.lines) - 1
            yield stacked([*heading, _line(line, GAP if is_last else 6, is_bold)], 8)
            heading = []
        more = len(section.lines) - most if most else 0
        if more > 0:
            said = plural(
                "{count} more: the pages of the PDF, the slides and the web page have it",
                "{count} more: the pages of the PDF, the slides and the web page have them all",
                more,
            )
            yield _padded(written(said, "small", WIDTH, color="text_muted"), GAP)


def rest(sections: Iterable[Section], most: int = MOST) -> Iterator[Block]:
    """What `blocks` leaves out, under headings of its own."""
    for section in sections:
        if len(section.lines) > most:
            title = _("{title}, continued").format(title=section.title)
            yield from blocks([section._replace(title=title, lines=section.lines[most:])], None)


def _line(line: Listed, gap: float, is_bold: bool) -> Block:
    room = WIDTH - INDENT
    parts = [written(line.title, "strong" if is_bold else "small", room, tail=line.code)]
    if line.text:
        parts.append(written(line.text, "small", room, color="text_muted"))
    text = stacked(parts, 2)
    shapes = (*sign_shapes(line.kind), Group("text", "", text.shapes, INDENT, 0))
    group = Group("change", line.code, shapes, title=line.title, description=line.text)
    return _padded(Block((group,), WIDTH, max(text.height, 18)), gap)


def sign_shapes(kind: str) -> tuple[Shape, ...]:
    """What stands in front of a line, around (12, 9)."""
    if kind in FLAGS:
        return flag_shapes(kind, 2, 1)
    if kind in KINDS:
        return mark_shapes(Mark(kind), 12, 9, 18, "")
    return (icon("tick", 4, 1, 16, "added", 2.4),) if kind == ENDS else ()


def _padded(block: Block, gap: float) -> Block:
    return block._replace(height=block.height + gap)
