"""`orgsketch compare FILE...`: charts beside each other in one table, held against the first."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE
from orgsketch.cli.arguments import Once, Parser, UsageError, add_packs, pack_folders, refuse_to_replace
from orgsketch.cli.exportoptions import add_comparing, format_of, options_of
from orgsketch.cli.inputs import Input, read_inputs
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.exporters.sidebyside import SideBySide

BINARY = ("xlsx", "pdf", "pptx")
FORMATS = ("text", "json", "markdown", "html", *BINARY)
SUFFIXES = {".md": "markdown", **{f".{form}": form for form in ("json", "html", *BINARY)}}


def run(arguments: Sequence[str]) -> int:
    """Print or write the matrix of the options, or the plan that leads from the first to the second."""
    given = _parser().parse_args(arguments)
    form = format_of(given, SUFFIXES)
    if form in BINARY and not given.output:
        raise UsageError(_("{form} needs a file: -o OUT.{form}").format(form=form))
    if given.output:
        refuse_to_replace(given.output, force=given.force)
    material = _material(given)
    if given.plan and len(material.charts) != 2:
        raise UsageError(_("a plan leads from one chart to one other; give two"))
    data = _plan(material, form) if given.plan else _matrix(material, form)
    if given.output:
        from orgsketch import exporters

        exporters.put(given.output, data)
        print(given.output)
    else:
        sys.stdout.write(data.decode("utf-8"))
    return FINE


def _material(given: Namespace) -> SideBySide:
    from orgsketch import vocabulary
    from orgsketch.exporters.sidebyside import side_by_side

    folders = pack_folders(given.packs)
    words = vocabulary.load((), folders)
    charts = []
    for path in given.files:
        for entry in read_inputs(path, words):
            if not isinstance(entry, Input):
                raise UsageError(entry.sentence)
            charts.append(entry.chart)
    if len(charts) < 2:
        raise UsageError(_("there is only one chart; give two or more"))
    return side_by_side(charts, options_of(given), folders=folders)


def _matrix(material: SideBySide, form: str) -> bytes:
    from orgsketch.exporters import MATRIX, exporter_for
    from orgsketch.exporters.matrix import text

    if form == "text":
        return text(material.matrix).encode()
    suffix = ".md" if form == "markdown" else f".{form}"
    return exporter_for(Path(f"options{suffix}"), MATRIX)(material)


def _plan(material: SideBySide, form: str) -> bytes:
    from orgsketch.exporters import matrix as written

    if form == "xlsx":
        return written.workbook(written.tables(material.matrix, material.plans)[1:])
    if form not in ("text", "markdown"):
        raise UsageError(_("a plan is written as text, markdown or xlsx"))
    return written.plan_markdown(material.plans[0]).encode()


def _parser() -> Parser:
    parser = Parser(
        "compare",
        "Set charts beside each other in one table: structure, findings, voices. The first is the one the\n"
        "others are held against; nothing is added up to a score.",
        "exit code: 0 compared, 2 trouble",
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="chart files, or texts with one chart a line"
    )
    parser.add_argument(
        "--format", choices=FORMATS, help="how to write it (as the name of OUT says, else text)"
    )
    parser.add_argument(
        "--plan", action="store_true", help="the steps that lead from the first to the second"
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, action=Once, help="write it to a file")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")
    add_comparing(parser)
    add_packs(parser)
    return parser
