"""The engine: a chart in, a report out; after an edit, only what the edit touched is asked again."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import filterfalse
from typing import Any

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Accepted
from orgsketch.rules import asking, contexts, remedies, severity, units
from orgsketch.rules.acceptance import accepted_on, lasts
from orgsketch.rules.finding import (
    Disagreement,
    Finding,
    FindingChanges,
    OpenQuestion,
    Reason,
    Report,
    Said,
    changes,
    is_same,
    lazily,
    pairs,
)
from orgsketch.rules.neighbourhood import touched
from orgsketch.rules.pack import SEVERITIES, Book, Dispute, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.reads import reads
from orgsketch.rules.teams import CHART, Fired, Team
from orgsketch.rules.teams import fired as where
from orgsketch.rules.wording import Speaker
from orgsketch.vocabulary.records import Source

TOLD_BOXES = 3
TOLD_REASONS = 8
NO_UNITS: frozenset[str] = frozenset()
ANSWERS = {True: "yes", False: "no", None: "unknown"}


class Engine:
    """Evaluates charts by one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.context_keys = units.context_keys(book.words)
        self.themes = {theme: rank for rank, theme in enumerate(book.words.themes)}

    @cached_property
    def of_chart(self) -> Mapping[str, Rule]:
        """The rules that speak of the chart, by code: asked about the part of every unit."""
        return {code: rule for code, rule in self.book.rules.items() if rule.tally is None}

    @cached_property
    def of_context(self) -> Mapping[str, Rule]:
        """The rules about boxes that mind the company, by code: asked in the context of every unit."""
        rules = self.book.rules.items()
        return {code: rule for code, rule in rules if rule.tally is not None and rule.minds_company}

    @cached_property
    def of_company(self) -> frozenset[str]:
        """The rules that hold or not by what is said of the company, by code: a unit may decide them."""
        asked = self.book.words.questions
        return frozenset(
            code
            for code, rule in self.book.rules.items()
            if any(asked[fact].is_of_company for fact in reads(_conditions(rule), self.book).questions)
        )

    def report(self, chart: Chart) -> Report:
        """All findings and open questions of a chart."""
        found = units.units_of(chart, self.context_keys)
        if found:
            return contexts.report(self, units.Split(chart, found, self.context_keys))
        return self.report_plain(chart)

    def advance(self, report: Report, diff: ChartDiff, chart: Chart) -> Report:
        """The report of `chart`, which is the reported chart after `diff`: equal to a fresh one, but
        sooner."""
        known = report.__dict__
        if "_reading" not in known:
            return self.report(chart)
        old = known.get("_units", NO_UNITS)
        found = units.units_after(old, diff, self.context_keys)
        if found:
            return contexts.advance(self, report, diff, units.Split(chart, found, self.context_keys))
        company = contexts.contexts_of(report)[None].whole if old else report
        return self.advance_plain(company, diff, chart)

    def report_plain(self, chart: Chart, rules: Mapping[str, Rule] | None = None) -> Report:
        """The report of a chart in one context, by some rules (None = all)."""
        with _without_collecting():
            return self._report(Reading(chart, self.book.words), {}, rules or self.book.rules)

    def advance_plain(
        self, report: Report, diff: ChartDiff, chart: Chart, rules: Mapping[str, Rule] | None = None
    ) -> Report:
        """What `advance` does for a chart in one context, by some rules."""
        reading: Reading = report.__dict__["_reading"]
        near = touched(diff, reading.chart, chart, self.book.compiler.scope)
        now = Reading.after(reading, chart, near, is_head_changed=diff.head is not None)
        return self._report(now, report.__dict__["_fired"], rules or self.book.rules)

    def news(self, before: Report, after: Report) -> FindingChanges:
        """The findings that come and go between two reports of this engine, ranked, without listing either.

        What `finding.changes` says, but for findings that stay with another severity or state.
        """
        kinds = {bool(contexts.contexts_of(report)) for report in (before, after)}
        if len(kinds) > 1:
            return changes(before, after)
        only = partial(contexts.only_in, self) if True in kinds else self._only_in
        gone, come = list(only(before, after)), list(only(after, before))
        stay = {id(finding) for pair in pairs(gone, come) if is_same(*pair) for finding in pair}
        return FindingChanges(
            tuple(finding for finding in come if id(finding) not in stay),
            tuple(finding for finding in gone if id(finding) not in stay),
            (),
        )

    def _only_in(self, report: Report, other: Report) -> Iterator[Finding]:
        """The findings of teams whose topmost box no team of the same rule has in the other report."""
        reading, theirs = report.__dict__["_reading"], other.__dict__["_fired"]
        found: list[tuple[Team, Finding]] = []
        accepted = accepted_on(reading.chart)
        for code, places in report.__dict__["_fired"].items():
            there = theirs.get(code)
            if there is not places:
                known = {team.first for team in there.teams.values()} if there else set()
                teams = (team for team in places.teams.values() if team.first not in known)
                rule = self.book.rules[code]
                found += [(team, self._finding(reading, rule, team, accepted, set())) for team in teams]
        return (finding for _, finding in sorted(found, key=self._rank))

    def _report(self, reading: Reading, old: Mapping[str, Fired], rules: Mapping[str, Rule]) -> Report:
        fired = self._fired(reading, old, rules)
        reading.settle()
        work: dict[str, Callable[[], Any]] = {
            "findings": partial(self._findings, reading, fired),
            "questions": partial(asking.questions, self.book, reading),
        }
        return lazily(Report, {"_reading": reading, "_fired": fired, "_engine": self}, work.get)

    def _fired(
        self, reading: Reading, old: Mapping[str, Fired], rules: Mapping[str, Rule]
    ) -> dict[str, Fired]:
        asked = list(filterfalse(reading.answers.__contains__, rules.values()))
        if reading.before is not None and reading.before.grounds:
            for code in rules.keys() - {rule.code for rule in asked}:
                reading.keep_grounds(code, reading.answers[rules[code]][1])
        fired = {code: places for code, places in old.items() if code in rules}
        for rule in asked:
            was = fired.pop(rule.code, None)
            if rule.settled(reading)[0]:
                fired[rule.code] = where(rule.tally, reading, was)
        return fired

    # ---- what ----

    def _findings(self, reading: Reading, fired: Mapping[str, Fired]) -> tuple[Finding, ...]:
        with _without_collecting():
            return self._listed(reading, fired)

    def _listed(self, reading: Reading, fired: Mapping[str, Fired]) -> tuple[Finding, ...]:
        accepted = accepted_on(reading.chart)
        used: set[tuple[str, str | None]] = set()
        found = [
            (team, self._finding(reading, self.book.rules[code], team, accepted, used))
            for code, places in fired.items()
            for team in places.teams.values()
        ]
        found += [(CHART, stale) for stale in self._stale(reading, used)]
        return tuple(finding for _, finding in sorted(found, key=self._rank))

    def _rank(self, entry: tuple[Team, Finding]) -> tuple[object, ...]:
        team, finding = entry
        return (
            finding.state == "stale",
            SEVERITIES.index(finding.severity),
            self.themes.get(finding.theme, len(self.themes)),
            team.place,
            finding.rule,
        )

    def _finding(
        self,
        reading: Reading,
        rule: Rule,
        team: Team,
        accepted: Mapping[tuple[str, str | None], Accepted],
        used: set[tuple[str, str | None]],
    ) -> Finding:
        boxes = team.boxes
        ready = self._ready(reading, rule, team, accepted, used, boxes)
        return lazily(Finding, ready, partial(self._worked, reading, rule, boxes))

    def _ready(
        self,
        reading: Reading,
        rule: Rule,
        team: Team,
        accepted: Mapping[tuple[str, str | None], Accepted],
        used: set[tuple[str, str | None]],
        asked: tuple[str, ...],
    ) -> dict[str, Any]:
        """What is known of a finding at once; `asked`: the boxes the rule speaks of."""
        text, boxes = rule.text, team.boxes
        keys = {(text.code, box) for box in boxes or (None,)} & accepted.keys() if accepted else set()
        used |= keys
        return {
            "rule": text.code,
            "name": text.name,
            "title": text.title,
            "kind": text.kind,
            "severity": severity.of(self.book, rule, reading, asked),
            "theme": text.theme,
            "quiet": text.quiet,
            "state": "accepted" if keys else "open",
            "boxes": boxes,
            "why": text.why,
            "fine_when": text.fine_when,
        }

    def _worked(
        self, reading: Reading, rule: Rule, boxes: tuple[str, ...], name: str
    ) -> Callable[[], Any] | None:
        """How a field of a finding is worked out when it is read."""
        text, speaker = rule.text, Speaker(self.book, reading)
        work: dict[str, Callable[[], Any]] = {
            "message": lambda: speaker.message(text.message, boxes),
            "because": lambda: self._reasons(reading, rule, boxes, speaker),
            "sources": lambda: tuple(self._said(source) for source in text.sources),
            "disputed_by": lambda: tuple(self._disputes(reading, rule, boxes)),
            "remedies": lambda: remedies.of(self.book, rule, reading, boxes, speaker),
            "lowered_by": lambda: severity.reliefs(self.book, rule, reading, boxes),
            "noted": lambda: severity.notes(self.book, rule, reading, boxes),
        }
        return work.get(name)

    def _reasons(
        self, reading: Reading, rule: Rule, boxes: tuple[str, ...], speaker: Speaker
    ) -> tuple[Reason, ...]:
        grounds = [ground for box in boxes[:TOLD_BOXES] or ("",) for ground in rule.why_of(reading, box)]
        grounds += severity.open_grounds(self.book, rule, reading, boxes)
        return tuple(speaker.reasons(grounds))[:TOLD_REASONS]

    def _said(self, source: Source) -> Said:
        words = self.book.words
        voice = words.voices.get(source.voice)
        article = words.articles.get(source.article or (voice.article if voice else ""))
        return Said(
            voice.name if voice else source.voice,
            article.title if article else source.article,
            source.quote,
            source.line,
            source.note,
        )

    def _disputes(self, reading: Reading, rule: Rule, boxes: tuple[str, ...]) -> Iterator[Disagreement]:
        for dispute in rule.text.disputes:
            yield self._dispute(reading, dispute, boxes[0] if boxes else "")

    def _dispute(self, reading: Reading, dispute: Dispute, box: str) -> Disagreement:
        holds: bool | None = None
        source = Source(dispute.voice, dispute.quote, dispute.article, dispute.line)
        if dispute.rule:
            other = self.book.rules[dispute.rule]
            holds = other.truth_near(reading, box)
            source = other.text.sources[0] if other.text.sources and not dispute.voice else source
        said = self._said(source)
        return Disagreement(said.voice, dispute.when, ANSWERS[holds], said.quote, said.article, dispute.rule)

    # ---- what was accepted ----

    def _stale(self, reading: Reading, used: Iterable[tuple[str, str | None]]) -> Iterator[Finding]:
        for _, entry in sorted(reading.chart.accepted.items()):
            known = self.book.rules.get(entry.rule)
            if known is None or (entry.rule, entry.box) in used or not lasts(entry):
                continue
            yield self._stale_finding(reading, known, entry)

    def _stale_finding(self, reading: Reading, rule: Rule, entry: Accepted) -> Finding:
        text, boxes = rule.text, (entry.box,) if entry.box else ()
        about = reading.title(entry.box) if entry.box and entry.box in reading.boxes else "this chart"
        return Finding(
            rule=text.code,
            name=text.name,
            title=text.title,
            kind=text.kind,
            severity="info",
            theme=text.theme,
            quiet=text.quiet,
            state="stale",
            boxes=boxes,
            message=f"“{text.title}” was accepted for {about}, and it no longer occurs.",
            because=(),
            why=text.why,
            fine_when=text.fine_when,
            sources=tuple(self._said(source) for source in text.sources),
            disputed_by=(),
            remedies=(),
            lowered_by=(),
            noted=(),
        )


def _conditions(rule: Rule) -> tuple[Any, ...]:
    return rule.text.about, rule.text.when


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Spares the garbage collector the walk over a large chart while many small values are made."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


__all__ = ["Engine", "OpenQuestion", "Report"]
