"""`orgsketch export FILE -o OUT`: a chart as a picture, a document or a table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE
from orgsketch.cli.arguments import (
    Parser,
    UsageError,
    add_packs,
    pack_folders,
    refuse_to_replace,
    suggestion,
)

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart

# What people write by hand, too; a picture is only ever made.
ALSO_WRITTEN_BY_HAND = (".csv", ".xlsx", ".md", ".json", ".dot", ".mmd", ".drawio", ".html", ".pptx")


def run(arguments: Sequence[str]) -> int:
    """Write every OUT, in the format its name ends in."""
    options = _parser().parse_args(arguments)
    from orgsketch import exporters, vocabulary
    from orgsketch.cli.inputs import read_one
    from orgsketch.drawing.options import ExportOptions

    for output in options.output:
        exporters.exporter_for(output)
        if same_file(output, options.file):
            raise UsageError(f"{output} is the chart itself")
        if output.suffix.lower() in ALSO_WRITTEN_BY_HAND:
            refuse_to_replace(output, force=options.force)
    folders = pack_folders(options.packs)
    chart = read_one(options.file, vocabulary.load((), folders)).chart
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book

    book = load_book(chart.head.packs, tuple(folders))
    report = Engine(book).report(chart)
    which = options.findings
    chosen = ExportOptions(
        findings=which if which in ("all", "none") else tuple(_codes(which, book.texts)),
        branch=_branch(chart, options.branch),
        **{
            name: getattr(options, name)
            for name in ("names", "theme", "title", "author", "date", "mark", "scale")
        },
    )
    for output in options.output:
        exporters.export(chart, output, chosen, report=report, book=book)
        print(output)
    return FINE


def same_file(one: Path, other: Path) -> bool:
    """Whether two names mean the file that is there."""
    return one.exists() and other.exists() and one.samefile(other)


def _codes(text: str, known: Collection[str]) -> Iterator[str]:
    """Rule codes from a list with commas. Raises UsageError for one that no rule has."""
    for code in text.upper().split(","):
        if code not in known:
            raise UsageError(f"there is no rule {code}{suggestion(code, known)}")
        yield code


def _branch(chart: Chart, wanted: str) -> str:
    """The box meant by an id or a title that only one box has."""
    if not wanted or wanted in chart.boxes:
        return wanted
    named = [box.id for box in chart.boxes.values() if box.title.casefold() == wanted.casefold()]
    if len(named) != 1:
        near = suggestion(wanted, [box.title for box in chart.boxes.values()])
        number = f"{len(named)} boxes are" if named else "no box is"
        raise UsageError(f"{number} called {wanted!r}{near}")
    return named[0]


def _parser() -> Parser:
    from orgsketch.exporters import EXPORTERS

    parser = Parser(
        "export",
        "Write a chart as a picture, a document or a table, with its findings.",
        f"formats: {', '.join(sorted(EXPORTERS))}",
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
    parser.add_argument("--theme", choices=("light", "dark", "high_contrast"), default="light")
    parser.add_argument(
        "--findings", metavar="WHICH", default="all", help="all, none, or codes of rules with commas (all)"
    )
    parser.add_argument(
        "--names", choices=("full", "initials", "none"), default="full", help="of people (full)"
    )
    parser.add_argument(
        "--branch", metavar="BOX", default="", help="only this box, by title or id, and below"
    )
    parser.add_argument("--title", default="", help="printed instead of the chart's")
    parser.add_argument("--author", default="", help="printed under the title")
    parser.add_argument("--date", default="", help="printed under the title")
    parser.add_argument("--mark", default="", help='printed over the picture: "draft, confidential"')
    parser.add_argument(
        "--scale", type=_scale, default=2.0, help="pixels of a PNG per pixel of the picture (2)"
    )
    add_packs(parser)
    return parser


def _scale(text: str) -> float:
    scale = float(text)
    if not 0.1 <= scale <= 10:
        raise ValueError
    return scale
