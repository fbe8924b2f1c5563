"""draw.io: every box, line and relation as a cell of its own, to carry on with.

Cells stand where the picture has them; lines keep their bends and are glued to their boxes at both ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from math import inf
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from orgsketch.drawing.cards import Card
from orgsketch.drawing.cardshapes import beside_shapes, tile_shapes
from orgsketch.drawing.extent import covering, extent
from orgsketch.drawing.lines import line_kind, line_points
from orgsketch.drawing.outline import Point, number
from orgsketch.drawing.relations import kind_title
from orgsketch.drawing.theme import face, size
from orgsketch.drawing.traffic import ways
from orgsketch.exporters.drawiocells import Cells, Style, mark_style, picture_style
from orgsketch.exporters.drawiolabels import Spots, along
from orgsketch.exporters.drawiopage import Around
from orgsketch.exporters.material import Material
from orgsketch.exporters.placed import Placed, placed
from orgsketch.layout.geometry import Rect
from orgsketch.model.records import Relation

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
TILE = 26.0


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
        self.material, self.cells = material, Cells(root)
        self.chart, self.theme = material.chart, material.theme
        self.places = list(placed(material.picture.shapes))
        self.boxes = {place.group.id: place for place in self.places if place.group.kind == "box"}
        labels = (place for place in self.places if place.group.kind == "label")
        self.spots = Spots(labels, [rect for rect in map(self.rect, self.boxes) if rect], self.scale)

    @property
    def scale(self) -> float:
        """How much larger the chart is on the page than in its layout."""
        return next((place.scale for place in self.boxes.values()), 1.0)

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
        Around(self.material, self.cells).draw()

    def rect(self, box: str) -> Rect | None:
        """Where a box stands on the page."""
        place, branch = self.boxes.get(box), self.material.layout.branch(box)
        return place.rect(branch.width, branch.height) if place and branch else None

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
        self.cells.cell(box, f"{made.name}\n{said}", self._card_style(made), rect, **told)
        self._beside(made)

    def _beside(self, made: Card) -> None:
        """The headcount of a branch and the badges of a seat, as one picture in the box."""
        branch, scale = self.material.layout.branch(made.box), self.scale
        shapes = beside_shapes(made, branch.width, branch.height)[0] if branch else []
        if shapes and branch and branch.height >= size("card_height"):
            inner = Rect(*(length * scale for length in covering([extent(shape) for shape in shapes])))
            told = "; ".join(badge.words for badge in made.badges)
            style: Style = {"shape": "image", **picture_style(shapes, self.theme)}
            self.cells.cell(f"beside-{made.box}", "", style, inner, made.box, tooltip=told)

    def _card_style(self, made: Card) -> Style:
        hue = made.tiles[0].hue
        dashed: Style = {"dashed": 1} if made.status in ("vacant", "planned") else {}
        struck: Style = {"fontStyle": 8} if made.status == "closing" else {}
        scale = self.boxes[made.box].scale
        drawn = [
            shape
            for place, tile in enumerate(made.tiles)
            for shape in tile_shapes(tile, 0, place * (TILE + 4), TILE)
        ]
        return {
            **picture_style(drawn, self.theme),
            "shape": "label",
            "imageAlign": "left",
            "imageVerticalAlign": "middle",
            "imageWidth": round(TILE * scale, 1),
            "imageHeight": round((len(made.tiles) * (TILE + 4) - 4) * scale, 1),
            "align": "left",
            "spacingLeft": round(40 * scale, 1),
            "rounded": 1,
            "absoluteArcSize": 1,
            "arcSize": 16,
            "whiteSpace": "wrap",
            "html": 0,
            "collapsible": 0,
            "fillColor": self.theme.color(f"tile:{hue}"),
            "strokeColor": self.theme.family(hue),
            "fontColor": self.theme.color("text"),
            "fontSize": round(11 * scale, 1),
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
        self.cells.edge(f"line-{box}", "", {**self._bent(ends, points), **style}, ends, points[1:-1])

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
            "fontSize": round(face("label").size * self.scale, 1),
            "labelBackgroundColor": self.theme.color(self.material.picture.ground),
            "html": 0,
        }
        # What somebody wrote is there even where the picture has no room for it: here it can be moved.
        # What somebody wrote is there even where the picture has no room for it: here it can be moved.
        label = line.label or (kind_title(line.kind) if line.id in self.spots else "")
        middle = along(points, 0.5)
        x, y = self.spots.middle(line.id, label, points) if label else middle
        aside, ends = (x - middle[0], y - middle[1]), (line.start, line.end)
        self.cells.edge(line.id, label, style, ends, points[1:-1], aside, kind=kind_title(line.kind))

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
        side = size("badge_export") * place.scale
        owner = min((box for box in entry.boxes if box in self.boxes), key=partial(self._away, place))
        inner = Rect(
            place.x - side / 2 - self.boxes[owner].x, place.y - side / 2 - self.boxes[owner].y, side, side
        )
        self.cells.cell(
            f"badge-{entry.number}-{owner}",
            str(entry.number),
            mark_style(entry, side, self.theme),
            inner,
            owner,
        )

    def _away(self, place: Placed, box: str) -> float:
        """How far a badge is from the upper edge of a box, on which its own badges stand."""
        rect = self.rect(box)
        if rect is None:
            return inf
        return abs(rect.y - place.y) + max(0.0, rect.x - place.x, place.x - rect.right)


def _moved(point: Point, rect: Rect, place: Placed) -> Point:
    """A point of the layout on the page; `rect` is where the layout has the box of `place`."""
    return place.x + (point[0] - rect.x) * place.scale, place.y + (point[1] - rect.y) * place.scale
