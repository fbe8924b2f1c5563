"""A table of people or positions becomes a chart: CSV with any of the usual headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from orgsketch.errors import ImporterError
from orgsketch.importers import columns, content, delimited, managers
from orgsketch.importers.columns import (
    ASSISTANT,
    DOTTED,
    EMAIL,
    FIRST,
    HEADCOUNT,
    ID,
    IGNORE,
    LAST,
    MANAGER,
    NAME,
    OWN,
    TITLE,
    VACANT,
)
from orgsketch.importers.decoding import text_of
from orgsketch.importers.delimited import Row
from orgsketch.importers.drawn import drawn
from orgsketch.importers.imported import Imported
from orgsketch.importers.managers import Entry, Lines
from orgsketch.importers.siblings import in_order
from orgsketch.model.chart import Chart
from orgsketch.model.ids import BOX, CHART, PERSON, RELATION, hashed_id
from orgsketch.model.records import Box, Head, Person, Relation
from orgsketch.model.shapes import MAX_HEADCOUNT
from orgsketch.model.text import MAX_LINE, MAX_NOTES, clean_line, clean_notes
from orgsketch.resources import _
from orgsketch.vocabulary import Vocabulary

YES = frozenset({"true", "t", "yes", "y", "x", "1", "open", "vacant", "ja"})
SINGLE = (ID, NAME, FIRST, LAST, TITLE, EMAIL, ASSISTANT, HEADCOUNT, VACANT, *OWN)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table and which column each field is in."""

    header: tuple[str, ...]
    rows: list[Row]
    places: Mapping[str, int]
    ignored: frozenset[int]

    def cell(self, row: Row, field: str) -> str:
        """The text of a field in a row, "" when there is none. The mark against formulas is taken off."""
        place = self.places.get(field, -1)
        return _unmarked(row.cells[place]) if 0 <= place < len(row.cells) else ""

    def name(self, row: Row) -> str:
        """The full name in a row; a column called name beside last names holds first names."""
        name, first, last = (self.cell(row, field) for field in (NAME, FIRST, LAST))
        if first or (last and last.casefold() not in name.casefold()):
            return " ".join(filter(None, (first or name, last)))
        return name or last

    def other(self, row: Row) -> Iterator[tuple[str, str]]:
        """The columns that are no field of a chart."""
        taken = {*self.places.values(), *self.ignored}
        for place, text in enumerate(row.cells):
            if text and place not in taken:
                header = self.header[place] if place < len(self.header) else ""
                yield header or f"column {place + 1}", _unmarked(text)


def read(path: Path, vocabulary: Vocabulary, mapping: Mapping[str, str]) -> Imported:
    """The chart in a CSV file of any dialect."""
    return from_rows(delimited.rows_of(text_of(path)), path.stem, vocabulary, mapping)


def read_workbook(path: Path, vocabulary: Vocabulary, mapping: Mapping[str, str]) -> Imported:
    """The chart in the first sheet of a workbook."""
    from orgsketch.importers import xlsx

    rows = [Row(number, tuple(map(str.strip, cells))) for number, cells in enumerate(xlsx.rows(path), 1)]
    return from_rows([row for row in rows if any(row.cells)], path.stem, vocabulary, mapping)


def from_rows(
    rows: Sequence[Row], title: str, vocabulary: Vocabulary, mapping: Mapping[str, str] | None = None
) -> Imported:
    """The chart in the rows of a table. `mapping`: header -> field, for what is not recognised.

    Raises ImporterError when the table says nothing about who reports to whom.
    """
    if not rows:
        raise ImporterError(_("the table has no rows."))
    header, rest = columns.header_and_rows(rows)
    if not rest:
        raise ImporterError(_("the table has a header and no rows."))
    table, entries, lines = _best(header, rest, columns.candidates(header.cells, mapping or {}))
    return _Maker(table, entries, lines, vocabulary).imported(title)


def _best(header: Row, rows: list[Row], found: Mapping[str, list[int]]) -> tuple[Table, list[Entry], Lines]:
    """The table read with the pair of id and manager columns that finds the most managers."""
    if not found[MANAGER]:
        names = ", ".join(filter(None, header.cells)) or "without names"
        raise ImporterError(
            _(
                "no column says who reports to whom; name one as COLUMN=manager. The columns are {names}."
            ).format(names=names)
        )
    if not any(found[field] for field in (NAME, FIRST, LAST, TITLE, ID)):
        raise ImporterError(_("no column has a name or a title; name one as COLUMN=name or COLUMN=title."))
    single = {field: found[field][0] for field in SINGLE if found[field]}
    readings = []
    for manager in found[MANAGER]:
        for key in found[ID] or [-1]:
            places = {**single, MANAGER: manager, ID: key, DOTTED: (found[DOTTED] or [-1])[0]}
            used = {field: place for field, place in places.items() if place >= 0}
            table = Table(header.cells, rows, used, frozenset(found[IGNORE]))
            entries = [_entry(table, row) for row in rows]
            readings.append((table, entries, managers.reporting_lines(entries)))
    table, entries, lines = max(readings, key=lambda reading: reading[2].matched)
    if lines.asked and not lines.matched:
        column = header.cells[table.places[MANAGER]]
        raise ImporterError(
            _("nobody that the column {column!r} names is in the table, by id, e-mail or name.").format(
                column=column
            )
        )
    return table, entries, lines


def _entry(table: Table, row: Row) -> Entry:
    name = table.name(row) or table.cell(row, TITLE)
    return Entry(row.number, table.cell(row, ID), table.cell(row, EMAIL), name, table.cell(row, MANAGER))


@dataclass(frozen=True, slots=True)
class _Maker:
    table: Table
    entries: Sequence[Entry]
    lines: Lines
    vocabulary: Vocabulary

    def imported(self, title: str) -> Imported:
        keys = self._keys()
        problems = [*managers.doubled_ids(self.entries), *self.lines.problems]
        people: dict[str, Person] = {}
        boxes: list[Box] = []
        for place, row in enumerate(self.table.rows):
            person = self._person(row, keys[place])
            if person:
                people.setdefault(person.id, person)
            box, seated = self._filled(self._box(place, row, keys, person), row)
            boxes.append(box)
            people.update((one.id, one) for one in seated)
            problems += [(row.number, text) for text in self._cut(row)]
        relations, loose = self._lines(keys)
        head = Head(
            hashed_id(CHART, title, *keys), _chart_title(boxes, title), packs=self.vocabulary.pack_ids
        )
        chart = Chart.of(head, people=people.values(), boxes=in_order(boxes), relations=relations)
        said = tuple(f"row {number} {text}." for number, text in sorted([*problems, *loose]))
        return Imported(chart, said, self._columns())

    def _keys(self) -> list[str]:
        """A box id for every row, the same whenever the same table is read."""
        keys: dict[str, None] = {}
        for entry in self.entries:
            parts = (entry.id, entry.email, entry.name)
            fresh = content.own_id(entry.id) or hashed_id(BOX, *parts)
            again = 0
            while fresh in keys:
                again += 1
                fresh = hashed_id(BOX, *parts, str(again))
            keys[fresh] = None
        return list(keys)

    def _filled(self, box: Box, row: Row) -> tuple[Box, list[Person]]:
        """The box with what our own columns say."""
        if not any(field in self.table.places for field in OWN):
            return box, []
        headers = {field: self.table.header[place] for field, place in self.table.places.items()}
        return content.filled(box, lambda field: self.table.cell(row, field), headers, self.vocabulary)

    def _person(self, row: Row, key: str) -> Person | None:
        name, email = clean_line(self.table.name(row)), clean_line(self.table.cell(row, EMAIL))
        if not name or not self.table.cell(row, TITLE):
            return None
        return Person(hashed_id(PERSON, email.casefold() or key), name, email)

    def _box(self, place: int, row: Row, keys: Sequence[str], person: Person | None) -> Box:
        cell = self.table.cell
        title = clean_line(cell(row, TITLE) or self.table.name(row) or cell(row, ID))
        manager = self.lines.manager_of.get(place)
        headcount, rest = self._headcount(row)
        if not person and cell(row, EMAIL):
            rest[self.table.header[self.table.places[EMAIL]]] = clean_notes(cell(row, EMAIL))
        return Box(
            keys[place],
            title,
            self.vocabulary.function_of_title(title),
            None if manager is None else keys[manager],
            people=(person.id,) if person else (),
            headcount=headcount,
            assistant=cell(row, ASSISTANT).casefold() in YES,
            external_id=clean_line(cell(row, ID)),
            fields={
                clean_line(name): clean_notes(text) for name, text in [*self.table.other(row), *rest.items()]
            },
        )

    def _headcount(self, row: Row) -> tuple[int | float | None, dict[str, str]]:
        """The headcount a row declares; a text that is none stays with the other columns."""
        text, vacant = self.table.cell(row, HEADCOUNT), self.table.cell(row, VACANT)
        if vacant and self._is_vacant(vacant):
            return 0, {}
        try:
            number = float(text.replace(",", "."))
        except ValueError:
            return None, {self.table.header[self.table.places[HEADCOUNT]]: text} if text else {}
        if not (0 <= number <= MAX_HEADCOUNT and number * 2 == int(number * 2)):
            return None, {self.table.header[self.table.places[HEADCOUNT]]: text}
        return (int(number) if number == int(number) else number), {}

    def _is_vacant(self, text: str) -> bool:
        is_yes = text.casefold() in YES
        return is_yes != (columns.plain(self.table.header[self.table.places[VACANT]]) == "isfilled")

    def _lines(self, keys: Sequence[str]) -> tuple[list[Relation], list[tuple[int, str]]]:
        """All lines but the reporting lines."""
        relations, problems = self._dotted(keys)
        known = frozenset(keys)
        for key, row in zip(keys, self.table.rows, strict=True):
            found, wrong = drawn(key, partial(self.table.cell, row), known)
            relations += found
            problems += [(row.number, text) for text in wrong]
        return _told_apart(relations), problems

    def _dotted(self, keys: Sequence[str]) -> tuple[list[Relation], list[tuple[int, str]]]:
        """Dotted lines to the bosses named beside the manager."""
        key, plain = managers.KEYS[self.lines.by]
        places = {plain(key(entry)): place for place, entry in reversed(list(enumerate(self.entries)))}
        relations: dict[str, Relation] = {}
        problems: list[tuple[int, str]] = []
        for place, row in enumerate(self.table.rows):
            for name in _several(self.table.cell(row, DOTTED), by_name=self.lines.by == "name"):
                other = places.get(plain(name))
                if other is None or other == place:
                    problems.append((row.number, f"names {name} for a dotted line, who is no other row"))
                    continue
                line = Relation(
                    hashed_id(RELATION, keys[place], keys[other]), "dotted", keys[place], keys[other]
                )
                relations[line.id] = line
        return list(relations.values()), problems

    def _cut(self, row: Row) -> Iterator[str]:
        """What no chart can hold in full."""
        lines = {self.table.places.get(field, -1) for field in (NAME, FIRST, LAST, TITLE, EMAIL, ID)}
        for place, text in enumerate(row.cells):
            if len(text) > (MAX_LINE if place in lines else MAX_NOTES):
                yield f"has a text of {len(text):,} characters in column {place + 1}; it was cut"

    def _columns(self) -> dict[str, str]:
        used = {field: self.table.header[place] for field, place in self.table.places.items()}
        return {field: used[field] for field in columns.FIELDS if field in used}


def _chart_title(boxes: Sequence[Box], file: str) -> str:
    """After the only box at the top and the file; after the file alone where there are several."""
    tops = [box.title for box in boxes if box.reports_to is None]
    return clean_line(f"{tops[0]}, {file}" if len(tops) == 1 and tops[0] and file else file)


def _several(text: str, *, by_name: bool) -> list[str]:
    for mark in ";:|" if by_name else ";:|,":
        text = text.replace(mark, "\n")
    return [
        part.strip() for part in text.split("\n") if part.strip() and not managers.is_nobody(part.strip())
    ]


def _unmarked(text: str) -> str:
    """A cell without the apostrophe that exporters put before what a spreadsheet would run."""
    is_marked = text.startswith("'") and text.lstrip("'").startswith(tuple("=+-@\t\r\n＝＋－＠"))
    return text[1:] if is_marked else text


def _told_apart(lines: Sequence[Relation]) -> list[Relation]:
    """Lines that say different things under one id, as in a row that was copied, each under its own."""
    made: dict[str, Relation] = {}
    for line in lines:
        if made.setdefault(line.id, line) != line:
            fresh = hashed_id(RELATION, line.kind, line.start, line.end, line.label)
            made[fresh] = replace(line, id=fresh)
    return list(made.values())
