"""The smallest parts of a difference, and what each of them needs so that the chart stays sound.

An atom is a record that came or went, or one field of a record that changed. Taking some atoms from one chart
over into another takes along what they depend on: a move its new manager, a removal those who would report to
nobody there, a move that would close a circle the opposite move.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, diff
from orgsketch.model.records import Box

TABLES = ("people", "boxes", "relations", "accepted", "ticks")
MAPPINGS = ("answers", "fields")


class Atom(NamedTuple):
    """`field`: "" = the whole record came or went; "answers.mandate" = one entry of a mapping."""

    table: str
    id: str
    field: str = ""


class Difference:
    """Everything that is different between two charts, as atoms."""

    def __init__(self, before: Chart, after: Chart) -> None:
        self.before, self.after = before, after
        self.diff = diff(before, after)

    @cached_property
    def atoms(self) -> frozenset[Atom]:
        """Every atom, those of the chart's head too."""
        return frozenset(self._atoms())

    def of(self, table: str, key: str, *names: str) -> frozenset[Atom]:
        """The atoms of a record: of some fields, or all."""
        return frozenset(
            atom for atom in self.by_record.get((table, key), ()) if not names or atom.field in names
        )

    @cached_property
    def by_record(self) -> Mapping[tuple[str, str], tuple[Atom, ...]]:
        """The changes of each record: table and id."""
        found: dict[tuple[str, str], tuple[Atom, ...]] = {}
        for atom in sorted(self.atoms):
            found[atom.table, atom.id] = (*found.get((atom.table, atom.id), ()), atom)
        return found

    def back(self, atoms: Iterable[Atom]) -> tuple[ChartDiff, frozenset[Atom]]:
        """What takes atoms back in the chart after, and all atoms that go back with it."""
        return self._taken(self.after, self.before, atoms)

    def forward(self, atoms: Iterable[Atom]) -> tuple[ChartDiff, frozenset[Atom]]:
        """What does only these atoms in the chart before, and all that have to come with them."""
        return self._taken(self.before, self.after, atoms)

    def _atoms(self) -> Iterator[Atom]:
        if self.diff.head:
            yield from (Atom("head", "", name) for name in changed_fields(*self.diff.head))
        for table in TABLES:
            for key, (old, new) in getattr(self.diff, table).items():
                if old is None or new is None:
                    yield Atom(table, key)
                else:
                    yield from (Atom(table, key, name) for name in changed_fields(old, new))

    def _taken(self, here: Chart, source: Chart, atoms: Iterable[Atom]) -> tuple[ChartDiff, frozenset[Atom]]:
        taken: set[Atom] = set()
        more = set(atoms) & self.atoms
        while more:
            taken |= more
            taken |= self._companions(here, source, more)
            target = apply(_change(here, source, taken), here)
            more = (set(self._needed(target, source, taken)) & self.atoms) - taken
        return _change(here, source, taken), frozenset(taken)

    def _companions(self, here: Chart, source: Chart, atoms: Iterable[Atom]) -> set[Atom]:
        """What went with a box that comes: its lines and judgements, and the reports that stepped aside."""
        found: set[Atom] = set()
        for atom in atoms:
            if atom.table != "boxes" or atom.field or atom.id in here.boxes:
                continue
            box = source.boxes[atom.id]
            for line in source.relations_of(box.id):
                if {line.start, line.end} <= {*here.boxes, box.id}:
                    found.add(Atom("relations", line.id))
            for table in ("accepted", "ticks"):
                found |= {
                    Atom(table, key) for key, entry in getattr(source, table).items() if entry.box == box.id
                }
            for report in source.reports(box.id):
                now = here.boxes.get(report)
                if now is not None and now.reports_to == box.reports_to:
                    found.add(Atom("boxes", report, "reports_to"))
        return found & self.atoms

    def _needed(self, target: Chart, source: Chart, taken: set[Atom]) -> Iterator[Atom]:
        """The atoms without which the target would have a line to nowhere, a circle, or people left over."""
        for owner, name, missing in _loose(target):
            whole = Atom("people" if name == "people" else "boxes", missing)
            if whole not in taken and missing in getattr(source, whole.table):
                yield whole
            else:
                yield from (Atom(*owner), Atom(*owner, name))
        for ring in tree.loops(target):
            yield from (Atom("boxes", box, "reports_to") for box in ring)
        for atom in list(taken):
            if atom.table == "boxes":
                for person in self._people(atom.id):
                    if person in target.people and not target.seats(person) and person not in source.people:
                        yield Atom("people", person)

    def _people(self, box: str) -> set[str]:
        found = (chart.boxes.get(box) for chart in (self.before, self.after))
        return {person for record in found if record for person in record.people}


def changed_fields(old: Any, new: Any) -> Iterator[str]:
    """The fields in which two records differ; a move and its place are one, mappings differ by entry."""
    is_move = isinstance(old, Box) and old.reports_to != new.reports_to
    for name in type(old).__dataclass_fields__:
        was, now = getattr(old, name), getattr(new, name)
        if was == now or (name == "order" and is_move):
            continue
        if name in MAPPINGS:
            yield from (f"{name}.{key}" for key in sorted({*was, *now}) if was.get(key) != now.get(key))
        else:
            yield name


def _change(here: Chart, source: Chart, atoms: Iterable[Atom]) -> ChartDiff:
    """What lets a chart have some atoms as the source has them."""
    made: dict[str, dict[str, Any]] = {table: {} for table in TABLES}
    head = here.head
    for atom in sorted(atoms):
        if atom.table == "head":
            head = _field(head, source.head, atom.field)
            continue
        records, record = made[atom.table], getattr(source, atom.table).get(atom.id)
        if atom.field:
            known = records[atom.id] if atom.id in records else getattr(here, atom.table)[atom.id]
            record = _field(known, record, atom.field)
        records[atom.id] = record
    tables = {
        table: {
            key: (old, new) for key, new in records.items() if (old := getattr(here, table).get(key)) != new
        }
        for table, records in made.items()
    }
    return ChartDiff(head=(here.head, head) if head != here.head else None, **tables)


def _field(record: Any, source: Any, name: str) -> Any:
    field, _dot, key = name.partition(".")
    values = {field: getattr(source, field)}
    if field in MAPPINGS:
        kept = {entry: value for entry, value in getattr(record, field).items() if entry != key}
        said = {key: values[field][key]} if key in values[field] else {}
        values[field] = dict(sorted({**kept, **said}.items()))
    elif field == "reports_to":
        values["order"] = source.order
    return replace(record, **values)


def _loose(chart: Chart) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Every reference to what is not there: (table, id), field, missing id."""
    for manager in set(chart.index.reports) - {""} - set(chart.boxes):
        yield from ((("boxes", box), "reports_to", manager) for box in chart.reports(manager))
    for person in set(chart.index.seats) - set(chart.people):
        yield from ((("boxes", box), "people", person) for box in chart.seats(person))
    for line in chart.relations.values():
        for name in ("start", "end"):
            if getattr(line, name) not in chart.boxes:
                yield ("relations", line.id), name, getattr(line, name)
    for table in ("accepted", "ticks"):
        for entry in getattr(chart, table).values():
            if entry.box is not None and entry.box not in chart.boxes:
                yield (table, entry.id), "box", entry.box
