"""The merge itself: records first, then what refers to them, then the map of managers, then the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.diff import diff
from orgsketch.model.merge.clashes import PREFIXES, clashes, renumbered
from orgsketch.model.merge.record import merged, partial, with_order
from orgsketch.model.merge.teams import new_keys
from orgsketch.model.merge.three import PLACE
from orgsketch.model.records import Box, Conflict, Head, Side

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged chart, and what the two sides dispute; `chart.conflicts` holds the same, and older ones."""

    chart: Chart
    conflicts: tuple[Conflict, ...]


class Versions(NamedTuple):
    """What is merged: the chart both sides came from (None = unknown), ours and theirs."""

    base: Chart | None
    ours: Chart
    theirs: Chart


def merge_versions(versions: Versions) -> Merge:
    """As `merge`; what both sides added has nothing as its base."""
    base = versions.base or Chart.of(Head(versions.ours.head.id))
    return merge(base, versions.ours, versions.theirs)


def merge(base: Chart, ours: Chart, theirs: Chart) -> Merge:
    """What two people made of one chart, put together; sound when the three charts are.

    Where they disagree the chart shows what ours says, or the record that one side removed, and a conflict
    holds all versions (see `edits.settle`).
    """
    return _Merging(base, ours, theirs).result()


class _Merging:
    def __init__(self, base: Chart, ours: Chart, theirs: Chart) -> None:
        self.renamed = clashes(base, ours, theirs)
        self.base, self.ours, self.theirs = base, ours, renumbered(theirs, self.renamed)
        self.tables: dict[str, Table] = {table: dict(getattr(ours, table)) for table in PREFIXES}
        self.head = ours.head
        self.conflicts: dict[str, Conflict] = {}
        self.kept: dict[str, Chart] = {}  # boxes kept against a removal, and the side that has them

    def result(self) -> Merge:
        self._same_ids()
        self._records()
        self._seats()
        self._references()
        while self._loops():
            self._references()
        self._companions()
        boxes = self.tables["boxes"]
        for key, place in new_keys(self.base, self.ours, self.theirs, boxes).items():
            boxes[key] = replace(boxes[key], order=place)
        self.tables["conflicts"].update(self.conflicts)
        chart = Chart.of(self.head, **{name: table.values() for name, table in self.tables.items()})
        return Merge(chart, tuple(self.conflicts[key] for key in sorted(self.conflicts)))

    # ---- records ----

    def _records(self) -> None:
        changes = diff(self.base, self.theirs)
        if changes.head:
            self._head(*changes.head)
        for table in PREFIXES:
            for key, (before, after) in getattr(changes, table).items():
                self._record(self.tables[table], key, before, after)

    def _record(self, table: Table, key: str, base: Any, theirs: Any) -> None:
        ours = table.get(key)
        if ours == base:
            _put(table, key, theirs)
        elif ours != theirs and ours is not None and theirs is not None:
            table[key], disputed = merged(base, ours, theirs)
            for name in disputed:
                self._disputed(table[key], (base, ours, theirs), name)
        elif ours != theirs:
            self._removed(table, key, base, ours, theirs)

    def _removed(self, table: Table, key: str, base: Any, ours: Any, theirs: Any) -> None:
        """One side changed what the other removed: it stays, unless only its place among siblings changed."""
        record, keeper = (ours, self.ours) if ours is not None else (theirs, self.theirs)
        if isinstance(record, Box) and replace(record, order=base.order) == base:
            table.pop(key, None)
            return
        if isinstance(record, Conflict):
            table.pop(key, None)  # settled on one side
            return
        table[key] = record
        self._stays(key, "changed_and_removed", keeper, record)

    def _head(self, base: Head, theirs: Head) -> None:
        if self.ours.head == base:
            self.head = theirs
            return
        self.head, disputed = merged(base, self.ours.head, theirs)
        for name in disputed:
            self._disputed(self.head, (base, self.ours.head, theirs), name)

    def _disputed(self, record: Any, parts: tuple[Any, Any, Any], name: str) -> None:
        if isinstance(record, Conflict):
            return
        names = with_order([name])
        sides = [{record.id: partial(record, part, names)} if part else {} for part in parts]
        kind = "moved_twice" if name == "reports_to" else "changed_twice"
        self._conflict(kind, record.id, sides, name)

    def _same_ids(self) -> None:
        for table in PREFIXES:
            theirs = getattr(self.theirs, table)
            for old, new in self.renamed.items():
                if new in theirs and table != "conflicts":
                    ours = {old: self.tables[table][old], new: None}
                    self._conflict("same_id", old, [{}, ours, {old: None, new: theirs[new]}], new)

    # ---- who is needed stays ----

    def _references(self) -> None:
        """Bring back what is referred to and was removed, until nothing is missing."""
        while missing := dict(self._missing()):
            for key, kind in missing.items():
                keeper = self.ours if key in self.ours.boxes or key in self.ours.people else self.theirs
                if key.startswith(ids.PERSON):
                    self.tables["people"][key] = keeper.people[key]
                else:
                    self.tables["boxes"][key] = keeper.boxes[key]
                    self._stays(key, kind, keeper, keeper.boxes[key])

    def _missing(self) -> Iterator[tuple[str, str]]:
        """Boxes and people that are named and not there, with the kind of conflict that is."""
        boxes, people = self.tables["boxes"], self.tables["people"]
        for table in ("accepted", "ticks"):
            for entry in self.tables[table].values():
                if entry.box is not None and entry.box not in boxes:
                    yield entry.box, "joined_to_removed"
        for line in self.tables["relations"].values():
            yield from ((end, "joined_to_removed") for end in (line.start, line.end) if end not in boxes)
        for box in boxes.values():
            if box.reports_to is not None and box.reports_to not in boxes:
                yield box.reports_to, "placed_under_removed"
            yield from ((person, "") for person in box.people if person not in people)

    def _stays(self, key: str, kind: str, keeper: Chart, record: Any) -> None:
        if isinstance(record, Box):
            self.kept[key] = keeper
        before = next((getattr(self.base, table).get(key) for table, p in PREFIXES.items() if key[:2] == p))
        present, removed = {key: record}, {key: None}
        sides = (present, removed) if keeper is self.ours else (removed, present)
        self._conflict(kind, key, [{key: before} if before else {}, *sides])

    def _companions(self) -> None:
        """A box that stays keeps its lines and judgements that went only because it went."""
        boxes = self.tables["boxes"]
        for box, keeper in sorted(self.kept.items()):
            if box not in boxes:
                continue
            for line in keeper.relations_of(box):
                if line.start in boxes and line.end in boxes:
                    self.tables["relations"].setdefault(line.id, line)
            for table in ("accepted", "ticks"):
                for key, entry in getattr(keeper, table).items():
                    if entry.box == box:
                        self.tables[table].setdefault(key, entry)

    # ---- people in two seats ----

    def _seats(self) -> None:
        """Take theirs' seat from whoever both sides seated anew, in different boxes."""
        boxes = self.tables["boxes"]
        seated: dict[str, list[str]] = {}
        for box in boxes.values():
            for person in box.people:
                seated.setdefault(person, []).append(box.id)
        for person in sorted(key for key, seats in seated.items() if len(seats) > 1):
            had, ours, theirs = (set(chart.seats(person)) for chart in (self.base, self.ours, self.theirs))
            here = set(seated[person])
            mine, other = sorted(here & ours - had), sorted(here & theirs - had - ours)
            if mine and other and len(here) > max(len(ours), len(theirs)):
                self._seated_twice(person, mine, other)

    def _seated_twice(self, person: str, mine: list[str], other: list[str]) -> None:
        boxes = self.tables["boxes"]
        involved = {key: boxes[key].people for key in (*mine, *other)}
        sides: list[Side] = [{}]
        for gone in (other, mine):
            people = {
                key: tuple(one for one in seated if one != person or key not in gone)
                for key, seated in involved.items()
            }
            sides.append({key: Box(key, people=seated) for key, seated in people.items()})
        for key in other:
            boxes[key] = replace(boxes[key], people=tuple(one for one in boxes[key].people if one != person))
        self._conflict("seated_twice", person, sides)

    # ---- managers ----

    def _loops(self) -> bool:
        """Take theirs' moves out of every reporting loop; whether there was one."""
        boxes = self.tables["boxes"]
        rings = list(_rings({key: box.reports_to for key, box in boxes.items()}))
        for ring in rings:
            mine = self.ours.boxes
            reverted = [key for key in ring if key in mine and mine[key].reports_to != boxes[key].reports_to]
            sides = [
                {
                    key: partial(side.boxes[key], side.boxes[key], [*PLACE])
                    for key in ring
                    if key in side.boxes
                }
                for side in (self.base, self.ours, self.theirs)
            ]
            for key in reverted:
                boxes[key] = replace(boxes[key], **{name: getattr(mine[key], name) for name in PLACE})
            self._conflict("reporting_loop", min(reverted), sides, *ring)
        return bool(rings)

    # ---- conflicts ----

    def _conflict(self, kind: str, about: str, sides: list[Any], *more: str) -> None:
        taken = {*self.tables["conflicts"], *self.conflicts}
        key = _unused(lambda number: ids.hashed_id(ids.CONFLICT, kind, about, *more, number), taken)
        self.conflicts[key] = Conflict(key, kind, about, *sides)


def _put(table: Table, key: str, record: Any) -> None:
    if record is None:
        table.pop(key, None)
    else:
        table[key] = record


def _unused(made: Callable[[str], str], taken: set[str]) -> str:
    number = 0
    while (key := made(str(number))) in taken:
        number += 1
    return key


def _rings(managers: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Every loop of a map of managers."""
    settled: set[str] = set()
    for start in managers:
        trail: dict[str, None] = {}
        box: str | None = start
        while box is not None and box not in settled and box not in trail:
            trail[box] = None
            box = managers.get(box)
        if box is not None and box in trail:
            yield sorted(list(trail)[list(trail).index(box) :])
        settled.update(trail)
