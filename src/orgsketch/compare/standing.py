"""What one option says for itself: its measures, its findings by severity, theme and rule, its voices.

All of it is worked out once and kept, so that a matrix of many options costs as much as what changed in one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from orgsketch.compare.affected import affected
from orgsketch.compare.home import home, placed
from orgsketch.compare.matching import alike
from orgsketch.compare.two import Comparison, two
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.resources import N_

if TYPE_CHECKING:
    from orgsketch.compare.voices import Case
    from orgsketch.rules.finding import Finding, Report
    from orgsketch.vocabulary import Vocabulary

Value: TypeAlias = "str | int | float"

WARNINGS = ("risk", "watch_out")
MARKS = {
    "critical": N_("Critical"),
    "major": N_("Major"),
    "minor": N_("Minor"),
    "info": N_("Info"),
    "question": N_("Open question"),
    "accepted": N_("Accepted"),
    "strength": N_("Strength"),
}


class Fired(NamedTuple):
    """A rule in one chart: its worst finding, and how often it fires."""

    worst: Finding
    times: int

    @property
    def mark(self) -> str:
        """The mark of the worst one."""
        return mark_of(self.worst)

    @property
    def rank(self) -> int:
        """0 = the most severe."""
        return list(MARKS).index(self.mark)


@dataclass(frozen=True)
class Standing:
    """One option, held against the baseline. `case`: the voices on the forms it has."""

    comparison: Comparison
    report: Report
    case: Case = ()
    words: Vocabulary | None = None

    @property
    def chart(self) -> Chart:
        """The option itself."""
        return self.comparison.after

    @cached_property
    def measures(self) -> Mapping[str, Value]:
        """The rows of `STRUCTURE`."""
        return {key: measure(self) for key, (_title, measure) in STRUCTURE.items()}

    @cached_property
    def homes(self) -> Mapping[str, tuple[str, str]]:
        """What a placed family is called and where it has its home, by id."""
        words = self.words
        families = placed(words) if words else ()
        return {one.id: (one.title, home(self.chart, one, words)) for one in families if words}

    @cached_property
    def severities(self) -> Counter[str]:
        """How many open risks and watch-outs there are of each severity."""
        return Counter(found.severity for found in self._warnings)

    @cached_property
    def themes(self) -> Counter[str]:
        """How many open risks and watch-outs there are of each theme, in the order of the report."""
        return Counter(found.theme for found in self._warnings)

    @cached_property
    def strengths(self) -> int:
        """How many strengths and success signals there are."""
        kinds = ("strength", "success_signal")
        return sum(found.state == "open" and found.kind in kinds for found in self.report.findings)

    @cached_property
    def accepted(self) -> int:
        """How many risks and watch-outs were accepted."""
        return sum(found.state == "accepted" and found.kind in WARNINGS for found in self.report.findings)

    @cached_property
    def questions(self) -> int:
        """How many questions are open."""
        return sum(not asked.is_set_aside for asked in self.report.questions)

    @cached_property
    def rules(self) -> Mapping[str, Fired]:
        """The rules that fire, by code; stale acceptances are none."""
        found: dict[str, list[Finding]] = {}
        for finding in self.report.findings:
            if finding.state != "stale":
                found.setdefault(finding.rule, []).append(finding)
        return {code: Fired(min(all_, key=_rank), len(all_)) for code, all_ in found.items()}

    @cached_property
    def undecided(self) -> frozenset[str]:
        """The rules that wait for an answer."""
        open_ = (asked for asked in self.report.questions if not asked.is_set_aside)
        return frozenset(code for asked in open_ for code in asked.decides)

    def work_out(self) -> None:
        """Everything above, now."""
        assert self.measures
        assert self.homes is not None
        for part in (self.severities, self.themes, self.strengths, self.accepted, self.questions):
            assert part is not None
        assert self.rules is not None
        assert self.undecided is not None

    @cached_property
    def _warnings(self) -> list[Finding]:
        return [found for found in self.report.findings if found.state == "open" and found.kind in WARNINGS]


def standing(
    baseline: Chart,
    chart: Chart,
    report_of_baseline: Report,
    report: Report,
    case: Case = (),
    words: Vocabulary | None = None,
) -> Standing:
    """One option beside the baseline, which may be the option itself; matched where they share no ids."""
    chart = alike(baseline, chart)
    return Standing(two(baseline, chart, report_of_baseline, report, words), report, case, words)


def mark_of(finding: Finding) -> str:
    """The kind of mark a finding wears in a matrix."""
    if finding.state == "accepted":
        return "accepted"
    if finding.kind in WARNINGS:
        return finding.severity
    if finding.kind in ("strength", "success_signal"):
        return "strength"
    return "question" if finding.kind == "question" else "info"


def _rank(finding: Finding) -> int:
    return list(MARKS).index(mark_of(finding))


def _spans(chart: Chart) -> list[int]:
    return [len(chart.reports(box)) for box in tree.managers(chart)]


def _average_span(chart: Chart) -> float:
    spans = _spans(chart)
    return round(sum(spans) / len(spans), 1) if spans else 0


STRUCTURE: dict[str, tuple[str, Callable[[Standing], Value]]] = {
    "boxes": (N_("Boxes"), lambda option: len(option.chart.boxes)),
    "layers": (N_("Layers"), lambda option: tree.layers(option.chart)),
    "managers": (N_("Managers"), lambda option: len(tree.managers(option.chart))),
    "widest_span": (N_("Widest span of control"), lambda option: max(_spans(option.chart), default=0)),
    "average_span": (N_("Average span of control"), lambda option: _average_span(option.chart)),
    "headcount": (N_("Headcount"), lambda option: sum(box.heads for box in option.chart.boxes.values())),
    "vacancies": (N_("Vacancies"), lambda option: sum(box.is_vacant for box in option.chart.boxes.values())),
    "relations": (N_("Lines beside the reporting lines"), lambda option: len(option.chart.relations)),
    "moves": (N_("Boxes moved from the baseline"), lambda option: len(option.comparison.moved)),
    "added": (N_("Boxes added"), lambda option: len(option.comparison.added)),
    "removed": (N_("Boxes removed"), lambda option: len(option.comparison.removed)),
    "affected": (
        N_("People affected"),
        lambda option: affected(option.comparison.before, option.chart, option.comparison.diff).total,
    ),
}
