"""Part 0 of the catalogue: its terms, as plainly as they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from orgsketch.model.chart import Chart
from orgsketch.model.records import AnswerValue
from tests.rules.plain.truth import Ask, Truth, all_of, any_of, ask, every, no, some
from tests.rules.plain.words import CORE, FAMILIES, GROUPS, INBOUND, MARKET, OUTBOUND, PM, PMM, SESSIONS

OF_THE_LINE = ("nominal", "change_planned", "de_facto")
SEVERITIES = {"yes": 0, "mostly": 1, "partly": 2, "no": 3}
MANAGER, FUNCTION = "box.reports_to", "box.functions"


class Plain:
    """One chart, and what part 0 says about it."""

    def __init__(self, chart: Chart) -> None:
        self.chart, self.boxes = chart, chart.boxes
        self.pms = self.of(PM)
        self.blends = [box for box in self.pms if PMM in self.boxes[box].functions]
        self.pure = [box for box in self.pms if box not in self.blends]
        self.pmms = self.of(PMM)
        self.roles = [*self.pms, *self.pmms]
        self.groups = self.of("product")
        self.dedicated = [pmm for pmm in self.pmms if self.is_dedicated(pmm)]

    # ---- boxes ----

    def main(self, box: str) -> str:
        return next(iter(self.boxes[box].functions), "")

    def family(self, box: str) -> str:
        return FAMILIES.get(self.main(box), "")

    def of(self, *functions: str) -> list[str]:
        return [box for box in self.boxes if self.main(box) in functions]

    def of_family(self, *families: str) -> list[str]:
        return [box for box in self.boxes if self.family(box) in families]

    def boss(self, box: str) -> str | None:
        return self.boxes[box].reports_to

    def above(self, box: str) -> list[str]:
        boss = self.boss(box)
        return [boss, *self.above(boss)] if boss else []

    def below(self, box: str) -> list[str]:
        return [other for other in self.boxes if box in self.above(other)]

    def has_above(self, box: str, *families: str) -> bool:
        return any(self.family(manager) in families for manager in self.above(box))

    def lead(self, box: str) -> str | None:
        """The box that leads it in its team: its manager, if that has the same main function."""
        boss = self.boss(box)
        return boss if boss and self.main(box) and self.main(boss) == self.main(box) else None

    def team(self, box: str) -> tuple[str, str]:
        """Boxes of one main function that are joined by reporting lines or share a manager (part 0.4)."""
        lead = self.lead(box)
        return self.team(lead) if lead else (self.main(box), self.boss(box) or box)

    def place(self, box: str) -> tuple[int, list[tuple[str, str]]]:
        """Sorts boxes topmost and leftmost first."""
        line = [box, *self.above(box)]
        return len(line), [(self.boxes[member].order, member) for member in reversed(line)]

    # ---- what is declared ----

    def company(self, key: str) -> AnswerValue | None:
        said = self.chart.head.answers.get(key)
        return None if said is None or said.value == "unknown" else said.value

    def company_is(self, fact: str, *values: AnswerValue) -> Truth:
        said = self.company(fact.removeprefix("company."))
        return ask(fact) if said is None else said in values

    def said(self, box: str, key: str) -> AnswerValue | None:
        said = self.boxes[box].answers.get(key)
        if said is not None and said.value != "unknown":
            return said.value
        lead = self.lead(box)
        return self.said(lead, key) if lead and key not in OF_THE_LINE else None

    def box_is(self, box: str | None, fact: str, value: AnswerValue) -> Truth:
        """An answer that is asked for where it is not declared; of no box it is a plain no."""
        if box is None:
            return False
        said = self.said(box, fact.partition(".")[2])
        return self.asked(box, fact) if said is None else said == value

    def asked(self, box: str, fact: str) -> Ask:
        """About an unplaced box nothing is asked."""
        return ask() if self.is_unplaced(box) else ask(fact)

    def held(self, box: str) -> set[str]:
        declared, lead = self.boxes[box].responsibilities, self.lead(box)
        if declared is not None:
            return set(declared)
        return self.held(lead) if lead else set()

    def owners(self, activities: Iterable[str]) -> list[str]:
        return [box for box in self.boxes if self.held(box) & set(activities)]

    def ask_for_work(self) -> Ask:
        """Somebody is asked, so long as not everybody is unplaced."""
        return ask(*["box.responsibilities"] * any(not self.is_unplaced(box) for box in self.boxes))

    def work_is_declared(self) -> bool:
        return any(self.held(box) for box in self.boxes)

    def presence(self, box: str) -> set[str] | None:
        said = self.said(box, "presence")
        return set(said) if isinstance(said, tuple) else None

    def in_sessions(self, box: str) -> bool:
        return bool((self.presence(box) or set()) & SESSIONS)

    def heads(self, box: str) -> float:
        """A headcount declared on a lead is the whole team's, else the sum; 0 = its own seat is vacant."""
        record = self.boxes[box]
        if record.headcount:
            return record.headcount
        return record.heads + sum(self.heads(other) for other in self.boxes if self.lead(other) == box)

    def doers(self, box: str) -> float:
        """The people who share its responsibilities: declared on a lead, those are its team's."""
        lead = self.lead(box)
        return self.doers(lead) if lead and self.boxes[box].responsibilities is None else self.heads(box)

    def people(self, boxes: Iterable[str]) -> float:
        """How many people in total work in these boxes."""
        listed = set(boxes)
        return sum(self.heads(box) for box in listed if self.lead(box) not in listed)

    def is_staffed(self, box: str) -> bool:
        return self.heads(box) > 0

    def is_dedicated(self, pmm: str) -> bool:
        said = self.said(pmm, "dedicated")
        return (
            said == "yes"
            if said is not None
            else self.is_staffed(pmm) and len(self.boxes[pmm].functions) == 1
        )

    def products_a_head(self, pmm: str) -> float:
        """Declared on a lead, the products are the team's, as its heads are."""
        declarer: str | None = pmm
        while declarer and "products_covered" not in self.boxes[declarer].answers:
            declarer = self.lead(declarer)
        products = self.boxes[declarer].answers["products_covered"].value if declarer else 1
        assert isinstance(products, int | float)
        return products / (self.heads(declarer or pmm) or 1)

    # ---- relations ----

    def lines(self, box: str, *kinds: str) -> set[str]:
        """What relations of these kinds (none named = any) join a box to, in either direction."""
        return self.to(box, *kinds) | self.into(box, *kinds)

    def to(self, box: str, *kinds: str) -> set[str]:
        lines = self.chart.relations.values()
        return {line.end for line in lines if line.start == box and (not kinds or line.kind in kinds)}

    def into(self, box: str, *kinds: str) -> set[str]:
        lines = self.chart.relations.values()
        return {line.start for line in lines if line.end == box and (not kinds or line.kind in kinds)}

    def joins(self, ones: Iterable[str], others: Iterable[str], *kinds: str) -> bool:
        there = set(others)
        return any(self.lines(one, *kinds) & there for one in ones)

    def served(self, pmm: str) -> list[str]:
        return [pm for pm in self.pms if pm in self.to(pmm, "serves")] or self.pms

    # ---- places ----

    def is_unplaced(self, box: str) -> bool:
        return self.boss(box) is None and not self.below(box) and len(self.boxes) > 1

    def is_nominal(self, box: str) -> bool:
        return self.said(box, "nominal") == "yes"

    def own_line(self, *boxes: str) -> Ask | None:
        """Unknown where an own line says nothing: it is nominal, or the box is unplaced."""
        if any(self.is_unplaced(box) for box in boxes):
            return ask()
        if any(self.is_nominal(box) for box in boxes):
            return ask(MANAGER)
        return None

    def home(self, box: str) -> str | Ask:
        unclear = self.own_line(box)
        if unclear is not None:
            return unclear
        chain = [box, *self.above(box)]
        for below, manager in pairwise(chain):
            if not self.main(manager):
                return ask(FUNCTION)
            if self.is_nominal(manager):
                return ask(MANAGER)
            if self.main(manager) != PMM:
                return self._home_under(manager, below)
        return "own"

    def _home_under(self, manager: str, below: str) -> str:
        if self.family(manager) != "general":
            return self.family(manager)
        beside = [pm for pm in self.pms if self.boss(pm) == manager and pm != below]
        return "product" if beside else "own"

    def at_home(self, box: str, *families: str) -> Truth:
        home = self.home(box)
        return home if isinstance(home, Ask) else home in families

    def department(self, box: str) -> str | Ask:
        if self.is_unplaced(box):
            return ask()
        top = box
        for manager in self.above(box):
            if not self.main(manager):
                return ask(FUNCTION)
            if self.family(manager) == "general":
                return top
            top = manager
        return top

    def same_department(self, one: str, other: str) -> Truth:
        if one == other:
            return True
        if self.own_line(one, other) is not None:
            return self._missing_of_departments(one, other)
        if one in self.above(other) or other in self.above(one):
            return True
        boss = self.boss(one)
        roles = self.main(one) not in GROUPS and self.main(other) not in GROUPS
        if boss and boss == self.boss(other) and self.family(boss) == "general" and roles:
            return True
        first, second = self.department(one), self.department(other)
        if isinstance(first, Ask) or isinstance(second, Ask):
            return self._missing_of_departments(one, other)
        return first == second

    def _missing_of_departments(self, one: str, other: str) -> Ask:
        if self.is_unplaced(one) or self.is_unplaced(other):
            return ask()
        missing = [ask(MANAGER) if self.is_nominal(box) else self.department(box) for box in (one, other)]
        return Ask(frozenset().union(*(found.facts for found in missing if isinstance(found, Ask))))

    def lowest_common(self, one: str, other: str) -> str | None:
        return next((manager for manager in self.above(one) if manager in self.above(other)), None)

    def single_leader(self, one: str, other: str) -> Truth:
        unclear = self.own_line(one, other)
        if unclear is not None:
            return unclear
        if one in self.above(other) or other in self.above(one):
            return True
        leader = self.lowest_common(one, other)
        if leader is None:
            return False
        paths = [m for box in (one, other) for m in self.above(box) if leader in (m, *self.above(m))]
        if not all(self.main(manager) for manager in paths):
            return ask(FUNCTION)
        is_direct = self.boss(one) == leader == self.boss(other)
        return self.boss(leader) is not None or self.family(leader) != "general" or is_direct

    def common_leader(self, one: str, other: str) -> str | None:
        for upper, lower in ((one, other), (other, one)):
            if upper in self.above(lower):
                return self.boss(upper) or upper
        return self.lowest_common(one, other)

    def marketing_box(self, box: str) -> str | None:
        return next((manager for manager in self.above(box) if self.main(manager) == "marketing"), None)

    def beside_pm(self, pmm: str) -> Truth:
        """Whether some PM it serves is in its department."""
        return some(self.same_department(pmm, pm) for pm in self.served(pmm))

    def split(self, pmm: str) -> Truth:
        return all_of(bool(self.pms), no(self.beside_pm(pmm)))

    # ---- market and product ----

    def close_to_market(self, pmm: str) -> Truth:
        market = self.of_family(*MARKET)
        return any_of(self.at_home(pmm, *MARKET), self.joins([pmm], market), bool(self.held(pmm) & INBOUND))

    def embedded(self, pmm: str) -> Truth:
        presence = self.presence(pmm)
        if presence is not None:
            return len(presence & SESSIONS) >= 2
        is_embedded = bool(self.to(pmm, "embedded_in") & {*self.of_family("product")})
        return is_embedded or self.asked(pmm, "box.presence")

    def severity(self, direction: str) -> int | Ask:
        fact = {"inbound": "product_knows_market", "outbound": "market_knows_product"}[direction]
        said = self.company(fact)
        return ask(f"company.{fact}") if said is None else SEVERITIES[str(said)]

    def is_problem(self, direction: str) -> Truth:
        severity = self.severity(direction)
        return severity if isinstance(severity, Ask) else severity > 0

    def worse(self) -> str | Ask:
        """inbound, outbound, tie, none, or unknown."""
        inbound, outbound = self.severity("inbound"), self.severity("outbound")
        if isinstance(inbound, Ask) or isinstance(outbound, Ask):
            asked = [side.facts for side in (inbound, outbound) if isinstance(side, Ask)]
            return Ask(frozenset().union(*asked))
        if inbound == outbound:
            return str(self.company("pick") or "tie") if inbound else "none"
        return "inbound" if inbound > outbound else "outbound"

    def worse_is(self, direction: str) -> Truth:
        worse = self.worse()
        return worse if isinstance(worse, Ask) else worse == direction

    # ---- work ----

    def holds_both(self, box: str) -> bool:
        return bool(self.held(box) & INBOUND and self.held(box) & OUTBOUND)

    def hats(self) -> list[str]:
        """Marketing boxes that wear the hat of a dedicated product marketer."""
        return [] if self.dedicated else [b for b in self.owners(CORE) if self.family(b) == "marketing"]

    def hat_leaders(self) -> set[str]:
        return {
            hat if self.main(hat) == "marketing" else self.marketing_box(hat) or hat for hat in self.hats()
        }

    def apart(self, ones: Iterable[str], others: Iterable[str]) -> Truth:
        """None of the one is in a department with, or is, one of the other."""
        there = list(others)
        return every(no(self.same_department(one, other)) for one in ones for other in there)
