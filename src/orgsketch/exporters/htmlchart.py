"""The picture inside a page: the composed chart, each part told apart so that it can be folded and found.

The chart stands in `noscript`: whole where no scripts run, and mere text to a browser that runs ours, which
makes elements of what is in sight. That is why a page with ten thousand boxes opens at once. Every line of it
is a run of neighbouring parts of one kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import cast

from orgsketch.drawing.extent import extent
from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.outline import number
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.theme import Theme, size, tokens
from orgsketch.exporters.material import Material
from orgsketch.exporters.svg import FONTS, Writer, escaped
from orgsketch.layout.geometry import Rect
from orgsketch.layout.spatial import box_at

RIM = 12.0
RING = 5.0
RUN = 24


def chart_svg(material: Material, name: str, flags: Mapping[str, str]) -> str:
    """The chart of the composed picture as an SVG element, a line for every run of its parts.

    `name`: what makes its ids its own on the page; `flags`: box -> what changed.
    """
    block = material.page.chart
    chart = cast("Group", block.shapes[0])
    at = Rect(-chart.x, -chart.y, block.width, block.height).grown(RIM)
    writer = _Parts(material, name, flags)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{_numbers(at)}" role="img" '
            f'aria-label="{escaped(material.title)}" font-family="{FONTS}" stroke-linejoin="round">',
            *writer.runs(cast("Sequence[Group]", chart.shapes)),
            "</svg>",
        ]
    )


def small_svg(shapes: Iterable[Shape], room: Rect, theme: Theme) -> str:
    """A sign among words, drawn."""
    writer = Inks(theme)
    writer.shapes(shapes)
    return (
        f'<svg width="{number(room.width)}" height="{number(room.height)}" viewBox="{_numbers(room)}" '
        f'font-family="{FONTS}" stroke-linejoin="round">{"".join(writer.parts).replace(chr(10), "")}</svg>'
    )


def palette(theme: Theme) -> str:
    """Every colour of a theme, as properties of a style."""
    families = tokens()["color"]["light"]["family"]
    names = [name for name in tokens()["color"]["light"] if name != "family"]
    names += [f"{kind}:{family}" for kind in ("family", "tile", "rim") for family in families]
    return " ".join(f"--{_property(name)}: {theme.color(name)};" for name in names)


def _property(token: str) -> str:
    return token.partition("%")[0].replace(":", "-").replace("_", "-")


def _numbers(rect: Rect) -> str:
    return " ".join(map(number, rect))


class Inks(Writer):
    """Paints with the properties of a style: the reader's preference decides between light and dark."""

    def paint(self, token: str, what: str) -> str:
        """The attribute that paints the fill or stroke."""
        known = self._paints.get((token, what))
        if known is None:
            known = super().paint(token, what)
            if "#" in known:
                known = known.replace(self.theme.color(token), f"var(--{_property(token)})")
                self._paints[token, what] = known
        return known


class _Parts(Inks):
    """Writes each part of a chart inside an element that says which boxes it is of."""

    def __init__(self, material: Material, name: str, flags: Mapping[str, str]) -> None:
        super().__init__(material.theme)
        self.material, self.name, self.flags = material, name, flags

    def runs(self, groups: Sequence[Group]) -> Iterator[str]:
        """The parts, a few neighbours of one kind a line."""
        for kind, alike in groupby(groups, lambda group: group.kind):
            while few := list(islice(alike, RUN)):
                yield f'<g class="run" data-kind="{kind}">{self._run(few)}</g>'

    def _run(self, groups: Iterable[Group]) -> str:
        self.parts.clear()
        for group in groups:
            self._box(group) if group.kind == "box" else self._of_boxes(group)
        return "".join(self.parts).replace(">\n", ">").replace("\n", "&#10;")

    def _box(self, group: Group) -> None:
        branch = self.material.layout.branch(group.id)
        at = Rect(group.x, group.y, branch.width if branch else 0.0, branch.height if branch else 0.0)
        record = self.material.chart.boxes[group.id]
        made = self.material.card(group.id)
        hue = _property(made.tiles[0].ink) if made.tiles else "family-other"
        known = self.material.chart.people
        people = [known[one].name for one in record.people if one in known]
        said = " · ".join(dict.fromkeys(filter(None, [made.detail, *people])))
        self.parts.append(
            f'<g class="card" data-box="{group.id}" data-manager="{record.reports_to or ""}" '
            f'data-at="{_numbers(at)}" data-hue="{hue}" '
            f'data-title="{escaped(group.title)}" data-text="{escaped(said)}">'
        )
        self.shapes([group])
        if group.id in self.flags:
            kind = self.flags[group.id]
            self.shapes([Group("flag", group.id, flag_shapes(kind, group.x - 8, group.y - 8), title=kind)])
        self.parts.append("</g>")

    def _of_boxes(self, group: Group) -> None:
        """A line, a relation or its words; a badge is a link to what it stands for."""
        boxes, number_of = self._boxes(group), group.id if group.kind == "badge" else ""
        at = f' data-at="{_numbers(extent(group))}"' if group.kind in ("relation", "label") else ""
        self.parts.append(f'<g data-kind="{group.kind}" data-of="{" ".join(boxes)}"{at}>')
        if number_of:
            self.parts.append(f'<a href="#finding-{self.name}-{number_of}" tabindex="-1">')
        self.shapes([group])
        self.parts.append("</a></g>" if number_of else "</g>")

    def _boxes(self, group: Group) -> list[str]:
        if group.kind == "badge":
            found = box_at(self.material.layout, group.x, group.y + size("badge_export") / 2)
            return [found] if found else []
        relation = self.material.chart.relations.get(group.id)
        return [relation.start, relation.end] if relation else [group.id]

    def _id(self, group: Group) -> str:
        return f"{self.name}-{super()._id(group)}"
