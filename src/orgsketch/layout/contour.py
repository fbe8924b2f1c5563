"""The outlines of branches, and how close two of them may stand.

An outline is a chain of cells from the top of a branch to its foot. A cell (y, x, dy, dx, below) says: from
the end of the cell above down to y, nothing of the branch reaches beyond x; `below` is the next cell, in a
frame shifted by (dx, dy). Chains share their tails and are never changed, so a branch takes over the
outlines of its reports for the cost of one cell, and a deep chain of managers stays linear.
After E. Reingold and J. Tilford, "Tidier Drawings of Trees" (1981), for cards of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeAlias

Cell: TypeAlias = "tuple[float, float, float, float, Cell | None]"


class Outlined(Protocol):
    """Something that stands in a row: its outlines, and `depth`, where they end."""

    west: Cell
    east: Cell
    depth: float


def cell(depth: float, x: float) -> Cell:
    """An outline of one straight piece."""
    return (depth, x, 0.0, 0.0, None)


def pack(row: Sequence[Outlined], gap: float) -> tuple[list[float], Cell, Cell]:
    """Put branches side by side, in order, as close as their outlines and `gap` allow.

    Returns the x of each (the first at 0), and the outlines of the row: west in the frame of the first
    branch, east in the frame of the last. A small branch between two that meet below it stands halfway
    between its two extreme places, so that mirrored families look mirrored.
    """
    if len(row) == 1:
        return [0.0], row[0].west, row[0].east
    offsets, has_slack = _packed_to_the_left(row, gap)
    if has_slack:
        rightmost = _packed_to_the_right(row, gap, offsets[-1])
        offsets = [(low + high) / 2 for low, high in zip(offsets, rightmost, strict=True)]
    return offsets, _west(row, offsets), _east(row, offsets)


def _packed_to_the_left(row: Sequence[Outlined], gap: float) -> tuple[list[float], bool]:
    """The smallest x of each branch, and whether one of them is held off by other than its neighbour."""
    previous = row[0]
    front, depth, x = previous.east, previous.depth, 0.0
    offsets, has_slack = [x], False
    for branch in row[1:]:
        apart, tightest = separation(front, branch.west)
        has_slack = has_slack or tightest > previous.depth
        x += apart + gap
        offsets.append(x)
        if branch.depth < depth:
            front = extended(branch.east, branch.depth, front, -(apart + gap))
        else:
            front, depth = branch.east, branch.depth
        previous = branch
    return offsets, has_slack


def _packed_to_the_right(row: Sequence[Outlined], gap: float, last: float) -> list[float]:
    """The largest x of each branch that keeps the last one at `last`."""
    front, depth, x = row[-1].west, row[-1].depth, last
    offsets = [x]
    for branch in reversed(row[:-1]):
        step = separation(branch.east, front)[0] + gap
        x -= step
        offsets.append(x)
        if branch.depth < depth:
            front = extended(branch.west, branch.depth, front, step)
        else:
            front, depth = branch.west, branch.depth
    offsets.reverse()
    return offsets


def _west(row: Sequence[Outlined], offsets: Sequence[float]) -> Cell:
    front, depth = row[0].west, row[0].depth
    for branch, x in zip(row, offsets, strict=True):
        if branch.depth > depth:
            front, depth = extended(front, depth, branch.west, x), branch.depth
    return front


def _east(row: Sequence[Outlined], offsets: Sequence[float]) -> Cell:
    front, depth, last = row[-1].east, row[-1].depth, offsets[-1]
    for branch, x in zip(reversed(row), reversed(offsets), strict=True):
        if branch.depth > depth:
            front, depth = extended(front, depth, branch.east, x - last), branch.depth
    return front


def separation(east: Cell, west: Cell) -> tuple[float, float]:
    """How far the branch behind `west` must stand from the one behind `east` for the two to touch,
    and the depth down to which the deciding piece of `east` reaches."""
    ya, xa, dya, dxa, below_a = east
    yb, xb, dyb, dxb, below_b = west
    top_a = left_a = top_b = left_b = 0.0
    apart, tightest = xa - xb, ya if ya < yb else yb
    while True:
        steps_a, steps_b = ya <= yb, yb <= ya
        if (steps_a and below_a is None) or (steps_b and below_b is None):
            return apart, tightest
        if steps_a and below_a is not None:
            top_a += dya
            left_a += dxa
            ya, xa, dya, dxa, below_a = below_a
            ya += top_a
            xa += left_a
        if steps_b and below_b is not None:
            top_b += dyb
            left_b += dxb
            yb, xb, dyb, dxb, below_b = below_b
            yb += top_b
            xb += left_b
        if xa - xb > apart:
            apart, tightest = xa - xb, ya if ya < yb else yb


def extended(front: Cell, depth: float, back: Cell, x: float) -> Cell:
    """`front`, which ends at `depth`, continued by what `back` (moved by x) has below that."""
    top = left = 0.0
    copied: list[tuple[float, float]] = []
    piece: Cell | None = front
    while piece is not None:
        copied.append((piece[0] + top, piece[1] + left))
        top += piece[2]
        left += piece[3]
        piece = piece[4]
    top, left = 0.0, x
    tail: Cell | None = back
    while tail is not None and tail[0] + top <= depth:
        top += tail[2]
        left += tail[3]
        tail = tail[4]
    y, edge = copied.pop()
    chain: Cell = (y, edge, top, left, tail)
    for y, edge in reversed(copied):
        chain = (y, edge, 0.0, 0.0, chain)
    return chain
