"""What is visible, and what is under the pointer: the laid out tree is its own spatial index.

Every walk starts at the tops with accumulated offsets and leaves out a branch whose bounds miss the place
asked about, so that it costs what it finds, not what the chart holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.tidy import Layout


def visible(layout: Layout, clip: Rect, smallest: float = 0) -> Iterator[tuple[Branch, float, float, bool]]:
    """The branches that reach into `clip`, with the place of their cards, managers first.

    A branch whose bounds are narrower than `smallest` comes once, as a silhouette (True) that stands for
    all below it. A branch also comes when only its lines or reports reach into the clip.
    """
    x0, y0, x1, y1 = clip.x, clip.y, clip.right, clip.bottom
    waiting = [(top, top.x, top.y) for top in reversed(layout.tops)]
    while waiting:
        branch, x, y = waiting.pop()
        if x + branch.left > x1 or x + branch.right < x0 or y > y1 or y + branch.bottom < y0:
            continue
        if branch.right - branch.left < smallest:
            yield branch, x, y, True
            continue
        yield branch, x, y, False
        if y + branch.height <= y1 or branch.style == "left_to_right":
            for report in reversed(branch.reports):
                waiting.append((report, x + report.x, y + report.y))
            for assistant in reversed(branch.assistants):
                waiting.append((assistant, x + assistant.x, y + assistant.y))


def box_at(layout: Layout, x: float, y: float) -> str | None:
    """The box whose card is at a point."""
    point = Rect(x, y, 0, 0)
    for branch, left, top, _ in visible(layout, point):
        if 0 <= x - left <= branch.width and 0 <= y - top <= branch.height:
            return branch.box
    return None


def boxes_in(layout: Layout, area: Rect) -> list[str]:
    """The boxes whose cards reach into an area, managers first."""
    return [
        branch.box
        for branch, x, y, _ in visible(layout, area)
        if Rect(x, y, branch.width, branch.height).meets(area)
    ]
