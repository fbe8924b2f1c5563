"""What the packs in use know beyond their rules: guides, stances, checklists, words; read when wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from orgsketch.document import Document

if TYPE_CHECKING:
    from orgsketch.rules.checklists import ChecklistBook
    from orgsketch.rules.guides import GuideBook, Walk
    from orgsketch.rules.situation import Situation, Stream
    from orgsketch.rules.stances import StanceBook
    from orgsketch.vocabulary.glossary import Term


class Advice:
    """The advice of a document's packs; another book is noticed by itself."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._book: object = None
        self._read: dict[str, Any] = {}

    @property
    def guides(self) -> GuideBook:
        """The decision procedures."""
        from orgsketch.rules.guidepack import read_guides
        from orgsketch.rules.guides import GuideBook

        book = self.document.book
        made = self._once("guides", lambda: read_guides(self._packs, book.words, book.texts), GuideBook)
        assert isinstance(made, GuideBook)
        return made

    @property
    def stances(self) -> StanceBook:
        """The voices on each form of placement."""
        from orgsketch.rules.guidepack import read_stances
        from orgsketch.rules.stances import StanceBook

        book, guides = self.document.book, self.guides
        made = self._once(
            "stances", lambda: read_stances(self._packs, book.words, guides, book.texts), StanceBook
        )
        assert isinstance(made, StanceBook)
        return made

    @property
    def checklists(self) -> ChecklistBook:
        """What to look for in each placement."""
        from orgsketch.rules.checklists import ChecklistBook, read_checklists

        book = self.document.book
        made = self._once(
            "checklists", lambda: read_checklists(self._packs, book), lambda: ChecklistBook({}, book)
        )
        assert isinstance(made, ChecklistBook)
        return made

    @property
    def terms(self) -> Mapping[str, Term]:
        """The glossary."""
        from orgsketch.vocabulary.glossary import glossary_of

        terms: Mapping[str, Term] = self._once("terms", lambda: glossary_of(self._packs), dict)
        return terms

    @property
    def walks(self) -> tuple[Walk, ...]:
        """The conversations the guides make."""
        return self.guides.walk

    def placements(self) -> tuple[str, ...]:
        """The boxes of the chart whose placement can be discussed."""
        from orgsketch.rules.situation import placements

        return placements(self.document.book, self.guides, self.document.chart) if self._has_rules else ()

    def streams(self) -> tuple[Stream, ...]:
        """How information flows on the chart."""
        from orgsketch.rules.situation import streams

        return streams(self.document.book, self.guides, self.document.chart) if self._has_rules else ()

    def placement(self, selected: Sequence[str]) -> str | None:
        """The placement a selection means."""
        from orgsketch.rules.situation import placement_for

        return placement_for(self.document.chart, self.placements(), tuple(selected))

    def situation(self, box: str | None) -> Situation:
        """The facts of the chart, seen from one placement."""
        from orgsketch.rules.situation import Situation

        document = self.document
        document.settle()
        key = (document.chart, box)
        known = self._read.get("situation")
        if known is None or known[0][0] is not key[0] or known[0][1] != box:
            made = Situation(document.book, self.guides, document.chart, document.report, box)
            known = self._read["situation"] = (key, made)
        return known[1]

    @property
    def _has_rules(self) -> bool:
        return bool(getattr(self.document.book, "texts", None))

    @property
    def _packs(self) -> Sequence[tuple[Any, bool]]:
        from orgsketch.vocabulary import pack_tables

        book = self.document.book
        return getattr(book, "packs", ()) or pack_tables(book.vocabulary.pack_ids)

    def _once(self, name: str, read: Any, nothing: Any) -> Any:
        """What was read for the book in use; nothing where there are no rules to go with it."""
        if self.document.book is not self._book:
            self._book, self._read = self.document.book, {}
        if name not in self._read:
            self._read[name] = read() if self._has_rules else nothing()
        return self._read[name]
