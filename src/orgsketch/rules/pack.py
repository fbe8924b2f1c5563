"""The rule book: the rules of all packs in use, their words, and the conditions compiled from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from orgsketch import vocabulary
from orgsketch.errors import PackError
from orgsketch.resources import _
from orgsketch.rules.condition import CHART, COMPANY, Condition, Domain, Ground, Settled, Truth, together
from orgsketch.rules.conditions import Compiler, RuleLookup, split
from orgsketch.rules.logic import ASKED, every_part
from orgsketch.rules.reading import Reading
from orgsketch.rules.sets import Set
from orgsketch.rules.tally import Tally
from orgsketch.vocabulary import Vocabulary, shape
from orgsketch.vocabulary.folders import Tables
from orgsketch.vocabulary.nearest import did_you_mean
from orgsketch.vocabulary.records import FORBID_EXTRA, Source

KINDS = ("risk", "watch_out", "strength", "advice", "question", "success_signal")
SEVERITIES = ("critical", "major", "minor", "info")
FLAGS = {"boxes": "all_boxes", "relations": "all_relations"}


class PlacedError(PackError):
    """A PackError that already names file, entry and key."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """Who argues the opposite: another rule, or a voice that no rule speaks for; and under which
    condition."""

    __pydantic_config__ = FORBID_EXTRA
    when: str = ""
    rule: str = ""
    voice: str = ""
    quote: str = ""
    article: str = ""
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class RemedyText:
    """What would change a finding, in words, and as verbs on sets of boxes where it is an edit."""

    __pydantic_config__ = FORBID_EXTRA
    text: str
    do: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Raise:
    """A severity that a finding gets when a condition holds."""

    __pydantic_config__ = FORBID_EXTRA
    to: str
    when: Any


@dataclass(frozen=True, slots=True)
class RuleText:
    """One [[rule]] entry as it is written. `about`: the boxes it speaks of (none = the chart); `when`:
    the condition.

    `absent`: it fires on the absence of boxes or relations, so only where all of them are shown.
    `raised`, `lowered`: conditions that change the severity; `noted`: mentioned only.
    """

    __pydantic_config__ = FORBID_EXTRA
    code: str
    name: str
    title: str
    kind: str
    severity: str
    when: Any
    message: str
    theme: str = ""
    quiet: bool = False
    about: Any = None
    absent: tuple[str, ...] = ()
    raised: tuple[Raise, ...] = ()
    lowered: tuple[Any, ...] = ()
    noted: tuple[Any, ...] = ()
    why: str = ""
    fine_when: str = ""
    sources: tuple[Source, ...] = ()
    convention: str = ""
    disputes: tuple[Dispute, ...] = ()
    remedies: tuple[RemedyText, ...] = ()
    fires: str = ""
    near_miss: str = ""
    file: str = ""


shape.nested(disputes=Dispute, remedies=RemedyText, raised=Raise)


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule ready to be asked about a chart."""

    text: RuleText
    condition: Condition
    of: Set | None
    tally: Tally | None

    @property
    def code(self) -> str:
        return self.text.code

    @cached_property
    def domain(self) -> Domain:
        """What its answer rests on (see `condition.together`)."""
        own = self.tally.domain if self.tally else self.condition.domain
        return together((own, frozenset((COMPANY,)) if self.text.absent else frozenset()))

    @property
    def minds_company(self) -> bool:
        """Whether its answer may rest on what the chart says of itself."""
        return not self.domain.isdisjoint((COMPANY, CHART))

    def truth(self, reading: Reading) -> Truth:
        """Whether it holds anywhere on the chart; a claim of absence is unknown where not all is shown."""
        return self.settled(reading)[0]

    def settled(self, reading: Reading) -> Settled:
        """The same with what it rests on in this reading."""
        return reading.answers.get(self) or reading.settle_now(self, self._settle)

    def _settle(self, reading: Reading) -> Settled | None:
        found = self.tally.verdicts(reading).settled if self.tally else self.condition.uniform(reading)
        if found is None or not found[0] or not self.text.absent:
            return found
        return None if self.hidden(reading) else True, together((found[1], frozenset((COMPANY,))))

    def team_truth(self, reading: Reading, box: str) -> Truth:
        """Whether it holds for the team of a box."""
        assert self.tally is not None
        verdicts = self.tally.verdicts(reading)
        team = reading.team(box)
        if team in self._teams(reading, verdicts.yes):
            return None if self.hidden(reading) else True
        return None if team in self._teams(reading, verdicts.unknown) else False

    def _teams(self, reading: Reading, boxes: Iterable[str]) -> set[tuple[str, str]]:
        return reading.once((self, id(boxes)), lambda: {reading.team(box) for box in boxes})

    def hidden(self, reading: Reading) -> tuple[str, ...]:
        """The chart flags that are off and that its claim of absence needs."""
        complete = reading.chart.head.complete
        return tuple(FLAGS[part] for part in self.text.absent if not getattr(complete, part))

    def truth_near(self, reading: Reading, box: str) -> Truth:
        """Whether it holds for the team of a box where it speaks of such boxes, else anywhere."""
        if box and self.tally is not None and self.tally.of.holds(reading, box, "", ""):
            return self.team_truth(reading, box)
        return self.truth(reading)

    def why_of(self, reading: Reading, box: str) -> Iterator[Ground]:
        """The grounds of its condition about one box, "" = the chart."""
        return self.condition.why(reading, box, "")

    def why(self, reading: Reading, box: str = "") -> Iterator[Ground]:
        """The grounds of its answer, about one box or, without, about all it fires or waits for."""
        answer = self.truth(reading)
        if answer is None and (hidden := self._held_back(reading)):
            yield from (Ground(flag, "", None) for flag in hidden)
            return
        if self.tally is None or box:
            yield from self.condition.why(reading, box, "")
            return
        verdicts = self.tally.verdicts(reading)
        for member in sorted(verdicts.yes or verdicts.unknown, key=reading.place)[:ASKED]:
            yield from self.condition.why(reading, member, "")

    def _held_back(self, reading: Reading) -> tuple[str, ...]:
        holds = (
            self.condition.truth(reading, "", "") if self.tally is None else self.tally.verdicts(reading).yes
        )
        return self.hidden(reading) if holds else ()


@dataclass(frozen=True)
class Book(RuleLookup):
    """The rules of one or more packs. Conditions are compiled when they are first needed, then kept.

    `folders`: those of the user's own packs, to read the same again elsewhere.
    """

    words: Vocabulary
    texts: Mapping[str, RuleText]
    facts: Mapping[str, Any] = field(default_factory=dict)
    sets: Mapping[str, Any] = field(default_factory=dict)
    terms: Mapping[str, Any] = field(default_factory=dict)
    phrases: Mapping[str, Any] = field(default_factory=dict)
    folders: tuple[Path, ...] = ()

    @property
    def vocabulary(self) -> Vocabulary:
        return self.words

    @cached_property
    def compiler(self) -> Compiler:
        return Compiler(self.words, self.facts, self.sets, self)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule by code, compiled. Raises PackError naming file, rule and key."""
        return {code: self.compiled(code) for code in self.texts}

    @cached_property
    def _compiled(self) -> dict[str, Rule]:
        return {}

    def compiled(self, code: str) -> Rule:
        if code not in self._compiled:
            if code not in self.texts:
                raise PackError(f"there is no rule {code!r}{did_you_mean(code, self.texts)}".rstrip("."))
            self._compiled[code] = self._made(self.texts[code])
        return self._compiled[code]

    def _made(self, text: RuleText) -> Rule:
        with self.compiler._resolving(f"the rule {text.code}"):
            when = self._in(text, "when", text.when)
        if text.about is None:
            if when.depth:
                raise self.error(text, "when", "it speaks of a box, so the rule needs `about`")
            return Rule(text, when, None, None)
        try:
            base, meets = split(self.compiler.set(text.about))
        except PackError as error:
            raise self.error(text, "about", str(error)) from None
        if base.depth:
            raise self.error(text, "about", "a set that does not depend on another box is needed")
        condition = every_part([meets, when]) if meets else when
        return Rule(text, condition, base, Tally(base, condition, text.code))

    def _in(self, text: RuleText, key: str, data: Any) -> Condition:
        try:
            return self.compiler.condition(data)
        except PlacedError:
            raise
        except PackError as error:
            raise self.error(text, key, str(error)) from None

    def error(self, text: RuleText, key: str, message: str) -> PackError:
        """A PackError that names file, rule and key."""
        return PlacedError(
            _("{file}, rule {code}, {key}: {fault}.").format(
                file=text.file, code=text.code, key=key, fault=message.rstrip(".")
            )
        )

    def side(self, text: RuleText, key: str, data: Any) -> Condition:
        """A condition beside the rule's own: what raises or lowers its severity."""
        return self._in(text, key, data)


def load_book(packs: Sequence[str] = (), folders: Sequence[Path] = ()) -> Book:
    """The book of built-in packs (none named = those read by default) and of pack folders.

    Raises PackError in one sentence when a folder is no sound pack.
    """
    if not folders:
        return _built_in(tuple(packs))
    names = ", ".join(folder.name for folder in folders)
    book = guarded(names, lambda: vocabulary.pack_tables(packs, folders))
    return replace(book, folders=tuple(folders))


def guarded(names: str, tables: Callable[[], Sequence[tuple[Tables, bool]]]) -> Book:
    """A book of packs that somebody else wrote: whatever is wrong with them is a PackError."""
    try:
        return book_of(tables())
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise PackError(
            _("{names} is not in the shape of a pack ({kind}).").format(
                names=names, kind=type(error).__name__
            )
        ) from error


@cache
def _built_in(packs: tuple[str, ...]) -> Book:
    return book_of(vocabulary.pack_tables(packs))


def book_of(packs: Sequence[tuple[Tables, bool]]) -> Book:
    """A book of these packs' tables; those marked foreign are checked whole, conditions included."""
    words = vocabulary.gathered(packs)
    texts: dict[str, RuleText] = {}
    for tables, is_foreign in packs:
        for entry in tables["rules"]:
            text = _text(entry, is_foreign)
            if text.code in texts:
                raise PackError(
                    _("{file}, rule {code}: {other} has a rule of this code too.").format(
                        file=text.file, code=text.code, other=texts[text.code].file
                    )
                )
            texts[text.code] = text
    parts = {key: _joined(packs, key) for key in ("fact", "set", "term")}
    book = Book(words, texts, parts["fact"], parts["set"], parts["term"])
    if any(is_foreign for _tables, is_foreign in packs):
        from orgsketch.rules.check import check_book

        check_book(book)
    return book


def _joined(packs: Sequence[tuple[Tables, bool]], key: str) -> dict[str, Any]:
    return {name: entry for tables, _is_foreign in packs for name, entry in _entries(tables, key).items()}


def _entries(tables: Tables, key: str) -> Mapping[str, Any]:
    entries = tables.get("facts", {}).get(key, {})
    if not isinstance(entries, dict) or not all(isinstance(entry, dict) for entry in entries.values()):
        raise PackError(_("facts.toml: write every {key} as a [{key}.name] entry.").format(key=key))
    return entries


def _text(entry: Mapping[str, Any], is_foreign: bool) -> RuleText:
    if not is_foreign:
        return shape.made(RuleText, entry)
    file = str(entry.get("file", "")).removesuffix(".toml")
    return shape.checked(RuleText, entry, f"{file}.toml", f"rule {entry.get('code', '?')}")
