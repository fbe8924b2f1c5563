"""The chart of a slide: boxes, relations and badges, and lines glued where slides can glue them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from orgsketch.drawing.badges import Sign
from orgsketch.drawing.cards import Card, spoken
from orgsketch.drawing.cardshapes import SMALL
from orgsketch.drawing.changes import AWAY, SHARES, clear_place
from orgsketch.drawing.lines import line_kind, line_points
from orgsketch.drawing.metrics import elide_middle, wrap
from orgsketch.drawing.outline import Point
from orgsketch.drawing.picture import Text
from orgsketch.drawing.relations import label_shapes
from orgsketch.drawing.theme import Theme
from orgsketch.drawing.traffic import grid_of, ways
from orgsketch.exporters.drawingml import POINT, SMALLEST, SPACE, Words, edge, measured, shortened, solid
from orgsketch.exporters.elbows import BOTTOM, LEFT, MOST_BENDS, POST, RIGHT, TOP, at_sites, elbow, sites
from orgsketch.exporters.material import Material
from orgsketch.exporters.slides import Plan
from orgsketch.exporters.slideshapes import TEXT, Slide
from orgsketch.layout.branch import Branch
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation

BADGE, STEP, MOST_BADGES = 24.0, 27.0, 4
# How far badges stand above the edge and pills below it, clear of the text.
LIFT = 4.0
# How far the line of reports in a column runs beside them.
ASIDE = 5.0
SIGN = 12.0
STACKED = ("stacked", "stacked_left")


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
        self.shapes: dict[str, int] = {}
        self.flags: list[Rect] = []
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

    def _rect(self, x: float, y: float, width: float, height: float) -> Rect:
        return Rect(self.x + x * self.scale, self.y + y * self.scale, width * self.scale, height * self.scale)

    def _box(self, branch: Branch, rect: Rect) -> None:
        made = self.cards[branch.box] = self.material.card(branch.box)
        manager = self.plan.chart.boxes[branch.box].reports_to
        above = self.cards[manager].name if manager in self.cards and manager else ""
        bus = branch.bus * self.scale if branch.style in STACKED else 0.0
        words = _card_words(made, rect, self.scale)
        self.shapes[branch.box] = self.slide.box(rect, made, words, spoken(made, above), bus)
        self._signs(made, rect)
        self.slide.value(
            Rect(rect.x + 3, rect.y, TEXT - 5, rect.height), made.tiles[0], f"Value {branch.box}"
        )

    def _signs(self, made: Card, rect: Rect) -> None:
        """What else there is to know of a seat, as small drawings at the right of its last line."""
        if rect.height < SMALL * self.scale:
            return
        x, y = rect.right - 6, rect.y + rect.height / 2 + 3
        for number, sign in enumerate(reversed(made.badges)):
            if sign.text:
                x -= _sign_width(sign) - SIGN
                at = Rect(x, y - 3, _sign_width(sign) - SIGN, 18)
                said = [Words(sign.text, SMALLEST, color="muted")]
                self.slide.text(at, said, f"Sign text {made.box} {number}")
            x -= SIGN
            self.slide.icon(Rect(x, y, SIGN, SIGN), sign.icon, f"Sign {made.box} {number}", sign.words)
            x -= SIGN / 3

    def _line(self, branch: Branch, report: Branch, x: float, y: float) -> None:
        kind = line_kind(self.plan.chart.boxes[report.box])
        points = [
            (self.x + (x + px) * self.scale, self.y + (y + py) * self.scale)
            for px, py in _glued(branch, report)
        ]
        at = sites(points)
        if branch.style in STACKED and len(points) == 3 and report in branch.reports:
            at = (POST, at[1])
        look = line_look(self.material.theme, "accent" if kind == "planned" else "line", kind == "nominal")
        self._connect(points, (branch.box, report.box), at, f"Line {report.box}", look)

    def _connect(
        self, points: list[Point], ends: tuple[str, str], at: tuple[int, int], name: str, look: str
    ) -> None:
        self.slide.line(elbow(points), (self.shapes[ends[0]], self.shapes[ends[1]]), at, name, look)

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
        flag = self.material.flag_of(line.id)
        look = relation_look(self.material.theme, line.kind, flag or "line_relation")
        self._connect(placed, (line.start, line.end), sites(placed), f"Relation {line.id}", look)
        if flag:
            place = self._flag_place(placed)
            self.flags.append(place)
            self.slide.flag(place.x, place.y, flag, f"Flag {line.id}")
        elif not self.material.is_compared:
            self._relation_text(line, points)

    def _flag_place(self, points: Sequence[Point]) -> Rect:
        """On the longest stretch, or beside it, clear of pills and other flags, best also of cards."""
        (x1, y1), (x2, y2) = _longest(points)
        spots = [(x1 + (x2 - x1) * share, y1 + (y2 - y1) * share, away) for away in AWAY for share in SHARES]
        places = [Rect(x + 2 * dx - 11, y + dy - 8, 22, 17) for x, y, (dx, dy) in spots]
        return clear_place(places, self._cards_at, [*self._pills(), *self.flags])

    def _cards_at(self, area: Rect) -> Iterator[Rect]:
        """The cards in a part of the slide, where they stand in the layout."""
        x, y = (area.x - self.x) / self.scale, (area.y - self.y) / self.scale
        return iter(self.cards_in(Rect(x, y, area.width / self.scale, area.height / self.scale)))

    def _relation_text(self, line: Relation, way: Sequence[Point]) -> None:
        """The words of a relation on a plate over its line; none where it has no room."""
        shapes = label_shapes(line, way, self.cards_in)
        label = next((shape for shape in shapes if isinstance(shape, Text)), None)
        if label is None:
            return
        wide = measured(label.text) + 12
        x, y = self.x + label.x * self.scale, self.y + (label.y - 4) * self.scale
        words = [Words(label.text, color="muted")]
        plate = Rect(x - wide / 2, y - 9, wide, 18)
        below = Rect(label.x - wide / 2 / self.scale, label.y - 13, wide / self.scale, 18 / self.scale)
        if any(True for _card in self.cards_in(below)) or any(plate.meets(pill) for pill in self._pills()):
            return
        self.slide.text(plate, words, f"Relation text {line.id}", "ctr", "card")

    def _pills(self) -> Iterator[Rect]:
        """Where the numbers of folded boxes hang below their cards."""
        for branch, x, y in self.plan.layout.cards():
            if branch.hidden:
                rect = self._rect(x, y, branch.width, branch.height)
                yield Rect(rect.x + rect.width / 2 - 20, rect.bottom + LIFT - 9, 40, 18)

    def _badges(self, branch: Branch, rect: Rect) -> None:
        """The numbers on a card's top edge, ascending from left to right; the fold on its bottom edge."""
        numbers = self.numbers.get(branch.box, [])
        shown = numbers[:MOST_BADGES]
        for back, number in enumerate(reversed(shown)):
            entry = self.material.entries[number - 1]
            x = rect.right - 14 - back * STEP
            self.slide.badge(x, rect.y - LIFT, BADGE, entry.mark, f"Badge {number} {branch.box}")
        if len(numbers) > len(shown):
            more = [Words(f"+{len(numbers) - len(shown)}", is_bold=True, color="muted")]
            place = Rect(rect.right + 1, rect.y - LIFT - 9, 24, 18)
            self.slide.text(place, more, f"More {branch.box}", "l", "card")
        flag = self.cards[branch.box].flag
        if flag in ("added", "removed", "moved", "changed"):
            self.slide.flag(rect.x - 8, rect.y - 9, flag, f"Flag {branch.box}")
        if branch.hidden:
            self.slide.pill(rect.x + rect.width / 2, rect.bottom + LIFT, f"+{branch.hidden}")


def _glued(branch: Branch, report: Branch) -> list[Point]:
    """The line to a report as the picture has it, but for reports in columns below a bar.

    With three bends programs draw it each in their own way: it leaves its manager's side instead, and runs
    down on the side of the column that is away from the manager.
    """
    points = line_points(report)
    if len(points) - 2 < 3:
        return points
    middle = branch.width / 2
    is_right = report.x + report.width / 2 > middle
    start = (branch.width if is_right else 0.0, branch.height / 2)
    end = (report.x + report.width if is_right else report.x, report.y + report.height / 2)
    post = max(start[0], end[0]) + ASIDE if is_right else min(start[0], end[0]) - ASIDE
    return [start, (post, start[1]), (post, end[1]), end]


def _longest(points: Sequence[Point]) -> tuple[Point, Point]:
    """The longest stretch."""
    return max(pairwise(points), key=lambda pair: abs(pair[0][0] - pair[1][0]) + abs(pair[0][1] - pair[1][1]))


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
    room = rect.width - TEXT - 2
    beside = room - sum(_sign_width(sign) + SIGN / 3 for sign in made.badges)
    is_gone = made.status == "closing" or made.flag == "removed"
    color = "muted" if made.flag in ("ghost", "removed") else ""
    is_small = rect.height < SMALL * scale
    lines = 1 if is_small else max(1, len(made.title))
    head = Words(
        _name(made.name, room / SPACE, lines, title * POINT), title, True, color=color, is_struck=is_gone
    )
    if is_small:
        return [head]
    return [head, Words(_fitting_detail(made, beside, detail), detail, color="muted")]


def _name(name: str, room: float, lines: int, size: float) -> str:
    """A title, cut in its middle where it would take more lines."""
    if len(wrap(name, "slide_strong", room, 0, size)) <= lines:
        return name
    return elide_middle(name, "slide_strong", room * lines * (0.92 if lines > 1 else 1), size)


def _fitting_detail(made: Card, room: float, size: float) -> str:
    """Who sits there in as many words as there is room for."""
    fits = (said for said in made.details if measured(said, size) <= room)
    return next(fits, "") or shortened(made.brief or made.detail, room, size)


def _sign_width(sign: Sign) -> float:
    """How wide a badge is with the text beside it."""
    return SIGN + (measured(sign.text) + 4 if sign.text else 0)


# Dash, what the line begins and ends with.
DRESS: dict[str, tuple[str, str, str]] = {
    "dotted": ("sysDot", "", ""),
    "embedded_in": ("", "oval", "diamond"),
    "shares_objectives": ("", "", ""),
    "serves": ("", "", "arrow"),
    "depends_on": ("dash", "", "arrow"),
    "drives": ("", "", "triangle"),
    "partners": ("", "oval", "oval"),
    "informs": ("sysDash", "oval", "arrow"),
    "hands_back": ("dashDot", "diamond", "stealth"),
}


def line_look(theme: Theme, color: str, is_dashed: bool) -> str:
    """A reporting line."""
    return edge(solid(theme, color), 1.5, "dash" if is_dashed else "")


def relation_look(theme: Theme, kind: str, color: str = "line_relation") -> str:
    """The stroke and the ends of a kind of relation."""
    dash, head, tail = DRESS[kind]
    is_double = kind == "shares_objectives"
    more = ' cmpd="dbl"' if is_double else ""
    return edge(solid(theme, color), 3.5 if is_double else 1.5, dash, (head, tail), more)
