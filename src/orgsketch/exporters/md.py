"""A brief in Markdown: the context, the option, what was found and who says it, and what is still open.

It is CommonMark; text of the chart is escaped, so that a title is never a link, a heading or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from orgsketch.drawing.keys import MARK_TITLES, NO_ABSOLUTE, NO_ABSOLUTE_BY, RATIONALE
from orgsketch.drawing.relations import kind_title
from orgsketch.exporters.material import Material
from orgsketch.exporters.moves import moves
from orgsketch.exporters.noted import Noted, dissent, noted, said_by, size_in_words, titles
from orgsketch.model import tree
from orgsketch.resources import _

# Deeper lists are cut off by parsers; boxes further down stay on this level and name their manager.
DEEPEST = 8
_INLINE = re.compile(r"([\\`*_\[\]<>|~$@#]|&(?=#?\w+;)|(?<=\w):(?=//)|(?<=www)\.)")
_START = re.compile(r"^(?=[-+=])|^(\d{1,9})(?=[.)](?:\s|$))")


def write(material: Material) -> bytes:
    """The brief of a chart."""
    return text(material).encode("utf-8")


def text(material: Material) -> str:
    """The brief as text."""
    notes = noted(material)
    found = [note for note in notes if note.findings]
    parts = [
        *_head(material),
        *_context(material),
        *_option(material),
        *_findings(material, [note for note in found if note.entry.mark.kind != "accepted"]),
        *_accepted(material, [note for note in found if note.entry.mark.kind == "accepted"]),
        *_questions(material),
        f"---\n\n{escaped(NO_ABSOLUTE)} — {escaped(NO_ABSOLUTE_BY)}",
    ]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Text of the chart as text of Markdown, on one line."""
    line = _INLINE.sub(r"\\\1", " ".join(text.split()))
    return _START.sub(lambda start: (start.group(1) or "") + "\\", line, count=1)


def _head(material: Material) -> Iterator[str]:
    options = material.options
    yield f"# {escaped(material.title)}"
    line = " · ".join(escaped(part) for part in (options.author, options.date, options.mark) if part)
    if line:
        yield line


def _context(material: Material) -> Iterator[str]:
    """What the company says about itself, question by question."""
    answers = material.chart.head.answers
    asked = [
        q
        for q in material.book.vocabulary.questions.values()
        if q.is_of_company and q.answer_key in answers and q.answer_key != RATIONALE
    ]
    lines = []
    for question in sorted(asked, key=lambda question: question.rank):
        said = answers[question.answer_key]
        values = said.value if isinstance(said.value, tuple) else (said.value,)
        told = (
            _("not known") if said.is_unknown else ", ".join(question.choice_text(value) for value in values)
        )
        proof = ", ".join(part for part in (said.by, said.evidence) if part)
        lines.append(
            f"- {escaped(question.text)} **{escaped(told)}**" + (f" ({escaped(proof)})" if proof else "")
        )
    yield f"## {_('Context')}"
    yield "\n".join(lines) or _("Nothing is declared about the company.")
    if material.rationale:
        yield f"### {_('Why it is placed so')}"
        yield "\n".join(
            f"- **{escaped(name)}** {escaped(text)}" if name else f"- {escaped(text)}"
            for name, text in material.rationale
        )
    if material.chart.head.notes:
        yield escaped(material.chart.head.notes)


def _option(material: Material) -> Iterator[str]:
    chart = material.chart
    yield f"## {_('The option')}"
    base = (
        material.baseline.chart.title
        if material.baseline
        else chart.head.based_on.title
        if chart.head.based_on
        else ""
    )
    basis = _(" Based on {title}.").format(title=escaped(base)) if base else ""
    yield f"{escaped(size_in_words(chart))}.{basis}"
    if material.baseline:
        changes = [_change(*move) for move in moves(material.baseline.chart, chart)]
        yield f"### {_('What changes')}"
        yield "\n".join(changes) or _("Nothing.")
    yield f"### {_('Reporting lines')}"
    yield "\n".join(_outline(material)) or _("There are no boxes.")
    lines = [chart.relations[key] for key in sorted(chart.relations)]
    if lines:
        yield f"### {_('Other lines')}"
        yield "\n".join(
            f"- {_title(material, line.start)} – *{escaped(kind_title(line.kind))}* – "
            f"{_title(material, line.end)}" + (f" ({escaped(line.label)})" if line.label else "")
            for line in lines
        )


def _change(kind: str, _box: str, title: str, what: str, was: str, now: str) -> str:
    told = f"{escaped(was or '–')} → {escaped(now or '–')}"
    return f"- **{escaped(title)}** {escaped(_(kind))}, {escaped(what)}: {told}"


def _outline(material: Material) -> Iterator[str]:
    """Every box as a nested list."""
    chart = material.chart
    depth: dict[str, int] = {}
    for box in tree.walk(chart):
        record = chart.boxes[box]
        level = depth[box] = depth[record.reports_to] + 1 if record.reports_to else 0
        told = f"{_title(material, box)} – {escaped(material.card(box).told)}"
        if level > DEEPEST and record.reports_to:
            told += _(" (reports to {manager})").format(manager=_title(material, record.reports_to))
        yield f"{'  ' * min(level, DEEPEST)}- {told}"


def _findings(material: Material, found: list[Noted]) -> Iterator[str]:
    yield f"## {_('Findings')}"
    if not found:
        yield _("None are shown.")
    for section, group in groupby(found, key=lambda note: note.entry.section):
        yield f"### {escaped(section)}"
        for note in group:
            yield from _finding(material, note)


def _finding(material: Material, note: Noted) -> Iterator[str]:
    first = note.first
    if first is None:
        return
    word = _(MARK_TITLES.get(note.entry.mark.kind, note.entry.mark.kind))
    yield f"#### {note.entry.number}. {escaped(first.title)}"
    place = titles(material.chart, note.entry.boxes) or _("the whole chart")
    yield f"{escaped(word)} · {escaped(first.rule)} · {escaped(place)}"
    yield from (escaped(finding.message) for finding in note.findings)
    if first.why:
        yield escaped(first.why)
    yield from _listed(_("Because"), (reason.text for finding in note.findings for reason in finding.because))
    for source in first.sources:
        yield f"> “{escaped(source.quote)}” — {escaped(said_by(source))}"
    yield from _listed(_("Who disagrees"), map(dissent, first.disputed_by))
    if first.fine_when:
        yield f"**{_('Fine when')}**: {escaped(first.fine_when)}"
    yield from _listed(_("What would change it"), (remedy.text for remedy in first.remedies))


def _accepted(material: Material, found: list[Noted]) -> Iterator[str]:
    """What the company lives with, and why."""
    if not found:
        return
    reasons = {(entry.rule, entry.box): entry for entry in material.chart.accepted.values()}
    lines = []
    for finding in (finding for note in found for finding in note.findings):
        entry = reasons.get((finding.rule, finding.boxes[0] if finding.boxes else None))
        told = ", ".join(part for part in (entry.reason, entry.by, entry.until) if part) if entry else ""
        where = titles(material.chart, finding.boxes[:1])
        lines.append(
            f"- **{escaped(finding.title)}** ({escaped(finding.rule)})"
            + (f", {escaped(where)}" if where else "")
            + (f": {escaped(told)}" if told else "")
        )
    yield f"## {_('Accepted')}"
    yield "\n".join(lines)


def _questions(material: Material) -> Iterator[str]:
    """All that is open, not only what the legend has room for."""
    if not material.report.questions:
        return
    yield f"## {_('Open questions')}"
    lines = []
    for question in material.report.questions:
        about = titles(material.chart, (question.about,)) if question.about else ""
        place = f" ({escaped(about)})" if about else ""
        decides = _("decides {rules}").format(rules=", ".join(question.decides))
        lines.append(f"- {escaped(question.text)}{place} – {escaped(decides)}")
    yield "\n".join(lines)


def _listed(heading: str, entries: Iterable[str]) -> Iterator[str]:
    lines = [f"- {escaped(entry)}" for entry in dict.fromkeys(entries)]
    if lines:
        yield f"**{heading}**"
        yield "\n".join(lines)


def _title(material: Material, box: str) -> str:
    return escaped(material.chart.boxes[box].title or _("Untitled"))
