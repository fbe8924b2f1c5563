"""What an exported table holds: the chart, its findings, its open questions, and what it changes.

The chart's columns are those the importers know, so that an edited table comes back as a chart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from orgsketch.drawing.legend import is_shown
from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import moves
from orgsketch.exporters.noted import decided, dissent, fact, noted, said_by
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box, Relation
from orgsketch.resources import _
from orgsketch.rules.page import KINDS

Cell: TypeAlias = str | int | float


class Table(NamedTuple):
    """A sheet: its name, its header and its rows. `fixed`: how many columns stay while it is scrolled."""

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    fixed: int = 1


def tables(material: Material) -> list[Table]:
    """The chart first, then what was found; changes only against a baseline."""
    made = [boxes(material.chart), relations(material.chart), findings(material), questions(material)]
    return [*made, *([changes(material, material.baseline.chart)] if material.baseline else [])]


def boxes(chart: Chart) -> Table:
    """One row a box, managers before their reports, siblings in order; columns without content left out."""
    records = [chart.boxes[box] for box in tree.walk(chart)]
    fields = sorted({name for box in records for name in box.fields} - COLUMNS.keys())
    texts = {name: [said(chart, box) for box in records] for name, said in COLUMNS.items()}
    texts |= {name: [box.fields.get(name, "") for box in records] for name in fields}
    kept = {name: cells for name, cells in texts.items() if name in ALWAYS or any(cells)}
    rows = [tuple(cells[place] for cells in kept.values()) for place in range(len(records))]
    return Table(_("Boxes"), tuple(kept), rows, 3)


def relations(chart: Chart) -> Table:
    """Every line but the reporting lines."""
    rows: list[tuple[Cell, ...]] = [
        (line.kind, line.start, title_of(chart, line.start), line.end, title_of(chart, line.end), line.label)
        for line in (chart.relations[key] for key in sorted(chart.relations))
    ]
    return Table(_("Relations"), ("kind", "from", "from_title", "to", "to_title", "label"), rows)


def findings(material: Material) -> Table:
    """One row a finding: its number in the picture, what, where, why, who says so, who disagrees, what
    would change it."""
    columns = (
        *"number rule title kind severity state where message because why quote source".split(),
        "who disagrees",
        "what would change it",
    )
    numbers = {f.key: note.entry.number for note in noted(material) for f in note.findings}
    rows: list[tuple[Cell, ...]] = [
        (
            numbers.get(finding.key, ""),
            finding.rule,
            finding.title,
            _(KINDS.get(finding.kind, finding.kind)),
            _(finding.severity),
            _(finding.state),
            ", ".join(title_of(material.chart, box) for box in finding.boxes) or _("the whole chart"),
            finding.message,
            "\n".join(map(fact, finding.because)),
            finding.why,
            "\n".join(source.quote for source in finding.sources),
            "\n".join(map(said_by, finding.sources)),
            "\n".join(map(dissent, finding.disputed_by)),
            "\n".join(remedy.text for remedy in finding.remedies),
        )
        for finding in material.report.findings
        if is_shown(finding, material.options)
    ]
    return Table(_("Findings"), columns, sorted(rows, key=lambda row: row[0] or 0), 3)


def questions(material: Material) -> Table:
    """What is not known, of whom, and what an answer decides."""
    rows: list[tuple[Cell, ...]] = [
        (
            question.text,
            title_of(material.chart, question.about or "") or _("the company"),
            decided(material.book, question.decides).replace("; ", "\n"),
        )
        for question in material.report.questions
    ]
    return Table(_("Open questions"), ("question", "about", "decides"), rows)


def changes(material: Material, baseline: Chart) -> Table:
    """What the chart changes against its baseline."""
    words = material.book.vocabulary
    rows: list[tuple[Cell, ...]] = [tuple(move) for move in moves(baseline, material.chart, words)]
    return Table(_("Changes"), ("change", "box", "title", "what", "was", "is"), rows, 3)


def title_of(chart: Chart, box: str) -> str:
    """The title of a box; a relation or an unknown id stands for itself."""
    return chart.boxes[box].title if box in chart.boxes else box


def joined(entries: Iterable[str]) -> str:
    """A list in one cell: "PM; PMM"; a semicolon inside an entry is doubled."""
    parts = [entry.replace(";", ";;") for entry in entries]
    return "; ".join(parts) if any(parts) else ""


def _people(chart: Chart, box: Box, field: str) -> str:
    seated = [chart.people[person] for person in box.people if person in chart.people]
    return joined(getattr(person, field) for person in seated)


def _responsibilities(chart: Chart, box: Box) -> str:
    return "none" if box.responsibilities == () else joined(box.responsibilities or ())


def _lines(chart: Chart, box: Box) -> list[Relation]:
    return sorted((line for line in chart.relations_of(box.id) if line.start == box.id), key=lambda x: x.id)


def _drawn(line: Relation) -> str:
    return f"{line.kind} {line.end}" + (f": {line.label}" if line.label else "")


COLUMNS: Mapping[str, Callable[[Chart, Box], Cell]] = {
    "id": lambda chart, box: box.id,
    "manager_id": lambda chart, box: box.reports_to or "",
    "title": lambda chart, box: box.title,
    "functions": lambda chart, box: joined(box.functions),
    "people": lambda chart, box: _people(chart, box, "name"),
    "people_ids": lambda chart, box: _people(chart, box, "id"),
    "email": lambda chart, box: _people(chart, box, "email"),
    "headcount": lambda chart, box: box.heads,
    "status": lambda chart, box: box.status,
    "is_assistant": lambda chart, box: "yes" if box.assistant else "",
    "products": lambda chart, box: joined(box.products),
    "responsibilities": _responsibilities,
    "relations": lambda chart, box: joined(map(_drawn, _lines(chart, box))),
    "relation_ids": lambda chart, box: joined(line.id for line in _lines(chart, box)),
    "notes": lambda chart, box: box.notes,
    "hr_number": lambda chart, box: box.external_id,
}
ALWAYS = frozenset(("id", "manager_id", "title", "functions", "people", "headcount"))
