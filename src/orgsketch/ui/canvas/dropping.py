"""Where a carried box would land: zones of a target, the edit each stands for, and its words.

A target has three zones: its first fifth puts the box before it, its last fifth after it, the rest makes it
a report. The fifths lie left and right of a card, or above and below it where its siblings are stacked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import box_at, visible
from orgsketch.layout.tidy import Layout
from orgsketch.model import edits, tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _, plural
from orgsketch.ui.spoken import box_title

EDGE = 0.2
REACH = 10.0  # how far beside a card it can still be aimed at
STACKS = ("stacked", "stacked_left", "stacked_both", "two_columns", "left_to_right")


class Load(NamedTuple):
    """What is carried: boxes of the chart, or one to be added, and perhaps `more` (id, title, functions)."""

    boxes: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    title: str = ""
    fresh: str = ""  # the id of the box to be added
    more: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    @property
    def first(self) -> str:
        """The box whose landing is shown."""
        return self.boxes[0] if self.boxes else self.fresh


class Copies(NamedTuple):
    """What a copy of the load is made of: its branches, and the id each of their boxes gets."""

    part: Chart
    fresh: dict[str, str]

    @staticmethod
    def of(chart: Chart, load: Load) -> Copies:
        """Copies of the carried boxes with all below them."""
        part = edits.part_of(chart, load.boxes)
        return Copies(part, edits.fresh_ids(chart, part))


class Aim(NamedTuple):
    """Where the load would land: "before", "after" or as "report" of a target; or on the "bench".

    `alone`: the reports of the carried boxes stay behind. "value": the boxes get a value of the legend and
    stay where they are. "function": the target gets the carried function. `copies`: copies land, the
    carried boxes stay.
    """

    zone: str
    target: str = ""
    alone: bool = False
    is_row: bool = False
    value: str = ""
    copies: bool = False


@dataclass(frozen=True)
class Proposal:
    """The one edit a drop would make; `text` names it in the undo menu."""

    text: str
    function: Callable[..., ChartDiff]
    args: tuple[Any, ...]
    options: dict[str, Any]

    def diff(self, chart: Chart) -> ChartDiff:
        """What it would change; raises EditError where it may not be done."""
        return self.function(chart, *self.args, **self.options)


def aim_at(layout: Layout, load: Load, x: float, y: float, alone: bool = False) -> Aim | None:
    """The target and zone at a point of the chart; None where nothing can be dropped."""
    box = box_at(layout, x, y) or _beside(layout, x, y)
    branch = layout.branch(box) if box else None
    rect = layout.rect(box) if box else None
    if box is None or branch is None or rect is None:
        return None
    is_row = stands_in_row(branch)
    place = (y - rect.y) / rect.height if is_row else (x - rect.x) / rect.width
    zone = "before" if place < EDGE else "after" if place > 1 - EDGE else "report"
    if branch.manager is None and not (load.boxes and layout.chart.reports(load.boxes[0])):
        zone = "report"
    return Aim(zone, box, alone, is_row)


def stands_in_row(branch: Branch) -> bool:
    """Whether the siblings of a card stand above and below it."""
    manager = branch.manager
    if manager is None or branch in manager.assistants:
        return False
    if manager.style in STACKS:
        return True
    return any(len(column) > 1 and branch in column for column in manager.columns)


def _beside(layout: Layout, x: float, y: float) -> str | None:
    """The card next to a point in the gap between cards."""
    around = Rect(x - REACH, y - REACH, 2 * REACH, 2 * REACH)
    near: list[tuple[float, str]] = []
    for branch, left, top, _is_far in visible(layout, around):
        card = Rect(left, top, branch.width, branch.height)
        if card.meets(around):
            near.append((distance(card, x, y), branch.box))
    return min(near)[1] if near else None


def distance(card: Rect, x: float, y: float) -> float:
    """How far a point is from a card."""
    dx = max(card.x - x, 0.0, x - card.right)
    dy = max(card.y - y, 0.0, y - card.bottom)
    return float((dx * dx + dy * dy) ** 0.5)


def propose(chart: Chart, load: Load, aim: Aim, copies: Copies | None = None) -> Proposal:
    """The edit that puts a load, or `copies` of it, where it is aimed."""
    if aim.zone == "function":
        words = _("Set the function of {box}").format(box=box_title(chart, aim.target))
        return Proposal(words, edits.change, (aim.target,), {"functions": load.functions})
    manager, beside = _place(chart, aim)
    if copies:
        words = _("Copy {boxes}").format(boxes=load_title(chart, load))
        return Proposal(words, edits.paste, (copies.part, manager), {**beside, "fresh": copies.fresh})
    if load.boxes:
        text = _("Move {boxes} to the bench") if aim.zone == "bench" else _("Move {boxes} under {manager}")
        options: dict[str, Any] = {**beside, **({"alone": True} if aim.alone else {})}
        words = text.format(boxes=load_title(chart, load), manager=box_title(chart, manager))
        return Proposal(words, edits.move, (load.boxes, manager), options)
    under = box_title(chart, manager)
    words = _("Add {box} under {manager}") if manager else _("Add {box}")
    if load.more:
        added = [(load.fresh, load.title, load.functions), *load.more]
        step = words.format(box=load_title(chart, load), manager=under)
        return Proposal(step, edits.add_all, (added, manager), dict(beside))
    return Proposal(
        words.format(box=load.title, manager=under),
        edits.add,
        (load.title, load.functions, manager),
        {**beside, "id": load.fresh},
    )


def refusal(chart: Chart, load: Load, aim: Aim) -> str:
    """Why the load cannot land there, in words; "" when it can."""
    if aim.copies or aim.zone == "function":
        return ""
    manager, _beside_whom = _place(chart, aim)
    moving = [box for box in load.boxes if box == manager or not aim.alone]
    reasons = (edits.may_report(chart, box, manager) for box in moving)
    return next((reason.rstrip(".") for reason in reasons if reason), "")


def travelling(chart: Chart, load: Load, alone: bool = False) -> int:
    """How many boxes travel along with the first of the load."""
    if alone or not load.boxes:
        return max(0, len(load.boxes) - 1)
    return sum(1 for _member in members(chart, load)) - 1


def members(chart: Chart, load: Load) -> Iterator[str]:
    """The carried boxes and all below them, each once."""
    seen: set[str] = set()
    for box in load.boxes:
        for member in tree.branch(chart, box):
            if member not in seen:
                seen.add(member)
                yield member


def headline(chart: Chart, load: Load, aim: Aim) -> str:
    """Where the load would land, in a few words."""
    if aim.zone == "function":
        return _("{box} becomes: {function}").format(box=box_title(chart, aim.target), function=load.title)
    if aim.copies:
        return _("A copy. {place}").format(place=headline(chart, load, aim._replace(copies=False)))
    if aim.zone == "bench":
        return _("Waits on the bench")
    manager, beside = _place(chart, aim)
    if manager is None:
        return _("Stands at the top")
    name = box_title(chart, manager)
    if not beside:
        return _("Reports to {manager}, last").format(manager=name)
    whom = box_title(chart, next(iter(beside.values())))
    words = (
        _("Reports to {manager}, before {box}")
        if "before" in beside
        else _("Reports to {manager}, after {box}")
    )
    return words.format(manager=name, box=whom)


def load_title(chart: Chart, load: Load) -> str:
    """What to call the load."""
    if not load.boxes:
        return plural("{count} box", "{count} boxes", len(load.more) + 1) if load.more else load.title
    if len(load.boxes) == 1:
        return box_title(chart, load.boxes[0])
    return plural("{count} box", "{count} boxes", len(load.boxes))


def _place(chart: Chart, aim: Aim) -> tuple[str | None, dict[str, str]]:
    """The manager, and beside whom."""
    if aim.zone == "bench":
        return None, {}
    if aim.zone == "report":
        return aim.target, {}
    return chart.boxes[aim.target].reports_to, {aim.zone: aim.target}
