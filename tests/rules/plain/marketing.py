"""Marketing (LDR, MKT, MCM), information (INF), objectives (OBJ), frameworks (FWK)."""

from __future__ import annotations

from itertools import combinations

from tests.rules.plain.chart import Plain
from tests.rules.plain.truth import Truth, Verdict, all_of, any_of, no, some
from tests.rules.plain.words import (
    ARTEFACTS,
    COLUMNS,
    CORE,
    FUNCTIONAL,
    INBOUND,
    MARCOM,
    MARKET,
    OUTBOUND,
    PMM,
    PRIORITIES,
    SERVICES,
    SHARED,
)

SHARES = "shares_objectives"


def leaders(p: Plain) -> dict[str, Verdict]:
    hats, hat = p.hat_leaders(), bool(p.hats())
    product, marketing = p.of_family("product"), p.of_family("marketing")
    back = any(p.to(box, "hands_back") & {*product} for box in marketing)
    ours: set[str] = set().union(*(p.held(box) for box in marketing))
    assessed = bool(ours & {"market", "segments", "personas", "competitive", "dynamics"})

    def driven(box: str) -> Truth:
        return any_of(p.box_is(box, "leader.volume_driven", "yes"), "volume" in p.held(box))

    return {
        "LDR101": {x: p.said(x, "de_facto") == "yes" for x in (*p.pms, *p.pmms, *p.groups)},
        "LDR102": {x: p.box_is(x, "leader.product_knowledge", "no") for x in hats},
        "LDR103": {x: driven(x) for x in hats},
        "LDR104": {x: p.box_is(x, "leader.product_knowledge", "yes") for x in hats},
        "LDR105": hat and (back or any(p.held(box) & ARTEFACTS for box in product)),
        "LDR106": hat and not (assessed and "positioning" in ours),
    }


def marketing(p: Plain) -> dict[str, Verdict]:
    ours, product, own = p.of_family("marketing"), p.of_family("product"), [*p.pms, *p.pmms, *p.groups]
    pairs = [(one, other) for one in p.of(SERVICES) for other in p.of(MARCOM)]
    together = some(p.same_department(*pair) for pair in pairs)
    service = [x for x in p.of(MARCOM) if p.said(x, "behaves_as_service") == "yes"]
    technical = [x for x in p.of(FUNCTIONAL) if p.said(x, "technical") == "yes"]
    two_groups = some(p.same_department(x, y) for x in service for y in technical)

    def cut_off(box: str) -> Truth:
        near = [box, *(manager for manager in p.above(box) if p.family(manager) == "marketing")]
        beside = some(p.same_department(box, x) for x in p.pmms)
        return all_of(bool(p.pmms), no(beside), not p.joins(near, p.pmms))

    def style(value: str) -> Verdict:
        is_style = p.company_is("company.marketing_style", value)
        return {x: all_of(is_style, p.at_home(x, "marketing")) for x in p.pmms}

    helps = p.joins(product, ours, "informs", "serves", "partners", SHARES, "embedded_in")
    return {
        "MKT101": together,
        "MKT102": all_of(bool(pairs), no(together)),
        "MKT103": two_groups,
        "MKT104": two_groups,
        "MKT105": {x: cut_off(x) for x in p.of(MARCOM, SERVICES)},
        "MKT106": all_of(
            some(p.beside_pm(x) for x in p.pmms),
            bool(ours),
            *(no(p.at_home(x, "marketing")) for x in p.pmms),
            not p.joins(own, ours),
        ),
        "MKT107": style("value"),
        "MKT108": style("brand"),
        "MKT109": bool(p.hats()) and bool(product) and not helps,
        "MKT110": not p.dedicated and p.work_is_declared() and not all(p.owners(one) for one in PRIORITIES),
    }


def marcom(p: Plain) -> dict[str, Verdict]:
    both = [x for x in p.boxes if {PMM, MARCOM} <= {*p.boxes[x].functions}]
    blurred = {"ads", "artefacts", "programs", "merch"}
    kinds = [p.pure, p.pmms, p.of(MARCOM), p.of(SERVICES)]
    twice = any(
        (p.held(x) & p.held(y)) - SHARED
        for ones, others in combinations(kinds, 2)
        for x in ones
        for y in others
    )
    alone = not p.of(MARCOM)
    return {
        "MCM101": {x: x in both or (alone and bool(p.held(x) & blurred)) for x in {*p.pmms, *both}},
        "MCM102": all(any("programs" in p.held(x) for x in side) for side in (p.pmms, p.of(MARCOM))),
        "MCM103": twice,
        "MCM104": {x: p.has_above(x, "product") for x in p.of(MARCOM)},
    }


def information(p: Plain) -> dict[str, Verdict]:
    product, market = p.of_family("product"), [*p.of_family(*MARKET)]

    def informs(ones: list[str], others: list[str]) -> bool:
        return any(p.to(one, "informs") & {*others} for one in ones)

    def no_path(direction: str, work: set[str], is_informed: bool) -> Truth:
        missing: Truth = not p.owners(work) if p.work_is_declared() else p.ask_for_work()
        return all_of(p.is_problem(direction), missing, not is_informed)

    own = [*p.pms, *p.pmms, *p.groups]
    inside = {*product, *p.pmms, *p.of("general_management")}
    out = any(p.lines(box) - inside for box in own)
    return {
        "INF101": no_path("inbound", INBOUND, informs([*market, *p.pmms], product)),
        "INF102": no_path("outbound", OUTBOUND, informs([*product, *p.pmms], market)),
        "INF103": {x: not p.lines(x, "informs") for x in p.pmms},
        "INF104": all_of(
            some(p.beside_pm(x) for x in p.pmms), bool([*market, *p.of_family("development")]), not out
        ),
    }


def objectives(p: Plain) -> dict[str, Verdict]:
    sides = [p.of_family("product"), p.of_family("marketing")]
    lines = [(line.start, line.end) for line in p.chart.relations.values() if line.kind == SHARES]
    lateral = any(x not in p.above(y) and y not in p.above(x) for x, y in lines)

    def metrics(box: str) -> set[str]:
        said = p.said(box, "metrics")
        return set(said) if isinstance(said, tuple) else set()

    def lacks(x: str) -> bool:
        return any(side and not p.joins([x], side, SHARES) for side in sides)

    core = p.owners(CORE)
    return {
        "OBJ101": {x: lacks(x) for x in p.pmms},
        "OBJ102": p.company("objectives_cascade") == "yes" and not lateral,
        "OBJ103": {x: metrics(x) == {"funnel"} for x in core},
        "OBJ104": {x: all_of(bool(p.pmms), p.box_is(x, "box.targets_clear", "no")) for x in p.roles},
        "OBJ105": {x: bool(metrics(x) & {"engagement", "keywords"}) for x in core},
        "OBJ106": {x: bool(metrics(x)) and "unit_economics" not in metrics(x) for x in p.dedicated},
        "OBJ107": all_of(bool(p.dedicated), p.company_is("company.segments_known", "no")),
    }


def frameworks(p: Plain) -> dict[str, Verdict]:
    lens = p.company("framework")

    def columns(box: str) -> set[int]:
        return {COLUMNS[activity] for activity in p.held(box) if activity in COLUMNS}

    def unfed(x: str) -> bool:
        lacks = bool(p.held(x)) and not p.held(x) & INBOUND
        return lacks or not p.to(x, "informs") & {*p.pms}

    def undriven(x: str) -> bool:
        drives = "drivedev" in p.held(x) or bool(p.to(x, "drives") & {*p.of_family("development")})
        return bool(p.held(x)) and ("requirements" not in p.held(x) or not drives)

    return {
        "FWK101": {x: lens == "pragmatic" and min(columns(x), default=9) <= 2 for x in p.pmms},
        "FWK102": {x: lens == "pragmatic" and max(columns(x), default=0) >= 3 for x in p.pure},
        "FWK103": {x: lens == "blackblot" and unfed(x) for x in p.pmms},
        "FWK104": {x: lens == "blackblot" and undriven(x) for x in p.pms},
        "FWK105": lens in ("pragmatic", "blackblot") and p.people(p.roles) == 1,
    }
