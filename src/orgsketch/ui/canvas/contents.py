"""What the cards on the canvas say, read from the document once and kept until a diff touches it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from orgsketch.document import Document
from orgsketch.drawing.cards import Card, card
from orgsketch.drawing.marking import Marks, marks_of, warnings_of
from orgsketch.drawing.marks import Mark
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.vocabulary import Vocabulary

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding


class Contents:
    """The cards of an open chart, by box."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.marks: Marks = {}
        self._cards: dict[tuple[str, int], Card] = {}
        self._heads: dict[str, float] = {}
        self.forget()
