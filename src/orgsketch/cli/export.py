"""`orgsketch export FILE -o OUT`: a chart as a picture, a document or a table."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE, one_line
from orgsketch.cli.arguments import (
    Parser,
    UsageError,
    add_packs,
    pack_folders,
    refuse_to_replace,
    suggestion,
)
from orgsketch.cli.exportoptions import add_content, add_page, add_people, said_of
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.drawing.options import ExportOptions
    from orgsketch.model.chart import Chart

# What people write by hand, too; a picture is only ever made.
ALSO_WRITTEN_BY_HAND = (".csv", ".xlsx", ".md", ".json", ".dot", ".mmd", ".drawio", ".html", ".pptx")


def run(arguments: Sequence[str]) -> int:
    """Write every OUT, in the format its name ends in."""
    if list(arguments) == ["--serve"]:
        from orgsketch.exporters.serving import serve

        return serve()
    given = _parser().parse_args(arguments)
    from orgsketch import exporters, vocabulary
    from orgsketch.cli.inputs import read_one

    _check_outputs(given.output, given.file, force=given.force)
    folders = pack_folders(given.packs)
    known = vocabulary.load((), folders)
    chart = read_one(given.file, known).chart
    baseline = read_one(given.baseline, known).chart if given.baseline else None
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book

    book = load_book(chart.head.packs, tuple(folders))
    options = _options(given, chart, book.texts)
    report = Engine(book).report(chart)
    for number, output in enumerate(given.output, 1):
        if len(given.output) > 1:
            print(f"{number} of {len(given.output)}: {one_line(str(output))}", file=sys.stderr, flush=True)
        said = exporters.export(chart, output, options, report=report, book=book, baseline=baseline)
        print(output)
        if said:
            print(said, file=sys.stderr)
    return FINE


def _check_outputs(outputs: Sequence[Path], chart: Path, *, force: bool) -> None:
    """Raise before anything is written where one of the files could not be."""
    from orgsketch import exporters

    for place, output in enumerate(outputs):
        exporters.exporter_for(output)
        if output in outputs[:place]:
            raise UsageError(_("{output} is named twice").format(output=output))
        if same_file(output, chart):
            raise UsageError(_("{output} is the chart itself").format(output=output))
        if output.suffix.lower() in ALSO_WRITTEN_BY_HAND:
            refuse_to_replace(output, force=force)


def _options(given: Namespace, chart: Chart, rules: Collection[str]) -> ExportOptions:
    """The preset, with what was said besides."""
    from dataclasses import replace

    from orgsketch.drawing.options import DEFAULTS
    from orgsketch.exporters.presets import preset

    said = said_of(given)
    if "findings" in said and said["findings"] not in ("all", "none"):
        said["findings"] = tuple(_codes(said["findings"], rules))
    if said.get("branch") and said.get("focus"):
        raise UsageError(_("--branch and --focus show two different parts; give one of them"))
    for name in ("branch", "focus"):
        said[name] = _box(chart, said.get(name, ""))
    _check_column(chart, said.get("color_by", ""))
    return replace(preset(given.preset).options if given.preset else DEFAULTS, **said)


def same_file(one: Path, other: Path) -> bool:
    """Whether two names mean the file that is there."""
    with suppress(OSError):
        return one.exists() and other.exists() and one.samefile(other)
    return False


def _codes(text: str, known: Collection[str]) -> Iterator[str]:
    """Rule codes from a list with commas. Raises UsageError for one that no rule has."""
    codes = [code.strip() for code in text.upper().split(",") if code.strip()]
    if not codes:
        raise UsageError(_("--findings takes all, none, or codes of rules with commas"))
    for code in codes:
        if code not in known:
            raise UsageError(
                _("there is no rule {code}{near}").format(code=code, near=suggestion(code, known))
            )
        yield code


def _check_column(chart: Chart, by: str) -> None:
    """Raise UsageError where boxes are to be coloured by a column that none of them has."""
    from orgsketch.drawing.coloring import FIELD, TITLES

    columns = sorted({name for box in chart.boxes.values() for name in box.fields})
    if by.startswith(FIELD) and by.removeprefix(FIELD) not in columns:
        known = [*TITLES, *columns]
        raise UsageError(
            _("no box has a column {name!r}; boxes are coloured by {known}").format(
                name=by.removeprefix(FIELD), known=", ".join(known)
            )
        )


def _box(chart: Chart, wanted: str) -> str:
    """The box meant by an id or a title that only one box has."""
    if not wanted or wanted in chart.boxes:
        return wanted
    named = [box.id for box in chart.boxes.values() if box.title.casefold() == wanted.casefold()]
    if len(named) != 1:
        near = suggestion(wanted, [box.title for box in chart.boxes.values()])
        number = f"{len(named)} boxes are" if named else "no box is"
        raise UsageError(
            _("{number} called {wanted!r}{near}").format(number=number, wanted=wanted, near=near)
        )
    return named[0]


def _parser() -> Parser:
    from orgsketch.exporters import EXPORTERS

    parser = Parser(
        "export",
        "Write a chart as a picture, a document or a table, with its findings.",
        f"formats: {', '.join(sorted(EXPORTERS))}; .dot.svg, .dot.png and .dot.pdf are drawn by Graphviz",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a chart file, or a text file with one chart")
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        type=Path,
        action="append",
        required=True,
        help="the file to write, its name says the format; may be repeated",
    )
    parser.add_argument("--force", action="store_true", help="replace a table or document that is there")
    parser.add_argument(
        "--preset", metavar="NAME", default="", help=f"options kept under a name: {_presets()}"
    )
    parser.add_argument(
        "--baseline",
        metavar="FILE",
        type=Path,
        help="the chart to compare with, where a format shows changes",
    )
    add_content(parser.add_argument_group("what is on it"))
    add_people(parser.add_argument_group("of people"))
    add_page(parser.add_argument_group("the page"))
    add_packs(parser)
    return parser


def _presets() -> str:
    from orgsketch.exporters.presets import presets

    return ", ".join(one_line(one.name) for one in presets())
