"""Which boxes stand on which slide: as many layers as can be read, the rest on slides of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from orgsketch.drawing.cards import card_size
from orgsketch.exporters.material import only_branch
from orgsketch.layout.tidy import Layout
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box

# Text of at least ten points fits into a card at this scale; cards are never drawn larger than the other.
LEAST, MOST = 0.84, 1.25
# More cards than this never fit on a slide.
MOST_CARDS = 110
# So many boxes without reports stand in two columns.
CROWD = range(5, 13)


@dataclass(frozen=True)
class Room:
    """The part of a slide a chart may take, in pixels."""

    width: float
    height: float

    def scale(self, layout: Layout) -> float:
        """How large a layout comes out in it."""
        bounds = layout.bounds
        return min(MOST, self.width / max(1.0, bounds.width), self.height / max(1.0, bounds.height))


@dataclass(frozen=True)
class Plan:
    """One slide: its branch ("" = the whole chart), its layout, and which part of several it is.

    `beside`: further small branches that share the slide.
    """

    top: str
    chart: Chart
    layout: Layout
    scale: float
    part: int = 1
    parts: int = 1
    beside: tuple[str, ...] = ()

    @property
    def boxes(self) -> list[str]:
        """The boxes drawn, managers first."""
        return [branch.box for branch, _x, _y in self.layout.cards()]


def plans(
    chart: Chart,
    room_of: Callable[[str], Room],
    *,
    by_manager: bool = False,
    kind_of: Callable[[str], object] | None = None,
) -> Iterator[Plan]:
    """The overview, then a slide for every branch that it folds away, and so on down.

    `room_of`: the room for the slide of a branch, "" = the overview. `by_manager`: after the overview one
    slide a manager, with the direct reports alone. `kind_of`: small branches of one kind and room share a
    slide, None = each has its own.
    """
    if not any(not tree.is_unplaced(chart, box) for box in chart.boxes):
        return
    chart = _in_two_columns(chart)
    waiting: list[tuple[str, ...]] = [("",)]
    while waiting:
        top, *beside = waiting.pop(0)
        if beside:
            yield _shared(chart, (top, *beside), room_of(top))
            continue
        made = list(_plans(chart, top, room_of(top), 1 if by_manager and top else 0))
        yield from made
        if by_manager:
            below = [] if top else [box for box in tree.walk(chart) if chart.reports(box)]
            is_more = len(made) > 1 or any(map(_folds, made)) or len(below) > 1
            waiting += [(box,) for box in below if is_more]
        else:
            folded = [box for plan in made for box in plan.boxes if _is_folded(plan, box)]
            groups = _sharing(chart, folded, room_of, kind_of) if kind_of else [(box,) for box in folded]
            waiting[:0] = groups


def _sharing(
    chart: Chart,
    boxes: Iterable[str],
    room_of: Callable[[str], Room],
    kind_of: Callable[[str], object],
) -> list[tuple[str, ...]]:
    """Branches in their order, those together that fit side by side on one slide."""
    groups: list[tuple[str, ...]] = []
    for box in boxes:
        together = (*groups[-1], box) if groups else (box,)
        room = room_of(box)
        first = together[0]
        is_alike = len(together) > 1 and (room_of(first), kind_of(first)) == (room, kind_of(box))
        if is_alike and _shared(chart, together, room).scale >= LEAST:
            groups[-1] = together
        else:
            groups.append((box,))
    return groups


def _shared(chart: Chart, tops: tuple[str, ...], room: Room) -> Plan:
    """The slide of some branches side by side; its scale is 0 where there are too many boxes."""
    inside = [box for top in tops for box in tree.branch(chart, top)]
    if len(inside) > MOST_CARDS:
        return Plan(tops[0], chart, Layout(Chart.of(chart.head), card_size), 0)
    found = {box: chart.boxes[box] for box in inside}
    found |= {top: replace(found[top], reports_to=None, assistant=False) for top in tops}
    people = {one for box in found.values() for one in box.people}
    seated = [chart.people[one] for one in sorted(people) if one in chart.people]
    lines = {line.id: line for box in inside for line in chart.relations_of(box)}
    inner = [line for line in lines.values() if {line.start, line.end} <= found.keys()]
    part = Chart.of(chart.head, people=seated, boxes=found.values(), relations=inner)
    layout = Layout(part, card_size)
    return Plan(tops[0], part, layout, room.scale(layout), beside=tops[1:])


def _in_two_columns(chart: Chart) -> Chart:
    """Small crowds in columns stand on both sides of a post, where every program draws their lines alike."""
    found = dict(chart.boxes)
    for branch, _x, _y in Layout(chart, card_size).cards():
        is_crowd = branch.style == "columns" and len(branch.reports) in CROWD
        if is_crowd and not any(report.reports for report in branch.reports):
            found[branch.box] = replace(chart.boxes[branch.box], arrangement="two_columns")
    return Chart.of(
        chart.head, people=chart.people.values(), boxes=found.values(), relations=chart.relations.values()
    )


def _plans(chart: Chart, top: str, room: Room, layers: int) -> Iterator[Plan]:
    """The slides of one branch: one, or several when its direct reports do not fit side by side."""
    part = only_branch(chart, top) if top else chart
    layout = _deepest(part, room, layers)
    if layout:
        yield Plan(top, part, layout, room.scale(layout))
        return
    pieces = list(_pieces(part, top, room))
    for number, (piece, its_layout) in enumerate(pieces, 1):
        yield Plan(top, piece, its_layout, room.scale(its_layout), number, len(pieces))


def _deepest(chart: Chart, room: Room, layers: int = 0) -> Layout | None:
    """The layout with the most layers that can be read; at most `layers` below the top, 0 = any."""
    levels = list(_levels(chart))
    last = min(layers or len(levels), len(levels) - 1, _most_layers(chart, room))
    for depth in range(last, -1, -1):
        is_top_alone = depth == 0 and len(levels[0]) == 1 and last > 0
        if is_top_alone or sum(map(len, levels[: depth + 1])) > MOST_CARDS:
            continue
        layout = Layout(chart, card_size, [box for box in levels[depth] if chart.reports(box)])
        if room.scale(layout) >= LEAST:
            return layout if layers else _unfolded(layout, room)
    return None


def _most_layers(chart: Chart, room: Room) -> int:
    """More layers below the top cannot be read: each stands at least a card further down or further aside."""
    wide, tall = (min(side) for side in zip(*map(card_size, chart.boxes.values()), strict=True))
    return max(1, int(room.width / LEAST / wide) + int(room.height / LEAST / tall))


def _unfolded(layout: Layout, room: Room) -> Layout:
    """The layout with small branches opened as long as there is room: each saves a slide."""
    folded = [branch for branch, _x, _y in layout.cards() if branch.hidden]
    for hidden, box in sorted((branch.hidden, branch.box) for branch in folded):
        if hidden > MOST_CARDS:
            break
        layout.fold(box, False)
        if room.scale(layout) < LEAST:
            layout.fold(box, True)
    return layout


def _levels(chart: Chart) -> Iterator[list[str]]:
    """The boxes layer by layer; boxes on the bench are in none."""
    level = [box for box in chart.reports(None) if not tree.is_unplaced(chart, box)]
    while level:
        yield level
        level = [report for box in level for report in chart.reports(box)]


def _pieces(chart: Chart, top: str, room: Room) -> Iterator[tuple[Chart, Layout]]:
    """A wide team cut into parts that fit, each with its manager."""
    team = [box for box in chart.reports(top or None) if not tree.is_unplaced(chart, box)]
    count = len(team)
    while count > 1:
        groups = [team[start : start + count] for start in range(0, len(team), count)]
        made = [_part(chart, top, group) for group in groups]
        layouts = [_folded(part, group) for part, group in zip(made, groups, strict=True)]
        if all(room.scale(layout) >= LEAST for layout in layouts):
            yield from zip(made, layouts, strict=True)
            return
        count = (count * 3) // 4
    for box in team:
        part = _part(chart, top, [box])
        yield part, _folded(part, [box])


def _folded(chart: Chart, team: Iterable[str]) -> Layout:
    return Layout(chart, card_size, [box for box in team if chart.reports(box)])


def _part(chart: Chart, top: str, team: Iterable[str]) -> Chart:
    """A manager with some of the direct reports and all that is below these."""
    kept: list[Box] = [chart.boxes[top]] if top else []
    kept += [chart.boxes[box] for member in team for box in tree.branch(chart, member)]
    inside = {box.id for box in kept}
    lines = [line for line in chart.relations.values() if line.start in inside and line.end in inside]
    return Chart.of(chart.head, people=chart.people.values(), boxes=kept, relations=lines)


def _is_folded(plan: Plan, box: str) -> bool:
    branch = plan.layout.branch(box)
    return bool(branch and branch.hidden)


def _folds(plan: Plan) -> bool:
    return any(_is_folded(plan, box) for box in plan.boxes)
