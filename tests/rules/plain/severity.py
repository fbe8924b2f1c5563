"""The table of severity steps (T28): the base, the highest raise that holds, then once one step down."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from orgsketch.model.chart import Chart
from tests.rules.plain.chart import Plain
from tests.rules.plain.truth import Verdict, of_chart
from tests.rules.plain.words import CORE, PM_WORK

LEVELS = ("info", "minor", "major", "critical")
CRITICAL = "PMM202 PMM203 EMB102 UNI102 DEV101 DEV102 DEV107".split()
MAJOR = (
    "PMM101 PMM108 PMM110 PMM112 PMM115 PMM117 PMM118 PMM201 PMM212 PMM215 CTX101 CTX102 CTX111 EMB101"
    " EMB106 CAP102 CAP105 BLD101 BLD104 BLD107 BLD108 UNI101 UNI104 UNI105 UNI108 UNI110 UNI113 DEV103"
    " DEV104 DEV106 LDR102 LDR103 LDR105 MKT105 MCM101 INF101 INF102 LCH103 ROL103".split()
)
MINOR = (
    "PMM104 PMM105 PMM113 PMM119 PMM204 PMM205 PMM206 PMM207 PMM208 PMM209 PMM211 PMM214 PMM216 PMM217"
    " CTX110 CTX112 CTX113 CTX114 EMB105 EMB107 CAP101 CAP103 CAP107 UNI112 UNI115 UNI116 UNI117 UNI120"
    " DEV105 LDR101 LDR106 MKT102 MKT106 MKT108 MKT109 MKT110 MCM103 MCM104 INF104 FWK105 OBJ101 OBJ102"
    " OBJ103 OBJ104 OBJ107 LCH101 LCH102 LCH104 GRW101 GRW103 ROL101 ROL102 ROL104".split()
)


class Severity:
    """How severe the findings of one chart are."""

    def __init__(self, chart: Chart, verdicts: Mapping[str, Verdict]) -> None:
        self.p, self.verdicts = Plain(chart), verdicts

    def of(self, code: str, boxes: Collection[str]) -> str:
        """The severity of the finding of a rule about the boxes of one team (none = the chart)."""
        level = max(self._base(code), self._raised(code, boxes))
        if self._is_lowered(code, boxes) and level > LEVELS.index("minor"):
            level -= 1
        return LEVELS[level]

    def _base(self, code: str) -> int:
        return 3 if code in CRITICAL else 2 if code in MAJOR else 1 if code in MINOR else 0

    def _fires(self, code: str, boxes: Collection[str]) -> bool:
        """Whether a rule fires, too: for the same team, where both are about boxes."""
        verdict = self.verdicts[code]
        if isinstance(verdict, dict) and boxes:
            teams = {self.p.team(box) for box in boxes}
            return any(truth is True and self.p.team(box) in teams for box, truth in verdict.items())
        return of_chart(verdict) is True

    def _raised(self, code: str, boxes: Collection[str]) -> int:
        p, size = self.p, self.p.company("size")
        shaky = p.company("shaky_launch") == "yes"
        is_raised = {
            "PMM101": (3, self._fires("PMM201", boxes) or self._fires("PMM202", boxes)),
            "PMM116": (1, size in ("small", "growing")),
            "PMM119": (2, self._fires("PMM202", boxes)),
            "PMM201": (3, self._fires("PMM101", boxes)),
            "CAP101": (2, any(p.products_a_head(box) >= 3 for box in boxes)),
            "CAP107": (2, shaky),
            "UNI112": (2, self._fires("UNI101", boxes)),
            "UNI118": (2, self._fires("UNI104", ())),
            "MKT110": (2, p.company("bandwidth") == "limited"),
            "INF101": (3, p.worse_is("inbound") is True),
            "INF102": (3, p.worse_is("outbound") is True),
            "LCH101": (2, shaky),
            "LCH102": (2, shaky),
            "GRW101": (2, shaky and p.company("segments_known") == "no"),
        }
        level, holds = is_raised.get(code, (0, False))
        return level if holds else 0

    def _is_lowered(self, code: str, boxes: Collection[str]) -> bool:
        p, is_small = self.p, self.p.company("size") == "small"
        by_rules = {
            "PMM101": ("PMM109", "PMM111", "CTX109"),
            "CTX101": ("CTX109",),
            "CTX102": ("CTX109",),
            "UNI101": ("CTX109",),
            "CAP105": ("BLD106",),
            "BLD101": ("BLD105", "BLD106"),
            "BLD108": ("BLD106",),
        }
        has_pm = any(map(p.is_staffed, p.pms))
        others = {
            "PMM101": any(p.beside_pm(box) is True for box in boxes),
            "BLD108": is_small,
            "CAP105": is_small and bool(p.owners(CORE if has_pm else PM_WORK)),
        }
        return others.get(code, False) or any(self._fires(rule, boxes) for rule in by_rules.get(code, ()))
