"""What is typed into a search field, and what fits it best: the same in every list that narrows."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nsmallest
from itertools import count
from typing import TypeVar

T = TypeVar("T")


def best(known: Iterable[tuple[str, T]], typed: str, most: int) -> list[T]:
    """The entries of (text in folded case, entry) that hold every word of `typed`, the nearest ones first.

    Written for lists of ten thousand: entries are looked at once, and only the best are put in order.
    """
    whole = " ".join(typed.casefold().split())
    for word in whole.split():
        known = [entry for entry in known if word in entry[0]]
    number = count()  # alike ones stay in their order
    ranked = ((*nearness(text, whole), next(number), entry) for text, entry in known)
    return [entry for *_rank, entry in nsmallest(most, ranked)]


def nearness(text: str, typed: str) -> tuple[int, int]:
    """Less is nearer: typed in full, begins with it, a word does, anywhere; the shorter first."""
    if not typed:
        return 0, 0
    if text.startswith(typed):
        return (0 if len(text) == len(typed) else 1), len(text)
    return (2 if f" {typed}" in text else 3), len(text)
