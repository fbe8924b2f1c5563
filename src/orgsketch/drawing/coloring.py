"""Colour by: which value of a box its tile shows, in which hue and with which letter.

Colour never stands alone: the tile of a value wears the value's letter (that of a severity its mark), and
the legend says which is which. A value keeps its look as long as the coloring lives, whatever is edited.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from orgsketch.drawing.cards import NOTHING, Tile
from orgsketch.drawing.graphemes import clusters
from orgsketch.drawing.marking import Marks
from orgsketch.drawing.marks import RISKS
from orgsketch.drawing.theme import hue
from orgsketch.model.chart import Chart
from orgsketch.model.records import STATES, Box
from orgsketch.resources import N_, _

if TYPE_CHECKING:
    from orgsketch.vocabulary import Vocabulary

FUNCTION, FAMILY, SEVERITY, STATE, PRODUCT = "function", "family", "severity", "state", "product"
FIELD = "field:"
TITLES = {
    FUNCTION: N_("Function"),
    FAMILY: N_("Family"),
    SEVERITY: N_("Severity"),
    STATE: N_("State"),
    PRODUCT: N_("Product"),
}
STATE_TITLES = {
    "filled": N_("Filled"),
    "vacant": N_("Vacant"),
    "planned": N_("Planned"),
    "closing": N_("Closing"),
}
SEVERITY_TITLES = {
    "critical": N_("Critical"),
    "major": N_("Major"),
    "minor": N_("Minor"),
    "info": N_("Info"),
    "": N_("No finding"),
}
# Values take the hues in this order; further ones are grey and told by their letters alone.
HUES = ("product", "marketing", "development", "product_marketing", "success", "design", "sales", "general")
GREY = "other"
SEVERITY_HUES = {"critical": "design", "major": "marketing", "minor": "sales", "info": "general"}
STATE_HUES = {"filled": "development", "vacant": "marketing", "planned": "product", "closing": "other"}
# More different numbers than this are shown in ranges, each of about as many boxes.
MOST_NUMBERS, RANGES = 8, 5
# So many values get a letter of their own; what is beyond is told by its name alone.
MOST_LETTERS, FURTHER = 60, "…"


@dataclass(frozen=True, slots=True)
class Value:
    """One value a box can have: `key` "" = none; `tile` is how its boxes are drawn."""

    key: str
    title: str
    tile: Tile


class Coloring:
    """How the boxes of a chart are coloured `by` a key of `TITLES`, or "field:" and a column's name."""

    def __init__(self, by: str, chart: Chart, vocabulary: Vocabulary, marks: Marks) -> None:
        self.by, self.vocabulary = by, vocabulary
        self.field = by.removeprefix(FIELD) if by.startswith(FIELD) else ""
        self._bounds = _bounds(chart, self.field) if self.field else ()
        self._values: dict[str, Value] = {}
        self._letters: set[str] = set()
        self._free = list(reversed(HUES))
        for key, _count in _most_first(self.key(box, marks) for box in chart.boxes.values()):
            self.value(key)

    @property
    def title(self) -> str:
        """What it is coloured by, in words."""
        return title_of(self.by)

    @property
    def is_ranged(self) -> bool:
        """Whether a value stands for a range of numbers."""
        return bool(self._bounds)

    def key(self, box: Box, marks: Marks) -> str:
        """The value of a box; "" = none."""
        if self.field:
            return self._field_key(box.fields.get(self.field, "").strip())
        if self.by == FAMILY:
            known = self.vocabulary.functions.get(box.function)
            return known.family if known else ""
        if self.by == SEVERITY:
            return next((mark.kind for mark in marks.get(box.id, ()) if mark.kind in RISKS), "")
        if self.by == STATE:
            return box.state
        if self.by == PRODUCT:
            return box.products[0] if box.products else ""
        return box.function

    def of(self, box: Box, marks: Marks) -> Value:
        """The value of a box with its look."""
        return self.value(self.key(box, marks))

    def value(self, key: str) -> Value:
        """A value with its look; one seen for the first time takes the next free hue and letter."""
        known = self._values.get(key)
        if known is None:
            known = self._values[key] = Value(key, self._title(key), self._tile(key))
        return known

    def legend(self, chart: Chart, marks: Marks) -> list[tuple[Value, int]]:
        """The values that occur or can be given, with how many boxes have each; none said comes last."""
        counts = Counter(self.key(box, marks) for box in chart.boxes.values())
        listed = self._listed()
        rest = (key for key, _count in _most_first(counts.elements()) if key not in listed)
        keys = [key for key in (*listed, *rest) if key]
        if "" in counts:
            keys.append("")
        return [(self.value(key), counts[key]) for key in keys if counts[key] or self._is_offered(key)]

    # --- looks ------------------------------------------------------------------------------------------

    def _listed(self) -> list[str]:
        """The values that have an order of their own."""
        known = self.vocabulary
        if self._bounds:
            return [str(place) for place in range(len(self._bounds) + 1)]
        fixed: dict[str, Iterable[str]] = {
            FUNCTION: known.functions,
            FAMILY: known.families,
            SEVERITY: RISKS,
            STATE: STATES,
        }
        return list(fixed.get(self.by, ()))

    def _is_offered(self, key: str) -> bool:
        """Whether a value no box has is listed: it can be given."""
        return self.by == STATE

    def _title(self, key: str) -> str:
        if self._bounds and key:
            return self._range_title(int(key))
        if self.by == SEVERITY:
            return _(SEVERITY_TITLES[key])
        if not key:
            return _("Unclassified") if self.by in (FUNCTION, FAMILY) else _("Not said")
        if self.by == STATE:
            return _(STATE_TITLES[key])
        if self.by not in (FUNCTION, FAMILY):
            return key
        known = (self.vocabulary.functions if self.by == FUNCTION else self.vocabulary.families).get(key)
        return known.title if known else key.replace("_", " ")

    def _tile(self, key: str) -> Tile:
        if self.by == FUNCTION:
            known = self.vocabulary.functions.get(key)
            return Tile(hue(key, known.family), known.icon) if known else Tile(hue(key), "dots")
        if self.by == FAMILY:
            return self._family_tile(key)
        if self.by == SEVERITY and key:
            return Tile(SEVERITY_HUES[key], mark=key)
        if not key:
            return Tile(GREY, letter=NOTHING)
        if self._bounds:
            share = 35 + 65 * int(key) // max(1, len(self._bounds))
            return Tile(HUES[int(key) % len(HUES)], letter=str(int(key) + 1), token=f"accent%{share}")
        if self.by == STATE:
            return Tile(STATE_HUES[key], letter=self._letter(_(STATE_TITLES[key])))
        return Tile(self._free.pop() if self._free else GREY, letter=self._letter(key))

    def _family_tile(self, family: str) -> Tile:
        """A family wears the drawing of its group, else of its first function."""
        members = [entry for entry in self.vocabulary.functions.values() if entry.family == family]
        first = next((entry for entry in members if entry.is_group), members[0] if members else None)
        return Tile(hue(first.id, family), first.icon) if first else Tile(GREY, "dots")

    def _letter(self, text: str) -> str:
        """A letter or two that tell a value from the others."""
        if len(self._letters) >= MOST_LETTERS:
            return FURTHER
        found = next(short for short in _shortened(text) if short not in self._letters)
        self._letters.add(found)
        return found

    # --- numbers ----------------------------------------------------------------------------------------

    def _field_key(self, text: str) -> str:
        number = number_of(text) if self._bounds else None
        if not self._bounds or number is None:
            return "" if self._bounds else text
        return str(bisect_right(self._bounds, number))

    def _range_title(self, place: int) -> str:
        below, above = place - 1, place
        if place == 0:
            return _("below {number}").format(number=f"{self._bounds[0]:,g}")
        if place == len(self._bounds):
            return _("{number} and more").format(number=f"{self._bounds[below]:,g}")
        return _("{low} to below {high}").format(
            low=f"{self._bounds[below]:,g}", high=f"{self._bounds[above]:,g}"
        )


def title_of(by: str) -> str:
    """What a chart is coloured by, in words."""
    return by.removeprefix(FIELD) if by.startswith(FIELD) else _(TITLES.get(by, TITLES[FUNCTION]))


def choices(chart: Chart) -> list[str]:
    """What a chart can be coloured by: the usual, then its own columns by name."""
    columns = {name for box in chart.boxes.values() for name in box.fields}
    return [*TITLES, *(FIELD + name for name in sorted(columns, key=str.casefold))]


def coloring_of(by: str, chart: Chart, vocabulary: Vocabulary, marks: Marks) -> Coloring | None:
    """A chart's coloring; None where it is coloured by its functions as always, or has no such column."""
    if by in ("", FUNCTION) or not is_possible(by, chart):
        return None
    return Coloring(by, chart, vocabulary, marks)


def is_possible(by: str, chart: Chart) -> bool:
    """Whether a chart has what it is to be coloured by."""
    return by in TITLES or by in choices(chart)


def number_of(text: str) -> float | None:
    """A number as people type it, or None."""
    with suppress(ValueError):
        number = float(text.replace(",", "").replace("\N{NO-BREAK SPACE}", ""))
        return number if isfinite(number) else None
    return None


def _bounds(chart: Chart, field: str) -> tuple[float, ...]:
    """Where the ranges of a column of many numbers part; () where it is not such a column."""
    said = [text for box in chart.boxes.values() if (text := box.fields.get(field, "").strip())]
    numbers = [number_of(text) for text in said]
    known = sorted(number for number in numbers if number is not None)
    if len(known) < len(numbers) or len(set(known)) <= MOST_NUMBERS:
        return ()
    cuts = {known[len(known) * place // RANGES] for place in range(1, RANGES)} - {known[0]}
    return tuple(sorted(cuts))


def _most_first(keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each key with its number, the commonest first, equals by name."""
    return iter(sorted(Counter(keys).items(), key=lambda pair: (-pair[1], pair[0])))


def _shortened(text: str) -> Iterator[str]:
    """Ever less telling abbreviations of a text, without end."""
    words = [clusters(word) for word in text.split()] or [(NOTHING,)]
    letters: Sequence[str] = words[0]
    yield letters[0].upper()
    if len(words) > 1:
        yield letters[0].upper() + words[1][0].upper()
    yield from (letters[0].upper() + letter for letter in letters[1:])
    number = 1
    while True:
        yield str(number)
        number += 1
