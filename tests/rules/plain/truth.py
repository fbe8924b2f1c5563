"""Yes, no, or what would have to be known: Kleene's logic, with unknown as the facts that are missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Ask:
    """Unknown; `facts` are what would have to be known (none = a place that nobody is asked about)."""

    facts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        raise TypeError("unknown is neither yes nor no")


Truth: TypeAlias = bool | Ask
Verdict: TypeAlias = Truth | dict[str, Truth]


def ask(*facts: str) -> Ask:
    return Ask(frozenset(facts))


def no(answer: Truth) -> Truth:
    return answer if isinstance(answer, Ask) else not answer


def all_of(*answers: Truth) -> Truth:
    return every(answers)


def any_of(*answers: Truth) -> Truth:
    return some(answers)


def every(answers: Iterable[Truth]) -> Truth:
    listed = list(answers)
    if any(answer is False for answer in listed):
        return False
    asked = [answer.facts for answer in listed if isinstance(answer, Ask)]
    return Ask(frozenset().union(*asked)) if asked else True


def some(answers: Iterable[Truth]) -> Truth:
    return no(every(no(answer) for answer in answers))


def of_chart(verdict: Verdict) -> Truth:
    """A verdict about boxes as one about the chart: some box."""
    return some(verdict.values()) if isinstance(verdict, dict) else verdict
