"""The lines of the chart as shapes, kept as long as what they join stays where it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from orgsketch.drawing.labelling import Labels
from orgsketch.drawing.lines import family_shapes, special_lines
from orgsketch.drawing.marking import Marks
from orgsketch.drawing.marks import STEP
from orgsketch.drawing.outline import Point
from orgsketch.drawing.picture import Shape
from orgsketch.drawing.relations import kind_title
from orgsketch.drawing.routes import CardsIn, route
from orgsketch.drawing.traffic import cards_of, either, grid_of, lanes, lines_of
from orgsketch.layout.branch import Branch
from orgsketch.layout.contour import Cell
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import visible
from orgsketch.layout.tidy import Layout
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Relation
from orgsketch.resources import _

MARK = 12.0  # how far marks and pills reach beyond the edges of a card
FEW = 3  # ways that are found before all cards are sorted into a grid
ASIDE = 40.0  # how far a relation may run outside of the cards it joins

# The area a relation may run through (left, top, right, bottom), the relation, the cards it joins.
Span: TypeAlias = tuple[float, float, float, float, Relation, Rect, Rect]


class Linework:
    """Reporting lines by manager, and the ways of the relations; `hides` says which kinds are not shown."""

    def __init__(self, layout: Layout, hides: Callable[[str], bool] = lambda kind: False) -> None:
        self.layout, self.hides = layout, hides
        self._families: dict[str, tuple[Cell, list[Shape]]] = {}
        self._ways: dict[str, list[Point]] = {}
        self._spans: list[Span] | None = None
        self._grid: CardsIn | None = None
        self._lanes: dict[str, int] | None = None
        self._labels: Labels | None = None
        self.marks: Marks = {}

    @property
    def cards_in(self) -> CardsIn:
        """Finds the cards that reach into an area."""
        return cards_of(self.layout)

    def family(self, branch: Branch) -> list[Shape]:
        """The lines from a manager, whose card is at (0, 0), to all its reports.

        A branch that is laid out again has a new outline, by which old shapes are known.
        """
        known = self._families.get(branch.box)
        if known is not None and known[0] is branch.west:
            return known[1]
        shapes = self.fresh_family(branch)
        self._families[branch.box] = (branch.west, shapes)
        return shapes

    def fresh_family(self, branch: Branch) -> list[Shape]:
        """The same, drawn anew: for cards in motion."""
        return family_shapes(branch, 0, 0, special_lines(self.layout.chart, branch))

    def relations_in(
        self, area: Rect, is_wanted: Callable[[Relation], object] = lambda relation: True
    ) -> Iterator[tuple[Relation, list[Point]]]:
        """The relations that may run through an area, with their ways; of those wanted alone."""
        chart, (x0, y0) = self.layout.chart, (area.x, area.y)
        x1, y1 = area.right, area.bottom
        for left, top, right, bottom, relation, start, end in self._all_spans(chart):
            is_there = left <= x1 and right >= x0 and top <= y1 and bottom >= y0
            if is_there and not self.hides(relation.kind) and is_wanted(relation):
                yield relation, self.way(relation.id, start, end)

    def way(self, relation: str, start: Rect, end: Rect) -> list[Point]:
        """The corners of a relation between two cards."""
        known = self._ways.get(relation)
        if known is None:
            if self._lanes is None:
                self._lanes = lanes(self.layout.chart)
            known = self._ways[relation] = route(start, end, self._finder(), self._lanes[relation])
        return known

    def ends(self, relation: str) -> frozenset[str]:
        """The cards a relation is drawn between."""
        line = self.layout.chart.relations.get(relation)
        joined = (line.start, line.end) if line else ()
        return frozenset(box for end in joined if (box := self.layout.visible_stand_in(end)))

    def label(self, relation: Relation, way: list[Point], color: str) -> list[Shape]:
        """The words of a relation; where they stand is found once, when it is first seen."""
        if self._labels is None:
            self._labels = Labels(either(self.cards_in, self._marks_in), lines_of(self.layout))
        return self._labels.place(relation, way, self._ways, color)

    def _marks_in(self, area: Rect) -> Iterator[Rect]:
        """The marks on the top edges of cards, and the pills on the bottom edges of folded ones."""
        for branch, x, y, _is_far in visible(self.layout, area.grown(MARK)):
            count = len(self.marks.get(branch.box, ()))
            places = [Rect(x + branch.width - 3 - count * STEP, y - MARK, count * STEP, 2 * MARK)]
            if branch.hidden:
                places.append(
                    Rect(x + branch.width / 4, y + branch.height - MARK, branch.width / 2, 2 * MARK)
                )
            yield from (place for place in places if place.width and place.meets(area))

    def _finder(self) -> CardsIn:
        """How cards are found: for the first few ways by walking the layout, then by a grid over it."""
        if self._grid is None and len(self._ways) >= FEW:
            self._grid = grid_of(self.layout)
        return self._grid or self.cards_in

    def follow(self, diff: ChartDiff) -> None:
        """Forget what a diff may have changed."""
        for change in diff.boxes.values():
            for record in change:
                if record and record.reports_to:
                    self._families.pop(record.reports_to, None)
        if diff.relations:
            self._lanes = None
        self.forget_ways()

    def forget_ways(self) -> None:
        """Cards have moved: relations find their ways anew."""
        self._ways.clear()
        self._spans = self._labels = self._grid = None

    def _all_spans(self, chart: Chart) -> list[Span]:
        """Where every relation may run; a box inside a fold is stood for by the folded one."""
        if self._spans is None:
            places = {box: self._stand_in(box) for box in chart.index.relations}
            self._spans = []
            for relation in bundled(chart, self.layout):
                start, end = places.get(relation.start), places.get(relation.end)
                if start and end and start != end:
                    self._spans.append(_span(relation, start, end))
        return self._spans

    def _stand_in(self, box: str) -> Rect | None:
        shown = self.layout.visible_stand_in(box)
        return self.layout.rect(shown) if shown else None


def _span(relation: Relation, start: Rect, end: Rect) -> Span:
    left, top = min(start.x, end.x) - ASIDE, min(start.y, end.y) - ASIDE
    right, bottom = max(start.right, end.right) + ASIDE, max(start.bottom, end.bottom) + ASIDE
    return left, top, right, bottom, relation, start, end


def bundled(chart: Chart, layout: Layout) -> Iterator[Relation]:
    """The relations of a chart; those of one kind between the same two cards, one of them folded, as one.

    It is named after the first of them and says how many they are. By id: a map has another order in each
    process, and where lines cross the later one lies on top.
    """
    bundles: dict[tuple[str, str | None, str | None], list[Relation]] = {}
    for relation in map(chart.relations.__getitem__, sorted(chart.relations)):
        ends = layout.visible_stand_in(relation.start), layout.visible_stand_in(relation.end)
        if ends == (relation.start, relation.end):
            yield relation
        else:
            one, other = ends if relation.is_directed else sorted(ends, key=str)
            bundles.setdefault((relation.kind, one, other), []).append(relation)
    for lines in bundles.values():
        words = lines[0].label or kind_title(lines[0].kind)
        many = _("{relation} × {count}").format(relation=words, count=len(lines))
        yield lines[0] if len(lines) == 1 else replace(lines[0], label=many)
