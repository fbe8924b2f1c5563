"""Two charts compared: whether they are judged in one case, what differs, what it does to the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.compare.atoms import Difference
from orgsketch.compare.findings import FindingDelta, delta, opened
from orgsketch.compare.rows import KINDS, Change, context, rows
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.rules.finding import OpenQuestion, Report
    from orgsketch.vocabulary import Vocabulary

__all__ = ["Comparison", "FindingDelta", "two"]


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two charts.

    `context`: what is answered differently about the company; to be told before anything else, for the two
    charts are then judged in different cases. `changes`: one row a difference. `reordered`: boxes that only
    changed places with their siblings.
    """

    before: Chart
    after: Chart
    diff: ChartDiff
    context: tuple[Change, ...]
    changes: tuple[Change, ...]
    reordered: tuple[Change, ...]
    findings: FindingDelta
    questions_opened: tuple[OpenQuestion, ...] = ()
    questions_settled: tuple[OpenQuestion, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing differs that anybody would call a difference."""
        return not (self.context or self.changes or self.reordered)

    @property
    def other_case(self) -> str:
        """That the two charts are judged in different cases, in a sentence; "" = they are not."""
        sentence = _("The two charts are judged in different cases: what is said of {whom} differs.")
        return sentence.format(whom=" and ".join(self._described)) if self.context else ""

    @property
    def case_heading(self) -> str:
        """The heading over what is said differently of the company and of units."""
        if self._described == [_("the company")]:
            return _("The company is described differently")
        return _("What is said of {whom} differs").format(whom=" and ".join(self._described))

    @property
    def _described(self) -> list[str]:
        """Of whom something else is said: the company, a unit by its title, several by their number."""
        units = list(dict.fromkeys(row.title for row in self.units))
        of_company = [_("the company")] if any(not row.box for row in self.context) else []
        many = plural("{count} unit", "{count} units", len(units))
        return [*of_company, *(units if len(units) <= 1 else [many])]

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The boxes that are new."""
        return tuple(self._boxes("added"))

    @cached_property
    def removed(self) -> tuple[str, ...]:
        """The boxes that are gone."""
        return tuple(self._boxes("removed"))

    @cached_property
    def moved(self) -> Mapping[str, str | None]:
        """The boxes that report to somebody else, each with the manager it had."""
        return {box: self.before.boxes[box].reports_to for box in self._boxes("moved")}

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """The boxes that stay and say something else, moved ones included."""
        return tuple(dict.fromkeys(self._boxes("changed")))

    @cached_property
    def units(self) -> tuple[Change, ...]:
        """The rows of `context` that are about units: boxes that say something else of their own context."""
        return tuple(row for row in self.context if row.box)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many records were added, removed, moved, changed, reordered; those that occur."""
        records = {(row.kind, row.subject, row.id) for row in (*self.changes, *self.reordered, *self.units)}
        numbers = Counter(kind for kind, _subject, _id in records)
        return {kind: numbers[kind] for kind in KINDS if numbers[kind]}

    def of(self, box: str) -> tuple[Change, ...]:
        """The rows of one box."""
        return self._by_box.get(box, ())

    @cached_property
    def _by_box(self) -> Mapping[str, tuple[Change, ...]]:
        found: dict[str, tuple[Change, ...]] = {}
        for row in (*self.changes, *self.units):
            found[row.box] = (*found.get(row.box, ()), row)
        return found

    def _boxes(self, kind: str) -> Iterator[str]:
        rows = (*self.changes, *self.units)
        return (row.id for row in rows if row.subject == "box" and row.kind == kind)


def two(
    before: Chart,
    after: Chart,
    report_before: Report | None = None,
    report_after: Report | None = None,
    words: Vocabulary | None = None,
) -> Comparison:
    """Compare two charts, and their reports where they are known. `words`: names functions and questions."""
    difference = Difference(before, after)
    told = list(rows(difference, words))
    return Comparison(
        before,
        after,
        difference.diff,
        tuple(context(difference, words)),
        tuple(row for row in told if row.kind != "reordered"),
        tuple(row for row in told if row.kind == "reordered"),
        delta(report_before, report_after),
        tuple(opened(report_before, report_after)),
        tuple(opened(report_after, report_before)),
    )
