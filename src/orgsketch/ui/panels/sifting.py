"""Which findings a reader wants to see, and what stands apart from the warnings. No widgets here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from orgsketch.drawing.marking import GOOD_NEWS, mark_of

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.panels.grouping import Group

SEEN_AT_FIRST = ("critical", "major")


@dataclass
class Sieve:
    """What was asked for; empty = everything. `marks`: kinds of marks; `voice`: a name, for it or against."""

    marks: set[str] = field(default_factory=set)
    kind: str = ""
    voice: str = ""
    words: str = ""

    @property
    def is_open(self) -> bool:
        """Whether everything passes."""
        return not (self.marks or self.kind or self.voice or self.words.strip())

    def clear(self) -> None:
        """Let everything pass again."""
        self.marks.clear()
        self.kind = self.voice = self.words = ""

    def sifted(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that pass, quiet ones left out."""
        return [finding for finding in findings if not finding.quiet and self._passes(finding)]

    def _passes(self, finding: Finding) -> bool:
        if self.marks and mark_of(finding).kind not in self.marks:
            return False
        if self.kind and finding.kind != self.kind:
            return False
        return self._is_spoken(finding) and self._is_said(finding)

    def _is_spoken(self, finding: Finding) -> bool:
        return not self.voice or self.voice in voices(finding)

    def _is_said(self, finding: Finding) -> bool:
        wanted = self.words.casefold().split()
        if not wanted:
            return True
        quotes = " ".join(source.quote for source in finding.sources)
        text = f"{finding.rule} {finding.name} {finding.title} {finding.message} {quotes}".casefold()
        return all(word in text for word in wanted)


def voices(finding: Finding) -> set[str]:
    """Everybody who is quoted on a finding, for it or against."""
    return {source.voice for source in finding.sources} | {dispute.voice for dispute in finding.disputed_by}


def heard(findings: Iterable[Finding]) -> list[str]:
    """The names of all voices on some findings; each rule is looked at once."""
    first = {finding.rule: finding for finding in findings if not finding.quiet}
    return sorted({name for finding in first.values() for name in voices(finding)}, key=str.casefold)


def warnings(findings: Iterable[Finding]) -> list[Finding]:
    """What is open and not good news."""
    return [finding for finding in findings if finding.state == "open" and finding.kind not in GOOD_NEWS]


def strengths(findings: Iterable[Finding]) -> list[Finding]:
    """What speaks for the chart."""
    return [finding for finding in findings if finding.state == "open" and finding.kind in GOOD_NEWS]


def settled(findings: Iterable[Finding], state: str) -> list[Finding]:
    """What was accepted, or what was accepted and no longer occurs."""
    return [finding for finding in findings if finding.state == state]


def at_first(groups: Sequence[Group], selected: Iterable[str], most: int) -> list[Group]:
    """The few groups to show at first: those selected, then those with something critical or major.

    Where nothing is that severe, the first of all.
    """
    chosen = set(selected)
    mine = [group for group in groups if not chosen.isdisjoint(group.boxes)]
    severe = [group for group in groups if group.rows[0].findings[0].severity in SEEN_AT_FIRST]
    wanted = [*mine, *(group for group in severe or groups if group not in mine)]
    return wanted[: max(most, len(mine))]
