"""Stances: which voices are for or against each form a placement can take, and under which condition.

Read from the pack's table of claims for the facts at hand. A claim may hang on a fact: then the stance
says the condition and whether it holds here. Voices are counted as headings only, authors and commenters
apart, possible duplicates flagged; nothing is added up to a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from orgsketch.rules.guides import Derived, derive
from orgsketch.rules.tables import Facts, When, condition, decide, holds
from orgsketch.vocabulary.records import FORBID_EXTRA, Voice

FOR = "for"
AGAINST = "against"
DEPENDS = "depends"
SILENT = "silent"
STANCES = (FOR, AGAINST, DEPENDS, SILENT)

_ORDER = {"yes": 0, "": 1, "unknown": 2, "no": 3}


@dataclass(frozen=True, slots=True)
class Form:
    """A form a placement can take; `seen_when` tells by the state of rules that a chart has it."""

    __pydantic_config__ = FORBID_EXTRA

    id: str
    name: str
    title: str
    seen_when: When = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "seen_when", condition(self.seen_when))


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a conditional claim: the stance when it holds, and the condition in words."""

    __pydantic_config__ = FORBID_EXTRA

    stance: str
    condition: str
    when: When = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "when", condition(self.when))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one voice says about some forms: a plain `stance`, or `cases` with what counts otherwise."""

    __pydantic_config__ = FORBID_EXTRA

    voice: str
    forms: tuple[str, ...]
    article: str
    line: int
    quote: str
    note: str = ""
    stance: str = SILENT
    hangs_on: str = ""
    silent: tuple[str, ...] = ()
    cases: tuple[Case, ...] = ()
    otherwise: str = DEPENDS
    otherwise_condition: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """A set of declared facts with the counts it must give, by form, in the order of STANCES."""

    __pydantic_config__ = FORBID_EXTRA

    id: str
    title: str
    facts: Mapping[str, str]
    voices: Mapping[str, tuple[int, ...]]
    authors: Mapping[str, tuple[int, ...]]

    def __post_init__(self) -> None:
        for name in ("voices", "authors"):
            counted = {form: tuple(numbers) for form, numbers in getattr(self, name).items()}
            object.__setattr__(self, name, counted)


@dataclass(frozen=True, slots=True)
class Stance:
    """Where one voice stands on one form, here.

    `holds` says whether the condition holds: "yes", "no", "unknown", or "" for a claim without one. A voice
    that is silent because its condition does not hold has holds = "no": its claim is not for this case.
    """

    voice: Voice
    form: str
    stance: str
    condition: str = ""
    holds: str = ""
    claim: Claim | None = None

    @property
    def is_author(self) -> bool:
        """Whether the voice wrote an article; the others commented."""
        return self.voice.role == "author"

    @property
    def may_be(self) -> str:
        """The voice this one may be again, or ""."""
        return self.voice.possible_duplicate_of

    @property
    def rank(self) -> int:
        """Conditions that hold first, then claims without one, open ones, not for this case, silence."""
        return 4 if self.stance == SILENT and self.holds != "no" else _ORDER[self.holds]


@dataclass(frozen=True, slots=True)
class FormStances:
    """Every voice on one form, in the order they are to be read.

    `unit`: the box by whose answers the conditions were read, None = by the company's.
    """

    form: Form
    stances: tuple[Stance, ...]
    unit: str | None = None

    @property
    def authors(self) -> tuple[Stance, ...]:
        return tuple(stance for stance in self.stances if stance.is_author)

    @property
    def commenters(self) -> tuple[Stance, ...]:
        return tuple(stance for stance in self.stances if not stance.is_author)


@dataclass(frozen=True)
class StanceBook:
    """The stances of a pack, as its stances.toml holds them, with the voices they speak of."""

    form: tuple[Form, ...] = ()
    stance: tuple[Claim, ...] = ()
    context: tuple[Context, ...] = ()
    voices: Mapping[str, Voice] = field(default_factory=dict)
    derived: tuple[Derived, ...] = ()

    @cached_property
    def claims(self) -> Mapping[tuple[str, str], Claim]:
        """The claims by voice and form."""
        return {(claim.voice, form): claim for claim in self.stance for form in claim.forms}

    @cached_property
    def counted(self) -> tuple[Voice, ...]:
        """The voices that make a claim on any form, in the order of the file."""
        return tuple(self.voices[name] for name in dict.fromkeys(claim.voice for claim in self.stance))

    def on(self, facts: Facts) -> tuple[FormStances, ...]:
        """Where every voice stands on every form under these facts."""
        known = derive(self.derived, facts, {})
        return tuple(self._on_form(form, known) for form in self.form)

    def seen(self, facts: Facts) -> tuple[Form, ...]:
        """The forms the chart has, by the state of its rules."""
        return tuple(form for form in self.form if form.seen_when and holds(form.seen_when, facts))

    def _on_form(self, form: Form, facts: Facts) -> FormStances:
        stances = (self._stance(voice, form, facts) for voice in self.counted)
        return FormStances(form, tuple(sorted(stances, key=lambda stance: stance.rank)))

    def _stance(self, voice: Voice, form: Form, facts: Facts) -> Stance:
        claim = self.claims.get((voice.id, form.id))
        if claim is None:
            return Stance(voice, form.id, SILENT)
        if not claim.cases:
            return Stance(voice, form.id, claim.stance, claim=claim)
        return Stance(voice, form.id, *_conditional(claim, facts), claim=claim)


def counts(stances: tuple[Stance, ...]) -> dict[str, int]:
    """How many voices stand where: a heading, never a score."""
    return {kind: sum(1 for stance in stances if stance.stance == kind) for kind in STANCES}


def _conditional(claim: Claim, facts: Facts) -> tuple[str, str, str]:
    """The stance of a conditional claim, its condition and whether that holds."""
    case, is_certain = decide(claim.cases, facts, claim.silent)
    if case and is_certain:
        return case.stance, case.condition, "no" if case.stance == SILENT else "yes"
    is_open = case is not None or claim.otherwise == DEPENDS
    return claim.otherwise, claim.otherwise_condition or claim.hangs_on, "unknown" if is_open else "yes"
