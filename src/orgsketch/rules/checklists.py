"""Checklists: what to look for once a placement is lived, told by the rules where the chart can tell.

An item is a signal that the placement works, or a thing to watch for. The rules it names speak for or
against it: a strength or a success signal is good news, a risk or a watch-out is bad news.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from orgsketch.rules.pack import Book
from orgsketch.rules.reading import Reading
from orgsketch.vocabulary import shape
from orgsketch.vocabulary.folders import Tables
from orgsketch.vocabulary.records import FORBID_EXTRA, SILENT, UNKNOWN, Source

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report

FILE = "checklists.toml"
GOOD = frozenset({"strength", "success_signal"})
BAD = frozenset({"risk", "watch_out"})

State: TypeAlias = Literal["holds", "does not hold", "unknown", "by hand"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look for. `rules`: those that tell; `by_hand`: they are only shown beside it."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    type: Literal["signal", "watch_for"]
    text: str
    source: Source | None = None
    rules: tuple[str, ...] = ()
    by_hand: bool = False

    @property
    def is_by_hand(self) -> bool:
        """Whether only people can tell."""
        return self.by_hand or not self.rules


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items of one placement. `for_rules`: it suits charts on which one of them fires (none = all)."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    help: str = ""
    for_rules: tuple[str, ...] = ()
    item: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return self.item


shape.nested(item=Item)


@dataclass(frozen=True)
class ChecklistBook:
    """The checklists of one or more packs, by id, and the rules that tell."""

    checklists: Mapping[str, Checklist]
    book: Book

    def suited(self, report: Report) -> Iterator[Checklist]:
        """The checklists for this chart, in the order of the pack."""
        firing = _firing(report)
        for checklist in self.checklists.values():
            if not checklist.for_rules or firing.intersection(checklist.for_rules):
                yield checklist

    def state(self, item: Item, report: Report, chart: Chart) -> State:
        """Whether an item holds on a chart, by its report.

        Bad news about it decides first, then good news. While neither fires, whatever nobody has said leaves
        it unknown, even where a rule takes silence for a no. Without either, what the chart does not show
        does not hold: except for a signal that only bad news could deny, for no risk is no proof of it.
        """
        if item.is_by_hand:
            return "by hand"
        told = {self._kind(code) for code in _firing(report).intersection(item.rules)}
        wanted = GOOD if item.type == "signal" else BAD
        for news in (BAD, GOOD):
            if told & news:
                return "holds" if news is wanted else "does not hold"
        could_show = any(self._kind(code) in wanted for code in item.rules)
        return "unknown" if not could_show or self._is_open(item, chart) else "does not hold"

    def _kind(self, code: str) -> str:
        return self.book.texts[code].kind if code in self.book.texts else ""

    def _is_open(self, item: Item, chart: Chart) -> bool:
        reading = Reading(chart, self._doubting.words)
        rules = (self._doubting.compiled(code) for code in item.rules if code in self.book.texts)
        return any(rule.truth(reading) is not False for rule in rules)

    @cached_property
    def _doubting(self) -> Book:
        """The same rules where silence is no answer."""
        questions = {
            name: replace(question, undeclared=UNKNOWN) if question.undeclared == SILENT else question
            for name, question in self.book.words.questions.items()
        }
        return replace(self.book, words=replace(self.book.words, questions=questions))


def read_checklists(packs: Sequence[tuple[Tables, bool]], book: Book) -> ChecklistBook:
    """One book of the checklists of several packs (tables, and whether they must be checked).

    Raises PackError naming file, entry and key when a foreign pack's checklists are in the wrong shape, or
    name a rule or a voice that no pack has.
    """
    found = {entry.id: entry for entry in shape.entries(packs, "checklists", "checklist", Checklist)}
    if any(is_foreign for _, is_foreign in packs):
        _check(found, book)
    return ChecklistBook(found, book)


def _firing(report: Report) -> frozenset[str]:
    return frozenset(finding.rule for finding in report.findings if finding.state != "stale")


def _check(found: Mapping[str, Checklist], book: Book) -> None:
    items = [item for checklist in found.values() for item in checklist.items]
    shape.check_unique((item.id for item in items), FILE, "item")
    for checklist in found.values():
        for code in checklist.for_rules:
            shape.check_name(code, book.texts, f"{FILE}, checklist {checklist.id}", "rule")
    for item in items:
        place = f"{FILE}, item {item.id}"
        shape.check_source(item.source, book.words, place)
        for code in item.rules:
            shape.check_name(code, book.texts, place, "rule")
