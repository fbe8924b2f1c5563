"""Searching the chart: which boxes hold the words typed, the nearest first, alike ones as they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from orgsketch.drawing.coloring import STATE_TITLES
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.records import Box
from orgsketch.resources import _
from orgsketch.ui.matching import is_short, key, names_of, place_of, short_names
from orgsketch.vocabulary import Vocabulary

if TYPE_CHECKING:
    from orgsketch.ui.canvas.canvas import Canvas

AT_ONCE = 500  # boxes that are read ahead in one go
FULL, BEGINS, INSIDE = range(3)


class Seeking:
    """`text`: what is typed; `found`: boxes with all its words, the nearest first; `wants_dim`: dim others.

    A word like `place:rome` must stand in the column of that name.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.text = ""
        self.found: list[str] = []
        self.matches: frozenset[str] = frozenset()
        self._held: list[str] = []
        self.wants_dim = False
        self.current = ""
        self._words: dict[str, tuple[Box, str]] = {}
        self._order: tuple[Chart | None, list[str]] = (None, [])
        self._short_names: tuple[Vocabulary | None, dict[str, tuple[str, ...]]] = (None, {})

    @property
    def is_dimming(self) -> bool:
        """Whether the boxes that were not found are dimmed."""
        return self.wants_dim and bool(self.text.strip())

    def look_for(self, text: str) -> None:
        """Find what holds all the words."""
        words, chart = text.casefold().split(), self.canvas.document.chart
        is_narrower = self.text.strip() and text.startswith(self.text) and self._order[0] is chart
        among = self._held if is_narrower else self._drawn(chart) if words else []
        self.text, said = text, self._said
        self._held = [box for box in among if all(word in said(chart.boxes[box]) for word in words)]
        self.found = self._in_order(words)
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

    def _in_order(self, words: list[str]) -> list[str]:
        """Boxes that say the words in full, then those where words begin so, then the others as drawn."""
        said, boxes = self._said, self.canvas.document.chart.boxes
        ranks: dict[int, list[str]] = {}
        for box in self._held:
            text = said(boxes[box])
            ranks.setdefault(max((_rank(word, text) for word in words), default=0), []).append(box)
        if len(ranks) > 1 and is_short(" ".join(words)):
            ranks.pop(INSIDE, None)
        return [box for rank in sorted(ranks) for box in ranks[rank]]

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
        text = " ".join([*self._parts(record), *self._short(record)]).casefold()
        self._words[record.id] = (record, text)
        return text

    def _short(self, record: Box) -> Iterator[str]:
        """Its initials, and the short names of its functions."""
        yield from key(record.title, *names_of(record.functions, self._names())).split("\n")[1:]

    def _names(self) -> dict[str, tuple[str, ...]]:
        vocabulary = self.canvas.contents.vocabulary
        if self._short_names[0] is not vocabulary:
            self._short_names = (vocabulary, short_names(vocabulary))
        return self._short_names[1]

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


def _rank(word: str, text: str) -> int:
    """How a word stands in a text that holds it: as a word of its own, at the beginning of one, or inside."""
    place = place_of(word, text)
    if place < 0:
        return INSIDE
    while place >= 0 and text[place + len(word) : place + len(word) + 1].isalnum():
        place = text.find(f" {word}", place + 1) + 1 or -1
    return FULL if place >= 0 else BEGINS
