"""The picture inside a page: the composed chart, each part told apart so that it can be folded and found."""

from __future__ import annotations

from collections.abc import Mapping

from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.outline import number
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.material import Material
from orgsketch.exporters.placed import placed
from orgsketch.exporters.svg import FONTS, Writer, escaped
from orgsketch.layout.spatial import box_at

RIM = 12.0
RING = 5.0


def chart_svg(material: Material, name: str, flags: Mapping[str, str]) -> str:
    """The chart of the composed picture as an SVG element.

    `name`: what makes its ids its own on the page; `flags`: box -> what changed.
    """
    chart = next(place.group for place in placed(material.picture.shapes) if place.group.kind == "chart")
    bounds = material.layout.bounds
    at = (bounds.x - RIM, bounds.y - RIM - RING, bounds.width + 2 * RIM, bounds.height + 2 * (RIM + RING))
    writer = _Parts(material, name, flags)
    for shape in chart.shapes:
        writer.part(shape)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{" ".join(map(number, at))}" role="img" '
        f'aria-label="{escaped(material.title)}" font-family="{FONTS}" stroke-linejoin="round">'
        f"<g>{''.join(writer.parts)}</g></svg>"
    )


class _Parts(Writer):
    """Writes each part of a chart inside an element that says which boxes it is of."""

    def __init__(self, material: Material, name: str, flags: Mapping[str, str]) -> None:
        super().__init__(Theme("light"))
        self.material, self.name, self.flags = material, name, flags

    def part(self, shape: Shape) -> None:
        """One part: a box, or what belongs to one or two boxes."""
        if not isinstance(shape, Group):
            self.shapes([shape])
        elif shape.kind == "box":
            self._box(shape)
        else:
            self._of_boxes(shape)

    def _box(self, group: Group) -> None:
        branch = self.material.layout.branch(group.id)
        width, height = (branch.width, branch.height) if branch else (0.0, 0.0)
        manager = self.material.chart.boxes[group.id].reports_to or ""
        said = f"{group.title} {group.description}"
        place = f'data-x="{number(group.x)}" data-y="{number(group.y)}"'
        self.parts.append(
            f'<g class="card" data-box="{group.id}" data-manager="{manager}" {place} '
            f'data-width="{number(width)}" data-height="{number(height)}" '
            f'data-title="{escaped(group.title)}" data-text="{escaped(said)}">'
        )
        self.shapes([group])
        self.parts.append(
            f'<rect class="ring" x="{number(group.x - RING)}" y="{number(group.y - RING)}" '
            f'width="{number(width + 2 * RING)}" height="{number(height + 2 * RING)}" rx="12"/>'
        )
        if group.id in self.flags:
            kind = self.flags[group.id]
            self.shapes([Group("flag", group.id, flag_shapes(kind, group.x - 8, group.y - 8), title=kind)])
        self.parts.append("</g>\n")

    def _of_boxes(self, group: Group) -> None:
        """A line, a relation or its words; a badge is a link to what it stands for."""
        boxes, number_of = self._boxes(group), group.id if group.kind == "badge" else ""
        self.parts.append(f'<g data-kind="{group.kind}" data-of="{" ".join(boxes)}">')
        if number_of:
            self.parts.append(f'<a href="#finding-{self.name}-{number_of}">')
        self.shapes([group])
        self.parts.append("</a></g>\n" if number_of else "</g>\n")

    def _boxes(self, group: Group) -> list[str]:
        if group.kind == "badge":
            found = box_at(self.material.layout, group.x, group.y + 1)
            return [found] if found else []
        relation = self.material.chart.relations.get(group.id)
        return [relation.start, relation.end] if relation else [group.id]

    def _id(self, group: Group) -> str:
        return f"{self.name}-{super()._id(group)}"
