"""`orgsketch new "CEO[Product[PM PMM]]" -o FILE`: a chart from a line of shorthand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from orgsketch.cli import FINE
from orgsketch.cli.arguments import (
    Parser,
    UsageError,
    add_output,
    add_packs,
    pack_folders,
    refuse_to_replace,
)
from orgsketch.errors import ShorthandError
from orgsketch.model.text import clean_line
from orgsketch.resources import _


def run(arguments: Sequence[str]) -> int:
    """Write the chart that the line describes; the same line always gives the same file."""
    parser = Parser(
        "new",
        "Make a chart from a line of shorthand: boxes in [ ] report to the box before them.",
        'example: orgsketch new "CEO[Product[PM PMM] Marketing[Marcom]]" -o today.orgsketch\n'
        "orgsketch help shorthand explains the notation.",
    )
    parser.add_argument("line", metavar="SHORTHAND", help="the chart in one line")
    parser.add_argument("--title", help="the title of the chart (the line)")
    add_output(parser, "the chart file to write")
    add_packs(parser)
    options = parser.parse_args(arguments)
    check_output(options.output, force=options.force)
    from orgsketch import shorthand, vocabulary
    from orgsketch.files import chartfile

    try:
        chart = shorthand.read(options.line, vocabulary.load((), pack_folders(options.packs)))
    except ShorthandError as error:
        raise UsageError(_("column {column}: {error}").format(column=error.column, error=error)) from None
    if options.title is not None:
        chart = replace(chart, head=replace(chart.head, title=clean_line(options.title)))
    chartfile.save(chart, options.output)
    print(f"{options.output}: {len(chart.boxes)} boxes")
    return FINE


def check_output(output: Path, *, force: bool) -> None:
    """Raise UsageError when a chart file should not be written there."""
    if output.suffix != ".orgsketch":
        raise UsageError(
            _("{output} is no name for a chart file; it must end in .orgsketch").format(output=output)
        )
    refuse_to_replace(output, force=force)
