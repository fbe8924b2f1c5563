"""The words of a pack: what boxes can do, what may be asked, who is quoted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FORBID_EXTRA: Mapping[str, object] = {"extra": "forbid", "allow_inf_nan": False}

SILENT = "silent"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Family:
    """Functions that belong together and wear one colour.

    `is_placed`: where its boxes have their home is the question; `is_home`: a manager of it gives one.
    """

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    is_placed: bool = False
    is_home: bool = True


@dataclass(frozen=True, slots=True)
class Function:
    """What a box can do. `aliases`: imported titles that say this function for certain.

    `usual`: activities to offer where a box of this function is new; none = nobody is asked. `serves`: the
    functions it works for, which a line is offered to.
    """

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    family: str
    is_group: bool = False
    icon: str = ""
    aliases: tuple[str, ...] = ()
    help: str = ""
    usual: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A box name of the shorthand, with the title and the functions it implies."""

    __pydantic_config__ = FORBID_EXTRA
    name: str
    functions: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Something a box can be responsible for."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class ActivityClass:
    """A set of activities that rules speak of by name."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    __pydantic_config__ = FORBID_EXTRA
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it, where, in which words. `article` defaults to the voice's own."""

    __pydantic_config__ = FORBID_EXTRA
    voice: str
    quote: str
    article: str = ""
    line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A fact a user may declare: how it is asked, and what it means until it is.

    `about`: company, chart, box, leader, line or relation. `kind`: yes_no, choice, set, number, date or text.
    `judgement`: an opinion about a person, left out of exports. `ask`: False = only offered, never asked.
    `undeclared`: "unknown", "silent" or the value that counts. `key`, `values`: the shorthand's spelling.
    `steps`: the choices as severities, 0 first. `says`, `denies`: the answer as part of a reason.
    `inherited`: what a lead declares holds for the team below it, until they declare their own.
    """

    id: str
    text: str
    help: str = ""
    about: str = "box"
    asked_of: tuple[str, ...] = ()
    kind: str = "yes_no"
    choices: tuple[Choice, ...] = ()
    source: Source | None = None
    judgement: bool = False
    ask: bool = True
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    undeclared: str | int = UNKNOWN
    says: str = ""
    denies: str = ""
    rank: int = 9
    inherited: bool = True
    answer_key: str = field(init=False, default="")  # where the answer is kept; company or box says the rest

    def __post_init__(self) -> None:
        object.__setattr__(self, "answer_key", self.id.rpartition(".")[2])

    @property
    def is_of_company(self) -> bool:
        """Whether it is asked once for the whole company, not for each box."""
        return self.about == "company"

    def choice_text(self, value: object) -> str:
        """An answer in words."""
        return next((choice.text for choice in self.choices if choice.value == value), str(value))


@dataclass(frozen=True, slots=True)
class Badge:
    """What a card shows beside who sits there: a drawing, and the same in words.

    Worn where `fact` is declared (with `value`, only for that answer), or by the boxes of the set `worn_by`;
    `at`: the set that says who wears it for each of them. `counts`: the choices that count, "2/3" of them.
    `title`: what the drawing stands for, in the key of an export.
    """

    __pydantic_config__ = FORBID_EXTRA
    id: str
    icon: str
    says: str
    title: str = ""
    fact: str = ""
    value: str = ""
    counts: tuple[str, ...] = ()
    worn_by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The wording of a question as `questions.toml` holds it."""

    __pydantic_config__ = FORBID_EXTRA
    fact: str
    text: str
    about: str
    kind: str
    help: str = ""
    asked_of: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    source: Source | None = None
    judgement: bool = False
    ask: bool = True


@dataclass(frozen=True, slots=True)
class Declared:
    """The meaning of a question as `facts.toml` holds it."""

    __pydantic_config__ = FORBID_EXTRA
    key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    undeclared: str | int = UNKNOWN
    says: str = ""
    denies: str = ""
    rank: int = 9
    inherited: bool = True


@dataclass(frozen=True, slots=True)
class Article:
    """A source text."""

    __pydantic_config__ = FORBID_EXTRA
    title: str
    author: str = ""
    file: str = ""
    year_note: str = ""
    scope: str = ""
    text_notes: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in a source. `evidence`: what kind of text it is (see `Evidence`)."""

    __pydantic_config__ = FORBID_EXTRA
    name: str
    role: str = "author"
    article: str = ""
    evidence: str = ""
    about: str = ""
    possible_duplicate_of: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence: an article, a comment, a poll ..."""

    __pydantic_config__ = FORBID_EXTRA
    title: str
    help: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """What a group of rules is about."""

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class PackInfo:
    """What a pack says about itself. `settings`: the numbers its rules compare with.

    `default`: read with every chart that names no pack.
    """

    __pydantic_config__ = FORBID_EXTRA
    id: str
    title: str
    version: str = ""
    scope: str = ""
    default: bool = False
    settings: Mapping[str, int | float] = field(default_factory=dict)
