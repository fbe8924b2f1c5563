"""Where boxes stand to each other: home, department, common leader. A pack says what is general management.

Each answer may be unknown: a nominal line or an unclassified box on the way leaves it open and is then the
thing to ask about. About an unplaced box nothing is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from orgsketch.model.records import YES
from orgsketch.rules.condition import Truth
from orgsketch.rules.reading import Reading

Missing = tuple[str, str]

REAL_MANAGER = "box.reports_to"
FUNCTIONS = "box.functions"
MOST = 5_000_000  # managers kept with the lines above boxes: no company has so many, a hostile file may


@dataclass(frozen=True, eq=False)
class Structure:
    """The words of a pack that structure is read with.

    `general`: the functions of general management; `nominal`: the answer that makes a line theoretical.
    """

    general: frozenset[str]
    nominal: str = ""

    def is_general(self, reading: Reading, box: str) -> bool:
        return reading.function(box) in self.general

    def is_nominal(self, reading: Reading, box: str) -> bool:
        answers = reading.boxes[box].answers
        said = answers.get(self.nominal) if answers else None
        return said is not None and said.value == YES

    def is_loose(self, reading: Reading, box: str) -> bool:
        """Whether a box's own line says nothing: it is nominal, or the box is unplaced."""
        return self.is_nominal(reading, box) or reading.is_unplaced(box)

    def loose_ends(self, reading: Reading, *boxes: str) -> Iterator[Missing]:
        """What to ask about boxes whose own line is nominal."""
        return ((REAL_MANAGER, box) for box in boxes if self.is_nominal(reading, box))

    # ---- department ----

    def department(self, reading: Reading, box: str) -> str | None:
        """The highest box upward that is below a general manager, or at the top; None = unknown."""
        known: dict[str, str | None] = reading.once((self, "departments"), dict)
        if box not in known:
            known[box] = None if reading.is_unplaced(box) else self._department(reading, box, known)
        return known[box]

    def _department(self, reading: Reading, box: str, known: Mapping[str, str | None]) -> str | None:
        top = box
        for manager in reading.above(box):
            if not reading.function(manager):
                return None
            if self.is_general(reading, manager):
                break
            if manager in known:
                return known[manager]
            top = manager
        return top

    def same_department(self, reading: Reading, one: str, other: str) -> Truth:
        """Equal departments, one above the other, or both role boxes directly under one general manager."""
        if one == other:
            return True
        if self.is_loose(reading, one) or self.is_loose(reading, other):
            return None
        first, second = self.department(reading, one), self.department(reading, other)
        if first is not None and first == second:
            return True
        if one in self._line(reading, other) or other in self._line(reading, one):
            return True
        if self._share_desk(reading, one, other):
            return True
        return None if first is None or second is None else False

    def _share_desk(self, reading: Reading, one: str, other: str) -> bool:
        manager = reading.boxes[one].reports_to
        return (
            manager is not None
            and manager == reading.boxes[other].reports_to
            and self.is_general(reading, manager)
            and not (reading.is_group(one) or reading.is_group(other))
        )

    def department_missing(self, reading: Reading, one: str, other: str) -> Iterator[Missing]:
        """What leaves `same_department` open; beside an unplaced box nothing would settle it."""
        if reading.is_unplaced(one) or reading.is_unplaced(other):
            return
        yield from self.loose_ends(reading, one, other)
        for box in (one, other):
            if not self.is_nominal(reading, box):
                yield from self._unclassified(reading, box)

    def _unclassified(self, reading: Reading, box: str) -> Iterator[Missing]:
        for manager in reading.above(box):
            if not reading.function(manager):
                yield FUNCTIONS, manager
            if self.is_general(reading, manager):
                return

    # ---- leader ----

    def meeting(self, reading: Reading, one: str, other: str) -> tuple[str | None, str]:
        """The lowest common manager of two boxes (one of them if it is above the other), and the first
        unclassified box on the way there, if any."""
        line = self._line(reading, one)
        for manager, unclear in self._line(reading, other).items():
            if manager in line:
                return manager, line[manager] or unclear
        return None, ""

    def _line(self, reading: Reading, box: str) -> Mapping[str, str]:
        """A box and those above it, each with the first unclassified one on the way."""
        known: dict[str, dict[str, str]] = reading.once((self, "lines"), dict)
        line = known.get(box)
        if line is None:
            line, unclear = {box: ""}, ""
            for manager in reading.above(box):
                unclear = unclear or ("" if reading.function(manager) else manager)
                line[manager] = unclear
            if len(known) * len(line) < MOST:
                known[box] = line
        return line

    def single_leader(self, reading: Reading, one: str, other: str) -> Truth:
        """One above the other, or a common manager who is not the general top or manages both directly."""
        if self.is_loose(reading, one) or self.is_loose(reading, other):
            return None
        leader, unclear = self.meeting(reading, one, other)
        if leader is None:
            return False
        if leader in (one, other):
            return True
        if unclear:
            return None
        boxes = reading.boxes
        is_direct = boxes[one].reports_to == leader == boxes[other].reports_to
        return boxes[leader].reports_to is not None or not self.is_general(reading, leader) or is_direct

    def common_leader(self, reading: Reading, one: str, other: str) -> str | None:
        """The lowest common manager; of boxes one above the other, the upper one's (itself at the top)."""
        leader, _ = self.meeting(reading, one, other)
        if leader in (one, other) and leader is not None:
            return reading.boxes[leader].reports_to or leader
        return leader

    def leader_missing(self, reading: Reading, one: str, other: str) -> Iterator[Missing]:
        """What leaves `single_leader` open; beside an unplaced box nothing would settle it."""
        if reading.is_unplaced(one) or reading.is_unplaced(other):
            return
        yield from self.loose_ends(reading, one, other)
        _, unclear = self.meeting(reading, one, other)
        if unclear and not any(self.is_nominal(reading, box) for box in (one, other)):
            yield FUNCTIONS, unclear


@dataclass(frozen=True, eq=False)
class Home:
    """The family a box is at home in: that of the first box above it whose function is not `skip`.

    Under general management it is `beside_home` when a box of function `beside` stands beside it, else `own`.
    """

    structure: Structure
    skip: str
    beside: str
    beside_home: str
    own: str

    def of(self, reading: Reading, box: str, outer: str = "") -> str | None:
        """The home; None = unknown."""
        key = (self, box)
        if key not in reading.memo:
            reading.memo[key] = self._found(reading, box)
        found: str | None = reading.memo[key]
        return found

    def _found(self, reading: Reading, box: str) -> str | None:
        if reading.is_unplaced(box) or self.structure.is_nominal(reading, box):
            return None
        top = box
        for manager in reading.above(box):
            function = reading.function(manager)
            if not function or self.structure.is_nominal(reading, manager):
                return None
            if function != self.skip:
                return self._under(reading, manager, top)
            top = manager
        return self.own

    def _under(self, reading: Reading, manager: str, top: str) -> str:
        if not self.structure.is_general(reading, manager):
            return reading.family(manager)
        beside = (report for report in reading.chart.reports(manager) if report != top)
        return (
            self.beside_home
            if any(reading.function(report) == self.beside for report in beside)
            else self.own
        )

    def missing(self, reading: Reading, box: str, outer: str = "") -> Iterator[Missing]:
        """What leaves the home open: the nominal line, or the box that nobody classified."""
        if reading.is_unplaced(box):
            return
        for member in (box, *reading.above(box)):
            if member != box and not reading.function(member):
                yield FUNCTIONS, member
                return
            if self.structure.is_nominal(reading, member):
                yield REAL_MANAGER, member
                return
            if member != box and reading.function(member) != self.skip:
                return
