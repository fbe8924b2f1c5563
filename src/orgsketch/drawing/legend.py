"""The legend of an exported picture: every finding with its number, its sources and who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import Block, stacked, written
from orgsketch.drawing.marking import GOOD_NEWS, mark_of
from orgsketch.drawing.marks import Mark, mark_shapes
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.theme import size
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Dispute, Finding, OpenQuestion, Report
    from orgsketch.vocabulary import Vocabulary

WIDTH = 352.0
INDENT = 40.0
GAP = 18.0
MOST_QUESTIONS = 6
MOST_DISPUTES = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered line of the legend; findings of one rule and severity share it.

    `boxes`: the cards its badge stands on, none = the whole chart.
    """

    number: int
    section: str
    rule: str
    boxes: tuple[str, ...]
    mark: Mark
    title: str
    quote: str = ""
    voice: str = ""
    notes: tuple[str, ...] = ()


def entries(chart: Chart, report: Report, vocabulary: Vocabulary, options: ExportOptions) -> list[Entry]:
    """What the legend lists, numbered: warnings by theme, worst first, then strengths, then questions."""
    shown = [finding for finding in report.findings if _is_shown(finding, options)]
    warnings = [finding for finding in shown if finding.kind not in GOOD_NEWS]
    strengths = [finding for finding in shown if finding.kind in GOOD_NEWS]
    listed: list[Entry] = []
    for theme in dict.fromkeys(finding.theme for finding in warnings):
        title = vocabulary.themes[theme].title if theme in vocabulary.themes else theme
        listed += [_of_finding(finding, title) for finding in warnings if finding.theme == theme]
    listed += [_of_finding(finding, _("Strengths")) for finding in strengths]
    if options.questions and options.findings != "none":
        listed += [_of_question(question) for question in report.questions]
    return [_numbered(entry, number) for number, entry in enumerate(_merged(listed), 1)]


def _merged(listed: Iterable[Entry]) -> list[Entry]:
    """Entries that say the same as one, with all their cards; of the questions the most decisive."""
    same: dict[tuple[str, str, Mark], Entry] = {}
    for entry in listed:
        key = (entry.section, entry.rule, entry.mark)
        known = same.get(key)
        boxes = dict.fromkeys((*(known.boxes if known else ()), *entry.boxes))
        same[key] = replace(known or entry, boxes=tuple(boxes))
    questions = [entry for entry in same.values() if entry.mark.kind == "question"]
    left_out = set(map(id, questions[MOST_QUESTIONS:]))
    return [entry for entry in same.values() if id(entry) not in left_out]


def blocks(listed: Iterable[Entry], ground: str) -> Iterator[Block]:
    """The legend as blocks to put into columns; the first of each section carries its heading."""
    section = ""
    for entry in listed:
        block = _entry_block(entry, ground)
        if entry.section != section:
            heading = written(entry.section, "label", WIDTH, color="text_muted")
            block = stacked([heading, block], 8)
        section = entry.section
        yield block


def _is_shown(finding: Finding, options: ExportOptions) -> bool:
    if finding.quiet or not options.shows(finding.rule):
        return False
    if finding.state != "open":
        return options.accepted and finding.state == "accepted"
    return options.strengths or finding.kind not in GOOD_NEWS


def _of_finding(finding: Finding, section: str) -> Entry:
    source = finding.sources[0] if finding.sources else None
    notes = [_dissent(dispute) for dispute in finding.disputed_by[:MOST_DISPUTES]]
    if len(finding.disputed_by) > MOST_DISPUTES:
        more = len(finding.disputed_by) - MOST_DISPUTES
        notes.append(plural("{count} more voice disagrees", "{count} more voices disagree", more))
    if not finding.boxes:
        notes.append(_("About the whole chart"))
    return Entry(
        0,
        section,
        finding.rule,
        finding.boxes[:1],
        mark_of(finding),
        finding.title,
        source.quote if source else "",
        source.voice if source else "",
        tuple(notes),
    )


def _of_question(question: OpenQuestion) -> Entry:
    decides = _("Decides {rules}").format(rules=", ".join(question.decides[:6]))
    mark = Mark("question")
    return Entry(
        0,
        _("Open questions"),
        question.fact,
        (question.about,) if question.about else (),
        mark,
        question.text,
        notes=(decides,),
    )


def _numbered(entry: Entry, number: int) -> Entry:
    return replace(entry, number=number, mark=entry.mark._replace(label=str(number)))


def _dissent(dispute: Dispute) -> str:
    said = dispute.when or f"“{dispute.quote}”"
    return _("{voice} disagrees: {said}").format(voice=dispute.voice, said=said)


def _entry_block(entry: Entry, ground: str) -> Block:
    room = WIDTH - INDENT
    parts = [written(entry.title, "strong", room)]
    if entry.quote:
        parts.append(_quoted(entry.quote, entry.voice, room))
    parts += [written(note, "caption", room, color="text_muted") for note in entry.notes]
    text = stacked(parts, 2)
    badge = mark_shapes(entry.mark, 12, 11, size("badge_export"), "")
    shapes: list[Shape] = [*badge, Group("text", "", text.shapes, INDENT, 0)]
    spoken = ". ".join(part for part in (entry.title, entry.quote, entry.voice, *entry.notes) if part)
    group = Group(
        "finding", f"{entry.number}", shapes, title=f"{entry.number}. {entry.title}", description=spoken
    )
    return Block((group,), WIDTH, max(text.height, 24) + GAP)


def _quoted(quote: str, voice: str, room: float) -> Block:
    """The quote, and the voice behind it where the last line has room, else below."""
    return written(f"“{quote}”", "caption", room, tail=voice)
