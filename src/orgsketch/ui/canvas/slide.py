"""Cards sliding to their new places after an edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation

from orgsketch.drawing.theme import tokens
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.layout.tidy import Layout

Seen = TypeVar("Seen")

MOST = 300  # visible cards beyond which nothing moves


class Move(NamedTuple):
    """A branch on its way, both places relative to its manager."""

    branch: Branch
    x0: float
    y0: float
    x1: float
    y1: float


class Slide(QObject):
    """Moves branches between two states of the layout. While it runs, their places are in between;
    `finish` puts them where they belong, and must be called before the layout changes."""

    def __init__(self, redraw: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._redraw = redraw
        self._moves: list[Move] = []
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setDuration(int(tokens()["motion"]["settle"]))
        x1, y1, x2, y2 = tokens()["motion"]["easing_out"]
        curve = QEasingCurve(QEasingCurve.Type.BezierSpline)
        curve.addCubicBezierSegment(QPointF(x1, y1), QPointF(x2, y2), QPointF(1, 1))
        self._animation.setEasingCurve(curve)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.finish)

    @property
    def is_running(self) -> bool:
        """Whether cards are between two places."""
        return bool(self._moves)

    def set_pace(self, milliseconds: int) -> None:
        """How long the next slides take."""
        self._animation.setDuration(milliseconds)

    def places(self, layout: Layout, area: Rect) -> dict[str, tuple[float, float]]:
        """Where the visible cards stand on the chart; empty when they are too many to move."""
        found: dict[str, tuple[float, float]] = {}
        for branch, x, y, _is_far in visible(layout, area):
            found[branch.box] = (x, y)
            if len(found) > MOST:
                return {}
        return found

    def start(self, layout: Layout, before: dict[str, tuple[float, float]]) -> None:
        """Slide from the places before, as they were on the screen, to those of the layout."""
        absolute: dict[str, tuple[float, float]] = {}
        for box, (x, y) in before.items():
            rect, branch = layout.rect(box), layout.branch(box)
            if rect is None or branch is None:
                continue
            absolute[box] = (rect.x, rect.y)
            manager = branch.manager.box if branch.manager else ""
            if manager and manager not in before:
                continue
            at, then = absolute.get(manager) or _place(layout, manager), before.get(manager, (0.0, 0.0))
            x0, y0 = (x - then[0], y - then[1]) if manager else (x, y)
            x1, y1 = (rect.x - at[0], rect.y - at[1]) if manager else (rect.x, rect.y)
            if abs(x0 - x1) > 0.5 or abs(y0 - y1) > 0.5:
                self._moves.append(Move(branch, x0, y0, x1, y1))
        if self._moves:
            self._step(0.0)
            self._animation.start()

    def finish(self) -> None:
        """Be there."""
        moves, self._moves = self._moves, []
        for branch, _x0, _y0, x1, y1 in moves:
            branch.x, branch.y = x1, y1
        self._animation.stop()
        if moves:
            self._redraw()

    def ahead(self, look: Callable[[], Seen]) -> Seen:
        """What `look` sees when every card has arrived."""
        now = [(move.branch, move.branch.x, move.branch.y) for move in self._moves]
        for branch, _x0, _y0, x1, y1 in self._moves:
            branch.x, branch.y = x1, y1
        try:
            return look()
        finally:
            for branch, x, y in now:
                branch.x, branch.y = x, y

    def _step(self, progress: float) -> None:
        for branch, x0, y0, x1, y1 in self._moves:
            branch.x, branch.y = x0 + (x1 - x0) * progress, y0 + (y1 - y0) * progress
        self._redraw()


def _place(layout: Layout, box: str) -> tuple[float, float]:
    rect = layout.rect(box) if box else None
    return (rect.x, rect.y) if rect else (0.0, 0.0)
