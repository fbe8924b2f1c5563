"""What cannot be said as a condition: counts, shares, comparisons, paths. A pack gives the arguments.

A measure is made once from its arguments and then gives a value for a box in hand (and the outer one).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from itertools import combinations, islice

from orgsketch.model import tree
from orgsketch.rules import declared, workload
from orgsketch.rules.condition import ANYTHING, COMPANY, WORK
from orgsketch.rules.index import Index
from orgsketch.rules.kinship import department_kin, leader_kin
from orgsketch.rules.looks import DEEP, SEES_BELOW
from orgsketch.rules.measure import Arguments, Measure
from orgsketch.rules.nearby import joined
from orgsketch.rules.neighbourhood import Chained
from orgsketch.rules.reading import Reading
from orgsketch.rules.sets import EVERYTHING, MANAGERS
from orgsketch.rules.structure import Home, Missing

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
    args.compiler.scope.chained.add(Chained(home.skip, home.beside, home.structure.general))
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
        groups = reading.index(kin, boxes)
        two = list(islice(((key, group) for key, group in groups.items() if group), 2))
        if len(two) == 1 and two[0][0] is not None:
            return True
        one, other = (next(iter(group)) for _, group in (two[0], two[-1])) if two else ("", "")
        if one != other and structure.same_department(reading, one, other) is False:
            return False  # mostly so: not all pairs need be looked at
        return every_pair(reading, [member for group in groups.values() for member in group])

    def every_pair(reading: Reading, members: list[str]) -> bool | None:
        result: bool | None = True
        for one, other in combinations(members, 2):
            same = structure.same_department(reading, one, other)
            if same is False:
                return False
            result = result and same
        return result

    def missing(reading: Reading, box: str, outer: str) -> Iterator[Missing]:
        members = [box for box in boxes.members(reading, "", "") if not reading.is_unplaced(box)]
        for place, one in enumerate(members):
            others = (m for m in members[place + 1 :] if structure.same_department(reading, one, m) is None)
            for other in islice(others, 1):
                yield from structure.department_missing(reading, one, other)

    return Measure(of, 0, missing, domain=boxes.domain)


def layer(args: Arguments) -> Measure:
    """The layer of a box; the top is 1."""
    return Measure(lambda reading, box, outer: 1 + sum(1 for _ in reading.above(box)))


def same_function(args: Arguments) -> Measure:
    """Whether the box in hand and the outer one are two boxes of one main function."""

    def measured(reading: Reading, box: str, outer: str) -> bool:
        return box != outer and reading.function(box) == reading.function(outer) != ""

    return Measure(measured, 2)


def span(args: Arguments) -> Measure:
    """The span of control: direct reports on solid lines, vacant ones counted, assistants not."""
    return Measure(lambda reading, box, outer: _span(reading, box), looks=DEEP)


def _span(reading: Reading, box: str) -> int:
    """Several rules ask for it: it is counted once a reading."""
    spans: dict[str, int] = reading.once(SPANS, dict)
    if box not in spans:
        spans[box] = _counted(reading, box)
    return spans[box]


def _counted(reading: Reading, box: str) -> int:
    reports, assistants = reading.chart.reports(box), reading.assistants()
    return len(reports) - (sum([report in assistants for report in reports]) if assistants else 0)


def average_span(args: Arguments) -> Measure:
    """The average span of control over all managers; 0 without any."""

    def measured(reading: Reading, box: str, outer: str) -> float:
        managers, reports = reading.index(SPANS, MANAGERS)
        return round(reports / managers, 1) if managers else 0.0

    return Measure(measured, 0, domain=ANYTHING)


class _Spans(Index[tuple[int, int]]):
    """How many managers there are, and how many reports they have together."""

    sees = SEES_BELOW

    def gathered(
        self, reading: Reading, members: Iterable[tuple[str, int]], old: tuple[int, int] | None
    ) -> tuple[int, int]:
        managers, reports = old or (0, 0)
        for member, step in members:
            managers += step
            reports += step * _span(reading, member)
        return managers, reports


SPANS = _Spans()


def layers(args: Arguments) -> Measure:
    """How many layers the chart has."""

    def measured(reading: Reading, box: str, outer: str) -> int:
        return max((layer for layer, count in reading.index(LAYERS, EVERYTHING).items() if count), default=0)

    return Measure(measured, 0, domain=ANYTHING)


class _Layers(Index[Counter[int]]):
    """How many boxes there are on each layer."""

    def gathered(
        self, reading: Reading, members: Iterable[tuple[str, int]], old: Counter[int] | None
    ) -> Counter[int]:
        if old is None:
            return self._whole(reading)
        counts = Counter(old)
        for member, step in members:
            counts[1 + sum(1 for _ in reading.above(member))] += step
        return counts

    def _whole(self, reading: Reading) -> Counter[int]:
        counts: Counter[int] = Counter()
        level = list(reading.chart.reports(None))
        while level:
            counts[len(counts) + 1] = len(level)
            level = [report for box in level for report in reading.chart.reports(box)]
        return counts


LAYERS = _Layers()


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
        topmost = _topmost(reading, set(ask.members(reading, "", ""))) or _topmost(reading, reading.boxes)
        if topmost:
            yield "box.responsibilities", topmost

    return Measure(measured, 0, missing, domain=frozenset((WORK,)))


def _topmost(reading: Reading, of: Container[str]) -> str | None:
    """The box that comes first by `reading.place`, unplaced ones apart; looked for level by level."""
    chart = reading.chart
    level = [top for top in chart.reports(None) if not reading.is_unplaced(top)]
    while level:
        found = next((box for box in level if box in of), None)
        if found is not None:
            return found
        level = [report for box in level for report in chart.reports(box)]
    return None


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
            and not tree.is_above(chart, line.start, line.end)
            and not tree.is_above(chart, line.end, line.start)
            for line in chart.relations.values()
        )

    return Measure(measured, 0, domain=ANYTHING)


def connected(args: Arguments) -> Measure:
    """Whether relations and reporting lines lead from a box of one set to one of another; lines to a manager
    of `except` do not count."""
    one, other, excepted = args.boxes("one"), args.boxes("other"), args.boxes("except")

    def beside(reading: Reading, box: str) -> Iterator[str]:
        yield from joined(reading, box, frozenset(), "either")
        if not excepted.holds(reading, box, "", ""):
            yield from reading.chart.reports(box)
        manager = reading.boxes[box].reports_to
        if manager and not excepted.holds(reading, manager, "", ""):
            yield manager

    def measured(reading: Reading, box: str, outer: str) -> bool:
        waiting = list(one.members(reading, "", ""))
        seen = set(waiting)
        while waiting:
            current = waiting.pop()
            if other.holds(reading, current, "", ""):
                return True
            new = [neighbour for neighbour in beside(reading, current) if neighbour not in seen]
            seen.update(new)
            waiting += new
        return False

    return Measure(measured, 0, domain=ANYTHING)


MEASURES: dict[str, Callable[[Arguments], Measure]] = {
    make.__name__: make
    for make in (
        home,
        same_department,
        single_leader,
        one_department,
        layer,
        same_function,
        span,
        average_span,
        layers,
        workload.held,
        workload.share,
        workload.surplus,
        workload.other_role_share,
        workload.held_by_two,
        workload.people,
        workload.heads_behind,
        workload.per_head,
        workload.count,
        workload.counted,
        workload.main_function,
        workload.family,
        workload.functions,
        workload.own_heads,
        workload.everybody,
        workload.shared_people,
        greater,
        anybody_declares_work,
        somebody_declares_work,
        lateral,
        connected,
        declared.passed,
        declared.answered_within,
    )
}
