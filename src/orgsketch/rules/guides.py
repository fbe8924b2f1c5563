"""Guides: decision procedures as data, answered from facts.

A guide reads declared facts, facts the chart shows and the state of rules (a rule's code is a fact: "yes"
while it fires, "no" while it does not, unknown while it is open). Its rows are a decision table, its items
a checklist; either may be missing. An answer is never a verdict while an unknown decides it: then it says
what to ask. What a guide says is one source's view, so every answer carries the quote and the caveat.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from orgsketch.rules.tables import Facts, Value, When, condition, decide, holds, names, value_of
from orgsketch.vocabulary.records import FORBID_EXTRA, Choice, Source


@dataclass(frozen=True, slots=True)
class GuideFact:
    """A fact that only guides read: how to ask for it where the chart does not show it."""

    __pydantic_config__ = FORBID_EXTRA

    fact: str
    text: str
    kind: str
    choices: tuple[Choice, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class DerivedRow:
    """One row of a derived fact's table."""

    __pydantic_config__ = FORBID_EXTRA

    value: str | int | float
    when: When = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", condition(self.when))


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact computed from others: a scale, a ratio, a count of activities of a class, or a table."""

    __pydantic_config__ = FORBID_EXTRA

    fact: str
    of: str = ""
    scale: Mapping[str, float] = field(default_factory=dict)
    over: str = ""
    in_class: str = ""
    table: tuple[DerivedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A value the chart shows when a condition holds. `absent`: only where all of these are on the chart."""

    __pydantic_config__ = FORBID_EXTRA

    value: str
    when: Any
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a fact is read, seen from one placement: at the boxes of a set, or from what the chart shows.

    `shows`: values with their conditions, read in order; `number`: a measure; `gathers`: every activity held.
    """

    __pydantic_config__ = FORBID_EXTRA

    fact: str
    at: Any = None
    shows: tuple[SeenRow, ...] = ()
    number: Any = None
    gathers: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """Guides that are gone through one after the other: a short conversation on one subject."""

    __pydantic_config__ = FORBID_EXTRA

    id: str
    title: str
    help: str
    guides: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowText:
    """A direction in which information flows along lines of one kind: from some boxes to others."""

    __pydantic_config__ = FORBID_EXTRA

    id: str
    title: str
    start: str
    end: str
    line: str


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One row of a guide's table: when it holds, this is what the guide says."""

    __pydantic_config__ = FORBID_EXTRA

    output: str
    when: When = field(default_factory=dict)
    is_verdict: bool = True
    suggests: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    caveat: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", condition(self.when))


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One line of a checklist; `cure` says what would meet it."""

    __pydantic_config__ = FORBID_EXTRA

    text: str
    when: When = field(default_factory=dict)
    group: str = ""
    rules: tuple[str, ...] = ()
    cure: str = ""
    source: Source | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", condition(self.when))


@dataclass(frozen=True, slots=True)
class Guide:
    """One decision procedure.

    `reads` are its inputs in the order to ask them; `silent` those that count as not so while undeclared;
    `checklist` names the guide whose unmet items it repeats; `open` is what it says while it cannot tell.
    """

    __pydantic_config__ = FORBID_EXTRA

    id: str
    name: str
    title: str
    purpose: str
    caveat: str
    source: Source
    reads: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    rows: tuple[GuideRow, ...] = ()
    items: tuple[GuideItem, ...] = ()
    checklist: str = ""
    open: str = ""
    rules: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A checklist line on this chart; None while it is not known, or is no test but a line to read."""

    item: GuideItem
    holds: bool | None


@dataclass(frozen=True, slots=True)
class GuideAnswer:
    """What a guide says about these facts, with what it read and who says so."""

    guide: str
    title: str
    inputs: tuple[tuple[str, Value | None], ...]
    output: str
    is_verdict: bool
    suggests: Mapping[str, str]
    rules: tuple[str, ...]
    asks: tuple[str, ...]
    items: tuple[Checked, ...]
    caveat: str
    quote: str
    source: Source
    always: tuple[str, ...]


@dataclass(frozen=True)
class GuideBook:
    """The guides of a pack, as its guides.toml holds them.

    `always` are the rules that accompany every answer, `placements` the sets of boxes whose place is
    discussed, the first group that has any. Set when the book is read: `classes`, the activities of each
    class of the vocabulary, and `askable`, the facts that somebody can be asked.
    """

    __pydantic_config__ = FORBID_EXTRA

    guide: tuple[Guide, ...] = ()
    fact: tuple[GuideFact, ...] = ()
    derived: tuple[Derived, ...] = ()
    seen: tuple[Seen, ...] = ()
    walk: tuple[Walk, ...] = ()
    flow: tuple[FlowText, ...] = ()
    placements: tuple[tuple[str, ...], ...] = ()
    always: tuple[str, ...] = ()
    open: str = ""
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    askable: frozenset[str] = frozenset()

    @cached_property
    def guides(self) -> Mapping[str, Guide]:
        """The guides by id, in the order of the file."""
        return {guide.id: guide for guide in self.guide}

    def answer(self, guide_id: str, facts: Facts) -> GuideAnswer:
        """What a guide says about these facts. Raises KeyError for a guide the book does not have."""
        guide = self.guides[guide_id]
        known = derive(self.derived, facts, self.classes)
        row, is_certain = decide(guide.rows, known, guide.silent)
        asks = row.asks if row and is_certain else self._asks(guide, known) if row else ()
        row = row if is_certain else None
        return GuideAnswer(
            guide=guide.id,
            title=guide.title,
            inputs=tuple((name, value_of(known, name)) for name in guide.reads),
            output=row.output if row else guide.open or self.open,
            is_verdict=row is not None and row.is_verdict,
            suggests=row.suggests if row else {},
            rules=(row.rules if row else ()) + guide.rules,
            asks=asks,
            items=tuple(self._checked(guide, known)),
            caveat=(row.caveat if row else "") or guide.caveat,
            quote=guide.source.quote,
            source=guide.source,
            always=self.always,
        )

    def _asks(self, guide: Guide, facts: Facts) -> tuple[str, ...]:
        """The inputs that are not known and can be asked."""
        return tuple(
            name
            for name in guide.reads
            if value_of(facts, name) is None and name in self.askable and name not in guide.silent
        )

    def _checked(self, guide: Guide, facts: Facts) -> Iterator[Checked]:
        """The guide's own items; those of another checklist only while unmet, the unknown first."""
        for item in guide.items:
            yield Checked(item, holds(item.when, facts, guide.silent) if item.when else None)
        if guide.checklist:
            unmet = [line for line in self._checked(self.guides[guide.checklist], facts) if not line.holds]
            yield from sorted(unmet, key=lambda line: line.holds is False)


def rule_facts(
    codes: Iterable[str], firing: Collection[str], waiting: Collection[str]
) -> dict[str, Value | None]:
    """The state of rules as guides and stances read it: yes while firing, unknown while waiting, else no."""
    return {code: "yes" if code in firing else None if code in waiting else "no" for code in codes}


def derive(derived: tuple[Derived, ...], facts: Facts, classes: Mapping[str, frozenset[str]]) -> Facts:
    """The facts with the derived ones added; a derived fact that is already given stays as it is."""
    known = dict(facts)
    for entry in derived:
        if value_of(known, entry.fact) is None:
            known[entry.fact] = _computed(entry, known, classes)
    return known


def facts_read(book: GuideBook) -> Iterator[tuple[str, str]]:
    """Every fact the book reads, with the guide or derived fact that reads it."""
    for entry in book.derived:
        yield from ((name, entry.fact) for name in (entry.of, entry.over) if name)
        yield from ((name, entry.fact) for row in entry.table for name in names(row.when))
    for guide in book.guide:
        yield from ((name, guide.id) for name in (*guide.reads, *guide.silent))
        conditions = (*(row.when for row in guide.rows), *(item.when for item in guide.items))
        yield from ((name, guide.id) for when in conditions for name in names(when))


def _computed(entry: Derived, facts: Facts, classes: Mapping[str, frozenset[str]]) -> Value | None:
    value = value_of(facts, entry.of) if entry.of else None
    if entry.table:
        row, is_certain = decide(entry.table, facts)
        return row.value if row and is_certain else None
    if entry.scale:
        return entry.scale.get(value) if isinstance(value, str) else None
    if entry.in_class:
        return _count(value, classes.get(entry.in_class))
    return _ratio(value, value_of(facts, entry.over))


def _count(value: Value | None, members: frozenset[str] | None) -> int | None:
    if members is None or not isinstance(value, tuple):
        return None
    return sum(1 for activity in value if activity in members)


def _ratio(value: Value | None, over: Value | None) -> float | None:
    if not isinstance(value, int | float) or not isinstance(over, int | float) or not over:
        return None
    return value / over
