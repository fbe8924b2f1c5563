"""The ways the reports of one manager may stand.

Each style puts the reports of a branch in their places, relative to the manager's card, and widens the
branch's bounds and outlines. All of them keep the order of the reports.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from math import sqrt

from orgsketch.layout.branch import NOBODY, Branch
from orgsketch.layout.contour import Cell, cell, pack
from orgsketch.layout.geometry import Gaps

COLUMNS = "columns"
SCREENFUL = 8  # stacked cards that are seen at once, with their manager, on a laptop
CROWD = 5  # leaves side by side that are too many to take in
FROM_THE_RIGHT = ("stacked_left", "stacked_both", "two_columns")
SHAPE = 0.74  # columns of a crowd of n: SHAPE * sqrt(n), which makes the block three to two


def arrange(branch: Branch, gaps: Gaps) -> None:
    """Lay out one branch, whose reports are laid out already."""
    if not branch.family and not branch.staff:
        _alone(branch, gaps)
        return
    is_open = not branch.is_folded
    branch.reports = branch.family if is_open else NOBODY
    branch.assistants = branch.staff if is_open else NOBODY
    branch.columns = NO_COLUMNS
    branch.left, branch.right, branch.bottom = 0.0, branch.width, branch.height
    branch.below, branch.total = _counts(branch)
    branch.style = style_of(branch) if branch.reports else ""
    floor = _place_assistants(branch, gaps) if branch.assistants else branch.height
    if branch.reports:
        _PLACE[branch.style](branch, floor, gaps)
    else:
        _close(branch, branch.height + gaps.stack, gaps)


def _alone(branch: Branch, gaps: Gaps) -> None:
    width, height = branch.width, branch.height
    branch.reports = branch.assistants = NOBODY
    branch.columns, branch.style, branch.below, branch.total = NO_COLUMNS, "", 0, 1
    branch.left, branch.right, branch.bottom = 0.0, width, height
    branch.depth = depth = height + gaps.level
    branch.west, branch.east = (depth, 0.0, 0.0, 0.0, None), (depth, width, 0.0, 0.0, None)


def style_of(branch: Branch) -> str:
    """The style a branch is drawn in: the one chosen for it, else the automatic one.

    Automatic, below the top: one stack under the manager's left edge while no more than eight boxes are
    drawn below the manager. Otherwise, and under a top: where five or more reports without reports of
    their own follow each other, they stand in columns about three wide to two high; other reports stand
    side by side. What is folded counts as one box. A branch that may be reached by a line from its
    right cannot grow to the right: it is stacked instead.
    """
    if branch.arrangement == "left_to_right" and branch.manager is not None:
        return "stacked" if branch.manager.arrangement in FROM_THE_RIGHT else branch.arrangement
    if branch.arrangement:
        return branch.arrangement
    if branch.manager is not None and branch.below <= SCREENFUL:
        return "stacked"
    leaves = 0
    for report in branch.reports:
        leaves = leaves + 1 if not report.below else 0
        if leaves == CROWD:
            return COLUMNS
    return "side_by_side"


def _counts(branch: Branch) -> tuple[int, int]:
    below, total = 0, 1
    for report in branch.family:
        below += 1 + report.below
        total += report.total
    for assistant in branch.staff:
        below += 1 + assistant.below
        total += assistant.total
    return 0 if branch.is_folded else below, total


def _place_assistants(branch: Branch, gaps: Gaps) -> float:
    """Put assistants beside the line down from the card's middle; returns the foot of the last.

    They stand on the right, but out of the way of a stack's line on the left.
    """
    middle, y = branch.width / 2, branch.height + gaps.stack
    for assistant in branch.assistants:
        right = middle + gaps.indent - assistant.left
        left = middle - gaps.indent - assistant.right
        assistant.x, assistant.y = left if branch.style == "stacked_left" else right, y
        branch.left = min(branch.left, assistant.x + assistant.left)
        branch.right = max(branch.right, assistant.x + assistant.right)
        branch.bottom = y + assistant.bottom
        y = branch.bottom + gaps.stack
    return branch.bottom


# --- styles ---------------------------------------------------------------------------------------------


def _side_by_side(branch: Branch, floor: float, gaps: Gaps) -> None:
    """The tidy tree: the manager centred over its first and last report."""
    _hang(branch, branch.reports, floor + gaps.level, gaps)


def _in_columns(branch: Branch, floor: float, gaps: Gaps) -> None:
    """Side by side, with crowds of leaves in columns."""
    top = floor + gaps.level
    units = [_Column(column, gaps) if len(column) > 1 else column[0] for column in _columns(branch.reports)]
    _hang(branch, units, top, gaps)
    for unit in units:
        if isinstance(unit, _Column):
            unit.place(gaps)
    branch.columns = [unit.rows if isinstance(unit, _Column) else [unit] for unit in units]


def _stacked(branch: Branch, floor: float, gaps: Gaps) -> None:
    """One below the other, indented under the manager's left edge."""
    branch.bus = gaps.bus
    x = gaps.indent - min(report.left for report in branch.reports)
    _rows([(None, report) for report in branch.reports], 0, x, floor + gaps.stack, gaps)
    _enclose(branch, branch.height + gaps.stack, gaps)


def _stacked_left(branch: Branch, floor: float, gaps: Gaps) -> None:
    """The mirror image of stacked: under the manager's right edge."""
    branch.bus = branch.width - gaps.bus
    x = branch.width - gaps.indent - max(report.right - report.width for report in branch.reports)
    _rows([(report, None) for report in branch.reports], x, 0, floor + gaps.stack, gaps)
    _enclose(branch, branch.height + gaps.stack, gaps)


def _stacked_both(branch: Branch, floor: float, gaps: Gaps) -> None:
    """In turn left and right of a line down the middle."""
    _spine(branch, branch.reports[::2], branch.reports[1::2], floor, gaps)


def _two_columns(branch: Branch, floor: float, gaps: Gaps) -> None:
    """The first half left, the second half right of a line down the middle."""
    half = (len(branch.reports) + 1) // 2
    _spine(branch, branch.reports[:half], branch.reports[half:], floor, gaps)


def _left_to_right(branch: Branch, floor: float, gaps: Gaps) -> None:
    """One below the other, to the right of the manager, the first beside it."""
    branch.bus = branch.right + gaps.level / 2
    x = branch.right + gaps.level - min(report.left for report in branch.reports)
    _rows([(None, report) for report in branch.reports], 0, x, 0, gaps)
    _enclose(branch, 0, gaps)


_PLACE: dict[str, Callable[[Branch, float, Gaps], None]] = {
    "side_by_side": _side_by_side,
    "stacked": _stacked,
    "stacked_left": _stacked_left,
    "stacked_both": _stacked_both,
    "two_columns": _two_columns,
    "left_to_right": _left_to_right,
    COLUMNS: _in_columns,
}


# --- rows and blocks ------------------------------------------------------------------------------------


def _spine(branch: Branch, left: list[Branch], right: list[Branch], floor: float, gaps: Gaps) -> None:
    middle = branch.bus = branch.width / 2
    inner = middle - gaps.bus - max(report.right - report.width for report in left)
    outer = middle + gaps.bus - min((report.left for report in right), default=0)
    _rows(list(zip_longest(left, right)), inner, outer, floor + gaps.stack, gaps)
    _enclose(branch, branch.height + gaps.stack, gaps)


def _rows(
    pairs: Sequence[tuple[Branch | None, Branch | None]], inner: float, outer: float, y: float, gaps: Gaps
) -> None:
    """Rows from y downwards: left cards end at `inner`, right cards begin at `outer`."""
    for left, right in pairs:
        foot = y
        if left is not None:
            left.x, left.y = inner - left.width, y
            foot = y + left.bottom
        if right is not None:
            right.x, right.y = outer, y
            foot = max(foot, y + right.bottom)
        y = foot + gaps.stack


def _enclose(branch: Branch, top: float, gaps: Gaps) -> None:
    """Bounds around placed reports, and the outlines of one block from `top` to the foot."""
    for report in branch.reports:
        branch.left = min(branch.left, report.x + report.left)
        branch.right = max(branch.right, report.x + report.right)
        branch.bottom = max(branch.bottom, report.y + report.bottom)
    _close(branch, top, gaps)


def _close(branch: Branch, top: float, gaps: Gaps) -> None:
    """The outlines of a card with one block below it, from `top` down to the foot and its gap."""
    branch.depth = depth = branch.bottom + gaps.level
    west, east = cell(depth, branch.left), cell(depth, branch.right)
    if 0 < top < branch.bottom:
        west = west if branch.left == 0 else (top, 0.0, 0.0, 0.0, west)
        east = east if branch.right == branch.width else (top, branch.width, 0.0, 0.0, east)
    branch.west, branch.east = west, east


def _hang(branch: Branch, row: Sequence[Branch | _Column], top: float, gaps: Gaps) -> None:
    """A row side by side below the manager, which is centred over the first and the last card."""
    branch.bus = top - gaps.level / 2
    offsets, west, east = pack(row, gaps.sibling)
    shift = (branch.width - row[0].width / 2 - offsets[-1] - row[-1].width / 2) / 2
    for unit, x in zip(row, offsets, strict=True):
        unit.x, unit.y = x + shift, top
        branch.left = min(branch.left, unit.x + unit.left)
        branch.bottom = max(branch.bottom, top + unit.bottom)
    _cap(branch, top, (shift, west), (shift + offsets[-1], east))
    for unit in row:
        branch.right = max(branch.right, unit.x + unit.right)
    branch.depth = top + max(unit.depth for unit in row)


def _cap(branch: Branch, top: float, west: tuple[float, Cell], east: tuple[float, Cell]) -> None:
    """The outlines of a card (with its assistants) above those of the row that begins at `top`."""
    branch.west = (top, 0.0, top, west[0], west[1])
    branch.east = (top, branch.right, top, east[0], east[1])


class _Column:
    """A column of leaves, packed as one branch."""

    __slots__ = ("bottom", "depth", "east", "left", "right", "rows", "west", "width", "x", "y")

    def __init__(self, rows: list[Branch], gaps: Gaps) -> None:
        self.rows = rows
        self.x = self.y = 0.0
        self.left, self.right = -gaps.bus, max(row.width for row in rows)
        self.width = self.right
        self.bottom = sum(row.height for row in rows) + gaps.stack * (len(rows) - 1)
        self.depth = self.bottom + gaps.level
        self.west, self.east = cell(self.depth, self.left), cell(self.depth, self.right)

    def place(self, gaps: Gaps) -> None:
        """Hand the column's place on to its rows."""
        y = self.y
        for row in self.rows:
            row.x, row.y = self.x, y
            y += row.height + gaps.stack


def _columns(reports: Sequence[Branch]) -> list[list[Branch]]:
    """The reports in order, crowds of leaves cut into columns, every other report for itself."""
    columns: list[list[Branch]] = []
    leaves: list[Branch] = []
    for report in (*reports, None):
        if report is not None and not report.below:
            leaves.append(report)
            continue
        columns += _cut(leaves)
        leaves = []
        if report is not None:
            columns.append([report])
    return columns


def _cut(leaves: list[Branch]) -> list[list[Branch]]:
    if len(leaves) < CROWD:
        return [[leaf] for leaf in leaves]
    rows = -(-len(leaves) // round(SHAPE * sqrt(len(leaves))))
    return [leaves[start : start + rows] for start in range(0, len(leaves), rows)]


NO_COLUMNS: list[list[Branch]] = []
