"""Comparing a declared or measured value with what a condition asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Comparison:
    """`name` is one of is, among, known, at_least, at_most, more_than."""

    name: str
    wanted: Any

    @property
    def asks_whether_known(self) -> bool:
        return self.name == "known"

    def test(self, steps: Sequence[str] = ()) -> Callable[[Any], bool]:
        """A closure that says whether a known value meets it; stepped answers count as their severity."""
        wanted = self.wanted
        if self.name == "is":
            return _equal_to(wanted)
        if self.name == "among":
            allowed = frozenset(wanted)
            return lambda value: (
                not allowed.isdisjoint(value) if isinstance(value, tuple) else value in allowed
            )
        number = _number_of(steps)
        if self.name == "at_least":
            return lambda value: number(value) >= wanted
        if self.name == "at_most":
            return lambda value: number(value) <= wanted
        return lambda value: number(value) > wanted


def comparison(name: str, wanted: Any) -> Comparison:
    """A comparison; a list that `is` compared with means exactly these."""
    return Comparison(name, tuple(wanted) if isinstance(wanted, list) else wanted)


def _equal_to(wanted: Any) -> Callable[[Any], bool]:
    if isinstance(wanted, tuple):
        exactly = frozenset(wanted)
        return lambda value: isinstance(value, tuple) and frozenset(value) == exactly
    if wanted is True or wanted == "yes":
        return lambda value: value is True or value == "yes"
    if wanted is False or wanted == "no":
        return lambda value: value is False or value == "no"
    return lambda value: value == wanted and not isinstance(value, bool)


def _number_of(steps: Sequence[str]) -> Callable[[Any], float]:
    ranks = {step: float(rank) for rank, step in enumerate(steps)}

    def number(value: Any) -> float:
        if isinstance(value, int | float):
            return value
        return ranks.get(value, -1.0)

    return number
