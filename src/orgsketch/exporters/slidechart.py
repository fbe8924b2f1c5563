"""The chart of a slide: boxes, relations and badges, and lines glued where slides can glue them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from orgsketch.drawing.cards import Card, card, spoken
from orgsketch.drawing.cardshapes import SMALL
from orgsketch.drawing.lines import line_kind, line_points
from orgsketch.drawing.metrics import elide, elide_middle
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.outline import Point
from orgsketch.drawing.picture import Text
from orgsketch.drawing.relations import label_shapes
from orgsketch.drawing.traffic import grid_of, ways
from orgsketch.exporters.deck import PIXEL
from orgsketch.exporters.elbows import BOTTOM, LEFT, MOST_BENDS, RIGHT, TOP, at_sites, elbow, sites
from orgsketch.exporters.material import Material
from orgsketch.exporters.slides import Plan
from orgsketch.exporters.slideshapes import POINT, SMALLEST, Slide, Words
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation

BADGE, STEP, MOST_BADGES = 24.0, 27.0, 4
# How far the line of stacked reports runs beside their manager, to be glued to its side.
ASIDE = 13.0


class SlideChart:
    """The chart of one slide: `cards` are those it shows."""

    def __init__(
        self, slide: Slide, plan: Plan, material: Material, numbers: Mapping[str, list[int]], at: Rect
    ) -> None:
        self.slide, self.plan, self.material, self.numbers = slide, plan, material, numbers
        self.scale, bounds = plan.scale, plan.layout.bounds
        self.x = at.x + max(0.0, (at.width - bounds.width * plan.scale) / 2) - bounds.x * plan.scale
        self.y = at.y - bounds.y * plan.scale
        self.cards: dict[str, Card] = {}
        self.shapes: dict[str, Any] = {}
        self.cards_in = grid_of(plan.layout)

    def draw(self) -> None:
        """Boxes, the lines behind them, the relations, and over all the badges."""
        placed = list(self.plan.layout.cards())
        for branch, x, y in placed:
            self._box(branch, self._rect(x, y, branch.width, branch.height))
        for branch, x, y in placed:
            for report in (*branch.reports, *branch.assistants):
                self._line(branch, report, x, y)
        self._relations()
        for branch, x, y in placed:
            self._badges(branch, self._rect(x, y, branch.width, branch.height))

    def _card(self, box: str) -> Card:
        return card(
            self.material.chart, box, {}, self.material.book.vocabulary, names=self.material.options.names
        )

    def _rect(self, x: float, y: float, width: float, height: float) -> Rect:
        return Rect(self.x + x * self.scale, self.y + y * self.scale, width * self.scale, height * self.scale)

    def _box(self, branch: Branch, rect: Rect) -> None:
        chart = self.material.chart
        made = self.cards[branch.box] = self._card(branch.box)
        manager = chart.boxes[branch.box].reports_to
        above = self._card(manager).name if manager in self.cards and manager else ""
        words = _card_words(made, rect, self.scale)
        self.shapes[branch.box] = self.slide.box(rect, made, words, spoken(made, above))

    def _line(self, branch: Branch, report: Branch, x: float, y: float) -> None:
        kind = line_kind(self.material.chart.boxes[report.box])
        points = _glued(branch, report)
        made = self._connect(
            [(self.x + (x + px) * self.scale, self.y + (y + py) * self.scale) for px, py in points],
            (branch.box, report.box),
            f"Line {report.box}",
            "accent" if kind == "planned" else "line",
        )
        if kind == "nominal":
            made.line.dash_style = _dash("DASH")

    def _connect(self, points: list[Point], ends: tuple[str, str], name: str, color: str) -> Any:
        shapes = self.shapes[ends[0]], self.shapes[ends[1]]
        return self.slide.line(elbow(points), shapes, sites(points), name, color)

    def _relations(self) -> None:
        """The relations between boxes of this slide, glued to the middles of the sides they touch."""
        layout, chart = self.plan.layout, self.plan.chart
        for key, way in ways(chart, layout).items():
            line = chart.relations[key]
            start, end = layout.rect(line.start), layout.rect(line.end)
            if start and end:
                self._relation(line, start, end, way)

    def _relation(self, line: Relation, start: Rect, end: Rect, way: Sequence[Point]) -> None:
        points = at_sites(way, _site(start, sites(way)[0]), _site(end, sites(way)[1]))
        if len(points) - 2 > MOST_BENDS:
            points = [points[0], points[-1]]
        placed = [(self.x + x * self.scale, self.y + y * self.scale) for x, y in points]
        made = self._connect(placed, (line.start, line.end), f"Relation {line.id}", "line_relation")
        _dress(made, line.kind)
        self._relation_text(line, way)

    def _relation_text(self, line: Relation, way: Sequence[Point]) -> None:
        """The words of a relation where the picture has them, on a plate; none where it has no room."""
        shapes = label_shapes(line, way, self.cards_in)
        label = next((shape for shape in shapes if isinstance(shape, Text)), None)
        if label is None:
            return
        wide = text_width(label.text, "caption", SMALLEST * POINT) + 12
        x, y = self.x + label.x * self.scale, self.y + (label.y - 4) * self.scale
        words = [Words(label.text, color="muted")]
        plate = self.slide.text(
            Rect(x - wide / 2, y - 9, wide, 18), words, f"Relation text {line.id}", "CENTER"
        )
        plate.fill.solid()
        self.slide.paint(plate.fill.fore_color, "card")

    def _badges(self, branch: Branch, rect: Rect) -> None:
        """The numbers on a card's top edge, ascending from left to right; the fold on its bottom edge."""
        numbers = self.numbers.get(branch.box, [])
        shown = numbers[:MOST_BADGES]
        for back, number in enumerate(reversed(shown)):
            entry = self.material.entries[number - 1]
            x = rect.right - 14 - back * STEP
            self.slide.badge(x, rect.y, BADGE, entry.mark, f"Badge {number} {branch.box}")
        if len(numbers) > len(shown):
            self.slide.text(Rect(rect.right - 2, rect.y - 12, 16, 18), [Words("…", is_bold=True)], "More")
        if branch.hidden:
            self.slide.pill(rect.x + rect.width / 2, rect.bottom, f"+{branch.hidden}")


def _glued(branch: Branch, report: Branch) -> list[Point]:
    """The line to a report between two connection sites, where programs draw it alike.

    A line from the bottom to a top, or with one bend, is the picture's. One along a post leaves its manager's
    side and runs beside the reports, on the side away from their manager.
    """
    points = line_points(report)
    is_post = branch.style == "columns" and points[-1][0] in (report.x, report.x + report.width)
    is_inside = points[0][1] >= branch.height - 1 and abs(points[0][0] - branch.width / 2) >= 1
    if not (is_post or is_inside):
        return points
    is_right = report.x > 1 if is_post else points[0][0] > branch.width / 2
    start = (branch.width if is_right else 0.0, branch.height / 2)
    end = (report.x + report.width if is_right else report.x, report.y + report.height / 2)
    post = max(start[0], end[0]) + ASIDE if is_right else min(start[0], end[0]) - ASIDE
    return [start, (post, start[1]), (post, end[1]), end]


def _site(rect: Rect, site: int) -> Point:
    """The middle of one side."""
    middle = (rect.x + rect.width / 2, rect.y + rect.height / 2)
    return {
        TOP: (middle[0], rect.y),
        LEFT: (rect.x, middle[1]),
        BOTTOM: (middle[0], rect.bottom),
        RIGHT: (rect.right, middle[1]),
    }[site]


def _card_words(made: Card, rect: Rect, scale: float) -> list[Words]:
    """Title and detail, as large as the slide allows and never below ten points."""
    title, detail = max(SMALLEST, 9.75 * scale), max(SMALLEST, 8.25 * scale)
    room = rect.width - 14
    if rect.height < SMALL * scale:
        return [Words(elide_middle(made.name, "strong", room, title * POINT), title, True)]
    is_whole = text_width(made.name, "strong", title * POINT) <= room * (1.9 if len(made.title) > 1 else 1)
    name = (
        made.name
        if is_whole
        else elide_middle(made.name, "strong", room * max(1, len(made.title)) * 0.92, title * POINT)
    )
    said = elide(made.detail, "caption", room, detail * POINT)
    return [Words(name, title, True), Words(said, detail, color="muted")]


DRESS: dict[str, tuple[str, str, str]] = {
    "dotted": ("ROUND_DOT", "none", "none"),
    "embedded_in": ("SOLID", "oval", "diamond"),
    "shares_objectives": ("SOLID", "none", "none"),
    "serves": ("SOLID", "none", "arrow"),
    "depends_on": ("DASH", "none", "arrow"),
    "drives": ("SOLID", "none", "triangle"),
    "partners": ("SOLID", "oval", "oval"),
    "informs": ("SQUARE_DOT", "oval", "arrow"),
    "hands_back": ("DASH_DOT", "diamond", "stealth"),
}


def _dress(made: Any, kind: str) -> None:
    """The stroke and the ends of a kind of relation."""
    from lxml import etree

    dash, head, tail = DRESS[kind]
    made.line.dash_style = _dash(dash)
    line = made.line._get_or_add_ln()
    if kind == "shares_objectives":
        line.set("cmpd", "dbl")
        made.line.width = round(3.5 * PIXEL)
    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for name, end in (("headEnd", head), ("tailEnd", tail)):
        etree.SubElement(line, f"{space}{name}", type=end)


def _dash(name: str) -> Any:
    from pptx.enum.dml import MSO_LINE

    return getattr(MSO_LINE, name)
