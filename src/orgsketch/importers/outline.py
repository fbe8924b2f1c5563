"""Text becomes a chart: the one-line shorthand, or an indented outline with one box a line.

In an outline deeper means reporting to; tabs, spaces, bullets, numbers, and the repeated marks of headings
(`##`) and work breakdowns (`**`) all indent. Text after a tab is the person in the box.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orgsketch import shorthand
from orgsketch.errors import ImporterError, ShorthandError
from orgsketch.importers.decoding import text_of
from orgsketch.importers.imported import Imported
from orgsketch.importers.siblings import in_order
from orgsketch.model.chart import Chart
from orgsketch.model.ids import BOX, CHART, PERSON, hashed_id
from orgsketch.model.records import Box, Head, Person
from orgsketch.model.text import MAX_LINE, clean_line
from orgsketch.resources import _
from orgsketch.vocabulary import Vocabulary

MAX_LINES = 50_000
TAB = 4

_LINE = re.compile(r"(?P<indent>\s*)(?:(?P<marks>[#*]+|[-+•‣◦–]|\d+[.)])\s+)?(?P<text>\S.*)")
_NOTATION = re.compile(r"[\[{]|//| @ ")
_BEGUN = re.compile(r'\s*(?:"[^"]*":)?(?P<name>[A-Za-z]+)\d*\[')
_HEADINGS = -100


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline."""

    number: int
    depth: int
    title: str
    person: str


def read(path: Path, vocabulary: Vocabulary, mapping: Mapping[str, str]) -> Imported:
    """The chart in a text file. Raises ImporterError or ShorthandError."""
    if mapping:
        raise ImporterError(_("columns can be named for a table only; this is a text."))
    return from_text(text_of(path), path.stem, vocabulary)


def from_text(text: str, title: str, vocabulary: Vocabulary) -> Imported:
    """The chart in a text that was typed or pasted: shorthand if it reads as such, else an outline.

    Raises ImporterError or ShorthandError.
    """
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MAX_LINES:
        raise ImporterError(_("the text has more than {most:,} lines.").format(most=MAX_LINES))
    written = [(number, line) for number, line in lines if not line.startswith("#")]
    if len(written) > 1 and _is_spread(written[0][1], vocabulary):
        return _from_spread(written, vocabulary)
    charts = [(number, line) for number, line in written if _NOTATION.search(line)]
    if (
        charts
        and len(charts) == len(written)
        and _is_shorthand(charts[0], vocabulary, alone=len(charts) == 1)
    ):
        return _from_shorthand(charts, vocabulary)
    entries = [entry for number, line in lines for entry in _entry(number, line)]
    if not entries:
        raise ImporterError(_("the text has no boxes."))
    return _from_outline(entries, title, vocabulary)


def _is_spread(first: str, vocabulary: Vocabulary) -> bool:
    """Whether a line begins shorthand that goes on in the next: a bracket of a known box is still open."""
    begun = _BEGUN.match(first)
    if begun is None or begun["name"] not in vocabulary.names:
        return False
    return first.count("[") > first.count("]")


def _from_spread(lines: Sequence[tuple[int, str]], vocabulary: Vocabulary) -> Imported:
    """Shorthand over several lines; a mistake is placed in its own."""
    text = "\n".join(line for _number, line in lines)
    try:
        return Imported(shorthand.read(text, vocabulary))
    except ShorthandError as error:
        before = (
            text[: error.column - 1].rstrip("\n") if error.column > len(text) else text[: error.column - 1]
        )
        number, _line = lines[before.count("\n")]
        raise ShorthandError(str(error), number, len(before) - before.rfind("\n")) from None


def _is_shorthand(line: tuple[int, str], vocabulary: Vocabulary, *, alone: bool) -> bool:
    """Whether a line reads as shorthand; one that stands alone and looks like it is told its mistake."""
    number, text = line
    try:
        shorthand.read(text, vocabulary, number)
    except ShorthandError:
        if alone:
            raise
        return False
    return True


def _from_shorthand(charts: Sequence[tuple[int, str]], vocabulary: Vocabulary) -> Imported:
    if len(charts) > 1:
        raise ImporterError(
            _("the text holds {count} charts, one a line; a file has one. Keep one of the lines.").format(
                count=len(charts)
            )
        )
    number, text = charts[0]
    return Imported(shorthand.read(text, vocabulary, number))


def _entry(number: int, line: str) -> Iterator[Entry]:
    found = _LINE.match(line)
    if not found:
        return
    marks = found["marks"] or ""
    depth = len(found["indent"].expandtabs(TAB)) + len(marks if marks[:1] in ("*", "#") else marks[:1])
    title, _tab, person = found["text"].partition("\t")
    if clean_line(title):
        yield Entry(
            number, depth + (_HEADINGS if marks.startswith("#") else 0), title.strip(), person.strip()
        )


def _from_outline(entries: Sequence[Entry], title: str, vocabulary: Vocabulary) -> Imported:
    boxes: list[Box] = []
    people: list[Person] = []
    paths: list[tuple[int, str, Box]] = []
    reports: dict[str | None, int] = {}
    for entry in entries:
        while paths and paths[-1][0] >= entry.depth:
            paths.pop()
        manager = paths[-1][2].id if paths else None
        place = reports[manager] = reports.get(manager, 0) + 1
        path = f"{paths[-1][1] if paths else ''}/{place} {entry.title}"
        box = _box(entry, path, manager, vocabulary)
        if entry.person:
            people.append(Person(hashed_id(PERSON, path), clean_line(entry.person)))
            box = replace(box, people=(people[-1].id,))
        boxes.append(box)
        paths.append((entry.depth, path, box))
    head = Head(
        hashed_id(CHART, title, *(box.id for box in boxes)), clean_line(title), packs=vocabulary.pack_ids
    )
    return Imported(Chart.of(head, people=people, boxes=in_order(boxes)), tuple(_cut(entries)))


def _box(entry: Entry, path: str, manager: str | None, vocabulary: Vocabulary) -> Box:
    title = clean_line(entry.title)
    return Box(hashed_id(BOX, path), title, vocabulary.function_of_title(title), manager)


def _cut(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if len(entry.title) > MAX_LINE:
            yield f"line {entry.number} is {len(entry.title):,} characters long; it was cut."
