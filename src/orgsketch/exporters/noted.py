"""The numbered lines of the legend, each with the findings or the question it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgsketch.drawing.legend import IN_EVERY_CASE, Entry, disagrees
from orgsketch.drawing.marking import mark_of
from orgsketch.drawing.quoting import quoted
from orgsketch.exporters.material import Material
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Disagreement, Finding, OpenQuestion, Reason, Source
    from orgsketch.rules.pack import Book

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
    """Who says it and where: "Byron Workman, Reorg time"; unnamed authors are named by their article."""
    parts = (source.voice, "" if source.article in source.voice else source.article)
    return ", ".join(part for part in parts if part)


def dissent(dispute: Disagreement) -> str:
    """Who disagrees, when, in which words, and whether that case is this one."""
    quote = f": {quoted(dispute.quote)}" if dispute.when and dispute.quote else ""
    return f"{disagrees(dispute)}{quote}" + (f" ({here})" if (here := holds_here(dispute)) else "")


def holds_here(dispute: Disagreement) -> str:
    """Whether the case of who disagrees is this one; "" where it is said to be so in every case."""
    if dispute.when.startswith(IN_EVERY_CASE):
        return ""
    return _(HOLDS.get(dispute.holds_here, HOLDS["unknown"]))


def messages(chart: Chart, findings: Iterable[Finding]) -> list[str]:
    """What the findings of a rule say; of those that differ in the name of their box only the first."""
    told = _alike(chart, ((_message(chart, f), f.boxes[0] if len(f.boxes) == 1 else None) for f in findings))
    return [
        _("{message} The same holds for {others}.").format(message=text, others=named(chart, others))
        if others
        else text
        for text, others in told
    ]


def _message(chart: Chart, finding: Finding) -> str:
    """What a finding says, and in whose context it holds where it is not the company's."""
    unit = finding.unit
    if unit is None or unit in finding.boxes or unit not in chart.boxes:
        return finding.message
    text = _("In the context of {unit}: {message}")
    return text.format(unit=chart.boxes[unit].title or _("Untitled"), message=finding.message)


def because(chart: Chart, findings: Iterable[Finding]) -> list[str]:
    """The facts behind findings, each once; what is not known is said to be so."""
    reasons = (reason for finding in findings for reason in finding.because)
    return [
        _("{fact}; so it is with {others}").format(fact=text, others=named(chart, others)) if others else text
        for text, others in _alike(chart, ((fact(reason), reason.about) for reason in reasons))
    ]


def remarks(findings: Iterable[Finding]) -> list[str]:
    """What is noted beside findings: that a date has passed, who answered alone."""
    return list(dict.fromkeys(f"{remark}." for finding in findings for remark in finding.noted))


def fact(reason: Reason) -> str:
    """A reason in words: what holds, or what nobody has answered."""
    return (
        reason.text if reason.holds == "yes" else _("Not answered: {question}").format(question=reason.text)
    )


def decided(book: Book, codes: Iterable[str]) -> str:
    """What an answer decides, by title and code: "Targets are not clear (OBJ104)"."""
    texts = book.texts
    return "; ".join(f"{texts[code].title} ({code})" if code in texts else code for code in codes)


def named(chart: Chart, boxes: Iterable[str]) -> str:
    """Some boxes as a phrase: "A, B and C"."""
    *first, last = [chart.boxes[box].title or _("Untitled") for box in boxes if box in chart.boxes] or [""]
    return _("{some} and {last}").format(some=", ".join(first), last=last) if first else last


def _alike(chart: Chart, said: Iterable[tuple[str, str | None]]) -> list[tuple[str, list[str]]]:
    """Sentences, each once, with the further boxes of which the same is said in the same words."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for text, about in said:
        title = chart.boxes[about].title if about and about in chart.boxes else ""
        first, others = found.setdefault(text.replace(title, "\0") if title else text, (text, {}))
        if first != text and about:
            others[about] = None
    return [(text, list(others)) for text, others in found.values()]


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
