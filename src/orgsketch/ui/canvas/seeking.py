"""Searching the chart: which boxes hold the words typed, in the order in which they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from orgsketch.drawing.coloring import STATE_TITLES
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

AT_ONCE = 500  # boxes that are read ahead in one go


class Seeking:
    """`text`: what is typed; `found`: the boxes with all its words, as drawn; `wants_dim`: dim the others.

    A word like `place:rome` must stand in the column of that name.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.text = ""
        self.found: list[str] = []
        self.matches: frozenset[str] = frozenset()
        self.wants_dim = False
        self.current = ""
        self._words: dict[str, tuple[Box, str]] = {}
        self._order: tuple[Chart | None, list[str]] = (None, [])

    @property
    def is_dimming(self) -> bool:
        """Whether the boxes that were not found are dimmed."""
        return self.wants_dim and bool(self.text.strip())

    def look_for(self, text: str) -> None:
        """Find what holds all the words."""
        words, chart = text.casefold().split(), self.canvas.document.chart
        is_narrower = self.text.strip() and text.startswith(self.text) and self._order[0] is chart
        among = self.found if is_narrower else self._drawn(chart) if words else []
        self.text, said = text, self._said
        self.found = [box for box in among if all(word in said(chart.boxes[box]) for word in words)]
        self.matches = frozenset(self.found)
        if self.current not in self.matches:
            self.current = ""

    def step(self, by: int) -> str:
        """The next box found, or the one before, round and round; "" where nothing is found."""
        if not self.found:
            return ""
        if self.current in self.matches:
            place = (self.found.index(self.current) + by) % len(self.found)
        else:
            place = self._nearest() if by > 0 else (self._nearest() - 1) % len(self.found)
        self.current = self.found[place]
        return self.current

    def read_ahead(self) -> bool:
        """Read some more boxes; False when all are read."""
        chart = self.canvas.document.chart
        self._drawn(chart)
        boxes = chart.boxes
        unread = (record for box, record in boxes.items() if box not in self._words)
        some = list(islice(unread, AT_ONCE))
        for record in some:
            self._said(record)
        return len(some) == AT_ONCE

    @property
    def place(self) -> int:
        """Which of those found it is at, from 1; 0 = none yet."""
        return self.found.index(self.current) + 1 if self.current in self.matches else 0

    def forget(self) -> None:
        """Another chart: nothing is searched for."""
        self.forget_words()
        self.current = ""
        self.look_for("")

    def forget_words(self) -> None:
        """What boxes say may be another, though they are the same."""
        self._words.clear()

    def _nearest(self) -> int:
        """The first of those found from the selected box on."""
        selection = self.canvas.overlay.selection
        if not selection:
            return 0
        order = {box: place for place, box in enumerate(self._drawn(self.canvas.document.chart))}
        here = order.get(selection[-1], 0)
        return next((place for place, box in enumerate(self.found) if order[box] >= here), 0)

    def _drawn(self, chart: Chart) -> list[str]:
        """All boxes, from the top down, branch by branch."""
        if self._order[0] is not chart:
            self._order = (chart, list(dict.fromkeys([*tree.walk(chart), *chart.boxes])))
        return self._order[1]

    def _said(self, record: Box) -> str:
        """All that a box says, ready to be searched."""
        known = self._words.get(record.id)
        if known is not None and known[0] is record:
            return known[1]
        text = " ".join(self._parts(record)).casefold()
        self._words[record.id] = (record, text)
        return text

    def _parts(self, record: Box) -> Iterator[str]:
        people, functions = self.canvas.document.chart.people, self.canvas.contents.vocabulary.functions
        yield record.title
        yield from (people[person].name for person in record.people if person in people)
        yield from (functions[name].title if name in functions else name for name in record.functions)
        yield from record.products
        if record.state != "filled":
            yield _(STATE_TITLES[record.state])
        yield record.external_id
        yield record.notes
        for name, text in record.fields.items():
            yield f"{name}:{text} {text}"
