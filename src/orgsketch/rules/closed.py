"""Conditions of the whole chart: settled once a reading, and again only where an edit may matter.

Such an answer is kept with what it rests on now, which may be less than its domain: where one part of a
conjunction is no, nothing else matters until an edit concerns that part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from orgsketch.rules.condition import (
    NO_REACH,
    Ask,
    Condition,
    Domain,
    Ground,
    Reach,
    Settled,
    Truth,
    Uniform,
    Why,
    varied,
)
from orgsketch.rules.kinship import Near
from orgsketch.rules.looks import NOTHING, Looks
from orgsketch.rules.reading import Reading


def no_grounds(reading: Reading, box: str, outer: str) -> Iterator[Ground]:
    return iter(())


def plain(
    truth: Ask,
    depth: int,
    near: Near | None = None,
    why: Why = no_grounds,
    reach: Reach = NO_REACH,
    needs: tuple[Condition, ...] = (),
    looks: Looks = NOTHING,
    uniform: Uniform = varied,
    domain: Domain = frozenset(),
) -> Condition:
    """A condition that is just this question."""
    made = Condition(
        truth,
        lambda r, b, o: truth(r, b, o) is not False,
        why,
        depth,
        reach,
        near,
        needs,
        looks=looks,
        uniform=uniform,
        domain=domain,
    )
    if depth:
        return made
    own: Uniform = lambda reading: (truth(reading, "", ""), domain)  # noqa: E731
    return remembered(made, own if uniform is varied else uniform)


def remembered(condition: Condition, work: Uniform) -> Condition:
    """The same condition of the whole chart, its answers kept from reading to reading; `work` settles it."""
    key = object()

    def settled(reading: Reading) -> Settled:
        return reading.answers.get(key) or reading.settle_now(key, work)

    def truth(reading: Reading, box: str, outer: str) -> Truth:
        return (reading.answers.get(key) or reading.settle_now(key, work))[0]

    return replace(
        condition, truth=truth, possible=lambda r, b, o: truth(r, b, o) is not False, uniform=settled
    )
