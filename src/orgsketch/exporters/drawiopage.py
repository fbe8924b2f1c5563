"""What stands around the chart in a draw.io file, where the picture has it."""

from __future__ import annotations

from collections.abc import Iterable

from orgsketch.drawing.extent import covering, extent
from orgsketch.drawing.legend import WIDTH
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.theme import face, size
from orgsketch.exporters.drawiocells import Cells, Style, mark_style, picture_style
from orgsketch.exporters.material import Material
from orgsketch.exporters.placed import Paragraph, Placed, is_drawn, paragraphs, placed
from orgsketch.layout.geometry import Rect

TEXT: Style = {"text": 1, "html": 0, "whiteSpace": "wrap", "verticalAlign": "top", "spacing": 0}
ALIGNED = {"start": "left", "middle": "center", "end": "right"}


class Around:
    """Adds what stands around the chart: title, findings, keys and footer, where the picture has them."""

    def __init__(self, material: Material, cells: Cells) -> None:
        self._material, self._cells, self._theme = material, cells, material.theme
        self._count = 0

    def draw(self) -> None:
        """The parts of the page but its chart."""
        shapes = self._material.picture.shapes
        self._shapes([shape for shape in shapes if isinstance(shape, Group) and shape.kind == "page"])

    def _shapes(self, shapes: Iterable[Shape], x: float = 0.0, y: float = 0.0, scale: float = 1.0) -> None:
        for shape in shapes:
            if not isinstance(shape, Group):
                continue
            place = Placed(shape, x + shape.x * scale, y + shape.y * scale, scale * shape.scale)
            if shape.kind == "finding":
                self._finding(place)
                continue
            if shape.kind not in ("rule", "footer"):
                self._sample(place)
            for paragraph in paragraphs(place):
                self._count += 1
                self._words(f"text-{self._count}", paragraph)
            self._shapes(shape.shapes, place.x, place.y, place.scale)

    def _finding(self, place: Placed) -> None:
        """A line of the legend: a group of its mark and its paragraphs, to be moved as one."""
        entry = self._material.entries[int(place.group.id) - 1]
        key, side = f"finding-{entry.number}", size("badge_export") * place.scale
        told = [paragraph for inner in placed((place.group,)) for paragraph in paragraphs(inner)]
        tall = max(paragraph.rect.bottom for paragraph in told) - place.group.y
        self._cells.cell(key, "", {"group": 1}, place.rect(WIDTH, tall))
        style = mark_style(entry, side, self._theme)
        self._cells.cell(f"mark-{entry.number}", str(entry.number), style, Rect(0, 0, side, side), key)
        for part, paragraph in enumerate(told, 1):
            within = paragraph.rect.moved(-place.group.x, -place.group.y)
            moved = paragraph._replace(
                rect=Rect(*(length * place.scale for length in within)), scale=place.scale
            )
            self._words(f"{key}-{part}", moved, key)

    def _words(self, key: str, paragraph: Paragraph, parent: str = "1") -> None:
        type_face = face(paragraph.first.style)
        style: Style = {
            **TEXT,
            "align": ALIGNED[paragraph.first.anchor],
            "fontSize": round((paragraph.first.size or type_face.size) * paragraph.scale, 1),
            "fontStyle": int(type_face.weight >= 600) + 2 * paragraph.first.is_italic,
            "fontColor": self._theme.color(paragraph.first.color),
        }
        self._cells.cell(key, paragraph.text, style, paragraph.rect, parent)

    def _sample(self, place: Placed) -> None:
        """What a key explains, as a picture beside its words."""
        drawn = [shape for shape in place.group.shapes if is_drawn(shape)]
        if drawn:
            self._count += 1
            x, y, wide, tall = (
                length * place.scale for length in covering([extent(shape) for shape in drawn])
            )
            rect = Rect(place.x + x, place.y + y, wide, tall)
            self._cells.cell(
                f"key-{self._count}", "", {"shape": "image", **picture_style(drawn, self._theme)}, rect
            )
