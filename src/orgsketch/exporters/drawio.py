"""draw.io: every box, line and relation as a cell of its own, to carry on with.

Cells stand where the picture has them; lines keep their bends and are glued to their boxes at both ends.
Labels are plain text (`html=0`), so that a title is never HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from orgsketch.drawing.cards import Card
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY, context_line
from orgsketch.drawing.legend import WIDTH, Entry
from orgsketch.drawing.lines import line_kind, line_points
from orgsketch.drawing.outline import Point, number
from orgsketch.drawing.relations import kind_title
from orgsketch.drawing.traffic import ways
from orgsketch.exporters.material import Material
from orgsketch.exporters.placed import Placed, placed
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation

Style: TypeAlias = dict[str, str | int | float]

MARK_SHAPES: dict[str, Style] = {
    "critical": {"shape": "mxgraph.basic.octagon2", "dx": 6},
    "major": {"rhombus": 1},
    "minor": {"rounded": 1},
    "strength": {"shape": "offPageConnector", "size": 0.35},
    "question": {"shape": "callout", "size": 5, "base": 6, "position": 0.3},
}
RELATIONS: dict[str, Style] = {
    "dotted": {"dashed": 1, "dashPattern": "1 3", "strokeWidth": 2, "endArrow": "none"},
    "embedded_in": {"startArrow": "oval", "endArrow": "halfCircle"},
    "shares_objectives": {"shape": "link", "endArrow": "none"},
    "serves": {"endArrow": "open"},
    "depends_on": {"dashed": 1, "dashPattern": "6 4", "endArrow": "open"},
    "drives": {"strokeWidth": 2, "endArrow": "block"},
    "partners": {"startArrow": "oval", "startFill": 0, "endArrow": "oval", "endFill": 0},
    "informs": {"dashed": 1, "dashPattern": "2 3", "startArrow": "oval", "endArrow": "open"},
    "hands_back": {"dashed": 1, "dashPattern": "8 3 2 3", "startArrow": "dash", "endArrow": "async"},
}
TEXT: Style = {"text": 1, "html": 0, "whiteSpace": "wrap", "align": "left", "verticalAlign": "top"}
MARK = 22.0


def write(material: Material) -> bytes:
    """The draw.io file of a chart."""
    made: bytes = tostring(document(material), encoding="utf-8", xml_declaration=True)
    return made


def document(material: Material) -> Element:
    """The file as a tree of XML elements."""
    picture = material.picture
    file = Element("mxfile", host="Orgsketch")
    diagram = SubElement(file, "diagram", id=material.chart.head.id, name=material.title)
    look = {"grid": "1", "gridSize": "10", "page": "1", "math": "0"}
    page = {"pageWidth": number(picture.width), "pageHeight": number(picture.height)}
    root = SubElement(SubElement(diagram, "mxGraphModel", {**look, **page}), "root")
    SubElement(root, "mxCell", {"id": "0"})
    SubElement(root, "mxCell", {"id": "1", "parent": "0"})
    _Drawing(material, root).draw()
    indent(file, " ")
    return file


class _Drawing:
    """Adds the cells of one chart to a root."""

    def __init__(self, material: Material, root: Element) -> None:
        self.material, self.root = material, root
        self.chart, self.theme = material.chart, material.theme
        self.places = list(placed(material.picture.shapes))
        self.boxes = {place.group.id: place for place in self.places if place.group.kind == "box"}

    def draw(self) -> None:
        """Boxes first: a cell must be known before a line is glued to it."""
        for box in self.boxes:
            self._box(box)
        for box in self.boxes:
            self._line(box)
        self._relations()
        for place in self.places:
            if place.group.kind == "badge":
                self._badge(place)
            elif place.group.kind == "finding":
                self._finding(place)
            elif place.group.kind in _WORDS:
                self._words(place)

    def rect(self, box: str) -> Rect | None:
        """Where a box stands on the page."""
        place, branch = self.boxes.get(box), self.material.layout.branch(box)
        return place.rect(branch.width, branch.height) if place and branch else None

    # --- cells --------------------------------------------------------------------------------------------

    def _cell(self, key: str, label: str, style: Style, rect: Rect, parent: str = "1", **data: str) -> None:
        owner = SubElement(self.root, "UserObject", {"id": key, "label": label, **data})
        cell = SubElement(owner, "mxCell", {"style": _style(style), "vertex": "1", "parent": parent})
        at = {name: number(value) for name, value in zip(("x", "y", "width", "height"), rect, strict=True)}
        SubElement(cell, "mxGeometry", {**at, "as": "geometry"})

    def _edge(
        self, key: str, label: str, style: Style, ends: tuple[str, str], points: Iterable[Point]
    ) -> None:
        owner = SubElement(self.root, "UserObject", {"id": key, "label": label})
        glued = {"edge": "1", "parent": "1", "source": ends[0], "target": ends[1]}
        cell = SubElement(owner, "mxCell", {"style": _style(style), **glued})
        geometry = SubElement(cell, "mxGeometry", {"relative": "1", "as": "geometry"})
        bends = SubElement(geometry, "Array", {"as": "points"})
        for x, y in points:
            SubElement(bends, "mxPoint", {"x": number(x), "y": number(y)})

    # --- the chart ----------------------------------------------------------------------------------------

    def _box(self, box: str) -> None:
        rect, record = self.rect(box), self.chart.boxes[box]
        if rect is None:
            return
        made = self.material.card(box)
        people = [self.chart.people[person].name for person in record.people if person in self.chart.people]
        data = {
            "functions": "; ".join(record.functions),
            "people": "; ".join(people),
            "headcount": f"{record.heads:g}",
            "status": record.status,
            "products": "; ".join(record.products),
            "responsibilities": "; ".join(record.responsibilities or ()),
        }
        data["badges"] = "; ".join(badge.words for badge in made.badges)
        told = {name: text for name, text in data.items() if text}
        said = " · ".join(filter(None, (made.detail, made.value)))
        self._cell(box, f"{made.name}\n{said}", self._card_style(made), rect, **told)

    def _card_style(self, made: Card) -> Style:
        hue = made.tiles[0].hue
        dashed: Style = {"dashed": 1} if made.status in ("vacant", "planned") else {}
        struck: Style = {"fontStyle": 8} if made.status == "closing" else {}
        scale = self.boxes[made.box].scale
        return {
            "rounded": 1,
            "absoluteArcSize": 1,
            "arcSize": 16,
            "whiteSpace": "wrap",
            "html": 0,
            "collapsible": 0,
            "fillColor": self.theme.color(f"tile:{hue}"),
            "strokeColor": self.theme.family(hue),
            "fontColor": self.theme.color("text"),
            "fontSize": round(12 * scale, 1),
            **dashed,
            **struck,
        }

    def _line(self, box: str) -> None:
        """The reporting line of a box, bent as the picture bends it."""
        record, branch = self.chart.boxes[box], self.material.layout.branch(box)
        place = self.boxes.get(record.reports_to or "")
        if branch is None or place is None or record.reports_to is None:
            return
        points = [(place.x + x * place.scale, place.y + y * place.scale) for x, y in line_points(branch)]
        kind = line_kind(record)
        look: Style = {"dashed": 1, "dashPattern": "7 4"} if kind == "nominal" else {}
        color = self.theme.color("accent" if kind == "planned" else "line")
        style: Style = {"endArrow": "none", "strokeWidth": 1.5, **look, "strokeColor": color}
        ends = (record.reports_to, box)
        self._edge(f"line-{box}", "", {**self._bent(ends, points), **style}, ends, points[1:-1])

    def _relations(self) -> None:
        for key, way in ways(self.chart, self.material.layout).items():
            line = self.chart.relations[key]
            start, place = self.material.layout.rect(line.start), self.boxes.get(line.start)
            if start and place:
                self._relation(line, [_moved(point, start, place) for point in way])

    def _relation(self, line: Relation, points: Sequence[Point]) -> None:
        style: Style = {
            **self._bent((line.start, line.end), points),
            **RELATIONS[line.kind],
            "strokeColor": self.theme.color("line_relation"),
            "fontColor": self.theme.color("line_relation"),
            "html": 0,
        }
        label = line.label or kind_title(line.kind)
        self._edge(line.id, label, style, (line.start, line.end), points[1:-1])

    def _bent(self, ends: tuple[str, str], points: Sequence[Point]) -> Style:
        """An orthogonal line glued where it leaves and enters its boxes."""
        style: Style = {"edgeStyle": "orthogonalEdgeStyle", "rounded": 1}
        for side, box, point in (("exit", ends[0], points[0]), ("entry", ends[1], points[-1])):
            rect = self.rect(box)
            if rect:
                style[f"{side}X"] = round((point[0] - rect.x) / rect.width, 4)
                style[f"{side}Y"] = round((point[1] - rect.y) / rect.height, 4)
        return style

    # --- what was found -----------------------------------------------------------------------------------

    def _badge(self, place: Placed) -> None:
        """A badge belongs to its box and moves with it."""
        entry = self.material.entries[int(place.group.id) - 1]
        side = MARK * place.scale
        owner = min(
            (box for box in entry.boxes if box in self.boxes),
            key=lambda box: abs(self.boxes[box].y - place.y) + abs(_right(self, box) - place.x),
        )
        inner = Rect(
            place.x - side / 2 - self.boxes[owner].x, place.y - side / 2 - self.boxes[owner].y, side, side
        )
        self._cell(
            f"badge-{entry.number}-{owner}", str(entry.number), self._mark_style(entry, side), inner, owner
        )

    def _mark_style(self, entry: Entry, side: float) -> Style:
        is_filled = not (entry.mark.is_quiet or entry.mark.kind in ("minor", "info", "accepted", "stale"))
        color = self.theme.color(entry.mark.kind)
        return {
            **MARK_SHAPES.get(entry.mark.kind, {"ellipse": 1}),
            "html": 0,
            "fillColor": color if is_filled else self.theme.color("card"),
            "strokeColor": color,
            "fontColor": self.theme.color("text_on_mark") if is_filled else color,
            "fontStyle": 1,
            "fontSize": round(side * 0.55, 1),
        }

    def _finding(self, place: Placed) -> None:
        """A line of the legend: its mark, and beside it what it says as one text."""
        entry = self.material.entries[int(place.group.id) - 1]
        side = MARK * place.scale
        self._cell(
            f"mark-{entry.number}",
            str(entry.number),
            self._mark_style(entry, side),
            Rect(place.x, place.y, side, side),
        )
        quote = f"“{entry.quote}” {entry.voice}" if entry.quote else ""
        told = "\n".join(part for part in (entry.title, quote, *entry.notes) if part)
        room = (WIDTH - 40) * place.scale
        rect = Rect(place.x + 40 * place.scale, place.y, room, 18 * place.scale * (1 + told.count("\n") * 2))
        self._cell(f"finding-{entry.number}", told, {**TEXT, "fontSize": round(11 * place.scale, 1)}, rect)

    def _words(self, place: Placed) -> None:
        """Title and context above, what no picture goes without below."""
        style: Style = {**TEXT, "fontSize": round(_WORDS[place.group.kind] * place.scale, 1)}
        width = self.material.picture.width - 2 * place.x
        if place.group.kind == "footer":
            said = f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}"
            self._cell("footer", said, style, Rect(place.x, place.y + 10, width, 24 * place.scale))
            return
        context = context_line(self.chart, self.material.book.vocabulary)
        why = [f"{name}: {text}" if name else text for name, text in self.material.rationale]
        said = "\n".join(
            part for part in (self.material.title, context, *why, self.material.options.mark) if part
        )
        self._cell("head", said, style, Rect(place.x, place.y - 16, width, 60 * place.scale))


_WORDS = {"head": 18.0, "footer": 12.0}


def _right(drawing: _Drawing, box: str) -> float:
    rect = drawing.rect(box)
    return rect.right if rect else 0.0


def _moved(point: Point, rect: Rect, place: Placed) -> Point:
    """A point of the layout on the page; `rect` is where the layout has the box of `place`."""
    return place.x + (point[0] - rect.x) * place.scale, place.y + (point[1] - rect.y) * place.scale


def _style(style: Style) -> str:
    """A style as draw.io writes it; the names of shapes stand alone at the front."""
    names = [name for name in ("text", "ellipse", "rhombus") if style.get(name) == 1]
    rest = [
        f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}"
        for name, value in style.items()
        if name not in names
    ]
    return "".join(f"{part};" for part in [*names, *rest])
