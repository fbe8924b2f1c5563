"""The slides of text and the speaker notes: findings with quotes, who disagrees, what would change them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.drawing.keys import MARK_TITLES
from orgsketch.drawing.legend import Entry
from orgsketch.drawing.marks import KINDS, Mark
from orgsketch.drawing.quoting import quoted
from orgsketch.exporters.drawingml import Words, height
from orgsketch.exporters.material import Material
from orgsketch.exporters.noted import Noted, dissent, messages, noted, remarks, said_by, titles
from orgsketch.layout.geometry import Rect
from orgsketch.model import tree
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import Dispute

GAP, CLOSE, BEFORE, INSET = 20.0, 10.0, 12.0, 38.0
COLUMNS = 2
# A heading stays with what is below it, which needs so much room at least.
HEADING, KEPT = "heading", 60.0
QUESTION = "question"
LEAST_EVENED = 4
TEXT = 11.0
MOST_DISSENT = 3

# What stands in front: a number of the legend, or a flag or a kind of mark; and the words.
Told: TypeAlias = tuple[Entry | str | None, list[Words]]


@dataclass(frozen=True)
class Block:
    """Paragraphs in their place in a column, with the mark in front of them.

    `is_kept`: stays with the block below it.
    """

    y: float
    height: float
    words: tuple[Words, ...]
    mark: Mark | None
    name: str
    flag: str = ""
    is_kept: bool = False


@dataclass
class Column:
    """The blocks of a column and the entries they speak of; `repeated`: how much a repeated heading takes."""

    blocks: list[Block] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    filled: float = 0.0
    repeated: float = 0.0


def told_findings(material: Material) -> Iterator[Told]:
    """All numbered findings in full."""
    return ((note.entry, _finding_words(material, note)) for note in noted(material) if note.findings)


def open_questions(material: Material) -> Iterator[Told]:
    """All open questions, about whom each is, and what they decide; one that is asked of several once."""
    numbers = {entry.rule: entry for entry in material.entries if entry.mark.kind == "question"}
    asked: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for question in (one for one in material.report.questions if not one.is_set_aside):
        boxes, decided = asked.setdefault((question.fact, question.text), ({}, {}))
        boxes |= {question.about: None} if question.about else {}
        decided |= dict.fromkeys(question.decides)
    for (fact, text), (boxes, decided) in asked.items():
        decides = _("Decides {rules}").format(rules=", ".join(decided))
        below = " · ".join(part for part in (titles(material.chart, boxes), decides) if part)
        words = [Words(text, 13.0, True), Words(below, TEXT, color="muted")]
        yield numbers.get(fact, QUESTION), words


def boxes_without_place(material: Material) -> Iterator[Told]:
    """The boxes that stand nowhere yet, by name."""
    chart = material.chart
    bench = [box for box in tree.walk(chart) if tree.is_unplaced(chart, box)]
    if bench:
        heading = _("Boxes without a place: {count}").format(count=len(bench))
        yield HEADING, [Words(heading, 13.0, True)]
        for box in bench:
            yield None, [Words(material.card(box).name, 12.0)]


def columns(told: Iterable[Told], place: Rect, gap: float = GAP) -> Iterator[list[Column]]:
    """Blocks in reading order over columns as tall as `place`; one that is taller goes on in the next.

    A heading is repeated above what follows it in the next column; the last page fills its columns alike.
    """
    page = [Column()]
    heading: Words | None = None
    for sign, words in told:
        heading = words[0] if sign == HEADING else heading
        room = place.width - (INSET if sign and sign != HEADING else 0)
        rest = words
        while rest:
            more = KEPT if sign == HEADING else 0.0
            taken = _taken(page[-1], rest, room, place.height - more)
            if taken:
                _put(page[-1], sign, rest[:taken], room, gap)
                rest = rest[taken:]
                rest = [_continued(words[0]), *rest] if rest else rest
            if rest and len(page) == COLUMNS:
                yield page
                page = []
            if rest:
                page.append(_next_column(heading if sign != HEADING else None, place.width, gap))
    if page[0].blocks:
        yield _evened(page)


def _next_column(heading: Words | None, room: float, gap: float) -> Column:
    """An empty column, with the heading of what goes on in it."""
    made = Column()
    if heading:
        _put(made, HEADING, [_continued(heading)], room, gap)
        made.repeated = made.filled
    return made


def _evened(page: list[Column]) -> list[Column]:
    """The page with the short texts of its only column dealt out to all."""
    blocks = page[0].blocks
    if len(page) == COLUMNS or len(blocks) < LEAST_EVENED:
        return page
    half = page[0].filled / 2
    # What stands below a heading stays together: its heading could not be seen from the other column.
    has_headings = any(block.is_kept for block in blocks)
    cuts = [n for n, block in enumerate(blocks) if n and (block.is_kept or not has_headings)]
    cut = min(cuts, key=lambda n: abs(blocks[n].y - half), default=0)
    if not cut:
        return page
    moved = [replace(block, y=block.y - blocks[cut].y) for block in blocks[cut:]]
    return [Column(blocks[:cut], page[0].entries), Column(moved)]


def _continued(heading: Words) -> Words:
    """What stands above the rest of a text in the next column."""
    return heading._replace(text=_("{title} (continued)").format(title=heading.text))


def _taken(column: Column, words: Sequence[Words], room: float, tall: float) -> int:
    """How many paragraphs go into the rest of a column; none that would be torn from more without need."""
    taken = _fitting(words, room, tall - column.filled)
    if column.filled <= column.repeated:
        return max(1, taken)
    is_torn = taken < len(words) and (taken < 3 or height(words, room) <= tall)
    return 0 if is_torn else taken


def _fitting(words: Sequence[Words], room: float, tall: float) -> int:
    """How many paragraphs fit."""
    for count in range(len(words), 0, -1):
        if height(words[:count], room) <= tall:
            return count
    return 0


def _put(column: Column, sign: Entry | str | None, words: Sequence[Words], room: float, gap: float) -> None:
    is_heading = sign == HEADING
    if is_heading and column.blocks:
        column.filled += BEFORE
    name = f"{sign.number}" if isinstance(sign, Entry) else f"{len(column.blocks) + 1}"
    mark = sign.mark if isinstance(sign, Entry) else Mark(sign) if sign in KINDS else None
    flag = sign if isinstance(sign, str) and sign not in (*KINDS, HEADING) else ""
    tall = height(words, room)
    column.blocks.append(Block(column.filled, tall, tuple(words), mark, name, flag, is_heading))
    column.filled += tall + (CLOSE if is_heading or not sign else gap)
    if isinstance(sign, Entry) and sign not in column.entries:
        column.entries.append(sign)


def _finding_words(material: Material, note: Noted) -> list[Words]:
    first = note.findings[0]
    where = titles(material.chart, note.entry.boxes) or _("The whole chart")
    kind = _(MARK_TITLES.get(note.entry.mark.kind, note.entry.mark.kind))
    words = [
        Words(first.title, 14.0, True),
        Words(f"{kind} · {first.rule} · {where}", color="muted"),
        *(Words(message, 12.0, space=3) for message in messages(material.chart, note.findings)),
    ]
    for source in first.sources:
        words.append(Words(quoted(source.quote), TEXT, is_italic=True, space=4))
        words.append(Words(said_by(source), color="muted"))
    words += _dissent_words(first.disputed_by)
    if first.remedies:
        remedies = "; ".join(remedy.text for remedy in first.remedies)
        words.append(Words(_("What would change it: {remedies}").format(remedies=remedies), TEXT, space=4))
    return words


def _dissent_words(disputes: Sequence[Dispute]) -> list[Words]:
    """Who disagrees, those whose case may be this one first; the speaker notes have them all."""
    order = ("yes", "unknown", "no")
    ranked = sorted(disputes, key=lambda dispute: order.index(dispute.holds_here))
    words = [Words(dissent(dispute), TEXT, space=3, color="muted") for dispute in ranked[:MOST_DISSENT]]
    more = len(disputes) - MOST_DISSENT
    if more > 0:
        told = plural(
            "{count} more voice disagrees: see the notes", "{count} more voices disagree: see the notes", more
        )
        words.append(Words(told, TEXT, space=3, color="muted"))
    return words


def speaker_notes(notes: Iterable[Noted], context: str = "") -> str:
    """What to say about a slide: its findings with message, sources and dissent."""
    parts = [context] if context else []
    parts += ["\n".join(_note_lines(note)) for note in notes]
    return "\n\n".join(parts)


def _note_lines(note: Noted) -> Iterator[str]:
    yield f"{note.entry.number}. {note.entry.title}"
    if note.question:
        yield _("Decides {rules}").format(rules=", ".join(note.question.decides))
    for finding in note.findings:
        yield finding.message
    if note.first:
        yield note.first.why
        yield from remarks(note.findings)
        yield from (f"{quoted(source.quote)} – {said_by(source)}" for source in note.first.sources)
        yield from map(dissent, note.first.disputed_by)
