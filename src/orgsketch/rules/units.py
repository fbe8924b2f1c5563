"""Units: boxes with a context of their own, as the head of one product line has beside another.

A box that answers what is asked of the company is a unit: what it says holds for all below it, down to the
next unit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Answers, Box, Complete, Head, Relation
from orgsketch.vocabulary import Vocabulary


def context_keys(words: Vocabulary) -> frozenset[str]:
    """The answers that make a box a unit: what is asked of the company; free text decides nothing."""
    return words.context_keys


def own_answers(box: Box, keys: Collection[str]) -> Answers:
    """What a box says of its own context."""
    return {key: said for key, said in box.answers.items() if key in keys} if box.answers else {}


def units_of(chart: Chart, keys: frozenset[str]) -> frozenset[str]:
    """The units of a chart."""
    said = [box for box in chart.boxes.values() if box.answers]
    return frozenset([box.id for box in said if not keys.isdisjoint(box.answers)])


def units_after(units: frozenset[str], change: ChartDiff, keys: frozenset[str]) -> frozenset[str]:
    """The units after a change; nothing but the boxes it names is looked at."""
    boxes = change.boxes.items()
    come = [box for box, (_old, new) in boxes if new and new.answers and not keys.isdisjoint(new.answers)]
    return frozenset((units - change.boxes.keys()).union(come)) if come or units else units


def unit_of(chart: Chart, box: str, keys: Collection[str]) -> str | None:
    """The nearest unit at or above a box; None = it is judged in the company's context."""
    line = (box, *tree.path_to_top(chart, box))
    return next((member for member in line if own_answers(chart.boxes[member], keys)), None)


@dataclass(frozen=True)
class Split:
    """A chart and its units: whose context holds where."""

    chart: Chart
    units: frozenset[str]
    keys: frozenset[str]

    @cached_property
    def _owners(self) -> dict[str, str | None]:
        return {}

    def owner(self, box: str) -> str | None:
        """The unit in whose context a box is judged."""
        line: list[str] = []
        current: str | None = box
        while current is not None and current not in self._owners and current not in self.units:
            line.append(current)
            current = self.chart.boxes[current].reports_to
        owner = current if current is None or current in self.units else self._owners[current]
        self._owners.update(dict.fromkeys(line, owner))
        return owner

    def line(self, unit: str | None) -> Iterator[str]:
        """The units whose answers hold in a context, nearest first."""
        while unit is not None:
            yield unit
            manager = self.chart.boxes[unit].reports_to
            unit = self.owner(manager) if manager else None

    def speaker(self, unit: str | None, key: str) -> str | None:
        """The unit whose answer to a question counts in a context; None = the company's does."""
        return next((box for box in self.line(unit) if key in self.chart.boxes[box].answers), None)

    def head(self, unit: str | None) -> Head:
        """What the chart says of itself in a context."""
        head = self.chart.head
        if unit is None:
            return head
        said = dict(head.answers)
        for box in reversed(list(self.line(unit))):
            said |= own_answers(self.chart.boxes[box], self.keys)
        return replace(head, answers=said)

    def whole(self, unit: str | None) -> Chart:
        """The whole chart in one context."""
        return self.chart if unit is None else replace(self.chart, head=self.head(unit))

    @cached_property
    def above(self) -> frozenset[str]:
        """The managers above units."""
        return frozenset(manager for unit in self.units for manager in tree.path_to_top(self.chart, unit))

    @cached_property
    def _open(self) -> frozenset[str | None]:
        """The contexts with units below them: about those nothing is concluded from what is missing."""
        managers = (self.chart.boxes[unit].reports_to for unit in self.units)
        return frozenset([None, *(self.owner(manager) for manager in managers if manager)])

    def part_head(self, unit: str | None) -> Head:
        """What the part of a context says of itself."""
        head = self.head(unit)
        return replace(head, complete=Complete()) if unit in self._open else head

    def line_above(self, unit: str | None) -> frozenset[str]:
        """The managers above a unit."""
        return frozenset(tree.path_to_top(self.chart, unit)) if unit else frozenset()

    def is_part(self, box: str, unit: str | None, above: Collection[str]) -> bool:
        """Whether a box belongs to the part of a context; `above`: the managers above its unit."""
        return box in self.chart.boxes and (box in above or self.owner(box) == unit)

    def part(self, unit: str | None) -> Chart:
        """The boxes of a context as a chart, with the managers above them."""
        chart, above = self.chart, self.line_above(unit)
        around = chart.boxes if unit is None else (*tree.branch(chart, unit), *above)
        boxes = {box: chart.boxes[box] for box in around if self.is_part(box, unit, above)}
        lines = (line for line in chart.relations.values() if line.start in boxes and line.end in boxes)
        return Chart.of(
            self.part_head(unit), people=chart.people.values(), boxes=boxes.values(), relations=lines
        )


@dataclass(frozen=True)
class Passage:
    """A change to a chart with units, before and after: what it does to the part of each context."""

    before: Split
    change: ChartDiff
    after: Split

    @cached_property
    def passed_on(self) -> frozenset[str]:
        """The boxes that the change names, with those that have another unit because of it."""
        found = set(self.change.boxes)
        for box, (old, new) in self.change.boxes.items():
            if old and new and self.before.owner(box) != self.after.owner(box):
                found.update(tree.branch(self.after.chart, box))
        return frozenset(found)

    def of_part(self, unit: str | None, part: Chart) -> ChartDiff:
        """What the change does to a part that was taken from the chart before."""
        chart, above = self.after.chart, self.after.line_above(unit)
        boxes: dict[str, tuple[Box | None, Box | None]] = {}
        for box in self.passed_on | (above ^ self.before.line_above(unit)):
            new = chart.boxes[box] if self.after.is_part(box, unit, above) else None
            if (old := part.boxes.get(box)) != new:
                boxes[box] = old, new
        head = self.after.part_head(unit)
        return ChartDiff(
            (part.head, head) if part.head != head else None,
            self.change.people,
            boxes,
            self._lines(part, boxes),
        )

    def _lines(
        self, part: Chart, boxes: Mapping[str, tuple[Box | None, Box | None]]
    ) -> dict[str, tuple[Relation | None, Relation | None]]:
        chart = self.after.chart
        passing = [box for box, (old, new) in boxes.items() if old is None or new is None]
        ends = (found.index.relations.get(box, ()) for found in (part, chart) for box in passing)
        changed: dict[str, tuple[Relation | None, Relation | None]] = {}
        for key in {*self.change.relations, *chain.from_iterable(ends)}:
            line = chart.relations.get(key)
            is_inside = line is not None and all(
                boxes[end][1] is not None if end in boxes else end in part.boxes
                for end in (line.start, line.end)
            )
            old, new = part.relations.get(key), line if is_inside else None
            if old != new:
                changed[key] = old, new
        return changed
