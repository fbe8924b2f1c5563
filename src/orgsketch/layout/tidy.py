"""The layout of a chart, kept up to date by diffs.

A full pass visits every box once. An edit visits the branches on the way from what it changed to the top:
everything below keeps its place relative to its manager, so the cost is that of a few families, whatever
the size of the chart. `styles` says how the reports of one manager stand, and which way is automatic.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from math import ceil

from orgsketch.layout.branch import NOBODY, Branch
from orgsketch.layout.geometry import GAPS, NOWHERE, Gaps, Rect
from orgsketch.layout.styles import arrange
from orgsketch.model.chart import Chart
from orgsketch.model.diff import Change, ChartDiff
from orgsketch.model.records import Box

GRAIN = 8  # card sizes are multiples of 1/8 pixel: sums of them are exact, so equal heights compare equal


class Layout:
    """Where the cards of a chart stand.

    `tops`: the boxes without a manager that have reports, side by side in their order. `bench`: the boxes
    with neither, and any that a broken chart cuts off from every top; they wait in a tray. A chart of
    loose boxes only has the first of them on the canvas.
    `size`: width and height of a box's card; it must depend on the box record alone.
    """

    def __init__(
        self,
        chart: Chart,
        size: Callable[[Box], tuple[float, float]],
        folded: Iterable[str] = (),
        gaps: Gaps = GAPS,
    ) -> None:
        self.chart = chart
        self.gaps = gaps
        self.tops: list[Branch] = []
        self.bench: tuple[str, ...] = ()
        self.bounds = NOWHERE
        self._size = size
        self._folded = set(folded)
        self._only = ""
        self._benched: frozenset[str] = frozenset()
        self._branches: dict[str, Branch] = {}
        self._lay_out()

    # --- reading ----------------------------------------------------------------------------------------

    @property
    def folded(self) -> frozenset[str]:
        """The boxes whose reports are folded away."""
        return frozenset(self._folded)

    @property
    def focus(self) -> str:
        """The box whose branch alone is laid out; "" = the whole chart."""
        return self._only if self._only in self.chart.boxes else ""

    def branch(self, box: str) -> Branch | None:
        """The branch of a box; None when the box is not on the chart, or on the bench."""
        branch = self._branches.get(box)
        return None if box in self._benched else branch

    def rect(self, box: str) -> Rect | None:
        """The card of a box; None when it is on the bench, inside a fold or not on the chart."""
        branch = self.branch(box)
        if branch is None:
            return None
        x, y = branch.x, branch.y
        for manager in branch.managers_up():
            if manager.is_folded:
                return None
            x += manager.x
            y += manager.y
        return Rect(x, y, branch.width, branch.height)

    def visible_stand_in(self, box: str) -> str | None:
        """The box itself, or the topmost folded box that hides it; None when it is not on the canvas."""
        branch = self.branch(box)
        if branch is None:
            return None
        folded = [manager.box for manager in branch.managers_up() if manager.is_folded]
        return folded[-1] if folded else box

    def cards(self) -> Iterator[tuple[Branch, float, float]]:
        """Every drawn branch with the place of its card, managers first."""
        waiting = [(top, top.x, top.y) for top in reversed(self.tops)]
        while waiting:
            branch, x, y = waiting.pop()
            yield branch, x, y
            for below in (*reversed(branch.reports), *reversed(branch.assistants)):
                waiting.append((below, x + below.x, y + below.y))

    # --- changing ---------------------------------------------------------------------------------------

    def advance(self, diff: ChartDiff, chart: Chart) -> None:
        """Lay out `chart`, which is the laid out chart after `diff`, again where the diff touches it."""
        was_whole = len(self._branches) == len(self.chart.boxes)
        self.chart = chart
        if not diff.boxes:
            return
        is_done = was_whole and self._arrange_up(self._update_families(diff))
        if is_done and len(self._branches) == len(chart.boxes):
            self._place_tops()
        else:
            self._lay_out()

    def fold(self, box: str, folded: bool) -> None:
        """Fold the reports of a box away, or show them again."""
        (self._folded.add if folded else self._folded.discard)(box)
        branch = self._branches.get(box)
        if branch is not None:
            branch.is_folded = self._is_folded(branch)
            self._arrange_up([branch])
            self._place_tops()

    def focus_on(self, box: str) -> None:
        """Lay out one branch alone, without a bench; "" = the whole chart again."""
        self._only = box
        self._lay_out()

    # --- inside -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        with _collector_at_rest():
            self._branches.clear()
            order = [self._new_branch(box) for box in self._roots()]
            for branch in order:
                order += self._gather(branch)
            for branch in reversed(order):
                arrange(branch, self.gaps)
            self._place_tops()

    def _new_branch(self, box: str) -> Branch:
        record = self.chart.boxes[box]
        branch = self._branches[box] = Branch(box, *self._measure(record), record.arrangement)
        return branch

    def _measure(self, box: Box) -> tuple[float, float]:
        width, height = self._size(box)
        return ceil(width * GRAIN) / GRAIN, ceil(height * GRAIN) / GRAIN

    def _gather(self, manager: Branch) -> Sequence[Branch]:
        """Join a manager with its direct reports as the chart has them; returns them all."""
        reports = self.chart.reports(manager.box)
        if not reports:
            manager.family, manager.staff, manager.is_folded = NOBODY, NOBODY, False
            return NOBODY
        family: list[Branch] = []
        staff: list[Branch] = []
        boxes, branches = self.chart.boxes, self._branches
        for box in reports:
            branch = branches.get(box) or self._new_branch(box)
            branch.manager = manager
            (staff if boxes[box].assistant else family).append(branch)
        manager.family, manager.staff = family, staff
        manager.is_folded = self._is_folded(manager)
        return family + staff if staff else family

    def _is_folded(self, branch: Branch) -> bool:
        return branch.box in self._folded and bool(branch.family or branch.staff)

    def _update_families(self, diff: ChartDiff) -> list[Branch]:
        """Bring the branches the diff names, and their families, up to date; returns those to arrange."""
        managers: dict[str, None] = {}
        stale: list[Branch] = []
        for box, change in diff.boxes.items():
            stale += self._update_branch(box, change)
            managers.update((record.reports_to, None) for record in change if record and record.reports_to)
        for box in managers:
            manager = self._branches.get(box)
            if manager is not None:
                self._gather(manager)
                stale.append(manager)
        return stale

    def _update_branch(self, box: str, change: Change[Box]) -> list[Branch]:
        before, after = change
        if after is None:
            self._branches.pop(box, None)
            return []
        branch = self._branches.get(box)
        if before is None or branch is None:
            branch = branch or self._new_branch(box)
            self._gather(branch)
            return [branch]
        size = self._measure(after)
        if after.reports_to is None:
            branch.manager = None
        is_moved = before.reports_to != after.reports_to
        stale = [branch] if is_moved or size != (branch.width, branch.height) else []
        if after.arrangement != branch.arrangement:
            stale += [branch, *branch.family, *branch.staff]
        branch.width, branch.height = size
        branch.arrangement = after.arrangement
        return stale

    def _arrange_up(self, stale: Iterable[Branch]) -> bool:
        """Arrange branches and all above them, deepest first; False when they form a loop."""
        layers: dict[Branch, int] = {}
        for branch in stale:
            path: list[Branch] = []
            step: Branch | None = branch
            while step is not None and step not in layers:
                if len(path) > len(self._branches):
                    return False
                path.append(step)
                step = step.manager
            layer = layers[step] if step is not None else 0
            for place, member in enumerate(reversed(path), 1):
                layers[member] = layer + place
        for branch in sorted(layers, key=layers.__getitem__, reverse=True):
            arrange(branch, self.gaps)
        return True

    def _roots(self) -> tuple[str, ...]:
        return (self.focus,) if self.focus else self.chart.reports(None)

    def _place_tops(self) -> None:
        loose = self._roots()
        placed = [box for box in loose if self.chart.reports(box)] or list(loose[:1])
        self.tops = [self._branches[box] for box in placed]
        on_canvas = set(placed)
        self.bench = tuple(box for box in loose if box not in on_canvas) + self._cut_off()
        self._benched = frozenset(self.bench)
        x = bottom = 0.0
        for top in self.tops:
            top.x, top.y = x - top.left, 0.0
            x += top.right - top.left + self.gaps.top
            bottom = max(bottom, top.bottom)
        self.bounds = Rect(0, 0, x - self.gaps.top, bottom) if self.tops else NOWHERE

    def _cut_off(self) -> tuple[str, ...]:
        """The boxes no top leads to, because the chart has a loop or a line to nowhere."""
        if self.focus or len(self._branches) == len(self.chart.boxes):
            return ()
        return tuple(sorted(box for box in self.chart.boxes if box not in self._branches))


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Many objects that stay are made: without the garbage collector looking through them again and again."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
