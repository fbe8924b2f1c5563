"""The records of a chart: frozen values, known by their id.

These dataclasses are the only definition of a box, a line or a person: pydantic validates chart files
against them at the border, the layout and the rules read them by the million. Sequences are tuples;
the mappings inside a record are never written to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, TypeAlias

from orgsketch.model.shapes import ARRANGEMENTS as ARRANGEMENTS
from orgsketch.model.shapes import CONFLICT_KINDS as CONFLICT_KINDS
from orgsketch.model.shapes import RELATION_KINDS as RELATION_KINDS
from orgsketch.model.shapes import STATUSES as STATUSES
from orgsketch.model.shapes import (
    AcceptedId,
    Arrangement,
    BoxId,
    ByPrefix,
    ChartId,
    ConflictId,
    ConflictKind,
    Date,
    Decimal,
    Flag,
    Headcount,
    Kind,
    Line,
    Notes,
    Order,
    PersonId,
    RelationId,
    Shape,
    Status,
    TickId,
    Whole,
)

AnswerValue: TypeAlias = Annotated[
    Notes | Whole | Decimal | tuple[Line, ...],
    Shape("must be a text, a number, a list of texts, or an object with value, by and evidence"),
]

UNKNOWN = "unknown"
YES = "yes"
NO = "no"

FILLED, VACANT = "filled", "vacant"
STATES = (FILLED, VACANT, *filter(None, STATUSES))

UNDIRECTED_KINDS = frozenset({"shares_objectives", "partners"})
_STRICT = {"extra": "forbid", "allow_inf_nan": False}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to a question: yes / no, a choice, a set of choices, a number, a date or a text.

    "unknown" is an answer too: it stops the question from being asked again.
    """

    __pydantic_config__ = _STRICT

    value: AnswerValue
    by: Line = ""
    evidence: Notes = ""

    @property
    def is_unknown(self) -> bool:
        """Whether somebody said that nobody knows."""
        return self.value == UNKNOWN


Answers: TypeAlias = Mapping[Line, Answer]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sits in a box."""

    __pydantic_config__ = _STRICT

    id: PersonId
    name: Line
    email: Line = ""
    external_id: Line = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A seat, a team or a function on the chart.

    `functions`: what the box does, the first is the main one; none = unclassified.
    `reports_to`: the box at the other end of the solid line; None = at the top, or on the bench.
    `order`: its place among its siblings (see `model.order`).
    `headcount`: people in halves; None = as many as `people`, else 1; 0 = vacant.
    `responsibilities`: None = nothing said, () = declared empty.
    `arrangement`: how its reports are laid out; "" = chosen automatically.
    """

    __pydantic_config__ = _STRICT

    id: BoxId
    title: Line = ""
    functions: tuple[Line, ...] = ()
    reports_to: BoxId | None = None
    order: Order = ""
    people: tuple[PersonId, ...] = ()
    headcount: Headcount | None = None
    products: tuple[Line, ...] = ()
    responsibilities: tuple[Line, ...] | None = None
    status: Status = ""
    assistant: Flag = False
    arrangement: Arrangement = ""
    answers: Answers = field(default_factory=dict)
    notes: Notes = ""
    external_id: Line = ""
    fields: Mapping[Line, Notes] = field(default_factory=dict)

    @property
    def function(self) -> str:
        """The main function, or "" when the box is unclassified."""
        return self.functions[0] if self.functions else ""

    @property
    def heads(self) -> int | float:
        """The headcount as declared, else the number of people named, else 1."""
        if self.headcount is not None:
            return self.headcount
        return len(self.people) or 1

    @property
    def is_vacant(self) -> bool:
        """Whether nobody works there."""
        return self.heads == 0

    @property
    def state(self) -> str:
        """One of `STATES`: planned and closing as declared, else as the headcount says."""
        return self.status or (VACANT if self.is_vacant else FILLED)


@dataclass(frozen=True, slots=True)
class Relation:
    """Any line but the reporting line, from one box to another."""

    __pydantic_config__ = _STRICT

    id: RelationId
    kind: Kind
    start: BoxId
    end: BoxId
    label: Line = ""
    answers: Answers = field(default_factory=dict)

    @property
    def is_directed(self) -> bool:
        """Whether it matters which end it starts from."""
        return self.kind not in UNDIRECTED_KINDS


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding the user lives with: the rule and the finding's first box (None = the chart).

    `until` is an ISO date or "".
    """

    __pydantic_config__ = _STRICT

    id: AcceptedId
    rule: Line
    box: BoxId | None = None
    by: Line = ""
    reason: Line = ""
    until: Date = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A checklist item ticked by hand."""

    __pydantic_config__ = _STRICT

    id: TickId
    item: Line
    box: BoxId | None = None
    by: Line = ""
    reason: Line = ""
    until: Date = ""


@dataclass(frozen=True, slots=True)
class BasedOn:
    """The chart file an option was saved from; `digest` is "sha256:" and the file's hash."""

    __pydantic_config__ = _STRICT

    chart: ChartId
    title: Line = ""
    digest: Line = ""


@dataclass(frozen=True, slots=True)
class Complete:
    """Whether every box and every relation of the organisation is on the chart."""

    __pydantic_config__ = _STRICT

    boxes: Flag = False
    relations: Flag = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a chart says about itself and its company."""

    __pydantic_config__ = _STRICT

    id: ChartId
    title: Line = ""
    based_on: BasedOn | None = None
    protected: Flag = False
    packs: tuple[Line, ...] = ()
    complete: Complete = Complete()
    answers: Answers = field(default_factory=dict)
    notes: Notes = ""


Record: TypeAlias = Person | Box | Relation | Accepted | Tick
Side: TypeAlias = Mapping[
    Line,
    Annotated[Person | Box | Relation | Accepted | Tick | Head, ByPrefix("p_", "b_", "r_", "a_", "t_", "c_")]
    | None,
]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two people did that cannot both stand; the chart shows what `ours` says until it is settled.

    `about`: the record to look at. The sides hold the records concerned by id; None = it is not there. A
    record that is there on both sides holds only the fields that are disputed, the others are empty.
    """

    __pydantic_config__ = _STRICT

    id: ConflictId
    kind: ConflictKind
    about: Line
    base: Side = field(default_factory=dict)
    ours: Side = field(default_factory=dict)
    theirs: Side = field(default_factory=dict)
