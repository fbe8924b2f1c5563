"""PM and PMM in one organization (UNI), development (DEV), launch (LCH)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.rules.plain.chart import Plain
from tests.rules.plain.truth import Truth, Verdict, all_of, any_of, every, no, some
from tests.rules.plain.words import DEVELOPMENT, INBOUND, LISTENING, MARKET, OUTBOUND, PMM

SHARES = "shares_objectives"
BRIDGES = ("embedded_in", SHARES, "informs", "dotted", "partners")


def union(p: Plain) -> dict[str, Verdict]:
    product, both = p.of_family("product"), bool(p.pms and p.pmms)

    def strong(box: str) -> Truth:
        return p.box_is(box, "box.strong", "yes")

    def led_by(x: str, leader: str) -> Truth:
        return some(p.single_leader(x, m) for m in p.served(x) if p.common_leader(x, m) == leader)

    def leader(fact: str, value: str) -> Verdict:
        return {
            x: some(all_of(led_by(x, box), p.box_is(box, fact, value)) for box in p.boxes) for x in p.pmms
        }

    def unowned(x: str, m: str) -> Truth:
        said = p.box_is(p.common_leader(x, m), "leader.executive_owner", "no")
        single = p.single_leader(x, m)
        return any_of(no(single), all_of(single, said))

    def clash(x: str) -> Truth:
        """Both are strong, and nobody owns their conflict."""
        return all_of(strong(x), some(all_of(strong(m), unowned(x, m)) for m in p.served(x)))

    def knows(x: str, m: str) -> Truth:
        tied = p.joins([x], [m], "embedded_in", "informs", SHARES) or p.in_sessions(x)
        return all_of(p.same_department(x, m), tied)

    def no_roadmap(x: str) -> Truth:
        if not p.pms or "roadmap" in p.held(x):
            return False
        said = p.presence(x)
        return p.asked(x, "box.presence") if said is None else "roadmap_sessions" not in said

    shared = {x: p.joins([x], p.served(x), SHARES) for x in p.pmms}
    success = {side: any("success" in p.held(x) for x in side) for side in (tuple(p.pms), tuple(p.pmms))}
    return {
        "UNI101": {x: p.split(x) for x in p.pmms},
        "UNI102": {
            x: all_of(p.split(x), not p.joins([x], product, *BRIDGES), not p.in_sessions(x)) for x in p.pmms
        },
        "UNI103": all_of(both, *(p.beside_pm(x) for x in p.pmms)),
        "UNI104": {x: all_of(both, *(no(p.single_leader(x, m)) for m in p.served(x))) for x in p.pmms},
        "UNI105": leader("leader.vision", "no"),
        "UNI106": leader("leader.pnl", "yes"),
        "UNI107": leader("leader.pnl", "no"),
        "UNI108": {x: clash(x) for x in p.pmms},
        "UNI109": {
            x: all_of(strong(x), some(all_of(strong(m), p.same_department(x, m)) for m in p.served(x)))
            for x in p.pmms
        },
        "UNI110": {x: both and not shared[x] for x in p.pmms},
        "UNI111": bool(p.pmms) and all(shared.values()),
        "UNI112": {x: no_roadmap(x) for x in p.pmms},
        "UNI113": some(_own_releases(p)),
        "UNI114": _one_group(p),
        "UNI115": _apart(p, p.owners(INBOUND), p.owners(OUTBOUND)),
        "UNI116": both and bool(p.of_family("marketing")) and not any(_on_one_page(p, x) for x in p.pmms),
        "UNI117": both and len(set(success.values())) == 2,
        "UNI118": {x: p.has_above(x, *MARKET) for x in (*p.pms, *p.groups)},
        "UNI119": {x: some(knows(x, m) for m in p.served(x)) for x in p.pmms},
        "UNI120": all_of(
            _apart(p, p.owners({"roadmap"}), p.owners({"gtm"})),
            not p.joins(p.owners({"roadmap"}), p.owners({"gtm"}), SHARES, "partners"),
        ),
    }


def _own_releases(p: Plain) -> Iterator[Truth]:
    for pm in p.pms:
        for pmm in p.pmms:
            both = "release" in p.held(pm) and "release" in p.held(pmm)
            if both and not p.joins([pm], [pmm], SHARES):
                yield no(p.same_department(pm, pmm))


def _one_group(p: Plain) -> Truth:
    together = every(p.same_department(one, other) for one in p.roles for other in p.roles)
    return all_of(p.company_is("company.size", "small"), p.people(p.roles) >= 2, together)


def _apart(p: Plain, ones: list[str], others: list[str]) -> Truth:
    return all_of(bool(ones), bool(others), p.apart(ones, others))


def _on_one_page(p: Plain, pmm: str) -> bool:
    reached, edge = {pmm}, {pmm}
    while edge:
        edge = {other for box in edge for other in p.lines(box, SHARES)} - reached
        reached |= edge
    return bool(reached & {*p.of_family("product")} and reached & {*p.of_family("marketing")})


def development(p: Plain) -> dict[str, Verdict]:
    dev, market = p.of_family("development"), [*p.of_family(*MARKET), *p.of(PMM)]
    marketing = p.of_family("marketing")

    def taken_over(group: str) -> bool:
        return (
            p.boss(group) in dev
            or p.said(group, "background") == "dev"
            or bool(p.into(group, "drives") & {*dev})
            or bool(p.to(group, "dotted") & {*dev})
        )

    def in_hell(pm: str) -> bool:
        drawn = bool(p.to(pm, "embedded_in", "dotted", "serves") & {*dev} or p.into(pm, "drives") & {*dev})
        return drawn and not p.joins([pm], market)

    def is_own(group: str) -> bool:
        boss, below = p.boss(group), {*p.below(group)}
        roles = below & {*p.blends} or (below & {*p.pms} and below & {*p.pmms})
        return boss is not None and p.family(boss) == "general" and bool(roles)

    def mostly_development(pm: str) -> bool:
        held = p.held(pm)
        return len(held) >= 2 and 2 * len(held & DEVELOPMENT) > len(held)

    return {
        "DEV101": {x: p.has_above(x, "development") for x in (*p.pms, *p.pmms, *p.groups)},
        "DEV102": {x: taken_over(x) for x in p.groups},
        "DEV103": {x: mostly_development(x) for x in p.pms},
        "DEV104": {x: bool(p.held(x)) and not p.held(x) & LISTENING for x in p.pms},
        "DEV105": bool(p.pms) and not p.groups,
        "DEV106": {x: in_hell(x) for x in p.pms},
        "DEV107": bool(dev and marketing)
        and not any(map(p.is_staffed, [*p.pms, *p.pmms]))
        and not _joined(p, {*dev}) & {*marketing},
        "DEV108": {x: is_own(x) for x in p.groups},
        "DEV109": {x: p.has_above(x, "marketing") for x in p.pms},
    }


def _joined(p: Plain, start: set[str]) -> set[str]:
    """What relations and reporting lines lead to; lines to a general manager do not count."""

    def beside(box: str) -> set[str]:
        near = p.lines(box)
        boss = p.boss(box)
        if boss and p.family(boss) != "general":
            near = near | {boss}
        led = {other for other in p.boxes if p.boss(other) == box}
        return near | (led if p.family(box) != "general" else set())

    reached, edge = set(start), set(start)
    while edge:
        edge = {other for box in edge for other in beside(box)} - reached
        reached |= edge
    return reached


def launch(p: Plain) -> dict[str, Verdict]:
    product, owners = p.of_family("product"), p.owners({"launch"})
    there = [family for family in ("development", *MARKET) if p.of_family(family)]

    def is_linked(box: str, family: str) -> Truth:
        near = p.family(box) == family or p.joins([box], p.of_family(family))
        return any_of(near, p.at_home(box, family))

    def out_of_touch(box: str) -> Truth:
        near = some(p.same_department(box, other) for other in product)
        return all_of(bool(product), no(near), not p.joins([box], product), not p.in_sessions(box))

    sellers = bool(p.of_family("sales", "marketing"))
    return {
        "LCH101": {x: some(no(is_linked(x, family)) for family in there) for x in owners},
        "LCH102": p.work_is_declared() and bool(p.of_family("development")) and sellers and not owners,
        "LCH103": {x: out_of_touch(x) for x in p.owners({"positioning", "gtm"}) if p.family(x) != "product"},
        "LCH104": all_of(bool(p.dedicated), p.company_is("company.shaky_launch", "yes")),
    }
