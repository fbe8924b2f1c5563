"""Charts to test with: small ones by hand, arbitrary ones, editing sessions, and a large believable one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from orgsketch.errors import EditError
from orgsketch.model import edits, order
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply
from orgsketch.model.records import (
    ARRANGEMENTS,
    CONFLICT_KINDS,
    RELATION_KINDS,
    STATES,
    STATUSES,
    Accepted,
    Answer,
    AnswerValue,
    BasedOn,
    Box,
    Complete,
    Conflict,
    Head,
    Person,
    Relation,
    Tick,
)
from orgsketch.model.text import clean_line, clean_notes

FUNCTIONS = (
    "general_management",
    "product",
    "product_management",
    "product_marketing",
    "marketing",
    "marketing_communications",
    "marketing_services",
    "functional_marketing",
    "development",
    "design",
    "sales",
    "customer_success",
    "other",
)
ACTIVITIES = ("positioning", "launch", "pricing", "sales_tools", "roadmap")
QUESTIONS = ("mandate", "segment", "product_knows_market", "nominal", "volume")


# --- by hand ----------------------------------------------------------------------------------------------


def org(functions: Mapping[str, str | Sequence[str]] | None = None, **managers: str | None) -> Chart:
    """A chart in one line: `org(ceo=None, pm="ceo", functions={"pm": "product_management"})`.

    The box `pm` gets the id "b_pm" and the title "Pm"; siblings stand in the order written.
    """
    named = functions or {}
    keys = order.spread(len(managers))
    boxes = [
        Box(
            f"b_{name}",
            name.replace("_", " ").capitalize(),
            _listed(named.get(name, ())),
            None if manager is None else f"b_{manager}",
            key,
        )
        for (name, manager), key in zip(managers.items(), keys, strict=True)
    ]
    return Chart.of(Head("c_test0000", "Test"), boxes=boxes)


def _listed(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def do(chart: Chart, edit: Callable[..., ChartDiff], *args: Any, **kwargs: Any) -> Chart:
    """The chart after one edit: `do(chart, edits.move, "b_pm", "b_ceo")`."""
    return apply(edit(chart, *args, **kwargs), chart)


def outline(chart: Chart, manager: str | None = None) -> str:
    """The reporting lines as ids in brackets: "ceo[product[pm] sales]"."""
    return " ".join(_branch_outline(chart, box) for box in chart.reports(manager))


def _branch_outline(chart: Chart, box: str) -> str:
    inner = outline(chart, box)
    return box.removeprefix("b_") + (f"[{inner}]" if inner else "")


# --- arbitrary --------------------------------------------------------------------------------------------

LINES = st.text(max_size=20).map(clean_line)
NOTES = st.text(max_size=40).map(clean_notes)
HALVES = st.integers(0, 40).map(lambda half: half / 2 if half % 2 else half // 2)
NUMBERS = st.integers(0, 999)

_VALUES: st.SearchStrategy[AnswerValue] = st.one_of(
    st.sampled_from(["yes", "no", "mostly", "unknown", "inbound"]),
    st.integers(-1000, 1000),
    HALVES,
    st.lists(st.sampled_from(ACTIVITIES), unique=True).map(tuple),
)
ANSWERS = st.dictionaries(
    st.sampled_from(QUESTIONS), st.builds(Answer, _VALUES, LINES, NOTES), max_size=2
).map(lambda answers: dict(sorted(answers.items())))

_KEYS = st.sampled_from(order.spread(30))
_PLAIN = st.builds(Box, st.just(""), LINES, st.sampled_from(FUNCTIONS).map(lambda name: (name,)), order=_KEYS)
_FULL = st.builds(
    Box,
    st.just(""),
    LINES,
    st.lists(st.sampled_from(FUNCTIONS), unique=True, max_size=2).map(tuple),
    order=_KEYS | st.sampled_from(["", "a0"]),
    headcount=st.none() | HALVES,
    products=st.sampled_from([(), ("Router",), ("Router", "Cloud")]),
    responsibilities=st.none() | st.lists(st.sampled_from(ACTIVITIES), unique=True, max_size=3).map(tuple),
    status=st.sampled_from(STATUSES),
    assistant=st.booleans(),
    arrangement=st.sampled_from(ARRANGEMENTS),
    answers=ANSWERS,
    notes=NOTES,
    external_id=LINES,
    fields=st.dictionaries(st.sampled_from(["Grade", "Site"]), LINES),
)
_PLACED = st.tuples(_PLAIN | _FULL, NUMBERS, st.lists(st.integers(0, 3), unique=True, max_size=2))
_PEOPLE = st.lists(st.builds(Person, st.just(""), LINES.map(lambda name: name or "Ana")), max_size=4)
_LINES_DRAWN = st.lists(
    st.tuples(st.sampled_from(RELATION_KINDS), NUMBERS, NUMBERS, LINES, ANSWERS), max_size=5
)
_JUDGED = st.lists(st.tuples(NUMBERS, LINES, LINES, st.sampled_from(["", "2031-12-31"])), max_size=2)
_HEADS = st.builds(
    Head,
    st.just("c_00000001"),
    LINES,
    st.none() | st.builds(BasedOn, st.just("c_00000000"), LINES, st.just("sha256:" + "0" * 64)),
    st.booleans(),
    st.sampled_from([(), ("product-marketing",), ("product-marketing", "spans-and-layers")]),
    st.builds(Complete, st.booleans(), st.booleans()),
    ANSWERS,
    NOTES,
)


_SIDES = st.dictionaries(
    st.just("b_00000000"),
    st.none() | st.builds(Box, st.just("b_00000000"), LINES, answers=ANSWERS),
    max_size=1,
)
_CONFLICTS = st.lists(
    st.builds(
        Conflict,
        st.just("x_1"),
        st.sampled_from(CONFLICT_KINDS),
        st.just("b_00000000"),
        _SIDES,
        _SIDES,
        _SIDES,
    ),
    max_size=1,
)


@st.composite
def charts(draw: st.DrawFn, min_boxes: int = 0, max_boxes: int = 12) -> Chart:
    """Any sound chart: a forest of boxes with people, relations, acceptances, ticks and answers.

    Order keys may be missing or equal, as in a chart merged or written by hand.
    """
    placed = draw(st.lists(_PLACED, min_size=min_boxes, max_size=max_boxes))
    names = _shuffled_ids(len(placed), draw(NUMBERS))
    people = [replace(one, id=f"p_{number:08d}") for number, one in enumerate(draw(_PEOPLE))]
    seats = [person.id for person in people]
    boxes = [
        replace(box, id=name, reports_to=_one_of(names[:place], manager), people=_those(seats, sitting))
        for place, (name, (box, manager, sitting)) in enumerate(zip(names, placed, strict=True))
    ]
    return Chart.of(
        draw(_HEADS),
        people=people,
        boxes=boxes,
        relations=_relations(names, draw(_LINES_DRAWN)),
        accepted=[Accepted(f"a_{key}", "PMM101", *rest) for key, rest in _judged(names, draw(_JUDGED))],
        ticks=[Tick(f"t_{key}", "launch.1", *rest) for key, rest in _judged(names, draw(_JUDGED))],
        conflicts=draw(_CONFLICTS),
    )


def _shuffled_ids(count: int, seed: int) -> list[str]:
    """Ids whose order is not the order of the boxes."""
    numbers = list(range(count))
    Random(seed).shuffle(numbers)
    return [f"b_{number:08d}" for number in numbers]


def _one_of(names: Sequence[str], number: int) -> str | None:
    """One of the names, or None in one case of five."""
    return names[number % len(names)] if names and number % 5 else None


def _those(names: Sequence[str], numbers: Iterable[int]) -> tuple[str, ...]:
    return tuple(names[number] for number in numbers if number < len(names))


def _relations(
    names: Sequence[str], drawn: Iterable[tuple[str, int, int, str, dict[str, Answer]]]
) -> list[Relation]:
    lines: dict[tuple[str, frozenset[str]], Relation] = {}
    for number, (kind, start, end, label, answers) in enumerate(drawn):
        ends = [names[start % len(names)], names[end % len(names)]] if names else ["", ""]
        if ends[0] != ends[1]:
            line = Relation(f"r_{number:08d}", kind, *ends, label, answers)
            lines.setdefault((kind, frozenset(ends)), line)
    return list(lines.values())


def _judged(
    names: Sequence[str], drawn: Iterable[tuple[int, str, str, str]]
) -> list[tuple[str, tuple[Any, ...]]]:
    """Id and fields of judgements, at most one about each box."""
    about = {_one_of(names, number): rest for number, *rest in drawn}
    return [(f"{number:08d}", (box, *rest)) for number, (box, rest) in enumerate(about.items())]


# --- editing sessions -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One edit of a session; the numbers choose the boxes (and records) it is about."""

    edit: str
    one: int
    two: int
    three: int
    id: int = 0

    def diff(self, chart: Chart) -> ChartDiff:
        """What the step changes; raises EditError when the edit refuses."""
        return _STEPS[self.edit](chart, self)

    def box(self, chart: Chart, number: int) -> str:
        return _pick(chart.boxes, number)


def _pick(records: Mapping[str, object], number: int) -> str:
    if not records:
        raise EditError("There is nothing to choose from.")
    return sorted(records)[number % len(records)]


def _some(chart: Chart, step: Step) -> list[str]:
    return [step.box(chart, step.one), step.box(chart, step.two)][: 1 + step.three % 2]


def _manager(chart: Chart, number: int) -> str | None:
    return None if not chart.boxes or number % 5 == 0 else _pick(chart.boxes, number)


def _beside(chart: Chart, manager: str | None, number: int) -> dict[str, str]:
    team = chart.reports(manager)
    return {("after", "before")[number % 2]: team[number % len(team)]} if team and number % 3 else {}


def _add(chart: Chart, step: Step) -> ChartDiff:
    manager = _manager(chart, step.one)
    function = FUNCTIONS[step.two % len(FUNCTIONS)]
    beside = _beside(chart, manager, step.three)
    return edits.add(chart, f"Box {step.id}", [function], manager, id=f"b_new{step.id}", **beside)


def _move(chart: Chart, step: Step) -> ChartDiff:
    manager = _manager(chart, step.two)
    beside = _beside(chart, manager, step.three)
    return edits.move(chart, _some(chart, step), manager, **beside, alone=step.three % 4 == 3)


def _people(chart: Chart, step: Step) -> ChartDiff:
    new = Person(f"p_new{step.id}", f"Person {step.id}", "a@b.c" if step.three % 2 else "")
    return edits.set_people(chart, step.box(chart, step.one), [*sorted(chart.people)[: step.two % 3], new])


def _answer(chart: Chart, step: Step) -> ChartDiff:
    abouts: list[Any] = [None, *chart.relations, _some(chart, step)]
    said = Answer("yes") if step.three % 2 else None
    return edits.answer(chart, abouts[step.two % len(abouts)], QUESTIONS[step.three % len(QUESTIONS)], said)


def _draw(chart: Chart, step: Step) -> ChartDiff:
    kind = RELATION_KINDS[step.three % len(RELATION_KINDS)]
    return edits.draw(chart, kind, step.box(chart, step.one), step.box(chart, step.two), id=f"r_new{step.id}")


def _turn(chart: Chart, step: Step) -> ChartDiff:
    kind = RELATION_KINDS[step.three % len(RELATION_KINDS)]
    return edits.change_relation(
        chart, _pick(chart.relations, step.one), kind=kind, end=step.box(chart, step.two)
    )


_STEPS: dict[str, Callable[[Chart, Step], ChartDiff]] = {
    "add": _add,
    "move": _move,
    "people": _people,
    "answer": _answer,
    "draw": _draw,
    "turn": _turn,
    "insert": lambda c, s: edits.insert_manager(c, s.box(c, s.one), f"Over {s.id}", id=f"b_new{s.id}"),
    "remove": lambda c, s: edits.remove(
        c, _some(c, s), ("to_manager", "with_branch", "to_bench")[s.three % 3]
    ),
    "reorder": lambda c, s: edits.reorder(c, s.box(c, s.one), s.two % 5 - 2),
    "rename": lambda c, s: edits.rename(c, s.box(c, s.one), f"Title {s.two}"),
    "change": lambda c, s: edits.change(
        c,
        _some(c, s),
        headcount=s.two % 4 / 2,
        responsibilities=ACTIVITIES[: s.three % 4],
        functions=FUNCTIONS[: s.two % 3],
    ),
    "adds": lambda c, s: edits.add_all(
        c, [(f"b_new{s.id}{n}", f"Box {n}", FUNCTIONS[: s.two % 2]) for n in range(3)], _manager(c, s.one)
    ),
    "state": lambda c, s: edits.set_state(c, _some(c, s), STATES[s.two % 4]),
    "column": lambda c, s: edits.set_field(c, _some(c, s), "Place", ("", "Kyiv", "Rome")[s.two % 3]),
    "lines": lambda c, s: edits.draw_all(c, RELATION_KINDS[s.three % 9], s.box(c, s.one), _some(c, s)),
    "erase": lambda c, s: edits.remove_relation(c, _pick(c.relations, s.one)),
    "accept": lambda c, s: edits.accept(
        c, f"PMM10{s.two % 3}", s.box(c, s.one), reason="Known", id=f"a_new{s.id}"
    ),
    "withdraw": lambda c, s: edits.withdraw(c, _pick(c.accepted, s.one)),
    "tick": lambda c, s: edits.tick(c, f"launch.{s.two % 3}", s.box(c, s.one), id=f"t_new{s.id}"),
    "chart": lambda c, s: edits.change_chart(c, title=f"Chart {s.two}", complete=Complete(bool(s.one % 2))),
}


_CHOSEN = st.builds(Step, st.sampled_from(sorted(_STEPS)), NUMBERS, NUMBERS, NUMBERS)


def steps(max_size: int = 20) -> st.SearchStrategy[list[Step]]:
    """A list of edits to try, one after another."""
    return st.lists(_CHOSEN, max_size=max_size).map(
        lambda found: [replace(s, id=i) for i, s in enumerate(found)]
    )


def session(chart: Chart, tried: Iterable[Step]) -> Iterator[tuple[Chart, ChartDiff, Chart]]:
    """Play a session: (before, diff, after) of each edit that was not refused."""
    for step in tried:
        try:
            change = step.diff(chart)
        except EditError:
            continue
        after = apply(change, chart)
        yield chart, change, after
        chart = after


# --- a large believable organisation ----------------------------------------------------------------------

_DEPARTMENTS: tuple[tuple[str, str, float, tuple[tuple[str, str, int], ...]], ...] = (
    ("Development", "development", 0.46, (("Engineer", "development", 12), ("Designer", "design", 1))),
    ("Sales", "sales", 0.26, (("Account Executive", "sales", 6), ("Sales Engineer", "sales", 2))),
    ("Customer Success", "customer_success", 0.10, (("Success Partner", "customer_success", 1),)),
    (
        "Product",
        "product",
        0.08,
        (("Product Manager", "product_management", 5), ("Product Marketing", "product_marketing", 1)),
    ),
    (
        "Marketing",
        "marketing",
        0.06,
        (
            ("Marketing Communications", "marketing_communications", 4),
            ("Marketing Services", "marketing_services", 2),
            ("Product Marketing", "product_marketing", 2),
        ),
    ),
    ("Finance and People", "other", 0.04, (("Analyst", "other", 1), ("Recruiter", "other", 1))),
)
_FIRST = (
    "Ana Bo Chidi Dana Emre Farah Goro Hana Ines Jonas Kofi Lena Mila Nils Omar Priya Rosa Sami Tara".split()
)
_LAST = (
    "Ruiz Lind Okafor Weiss Yilmaz Haddad Sato Kim Costa Berg Mensah Novak Rossi Larsen Aziz Rao Vega".split()
)


def big_chart(count: int, seed: int = 1) -> Chart:
    """An organisation of `count` boxes that could exist: six departments, spans of 4 to 9, some vacancies."""
    dice = Random(seed)
    boxes = [
        Box("b_00000000", "Chief Executive", ("general_management",), None, order.FIRST, ("p_00000000",))
    ]
    left = count - 1
    for place, (title, function, share, roles) in enumerate(_DEPARTMENTS):
        size = min(left, round((count - 1) * share)) if place < len(_DEPARTMENTS) - 1 else left
        left -= size
        top = Box(f"b_{len(boxes):08d}", title, (function,), boxes[0].id, order.spread(place + 1)[-1])
        boxes += _department(top, size, roles, dice)
    seated = [box for box in boxes if box.people]
    people = [Person(box.people[0], f"{dice.choice(_FIRST)} {dice.choice(_LAST)}") for box in seated]
    head = Head("c_big00000", f"{count} boxes", packs=("product-marketing",))
    return Chart.of(head, boxes=boxes[:count], people=people, relations=_embeds(boxes, dice))


def _department(top: Box, size: int, roles: Sequence[tuple[str, str, int]], dice: Random) -> Iterator[Box]:
    """The boxes of a department, breadth first: the reports of a manager follow each other."""
    if size:
        yield replace(top, people=(top.id.replace("b_", "p_"),))
    first = int(top.id[2:])
    numbers = iter(range(first + 1, first + size))
    for manager in range(first, first + size):
        for key, number in zip(order.spread(dice.randint(4, 9)), numbers, strict=False):
            title, function = dice.choices([role[:2] for role in roles], [role[2] for role in roles])[0]
            box = Box(f"b_{number:08d}", f"{title} {number}", (function,), f"b_{manager:08d}", key)
            yield (
                replace(box, people=(f"p_{number:08d}",))
                if dice.random() < 0.93
                else replace(box, headcount=0)
            )


def _embeds(boxes: Sequence[Box], dice: Random) -> list[Relation]:
    served = [box.id for box in boxes if box.function == "product_management"]
    marketers = [box.id for box in boxes if box.function == "product_marketing"]
    if not served:
        return []
    return [
        Relation(f"r_{number:08d}", dice.choice(("embedded_in", "serves")), marketer, dice.choice(served))
        for number, marketer in enumerate(marketers)
    ]
