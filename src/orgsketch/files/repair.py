"""What a broken chart file needs so that its chart can be shown: each fault mended, and named.

Nothing is mended silently and nothing on disk is touched: the app shows the list, commands refuse the file.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from orgsketch.files.document import TABLES
from orgsketch.files.jsontext import Path, Twice
from orgsketch.files.problems import Problem
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.ids import hashed_id
from orgsketch.model.records import Accepted, Box, Tick
from orgsketch.model.text import flaw, mended
from orgsketch.resources import _

_ASCII = bytes(range(128))
_PREFIXES = {
    "people": "p_",
    "boxes": "b_",
    "relations": "r_",
    "accepted": "a_",
    "ticks": "t_",
    "conflicts": "x_",
}


def separate_twins(raw: dict[str, Any]) -> list[Problem]:
    """Give records that share an id one each: the first keeps it, the others get a new one."""
    problems: list[Problem] = []
    for table in TABLES:
        records: Any = raw.get(table)
        for key in _twins(records):
            first, *others = records[key]
            records[key] = first
            for place, other in enumerate(others):
                fresh = hashed_id(_PREFIXES[table], key, str(place))
                records[fresh] = other
                problems.append(
                    Problem(
                        (table, key), _("occurs more than once; the copy is now {fresh}").format(fresh=fresh)
                    )
                )
    return problems


def _twins(records: Any) -> list[str]:
    return [key for key, entry in records.items() if type(entry) is Twice] if type(records) is dict else []


def clean_texts(raw: dict[str, Any], text: str) -> list[Problem]:
    """Take out of every text what no chart may hold (control characters, other forms than NFC).

    `text` is the whole file, which nearly always settles at once that there is nothing to do.
    """
    problems: list[Problem] = []
    waiting: list[tuple[Path, Any]] = [] if is_surely_clean(text) else [((), raw)]
    while waiting:
        path, holder = waiting.pop()
        for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(key, str) and flaw(key):
                problems.append(Problem((*path, key), _("has a name that {flaw}").format(flaw=flaw(key))))
                _rename(holder, key)
            elif isinstance(value, str) and flaw(value):
                problems.append(Problem((*path, key), flaw(value)))
                holder[key] = mended(value)
            elif isinstance(value, dict | list):
                waiting.append(((*path, key), value))
    return problems


def is_surely_clean(text: str) -> bool:
    """Whether no string of a JSON text can hold an unwanted character."""
    if "\\u" in text or "\x7f" in text:
        return False
    if text.isascii():
        return True
    foreign = text.encode().translate(None, _ASCII).decode()
    return not flaw(foreign) and unicodedata.is_normalized("NFC", text)


def _rename(holder: dict[str, Any], key: str) -> None:
    """Put a value under the mended key; where that is taken, both stay, to be reported."""
    value, clean = holder.pop(key), mended(key)
    holder[clean] = Twice([holder[clean], value]) if clean in holder else value


def tie_loose_ends(chart: Chart) -> tuple[Chart, list[Problem]]:
    """The chart without lines to nowhere and without reporting loops, and what was cut."""
    problems = [*_loose_boxes(chart), *_loose_records(chart), *_loops(chart)]
    if not problems:
        return chart, []
    cut = {problem.path[1] for problem in problems if problem.path[2:] == ("reports_to",)}
    tied = Chart.of(
        chart.head,
        people=chart.people.values(),
        boxes=[_tied(chart, box, cut=box.id in cut) for box in chart.boxes.values()],
        relations=[
            line for line in chart.relations.values() if line.start in chart.boxes and line.end in chart.boxes
        ],
        accepted=[entry for entry in chart.accepted.values() if not _is_loose(chart, entry)],
        ticks=[entry for entry in chart.ticks.values() if not _is_loose(chart, entry)],
        conflicts=chart.conflicts.values(),
    )
    return tied, problems


def _tied(chart: Chart, box: Box, *, cut: bool) -> Box:
    people = tuple(person for person in box.people if person in chart.people)
    return replace(box, people=people, reports_to=None if cut else box.reports_to)


def _loose_boxes(chart: Chart) -> Iterator[Problem]:
    for box in sorted(set(chart.index.reports) - {""} - set(chart.boxes)):
        for report in chart.reports(box):
            yield Problem(
                ("boxes", report, "reports_to"), _("is {box}, which is not on the chart").format(box=box)
            )
    for person in sorted(set(chart.index.seats) - set(chart.people)):
        for box in chart.seats(person):
            yield Problem(
                ("boxes", box, "people"), _("names {person}, who is not on the chart").format(person=person)
            )


def _loose_records(chart: Chart) -> Iterator[Problem]:
    for line in chart.relations.values():
        for end, box in (("from", line.start), ("to", line.end)):
            if box not in chart.boxes:
                yield Problem(
                    ("relations", line.id, end), _("is {box}, which is not on the chart").format(box=box)
                )
    judged: dict[str, Iterable[Accepted | Tick]] = {
        "accepted": chart.accepted.values(),
        "ticks": chart.ticks.values(),
    }
    for table, entries in judged.items():
        for entry in entries:
            if _is_loose(chart, entry):
                yield Problem(
                    (table, entry.id, "box"), _("is {box}, which is not on the chart").format(box=entry.box)
                )


def _is_loose(chart: Chart, entry: Accepted | Tick) -> bool:
    return entry.box is not None and entry.box not in chart.boxes


def _loops(chart: Chart) -> Iterator[Problem]:
    for ring in tree.loops(chart):
        line = " to ".join((*ring[:5], *(["..."] if len(ring) > 5 else []), ring[0]))
        yield Problem(
            ("boxes", ring[0], "reports_to"), _("makes a loop of reporting lines: {line}").format(line=line)
        )
