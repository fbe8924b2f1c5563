"""Findings for a terminal: the warnings of each chart, the rest counted, or shown with -v."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from orgsketch.cli import one_line
from orgsketch.cli.checked import Checked

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

WIDTH = 100


def formatted(checked: Sequence[Checked], *, is_verbose: bool) -> str:
    """All charts, a blank line between them."""
    return "\n".join("\n".join(_chart(entry, is_verbose=is_verbose)) + "\n" for entry in checked)


def _chart(entry: Checked, *, is_verbose: bool) -> Iterator[str]:
    yield one_line(f"{entry.place}: {entry.chart.title or 'untitled'}")
    for finding in entry.warnings:
        yield from _finding(entry, finding, is_verbose=is_verbose)
    if is_verbose:
        for finding in entry.others:
            yield from _finding(entry, finding, is_verbose=True)
        yield from _questions(entry)
    yield f"  {_summary(entry, is_verbose=is_verbose)}"


def _finding(entry: Checked, finding: Finding, *, is_verbose: bool) -> Iterator[str]:
    state = "" if finding.state == "open" else f", {finding.state}"
    kind = finding.kind.replace("_", "-")
    title = f"{finding.rule} {finding.title} ({finding.severity} {kind}{state})"
    yield f"  {title}: {entry.place_of(finding)}"
    yield from _wrapped(finding.message)
    if is_verbose:
        for reason in finding.because:
            yield from _bullets("because" if reason.holds == "yes" else "not known", [reason.text])
        yield from _bullets("note", finding.noted)
        yield from _bullets(
            "says", [f"“{said.quote}” {said.voice}, {said.article}" for said in finding.sources]
        )
        yield from _bullets(
            "disagrees",
            [
                f"{other.voice}, {other.when} (holds here: {other.holds_here})"
                for other in finding.disputed_by
            ],
        )
        yield from _bullets("remedy", [remedy.text for remedy in finding.remedies])


def _questions(entry: Checked) -> Iterator[str]:
    for asked in entry.questions:
        about = f"{entry.title(asked.about)}: " if asked.about else ""
        yield from _wrapped(f"? {about}{asked.text} (decides {', '.join(asked.decides)})", indent=2)


def _summary(entry: Checked, *, is_verbose: bool) -> str:
    number = len(entry.warnings)
    warnings = f"{number} warning{'s' * (number != 1)}" if number else "No warnings"
    rest = entry.counts()
    hint = " (-v shows them)" if rest and not is_verbose else ""
    return f"{warnings}{f'; {rest}{hint}' if rest else ''}."


def _bullets(word: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _wrapped(f"{word}: {text}", indent=6)


def _wrapped(text: str, indent: int = 4) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        one_line(text), WIDTH, initial_indent=margin, subsequent_indent=f"{margin}  "[: indent + 2]
    )
