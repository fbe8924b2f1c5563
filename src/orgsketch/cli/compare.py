"""`orgsketch compare FILE...`: charts beside each other in one table, held against the first."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE
from orgsketch.cli.arguments import Parser, UsageError, add_packs, pack_folders, refuse_to_replace
from orgsketch.cli.inputs import Input, read_inputs

if TYPE_CHECKING:
    from orgsketch.compare import Matrix, Plan

FORMATS = ("text", "json", "markdown", "html", "xlsx")


def run(arguments: Sequence[str]) -> int:
    """Print or write the matrix of the options, or the plan that leads from the first to the second."""
    options = _parser().parse_args(arguments)
    if options.format == "xlsx" and not options.output:
        raise UsageError("a workbook needs a file: -o OUT.xlsx")
    if options.output:
        refuse_to_replace(options.output, force=options.force)
    matrix = _matrix(options.files, pack_folders(options.packs))
    if options.plan and len(matrix.titles) != 2:
        raise UsageError("a plan leads from one chart to one other; give two")
    data = _bytes(matrix, options.format, is_plan=options.plan)
    if options.output:
        from orgsketch.files import safewrite

        try:
            safewrite.write(options.output, data)
        except OSError as error:
            raise UsageError(f"{options.output} cannot be written: {error.strerror or error}") from None
        print(options.output)
    else:
        sys.stdout.write(data.decode("utf-8"))
    return FINE


def _matrix(files: Sequence[Path], folders: Sequence[Path]) -> Matrix:
    from orgsketch import compare, vocabulary
    from orgsketch.compare.voices import voices
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book

    words = vocabulary.load((), folders)
    charts = []
    for path in files:
        for entry in read_inputs(path, words):
            if not isinstance(entry, Input):
                raise UsageError(entry.sentence)
            charts.append(entry.chart)
    if len(charts) < 2:
        raise UsageError("there is only one chart; give two or more")
    packs = tuple(dict.fromkeys(pack for chart in charts for pack in chart.head.packs))
    book = load_book(packs, tuple(folders))
    reports = [Engine(book).report(chart) for chart in charts]
    return compare.many(charts, reports, voices(charts, reports, packs, folders), book.vocabulary)


def _bytes(matrix: Matrix, format: str, *, is_plan: bool) -> bytes:
    from orgsketch.compare import plan
    from orgsketch.exporters import matrix as written

    plans: list[Plan] = [plan(comparison) for comparison in matrix.comparisons[1:]]
    if format == "xlsx":
        sheets = written.tables(matrix, plans)
        return written.workbook(sheets[1:] if is_plan else sheets)
    if is_plan:
        if format not in ("text", "markdown"):
            raise UsageError("a plan is written as text, markdown or xlsx")
        return written.plan_markdown(plans[0]).encode()
    makers = {
        "text": written.text,
        "json": written.as_json,
        "markdown": written.markdown,
        "html": written.html,
    }
    return makers[format](matrix).encode()


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
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write it (text)")
    parser.add_argument(
        "--plan", action="store_true", help="the steps that lead from the first to the second"
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, help="write it to a file")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")
    add_packs(parser)
    return parser
