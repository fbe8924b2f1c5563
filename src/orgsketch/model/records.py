"""The records of a chart: frozen values, known by their id.

These dataclasses are the only definition of a box, a line or a person: pydantic validates chart files
against them at the border, the layout and the rules read them by the million. Sequences are tuples;
the mappings inside a record are never written to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

AnswerValue: TypeAlias = str | int | float | tuple[str, ...]

UNKNOWN = "unknown"
YES = "yes"
NO = "no"

RELATION_KINDS = (
    "dotted",
    "embedded_in",
    "shares_objectives",
    "serves",
    "depends_on",
    "drives",
    "partners",
    "informs",
    "hands_back",
)
UNDIRECTED_KINDS = frozenset({"shares_objectives", "partners"})
STATUSES = ("", "planned", "closing")
ARRANGEMENTS = ("", "side_by_side", "stacked", "stacked_left", "stacked_both", "two_columns", "left_to_right")


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to a question: yes / no, a choice, a set of choices, a number, a date or a text.

    "unknown" is an answer too: it stops the question from being asked again.
    """

    value: AnswerValue
    by: str = ""
    evidence: str = ""

    @property
    def is_unknown(self) -> bool:
        return self.value == UNKNOWN


Answers: TypeAlias = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who sits in a box."""

    id: str
    name: str
    email: str = ""
    external_id: str = ""


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

    id: str
    title: str = ""
    functions: tuple[str, ...] = ()
    reports_to: str | None = None
    order: str = ""
    people: tuple[str, ...] = ()
    headcount: int | float | None = None
    products: tuple[str, ...] = ()
    responsibilities: tuple[str, ...] | None = None
    status: str = ""
    assistant: bool = False
    arrangement: str = ""
    answers: Answers = field(default_factory=dict)
    notes: str = ""
    external_id: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

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
        return self.heads == 0


@dataclass(frozen=True, slots=True)
class Relation:
    """Any line but the reporting line, from one box to another."""

    id: str
    kind: str
    start: str
    end: str
    label: str = ""
    answers: Answers = field(default_factory=dict)

    @property
    def is_directed(self) -> bool:
        return self.kind not in UNDIRECTED_KINDS


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding the user lives with: the rule and the finding's first box (None = the chart).

    `until` is an ISO date or "".
    """

    id: str
    rule: str
    box: str | None = None
    by: str = ""
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A checklist item ticked by hand."""

    id: str
    item: str
    box: str | None = None
    by: str = ""
    reason: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class BasedOn:
    """The chart file an option was saved from; `digest` is "sha256:" and the file's hash."""

    chart: str
    title: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Complete:
    """Whether every box and every relation of the organisation is on the chart."""

    boxes: bool = False
    relations: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """What a chart says about itself and its company."""

    id: str
    title: str = ""
    based_on: BasedOn | None = None
    protected: bool = False
    packs: tuple[str, ...] = ()
    complete: Complete = Complete()
    answers: Answers = field(default_factory=dict)
    notes: str = ""


Record: TypeAlias = Person | Box | Relation | Accepted | Tick
