"""Graphviz DOT, for those who go on with its tools. The graphviz package writes it; `dot` is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.drawing.legend import Entry, entries
from orgsketch.drawing.lines import line_kind
from orgsketch.drawing.relations import kind_title
from orgsketch.exporters.material import Material
from orgsketch.model import tree
from orgsketch.model.records import Relation
from orgsketch.resources import _

if TYPE_CHECKING:
    from graphviz import Digraph

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


def digraph(material: Material) -> Digraph:
    """The chart as a graph of the graphviz package."""
    from graphviz import Digraph

    chart, theme = material.chart, material.theme
    listed = entries(chart, material.report, material.book.vocabulary, material.options)
    text = {"fontname": "Inter,sans-serif", "fontcolor": theme.color("text")}
    graph = Digraph(
        graph_attr={
            **text,
            "splines": "ortho",
            "nodesep": "0.3",
            "label": _label(_summary(material, listed)),
        },
        node_attr={**text, "shape": "box", "style": "rounded,filled", "color": theme.color("card_border")},
        edge_attr={**text, "color": theme.color("line"), "dir": "none"},
    )
    for box in tree.walk(chart):
        _node(graph, material, box, [entry for entry in listed if box in entry.boxes])
    for box in tree.walk(chart):
        record = chart.boxes[box]
        if record.reports_to:
            graph.edge(record.reports_to, box, style="dashed" if line_kind(record) == "nominal" else "solid")
    for relation in sorted(chart.relations.values(), key=lambda line: line.id):
        _relation(graph, relation, theme.color("line_relation"))
    return graph


def _node(graph: Digraph, material: Material, box: str, found: list[Entry]) -> None:
    made = material.card(box)
    numbers = ", ".join(str(entry.number) for entry in found)
    graph.node(
        box,
        _label([made.name, made.told]),
        fillcolor=material.theme.color(f"tile:{made.tiles[0].hue}"),
        **({"xlabel": _label([numbers])} if numbers else {}),
        **({"style": "rounded,filled,dashed"} if made.status in ("vacant", "planned") else {}),
    )


def _relation(graph: Digraph, relation: Relation, color: str) -> None:
    look = {key: value.replace("{line}", color) for key, value in RELATION_STYLES[relation.kind].items()}
    words = _label([relation.label or kind_title(relation.kind)])
    graph.edge(
        relation.start,
        relation.end,
        **{"color": color, "constraint": "false", "dir": "forward", "xlabel": words, **look},
    )


def _summary(material: Material, listed: list[Entry]) -> list[str]:
    title = material.options.title or material.chart.title or _("Untitled chart")
    return [title, *(f"{entry.number}. {entry.title} ({entry.rule})" for entry in listed)]


def _label(lines: list[str]) -> str:
    """Lines of plain text as a label: never taken for HTML or for escapes."""
    from graphviz import escape, nohtml

    label: str = nohtml(r"\n".join(str(escape(line)) for line in lines))
    return label
