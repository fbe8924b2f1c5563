"""A chart as the rules read it: what is declared, what was worked out already, what changed since last time.

A reading lasts for one evaluation. The reading after an edit knows the one before it and the boxes the edit
touched, and keeps every verdict about the others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import compress
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from orgsketch.model.chart import Chart
from orgsketch.model.records import UNKNOWN, AnswerValue, Box
from orgsketch.model.tree import is_unplaced
from orgsketch.resources import _
from orgsketch.rules.condition import ANSWERS, CHART, COMPANY, WORK, Domain, Settled, members_of
from orgsketch.rules.index import ANSWERED, ASSISTANTS, Index
from orgsketch.rules.looks import SEES_LINKS
from orgsketch.rules.neighbourhood import UNTOUCHED, Touched

if TYPE_CHECKING:
    from orgsketch.rules.condition import Ground
    from orgsketch.rules.search import Search, Table
    from orgsketch.rules.sets import Held, Set
    from orgsketch.rules.tally import Tally, Verdicts
    from orgsketch.vocabulary import Vocabulary
    from orgsketch.vocabulary.records import Question

T = TypeVar("T")
Place: TypeAlias = tuple[int, tuple[tuple[str, str], ...]]
Roles: TypeAlias = Mapping[str, set[str]]
NO_ROLES: tuple[Roles, Roles] = ({}, {})
ANSWER_BASIS: Callable[[Settled], Domain] = itemgetter(1)
VERDICTS_BASIS: Callable[[Verdicts], Domain] = attrgetter("basis")


def _roles(reading: Reading, boxes: Iterable[str]) -> Roles:
    """Boxes of a chart by main function."""
    roles: dict[str, set[str]] = {}
    for box in boxes:
        if box in reading.boxes:
            roles.setdefault(reading.function(box), set()).add(box)
    return roles


class Reading:
    """One chart under evaluation.

    `before`, `touched`: the reading this one continues, and the boxes whose verdicts may differ from it;
    `roles`: those boxes by function, before and after; `moved`: these functions, with COMPANY, WORK and
    ANSWERS where the edit concerns those; `changed`: the boxes for which a search has another answer than
    in the reading before. `grounds`: what each open rule waits for, as far as asked.
    `answers`: what is settled about the whole chart, with what that rests on.
    `witnesses`: by condition a box for which it holds, or did when it was last `seen`.
    """

    __slots__ = (
        "answers",
        "before",
        "boxes",
        "changed",
        "chart",
        "grounds",
        "indexes",
        "memo",
        "moved",
        "roles",
        "searches",
        "seen",
        "touched",
        "touched_in",
        "verdicts",
        "witnesses",
        "words",
    )

    def __init__(
        self,
        chart: Chart,
        words: Vocabulary,
        before: Reading | None = None,
        touched: Touched = UNTOUCHED,
        moved: frozenset[str] = frozenset(),
        roles: tuple[Roles, Roles] = NO_ROLES,
    ) -> None:
        self.chart, self.boxes, self.words = chart, chart.boxes, words
        self.before, self.touched, self.moved, self.roles = before, touched, moved, roles
        self.touched_in: dict[Hashable, Held] = {}
        self.searches: dict[Search, Table] = {}
        self.changed: dict[Search, frozenset[str]] = {}
        self.memo: dict[Any, Any] = {}
        self.answers: dict[object, Settled] = {}
        self.indexes: dict[tuple[Index[Any], Set], Any] = {}
        self.verdicts: dict[Tally, Verdicts] = {}
        self.witnesses: dict[Tally, str] = {}
        self.seen: set[Tally] = set()
        self.grounds: dict[str, tuple[Ground, ...]] = {}

    @staticmethod
    def after(before: Reading, chart: Chart, touched: Touched, is_head_changed: bool) -> Reading:
        """The reading of a chart that an edit made of the one read before."""
        states = [before, Reading(chart, before.words)]
        roles = (_roles(before, touched.seen), _roles(states[1], touched.seen))
        moved = {CHART, *roles[0], *roles[1]}
        ends = touched.all_of(SEES_LINKS)
        near = [(state, box) for state in states for box in ends if box in state.boxes]
        if any(state.chart.index.holders and state.held(box) for state, box in near):
            moved.add(WORK)
        if any(state.boxes[box].answers for state, box in near):
            moved.add(ANSWERS)
        for box in touched.boxes:
            functions = {state.function(box) if box in state.boxes else None for state in states}
            if len(functions) > 1:
                moved.update(members_of(function) for function in functions if function is not None)
        if is_head_changed:
            moved.add(COMPANY)
        return Reading(chart, before.words, before, touched, frozenset(moved), roles)._carrying(before)

    def _carrying(self, before: Reading) -> Reading:
        """The same reading with all answers and verdicts that the edit left alone."""
        self.answers = dict(compress(before.answers.items(), self._left(before.answers, ANSWER_BASIS)))
        self.verdicts = dict(compress(before.verdicts.items(), self._left(before.verdicts, VERDICTS_BASIS)))
        return self

    def _left(self, known: Mapping[Any, T], basis: Callable[[T], Domain]) -> Iterator[bool]:
        """Of each thing known, whether the edit left its basis alone."""
        return map(self.moved.isdisjoint, map(basis, known.values()))

    def leaves(self, domain: Domain) -> bool:
        """Whether the edit before this reading left alone all that an answer rests on."""
        return domain.isdisjoint(self.moved)

    def settle_now(self, key: object, work: Callable[[Reading], Settled | None]) -> Settled:
        """An answer about the whole chart that no edit left alone, worked out and kept."""
        found = work(self)
        assert found is not None, "what concerns the whole chart is the same for every box"
        self.answers[key] = found
        return found

    def keep_grounds(self, rule: str, domain: Domain) -> None:
        """Take over what a rule waited for that this edit does not concern.

        While nobody's work is declared the topmost box is asked for its own: that may be another one now.
        """
        known = self.before.grounds.get(rule) if self.before is not None else None
        if known is not None and WORK not in domain:
            self.grounds[rule] = known

    def once(self, key: Hashable, work: Callable[[], T]) -> T:
        """The result of `work`, worked out once a reading."""
        if key in self.memo:
            found: T = self.memo[key]
            return found
        result = self.memo[key] = work()
        return result

    def index(self, index: Index[T], of: Set) -> T:
        """An index over a closed set, carried on from the reading before where there is one."""
        key = (index, of)
        if key not in self.indexes:
            self.indexes[key] = index.built(self, of)
        found: T = self.indexes[key]
        return found

    def settle(self) -> None:
        """Bring everything kept in the reading before up to date, and let go of it."""
        before = self.before
        if before is None:
            return
        for index, of in list(before.indexes):
            self.index(index, of)
        for tally in before.verdicts.keys() - self.verdicts.keys():
            tally.verdicts(self)
        for search in list(before.searches):
            search.table(self)
        self.witnesses = {**before.witnesses, **self.witnesses}
        self.before, self.touched, self.moved = None, UNTOUCHED, frozenset()
        self.touched_in, self.changed, self.roles = {}, {}, NO_ROLES

    # ---- what is declared ----

    def of_company(self, question: Question) -> AnswerValue | None:
        """What the company declares, None = nothing or "don't know"."""
        said = self.chart.head.answers.get(question.answer_key)
        return None if said is None or said.value == UNKNOWN else said.value

    def of_box(self, question: Question, box: str) -> AnswerValue | None:
        """What a box declares, or the box that leads it in its team; None = nothing or "don't know"."""
        declarer = self.declarer(question, box)
        return None if declarer is None else declarer.answers[question.answer_key].value

    def declarer(self, question: Question, box: str) -> Box | None:
        """The box whose answer holds for this one: itself, else the nearest above it in its team."""
        key = question.answer_key
        record: Box | None = self.boxes[box]
        while record is not None:
            said = record.answers.get(key)
            if said is not None and said.value != UNKNOWN:
                return record
            record = self.lead(record) if question.inherited else None
        return None

    def is_answered(self, key: str) -> bool:
        """Whether any box answers a question."""
        from orgsketch.rules.sets import EVERYTHING

        return self.index(ANSWERED, EVERYTHING)[key] > 0

    def assistants(self) -> frozenset[str]:
        """The boxes that are assistants."""
        from orgsketch.rules.sets import EVERYTHING

        return self.index(ASSISTANTS, EVERYTHING)

    def records(self) -> list[Box]:
        """All boxes: for what is worked out over the whole chart, at first."""
        return self.once("records", lambda: list(self.boxes.values()))

    def lead(self, record: Box) -> Box | None:
        """The box that leads another in its team: its manager, if it has the same main function."""
        if record.reports_to is None or not record.functions:
            return None
        manager = self.boxes[record.reports_to]
        return manager if manager.functions[:1] == record.functions[:1] else None

    def holder(self, box: str) -> Box | None:
        """The box whose declared responsibilities are those of this one."""
        record: Box | None = self.boxes[box]
        while record is not None and record.responsibilities is None:
            record = self.lead(record)
        return record

    def held(self, box: str) -> tuple[str, ...] | None:
        """The responsibilities of a box; None = none declared."""
        holder = self.holder(box)
        return holder.responsibilities if holder else None

    def heads(self, box: str) -> int | float:
        """The people in a box and in the boxes it leads of its team.

        A headcount declared on the lead is the whole team's; 0 says that the lead's own seat is vacant.
        """
        return self._kept(("heads", box), box, Reading._heads)

    def _heads(self, box: str) -> int | float:
        """Counted from the lowest lead upward, each team once."""
        waiting = [box]
        while waiting:
            record = self.boxes[waiting[-1]]
            led = [] if record.headcount else self._led(record)
            counts = [report.headcount or self._known(("heads", report.id), report.id) for report in led]
            if None in counts:
                waiting += [report.id for report, count in zip(led, counts, strict=True) if count is None]
            else:
                total: int | float = record.heads + sum(count for count in counts if count)
                self.memo[("heads", waiting.pop())] = total
        return total

    def _led(self, lead: Box) -> list[Box]:
        if not lead.functions:
            return []
        reports = (self.boxes[report] for report in self.chart.reports(lead.id))
        return [report for report in reports if report.functions[:1] == lead.functions[:1]]

    # ---- where a box stands ----

    def function(self, box: str) -> str:
        functions = self.boxes[box].functions
        return functions[0] if functions else ""

    def family(self, box: str) -> str:
        functions = self.boxes[box].functions
        known = self.words.functions.get(functions[0]) if functions else None
        return known.family if known else ""

    def is_group(self, box: str) -> bool:
        known = self.words.functions.get(self.function(box))
        return bool(known and known.is_group)

    def above(self, box: str) -> Iterator[str]:
        """The managers above a box, nearest first."""
        boxes = self.boxes
        manager = boxes[box].reports_to
        while manager is not None:
            yield manager
            manager = boxes[manager].reports_to

    def is_unplaced(self, box: str) -> bool:
        return self.boxes[box].reports_to is None and is_unplaced(self.chart, box)

    def title(self, box: str) -> str:
        """What a box is called: its title, else who sits in it, else what it does."""
        record = self.boxes[box]
        if record.title:
            return record.title
        people = self.chart.people
        named = [people[person].name for person in record.people if person in people and people[person].name]
        known = self.words.functions.get(self.function(box))
        if len(named) == 1:
            return named[0]
        return (
            _("the untitled {function} box").format(function=known.title.lower())
            if known
            else _("the untitled box")
        )

    def place(self, box: str) -> Place:
        """A key that sorts boxes topmost and leftmost first."""
        return self._kept(("place", box), box, Reading._place)

    def _place(self, box: str) -> Place:
        line = [box, *self.above(box)]
        return len(line), tuple((self.boxes[member].order, member) for member in reversed(line))

    def team(self, box: str) -> tuple[str, str]:
        """The team of a box: its main function and the manager its topmost boxes share."""
        return self._kept(("team", box), box, Reading._team)

    def _team(self, box: str) -> tuple[str, str]:
        top = self.boxes[box]
        if not top.functions:
            return "", box
        while (lead := self.lead(top)) is not None:
            top = lead
        return top.functions[0], top.reports_to or top.id

    def _known(self, key: Hashable, box: str) -> Any:
        """What was worked out about a box before, None = nothing."""
        if key in self.memo:
            return self.memo[key]
        if self.before is not None and box not in self.touched.seen:
            return self.before.memo.get(key)
        return None

    def _kept(self, key: Hashable, box: str, work: Callable[[Reading, str], T]) -> T:
        """What was worked out about a box, here or, if no edit touched it, in the reading before."""
        if key not in self.memo:
            is_same = self.before is not None and box not in self.touched.seen
            self.memo[key] = self.before._kept(key, box, work) if self.before and is_same else work(self, box)
        found: T = self.memo[key]
        return found
