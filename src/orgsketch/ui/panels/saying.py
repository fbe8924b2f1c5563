"""Who says what on a finding: quotes with their kind of evidence, dissent voice by voice. No widgets here."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.drawing.declared import own_context, unit_title
from orgsketch.resources import _
from orgsketch.vocabulary.glossary import glossary

if TYPE_CHECKING:
    from pathlib import Path

    from orgsketch.model.chart import Chart
    from orgsketch.model.records import Accepted
    from orgsketch.rules.finding import Disagreement, Finding
    from orgsketch.vocabulary import Vocabulary

HELD_FIRST = ("yes", "unknown", "no")


class Dissent(NamedTuple):
    """One voice that argues the opposite: its conditions, each with whether it holds here, and its words."""

    voice: str
    quote: str
    article: str
    points: tuple[tuple[str, str], ...]


def dissent(finding: Finding) -> tuple[Dissent, ...]:
    """The disagreement on a finding voice by voice; conditions that hold here come first."""
    by_voice: dict[str, list[Disagreement]] = {}
    for dispute in finding.disputed_by:
        by_voice.setdefault(dispute.voice, []).append(dispute)
    return tuple(_merged(voice, disputes) for voice, disputes in by_voice.items())


def _merged(voice: str, disputes: list[Disagreement]) -> Dissent:
    ranked = sorted(disputes, key=lambda dispute: HELD_FIRST.index(dispute.holds_here))
    points = dict.fromkeys((dispute.when, dispute.holds_here) for dispute in ranked)
    said = next((dispute for dispute in ranked if dispute.quote), ranked[0])
    return Dissent(voice, said.quote, said.article, tuple(points))


def evidence(words: Vocabulary, voice: str) -> str:
    """What kind of text a voice speaks in, by its name: "Article", "Comment" ..."""
    known = next((entry for entry in words.voices.values() if entry.name == voice), None)
    kind = words.evidence.get(known.evidence) if known else None
    return kind.title if kind else ""


def context(finding: Finding, chart: Chart, words: Vocabulary) -> str:
    """In whose context a finding holds, and what is said there; "" = in the company's."""
    unit = chart.boxes.get(finding.unit or "")
    said = own_context(unit, words) if unit else None
    if unit is None or said is None:
        return ""
    title = unit_title(unit, words)
    if not said:
        return _("Judged in the context of {unit}.").format(unit=title)
    return _("Judged in the context of {unit}: {said}.").format(unit=title, said=", ".join(said))


def acceptance(chart: Chart, finding: Finding) -> Accepted | None:
    """The acceptance that speaks of a finding, in force or run out."""
    boxes = finding.boxes or (None,)
    found = [entry for entry in chart.accepted.values() if entry.rule == finding.rule and entry.box in boxes]
    return next(iter(sorted(found, key=lambda entry: entry.id)), None)


def accepted_words(entry: Accepted) -> str:
    """Who accepted, until when, why."""
    by = _("Accepted by {name}").format(name=entry.by) if entry.by else _("Accepted")
    until = _(" until {date}").format(date=entry.until) if entry.until else ""
    return f"{by}{until}: {entry.reason}"


def has_run_out(entry: Accepted) -> bool:
    """Whether an acceptance was only for a time that is over."""
    return bool(entry.until) and entry.until < date.today().isoformat()


def spelled_out(text: str, words: Vocabulary, folders: tuple[Path, ...] = ()) -> list[str]:
    """The abbreviations in a text that the glossary knows, each with what it stands for."""
    known = _abbreviations(words.pack_ids, folders)
    return [f"{short}: {whole}" for short, whole in known if re.search(rf"\b{short}s?\b", text)]


@lru_cache(maxsize=8)
def _abbreviations(packs: tuple[str, ...], folders: tuple[Path, ...]) -> tuple[tuple[str, str], ...]:
    """Terms of the form "PMM, product marketing", the longest first."""
    titles = (term.title.partition(", ") for term in glossary(packs, folders).values())
    return tuple((re.escape(short), whole) for short, comma, whole in titles if comma and short.isupper())
