"""Decision tables as data: rows of tests over facts, read with three values.

A row's `when` names facts and what they must be. Facts are texts ("yes", "small"), numbers or sets of
texts; None, "unknown" and a missing fact all mean unknown. A test of an unknown fact is unknown, unless
the table says that the fact may be silent (then it is no) or names "unknown" itself as a wanted value.
Rows are read in order and the first that is not ruled out decides. Where an unknown keeps it open, a later
row that holds and names that unknown is the table's own word for the case; without one there is no verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, TypeVar

from orgsketch.vocabulary.records import FORBID_EXTRA

UNKNOWN = "unknown"
KNOWN = "known"

Value: TypeAlias = str | int | float | tuple[str, ...]
Facts: TypeAlias = Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A test of size or content; all that is given must hold. A set measures by its number of entries."""

    __pydantic_config__ = FORBID_EXTRA

    at_least: float | None = None
    more_than: float | None = None
    at_most: float | None = None
    below: float | None = None
    above_fact: str = ""
    below_fact: str = ""
    same_as: str = ""
    has_any: tuple[str, ...] = ()
    has_all: tuple[str, ...] = ()
    has_none: tuple[str, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The other facts this test compares with."""
        return tuple(name for name in (self.above_fact, self.below_fact, self.same_as) if name)


Test: TypeAlias = str | int | float | tuple[str, ...] | Bounds
When: TypeAlias = Mapping[str, Test] | tuple[Mapping[str, Test], ...]


class Row(Protocol):
    """Anything with a condition."""

    @property
    def when(self) -> When: ...


AnyRow = TypeVar("AnyRow", bound=Row)


def condition(plain: Any) -> When:
    """A condition from plain data: lists become tuples, tables of limits become bounds."""
    if isinstance(plain, list | tuple):
        return tuple(_tests(part) for part in plain)
    return _tests(plain)


def _tests(part: Mapping[str, Any]) -> dict[str, Test]:
    return {name: _test(test) for name, test in part.items()}


def _test(test: Any) -> Test:
    if isinstance(test, Mapping):
        limits: dict[str, Any] = {
            key: tuple(limit) if isinstance(limit, list) else limit for key, limit in test.items()
        }
        return Bounds(**limits)
    wanted: Test = tuple(test) if isinstance(test, list) else test
    return wanted


def value_of(facts: Facts, name: str) -> Value | None:
    """The value of a fact, None while it is unknown."""
    value = facts.get(name)
    return None if value == UNKNOWN else value


def holds(when: When, facts: Facts, silent: Collection[str] = ()) -> bool | None:
    """Whether a condition holds: every fact of a mapping, any mapping of several. None is unknown."""
    if isinstance(when, tuple):
        return any_of(holds(part, facts, silent) for part in when)
    return all_of(_passes(facts, name, test, name in silent) for name, test in when.items())


def decide(rows: Iterable[AnyRow], facts: Facts, silent: Collection[str] = ()) -> tuple[AnyRow | None, bool]:
    """The first row that is not ruled out, and whether it holds for certain."""
    left = [row for row in rows if holds(row.when, facts, silent) is not False]
    if not left:
        return None, False
    if holds(left[0].when, facts, silent):
        return left[0], True
    spoken = (row for row in left if holds(row.when, facts, silent) and _names_unknown(row.when, facts))
    told = next(spoken, None)
    return (left[0], False) if told is None else (told, True)


def names(when: When) -> Iterator[str]:
    """Every fact a condition reads."""
    for part in when if isinstance(when, tuple) else (when,):
        for name, test in part.items():
            yield name
            if isinstance(test, Bounds):
                yield from test.facts


def all_of(parts: Iterable[bool | None]) -> bool | None:
    """Kleene's and: no if any is no, else unknown if any is unknown."""
    found: bool | None = True
    for part in parts:
        if part is False:
            return False
        found = found and part
    return found


def any_of(parts: Iterable[bool | None]) -> bool | None:
    """Kleene's or: yes if any is yes, else unknown if any is unknown."""
    found: bool | None = False
    for part in parts:
        if part is True:
            return True
        found = None if part is None else found
    return found


def _names_unknown(when: When, facts: Facts) -> bool:
    """Whether a condition wants a fact to be unknown that is."""
    tests = [pair for part in (when if isinstance(when, tuple) else (when,)) for pair in part.items()]
    return any(UNKNOWN in _wanted(test) and value_of(facts, name) is None for name, test in tests)


def _wanted(test: Test) -> tuple[str | int | float, ...]:
    if isinstance(test, Bounds):
        return ()
    return test if isinstance(test, tuple) else (test,)


def _passes(facts: Facts, name: str, test: Test, is_silent: bool) -> bool | None:
    value = value_of(facts, name)
    if isinstance(test, Bounds):
        verdict = None if value is None else _within(value, test, facts)
        return False if verdict is None and is_silent else verdict
    wanted = _wanted(test)
    if value is None:
        return True if UNKNOWN in wanted else False if is_silent or wanted == (KNOWN,) else None
    return KNOWN in wanted or value in wanted


def _within(value: Value, test: Bounds, facts: Facts) -> bool | None:
    held = frozenset(value) if isinstance(value, tuple) else frozenset({value})
    return all_of(
        (
            *_limits(_size(value), test),
            not test.has_any or not held.isdisjoint(test.has_any),
            held.issuperset(test.has_all),
            held.isdisjoint(test.has_none),
            *(_compared(value, value_of(facts, other), test, other) for other in test.facts),
        )
    )


def _limits(size: float, test: Bounds) -> Iterator[bool]:
    yield test.at_least is None or size >= test.at_least
    yield test.more_than is None or size > test.more_than
    yield test.at_most is None or size <= test.at_most
    yield test.below is None or size < test.below


def _compared(value: Value, other: Value | None, test: Bounds, name: str) -> bool | None:
    if other is None:
        return None
    return all(
        (
            name != test.same_as or value == other,
            name != test.above_fact or _size(value) > _size(other),
            name != test.below_fact or _size(value) < _size(other),
        )
    )


def _size(value: Value) -> float:
    """A number as it is, a set by its entries; a text has no size and measures 0."""
    if isinstance(value, tuple):
        return len(value)
    return 0 if isinstance(value, str) else value
