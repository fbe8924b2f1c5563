"""The conflicts of the open chart in words, what each side of one would do, and what the merge did so far.

No widgets here. Settling is `edits.settle` on the document: one undo step each, and nothing is lost by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from orgsketch.compare.disputes import KINDS, Dispute, dispute
from orgsketch.document import Document, Preview
from orgsketch.drawing.marking import WARNINGS
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.resources import N_, _, plural
from orgsketch.rules.finding import Report, changes

if TYPE_CHECKING:
    from orgsketch.model.merge import Versions

Side = Literal["ours", "base", "theirs"]

SIDES: tuple[Side, ...] = ("ours", "base", "theirs")
NAMES: Mapping[str, str] = {"ours": N_("Ours"), "base": N_("Before both"), "theirs": N_("Theirs")}
STEPS: Mapping[str, str] = {
    "ours": N_("Take ours: {title}"),
    "base": N_("Take what was before: {title}"),
    "theirs": N_("Take theirs: {title}"),
    "shown": N_("Leave as shown: {title}"),
}


@dataclass(frozen=True)
class Offer:
    """One side of a conflict: what it says, and the chart and findings it would lead to."""

    side: Side
    name: str
    origin: str
    says: str
    preview: Preview
    is_shown: bool


class Effect(NamedTuple):
    """What the merge did to the findings: how many each side had, and what the result adds and ends."""

    ours: int
    theirs: int
    now: int
    added: int
    resolved: int


class Settling:
    """The conflicts of a document, one of them in hand."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.current = ""
        self._reports: dict[int, tuple[Chart, Report]] = {}

    @property
    def versions(self) -> Versions | None:
        """What the chart was merged from, where that is known."""
        return self.document.versions

    def disputes(self) -> Sequence[Dispute]:
        """All that is left, sorted by kind and name; the one in hand stays in hand while it is there."""
        chart, words = self.document.chart, self.document.book.vocabulary
        told = [dispute(chart, conflict, words) for conflict in chart.conflicts.values()]
        told.sort(key=lambda one: (list(KINDS).index(one.conflict.kind), one.title.casefold(), one.what))
        if self.current not in chart.conflicts:
            self.current = told[0].conflict.id if told else ""
        return told

    def in_hand(self) -> Dispute | None:
        """The dispute that is looked at."""
        return next((one for one in self.disputes() if one.conflict.id == self.current), None)

    def step(self, by: int) -> None:
        """The next one, or the one before; round the end."""
        keys = [one.conflict.id for one in self.disputes()]
        if keys:
            self.current = keys[(keys.index(self.current) + by) % len(keys)]

    def offers(self, one: Dispute) -> Sequence[Offer]:
        """What each side says and would do."""
        return [self._offer(one, side) for side in SIDES]

    def take(self, choice: edits.Choice) -> bool:
        """Let a side of the one in hand count; the next one comes into hand."""
        one = self.in_hand()
        if one is None:
            return False
        self.step(1)
        text = _(STEPS[choice]).format(title=one.title)
        return self.document.edit(text, edits.settle, one.conflict.id, choice)

    def take_all(self, choice: edits.Choice, kind: str = "") -> int:
        """Let a side count in all conflicts, or all of a kind; how many are settled by it."""
        told = [one for one in self.disputes() if not kind or one.conflict.kind == kind]
        keys = [one.conflict.id for one in told]
        text = _(STEPS[choice]).format(title=counted(len(keys)))
        before = len(self.document.chart.conflicts)
        self.document.edit(text, edits.settle_all, keys, choice)
        return before - len(self.document.chart.conflicts)

    def kinds(self) -> Mapping[str, int]:
        """How many conflicts of each kind are left."""
        return Counter(one.conflict.kind for one in self.disputes())

    def name(self, side: str) -> str:
        """What a side is called: the title of its option, where the sides are options."""
        titles = self._titles()
        return titles[side] if len(set(titles.values())) > 1 and titles.get(side) else _(NAMES[side])

    def effect(self) -> Effect | None:
        """What the merge has done to the findings; None where the versions are not known."""
        versions = self.versions
        if versions is None:
            return None
        self.document.settle()
        ours, theirs = self._report(versions.ours), self._report(versions.theirs)
        news = changes(ours, self.document.report)
        counts = (
            sum(_warns(one) for one in found)
            for found in (
                ours.findings,
                theirs.findings,
                self.document.report.findings,
                news.added,
                news.resolved,
            )
        )
        return Effect(*counts)

    def _offer(self, one: Dispute, side: Side) -> Offer:
        preview = self.document.preview(edits.settle, one.conflict.id, side)
        says = {"ours": one.ours, "base": one.base, "theirs": one.theirs}[side]
        same = preview.chart is not None and _looks_alike(preview.chart, self.document.chart)
        name, plain = self.name(side), _(NAMES[side])
        return Offer(side, name, plain if plain != name else "", says, preview, same)

    def _titles(self) -> Mapping[str, str]:
        if self.versions is None:
            return {}
        return {side: chart.title for side, chart in self.versions._asdict().items() if chart is not None}

    def _report(self, chart: Chart) -> Report:
        """The findings of a version; worked out once."""
        held = self._reports.get(id(chart))
        if held is None or held[0] is not chart:
            held = self._reports[id(chart)] = (chart, self.document.engine.report(chart))
        return held[1]


def counted(number: int) -> str:
    """ "3 conflicts"."""
    return plural("{count} conflict", "{count} conflicts", number)


def _looks_alike(one: Chart, other: Chart) -> bool:
    tables = ("head", "people", "boxes", "relations", "accepted", "ticks")
    return all(getattr(one, name) == getattr(other, name) for name in tables)


def _warns(finding: object) -> bool:
    kind, state = getattr(finding, "kind", ""), getattr(finding, "state", "")
    return kind in WARNINGS and state == "open"
