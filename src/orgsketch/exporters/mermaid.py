"""Mermaid flowcharts: the chart as text that wikis and repositories draw.

Every label is quoted and every character that could mean something is written as a number, so that a title
is never a directive, a link or HTML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from orgsketch.drawing.declared import capital, context
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.lines import line_kind
from orgsketch.drawing.quoting import quoted
from orgsketch.drawing.relations import kind_title
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import numbers_of
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.resources import _

# How Mermaid says each kind of relation.
ARROWS = {
    "dotted": "-.-",
    "embedded_in": "--o",
    "shares_objectives": "===",
    "serves": "-->",
    "depends_on": "-.->",
    "drives": "==>",
    "partners": "o--o",
    "informs": "-.->",
    "hands_back": "x--x",
}
LINE, NOMINAL, UNSEEN = "---", "-.-", "~~~"
IN_A_ROW = 6
WIDER = ("config:", "  flowchart:", "    wrappingWidth: 320")
_PLAIN = re.compile(r"[^\w ,]|_|^\d+(?=\.)")


def write(material: Material) -> bytes:
    """The Mermaid file of a chart."""
    return "".join(f"{line}\n" for line in _lines(material)).encode("utf-8")


def escaped(text: str) -> str:
    """Text inside a quoted label: anything but letters, digits and spaces by its number."""
    return _PLAIN.sub(lambda found: "".join(f"#{ord(letter)};" for letter in found.group()), text)


def _lines(material: Material) -> Iterator[str]:
    yield from ("---", f"title: {_quoted(material.title)}", *WIDER, "---", "flowchart TD")
    yield from _classes(material)
    numbers = numbers_of(material)
    for box in tree.walk(material.chart):
        yield from _node(material, box, numbers.get(box, []))
    for box in tree.walk(material.chart):
        record = material.chart.boxes[box]
        if record.reports_to:
            yield f"  {record.reports_to} {NOMINAL if line_kind(record) == 'nominal' else LINE} {box}"
    for line in (material.chart.relations[key] for key in sorted(material.chart.relations)):
        words = escaped(line.label or kind_title(line.kind))
        yield f'  {line.start} {ARROWS[line.kind]}|"{words}"| {line.end}'
    yield from _legend(material)


def _quoted(text: str) -> str:
    """A title in the front matter; its percent signs must not start a directive."""
    return json.dumps(text, ensure_ascii=False).replace("%", "\\u0025")


def _classes(material: Material) -> Iterator[str]:
    """The colours of the families and of the marks that occur."""
    theme = material.theme
    hues = {_hue(material, box) for box in material.chart.boxes}
    for hue in sorted(hues):
        yield f"  classDef {hue} {_look(theme.color(f'tile:{hue}'), theme.family(hue), theme.color('text'))}"
    yield f"  classDef plain {_look(theme.color('card'), theme.color('hairline'), theme.color('text'))}"
    for kind in sorted({entry.mark.kind for entry in material.entries}):
        look = _look(theme.color("card"), theme.color(kind), theme.color("text"))
        yield f"  classDef mark_{kind} {look}"


def _look(fill: str, stroke: str, text: str) -> str:
    return f"fill:{fill},stroke:{stroke},color:{text}"


def _hue(material: Material, box: str) -> str:
    return material.card(box).tiles[0].hue


def _node(material: Material, box: str, numbers: list[int]) -> Iterator[str]:
    made = material.card(box)
    parts = [made.name, made.told]
    if numbers:
        said = _("finding {numbers}") if len(numbers) == 1 else _("findings {numbers}")
        parts.append(said.format(numbers=", ".join(map(str, numbers))))
    yield f'  {box}["{"<br/>".join(map(escaped, parts))}"]:::{made.tiles[0].hue}'
    if made.status in ("vacant", "planned"):
        yield f"  style {box} stroke-dasharray: 4 3"


def _legend(material: Material) -> Iterator[str]:
    """Context and numbered findings as notes in rows below; links that are not drawn keep them there."""
    yield f'  subgraph findings["{escaped(_("Findings"))}"]'
    yield "    direction TB"
    about = _about(material)
    if about:
        yield f'    context["{"<br/>".join(map(escaped, about))}"]:::plain'
    for entry in material.entries:
        yield f'    n{entry.number}["{"<br/>".join(_note(entry))}"]:::mark_{entry.mark.kind}'
    yield f'    no_absolute["{escaped(f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}")}"]:::plain'
    numbered = [f"n{entry.number}" for entry in material.entries]
    notes = [*(["context"] if about else []), *numbered, "no_absolute"]
    last = len(notes) - 1
    for place in range(last - last % IN_A_ROW):
        yield f"    {notes[place]} {UNSEEN} {notes[min(place + IN_A_ROW, last)]}"
    yield "  end"
    yield "  style findings fill:none,stroke:none"
    for box in _lowest(material.chart):
        yield f"  {box} {UNSEEN} findings"


def _about(material: Material) -> list[str]:
    """What was declared, and who made it when."""
    options = material.options
    said = capital(" · ".join(context(material.chart, material.book.vocabulary)))
    made = " · ".join(filter(None, (options.author, options.date, options.mark)))
    return [line for line in (said, made) if line]


def _lowest(chart: Chart) -> list[str]:
    """The boxes that may stand lowest: of the lowest layer, and of branches that a line may push down."""
    joined = {box for line in chart.relations.values() for box in (line.start, line.end)}
    found = {_deepest(chart, tree.branch(chart, box)) for box in joined}
    return sorted(found | {_deepest(chart, tree.walk(chart))}) if chart.boxes else []


def _deepest(chart: Chart, boxes: Iterable[str]) -> str:
    return max(boxes, key=lambda box: tree.layer(chart, box))


def _note(entry: Entry) -> Iterator[str]:
    yield escaped(f"{entry.number}. {entry.title}")
    if entry.quote:
        yield escaped(f"{quoted(entry.quote)} – {entry.voice}")
    yield from map(escaped, entry.notes)
