"""Measures of work and people: what boxes hold, how much of it is of a kind, how many people share it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from orgsketch.errors import PackError
from orgsketch.model.records import Box
from orgsketch.rules.condition import ANYTHING, WORK, together
from orgsketch.rules.index import Index
from orgsketch.rules.looks import ITS_ROLE, ITS_SEATS, ITSELF, SHARED_WORK
from orgsketch.rules.measure import Arguments, Measure
from orgsketch.rules.reading import Reading
from orgsketch.rules.sets import EVERYTHING, Owners

# ---- what a box holds ----


def held(args: Arguments) -> Measure:
    """How many responsibilities of a box are of a class (none named = all)."""
    of = args.activities("of", ())
    return Measure(
        lambda reading, box, outer: sum(not of or held in of for held in reading.held(box) or ()),
        needs_work=True,
    )


def share(args: Arguments) -> Measure:
    """The part of a box's responsibilities that is of a class; 0 where there are none."""
    of = args.activities("of")

    def measured(reading: Reading, box: str, outer: str) -> float:
        held = reading.held(box) or ()
        return sum(activity in of for activity in held) / len(held) if held else 0.0

    return Measure(measured, needs_work=True)


def surplus(args: Arguments) -> Measure:
    """How many more responsibilities of one class than of another a box holds."""
    of, over = args.activities("of"), args.activities("over")

    def measured(reading: Reading, box: str, outer: str) -> int:
        held = reading.held(box) or ()
        return sum(activity in of for activity in held) - sum(activity in over for activity in held)

    return Measure(measured, needs_work=True)


def other_role_share(args: Arguments) -> Measure:
    """The largest part of a box's responsibilities that is usual work of one other role, and not of its own.

    `roles`: function -> class of its usual work.
    """
    roles = {function: args.compiler.activities(name) for function, name in args.table("roles").items()}

    def measured(reading: Reading, box: str, outer: str) -> float:
        held = reading.held(box) or ()
        own = roles.get(reading.function(box), frozenset())
        strange = [activity for activity in held if activity not in own]
        counts = [
            sum(activity in usual for activity in strange) for usual in roles.values() if usual is not own
        ]
        return max(counts, default=0) / len(held) if held else 0.0

    return Measure(measured, needs_work=True)


def held_by_two(args: Arguments) -> Measure:
    """Whether boxes of two functions in a set hold one and the same activity, those of `except` apart."""
    among, excepted = args.boxes("among"), args.activities("except")

    def measured(reading: Reading, box: str, outer: str) -> bool:
        for activity in reading.chart.index.holders:
            if activity not in excepted:
                owners = Owners(frozenset((activity,))).members(reading, "", "")
                members = [owner for owner in owners if among.holds(reading, owner, "", "")]
                if len({reading.function(member) for member in members}) > 1:
                    return True
        return False

    return Measure(measured, 0, domain=together((among.domain, frozenset((WORK,)))))


# ---- how many people ----


def people(args: Arguments) -> Measure:
    """The people in a set of boxes; see `Reading.heads` for leads of teams."""
    boxes = args.boxes("of")

    if boxes.depth:
        raise PackError("people are counted in sets of the whole chart only")
    return Measure(lambda reading, box, outer: reading.index(PEOPLE, boxes), 0, domain=boxes.domain)


class _People(Index[float]):
    """The people of a set; of a team whose lead declares a headcount, those are all."""

    def gathered(self, reading: Reading, members: Iterable[tuple[str, int]], old: float | None) -> float:
        counted = [
            step * reading.boxes[member].heads
            for member, step in members
            if not _is_counted_above(reading, member)
        ]
        return (old or 0) + sum(counted)


PEOPLE = _People()


def _is_counted_above(reading: Reading, box: str) -> bool:
    lead = reading.lead(reading.boxes[box])
    while lead is not None and not lead.headcount:
        lead = reading.lead(lead)
    return lead is not None


def heads_behind(args: Arguments) -> Measure:
    """The people of the box that declares the responsibilities of this one: itself or its lead."""

    def measured(reading: Reading, box: str, outer: str) -> int | float:
        holder = reading.holder(box)
        return reading.heads(holder.id if holder else box)

    return Measure(measured, looks=SHARED_WORK)


def per_head(args: Arguments) -> Measure:
    """A declared number by the people of the box that declares it; 0 where nobody works."""
    question = args.question("fact")

    def measured(reading: Reading, box: str, outer: str) -> float:
        declarer = reading.declarer(question, box)
        number = declarer.answers[question.answer_key].value if declarer else question.undeclared
        heads = reading.heads(declarer.id if declarer else box)
        return float(number) / heads if heads and isinstance(number, int | float) else 0.0

    return Measure(measured, looks=SHARED_WORK)


def count(args: Arguments) -> Measure:
    """How many boxes a set holds."""
    boxes = args.boxes("of")

    def measured(reading: Reading, box: str, outer: str) -> int:
        return boxes.size(reading, box, outer)

    return Measure(measured, boxes.depth, looks=boxes.looks, domain=boxes.membership)


def counted(args: Arguments) -> Measure:
    """How many of the values listed in `of` a declared set holds."""
    question, of = args.question("fact"), frozenset(args.strings("of"))

    def measured(reading: Reading, box: str, outer: str) -> int:
        said = reading.of_box(question, box)
        return sum(value in of for value in said) if isinstance(said, tuple) else 0

    return Measure(measured)


def main_function(args: Arguments) -> Measure:
    """The main function of a box, "" when it is unclassified."""
    return Measure(lambda reading, box, outer: reading.function(box), looks=ITS_ROLE, is_of_function=True)


def family(args: Arguments) -> Measure:
    """The family of a box, "" when it is unclassified."""
    return Measure(lambda reading, box, outer: reading.family(box), looks=ITS_ROLE, is_of_function=True)


def functions(args: Arguments) -> Measure:
    """How many functions a box has."""
    return Measure(lambda reading, box, outer: len(reading.boxes[box].functions), looks=ITS_ROLE)


def own_heads(args: Arguments) -> Measure:
    """The people in a box itself; 0 = vacant."""
    return Measure(lambda reading, box, outer: reading.boxes[box].heads, looks=ITSELF)


def everybody(args: Arguments) -> Measure:
    """The people on the chart, those in several boxes counted once."""

    def measured(reading: Reading, box: str, outer: str) -> int | float:
        people = reading.index(EVERYBODY, EVERYTHING)
        return int(people) if people == int(people) else people

    return Measure(measured, 0, domain=ANYTHING)


class _Everybody(Index[float]):
    """Headcounts, less the second and further seats of people who are counted by name."""

    def gathered(self, reading: Reading, members: Iterable[tuple[str, int]], old: float | None) -> float:
        if old is None:
            return round(_everybody(reading), 6)
        changed = (step * _share(reading, reading.boxes[member]) for member, step in members)
        return round((old or 0) + sum(changed), 6)


def _everybody(reading: Reading) -> int | float:
    """Headcounts as declared, one for every box that says nothing, and everybody else who is named, once."""
    records = reading.records()
    counts = [record.headcount for record in records]
    people = [record.people for record in records if record.headcount is None]
    return sum(filter(None, counts)) + people.count(()) + len(set(chain.from_iterable(people)))


def _share(reading: Reading, record: Box) -> int | float:
    """What a box adds to the number of people: of somebody with several seats, a part for each."""
    if record.headcount is not None or not record.people:
        return record.heads
    return sum(1 / _seats(reading, person) for person in record.people)


def _seats(reading: Reading, person: str) -> int:
    seats = reading.chart.index.seats.get(person, ())
    if len(seats) == 1:
        return 1
    return sum(reading.boxes[seat].headcount is None for seat in seats)


EVERYBODY = _Everybody()


def shared_people(args: Arguments) -> Measure:
    """How many people in a box have another seat, too."""

    def measured(reading: Reading, box: str, outer: str) -> int:
        chart = reading.chart
        return sum(len(chart.seats(person)) > 1 for person in chart.boxes[box].people)

    return Measure(measured, looks=ITS_SEATS)
