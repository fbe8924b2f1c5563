"""What the value of a field must look like, said once beside its type.

The records carry these marks in their annotations. pydantic finds them at the border by the name of their
method; as its schemas are plain dictionaries, nothing of it is imported here. The published JSON Schema of
the chart file shows the same marks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

from orgsketch.model.text import MAX_LINE, MAX_NOTES

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
STATUSES = ("", "planned", "closing")
ARRANGEMENTS = ("", "side_by_side", "stacked", "stacked_left", "stacked_both", "two_columns", "left_to_right")
CONFLICT_KINDS = (
    "changed_twice",
    "moved_twice",
    "changed_and_removed",
    "placed_under_removed",
    "joined_to_removed",
    "reporting_loop",
    "same_id",
    "seated_twice",
)
MAX_HEADCOUNT = 1_000_000


Schema: TypeAlias = dict[str, Any]


class Shape:
    """A mark on a type: the sentence for a value that does not fit ("must be ..."), and the rules it keeps.

    Without a sentence pydantic's own error stands.
    """

    __slots__ = ("rules", "sentence")

    def __init__(self, sentence: str = "", **rules: Any) -> None:
        self.sentence = sentence
        self.rules = rules

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        inner = {**handler(source), **self.rules}
        if not self.sentence:
            return inner
        return {
            "type": "custom-error",
            "schema": inner,
            "custom_error_type": "shape",
            "custom_error_message": self.sentence,
        }


class ByPrefix:
    """A mark on a union of records: which of them it is, is told by how the id begins, in their order."""

    __slots__ = ("prefixes",)

    def __init__(self, *prefixes: str) -> None:
        self.prefixes = prefixes

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        choices = dict(zip(self.prefixes, handler(source)["choices"], strict=True))
        return {"type": "tagged-union", "choices": choices, "discriminator": _prefix}


def _prefix(record: Any) -> str:
    key = record.get("id") if isinstance(record, dict) else getattr(record, "id", None)
    return str(key)[:2]


def _one_of(choices: tuple[str, ...]) -> Shape:
    named = ", ".join(filter(None, choices))
    return Shape(f"must be one of {named}", type="literal", expected=list(choices))


def _id(prefix: str, whose: str) -> Shape:
    sentence = f"must be the id of a {whose}: {prefix} and up to 32 small letters and digits"
    return Shape(sentence, pattern=f"^{prefix}[0-9a-z]{{1,32}}$")


ChartId: TypeAlias = Annotated[str, _id("c_", "chart")]
PersonId: TypeAlias = Annotated[str, _id("p_", "person")]
BoxId: TypeAlias = Annotated[str, _id("b_", "box")]
RelationId: TypeAlias = Annotated[str, _id("r_", "relation")]
AcceptedId: TypeAlias = Annotated[str, _id("a_", "acceptance")]
TickId: TypeAlias = Annotated[str, _id("t_", "tick")]

ConflictId: TypeAlias = Annotated[str, _id("x_", "conflict")]

Line: TypeAlias = Annotated[
    str,
    Shape(
        f"must be one line of text of at most {MAX_LINE} characters",
        max_length=MAX_LINE,
        pattern=r"^[^\n\t]*$",
    ),
]
Notes: TypeAlias = Annotated[
    str, Shape(f"must be text of at most {MAX_NOTES:,} characters", max_length=MAX_NOTES)
]
Order: TypeAlias = Annotated[
    str, Shape("must be an order key: a letter, then letters and digits", pattern="^([A-Za-z][0-9A-Za-z]+)?$")
]
Date: TypeAlias = Annotated[
    str, Shape("must be a date like 2027-01-31", pattern="^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")
]
Flag: TypeAlias = Annotated[bool, Shape("must be true or false", strict=True)]
Whole: TypeAlias = Annotated[int, Shape(strict=True)]
Decimal: TypeAlias = Annotated[float, Shape(strict=True, allow_inf_nan=False)]
Headcount: TypeAlias = Annotated[
    Annotated[int, Shape(strict=True, ge=0, le=MAX_HEADCOUNT)]
    | Annotated[float, Shape(strict=True, ge=0, le=MAX_HEADCOUNT, multiple_of=0.5)],
    Shape(f"must be a number from 0 to {MAX_HEADCOUNT:,} in halves"),
]
Kind: TypeAlias = Annotated[str, _one_of(RELATION_KINDS)]
ConflictKind: TypeAlias = Annotated[str, _one_of(CONFLICT_KINDS)]
Status: TypeAlias = Annotated[str, _one_of(STATUSES)]
Arrangement: TypeAlias = Annotated[str, _one_of(ARRANGEMENTS)]
