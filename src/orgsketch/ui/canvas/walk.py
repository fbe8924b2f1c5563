"""Walking the chart with the arrow keys, as it is drawn."""

from __future__ import annotations

from collections.abc import Iterable

from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.layout.tidy import Layout

FAR = 4000.0  # how far beyond its family a box looks for a neighbour


def up(layout: Layout, box: str) -> str | None:
    """The sibling above in the same stack, else the manager."""
    branch, place = layout.branch(box), layout.rect(box)
    if branch is None or place is None or branch.manager is None:
        return None
    over = [(other, rect) for other, rect in _siblings(layout, branch) if rect.bottom <= place.y]
    stacked = [(rect.y, other.box) for other, rect in over if _share_columns(rect, place)]
    return max(stacked)[1] if stacked else branch.manager.box


def down(layout: Layout, box: str) -> str | None:
    """The report nearest below, else the sibling below in the same stack, else the next card below."""
    branch, place = layout.branch(box), layout.rect(box)
    if branch is None or place is None:
        return None
    below = [*branch.assistants, *branch.reports]
    if below:
        middle = branch.width / 2
        top = min(report.y for report in below)
        row = [report for report in below if report.y < top + 1]
        return min(row, key=lambda report: abs(report.x + report.width / 2 - middle)).box
    under = [(other, rect) for other, rect in _siblings(layout, branch) if rect.y >= place.bottom]
    stacked = [(rect.y, other.box) for other, rect in under if _share_columns(rect, place)]
    if stacked:
        return min(stacked)[1]
    strip = Rect(place.x, place.bottom + 1, place.width, FAR)
    return _first(((rect.y, other) for other, rect in _cards(layout, strip)), box)


def left(layout: Layout, box: str) -> str | None:
    """The card left of this one."""
    return _beside(layout, box, -1)


def right(layout: Layout, box: str) -> str | None:
    """The card right of this one."""
    return _beside(layout, box, 1)


def _beside(layout: Layout, box: str, way: int) -> str | None:
    """The nearest sibling on that side, else the nearest card there at the same height."""
    branch, place = layout.branch(box), layout.rect(box)
    if branch is None or place is None:
        return None
    near = [
        ((rect.x - place.x) * way, other.box)
        for other, rect in _siblings(layout, branch)
        if (rect.x - place.x) * way > 0 and _share_rows(rect, place)
    ]
    if near:
        return min(near)[1]
    start = place.right + 1 if way > 0 else place.x - 1 - FAR
    strip = Rect(start, place.y, FAR, place.height)
    return _first(((abs(rect.x - place.x), other) for other, rect in _cards(layout, strip)), box)


def _siblings(layout: Layout, branch: Branch) -> Iterable[tuple[Branch, Rect]]:
    """The other cards of the family, with their places."""
    manager = branch.manager
    if manager is None:
        others, x, y = layout.tops, 0.0, 0.0
    else:
        place = layout.rect(manager.box)
        assert place is not None
        others, x, y = [*manager.assistants, *manager.reports], place.x, place.y
    for other in others:
        if other is not branch:
            yield other, Rect(x + other.x, y + other.y, other.width, other.height)


def _cards(layout: Layout, area: Rect) -> Iterable[tuple[str, Rect]]:
    for branch, x, y, _is_far in visible(layout, area):
        card = Rect(x, y, branch.width, branch.height)
        if card.meets(area):
            yield branch.box, card


def _first(found: Iterable[tuple[float, str]], box: str) -> str | None:
    others = sorted(pair for pair in found if pair[1] != box)
    return others[0][1] if others else None


def _share_columns(one: Rect, other: Rect) -> bool:
    return one.x < other.right and other.x < one.right


def _share_rows(one: Rect, other: Rect) -> bool:
    return one.y < other.bottom and other.y < one.bottom
