"""The chart file as it stands: its fields in the order in which they are written."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from orgsketch.model.chart import Chart
from orgsketch.model.records import (
    Accepted,
    Answers,
    BasedOn,
    Box,
    Complete,
    Conflict,
    Head,
    Person,
    Relation,
    Tick,
)
from orgsketch.model.shapes import (
    AcceptedId,
    BoxId,
    ChartId,
    ConflictId,
    Flag,
    Line,
    Notes,
    PersonId,
    RelationId,
    TickId,
    Whole,
)

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORMAT = "orgsketch"
VERSION = 1
RENAMED = {"start": "from", "end": "to"}

_STRICT = {"extra": "forbid", "allow_inf_nan": False}
_ALL_SHOWN_UNSAID = Complete()


@dataclass(frozen=True, slots=True)
class Company:
    """What was answered about the company."""

    __pydantic_config__ = _STRICT

    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A chart file. Its tables hold the records by id."""

    __pydantic_config__ = _STRICT

    format: Line
    version: Whole
    id: ChartId
    title: Line = ""
    based_on: BasedOn | None = None
    protected: Flag = False
    packs: tuple[Line, ...] = ()
    complete: Complete = _ALL_SHOWN_UNSAID
    company: Company = field(default_factory=Company)
    people: dict[PersonId, Person] = field(default_factory=dict)
    boxes: dict[BoxId, Box] = field(default_factory=dict)
    relations: dict[RelationId, Relation] = field(default_factory=dict)
    accepted: dict[AcceptedId, Accepted] = field(default_factory=dict)
    ticks: dict[TickId, Tick] = field(default_factory=dict)
    notes: Notes = ""
    conflicts: dict[ConflictId, Conflict] = field(default_factory=dict)

    def chart(self) -> Chart:
        """The chart that the file holds."""
        return Chart.of(
            Head(
                self.id,
                self.title,
                self.based_on,
                self.protected,
                self.packs,
                self.complete,
                self.company.answers,
                self.notes,
            ),
            people=self.people.values(),
            boxes=self.boxes.values(),
            relations=self.relations.values(),
            accepted=self.accepted.values(),
            ticks=self.ticks.values(),
            conflicts=self.conflicts.values(),
        )


TABLES: dict[str, type[Person | Box | Relation | Accepted | Tick | Conflict]] = {
    "people": Person,
    "boxes": Box,
    "relations": Relation,
    "accepted": Accepted,
    "ticks": Tick,
    "conflicts": Conflict,
}
# The records inside a conflict are told by how their ids begin.
RECORDS: dict[str, type[Any]] = {
    "p_": Person,
    "b_": Box,
    "r_": Relation,
    "a_": Accepted,
    "t_": Tick,
    "c_": Head,
}
SIDES = ("base", "ours", "theirs")


@cache
def adapter() -> TypeAdapter[Document]:
    """The validator of a whole file, made once; importing pydantic takes its time."""
    from pydantic import TypeAdapter

    return TypeAdapter(Document)
