"""`orgsketch import TABLE -o FILE`: a chart from a table or an outline."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from orgsketch.cli import FINE, one_line
from orgsketch.cli.arguments import Parser, UsageError, add_output, add_packs, pack_folders
from orgsketch.cli.new import check_output
from orgsketch.model.text import clean_line
from orgsketch.resources import _

MOST_SHOWN = 20


def run(arguments: Sequence[str]) -> int:
    """Write the chart in the table; say what was read from which column, and what was odd, row by row."""
    options = _parser().parse_args(arguments)
    check_output(options.output, force=options.force)
    mapping = dict(_pair(text) for text in options.map)
    from orgsketch import importers, vocabulary
    from orgsketch.files import chartfile
    from orgsketch.model import tree

    imported = importers.read(options.table, vocabulary.load((), pack_folders(options.packs)), mapping)
    chart = imported.chart
    if options.title is not None:
        chart = replace(chart, head=replace(chart.head, title=clean_line(options.title)))
    chartfile.save(chart, options.output)
    for problem in imported.problems[:MOST_SHOWN]:
        print(f"orgsketch: {options.table}: {one_line(problem)}", file=sys.stderr)
    if len(imported.problems) > MOST_SHOWN:
        print(f"orgsketch: {options.table}: and {len(imported.problems) - MOST_SHOWN} more.", file=sys.stderr)
    columns = ", ".join(f"{field} from {header!r}" for field, header in imported.columns.items())
    tops = len(chart.reports(None))
    print(
        f"{options.output}: {len(chart.boxes)} boxes, {tops} without a manager, {tree.layers(chart)} layers"
    )
    if columns:
        print(f"  {one_line(columns)}")
    return FINE


def _pair(text: str) -> tuple[str, str]:
    column, equals, field = text.rpartition("=")
    if not equals or not column:
        raise UsageError(_("--map takes COLUMN=FIELD, not {text!r}").format(text=text))
    return column, field.strip()


def _parser() -> Parser:
    parser = Parser(
        "import",
        "Make a chart from a table (CSV, TSV, XLSX) or an indented outline. Columns are recognised by the\n"
        "headers that the usual programs write; managers by id, e-mail address or name.",
        "fields for --map: id, name, first_name, last_name, title, manager, email, dotted, assistant,\n"
        "headcount, vacant, and ignore for a column that should not come along",
    )
    parser.add_argument("table", metavar="TABLE", type=Path, help="the file to read")
    parser.add_argument(
        "--map", metavar="COLUMN=FIELD", action="append", default=[], help="what a column is; may be repeated"
    )
    parser.add_argument("--title", help="the title of the chart (the name of the table)")
    add_output(parser, "the chart file to write")
    add_packs(parser)
    return parser
