"""Reporting lines: orthogonal, with round corners, every stretch drawn once.

A family's common line hangs from its manager in one of four forms, told by `layout.styles`:

    a bar      horizontal, drops to the top of each report           side by side, columns
    a post     vertical, elbows into the side of each report         stacked, to the left, both, two columns
    a rake     from the manager's right side into each report's left     left to right
    a column   a post of its own below a bar, for a crowd of leaves     columns

All points are relative to the manager's card, which stands at (x, y).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import dist

from orgsketch.drawing.bundles import bundle, tidied, turning_off
from orgsketch.drawing.icons import icon
from orgsketch.drawing.outline import Point, polyline, rounded
from orgsketch.drawing.picture import Path, Rectangle, Shape
from orgsketch.drawing.theme import tokens
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import GAPS
from orgsketch.model.chart import Chart
from orgsketch.model.records import NO, UNKNOWN, Box

NOMINAL, PLANNED = "nominal", "change_planned"
BARS = ("side_by_side", "columns")
NOMINAL_DASH = (7.0, 4.0)
SIGN_ROOM = 18.0
NO_SPECIAL: Mapping[str, str] = {}


def line_kind(box: Box) -> str:
    """What is said of a box's reporting line: "nominal", "planned" or ""."""
    for question, kind in ((NOMINAL, "nominal"), (PLANNED, "planned")):
        said = box.answers.get(question)
        if said is not None and said.value not in (NO, UNKNOWN):
            return kind
    return ""


def special_lines(chart: Chart, branch: Branch) -> dict[str, str]:
    """The reports of a branch whose line is nominal or about to change."""
    members = (*branch.reports, *branch.assistants)
    kinds = {report.box: line_kind(chart.boxes[report.box]) for report in members}
    return {box: kind for box, kind in kinds.items() if kind}


def family_shapes(
    branch: Branch, x: float, y: float, special: Mapping[str, str] = NO_SPECIAL, stroke: str = "line"
) -> list[Shape]:
    """The lines from a manager's card at (x, y) to all its reports. `special` as `special_lines`."""
    routes = _routes(branch)
    plain = [points for report, points in routes if report.box not in special]
    made: list[Shape] = []
    if plain:
        made.append(Path(bundle(plain, _radius()), "", stroke, _thickness(), (), x, y, 1.0, False))
    for report, points in routes:
        if report.box in special:
            made += _special(special[report.box], turning_off(points, plain, _radius()), x, y)
            plain.append(points)
    return made


def line_shape(report: Branch, x: float, y: float, stroke: str = "accent", thickness: float = 2.0) -> Path:
    """The whole line from a manager's card at (x, y) to one report, to stand out."""
    return Path(rounded(tidied(line_points(report)), _radius()), "", stroke, thickness, (), x, y, 1.0, False)


def line_points(report: Branch) -> list[Point]:
    """The corners of the line from a report's manager to the report."""
    manager = report.manager
    if manager is None:
        return []
    return next(points for other, points in _routes(manager) if other is report)


def segments(branch: Branch, x: float, y: float) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a family as straight pieces (x1, y1, x2, y2), for drawing from far."""
    for _, points in _routes(branch):
        for (x1, y1), (x2, y2) in pairwise(points):
            yield x + x1, y + y1, x + x2, y + y2


def _routes(branch: Branch) -> list[tuple[Branch, list[Point]]]:
    """Every report with the corners of its line, from the manager's edge to its own."""
    middle = (branch.width / 2, branch.height)
    made: list[tuple[Branch, list[Point]]] = [
        (assistant, [middle, (middle[0], _mid(assistant)), (assistant.x, _mid(assistant))])
        for assistant in branch.assistants
    ]
    if branch.style in BARS:
        for column in branch.columns or [[report] for report in branch.reports]:
            made += _bar(branch, column)
    elif branch.style == "left_to_right":
        exit_y = branch.height / 2
        for report in branch.reports:
            made.append((report, _straight((branch.width, exit_y), branch.bus, _mid(report), report.x)))
    else:
        for report in branch.reports:
            side = report.x if report.x > branch.bus else report.x + report.width
            made.append(
                (report, [(branch.bus, branch.height), (branch.bus, _mid(report)), (side, _mid(report))])
            )
    return made


def _bar(branch: Branch, column: Sequence[Branch]) -> Iterator[tuple[Branch, list[Point]]]:
    """The lines to a column below a bar; a column of one is a report that hangs by its top."""
    start: list[Point] = [(branch.width / 2, branch.height), (branch.width / 2, branch.bus)]
    first = column[0]
    if len(column) == 1:
        x = first.x + first.width / 2
        yield first, [*start, (x, branch.bus), (x, first.y)]
        return
    post = first.x - GAPS.bus
    for report in column:
        yield report, [*start, (post, branch.bus), (post, _mid(report)), (report.x, _mid(report))]


def _straight(start: Point, bus: float, y: float, end: float) -> list[Point]:
    return [start, (bus, start[1]), (bus, y), (end, y)]


def _mid(report: Branch) -> float:
    return report.y + report.height / 2


# --- marks on a line ------------------------------------------------------------------------------------


def _special(kind: str, points: Sequence[Point], x: float, y: float) -> list[Shape]:
    """A line on paper only, dashed with a slash; or one about to change, in accent with a clock."""
    if not points:
        return []
    line = rounded(points, _radius())
    middle_x, middle_y = _middle_of_longest(points)
    middle_x, middle_y = x + middle_x, y + middle_y
    if kind == "nominal":
        slash = polyline([(middle_x - 4, middle_y + 6), (middle_x + 4, middle_y - 6)])
        return [
            Path(line, "", "line", _thickness(), NOMINAL_DASH, x, y, 1.0, False),
            Path(slash, "", "line", _thickness()),
        ]
    return [
        Path(line, "", "accent", _thickness(), (), x, y, 1.0, False),
        Rectangle(middle_x - 7, middle_y - 7, 14, 14, "card", radius=7),
        icon("clock", middle_x - 8, middle_y - 8, 16, "accent", 1.9),
    ]


def _middle_of_longest(points: Sequence[Point]) -> Point:
    """Where a sign has most room: on the longest stretch; on a short elbow, at its corner."""
    one, other = max(reversed(list(pairwise(points))), key=lambda pair: dist(*pair))
    if dist(one, other) < SIGN_ROOM and len(points) > 2:
        return points[1]
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _radius() -> float:
    return float(tokens()["radius"]["line"])


def _thickness() -> float:
    return float(tokens()["stroke"]["line"])
