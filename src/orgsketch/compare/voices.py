"""The voices for and against the form each chart takes, as the packs tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.model.chart import Chart

if TYPE_CHECKING:
    from orgsketch.rules.finding import Report
    from orgsketch.rules.stances import FormStances, StanceBook

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

    words, codes = vocabulary.load(packs, folders), tuple(load_book(packs, folders).texts)
    tables = vocabulary.pack_tables(packs, folders)
    book = read_stances(tables, words, read_guides(tables, words, codes), codes)
    return [case(book, codes, chart, report) for chart, report in zip(charts, reports, strict=True)]


def case(book: StanceBook, codes: Iterable[str], chart: Chart, report: Report) -> Case:
    """Where every voice of `book` stands on the forms that one chart has; `codes`: those of all rules."""
    facts = _facts(chart, report, codes)
    seen = {form.id for form in book.seen(facts)}
    return tuple(entry for entry in book.on(facts) if entry.form.id in seen)


def _facts(
    chart: Chart, report: Report, codes: Iterable[str]
) -> dict[str, str | int | float | tuple[str, ...] | None]:
    from orgsketch.rules.guides import rule_facts

    firing = {finding.rule for finding in report.findings if finding.state != "stale"}
    waiting = {code for asked in report.questions for code in asked.decides} - firing
    return {
        **rule_facts(codes, firing, waiting),
        **{key: said.value for key, said in chart.head.answers.items()},
    }
