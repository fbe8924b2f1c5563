"""A change on trial: what it would end and add, the lines a move breaks, and the option it would make.

No widgets here. What `preview` shows is what `apply` does: both rest on the one `change`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from orgsketch.document import Document, Preview
from orgsketch.drawing.marking import WARNINGS
from orgsketch.errors import EditError
from orgsketch.model import edits, ids
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, apply, squash
from orgsketch.model.records import BasedOn, Complete
from orgsketch.resources import _
from orgsketch.rules.finding import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from orgsketch.rules.finding import Finding

WHOLE = Complete(boxes=True, relations=True)


@dataclass(frozen=True)
class Offer:
    """A line that would keep what a move breaks: in words, and as an edit of the chart after the move."""

    text: str
    diff: ChartDiff


class Trial:
    """One change, not made yet. `taken`: the offers that go with it, by their place."""

    def __init__(self, document: Document, text: str, change: ChartDiff) -> None:
        self.document, self.text, self.base = document, text.rstrip("."), change
        self.taken: set[int] = set()

    @cached_property
    def offers(self) -> tuple[Offer, ...]:
        """The lines to draw along with the change."""
        return tuple(offers(self.document, self.base))

    @property
    def change(self) -> ChartDiff:
        """The whole change, with what was taken of the offers."""
        total = self.base
        for place in sorted(self.taken):
            total = squash(total, self.offers[place].diff)
        return total

    def preview(self) -> Preview:
        """What it would do."""
        change = self.change
        return self.document.preview(lambda chart: change)

    def apply(self) -> bool:
        """Do it, as one step."""
        change = self.change
        return self.document.edit(self.text, lambda chart: change)

    def option(self, digest: str = "") -> Chart:
        """The chart after it, as a chart of its own that is based on this one (saved with this digest)."""
        chart = self.document.chart
        after = apply(self.change, chart)
        title = _("{chart}: {change}").format(chart=self.document.name, change=self.text)
        source = BasedOn(chart.head.id, chart.title, digest)
        head = replace(after.head, id=ids.new_id(ids.CHART), title=title, based_on=source, protected=False)
        return replace(after, head=head)


def ends(preview: Preview) -> tuple[Finding, ...]:
    """The open warnings that a change would end."""
    return tuple(filter(_warns, preview.changes.resolved)) if preview.changes else ()


def adds(preview: Preview) -> tuple[Finding, ...]:
    """The warnings that a change would add."""
    return tuple(filter(_warns, preview.changes.added)) if preview.changes else ()


def effect(preview: Preview) -> str:
    """What a change would do to the findings, in a few words: "ends 3, adds 1"."""
    if preview.refusal or preview.changes is None:
        return preview.refusal
    ended, added = ends(preview), adds(preview)
    parts = [_("ends {count}").format(count=len(ended))] if ended else []
    parts += [_("adds {count}").format(count=len(added))] if added else []
    return ", ".join(parts) or _("changes no finding")


def offers(document: Document, change: ChartDiff) -> Iterator[Offer]:
    """The lines that would answer the warnings a move adds.

    Found as if all lines were on the chart: whoever moves a box should hear of the line it leaves behind,
    even while the rules cannot be sure that there is none.
    """
    if not any(old and new and old.reports_to != new.reports_to for old, new in change.boxes.values()):
        return
    engine, chart = document.engine, document.chart
    after = apply(change, chart)
    found = changes(engine.report(_whole(chart)), engine.report(_whole(after)))
    seen: set[tuple[str, str, str]] = set()
    for finding in filter(_warns, found.added):
        for remedy in finding.remedies:
            for key, words, diff in _lines(remedy.diff, remedy.edits):
                if key not in seen and _fits(diff, after):
                    seen.add(key)
                    yield Offer(words, diff)


def _lines(
    diff: ChartDiff | None, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, str, str], str, ChartDiff]]:
    """The lines of a remedy that does nothing but draw."""
    if not diff or replace(diff, relations={}):
        return
    drawn = [line for old, line in diff.relations.values() if old is None and line]
    if len(drawn) == len(diff.relations) == len(words):
        for line, said in zip(drawn, words, strict=True):
            text = said[:1].upper() + said[1:]
            yield (line.kind, line.start, line.end), text, ChartDiff(relations={line.id: (None, line)})


def _fits(diff: ChartDiff, chart: Chart) -> bool:
    try:
        apply(diff, chart)
    except EditError:
        return False
    return True


def _whole(chart: Chart) -> Chart:
    return apply(edits.change_chart(chart, complete=WHOLE), chart)


def _warns(finding: Finding) -> bool:
    return finding.kind in WARNINGS and not finding.quiet and finding.state == "open"
