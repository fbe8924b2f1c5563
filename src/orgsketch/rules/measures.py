"""What cannot be said as a condition: counts, shares, comparisons, paths. A pack gives the arguments.

A measure is made once from its arguments and then gives a value for a box in hand (and the outer one).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgsketch.errors import PackError
from orgsketch.model.tree import is_above
from orgsketch.rules.condition import COMPANY, NO_REACH, WORK, Domain, Reach, together
from orgsketch.rules.kinship import Kinship, department_kin, leader_kin
from orgsketch.rules.reading import Index, Reading
from orgsketch.rules.sets import Set, joined
from orgsketch.rules.structure import Home, Missing, Structure

if TYPE_CHECKING:
    from orgsketch.rules.conditions import Compiler


def _nothing(reading: Reading, box: str, outer: str) -> Iterator[Missing]:
    return iter(())


@dataclass(frozen=True)
class Measure:
    """A value for a box: `of` gives it (None = unknown), `missing` says what to ask when it is unknown.

    `needs_work`: it is 0 for every box while nobody declares responsibilities.
    `domain`: what it rests on beyond the box (see `condition.together`).
    """

    of: Callable[[Reading, str, str], Any]
    depth: int = 1
    missing: Callable[[Reading, str, str], Iterator[Missing]] = _nothing
    near: Kinship | None = None
    reach: Reach = NO_REACH
    needs_work: bool = False
    domain: Domain = frozenset()


class Arguments:
    """The `args` of one measure; every argument must be used, every name is looked up through the
    compiler."""

    def __init__(self, given: Mapping[str, Any], compiler: Compiler) -> None:
        self.given, self.compiler, self.unused = given, compiler, set(given)

    def text(self, name: str, default: str | None = None) -> str:
        return str(self._take(name, default))

    def strings(self, name: str) -> tuple[str, ...]:
        value = self._take(name, ())
        return (value,) if isinstance(value, str) else tuple(value)

    def table(self, name: str) -> Mapping[str, str]:
        value: Mapping[str, str] = self._take(name, None)
        return value

    def boxes(self, name: str) -> Set:
        return self.compiler.set(self._take(name, None))

    def activities(self, name: str, default: Any = None) -> frozenset[str]:
        return self.compiler.activities(self._take(name, default))

    def question(self, name: str) -> Any:
        return self.compiler.question(self.text(name))

    def structure(self) -> Structure:
        nominal = self.text("nominal", "")
        return self.compiler.structure(self.text("general"), nominal)

    def _take(self, name: str, default: Any) -> Any:
        self.unused.discard(name)
        value = self.given.get(name, default)
        if value is None:
            raise PackError(f"the argument {name} is missing")
        return value


# ---- where a box stands ----


def home(args: Arguments) -> Measure:
    """The family a box is at home in; see `structure.Home`."""
    home = Home(
        args.structure(),
        args.text("skip"),
        args.text("beside"),
        args.text("beside_home"),
        args.text("own", "own"),
    )
    args.compiler.chained.add(home.skip)
    return Measure(home.of, missing=home.missing)


def same_department(args: Arguments) -> Measure:
    """Whether the box in hand and the outer one are in one department; see `Structure.same_department`."""
    structure = args.structure()
    return Measure(structure.same_department, 2, structure.department_missing, department_kin(structure))


def single_leader(args: Arguments) -> Measure:
    """Whether the box in hand and the outer one have a single leader; see `Structure.single_leader`."""
    structure = args.structure()
    return Measure(structure.single_leader, 2, structure.leader_missing, leader_kin(structure))


def one_department(args: Arguments) -> Measure:
    """Whether all boxes of a set are in one department."""
    structure, boxes = args.structure(), args.boxes("of")

    kin = department_kin(structure)

    def of(reading: Reading, box: str, outer: str) -> bool | None:
        groups = [(key, tuple(members)) for key, members in reading.index(kin, boxes).items() if members]
        if len(groups) == 1 and groups[0][0] is not None:
            return True
        members = [member for _, group in groups for member in group]
        result: bool | None = True
        for place, one in enumerate(members):
            for other in reversed(members[place + 1 :]):
                same = structure.same_department(reading, one, other)
                if same is False:
                    return False
                result = result and same
        return result

    def missing(reading: Reading, box: str, outer: str) -> Iterator[Missing]:
        members = list(boxes.members(reading, "", ""))
        for member in members[1:]:
            yield from structure.department_missing(reading, members[0], member)

    return Measure(of, 0, missing, domain=boxes.domain)


def layer(args: Arguments) -> Measure:
    """The layer of a box; the top is 1."""
    return Measure(lambda reading, box, outer: 1 + sum(1 for _ in reading.above(box)))


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
        for activity, holders in reading.chart.index.holders.items():
            if activity not in excepted:
                members = [holder for holder in holders if among.holds(reading, holder, "", "")]
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
    """The people of a set, those led by a member counted with it."""

    def gathered(self, reading: Reading, members: Iterable[tuple[str, int]], old: float | None) -> float:
        heads = (
            step * reading.heads(member) for member, step in members if not _is_counted_above(reading, member)
        )
        return (old or 0) + sum(heads)


PEOPLE = _People()


def _is_counted_above(reading: Reading, box: str) -> bool:
    record = reading.boxes[box]
    return (
        record.reports_to is not None
        and reading.boxes[record.reports_to].functions[:1] == record.functions[:1] != ()
    )


def heads_behind(args: Arguments) -> Measure:
    """The people of the box that declares the responsibilities of this one: itself or its lead."""

    def measured(reading: Reading, box: str, outer: str) -> int | float:
        holder = reading.holder(box)
        return reading.heads(holder.id if holder else box)

    return Measure(measured)


def per_head(args: Arguments) -> Measure:
    """A declared number by the people of the box that declares it; 0 where nobody works."""
    question = args.question("fact")

    def measured(reading: Reading, box: str, outer: str) -> float:
        declarer = reading.declarer(question, box)
        number = declarer.answers[question.answer_key].value if declarer else question.undeclared
        heads = reading.heads(declarer.id if declarer else box)
        return float(number) / heads if heads and isinstance(number, int | float) else 0.0

    return Measure(measured)


def count(args: Arguments) -> Measure:
    """How many boxes a set holds."""
    boxes = args.boxes("of")

    def measured(reading: Reading, box: str, outer: str) -> int:
        return sum(1 for _ in boxes.members(reading, box, outer))

    return Measure(measured, boxes.depth, domain=boxes.domain)


def counted(args: Arguments) -> Measure:
    """How many of the values listed in `of` a declared set holds."""
    question, of = args.question("fact"), frozenset(args.strings("of"))

    def measured(reading: Reading, box: str, outer: str) -> int:
        said = reading.of_box(question, box)
        return sum(value in of for value in said) if isinstance(said, tuple) else 0

    return Measure(measured)


def main_function(args: Arguments) -> Measure:
    """The main function of a box, "" when it is unclassified."""
    return Measure(lambda reading, box, outer: reading.function(box))


def family(args: Arguments) -> Measure:
    """The family of a box, "" when it is unclassified."""
    return Measure(lambda reading, box, outer: reading.family(box))


def functions(args: Arguments) -> Measure:
    """How many functions a box has."""
    return Measure(lambda reading, box, outer: len(reading.boxes[box].functions))


# ---- the company ----


def greater(args: Arguments) -> Measure:
    """Which of two stepped answers is worse: its name, the pick on a tie, "tie" or "none"; unknown while
    one is.

    `names`: what the answers are called, in order.
    """
    questions = [args.question("one"), args.question("other")]
    names, pick = args.strings("names"), args.question("pick")

    def measured(reading: Reading, box: str, outer: str) -> str | None:
        said = [reading.of_company(question) for question in questions]
        if said[0] not in questions[0].steps or said[1] not in questions[1].steps:
            return None
        one, other = (q.steps.index(value) for q, value in zip(questions, said, strict=True))
        if one != other:
            return names[0] if one > other else names[1]
        return str(reading.of_company(pick) or "tie") if one else "none"

    def missing(reading: Reading, box: str, outer: str) -> Iterator[Missing]:
        return ((q.id, "") for q in questions if reading.of_company(q) not in q.steps)

    return Measure(measured, 0, missing, domain=frozenset((COMPANY,)))


def anybody_declares_work(args: Arguments) -> Measure:
    """Whether any box declares responsibilities; unknown while none does. `ask`: the boxes to ask first."""
    ask = args.boxes("ask")

    def measured(reading: Reading, box: str, outer: str) -> bool | None:
        return bool(reading.chart.index.holders) or None

    def missing(reading: Reading, box: str, outer: str) -> Iterator[Missing]:
        asked = list(ask.members(reading, "", "")) or [
            box for box in reading.boxes if not reading.is_unplaced(box)
        ]
        if asked:
            yield "box.responsibilities", min(asked, key=reading.place)

    return Measure(measured, 0, missing, domain=frozenset((WORK,)))


def somebody_declares_work(args: Arguments) -> Measure:
    """Whether any box declares responsibilities; a plain no while none does."""
    return Measure(
        lambda reading, box, outer: bool(reading.chart.index.holders), 0, domain=frozenset((WORK,))
    )


# ---- lines ----


def lateral(args: Arguments) -> Measure:
    """Whether a relation of these kinds joins two boxes neither of which is above the other."""
    kinds = frozenset(args.strings("kinds"))

    def measured(reading: Reading, box: str, outer: str) -> bool:
        chart = reading.chart
        return any(
            line.kind in kinds
            and not is_above(chart, line.start, line.end)
            and not is_above(chart, line.end, line.start)
            for line in chart.relations.values()
        )

    return Measure(measured, 0, domain=None)


def connected(args: Arguments) -> Measure:
    """Whether relations and reporting lines lead from a box of one set to one of another, not through
    `except`."""
    one, other, excepted = args.boxes("one"), args.boxes("other"), args.boxes("except")

    def measured(reading: Reading, box: str, outer: str) -> bool:
        waiting = [
            member for member in one.members(reading, "", "") if not excepted.holds(reading, member, "", "")
        ]
        seen = set(waiting)
        while waiting:
            current = waiting.pop()
            if other.holds(reading, current, "", ""):
                return True
            manager = reading.boxes[current].reports_to
            near = [*reading.chart.reports(current), *joined(reading, current, frozenset(), "either")]
            for neighbour in (*near, manager) if manager else near:
                if neighbour not in seen and not excepted.holds(reading, neighbour, "", ""):
                    seen.add(neighbour)
                    waiting.append(neighbour)
        return False

    return Measure(measured, 0, domain=None)


MEASURES: dict[str, Callable[[Arguments], Measure]] = {
    make.__name__: make
    for make in (
        home,
        same_department,
        single_leader,
        one_department,
        layer,
        held,
        share,
        surplus,
        other_role_share,
        held_by_two,
        people,
        heads_behind,
        per_head,
        count,
        counted,
        main_function,
        family,
        functions,
        greater,
        anybody_declares_work,
        somebody_declares_work,
        lateral,
        connected,
    )
}
