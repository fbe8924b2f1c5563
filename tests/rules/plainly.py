"""The terms of the catalogue and some of its rules once more, as plainly as they are printed.

Slow, and independent of conditions, sets and searches. None = unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from orgsketch.model.chart import Chart
from orgsketch.vocabulary import Vocabulary

Truth: TypeAlias = bool | None
Verdict: TypeAlias = Truth | dict[str, Truth]

MARCOM = ("marketing_communications", "marketing_services")
TIES = ("embedded_in", "informs", "shares_objectives")
BRIDGES = (*TIES, "dotted", "partners")


def no(answer: Truth) -> Truth:
    return None if answer is None else not answer


def all_of(answers: Iterable[Truth]) -> Truth:
    listed = list(answers)
    return False if False in listed else None if None in listed else True


def any_of(answers: Iterable[Truth]) -> Truth:
    return no(all_of(no(answer) for answer in answers))


class Plain:
    """One chart without nominal lines or unclassified boxes, all of it shown."""

    def __init__(self, chart: Chart, words: Vocabulary) -> None:
        self.chart, self.boxes, self.words = chart, chart.boxes, words
        self.pms = self.of("product_management")
        self.pmms = self.of("product_marketing")
        self.blends = [box for box in self.pms if "product_marketing" in self.boxes[box].functions]
        self.groups = self.of("product")

    def of(self, *functions: str) -> list[str]:
        return [box for box in self.boxes if self.boxes[box].function in functions]

    def family(self, box: str) -> str:
        return self.words.family_of(self.boxes[box].function)

    def above(self, box: str) -> list[str]:
        manager = self.boxes[box].reports_to
        return [manager, *self.above(manager)] if manager else []

    def below(self, box: str) -> set[str]:
        return {other for other in self.boxes if box in self.above(other)}

    def is_unplaced(self, box: str) -> bool:
        return self.boxes[box].reports_to is None and not self.below(box) and len(self.boxes) > 1

    def department(self, box: str) -> str:
        top = box
        for manager in self.above(box):
            if self.family(manager) == "general":
                return top
            top = manager
        return top

    def same_department(self, one: str, other: str) -> Truth:
        if one == other:
            return True
        if self.is_unplaced(one) or self.is_unplaced(other):
            return None
        if self.department(one) == self.department(other):
            return True
        if one in self.above(other) or other in self.above(one):
            return True
        manager = self.boxes[one].reports_to
        is_shared = manager is not None and manager == self.boxes[other].reports_to
        is_general = manager is not None and self.family(manager) == "general"
        return is_shared and is_general and self.is_role(one) and self.is_role(other)

    def is_role(self, box: str) -> bool:
        return not self.words.functions[self.boxes[box].function].is_group

    def single_leader(self, one: str, other: str) -> Truth:
        if self.is_unplaced(one) or self.is_unplaced(other):
            return None
        if one in self.above(other) or other in self.above(one):
            return True
        common = [manager for manager in self.above(one) if manager in self.above(other)]
        if not common:
            return False
        lowest = common[0]
        is_direct = self.boxes[one].reports_to == lowest == self.boxes[other].reports_to
        return self.boxes[lowest].reports_to is not None or self.family(lowest) != "general" or is_direct

    def home(self, box: str) -> str | None:
        if self.is_unplaced(box):
            return None
        chain = [box, *self.above(box)]
        for below, manager in pairwise(chain):
            if self.boxes[manager].function != "product_marketing":
                if self.family(manager) != "general":
                    return self.family(manager)
                beside = [pm for pm in self.pms if self.boxes[pm].reports_to == manager and pm != below]
                return "product" if beside else "own"
        return "own"

    def is_at_home(self, box: str, *families: str) -> Truth:
        home = self.home(box)
        return None if home is None else home in families

    def lines(self, box: str, kinds: Iterable[str] | None = None) -> Iterator[tuple[str, bool]]:
        """The boxes that lines of these kinds (None = any) join to a box, and whether the line is from it."""
        for line in self.chart.relations.values():
            if kinds is None or line.kind in kinds:
                if line.start == box:
                    yield line.end, True
                if line.end == box:
                    yield line.start, False

    def served(self, pmm: str) -> list[str]:
        named = [other for other, is_from in self.lines(pmm, ("serves",)) if is_from and other in self.pms]
        return named or self.pms

    def beside_pm(self, pmm: str) -> Truth:
        return any_of(self.same_department(pmm, pm) for pm in self.served(pmm))

    def split(self, pmm: str) -> Truth:
        return all_of([bool(self.pms), no(self.beside_pm(pmm))])

    def held(self, box: str) -> set[str]:
        """What it holds: its own declaration, else that of the nearest box above that leads it."""
        record = self.boxes[box]
        if record.responsibilities is not None:
            return set(record.responsibilities)
        lead = record.reports_to
        is_led = lead is not None and self.boxes[lead].function == record.function
        return self.held(lead) if lead is not None and is_led else set()

    def heads(self, box: str) -> float:
        """The people of a team: declared on its lead, else summed."""
        record = self.boxes[box]
        if record.headcount:
            return record.headcount
        led = [other for other in self.chart.reports(box) if self.boxes[other].function == record.function]
        return record.heads + sum(self.heads(other) for other in led)

    def is_dedicated(self, pmm: str) -> bool:
        return self.heads(pmm) > 0 and len(self.boxes[pmm].functions) == 1

    def owners(self, *activities: str) -> list[str]:
        return [box for box in self.boxes if self.held(box) & set(activities)]

    def apart(self, ones: list[str], others: list[str]) -> Truth:
        """Both are there, and none of the one kind is in a department with one of the other."""
        pairs = (no(self.same_department(one, other)) for one in ones for other in others)
        return all_of([bool(ones), bool(others), *pairs])


def verdicts(plain: Plain) -> dict[str, Verdict]:
    """Rules of the catalogue: a verdict about the chart, or by box."""
    return {**_placement(plain), **_together(plain), **_elsewhere(plain)}


def _placement(plain: Plain) -> dict[str, Verdict]:
    pmms, home, lines, size = plain.pmms, plain.is_at_home, plain.lines, plain.chart.head.answers.get("size")
    core = plain.words.activities_of("core")
    hats = [box for box in plain.owners(*core) if plain.family(box) == "marketing"]
    dedicated = [pmm for pmm in pmms if plain.is_dedicated(pmm)]
    driven = (*MARCOM, "functional_marketing")
    found: dict[str, Verdict] = {
        "PMM101": {p: home(p, "marketing") for p in pmms},
        "PMM102": {
            p: all_of([home(p, "product"), plain.beside_pm(p), not _under(plain, p, "development")])
            for p in pmms
        },
        "PMM103": {p: home(p, "product") for p in dedicated},
        "PMM104": {p: no(home(p, "product")) for p in dedicated if not (size and size.value == "big")},
        "PMM106": bool(not dedicated and hats),
        "PMM109": {
            p: all_of(
                [home(p, "marketing"), any(f and b in plain.of(*driven) for b, f in lines(p, ("drives",)))]
            )
            for p in pmms
        },
        "PMM110": {
            p: plain.boxes[p].reports_to in plain.of(*MARCOM)
            or any(not f and b in plain.of(*MARCOM) for b, f in lines(p, ("drives",)))
            for p in pmms
        },
        "PMM116": {p: home(p, "own") for p in pmms},
        "PMM118": {p: home(p, "sales", "customer_success") for p in pmms},
        "CAP104": bool(dedicated and any(plain.heads(pm) > 0 for pm in set(plain.pms) - {*plain.blends})),
    }
    return found


def _together(plain: Plain) -> dict[str, Verdict]:
    pms, pmms, blends = plain.pms, plain.pmms, plain.blends
    inbound, outbound = plain.words.activities_of("inbound"), plain.words.activities_of("outbound")

    def tied(pmm: str, kinds: Iterable[str]) -> set[str]:
        return {other for other, _ in plain.lines(pmm, kinds)}

    return {
        "UNI101": {p: plain.split(p) for p in pmms},
        "UNI102": {
            p: all_of([plain.split(p), not any(plain.family(b) == "product" for b in tied(p, BRIDGES))])
            for p in pmms
        },
        "UNI103": all_of([bool(pms), bool(pmms), *(plain.beside_pm(p) for p in pmms)]),
        "UNI104": {
            p: all_of([bool(pms), *(no(plain.single_leader(p, m)) for m in plain.served(p))]) for p in pmms
        },
        "UNI110": {p: bool(pms) and not tied(p, ("shares_objectives",)) & {*plain.served(p)} for p in pmms},
        "UNI111": bool(pmms) and all(tied(p, ("shares_objectives",)) & {*plain.served(p)} for p in pmms),
        "UNI115": plain.apart(plain.owners(*inbound), plain.owners(*outbound)),
        "UNI119": {
            p: any_of(plain.same_department(p, m) for m in plain.served(p) if m in tied(p, TIES))
            for p in pmms
        },
        "BLD102": all_of(
            [
                *(no(plain.split(p)) for p in pmms),
                bool(blends or any(plain.held(pm) & inbound and plain.held(pm) & outbound for pm in pms)),
            ]
        ),
        "BLD107": {
            p: any_of(no(plain.same_department(p, m)) for m in plain.served(p) if m in blends) for p in pmms
        },
        "BLD109": {b: not pmms and len(blends) == len(pms) for b in blends},
    }


def _elsewhere(plain: Plain) -> dict[str, Verdict]:
    pms, pmms, groups = plain.pms, plain.pmms, plain.groups
    return {
        "UNI118": {b: _under(plain, b, "marketing", "sales", "customer_success") for b in (*pms, *groups)},
        "DEV101": {b: _under(plain, b, "development") for b in (*pms, *pmms, *groups)},
        "DEV105": bool(pms and not groups),
        "DEV108": {b: _is_own_group(plain, b) for b in groups},
        "DEV109": {b: _under(plain, b, "marketing") for b in pms},
        "MCM104": {b: _under(plain, b, "product") for b in plain.of("marketing_communications")},
        "ROL102": {b: not plain.held(b) for b in (*pms, *pmms)},
        "ROL103": not any(plain.heads(pm) > 0 for pm in pms)
        and not plain.owners("roadmap", "requirements", "features", "release"),
    }


def _under(plain: Plain, box: str, *families: str) -> bool:
    return any(plain.family(manager) in families for manager in plain.above(box))


def _is_own_group(plain: Plain, group: str) -> bool:
    manager, below = plain.boxes[group].reports_to, plain.below(group)
    has_roles = bool(below & {*plain.blends}) or bool(below & {*plain.pms} and below & {*plain.pmms})
    return manager is not None and plain.family(manager) == "general" and has_roles
