"""What a condition compiles to: a closure that answers yes, no or unknown, and what it read to do so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.rules.looks import NEAR, NOTHING, SEES_ALL, WHATEVER, Looks, reach

if TYPE_CHECKING:
    from orgsketch.rules.kinship import Near
    from orgsketch.rules.reading import Reading
    from orgsketch.rules.search import Search
    from orgsketch.rules.sets import Set
    from orgsketch.rules.tally import Tally

Truth: TypeAlias = bool | None
Domain: TypeAlias = frozenset[str]
COMPANY, WORK, ANSWERS, CHART = "@company", "@work", "@answers", "@chart"
ANYTHING: Domain = frozenset((CHART,))
Ask: TypeAlias = "Callable[[Reading, str, str], Truth]"


@dataclass(frozen=True, slots=True)
class Ground:
    """One fact that an answer rests on. `holds`: None = it is unknown, and the answer waits for it.

    `about`: the box it is about, "" = company or chart. `value`: what is declared or worked out.
    `text`: wording of its own, where the pack gives one.
    """

    fact: str
    about: str
    holds: Truth
    value: object = None
    text: str = ""


Why: TypeAlias = "Callable[[Reading, str, str], Iterator[Ground]]"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a test reads beyond the box in hand and its neighbourhood (see `neighbourhood.touched`).

    `closed`: tests of the whole chart inside it. `searches`: what it looks for among the boxes of the chart.
    `sets`: sets of the whole chart it reads in ways that nothing is known of. `tallies`: rules it asks about
    the team.
    """

    closed: tuple[Condition, ...] = ()
    searches: tuple[Search, ...] = ()
    sets: tuple[Set, ...] = ()
    tallies: tuple[Tally, ...] = ()

    def __or__(self, other: Reach) -> Reach:
        return Reach(
            tuple(dict.fromkeys(self.closed + other.closed)),
            tuple(dict.fromkeys(self.searches + other.searches)),
            tuple(dict.fromkeys(self.sets + other.sets)),
            tuple(dict.fromkeys(self.tallies + other.tallies)),
        )


NO_REACH = Reach()


Settled: TypeAlias = tuple[Truth, Domain]
Uniform: TypeAlias = "Callable[[Reading], Settled | None]"


def varied(reading: Reading) -> None:
    """Nothing is known of all boxes at once."""


@dataclass(frozen=True, eq=False, slots=True)
class Condition:
    """A compiled condition: asked about a box and, inside a quantifier, about the box outside (`outer`).

    `possible` is False exactly when `truth` is no, and may be quicker. `why` yields the grounds of the
    answer.
    `depth`: 0 = the same whatever the box, 1 = depends on the box in hand, 2 = also on `outer`.
    `near`: outside its candidates the answer is surely no. `needs`: closed conditions it is no without.
    `is_pair`: it is just the kinship `near`, so that its opposite holds among strangers only.
    `parts`: the parts of a conjunction. `looks`: what it reads around the box in hand; `sees`: their sum.
    `uniform`: the answer where it is the same for every box, with what it rests on in this reading, else
    None. `domain`: see `together`.
    """

    truth: Ask
    possible: Callable[[Reading, str, str], bool]
    why: Why
    depth: int
    reach: Reach = NO_REACH
    near: Near | None = None
    needs: tuple[Condition, ...] = ()
    is_pair: bool = False
    parts: tuple[Condition, ...] = ()
    looks: Looks = NOTHING
    uniform: Uniform = varied
    domain: Domain = frozenset()
    sees: int = field(init=False, default=NEAR)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sees", reach(self.looks))
        if self.sees & SEES_ALL:
            object.__setattr__(self, "domain", self.domain | ANYTHING)

    @property
    def seen_inside(self) -> Looks:
        """Its looks where it makes out who belongs to a set: it is asked anew if it reads more than those."""
        is_plain = self.depth and self.reach == NO_REACH and not self.domain
        return self.looks if is_plain else self.looks | WHATEVER


def members_of(function: str) -> str:
    """What concerns which boxes have a main function, not where they stand or what they say."""
    return f"@{function}"


def together(domains: Iterable[Domain]) -> Domain:
    """One domain of several: what an answer rests on beyond the neighbourhood of the box in hand.

    It is the functions of the boxes it looks at all over the chart, COMPANY for what the chart itself says,
    `members_of` a function, WORK for who holds which activity, ANSWERS for whether any box declares a fact
    and CHART for anything.
    """
    return frozenset().union(*domains)
