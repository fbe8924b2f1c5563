"""Questions about reporting lines, answered by walking, never by recursion."""

from __future__ import annotations

from collections.abc import Iterator

from orgsketch.model.chart import Chart


def path_to_top(chart: Chart, box: str) -> Iterator[str]:
    """The managers above a box, nearest first."""
    manager = chart.boxes[box].reports_to
    while manager is not None:
        yield manager
        manager = chart.boxes[manager].reports_to


def branch(chart: Chart, box: str) -> Iterator[str]:
    """A box and all below it, each manager before its reports, siblings in order."""
    waiting = [box]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(chart.reports(current)))


def walk(chart: Chart) -> Iterator[str]:
    """Every box, top to bottom and in sibling order."""
    for top in chart.reports(None):
        yield from branch(chart, top)


def is_above(chart: Chart, upper: str, lower: str) -> bool:
    """Whether `lower` reports to `upper`, at any distance."""
    return any(manager == upper for manager in path_to_top(chart, lower))


def layer(chart: Chart, box: str) -> int:
    """The layer of a box; the top is layer 1."""
    return 1 + sum(1 for _ in path_to_top(chart, box))


def layers(chart: Chart) -> int:
    """How many layers the chart has."""
    deepest = 0
    level = list(chart.reports(None))
    while level:
        deepest += 1
        level = [report for box in level for report in chart.reports(box)]
    return deepest


def managers(chart: Chart) -> list[str]:
    """The boxes that have reports, by id."""
    return sorted(manager for manager in chart.index.reports if manager)


def headcount(chart: Chart, box: str) -> int | float:
    """The people in a box and everywhere below it."""
    return sum(chart.boxes[member].heads for member in branch(chart, box))


def is_unplaced(chart: Chart, box: str) -> bool:
    """Whether a box has neither manager nor reports, on a chart with other boxes: it waits on the bench."""
    return chart.boxes[box].reports_to is None and not chart.reports(box) and len(chart.boxes) > 1


def loops(chart: Chart) -> list[tuple[str, ...]]:
    """Every reporting loop, each from its smallest id along the line; empty on a sound chart."""
    found: list[tuple[str, ...]] = []
    settled: set[str] = set()
    for start in sorted(manager for manager in chart.index.reports if manager in chart.boxes):
        trail: dict[str, None] = {}
        box: str | None = start
        while box is not None and box in chart.boxes and box not in settled and box not in trail:
            trail[box] = None
            box = chart.boxes[box].reports_to
        if box is not None and box in trail:
            ring = list(trail)[list(trail).index(box) :]
            least = ring.index(min(ring))
            found.append((*ring[least:], *ring[:least]))
        settled.update(trail)
    return found
