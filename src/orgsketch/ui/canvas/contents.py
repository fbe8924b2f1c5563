"""What the cards on the canvas say: read from the document once, kept until a diff touches it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from orgsketch.document import Document
from orgsketch.drawing.cards import Card, card
from orgsketch.drawing.coloring import Coloring
from orgsketch.drawing.marking import Marks, mark_of, marks_of
from orgsketch.drawing.marks import Mark
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.rules.badges import Worn, worn
from orgsketch.vocabulary import Vocabulary

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.canvas.ghost import Ghost

NO_WORDS = Vocabulary()


class Contents:
    """The cards of an open chart, by box."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.marks: Marks = {}
        self.worn: Worn = {}
        self.coloring: Coloring | None = None
        self._ghost: Ghost | None = None
        self._cards: dict[str, tuple[int, Card]] = {}
        self._heads: dict[str, float] = {}
        self.read_findings()

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the document's packs."""
        return self.document.book.vocabulary if self.document.book else NO_WORDS

    def card(self, box: str, hidden: int = 0) -> Card:
        """The card of a box that has so many boxes folded away below it."""
        if self._ghost is not None:
            return self._tried(self._ghost, box, hidden)
        known = self._cards.get(box)
        if known is not None and known[0] == hidden:
            return known[1]
        chart = self.document.chart
        looks: dict[str, Any] = {"worn": self.worn, "coloring": self.coloring}
        made = card(chart, box, self.marks, self.vocabulary, hidden=hidden, total=self._total(box), **looks)
        self._cards[box] = (hidden, made)
        return made

    def recolor(self, coloring: Coloring | None) -> None:
        """Colour the boxes otherwise; None = by their functions."""
        self.coloring = coloring
        self._cards.clear()

    def try_on(self, ghost: Ghost | None) -> None:
        """Show the cards of a chart that is only on trial; None = those of the document again."""
        self._ghost = ghost

    def _tried(self, ghost: Ghost, box: str, hidden: int) -> Card:
        flag = ghost.flags.get(box, "")
        looks: dict[str, Any] = {"worn": ghost.worn, "coloring": self.coloring}
        return card(ghost.chart, box, ghost.marks, self.vocabulary, hidden=hidden, flag=flag, **looks)

    def mark(self, box: str, place: int) -> Mark | None:
        """The mark in a place of a card, counted from the right."""
        marks = (self._ghost.marks if self._ghost else self.marks).get(box, ())
        return marks[place] if place < len(marks) else None

    def findings_at(self, box: str, mark: Mark) -> Iterator[Finding]:
        """The findings a mark on a card stands for, worst first."""
        for finding in self.document.report.findings:
            is_here = finding.boxes and finding.boxes[0] == box and not finding.quiet
            if is_here and mark_of(finding).kind == mark.kind:
                yield finding

    def forget(self) -> None:
        """Read everything again: another chart, or other packs."""
        self._cards.clear()
        self._heads.clear()
        self.read_findings()

    def read_findings(self) -> None:
        """Take over the marks of the document's report."""
        document = self.document
        marks, badges = self.marks, self.worn
        self.marks = marks_of(document.report)
        self.worn = worn(document.book, document.chart, document.report) if document.book else {}
        for box in _differing(marks, self.marks) | _differing(badges, self.worn):
            self._cards.pop(box, None)
        for box, (hidden, _card) in list(self._cards.items()):
            if hidden:
                self._cards.pop(box)

    def follow(self, diff: ChartDiff, chart: Chart) -> None:
        """Drop what a diff, after which the chart is `chart`, has made stale."""
        if diff.head:
            self.forget()
            return
        for person in diff.people:
            for box in chart.seats(person):
                self._cards.pop(box, None)
        for box, change in diff.boxes.items():
            self._drop(box)
            for record in filter(None, change):
                for person in record.people:
                    for seat in chart.seats(person):
                        self._cards.pop(seat, None)
                if record.reports_to and record.reports_to in chart.boxes:
                    self._drop(record.reports_to)
                    for manager in tree.path_to_top(chart, record.reports_to):
                        self._drop(manager)

    def _drop(self, box: str) -> None:
        self._cards.pop(box, None)
        self._heads.pop(box, None)

    def _total(self, box: str) -> float:
        """The headcount of a branch; what is known of the branches below is used."""
        chart, heads = self.document.chart, self._heads
        order, waiting = [], [box]
        while waiting:
            current = waiting.pop()
            if current not in heads:
                order.append(current)
                waiting.extend(chart.reports(current))
        for current in reversed(order):
            below = sum(heads[report] for report in chart.reports(current))
            heads[current] = chart.boxes[current].heads + below
        return heads[box]


def _differing(one: Mapping[str, object], other: Mapping[str, object]) -> set[str]:
    """The boxes of which two mappings say different things."""
    return {box for box in one.keys() | other.keys() if one.get(box) != other.get(box)}
