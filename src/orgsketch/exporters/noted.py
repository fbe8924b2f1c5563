"""The numbered lines of the legend, each with the findings or the question it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgsketch.drawing.legend import Entry, disagrees
from orgsketch.drawing.marking import mark_of
from orgsketch.exporters.material import Material
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Disagreement, Finding, OpenQuestion, Source

HOLDS = {"yes": "holds here", "no": "does not hold here", "unknown": "not known whether it holds here"}


@dataclass(frozen=True, slots=True)
class Noted:
    """One number: the findings of one rule (one a team), or an open question."""

    entry: Entry
    findings: tuple[Finding, ...] = ()
    question: OpenQuestion | None = None

    @property
    def first(self) -> Finding | None:
        """The worst of the findings; what a rule says about itself is the same in all."""
        return self.findings[0] if self.findings else None


def noted(material: Material) -> list[Noted]:
    """Every numbered line, in order."""
    findings: dict[tuple[str, str], list[Finding]] = {}
    for finding in material.report.findings:
        findings.setdefault((finding.rule, mark_of(finding).kind), []).append(finding)
    questions = {question.fact: question for question in reversed(material.report.questions)}
    return [
        Noted(entry, (), questions[entry.rule])
        if entry.mark.kind == "question" and entry.rule in questions
        else Noted(entry, tuple(findings.get((entry.rule, entry.mark.kind), ())))
        for entry in material.entries
    ]


def numbers_of(material: Material) -> dict[str, list[int]]:
    """The numbers on every box that has any, ascending."""
    found: dict[str, list[int]] = {}
    for entry in material.entries:
        for box in entry.boxes:
            found.setdefault(box, []).append(entry.number)
    return found


def titles(chart: Chart, boxes: Iterable[str], most: int = 6) -> str:
    """The titles of some boxes, the first few by name."""
    names = [chart.boxes[box].title or _("Untitled") for box in boxes if box in chart.boxes]
    if len(names) <= most:
        return ", ".join(names)
    return _("{names} and {count} more").format(names=", ".join(names[:most]), count=len(names) - most)


def said_by(source: Source) -> str:
    """Who says it and where: "Byron Workman, Reorg time"."""
    return ", ".join(part for part in (source.voice, source.article) if part)


def dissent(dispute: Disagreement) -> str:
    """Who disagrees, when, in which words, and whether that case is this one."""
    quote = f": “{dispute.quote}”" if dispute.when and dispute.quote else ""
    return f"{disagrees(dispute)}{quote} ({_(HOLDS.get(dispute.holds_here, HOLDS['unknown']))})"


def size_in_words(chart: Chart) -> str:
    """How large the chart is: boxes, people, layers, widest span."""
    from orgsketch.drawing.cards import people_count
    from orgsketch.model import tree

    heads = sum(box.heads for box in chart.boxes.values())
    spans = [len(chart.reports(manager)) for manager in tree.managers(chart)]
    return ", ".join(
        [
            plural("{count} box", "{count} boxes", len(chart.boxes)),
            people_count(heads),
            plural("{count} layer", "{count} layers", tree.layers(chart)),
            _("widest span of control {count}").format(count=max(spans, default=0)),
        ]
    )
