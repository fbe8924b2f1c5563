"""Checklists: what to look for once a placement is lived, told by the rules where the chart can tell.

An item is a signal that the placement works, or a thing to watch for. The rules it names speak for or
against it: a strength or a success signal is good news, a risk or a watch-out is bad news.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from orgsketch.rules.pack import RuleText
from orgsketch.vocabulary import Vocabulary, shape
from orgsketch.vocabulary.folders import Tables
from orgsketch.vocabulary.records import FORBID_EXTRA, Source

if TYPE_CHECKING:
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
    """The checklists of one or more packs, by id; `kinds` are those of all rules."""

    checklists: Mapping[str, Checklist]
    kinds: Mapping[str, str] = field(default_factory=dict)

    def suited(self, report: Report) -> Iterator[Checklist]:
        """The checklists for this chart, in the order of the pack."""
        firing = _firing(report)
        for checklist in self.checklists.values():
            if not checklist.for_rules or firing.intersection(checklist.for_rules):
                yield checklist

    def state(self, item: Item, report: Report) -> State:
        """Whether an item holds on the chart of a report.

        Bad news about it decides first, then good news; while neither fires, an open rule leaves it unknown.
        Without either, what the chart does not show does not hold: except for a signal that only bad news
        could deny, for no risk is no proof of it.
        """
        if item.is_by_hand:
            return "by hand"
        told = {self.kinds.get(code) for code in _firing(report).intersection(item.rules)}
        wanted = GOOD if item.type == "signal" else BAD
        for news in (BAD, GOOD):
            if told & news:
                return "holds" if news is wanted else "does not hold"
        is_open = any(set(item.rules).intersection(question.decides) for question in report.questions)
        could_show = any(self.kinds.get(code) in wanted for code in item.rules)
        return "unknown" if is_open or not could_show else "does not hold"


def read_checklists(
    packs: Sequence[tuple[Tables, bool]], words: Vocabulary, rules: Mapping[str, RuleText]
) -> ChecklistBook:
    """One book of the checklists of several packs (tables, and whether they must be checked).

    Raises PackError naming file, entry and key when a foreign pack's checklists are in the wrong shape, or
    name a rule or a voice that no pack has.
    """
    found = {entry.id: entry for entry in shape.entries(packs, "checklists", "checklist", Checklist)}
    if any(is_foreign for _, is_foreign in packs):
        _check(found, words, rules)
    return ChecklistBook(found, {code: text.kind for code, text in rules.items()})


def _firing(report: Report) -> frozenset[str]:
    return frozenset(finding.rule for finding in report.findings if finding.state != "stale")


def _check(found: Mapping[str, Checklist], words: Vocabulary, rules: Mapping[str, RuleText]) -> None:
    items = [item for checklist in found.values() for item in checklist.items]
    shape.check_unique((item.id for item in items), FILE, "item")
    for checklist in found.values():
        for code in checklist.for_rules:
            shape.check_name(code, rules, f"{FILE}, checklist {checklist.id}", "rule")
    for item in items:
        place = f"{FILE}, item {item.id}"
        shape.check_source(item.source, words, place)
        for code in item.rules:
            shape.check_name(code, rules, place, "rule")
