"""Options side by side as documents, and the plan of an option: tables, Markdown, HTML and workbooks."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.picture import Picture
from orgsketch.exporters.comparison import head_of, page
from orgsketch.exporters.matrixpages import key_of, miniature_group
from orgsketch.exporters.mdtext import escaped as plain
from orgsketch.exporters.svg import escaped, svg
from orgsketch.exporters.tables import Cell, Table
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare import Matrix, Plan, Row
    from orgsketch.exporters.sidebyside import SideBySide

MINIATURE = (116.0, 72.0)
DIFFERS = {True: ' class="differs"', False: ""}
MARKS = {
    "critical": "C",
    "major": "M",
    "minor": "m",
    "info": "i",
    "strength": "+",
    "question": "?",
    "accepted": "✓",
}


def write_markdown(material: SideBySide) -> bytes:
    """A table a section."""
    return markdown(material.matrix).encode("utf-8")


def write_html(material: SideBySide) -> bytes:
    """One page that needs nothing else and runs nothing."""
    return html(material).encode("utf-8")


def write_json(material: SideBySide) -> bytes:
    """The matrix for programs."""
    return as_json(material.matrix).encode("utf-8")


def write_xlsx(material: SideBySide) -> bytes:
    """A workbook with the matrix and a sheet for the plan of each option."""
    return workbook(tables(material.matrix, material.plans))


def tables(matrix: Matrix, plans: Sequence[Plan] = ()) -> list[Table]:
    """The matrix as one sheet, and a sheet for each plan."""
    columns = (_("section"), _("row"), _("rule"), *_unlike(matrix.titles))
    rows: list[tuple[Cell, ...]] = [
        (section.title, row.title, row.hint, *(_value(cell.value, cell.text) for cell in row.cells))
        for section in matrix.sections
        for row in section.rows
    ]
    return [Table(_("Options"), columns, rows, 3), *map(plan_table, plans)]


def workbook(sheets: Sequence[Table]) -> bytes:
    """Tables as the sheets of an XLSX workbook."""
    from openpyxl import Workbook

    from orgsketch.exporters.xlsx import fill

    book = Workbook()
    book.remove(book.active)
    for number, table in enumerate(sheets, 1):
        title = "".join(letter for letter in table.title if letter not in "[]:*?/\\'")[:26].strip() or "Sheet"
        sheet = book.create_sheet(f"{title} {number}" if number > 1 else title)
        fill(sheet, table)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def markdown(matrix: Matrix) -> str:
    """A table a section; what differs from the first option is bold."""
    parts = [f"# {_('Options')}: {', '.join(map(plain, matrix.titles))}"]
    if len(matrix.titles) > 1:
        how = _("What differs from {first} is bold. Counts stand beside each other, never a score.")
        parts.append(plain(how.format(first=matrix.titles[0])))
    for section in matrix.sections:
        head = ["", *map(plain, matrix.titles)]
        lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
        parts.append(f"## {plain(section.title)}")
        parts.append("\n".join([*lines, *(_line(row) for row in section.rows)]))
    return "\n\n".join([*parts, f"{plain(NO_ABSOLUTE)} – {plain(NO_ABSOLUTE_BY)}"]) + "\n"


def html(material: SideBySide) -> str:
    """The matrix as one page that needs nothing else and runs nothing."""
    columns = len(material.matrix.titles) + 1
    rows = []
    for section in material.matrix.sections:
        title = escaped(section.title)
        rows.append(f'<tr class="section"><th colspan="{columns}" scope="colgroup">{title}</th></tr>')
        rows += map(_row, section.rows)
    head = f"<tr><td>{_key(material)}</td>{''.join(_heads(material))}</tr>"
    table = (
        f"<table><colgroup>{'<col>' * columns}</colgroup><thead>{head}</thead>"
        f"<tbody>{''.join(rows)}</tbody></table>"
    )
    footer = f"<footer>{escaped(NO_ABSOLUTE)} – {escaped(NO_ABSOLUTE_BY)}</footer>"
    wide = f'<div class="wide" tabindex="0">{table}</div>'
    return page(material.title, "\n".join([*head_of(material.title, material.options), wide, footer]))


def _heads(material: SideBySide) -> Iterator[str]:
    """Each option by name, with its miniature."""
    for number, (title, chart) in enumerate(zip(material.matrix.titles, material.charts, strict=True)):
        small = Picture(*MINIATURE, (miniature_group(chart, Rect(0, 0, *MINIATURE)),), title)
        drawn = svg(small, material.theme).partition("?>")[2].strip()
        # Names inside a page must be its only ones.
        drawn = drawn.replace('id="title"', "").replace('id="desc"', "")
        drawn = drawn.replace(' aria-labelledby="title desc"', f' aria-label="{escaped(title)}"')
        base = "" if number else f"<br><small>{escaped(_('Baseline'))}</small>"
        yield f'<th scope="col">{escaped(title)}{base}{drawn}</th>'


def _key(material: SideBySide) -> str:
    """What the colours of the miniatures mean."""
    return "<br>".join(
        f'<span class="swatch" style="background:{material.theme.color(color)}"></span>{escaped(title)}'
        for color, title in key_of(material)
    )


def text(matrix: Matrix, width: int = 26) -> str:
    """The matrix for a terminal: columns of one width, long texts cut."""
    first = 38
    told = [_columns(["", *matrix.titles], first, width)]
    for section in matrix.sections:
        told += ["", section.title]
        for row in section.rows:
            title = f"{row.hint} {row.title}".strip()
            cells = [cell.text + ("" if not cell.differs else " *") for cell in row.cells]
            told.append(_columns([f"  {title}", *cells], first, width))
    return "\n".join([*told, "", _("* differs from the first option; counts, never a score")]) + "\n"


def as_json(matrix: Matrix) -> str:
    """The matrix for programs."""
    sections: list[dict[str, Any]] = [
        {
            "key": section.key,
            "title": section.title,
            "rows": [
                {
                    "key": row.key,
                    "title": row.title,
                    "cells": [
                        {"value": cell.value, "text": cell.text, "mark": cell.mark, "differs": cell.differs}
                        for cell in row.cells
                    ],
                }
                for row in section.rows
            ],
        }
        for section in matrix.sections
    ]
    told = {"orgsketch": "1", "options": list(matrix.titles), "sections": sections}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


# ---- the plan ----


def plan_table(plan: Plan) -> Table:
    """The steps of a plan, one row each."""
    from orgsketch.compare.plan import sentence

    columns = ("step", "kind", "title", "who", "what", "was", "is", "after step", "in words")
    rows: list[tuple[Cell, ...]] = [
        (
            step.number,
            step.kind,
            step.title,
            step.who,
            step.what,
            step.was,
            step.now,
            ", ".join(map(str, step.needs)),
            sentence(step),
        )
        for step in plan.steps
    ]
    return Table(_("Plan {option}").format(option=plan.option), columns, rows, 3)


def plan_markdown(plan: Plan) -> str:
    """The steps of a plan as a numbered list, and whom they touch."""
    parts = [f"# {plain(plan.baseline)} → {plain(plan.option)}"]
    parts.append("\n".join(_steps(plan)) or _("Nothing has to be done."))
    people = plan.affected
    names = ", ".join(map(plain, people.names))
    more = _("{count} more, unnamed").format(count=f"{people.unnamed:g}") if people.unnamed else ""
    told = ", ".join(filter(None, (names, more))) or _("nobody")
    parts.append(f"## {_('People affected')} ({people.total:g})\n\n{told}")
    return "\n\n".join(parts) + "\n"


def _steps(plan: Plan) -> Iterator[str]:
    from orgsketch.compare.plan import sentence

    for step in plan.steps:
        after = _(" (after step {steps})").format(steps=", ".join(map(str, step.needs))) if step.needs else ""
        yield f"{step.number}. {plain(sentence(step))}{after}"


# ---- cells ----


def _value(value: str | int | float, text: str) -> Cell:
    """Numbers as numbers where the text is the number."""
    is_number = isinstance(value, int | float) and text == f"{value:,g}"
    return value if is_number else text


def _line(row: Row) -> str:
    cells = [plain(cell.text) for cell in row.cells]
    marked = [f"**{text}**" if cell.differs else text for cell, text in zip(row.cells, cells, strict=True)]
    hint = f" ({plain(row.hint)})" if row.hint else ""
    return f"| {plain(row.title)}{hint} | {' | '.join(marked)} |"


def _row(row: Row) -> str:
    hint = f" <small>{escaped(row.hint)}</small>" if row.hint else ""
    cells = "".join(
        f"<td{DIFFERS[cell.differs]}>{_sign(cell.mark)}{escaped(cell.text)}</td>" for cell in row.cells
    )
    return f'<tr><th scope="row">{escaped(row.title)}{hint}</th>{cells}</tr>'


def _sign(mark: str) -> str:
    return f"<b>{escaped(MARKS[mark])}</b> " if mark in MARKS else ""


def _columns(cells: Sequence[str], first: int, width: int) -> str:
    sizes = [first, *([width] * (len(cells) - 1))]
    return " ".join(_cut(cell, size) for cell, size in zip(cells, sizes, strict=True)).rstrip()


def _cut(text: str, size: int) -> str:
    line = " ".join(text.split()) if not text.startswith("  ") else "  " + " ".join(text.split())
    shown = "".join(letter if letter.isprintable() else "?" for letter in line)
    return (shown if len(shown) <= size else shown[: size - 1] + "…").ljust(size)


def _unlike(titles: Sequence[str]) -> list[str]:
    """Titles as headers, each another one."""
    made: list[str] = []
    for title in titles:
        name, number = title, 2
        while name in made:
            name, number = f"{title} ({number})", number + 1
        made.append(name)
    return made
