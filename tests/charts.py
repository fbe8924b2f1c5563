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
    RELATION_KINDS,
    STATUSES,
    Accepted,
    Answer,
    AnswerValue,
    BasedOn,
    Box,
    Complete,
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
    """A chart in one line: `org(ceo=None, product="ceo", pm="product", functions={"pm": "product_management"})`.

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


def lines() -> st.SearchStrategy[str]:
    """Any title or name that a chart may hold, all of Unicode."""
    return st.text(max_size=20).map(clean_line)


def notes() -> st.SearchStrategy[str]:
    """Any text of several lines that a chart may hold."""
    return st.text(max_size=40).map(clean_notes)


def answers() -> st.SearchStrategy[dict[str, Answer]]:
    """Any answers of a box, a relation or the company."""
    value: st.SearchStrategy[AnswerValue] = st.one_of(
        st.sampled_from(["yes", "no", "mostly", "unknown", "inbound"]),
        st.integers(-1000, 1000),
        st.integers(1, 99).map(lambda half: half + 0.5),
        st.lists(st.sampled_from(ACTIVITIES), unique=True).map(tuple),
    )
    said = st.builds(Answer, value, lines(), notes())
    return st.dictionaries(st.sampled_from(QUESTIONS), said, max_size=2).map(lambda d: dict(sorted(d.items())))


@st.composite
def charts(draw: st.DrawFn, min_boxes: int = 0, max_boxes: int = 12) -> Chart:
    """Any sound chart: a forest of boxes with people, relations, acceptances, ticks and answers.

    Order keys may be missing or equal, as in a chart merged or written by hand.
    """
    count = draw(st.integers(min_boxes, max_boxes))
    names = [f"b_{number:08d}" for number in draw(st.permutations(range(count)))]
    people = [Person(f"p_{number:08d}", draw(lines()) or "Ana") for number in range(draw(st.integers(0, 4)))]
    boxes = [draw(_boxes(name, names[:place], people)) for place, name in enumerate(names)]
    return Chart.of(
        draw(_heads()),
        people=people,
        boxes=boxes,
        relations=draw(_relations(names)),
        accepted=_numbered("a_", draw(st.lists(_judgements(Accepted, "PMM101", names), max_size=2))),
        ticks=_numbered("t_", draw(st.lists(_judgements(Tick, "launch.1", names), max_size=2))),
    )


@st.composite
def _boxes(draw: st.DrawFn, name: str, above: Sequence[str], people: Sequence[Person]) -> Box:
    some_people = st.lists(st.sampled_from([p.id for p in people]), unique=True, max_size=2) if people else st.just([])
    halves = st.integers(0, 40).map(lambda half: half / 2 if half % 2 else half // 2)
    activities = st.lists(st.sampled_from(ACTIVITIES), unique=True, max_size=3).map(tuple)
    return Box(
        name,
        draw(lines()),
        tuple(draw(st.lists(st.sampled_from(FUNCTIONS), unique=True, max_size=2))),
        draw(st.none() | st.sampled_from(above)) if above else None,
        draw(st.sampled_from(["", *order.spread(6)])),
        tuple(draw(some_people)),
        draw(st.none() | halves),
        tuple(draw(st.lists(st.sampled_from(["Router", "Cloud"]), unique=True))),
        draw(st.none() | activities),
        draw(st.sampled_from(STATUSES)),
        draw(st.booleans()),
        draw(st.sampled_from(ARRANGEMENTS)),
        draw(answers()),
        draw(notes()),
        draw(lines()),
        draw(st.dictionaries(st.sampled_from(["Site", "Grade"]), lines(), max_size=2)),
    )


@st.composite
def _heads(draw: st.DrawFn) -> Head:
    return Head(
        "c_00000001",
        draw(lines()),
        draw(st.none() | st.builds(BasedOn, st.just("c_00000000"), lines(), st.just("sha256:" + "0" * 64))),
        draw(st.booleans()),
        draw(st.sampled_from([(), ("product-marketing",), ("product-marketing", "spans-and-layers")])),
        draw(st.builds(Complete, st.booleans(), st.booleans())),
        draw(answers()),
        draw(notes()),
    )


@st.composite
def _relations(draw: st.DrawFn, names: Sequence[str]) -> list[Relation]:
    if len(names) < 2:
        return []
    pairs = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    drawn: dict[tuple[str, frozenset[str]], Relation] = {}
    for number in range(draw(st.integers(0, 5))):
        kind, (start, end) = draw(st.sampled_from(RELATION_KINDS)), draw(pairs)
        line = Relation(f"r_{number:08d}", kind, start, end, draw(lines()), draw(answers()))
        drawn.setdefault((kind, frozenset((start, end))), line)
    return list(drawn.values())


def _judgements(record: type[Any], rule: str, names: Sequence[str]) -> st.SearchStrategy[Any]:
    about = st.none() | st.sampled_from(names) if names else st.none()
    until = st.sampled_from(["", "2031-12-31"])
    return st.builds(record, st.just(""), st.just(rule), about, lines(), lines(), until)


def _numbered(prefix: str, records: Iterable[Any]) -> list[Any]:
    first_about = {record.box: record for record in records}
    return [replace(record, id=f"{prefix}{number:08d}") for number, record in enumerate(first_about.values())]


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
    return edits.change_relation(chart, _pick(chart.relations, step.one), kind=kind, end=step.box(chart, step.two))


_STEPS: dict[str, Callable[[Chart, Step], ChartDiff]] = {
    "add": _add,
    "move": _move,
    "people": _people,
    "answer": _answer,
    "draw": _draw,
    "turn": _turn,
    "insert": lambda c, s: edits.insert_manager(c, s.box(c, s.one), f"Over {s.id}", id=f"b_new{s.id}"),
    "remove": lambda c, s: edits.remove(c, _some(c, s), ("to_manager", "with_branch", "to_bench")[s.three % 3]),
    "reorder": lambda c, s: edits.reorder(c, s.box(c, s.one), s.two % 5 - 2),
    "rename": lambda c, s: edits.rename(c, s.box(c, s.one), f"Title {s.two}"),
    "change": lambda c, s: edits.change(
        c, _some(c, s), headcount=s.two % 4 / 2, responsibilities=ACTIVITIES[: s.three % 4], functions=FUNCTIONS[: s.two % 3]
    ),
    "erase": lambda c, s: edits.remove_relation(c, _pick(c.relations, s.one)),
    "accept": lambda c, s: edits.accept(c, f"PMM10{s.two % 3}", s.box(c, s.one), reason="Known", id=f"a_new{s.id}"),
    "withdraw": lambda c, s: edits.withdraw(c, _pick(c.accepted, s.one)),
    "tick": lambda c, s: edits.tick(c, f"launch.{s.two % 3}", s.box(c, s.one), id=f"t_new{s.id}"),
    "chart": lambda c, s: edits.change_chart(c, title=f"Chart {s.two}", complete=Complete(bool(s.one % 2))),
}


def steps(max_size: int = 20) -> st.SearchStrategy[list[Step]]:
    """A list of edits to try, one after another."""
    number = st.integers(0, 999)
    chosen = st.builds(Step, st.sampled_from(sorted(_STEPS)), number, number, number)
    return st.lists(chosen, max_size=max_size).map(lambda found: [replace(s, id=i) for i, s in enumerate(found)])


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
    ("Product", "product", 0.08, (("Product Manager", "product_management", 5), ("Product Marketing", "product_marketing", 1))),
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
_FIRST = "Ana Bo Chidi Dana Emre Farah Goro Hana Ines Jonas Kofi Lena Mila Nils Omar Priya Quinn Rosa Sami Tara".split()
_LAST = "Ruiz Lind Okafor Weiss Yilmaz Haddad Sato Kim Costa Berg Mensah Novak Rossi Larsen Aziz Rao Byrne Vega".split()


def big_chart(count: int, seed: int = 1) -> Chart:
    """An organisation of `count` boxes that could exist: six departments, spans of four to nine, some vacancies."""
    dice = Random(seed)
    boxes = [Box("b_00000000", "Chief Executive", ("general_management",), None, order.FIRST, ("p_00000000",))]
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
            yield replace(box, people=(f"p_{number:08d}",)) if dice.random() < 0.93 else replace(box, headcount=0)


def _embeds(boxes: Sequence[Box], dice: Random) -> list[Relation]:
    served = [box.id for box in boxes if box.function == "product_management"]
    marketers = [box.id for box in boxes if box.function == "product_marketing"]
    if not served:
        return []
    return [
        Relation(f"r_{number:08d}", dice.choice(("embedded_in", "serves")), marketer, dice.choice(served))
        for number, marketer in enumerate(marketers)
    ]
