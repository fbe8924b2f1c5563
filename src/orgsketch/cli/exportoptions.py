"""What goes onto an export, and onto which paper, as options of the command line."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    BooleanOptionalAction,
    Namespace,
    _ArgumentGroup,
)
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from orgsketch.cli.arguments import UsageError
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.drawing.options import ExportOptions


def said_of(given: Namespace) -> dict[str, Any]:
    """The export options that were said. Raises OrgsketchError for paper that is not known."""
    from dataclasses import fields

    from orgsketch.drawing.options import ExportOptions
    from orgsketch.exporters.paper import millimetres

    said = {field.name: getattr(given, field.name) for field in fields(ExportOptions) if field.name in given}
    if said.get("paper"):
        millimetres(said["paper"])
    return said


def add_comparing(parser: ArgumentParser) -> None:
    """What the files of a comparison can be told."""
    _add_prints(parser.add_argument_group("what is printed on it"))
    add_people(parser.add_argument_group("of people"))
    group = parser.add_argument_group("the page")
    add = partial(group.add_argument, default=SUPPRESS)
    add("--theme", choices=("light", "dark", "high_contrast"), help="of the colours (light)")
    add("--paper", metavar="SIZE", help="of a PDF: A4, A3, Letter ... or 420x297 mm (made to measure)")
    add("--template", metavar="FILE", help="the presentation that slides go into")


def options_of(given: Namespace) -> ExportOptions:
    """The usual options with what was said besides."""
    from orgsketch.drawing.options import ExportOptions

    return ExportOptions(**said_of(given))


def format_of(given: Namespace, suffixes: dict[str, str]) -> str:
    """The format that was named, else the one the name of the file ends in; printed it is text.

    Raises UsageError for a name that says no format.
    """
    if given.format:
        return str(given.format)
    if not given.output:
        return "text"
    known = {".txt": "text", **suffixes}
    form = known.get(given.output.suffix.lower())
    if form is None:
        text = _("{output} cannot be written: the name must end in one of {known}, or --format says how")
        raise UsageError(text.format(output=given.output, known=", ".join(known)))
    return form


def add_content(group: _ArgumentGroup) -> None:
    """Options about what is on it."""
    add = partial(group.add_argument, default=SUPPRESS)
    add("--findings", metavar="WHICH", help="all, none, or codes of rules with commas (all)")
    add(
        "--sources",
        choices=("short", "full"),
        help="the worst finding of a theme in full, or every one (short)",
    )
    add("--strengths", action=BooleanOptionalAction, help="what is good about it (yes)")
    add("--accepted", action=BooleanOptionalAction, help="findings that were accepted (no)")
    add("--rationale", action=BooleanOptionalAction, help="why it is placed so (yes)")
    add("--keys", action=BooleanOptionalAction, help="the legend of colours and lines (yes)")
    add("--branch", metavar="BOX", help="only this box, by title or id, and below")
    add("--focus", metavar="BOX", help="only this box, all above it and all below")
    _add_prints(group)


def _add_prints(group: _ArgumentGroup) -> None:
    add = partial(group.add_argument, default=SUPPRESS)
    add("--title", help="printed instead of the chart's")
    add("--author", help="printed in the footer")
    add("--date", help="printed in the footer")
    add("--mark", help='printed in the corner: "draft, confidential"')


def add_people(group: _ArgumentGroup) -> None:
    """Options about people."""
    add = partial(group.add_argument, default=SUPPRESS)
    add("--names", choices=("full", "initials", "none"), help="how people are named (full)")
    add("--judgements", action=BooleanOptionalAction, help="answers that judge people (no)")
    add(
        "--person-fields",
        action=BooleanOptionalAction,
        help="e-mail addresses, numbers, columns in tables and data (yes)",
    )


COLORED = "what colours the boxes: family, severity, state, product or a column (their functions)"


def add_page(group: _ArgumentGroup) -> None:
    """Options about looks and paper."""
    add = partial(group.add_argument, default=SUPPRESS)
    add("--theme", choices=("light", "dark", "high_contrast"), help="of the colours (light)")
    add("--color-by", type=_color_by, metavar="WHAT", help=COLORED)
    add("--paper", metavar="SIZE", help="of a PDF: A4, A3, Letter ... or 420x297 mm (made to measure)")
    add("--turned", choices=("auto", "portrait", "landscape"), help="which way the paper lies (auto)")
    add(
        "--pages",
        choices=("auto", "one", "tiles", "branches"),
        help="one page, tiles to glue together, or a page a branch (auto: what can be read)",
    )
    add("--slides", choices=("fit", "managers"), help="what fits on each, or a slide a manager (fit)")
    add("--template", metavar="FILE", help="the presentation that slides go into")
    add("--scale", type=_scale, help="pixels of a PNG per pixel of the picture (2, or what is left of it)")
    add("--transparent", action=BooleanOptionalAction, help="a PNG without ground (no)")


def _color_by(text: str) -> str:
    """What is known by this name, else a column of the chart."""
    from orgsketch.drawing.coloring import FIELD, TITLES

    return text if not text or text in TITLES or text.startswith(FIELD) else f"{FIELD}{text}"


def _scale(text: str) -> float:
    with suppress(ValueError):
        if 0.1 <= float(text) <= 10:
            return float(text)
    raise ArgumentTypeError(_("{text} is no number from 0.1 to 10").format(text=text))
