"""The findings of a brief: at a glance, then each with its sources and who disagrees, then what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from orgsketch.drawing.keys import MARK_TITLES
from orgsketch.drawing.legend import disagrees
from orgsketch.drawing.marks import KINDS
from orgsketch.drawing.quoting import quoted
from orgsketch.exporters.material import Material
from orgsketch.exporters.mdtext import escaped, listed
from orgsketch.exporters.noted import (
    Noted,
    because,
    decided,
    dissent,
    holds_here,
    messages,
    remarks,
    said_by,
    titles,
)
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Disagreement, OpenQuestion

# Those whose case is this one speak first.
_ORDER = ("yes", "unknown", "no")


def glance(material: Material, notes: Sequence[Noted]) -> Iterator[str]:
    """The findings by weight, a line each with their numbers, and how much is open."""
    lines = []
    for kind in KINDS:
        found = [note for note in notes if note.findings and note.entry.mark.kind == kind]
        if found:
            told = "; ".join(f"{escaped(note.entry.title)} ({note.entry.number})" for note in found)
            lines.append(f"- **{_counted(kind, len(found))}**: {told}")
    asked = len(questions_of(material))
    if asked:
        lines.append(f"- {plural('{count} open question', '{count} open questions', asked)}")
    if lines:
        yield f"## {_('At a glance')}"
        yield "\n".join(lines)


def _counted(kind: str, count: int) -> str:
    if kind == "strength":
        return plural("{count} strength", "{count} strengths", count)
    return f"{count} {_(MARK_TITLES[kind]).lower()}"


class Findings:
    """The findings in full. A quote of somebody who disagrees is given once and referred to after that."""

    def __init__(self, material: Material) -> None:
        self.material, self.chart = material, material.chart
        self._quoted: dict[str, int] = {}

    def parts(self, found: Sequence[Noted]) -> Iterator[str]:
        """All of them, theme by theme."""
        yield f"## {_('Findings')}"
        if not found:
            yield _("None are shown.")
        for section, group in groupby(found, key=lambda note: note.entry.section):
            yield f"### {escaped(section)}"
            for note in group:
                yield from self._finding(note)

    def _finding(self, note: Noted) -> Iterator[str]:
        first = note.findings[0]
        word = _(MARK_TITLES.get(note.entry.mark.kind, note.entry.mark.kind))
        yield f"#### {note.entry.number}. {escaped(first.title)}"
        place = titles(self.chart, note.entry.boxes) or _("the whole chart")
        yield f"{escaped(word)} · {escaped(first.rule)} · {escaped(place)}"
        yield from map(escaped, messages(self.chart, note.findings))
        if first.why:
            yield escaped(first.why)
        yield from map(escaped, remarks(note.findings))
        yield from listed(_("Because"), map(escaped, because(self.chart, note.findings)))
        for source in first.sources:
            yield f"> {escaped(quoted(source.quote))} — {escaped(said_by(source))}"
        yield from listed(_("Who disagrees"), map(escaped, self._dissent(note, first.disputed_by)))
        if first.fine_when:
            yield f"**{_('Fine when')}**: {escaped(first.fine_when)}"
        yield from listed(_("What would change it"), (escaped(remedy.text) for remedy in first.remedies))

    def _dissent(self, note: Noted, disputes: Sequence[Disagreement]) -> Iterator[str]:
        ranked = sorted(disputes, key=lambda dispute: _ORDER.index(dispute.holds_here))
        for dispute in ranked:
            at = self._quoted.setdefault(dispute.quote, note.entry.number)
            is_told = at != note.entry.number and self.material.options.sources != "full"
            if is_told and dispute.when and dispute.quote:
                where = _("quoted at {number}").format(number=at)
                yield f"{disagrees(dispute)} ({'; '.join(filter(None, (where, holds_here(dispute))))})"
            else:
                yield dissent(dispute)


def accepted(material: Material, found: Sequence[Noted]) -> Iterator[str]:
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


def questions_of(material: Material) -> list[list[OpenQuestion]]:
    """All that is open, one entry a question with everyone it is asked about."""
    same: dict[str, list[OpenQuestion]] = {}
    for question in material.report.questions:
        same.setdefault(question.text, []).append(question)
    return list(same.values())


def questions(material: Material) -> Iterator[str]:
    """All that is open, not only what the legend has room for."""
    lines = []
    for asked in questions_of(material):
        about = titles(material.chart, (one.about for one in asked if one.about))
        codes = dict.fromkeys(code for one in asked for code in one.decides)
        notes = [about, _("“don’t know” was answered") if all(one.is_set_aside for one in asked) else ""]
        told = "; ".join(filter(None, notes))
        lines.append(f"- **{escaped(asked[0].text)}**" + (f" {escaped(told)}" if told else ""))
        lines.append(f"  - {escaped(_('Decides: {rules}').format(rules=decided(material.book, codes)))}")
    if lines:
        yield f"## {_('Open questions')}"
        yield "\n".join(lines)
