"""PMM placement (PMM1..) and PMM work (PMM2..)."""

from __future__ import annotations

from tests.rules.plain.chart import Plain
from tests.rules.plain.truth import Truth, Verdict, all_of, any_of, every, no, some
from tests.rules.plain.words import (
    BUYER,
    CORE,
    INBOUND,
    MARCOM,
    MARKETERS,
    OUTBOUND,
    SERVICES,
    STRATEGIC,
    TACTICAL,
)

GAPS = (
    {"positioning", "messaging", "content", "value"},
    {"features", "pricing", "dynamics"},
    {"enablement", "battlecards", "decks", "salestraining"},
)


def placement(p: Plain) -> dict[str, Verdict]:
    is_big = p.company("size") == "big"
    marketing = p.of_family("marketing")
    hat = any(p.family(box) == "marketing" for box in p.owners(CORE))
    both = [*p.pms, *p.pmms]
    goal = p.company("goal") in ("voice", "value")

    def marketing_box(box: str, fact: str, value: str) -> Truth:
        """Its home is marketing, and its marketing box declares that; without such a box a plain no."""
        return all_of(p.at_home(box, "marketing"), p.box_is(p.marketing_box(box), fact, value))

    def is_little(pmm: str) -> Truth:
        merch = any("merch" in p.held(manager) for manager in p.above(pmm))
        little = any_of(p.box_is(p.marketing_box(pmm), "box.big_m", "no"), merch)
        return all_of(p.at_home(pmm, "marketing"), p.marketing_box(pmm) is not None, little)

    def by_marketer(pmm: str) -> bool:
        return p.boss(pmm) in p.of(MARCOM, SERVICES) or bool(
            p.into(pmm, "drives") & {*p.of(MARCOM, SERVICES)}
        )

    return {
        "PMM101": {x: p.at_home(x, "marketing") for x in p.pmms},
        "PMM102": {
            x: all_of(p.at_home(x, "product"), p.beside_pm(x), not p.has_above(x, "development"))
            for x in p.pmms
        },
        "PMM103": {x: p.at_home(x, "product") for x in p.dedicated},
        "PMM104": {x: all_of(no(p.at_home(x, "product")), not is_big) for x in p.dedicated},
        "PMM105": not p.dedicated and not is_big and bool(marketing) and not hat,
        "PMM106": bool(p.hats()),
        "PMM107": {
            x: all_of(marketing_box(x, "box.big_m", "yes"), p.said(x, "expertise") != "product")
            for x in p.pmms
        },
        "PMM108": {x: is_little(x) for x in p.pmms},
        "PMM109": {
            x: all_of(p.at_home(x, "marketing"), bool(p.to(x, "drives") & {*p.of(*MARKETERS)}))
            for x in p.pmms
        },
        "PMM110": {x: by_marketer(x) for x in p.pmms},
        "PMM111": {x: marketing_box(x, "leader.attuned", "yes") for x in both},
        "PMM112": {x: marketing_box(x, "leader.attuned", "no") for x in both},
        "PMM113": {x: p.is_nominal(x) for x in p.pmms},
        "PMM114": {x: p.said(x, "change_planned") not in (None, "no") for x in (*both, *p.groups)},
        "PMM115": not any(map(p.is_staffed, p.pmms)) and not p.blends and not p.owners(CORE),
        "PMM116": {x: p.at_home(x, "own") for x in p.pmms},
        "PMM117": all_of(goal, bool(p.pmms), *(no(p.at_home(x, "product")) for x in p.pmms)),
        "PMM118": {x: p.at_home(x, "sales", "customer_success") for x in p.pmms},
        "PMM119": {x: all_of(p.company("culture") == "sales", p.at_home(x, "marketing")) for x in p.pmms},
    }


def work(p: Plain) -> dict[str, Verdict]:
    declared = [x for x in p.pmms if p.held(x)]
    mandate = {x: p.said(x, "mandate") for x in p.pmms}

    def disagrees(pmm: str) -> bool:
        wanted = {"inbound": INBOUND, "outbound": OUTBOUND}.get(str(mandate[pmm]))
        return wanted is not None and not p.held(pmm) & wanted

    def lean(pmm: str) -> int:
        return len(p.held(pmm) & INBOUND) - len(p.held(pmm) & OUTBOUND)

    def no_buyer(pmm: str) -> bool:
        said, held = p.said(pmm, "expertise"), p.held(pmm)
        return said == "product" or bool(said != "buyer" and held and not held & BUYER)

    story = p.owners({"story"})
    return {
        "PMM201": {x: 2 <= len(p.held(x)) <= 2 * len(p.held(x) & TACTICAL) for x in p.pmms},
        "PMM202": {x: "closing" in p.held(x) for x in p.pmms},
        "PMM203": _wrong_mandate(p),
        "PMM204": {x: mandate[x] is None and not p.held(x) for x in p.pmms},
        "PMM205": {x: disagrees(x) for x in declared},
        "PMM206": {x: all_of(lean(x) > 0, no(p.at_home(x, "marketing"))) for x in p.pmms},
        "PMM207": {x: all_of(lean(x) < 0, no(p.at_home(x, "product"))) for x in p.pmms},
        "PMM208": {x: bool(p.held(x) & {"ads", "leadgen", "artefacts"}) for x in p.pmms},
        "PMM209": {
            x: not p.held(x) & {"positioning", "messaging", "launch", "gtm"} and mandate[x] != "inbound"
            for x in declared
        },
        "PMM210": {x: mandate[x] is None and all(p.held(x) & gap for gap in GAPS) for x in p.pmms},
        "PMM211": {x: no_buyer(x) for x in p.pmms},
        "PMM212": {x: p.box_is(x, "box.product_knowledge", "no") for x in p.pmms},
        "PMM213": {x: p.said(x, "could_be_pm") == "no" for x in p.pmms},
        "PMM214": {x: not p.held(x) & STRATEGIC for x in declared if x in p.dedicated},
        "PMM215": {x: p.said(x, "capable") == "no" for x in (*p.pms, *p.pmms)},
        "PMM216": bool(p.pmms and story) and not any(x in (*p.pmms, *p.blends) for x in story),
        "PMM217": {x: not p.held(x) & OUTBOUND and mandate[x] != "inbound" for x in declared},
    }


def _wrong_mandate(p: Plain) -> Truth:
    declared = [p.said(x, "mandate") for x in p.pmms if p.said(x, "mandate") is not None]
    unknown = bool(declared) or some(p.asked(x, "box.mandate") for x in p.pmms)
    misses = (
        all_of(p.worse_is(side), not {side, "both"} & {*map(str, declared)})
        for side in ("inbound", "outbound")
    )
    return all_of(unknown, some(misses))


def context(p: Plain) -> dict[str, Verdict]:
    """CTX."""
    some_pmm = bool(p.pmms)
    segment = p.company_is
    worse, known = p.worse(), p.worse() if isinstance(p.worse(), str) else ""
    declared = p.work_is_declared()

    def nowhere(family: str) -> Truth:
        return all_of(some_pmm, *(no(p.at_home(x, family)) for x in p.pmms))

    def is_segment(value: str) -> Truth:
        return segment("company.segment", value)

    def unowned(work: set[str]) -> Truth:
        return not p.owners(work) if declared else p.ask_for_work()

    denied = [p.company(key) == "no" for key in ("close_to_users", "experimentation", "analytics")]
    none = [p.company(key) == "no" for key in ("stakeholders", "long_cycles", "procurement")]
    right = {x: right_and_close(p, x) for x in p.pmms}
    return {
        "CTX101": all_of(p.worse_is("inbound"), nowhere("marketing")),
        "CTX102": all_of(p.worse_is("outbound"), nowhere("product")),
        "CTX103": some(
            any_of(
                all_of(p.worse_is("inbound"), p.at_home(x, "marketing")),
                all_of(p.worse_is("outbound"), p.at_home(x, "product")),
            )
            for x in p.pmms
        ),
        "CTX104": (some_pmm or bool(p.owners(CORE))) and not isinstance(worse, str),
        "CTX105": some_pmm and known == "tie",
        "CTX106": some_pmm and known == "none",
        "CTX107": all_of(is_segment("consumer"), nowhere("product")),
        "CTX108": all_of(is_segment("b2b"), nowhere("marketing")),
        "CTX109": right,
        "CTX110": all_of(
            some_pmm,
            any_of(
                all_of(is_segment("consumer"), p.worse_is("inbound")),
                all_of(is_segment("b2b"), p.worse_is("outbound")),
            ),
        ),
        "CTX111": all_of(is_segment("b2b"), unowned(INBOUND)),
        "CTX112": all_of(is_segment("consumer"), unowned(OUTBOUND)),
        "CTX113": some_pmm and p.company("rationale") is None,
        "CTX114": all_of(some_pmm, _second_unowned(p)),
        "CTX115": all_of(is_segment("consumer"), any(denied)),
        "CTX116": all_of(is_segment("b2b"), all(none)),
    }


def right_and_close(p: Plain, pmm: str) -> Truth:
    """Its mandate answers the worse problem, it is embedded, and it is close to the market."""
    worse, mandate = p.worse(), p.said(pmm, "mandate")
    if worse in ("tie", "none") or mandate == "none":
        return False
    declared = p.asked(pmm, "box.mandate") if mandate is None else True
    fits = True if isinstance(worse, str) is False or mandate is None else mandate in (worse, "both")
    known = worse if not isinstance(worse, str) else True
    return all_of(known, declared, fits, p.embedded(pmm), p.close_to_market(pmm))


def _second_unowned(p: Plain) -> Truth:
    inbound, outbound = bool(p.owners(INBOUND)), bool(p.owners(OUTBOUND))
    both = every(p.is_problem(side) for side in ("inbound", "outbound"))
    if not p.work_is_declared():
        missing: Truth = p.ask_for_work()
        unowned = {"inbound": missing, "outbound": missing}
    else:
        unowned = {"inbound": not outbound, "outbound": not inbound}
    worse = p.worse()
    if isinstance(worse, str):
        return all_of(both, unowned.get(worse, False))
    return all_of(both, worse, some(unowned.values()) if p.work_is_declared() else missing)
