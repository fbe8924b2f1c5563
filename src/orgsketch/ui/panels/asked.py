"""What is asked, and of whom: the whole company, or a unit with answers of its own. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from orgsketch.model import tree
from orgsketch.rules.units import Split, unit_of, units_of

if TYPE_CHECKING:
    from orgsketch.document import Document
    from orgsketch.model.records import Answer
    from orgsketch.vocabulary.records import Question


class Asked(NamedTuple):
    """One question about one box, one line, the company or the chart, open or answered."""

    fact: str
    about: str | None
    text: str
    help: str
    kind: str
    choices: Sequence[Any]
    decides: tuple[str, ...]
    is_open: bool
    note: str = ""


class Contexts:
    """Whose answers hold where on the chart of a document, as it is now."""

    def __init__(self, document: Document) -> None:
        self.chart, book = document.chart, document.book
        self.words = book.vocabulary if book else None
        self.keys = self.words.context_keys if self.words else frozenset()

    @cached_property
    def _split(self) -> Split:
        return Split(self.chart, units_of(self.chart, self.keys), self.keys)

    @cached_property
    def units(self) -> list[str]:
        """The units from top to bottom."""
        found = self._split.units
        return [box for box in tree.walk(self.chart) if box in found] if found else []

    def known(self, unit: str | None) -> str | None:
        """A unit if it still is one; None = the company."""
        return unit if unit in self._split.units else None

    def unit_at(self, boxes: Sequence[str], last: str | None) -> str | None:
        """The unit in whose context boxes are judged; without any, the one looked at last."""
        box = next((box for box in boxes if box in self.chart.boxes), None)
        return last if box is None else unit_of(self.chart, box, self.keys)

    def is_own(self, fact: str) -> bool:
        """Whether a unit may answer it for itself."""
        asked = self.words.questions.get(fact) if self.words else None
        return asked is not None and asked.is_of_company and asked.answer_key in self.keys

    def place(self, fact: str, unit: str | None) -> str | None:
        """Where an answer about the company belongs while the answers of a unit are shown."""
        return unit if self.is_own(fact) else None

    def asked_of(self, opened: Sequence[Asked], unit: str | None) -> list[Asked]:
        """Open questions as they are asked of a unit: what it, or one above it, has answered is not."""
        if unit is None:
            return list(opened)
        found = []
        for asked in opened:
            if asked.about is not None or not self.is_own(asked.fact):
                found.append(asked)
            elif not self._is_said(asked.fact, unit):
                found.append(asked._replace(about=unit))
        return found

    def inherited(self, unit: str) -> list[tuple[Question, Answer, str | None]]:
        """What is answered above a unit and holds there, and by whom (None = by the company)."""
        answers, own = self._split.head(unit).answers, self.chart.boxes[unit].answers
        asked = self.words.of_company if self.words else {}
        return [
            (asked[key], said, self._split.speaker(unit, key))
            for key, said in answers.items()
            if key in self.keys and key not in own and not said.is_unknown
        ]

    def _is_said(self, fact: str, unit: str) -> bool:
        asked = self.words.questions[fact] if self.words else None
        return asked is not None and self._split.speaker(unit, asked.answer_key) is not None
