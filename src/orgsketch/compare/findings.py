"""What a change does to the findings and the open questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from orgsketch.rules.finding import Pair, pairs

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding, OpenQuestion, Report


@dataclass(frozen=True)
class FindingDelta:
    """The findings by what happened to them; pairs are (before, after).

    A finding whose team merely has another topmost box is the same finding. `accepted`: accepted in the
    chart after; `reopened`: accepted before and no more.
    """

    introduced: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    worse: tuple[Pair, ...] = ()
    better: tuple[Pair, ...] = ()
    accepted: tuple[Pair, ...] = ()
    reopened: tuple[Pair, ...] = ()
    unchanged: tuple[Pair, ...] = ()


SEVERITIES = ("critical", "major", "minor", "info")


def delta(before: Report | None, after: Report | None) -> FindingDelta:
    """What became of every finding; nothing where a report is missing. Stale acceptances are no findings."""
    if before is None or after is None:
        return FindingDelta()
    old = [finding for finding in before.findings if finding.state != "stale"]
    new = [finding for finding in after.findings if finding.state != "stale"]
    found = list(pairs(old, new))
    known = {id(finding) for pair in found for finding in pair}
    sorts: dict[str, list[Pair]] = {}
    for pair in found:
        sorts.setdefault(_fate(*pair), []).append(pair)
    return FindingDelta(
        tuple(finding for finding in new if id(finding) not in known),
        tuple(finding for finding in old if id(finding) not in known),
        **{name: tuple(some) for name, some in sorts.items()},
    )


def opened(before: Report | None, after: Report | None) -> Iterator[OpenQuestion]:
    """The questions that are open after and were not before."""
    if before is None or after is None:
        return
    known = {(asked.fact, asked.about) for asked in before.questions if not asked.is_set_aside}
    for asked in after.questions:
        if not asked.is_set_aside and (asked.fact, asked.about) not in known:
            yield asked


def _fate(old: Finding, new: Finding) -> str:
    if old.state != new.state:
        return "accepted" if new.state == "accepted" else "reopened"
    rank = SEVERITIES.index(new.severity) - SEVERITIES.index(old.severity)
    return "worse" if rank < 0 else "better" if rank else "unchanged"
