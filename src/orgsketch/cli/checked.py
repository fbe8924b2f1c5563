"""A checked chart, and what all formats ask of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgsketch.cli.inputs import Input
from orgsketch.model.chart import Chart

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, OpenQuestion, Report
    from orgsketch.rules.pack import Book

WARNINGS = ("risk", "watch_out")
LISTED = 4  # boxes of a finding that are named
KINDS = {
    "risk": ("risk", "risks"),
    "watch_out": ("watch-out", "watch-outs"),
    "strength": ("strength", "strengths"),
    "advice": ("piece of advice", "pieces of advice"),
    "question": ("question from a rule", "questions from rules"),
    "success_signal": ("success signal", "success signals"),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A chart, where it came from, and what was found."""

    source: Input
    report: Report
    book: Book

    @property
    def place(self) -> str:
        """Where the chart stands: FILE, or FILE:LINE."""
        return self.source.place

    @property
    def chart(self) -> Chart:
        """The chart that was checked."""
        return self.source.chart

    @property
    def warnings(self) -> list[Finding]:
        """The open risks and watch-outs, the worst first."""
        return [finding for finding in self.report.findings if is_warning(finding)]

    @property
    def others(self) -> list[Finding]:
        """Strengths, advice, what was accepted and what is stale."""
        return [finding for finding in self.report.findings if not is_warning(finding)]

    @property
    def questions(self) -> list[OpenQuestion]:
        """The open questions but those that nobody could answer so far."""
        return [asked for asked in self.report.questions if not asked.is_set_aside]

    def titles(self, boxes: Iterable[str]) -> str:
        """Boxes by title, of many the first ones: "Product Marketing, Marcom"; none = the whole chart."""
        titles = [self.title(box) for box in boxes]
        if len(titles) > LISTED:
            titles = [*titles[: LISTED - 1], f"{len(titles) - LISTED + 1} more"]
        return ", ".join(titles) or "the whole chart"

    def place_of(self, finding: Finding) -> str:
        """The boxes of a finding, and in whose context it holds where they do not tell."""
        titles = self.titles(finding.boxes)
        if finding.unit is None or finding.unit in finding.boxes:
            return titles
        return f"{titles}, in the context of {self.title(finding.unit)}"

    def title(self, box: str) -> str:
        """What a box is called: its title, its function, or its id."""
        record = self.chart.boxes.get(box)
        if record is None:
            return box
        function = self.book.vocabulary.functions.get(record.function)
        return record.title or (function.title if function else box)

    def counts(self) -> str:
        """What there is beside the warnings, in words: "2 strengths, 3 open questions"."""
        numbers: dict[str, int] = {}
        for finding in self.others:
            key = finding.kind if finding.state == "open" else finding.state
            numbers[key] = numbers.get(key, 0) + 1
        parts = [f"{count} {_word(key, count)}" for key, count in numbers.items()]
        asked = len(self.questions)
        return ", ".join([*parts, *([f"{asked} open question{'s' * (asked > 1)}"] if asked else [])])


def is_warning(finding: Finding) -> bool:
    """Whether a finding is an open risk or watch-out."""
    return finding.state == "open" and finding.kind in WARNINGS


def _word(key: str, count: int) -> str:
    return KINDS[key][count != 1] if key in KINDS else key
