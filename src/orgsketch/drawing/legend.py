"""The legend of an exported picture: every finding with its number, its sources and who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from orgsketch.drawing.blocks import Block, stacked, written
from orgsketch.drawing.marking import GOOD_NEWS, mark_of
from orgsketch.drawing.marks import Mark, mark_shapes
from orgsketch.drawing.options import ExportOptions
from orgsketch.drawing.picture import Group, Shape
from orgsketch.drawing.quoting import quoted
from orgsketch.drawing.theme import size
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Disagreement, Finding, OpenQuestion, Report
    from orgsketch.vocabulary import Vocabulary

WIDTH = 352.0
INDENT = 40.0
GAP = 18.0
MOST_QUESTIONS = 5
MOST_DISPUTES = {"short": 1, "full": 100}
# How the packs say that no condition is attached.
IN_EVERY_CASE = "in every case"


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered line of the legend; findings of one rule and severity share it.

    `boxes`: the cards its badge stands on, none = the whole chart. `is_lead`: the worst of its section,
    which speaks for it where there is little room.
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
    is_lead: bool = True


def entries(chart: Chart, report: Report, vocabulary: Vocabulary, options: ExportOptions) -> list[Entry]:
    """What the legend lists, numbered: warnings by theme, worst first, then strengths, then questions."""
    shown = [finding for finding in report.findings if is_shown(finding, options)]
    warnings = [finding for finding in shown if finding.kind not in GOOD_NEWS]
    strengths = [finding for finding in shown if finding.kind in GOOD_NEWS]
    most = MOST_DISPUTES[options.sources]
    listed: list[Entry] = []
    for theme in dict.fromkeys(finding.theme for finding in warnings):
        title = vocabulary.themes[theme].title if theme in vocabulary.themes else theme
        listed += [_of_finding(finding, title, most) for finding in warnings if finding.theme == theme]
    listed += [_of_finding(finding, _("Strengths"), most) for finding in strengths]
    listed += [_of_question(question) for question in report.questions if not question.is_set_aside]
    return list(_numbered(_merged(listed)))


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


def blocks(listed: Sequence[Entry], options: ExportOptions) -> Iterator[Block]:
    """The legend as blocks to put into columns; the first of each section carries its heading.

    With short sources the lead of a section says it all, the others their title.
    """
    for entry, after in zip_longest(listed, listed[1:]):
        is_last = after is None or after.is_lead
        is_brief = options.sources == "short" and (not entry.is_lead or entry.mark.kind == "question")
        block = _brief_block(entry, is_last) if is_brief else _entry_block(entry, is_last)
        if entry.is_lead:
            heading = written(entry.section, "label", WIDTH, color="text_muted")
            block = stacked([heading, block], 8)
        yield block


def reasons(said: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """Why it is placed so, of each box that somebody gave a reason for, as blocks after the legend."""
    heading = [written(_("Why it is placed so"), "label", WIDTH, color="text_muted")]
    for name, text in said:
        parts = [written(name, "strong", WIDTH - INDENT)] if name else []
        told = stacked([*parts, written(text, "small", WIDTH - INDENT)], 2)
        group = Group("rationale", name, (Group("text", "", told.shapes, INDENT, 0),))
        yield stacked([*heading, Block((group,), WIDTH, told.height + GAP / 2)], 8)
        heading = []


def is_shown(finding: Finding, options: ExportOptions) -> bool:
    """Whether a finding is on an export at all."""
    if finding.quiet or not options.shows(finding.rule):
        return False
    if finding.state != "open":
        return options.accepted and finding.state == "accepted"
    return options.strengths or finding.kind not in GOOD_NEWS


def _of_finding(finding: Finding, section: str, most_disputes: int) -> Entry:
    source = finding.sources[0] if finding.sources else None
    by_voice = {dispute.voice: dispute for dispute in reversed(finding.disputed_by)}
    disputes = [by_voice[voice] for voice in dict.fromkeys(dispute.voice for dispute in finding.disputed_by)]
    notes = [disagrees(dispute) for dispute in disputes[:most_disputes]]
    more = len(disputes[most_disputes:])
    if more:
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


def _numbered(listed: Iterable[Entry]) -> Iterator[Entry]:
    """The entries with their numbers; the first of each section leads it."""
    section = ""
    for number, entry in enumerate(listed, 1):
        mark = entry.mark._replace(label=str(number))
        yield replace(entry, number=number, mark=mark, is_lead=entry.section != section)
        section = entry.section


def disagrees(dispute: Disagreement) -> str:
    """Who disagrees and when: "David Daniels disagrees when marketing is strategic"."""
    if not dispute.when:
        said = f": {quoted(dispute.quote)}" if dispute.quote else ""
        return _("{voice} disagrees").format(voice=dispute.voice) + said
    if dispute.when.startswith(IN_EVERY_CASE):
        return _("{voice} disagrees {when}").format(voice=dispute.voice, when=dispute.when)
    return _("{voice} disagrees when {when}").format(voice=dispute.voice, when=dispute.when)


def _entry_block(entry: Entry, is_last: bool) -> Block:
    """Number, title, quote with its voice, who disagrees."""
    room = WIDTH - INDENT
    parts = [written(entry.title, "strong", room)]
    if entry.quote:
        parts.append(_quoted(entry.quote, entry.voice, room))
    parts += [written(note, "caption", room, color="text_muted") for note in entry.notes]
    badge = mark_shapes(entry.mark, 12, 11, size("badge_export"), "")
    return _grouped(entry, badge, stacked(parts, 2), GAP if is_last else GAP / 2)


def _brief_block(entry: Entry, is_last: bool) -> Block:
    """Number and title on a smaller scale."""
    decides = entry.notes[0] if entry.mark.kind == "question" and entry.notes else ""
    text = written(entry.title, "small", WIDTH - INDENT, tail=decides)
    return _grouped(entry, mark_shapes(entry.mark, 12, 9, size("badge"), ""), text, GAP if is_last else 6)


def _grouped(entry: Entry, badge: Sequence[Shape], text: Block, gap: float) -> Block:
    shapes = [*badge, Group("text", "", text.shapes, INDENT, 0)]
    spoken = ". ".join(part for part in (entry.title, entry.quote, entry.voice, *entry.notes) if part)
    title = f"{entry.number}. {entry.title}"
    group = Group("finding", f"{entry.number}", shapes, title=title, description=spoken)
    return Block((group,), WIDTH, max(text.height, 20) + gap)


def _quoted(quote: str, voice: str, room: float) -> Block:
    """The quote, and the voice behind it where the last line has room, else below."""
    return written(quoted(quote), "caption", room, tail=voice)
