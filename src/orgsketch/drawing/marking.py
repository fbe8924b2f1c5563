"""From findings to marks: which mark a finding wears, and which marks stand on which card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.drawing.marks import RISKS, Mark, counted

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, Report

MOST_ON_A_CARD = 3
WARNINGS = ("risk", "watch_out")
GOOD_NEWS = ("strength", "success_signal")

Marks: TypeAlias = Mapping[str, tuple[Mark, ...]]


def mark_of(finding: Finding) -> Mark:
    """The mark one finding wears in a list: its state, else its kind, else its severity."""
    if finding.state != "open":
        return Mark(finding.state)
    if finding.kind in GOOD_NEWS:
        return Mark("strength", "", finding.kind != "strength")
    return Mark("question" if finding.kind == "question" else finding.severity)


def marks_of(report: Report) -> dict[str, tuple[Mark, ...]]:
    """The marks of every box that has any, the first is the worst and stands rightmost.

    A finding marks the topmost of its boxes. Marks count themes, not findings: a theme counts once,
    at its worst. Quiet rules mark nothing; what was accepted shows only where nothing is open.
    """
    found: dict[str, list[Finding]] = defaultdict(list)
    asked: dict[str, int] = defaultdict(int)
    for finding in report.findings:
        if finding.boxes and not finding.quiet:
            found[finding.boxes[0]].append(finding)
    for question in report.questions:
        if question.about and not question.is_set_aside:
            asked[question.about] += 1
    return {box: _of_box(found[box], asked[box]) for box in sorted({*found, *asked})}


def _of_box(findings: Iterable[Finding], questions: int) -> tuple[Mark, ...]:
    severities: dict[str, int] = {}
    strengths: dict[str, bool] = {}
    settled: set[str] = set()
    for finding in findings:
        if finding.state != "open":
            settled.add(finding.state)
        elif finding.kind in WARNINGS:
            rank = RISKS.index(finding.severity)
            severities[finding.theme] = min(rank, severities.get(finding.theme, rank))
        elif finding.kind in GOOD_NEWS:
            is_quiet = finding.kind != "strength"
            strengths[finding.theme] = is_quiet and strengths.get(finding.theme, True)
    ranks = sorted(severities.values())
    marks = [counted(RISKS[rank], ranks.count(rank)) for rank in dict.fromkeys(ranks)][:2]
    if strengths:
        marks.append(counted("strength", len(strengths), all(strengths.values())))
    if questions:
        marks.append(counted("question", questions))
    return tuple(marks[:MOST_ON_A_CARD]) or tuple(Mark(state) for state in sorted(settled, reverse=True)[:1])
