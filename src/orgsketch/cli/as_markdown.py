"""Findings for a document or a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from orgsketch.cli.checked import Checked

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding


def formatted(checked: Sequence[Checked], *, is_verbose: bool) -> str:
    """A section a chart; with `is_verbose` also strengths, advice and questions."""
    return "\n\n".join("\n".join(_chart(entry, is_verbose=is_verbose)) for entry in checked) + "\n"


def _chart(entry: Checked, *, is_verbose: bool) -> Iterator[str]:
    yield f"# {_escaped(entry.chart.title or 'Untitled')}"
    yield f"\n`{entry.place.replace('`', '')}`"
    findings = [*entry.warnings, *(entry.others if is_verbose else [])]
    for finding in findings:
        yield from _finding(entry, finding)
    if is_verbose and entry.questions:
        yield "\n## Open questions\n"
        for asked in entry.questions:
            about = f"{_escaped(entry.title(asked.about))}: " if asked.about else ""
            yield f"- {about}{_escaped(asked.text)} ({', '.join(asked.decides)})"
    rest = entry.counts()
    if not findings:
        yield "\nNo warnings."
    if rest and not is_verbose:
        yield f"\nAlso: {rest}."


def _finding(entry: Checked, finding: Finding) -> Iterator[str]:
    state = "" if finding.state == "open" else f", {finding.state}"
    kind = finding.kind.replace("_", "-")
    yield f"\n## {finding.rule} {_escaped(finding.title)}"
    yield f"\n*{finding.severity} {kind}{state}* on {_escaped(entry.place_of(finding))}"
    yield f"\n{_escaped(finding.message)}"
    for said in finding.sources:
        yield f"\n> {_escaped(said.quote)}  \n> {_escaped(said.voice)}, {_escaped(said.article)}"
    words = {"yes": "because", "unknown": "not known:"}
    notes = [f"- {words[reason.holds]} {_escaped(reason.text)}" for reason in finding.because]
    notes += [
        f"- disagrees: {_escaped(other.voice)}, {_escaped(other.when)}" for other in finding.disputed_by
    ]
    notes += [f"- note: {_escaped(note)}" for note in finding.noted]
    notes += [f"- remedy: {_escaped(remedy.text)}" for remedy in finding.remedies]
    yield "\n" + "\n".join(notes) if notes else ""


def _escaped(text: str) -> str:
    """Text that Markdown and the HTML inside it leave as it is."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", " ".join(text.split()))
