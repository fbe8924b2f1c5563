"""Presence (EMB), capacity (CAP), the blend (BLD), growth (GRW), roles (ROL)."""

from __future__ import annotations

from tests.rules.plain.chart import Plain
from tests.rules.plain.truth import Truth, Verdict, all_of, any_of, every, no
from tests.rules.plain.words import (
    CORE,
    DUTIES,
    INBOUND,
    MARCOM,
    MARKET,
    OUTBOUND,
    PM_WORK,
    ROLES,
    SESSIONS,
)


def presence(p: Plain) -> dict[str, Verdict]:
    said = {x: p.presence(x) for x in p.pmms}
    sessions = {x: len((said[x] or set()) & SESSIONS) for x in p.pmms}
    makers, market = p.of_family("product", "development"), p.of_family(*MARKET)
    return {
        "EMB101": {x: said[x] is not None and not sessions[x] for x in p.pmms},
        "EMB102": {x: said[x] == {"launch_prep"} for x in p.pmms},
        "EMB103": bool(p.pmms) and all(sessions[x] == 3 for x in p.pmms),
        "EMB104": {x: said[x] is None for x in p.pmms},
        "EMB105": {x: sessions[x] in (1, 2) for x in p.pmms},
        "EMB106": {x: all_of(p.split(x), not p.joins([x], makers), not sessions[x]) for x in p.pmms},
        "EMB107": {
            x: all_of(p.at_home(x, "product"), not p.joins([x], market), not p.held(x) & INBOUND)
            for x in p.pmms
        },
        "EMB108": {x: p.boss(x) is not None for x in p.pmms},
    }


def capacity(p: Plain) -> dict[str, Verdict]:
    thin = {x: p.is_staffed(x) and p.products_a_head(x) > 1 for x in p.pmms}
    pm, pmm = any(map(p.is_staffed, p.pms)), any(map(p.is_staffed, p.pmms))
    products = p.company("products")
    several: Truth = p.company_is("company.products") if products is None else float(str(products)) > 1
    crunch = p.company("major_release") == "yes" or any("finaldev" in p.held(x) for x in p.pms)

    def one_side(pmm: str) -> bool:
        held = p.held(pmm)
        return bool(held) and (held <= INBOUND or held <= OUTBOUND)

    return {
        "CAP101": {**thin},
        "CAP102": {x: all_of(thin[x], p.box_is(x, "box.products_differ", "yes")) for x in p.pmms},
        "CAP103": {
            x: all_of(p.people(p.pmms) == 1, several, p.box_is(x, "box.focus_on_main", "no")) for x in p.pmms
        },
        "CAP104": any(map(p.is_staffed, p.pure)) and any(map(p.is_staffed, p.dedicated)),
        "CAP105": not p.blends and not any(map(p.holds_both, p.pms)) and pm != pmm,
        "CAP106": {x: p.products_a_head(x) <= 1 and one_side(x) for x in p.dedicated},
        "CAP107": crunch and not p.dedicated,
    }


def blend(p: Plain) -> dict[str, Verdict]:
    roles = [*p.pms, *p.pmms]
    alone = [x for x in p.blends if p.heads(x) == 1]
    alone += [x for x in p.pms if p.holds_both(x) and _is_one(p, x)]
    is_one = bool(p.blends) or any(map(p.holds_both, p.pms))

    def with_every(pmm: str) -> Truth:
        return all_of(bool(p.blends), *(p.same_department(pmm, x) for x in p.blends))

    def is_away(pmm: str) -> Truth:
        return any_of(*(no(p.same_department(pmm, x)) for x in p.served(pmm) if x in p.blends))

    bad = any_of(p.company_is("company.dev_process_mature", "no"), p.company_is("company.trust_high", "no"))
    good = all_of(
        p.company_is("company.dev_process_mature", "yes"), p.company_is("company.trust_high", "yes")
    )
    return {
        "BLD101": {x: not any(map(p.is_staffed, p.pmms)) for x in alone},
        "BLD102": all_of(is_one, *(no(p.split(x)) for x in p.pmms)),
        "BLD103": {
            x: all_of(with_every(x), p.joins([x], p.blends, "shares_objectives")) for x in p.dedicated
        },
        "BLD104": all_of(bool(p.blends), bad),
        "BLD105": all_of(good, any_of(*(with_every(x) for x in p.pmms))),
        "BLD106": all_of(p.company_is("company.size", "small"), p.people(roles) == 1),
        "BLD107": {x: is_away(x) for x in p.pmms},
        "BLD108": {x: _is_one(p, x) and len(p.held(x) & DUTIES) >= 4 for x in roles},
        "BLD109": dict.fromkeys(p.blends, not p.pure and not p.pmms),
    }


def _is_one(p: Plain, box: str) -> bool:
    return p.doers(box) == 1


def growth(p: Plain) -> dict[str, Verdict]:
    known, shaky = p.company_is("company.segments_known", "no"), p.company_is("company.shaky_launch", "yes")
    growing = p.company_is("company.size", "growing")
    roles = [*p.pms, *p.pmms]
    has_pm = any(map(p.is_staffed, p.pms))
    has_marketing = any(map(p.is_staffed, p.of_family("marketing")))
    hired = [x for x in p.dedicated if p.is_staffed(x)]
    led = any(p.family(boss) == "product" for x in roles if (boss := p.boss(x)))
    return {
        "GRW101": all_of(not p.dedicated, any_of(known, shaky)),
        "GRW102": bool(hired) and not (has_pm and has_marketing),
        "GRW103": {x: all_of(growing, p.split(x)) for x in p.pmms},
        "GRW104": all_of(growing, len(roles) >= 2 and not led),
        "GRW105": all_of(not p.dedicated, no(known), no(shaky), bool(p.owners(CORE))),
    }


def roles(p: Plain) -> dict[str, Verdict]:
    mine = [*p.pms, *p.pmms]

    def is_other(box: str) -> bool:
        held, own = p.held(box), ROLES[p.main(box)]
        others = [len((held - own) & work) for role, work in ROLES.items() if role != p.main(box)]
        return len(held) >= 2 and 2 * max(others) > len(held)

    enabled = p.owners({"enablement", "battlecards", "salestraining"})
    return {
        "ROL101": {x: is_other(x) for x in (*p.pure, *p.pmms, *p.of(MARCOM))},
        "ROL102": {x: not p.held(x) for x in mine},
        "ROL103": not any(map(p.is_staffed, p.pms)) and not p.owners(PM_WORK),
        "ROL104": bool(p.of_family("sales")) and p.work_is_declared() and not enabled,
        "ROL105": {x: p.said(x, "technical") == "no" for x in p.pms},
    }


def honesty(p: Plain, right: dict[str, Truth], placed: tuple[Truth, ...]) -> dict[str, Verdict]:
    """HON, from what CTX109 and the placement rules say."""
    return {
        "HON101": any(p.boss(x) is not None for x in (*p.pms, *p.pmms)),
        "HON102": bool(p.pms and p.pmms),
        "HON103": every((any_of(*right.values()), any_of(*placed))),
    }
