"""What a layout puts on the canvas, as plain rectangles to test with."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout
from orgsketch.model.records import Box


def card_size(box: Box) -> tuple[float, float]:
    """Cards of several sizes, told by the title alone."""
    if box.assistant:
        return 148.0, 32.0
    return (180.0, 56.0) if len(box.title) % 3 else (196.5, 72.0)


def cards(layout: Layout) -> dict[str, Rect]:
    """The card of every box on the canvas."""
    return {branch.box: Rect(x, y, branch.width, branch.height) for branch, x, y in layout.cards()}


def lines(layout: Layout) -> Iterator[tuple[Branch, Rect]]:
    """Every stretch of reporting line as a rectangle without thickness, with the manager it belongs to."""
    for branch, x, y in layout.cards():
        for piece in (*_report_lines(branch), *_assistant_lines(branch)):
            yield branch, piece.moved(x, y)


def overlaps(layout: Layout) -> list[tuple[str, str]]:
    """Pairs of cards that share space."""
    found = sorted(cards(layout).items(), key=lambda item: item[1].x)
    return [
        (one, other)
        for (one, a), (other, b) in combinations(found, 2)
        if b.x < a.right - 1e-6 and a.y < b.bottom - 1e-6 and b.y < a.bottom - 1e-6
    ]


def crossings(layout: Layout) -> list[tuple[str, str]]:
    """Reporting lines that run through a card: (manager of the line, box of the card)."""
    placed = cards(layout)
    return [
        (branch.box, box)
        for branch, piece in lines(layout)
        for box, card in placed.items()
        if piece.meets(card.grown(-1))
    ]


def _report_lines(branch: Branch) -> Iterator[Rect]:
    if not branch.reports:
        return
    if branch.style in ("side_by_side", "columns"):
        yield from _hanging(branch)
        return
    starts_below = branch.style != "left_to_right"
    start = branch.height if starts_below else branch.height / 2
    foot = max(report.y + report.height / 2 for report in branch.reports)
    yield Rect(branch.bus, start, 0, foot - start)
    if not starts_below:
        yield Rect(branch.width, start, branch.bus - branch.width, 0)
    for report in branch.reports:
        yield from _elbow(branch.bus, report)


def _hanging(branch: Branch) -> Iterator[Rect]:
    middle = branch.width / 2
    drops = [middle]
    for column in branch.columns or [[report] for report in branch.reports]:
        x = column[0].x - 10 if len(column) > 1 else column[0].x + column[0].width / 2
        drops.append(x)
        foot = column[-1].y + column[-1].height / 2 if len(column) > 1 else column[0].y
        yield Rect(x, branch.bus, 0, foot - branch.bus)
        if len(column) > 1:
            for report in column:
                yield from _elbow(x, report)
    yield Rect(middle, branch.height, 0, branch.bus - branch.height)
    yield Rect(min(drops), branch.bus, max(drops) - min(drops), 0)


def _elbow(bus: float, report: Branch) -> Iterator[Rect]:
    edge = report.x if report.x > bus else report.x + report.width
    yield Rect(min(bus, edge), report.y + report.height / 2, abs(edge - bus), 0)


def _assistant_lines(branch: Branch) -> Iterator[Rect]:
    middle = branch.width / 2
    for assistant in branch.assistants:
        y = assistant.y + assistant.height / 2
        yield Rect(middle, branch.height, 0, y - branch.height)
        edge = assistant.x if assistant.x > middle else assistant.x + assistant.width
        yield Rect(min(middle, edge), y, abs(edge - middle), 0)
