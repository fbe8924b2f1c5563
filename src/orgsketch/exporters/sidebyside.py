"""The material of a matrix: many options side by side, with what they say and how they look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.drawing.options import DEFAULTS, ExportOptions
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.material import Material
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare import Matrix, Plan
    from orgsketch.exporters.deckpages import Deck
    from orgsketch.exporters.sheets import Sheet
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book


@dataclass(frozen=True)
class SideBySide:
    """Options to export in one matrix; the first is the baseline."""

    charts: tuple[Chart, ...]
    matrix: Matrix
    book: Book
    options: ExportOptions

    @property
    def title(self) -> str:
        """The title as set for this export, else what it is."""
        return self.options.title or _("{count} options side by side").format(count=len(self.charts))

    @cached_property
    def plans(self) -> list[Plan]:
        """The way from the baseline to each option."""
        from orgsketch.compare import plan

        return [plan(comparison) for comparison in self.matrix.comparisons[1:]]

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The pages on paper. Raises ExporterError for paper that is not known."""
        from orgsketch.exporters.matrixpages import sheets

        return sheets(self)

    @cached_property
    def deck(self) -> Deck:
        """The slides, made once. Raises ExporterError for a template that cannot be used."""
        from orgsketch.exporters.matrixslides import deck_of

        return deck_of(self)

    @cached_property
    def theme(self) -> Theme:
        """The colours to export in."""
        return Theme(self.options.theme)


def side_by_side(
    charts: Sequence[Chart],
    options: ExportOptions = DEFAULTS,
    *,
    reports: Sequence[Report] | None = None,
    book: Book | None = None,
    folders: Sequence[Path] = (),
) -> SideBySide:
    """The material of a matrix, names and judgements kept back as the options say.

    `reports` and `book`: as known already. `folders`: packs of the user's, for the voices.
    """
    from orgsketch.compare import alike, many
    from orgsketch.compare.voices import voices

    packs = tuple(dict.fromkeys(pack for chart in charts for pack in chart.head.packs))
    if book is None:
        from orgsketch.rules.pack import load_book

        book = load_book(packs, tuple(folders))
    whole = replace(options, branch="", focus="", person_fields=False)
    # Who is who is settled while names and numbers are there; a report speaks of its own chart only.
    matched = [alike(charts[0], chart) for chart in charts]
    known: Sequence[Report | None] = reports or [None] * len(charts)
    said = [report if one is own else None for one, own, report in zip(matched, charts, known, strict=True)]
    made = [Material.of(chart, whole, report, book) for chart, report in zip(matched, said, strict=True)]
    shown, found = [one.chart for one in made], [one.report for one in made]
    matrix = many(shown, found, voices(shown, found, packs, folders), book.vocabulary)
    return SideBySide(tuple(shown), matrix, book, options)
