"""The voices for and against the form each chart takes, as the packs tell them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.model.chart import Chart
from orgsketch.rules.units import Split, units_of

if TYPE_CHECKING:
    from orgsketch.rules.finding import Report
    from orgsketch.rules.guides import GuideBook
    from orgsketch.rules.pack import Book
    from orgsketch.rules.stances import FormStances, StanceBook
    from orgsketch.rules.tables import Value

Case: TypeAlias = "tuple[FormStances, ...]"


def voices(
    charts: Sequence[Chart],
    reports: Sequence[Report],
    packs: Sequence[str] = (),
    folders: Sequence[Path] = (),
) -> list[Case]:
    """For each chart where every voice stands on the forms that chart has, under its own answers."""
    from orgsketch import vocabulary
    from orgsketch.rules.guidepack import read_guides, read_stances
    from orgsketch.rules.pack import load_book

    book, tables = load_book(packs, folders), vocabulary.pack_tables(packs, folders)
    guides = read_guides(tables, book.words, book.texts)
    stances = read_stances(tables, book.words, guides, book.texts)
    return [case(stances, guides, book, chart, report) for chart, report in zip(charts, reports, strict=True)]


def case(stances: StanceBook, guides: GuideBook, book: Book, chart: Chart, report: Report) -> Case:
    """Where every voice stands on the forms that one chart has: in the company's context, then in that of
    each unit that has a form, as its first placement is seen.
    """
    from orgsketch.rules.situation import Situation, placements

    keys = book.words.context_keys
    split, placed = Split(chart, units_of(chart, keys), keys), dict[str | None, str]()
    for box in placements(book, guides, chart):
        placed.setdefault(split.owner(box), box)
    found: list[FormStances] = []
    for unit in (None, *sorted(split.units)):
        states = _states(split, unit, report, book.texts)
        if seen := {form.id for form in stances.seen(states)}:
            facts = Situation(book, guides, chart, report, placed.get(unit, unit)).known | states
            found += (replace(entry, unit=unit) for entry in stances.on(facts) if entry.form.id in seen)
    return tuple(found)


def _states(split: Split, unit: str | None, report: Report, codes: Iterable[str]) -> dict[str, Value | None]:
    """Which rules fire on the part of the chart that belongs to a context."""
    from orgsketch.rules.guides import rule_facts

    above = split.line_above(unit)

    def is_here(boxes: Collection[str]) -> bool:
        return not (boxes and split.units) or any(split.is_part(box, unit, above) for box in boxes)

    found = (finding for finding in report.findings if finding.state != "stale")
    firing = {finding.rule for finding in found if is_here(finding.boxes)}
    asked = (asked for asked in report.questions if is_here((asked.about,) if asked.about else ()))
    waiting = {code for question in asked for code in question.decides} - firing
    return rule_facts(codes, firing, waiting)
