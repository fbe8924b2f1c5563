"""All rules of the catalogue on one chart, and what the flags of the chart make of them (part 0.5)."""

from __future__ import annotations

from orgsketch.model.chart import Chart
from tests.rules.plain import marketing, placement, staffing, together
from tests.rules.plain.chart import Plain
from tests.rules.plain.truth import Truth, Verdict, all_of, ask, of_chart

OF_BOXES = (
    "PMM105 PMM115 CTX111 CTX112 CTX114 CAP105 CAP107 DEV105 DEV107 LDR106 MKT110 INF101 INF102 LCH102"
    " GRW102 ROL103 ROL104".split()
)
OF_RELATIONS = (
    "EMB106 EMB107 UNI102 UNI110 UNI113 UNI116 UNI120 DEV106 DEV107 MKT105 MKT106 MKT109 INF101 INF102"
    " INF103 INF104 FWK103 OBJ101 OBJ102 LCH101 LCH103".split()
)
DISPUTED = ("PMM101", "PMM104", "CTX101", "CTX102", "UNI101")


def verdicts(chart: Chart) -> dict[str, Verdict]:
    """What the 158 rules say: of the chart, or by box."""
    p = Plain(chart)
    found: dict[str, Verdict] = {}
    for family in (
        placement.placement,
        placement.work,
        placement.context,
        staffing.presence,
        staffing.capacity,
        staffing.blend,
        staffing.growth,
        staffing.roles,
        together.union,
        together.development,
        together.launch,
        marketing.leaders,
        marketing.marketing,
        marketing.marcom,
        marketing.information,
        marketing.objectives,
        marketing.frameworks,
    ):
        found |= family(p)
    right = of_chart(found["CTX109"])
    found |= staffing.honesty(p, {"": right}, tuple(of_chart(found[code]) for code in DISPUTED))
    return {code: _shown(p, code, verdict) for code, verdict in found.items()}


def _shown(p: Plain, code: str, verdict: Verdict) -> Verdict:
    """What fires on an absence is open where it would fire while some boxes or relations are not shown."""
    complete = p.chart.head.complete
    flags: list[Truth] = []
    if code in OF_BOXES and not complete.boxes:
        flags.append(ask("all_boxes"))
    if code in OF_RELATIONS and not complete.relations:
        flags.append(ask("all_relations"))

    if of_chart(verdict) is not True or not flags:
        return verdict
    if isinstance(verdict, dict):
        return {box: all_of(*flags) for box, truth in verdict.items() if truth is True}
    return all_of(*flags)
