"""A brief in Markdown: the context, the option, what was found and who says it, and what is still open.

It is CommonMark; text of the chart is escaped, so that a title is never a link, a heading or HTML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from orgsketch.drawing.badges import UNIT, Sign
from orgsketch.drawing.cards import detail_line
from orgsketch.drawing.declared import RATIONALE, capital, of_units
from orgsketch.drawing.keys import NO_ABSOLUTE, NO_ABSOLUTE_BY
from orgsketch.drawing.relations import kind_title
from orgsketch.exporters.material import Material
from orgsketch.exporters.mdfindings import Findings, accepted, glance, questions
from orgsketch.exporters.mdtext import escaped
from orgsketch.exporters.moves import moves
from orgsketch.exporters.noted import noted, size_in_words
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Answer
from orgsketch.resources import _
from orgsketch.vocabulary.records import Question

# Deeper lists are cut off by parsers; boxes further down stay on this level and name their manager.
DEEPEST = 8
# So many people of a seat are named.
MOST_NAMES = 6


def write(material: Material) -> bytes:
    """The brief of a chart."""
    return text(material).encode("utf-8")


def text(material: Material) -> str:
    """The brief as text."""
    notes = noted(material)
    found = [note for note in notes if note.findings]
    parts = [
        *_head(material),
        *glance(material, notes),
        *_context(material),
        *_option(material),
        *Findings(material).parts([note for note in found if note.entry.mark.kind != "accepted"]),
        *accepted(material, [note for note in found if note.entry.mark.kind == "accepted"]),
        *questions(material),
        f"---\n\n{escaped(NO_ABSOLUTE)} — {escaped(NO_ABSOLUTE_BY)}",
    ]
    return "\n\n".join(parts) + "\n"


def _head(material: Material) -> Iterator[str]:
    options = material.options
    yield f"# {escaped(material.title)}"
    line = " · ".join(escaped(part) for part in (options.author, options.date, options.mark) if part)
    if line:
        yield line
    if material.chart.head.notes:
        yield escaped(material.chart.head.notes)


def _context(material: Material) -> Iterator[str]:
    """What the company says about itself, question by question."""
    answers = material.chart.head.answers
    asked = [
        q
        for q in material.book.vocabulary.questions.values()
        if q.is_of_company and q.answer_key in answers and q.answer_key != RATIONALE
    ]
    lines = [_answered(question, answers[question.answer_key]) for question in sorted(asked, key=_rank)]
    lines += [f"- {escaped(said)}" for said in of_units(material.chart, material.book.vocabulary)]
    yield f"## {_('Context')}"
    yield "\n".join(lines) or _("Nothing is declared about the company.")
    if material.rationale:
        yield f"### {_('Why it is placed so')}"
        yield "\n".join(
            f"- **{escaped(name)}** {escaped(text)}" if name else f"- {escaped(text)}"
            for name, text in material.rationale
        )


def _rank(question: Question) -> int:
    return question.rank


def _answered(question: Question, said: Answer) -> str:
    """A question, its answer, and who gave it."""
    values = said.value if isinstance(said.value, tuple) else (said.value,)
    told = _("not known") if said.is_unknown else ", ".join(map(question.choice_text, values))
    proof = ", ".join(part for part in (said.by, said.evidence) if part)
    line = f"- {escaped(question.text)} **{escaped(capital(told))}**"
    return line + (f" ({escaped(proof)})" if proof else "")


def _option(material: Material) -> Iterator[str]:
    chart = material.chart
    based_on = material.baseline.chart.title if material.baseline else _title_of_base(chart)
    yield f"## {_('The option') if based_on else _('The chart')}"
    basis = _(" Based on “{title}”.").format(title=escaped(based_on)) if based_on else ""
    yield f"{escaped(size_in_words(chart))}.{basis}"
    if material.baseline:
        changes = [_change(*move) for move in moves(material.baseline.chart, chart, material.book.vocabulary)]
        yield f"### {_('What changes')}"
        yield "\n".join(changes) or _("Nothing.")
    placed, loose = _outline(material)
    yield f"### {_('Reporting lines')}"
    yield "\n".join(placed) or _("There are no boxes.")
    if loose:
        yield f"### {_('Not placed yet')}"
        yield "\n".join(loose)
    lines = list(_lines(material))
    if lines:
        yield f"### {_('Other lines')}"
        yield "\n".join(lines)


def _title_of_base(chart: Chart) -> str:
    return chart.head.based_on.title if chart.head.based_on else ""


def _change(kind: str, _box: str, title: str, what: str, was: str, now: str) -> str:
    told = f"{escaped(was or '–')} → {escaped(now or '–')}"
    return f"- **{escaped(title)}** {escaped(_(kind))}, {escaped(what)}: {told}"


def _outline(material: Material) -> tuple[list[str], list[str]]:
    """Every box as a nested list, and those that wait for a place."""
    chart = material.chart
    depth: dict[str, int] = {}
    placed: list[str] = []
    loose: list[str] = []
    for box in tree.walk(chart):
        record = chart.boxes[box]
        level = depth[box] = depth[record.reports_to] + 1 if record.reports_to else 0
        told = f"{_title(material, box)} – {escaped(_detail(material, box))}"
        if level > DEEPEST and record.reports_to:
            told += _(" (reports to {manager})").format(manager=_title(material, record.reports_to))
        (loose if tree.is_unplaced(chart, box) else placed).append(f"{'  ' * min(level, DEEPEST)}- {told}")
    return placed, loose


def _detail(material: Material, box: str) -> str:
    """As on the card, with all who sit there."""
    chart, names = material.chart, material.options.names
    everybody = detail_line(chart, chart.boxes[box], names, MOST_NAMES)
    made = material.card(box)
    return replace(made, detail=everybody, badges=tuple(map(_briefly, made.badges))).told


def _briefly(badge: Sign) -> Sign:
    """What a box says of its own context stands above already."""
    return badge._replace(words=_("a context of its own")) if badge.icon == UNIT else badge


def _lines(material: Material) -> Iterator[str]:
    """Every line but the reporting lines, as the boxes stand; those that say the same to several as one."""
    chart = material.chart
    place = {box: number for number, box in enumerate(tree.walk(chart))}
    alike = sorted(chart.relations.values(), key=lambda line: (place[line.start], line.kind, line.label))
    for (start, kind, label), group in groupby(alike, key=lambda line: (line.start, line.kind, line.label)):
        ends = ", ".join(
            _title(material, end) for end in sorted((line.end for line in group), key=place.__getitem__)
        )
        told = f"- {_title(material, start)} – *{escaped(kind_title(kind))}* – {ends}"
        yield told + (f" ({escaped(label)})" if label else "")


def _title(material: Material, box: str) -> str:
    return escaped(material.chart.boxes[box].title or _("Untitled"))
