"""The list of changes: one row for each thing that differs, what it was and what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property
from typing import TYPE_CHECKING, Any

from orgsketch.compare.atoms import Atom, Difference
from orgsketch.compare.words import field_name, name_of, people_count, place, relation_words, said, seated
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.merge.teams import moved_in
from orgsketch.model.records import Box, Relation
from orgsketch.resources import _
from orgsketch.rules.units import context_keys

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

KINDS = ("added", "removed", "moved", "changed", "reordered")
# What says nothing about the organisation: every option has its own.
OF_THE_FILE = ("id", "title", "based_on", "protected")
CONTEXT = ("packs", "complete", "answers")


@dataclass(frozen=True)
class Change:
    """One row: `kind` (added, removed, moved, changed, reordered) of a `subject` (box, line, person, ...).

    `box`: the box to look at, "" = the chart; `title`: what it is called; `what`: the field in words;
    `was`, `now`: both values in words, "" = nothing. Two rows are equal when they say the same.
    """

    kind: str
    subject: str
    id: str
    box: str
    title: str
    what: str
    was: str
    now: str
    atoms: frozenset[Atom] = attribute(repr=False)
    difference: Difference = attribute(repr=False, compare=False)

    @property
    def field(self) -> str:
        """The field that changed, "answers.mandate" for an answer; "" for a whole record."""
        return min(self.atoms).field if len(self.atoms) == 1 else ""

    @cached_property
    def revert(self) -> ChartDiff:
        """What takes this back in the chart after, with all that cannot stay without it."""
        return self.difference.back(self.atoms)[0]

    @cached_property
    def forward(self) -> ChartDiff:
        """What does only this in the chart before, with all that it needs."""
        return self.difference.forward(self.atoms)[0]


def rows(difference: Difference, words: Vocabulary | None = None) -> Iterator[Change]:
    """Every change of boxes, lines, people and judgements: boxes by title, then the others."""
    made = _Rows(difference, words)
    yield from sorted(made.boxes(), key=lambda row: (row.title.casefold(), row.id, row.kind != "moved"))
    yield from made.lines()
    yield from made.people()
    yield from made.judgements()
    yield from made.head(lambda name: name not in (*CONTEXT, *OF_THE_FILE))


def context(difference: Difference, words: Vocabulary | None = None) -> Iterator[Change]:
    """What is said differently about the company or a unit: such charts are judged in different cases."""
    made = _Rows(difference, words)
    yield from made.head(lambda name: name in CONTEXT)
    yield from made.units()


class _Rows:
    def __init__(self, difference: Difference, words: Vocabulary | None) -> None:
        self.difference, self.words = difference, words
        self.of_units = context_keys(words) if words else frozenset()
        self.before, self.after, self.diff = difference.before, difference.after, difference.diff

    def boxes(self) -> Iterator[Change]:
        self._stepped = self._reordered()
        for key, (old, new) in self.diff.boxes.items():
            if old is None and new is not None:
                yield self._whole("added", "box", key, key, new.title, "", self._told(self.after, new))
            elif new is None and old is not None:
                yield self._whole("removed", "box", key, key, old.title, self._told(self.before, old), "")
            elif old is not None and new is not None:
                yield from self._fields("box", "boxes", old, new, key, name_of(self.after, key))

    def units(self) -> Iterator[Change]:
        """What boxes that stay say otherwise of a context of their own."""
        for key, (old, new) in sorted(self.diff.boxes.items()):
            for atom in sorted(self.difference.by_record.get(("boxes", key), ())) if old and new else ():
                if self._is_context(atom):
                    yield self._changed("box", old, new, key, name_of(self.after, key), atom)

    def _is_context(self, atom: Atom) -> bool:
        field, _dot, key = atom.field.partition(".")
        return atom.table == "boxes" and field == "answers" and key in self.of_units

    def lines(self) -> Iterator[Change]:
        for old, new in self.diff.relations.values():
            if old is None and new is not None:
                yield self._line("added", new, "", relation_words(self.after, new))
            elif new is None and old is not None:
                yield self._line("removed", old, relation_words(self.before, old), "")
            elif old is not None and new is not None:
                yield from self._fields(
                    "line", "relations", old, new, new.start, relation_words(self.after, new)
                )

    def people(self) -> Iterator[Change]:
        """People whose data changed; who comes and goes is told by the boxes, if they have one."""
        for key, (old, new) in self.diff.people.items():
            if old is None and new is not None and not self.after.seats(key):
                yield self._whole("added", "person", key, "", new.name, "", _("without a seat"))
            elif new is None and old is not None and not self.before.seats(key):
                yield self._whole("removed", "person", key, "", old.name, _("without a seat"), "")
            elif old is not None and new is not None:
                seat = (*self.after.seats(key), "")[0]
                yield from self._fields("person", "people", old, new, seat, new.name)

    def judgements(self) -> Iterator[Change]:
        for table, subject in (("accepted", "acceptance"), ("ticks", "tick")):
            for key, (old, new) in getattr(self.diff, table).items():
                record = new or old
                name = getattr(record, "rule", "") or getattr(record, "item", "")
                box = record.box or ""
                if old and new:
                    yield from self._fields(subject, table, old, new, box, name)
                else:
                    chart = self.after if new else self.before
                    told = ", ".join(filter(None, (name_of(chart, box), record.reason, record.by)))
                    texts = ("", told) if new else (told, "")
                    yield self._whole("added" if new else "removed", subject, key, box, name, *texts, table)

    def head(self, is_told: Any) -> Iterator[Change]:
        if self.diff.head:
            old, new = self.diff.head
            for atom in sorted(self.difference.of("head", "")):
                field = atom.field.partition(".")[0]
                if is_told(field):
                    title = _("The company") if field == "answers" else _("The chart")
                    yield self._changed("chart", old, new, "", title, atom)

    def _whole(
        self, kind: str, subject: str, key: str, box: str, title: str, was: str, now: str, table: str = ""
    ) -> Change:
        table = table or {"box": "boxes", "person": "people"}[subject]
        name = title or _("Untitled")
        return Change(
            kind, subject, key, box, name, _(subject), was, now, self._of(table, key), self.difference
        )

    def _line(self, kind: str, line: Relation, was: str, now: str) -> Change:
        atoms = self._of("relations", line.id)
        title = now or was
        return Change(kind, "line", line.id, line.start, title, _("line"), was, now, atoms, self.difference)

    def _fields(self, subject: str, table: str, old: Any, new: Any, box: str, title: str) -> Iterator[Change]:
        for atom in self.difference.by_record.get((table, new.id), ()):
            if self._is_context(atom):
                continue
            if atom.field == "order":
                if new.id in self._stepped:
                    yield self._stepped_aside(new, title, atom)
            else:
                yield self._changed(subject, old, new, box, title, atom)

    def _changed(self, subject: str, old: Any, new: Any, box: str, title: str, atom: Atom) -> Change:
        kind = "moved" if atom.field == "reports_to" else "changed"
        sides = ((self.before, old), (self.after, new))
        was, now = (
            self._under(chart, record) if kind == "moved" else said(chart, record, atom.field, self.words)
            for chart, record in sides
        )
        what = field_name(atom.field, self.words)
        return Change(kind, subject, new.id, box, title, what, was, now, frozenset({atom}), self.difference)

    def _under(self, chart: Chart, box: Box) -> str:
        """The manager of a box; with who that is, where several are called the same."""
        told, manager = place(chart, box), chart.boxes.get(box.reports_to or "")
        who = seated(chart, manager) if manager and self._titles[manager.title] > 1 else ""
        return f"{told} ({who})" if who else told

    @cached_property
    def _titles(self) -> Counter[str]:
        """How often each title is borne, in the chart where that is more often."""
        counts = [Counter(box.title for box in chart.boxes.values()) for chart in (self.before, self.after)]
        return counts[0] | counts[1]

    def _stepped_aside(self, new: Box, title: str, atom: Atom) -> Change:
        was, now = (
            _("{place} of {count}").format(place=team.index(new.id) + 1, count=len(team))
            for team in (chart.reports(new.reports_to) for chart in (self.before, self.after))
        )
        what = field_name("order", self.words)
        return Change(
            "reordered", "box", new.id, new.id, title, what, was, now, frozenset({atom}), self.difference
        )

    def _reordered(self) -> set[str]:
        """The boxes that stand otherwise among siblings who stayed; not those who only got a new key."""
        found: set[str] = set()
        changed = [
            atom.id for atom in self.difference.atoms if atom.table == "boxes" and atom.field == "order"
        ]
        for manager in {self.after.boxes[box].reports_to for box in changed}:
            team = set(self.after.reports(manager))
            stayed = [box for box in self.before.reports(manager) if box in team]
            here = set(stayed)
            found |= moved_in(stayed, [box for box in self.after.reports(manager) if box in here])
        return found

    def _told(self, chart: Chart, box: Box) -> str:
        who = seated(chart, box) or people_count(box.heads)
        where = (
            _("under {manager}").format(manager=place(chart, box)) if box.reports_to else place(chart, box)
        )
        return f"{where}, {who}"

    def _of(self, table: str, key: str) -> frozenset[Atom]:
        return self.difference.of(table, key)
