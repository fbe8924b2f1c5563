"""From afar: how many boxes each folded branch hides, as pills of one size that never cover each other."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from typing import TYPE_CHECKING

from orgsketch.drawing.cardshapes import fold_reach, fold_shapes
from orgsketch.drawing.picture import Group, Shape
from orgsketch.layout.geometry import Rect

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

MOST = 200  # folded branches that are looked at, the largest ones
HIGH = 18.0
APART = 4.0  # pixels between two pills


def fold_pills(canvas: Canvas) -> Iterator[Shape]:
    """The pills in sight, the largest branches first; where two would overlap the larger one stays."""
    layout, view = canvas.chart_layout, canvas.view
    branches = (branch for box in layout.folded if (branch := layout.branch(box)))
    taken: list[Rect] = []
    for branch in nlargest(MOST, branches, key=lambda branch: branch.hidden):
        rect = layout.rect(branch.box)
        if rect is None or not rect.meets(view.area):
            continue
        card = canvas.contents.card(branch.box, branch.hidden)
        x, y = view.to_screen(rect.center[0], rect.bottom)
        left, right = fold_reach(card)
        room = Rect(x - left, y - HIGH / 2, left + right, HIGH).grown(APART / 2)
        if not any(room.meets(other) for other in taken):
            taken.append(room)
            yield Group("", "", fold_shapes(card, 0, 0), x, y)
