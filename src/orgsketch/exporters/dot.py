"""Graphviz DOT, for those who go on with its tools, and pictures that its program `dot` draws.

The graphviz package writes the graph; that needs no program.
"""

from __future__ import annotations

import shutil
import subprocess
from textwrap import wrap as wrapped
from typing import TYPE_CHECKING

from orgsketch.drawing.declared import capital, context
from orgsketch.drawing.keys import MARK_TITLES, NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.legend import Entry, entries
from orgsketch.drawing.lines import line_kind
from orgsketch.drawing.relations import kind_title
from orgsketch.errors import ExporterError
from orgsketch.exporters.material import Material
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Relation
from orgsketch.resources import _

if TYPE_CHECKING:
    from graphviz import Digraph

MOST_NUMBERS, MOST_CLUSTERED = 6, 1000
LEFT = r"\l"  # the end of a line that stands at the left
ALONG = 100  # letters in a line of the context
LONGEST = 120  # seconds for a picture
# How Graphviz says each kind of relation.
RELATION_STYLES: dict[str, dict[str, str]] = {
    "dotted": {"style": "dotted", "dir": "none"},
    "embedded_in": {"arrowtail": "dot", "arrowhead": "tee", "dir": "both"},
    "shares_objectives": {"color": "{line}:invis:{line}", "dir": "none"},
    "serves": {"arrowhead": "vee"},
    "depends_on": {"style": "dashed", "arrowhead": "vee"},
    "drives": {"penwidth": "2", "arrowhead": "normal"},
    "partners": {"dir": "both", "arrowhead": "odot", "arrowtail": "odot"},
    "informs": {"style": "dotted", "dir": "both", "arrowhead": "vee", "arrowtail": "dot"},
    "hands_back": {"style": "dashed", "dir": "both", "arrowhead": "vee", "arrowtail": "tee"},
}


def write(material: Material) -> bytes:
    """The DOT file of a chart, its findings in the nodes' numbers and in the graph's label."""
    return str(digraph(material).source).encode("utf-8")


def write_svg(material: Material) -> bytes:
    """The graph as dot draws it. Raises ExporterError when there is no dot, as the other two."""
    return _drawn(material, "svg")


def write_png(material: Material) -> bytes:
    """The graph as dot draws it."""
    return _drawn(material, "png")


def write_pdf(material: Material) -> bytes:
    """The graph as dot draws it."""
    return _drawn(material, "pdf")


def _drawn(material: Material, form: str) -> bytes:
    program = shutil.which("dot")
    if program is None:
        raise ExporterError(
            _("Graphviz is not installed, whose program dot draws this: install it, or export as .dot.")
        )
    try:
        done = subprocess.run(
            [program, f"-T{form}"], input=write(material), capture_output=True, timeout=LONGEST, check=True
        )
    except (OSError, subprocess.SubprocessError):
        raise ExporterError(_("Graphviz could not draw this chart; export one branch, or as .dot.")) from None
    return done.stdout


def digraph(material: Material) -> Digraph:
    """The chart as a graph of the graphviz package, a cluster for each department."""
    from graphviz import Digraph

    chart, theme = material.chart, material.theme
    listed = entries(chart, material.report, material.book.vocabulary, material.options)
    text = {"fontname": "Inter,sans-serif", "fontcolor": theme.color("text")}
    graph = Digraph(
        graph_attr={
            **text,
            # Right-angled lines would be nicer, but Graphviz turns the arrows of some of them round. Lines
            # between neighbours need room to bend, and their words some to stand in.
            "splines": "true" if chart.relations else "polyline",
            "ranksep": "1.1" if chart.relations else "0.6",
            "nodesep": "0.3",
            "label": _label(_summary(material, listed), LEFT),
        },
        node_attr={**text, "shape": "box", "style": "rounded,filled", "color": theme.color("card_border")},
        edge_attr={**text, "color": theme.color("line"), "dir": "none"},
    )
    departments = _departments(chart)
    for box in tree.walk(chart):
        if box not in departments:
            _node(graph, material, box, [entry for entry in listed if box in entry.boxes])
    for head in dict.fromkeys(departments.values()):
        with graph.subgraph(name=f"cluster_{head}") as part:
            part.attr(label="", style="rounded", color=theme.color("hairline"))
            for box in (box for box in tree.branch(chart, head) if box in departments):
                _node(part, material, box, [entry for entry in listed if box in entry.boxes])
    for box in tree.walk(chart):
        record = chart.boxes[box]
        if record.reports_to:
            graph.edge(record.reports_to, box, style="dashed" if line_kind(record) == "nominal" else "solid")
    for relation in sorted(chart.relations.values(), key=lambda line: line.id):
        _relation(graph, relation, theme.color("line_relation"))
    return graph


def _departments(chart: Chart) -> dict[str, str]:
    """The boxes of every department with its head: who reports to a top and has reports.

    None in charts so large that dot would need minutes for them.
    """
    if len(chart.boxes) > MOST_CLUSTERED:
        return {}
    heads = [box for top in chart.reports(None) for box in chart.reports(top) if chart.reports(box)]
    return {box: head for head in heads for box in tree.branch(chart, head)}


def _node(graph: Digraph, material: Material, box: str, found: list[Entry]) -> None:
    made = material.card(box)
    shown = [str(entry.number) for entry in found[:MOST_NUMBERS]]
    numbers = ", ".join([*shown, *(["…"] if len(found) > MOST_NUMBERS else [])])
    graph.node(
        box,
        _label([made.name, made.told, *([f"[{numbers}]"] if numbers else [])]),
        fillcolor=material.theme.color(f"tile:{made.tiles[0].hue}"),
        **({"style": "rounded,filled,dashed"} if made.status in ("vacant", "planned") else {}),
    )


def _relation(graph: Digraph, relation: Relation, color: str) -> None:
    look = {key: value.replace("{line}", color) for key, value in RELATION_STYLES[relation.kind].items()}
    words = _label([relation.label or kind_title(relation.kind)])
    graph.edge(
        relation.start,
        relation.end,
        **{
            "color": color,
            "constraint": "false",
            "dir": "forward",
            "xlabel": words,
            "fontsize": "11",
            **look,
        },
    )


def _summary(material: Material, listed: list[Entry]) -> list[str]:
    title = material.options.title or material.chart.title or _("Untitled chart")
    said = capital(" · ".join(context(material.chart, material.book.vocabulary)))
    found = [f"{entry.number}. {entry.title} ({_weight(entry)})" for entry in listed]
    options = material.options
    made = " · ".join(filter(None, (options.author, options.date, options.mark)))
    return [
        title,
        *wrapped(said, ALONG),
        *([made] if made else []),
        "",
        *found,
        "",
        f"{NO_ABSOLUTE} – {NO_ABSOLUTE_BY}",
    ]


def _weight(entry: Entry) -> str:
    """How much a line weighs and the code of its rule; of a question what it decides."""
    if entry.mark.kind == "question":
        return entry.notes[0] if entry.notes else ""
    return f"{_(MARK_TITLES.get(entry.mark.kind, entry.mark.kind))}, {entry.rule}"


def _label(lines: list[str], end: str = r"\n") -> str:
    """Lines of plain text as a label: never taken for HTML or escapes. `end`: of a line, as it is aligned."""
    from graphviz import escape, nohtml

    text = end.join(str(escape(line)) for line in lines)
    label: str = nohtml(text + end if end == LEFT else text)
    return label
