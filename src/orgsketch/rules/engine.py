"""The engine: a chart in, a report out; after an edit, only what the edit touched is asked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Accepted
from orgsketch.rules import asking, remedies, severity
from orgsketch.rules.finding import Disagreement, Finding, OpenQuestion, Reason, Report, Said, lazily
from orgsketch.rules.neighbourhood import touched
from orgsketch.rules.pack import SEVERITIES, Book, Dispute, Rule
from orgsketch.rules.reading import Reading
from orgsketch.rules.tally import Verdicts
from orgsketch.rules.wording import Speaker
from orgsketch.vocabulary.records import Source

Place = tuple[int, tuple[tuple[str, str], ...]]
TOLD_BOXES = 3
TOLD_REASONS = 8
ANSWERS = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True, slots=True)
class Team:
    """The boxes of one team for which a rule fires, topmost first, and where the first stands."""

    boxes: tuple[str, ...]
    place: Place


Teams = Mapping[str, tuple[Verdicts | None, tuple[Team, ...]]]
CHART = Team((), (0, ()))


class Engine:
    """Evaluates charts by one book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.themes = {theme: rank for rank, theme in enumerate(book.words.themes)}

    def report(self, chart: Chart) -> Report:
        """All findings and open questions of a chart."""
        return self._report(Reading(chart, self.book.words), {})

    def advance(self, report: Report, diff: ChartDiff, chart: Chart) -> Report:
        """The report of `chart`, which is the reported chart after `diff`: equal to a fresh one, but sooner."""
        reading: Reading | None = report.__dict__.get("_reading")
        if reading is None:
            return self.report(chart)
        near = touched(diff, reading.chart, chart)
        return self._report(Reading(chart, self.book.words, reading, near), report.__dict__["_teams"])

    def _report(self, reading: Reading, old: Teams) -> Report:
        teams = {
            rule.code: self._teams(rule, reading, old.get(rule.code))
            for rule in self.book.rules.values()
            if rule.truth(reading)
        }
        reading.settle()
        work = {
            "findings": partial(self._findings, reading, teams),
            "questions": partial(asking.questions, self.book, reading),
        }
        return lazily(Report, {"_reading": reading, "_teams": teams}, work)

    # ---- who ----

    def _teams(self, rule: Rule, reading: Reading, old: Any) -> tuple[Verdicts | None, tuple[Team, ...]]:
        if rule.tally is None:
            return None, (CHART,)
        verdicts = rule.tally.verdicts(reading)
        if old is not None and old[0] is verdicts and not rule.tally.of.touched(reading):
            kept: tuple[Verdicts | None, tuple[Team, ...]] = old
            return kept
        found: dict[tuple[str, str], list[tuple[Place, str]]] = {}
        for box in verdicts.yes:
            found.setdefault(reading.team(box), []).append((reading.place(box), box))
        members = (sorted(team) for team in found.values())
        return verdicts, tuple(Team(tuple(box for _, box in team), team[0][0]) for team in members)

    # ---- what ----

    def _findings(self, reading: Reading, teams: Teams) -> tuple[Finding, ...]:
        accepted = {
            (entry.rule, entry.box): entry for entry in reading.chart.accepted.values() if _lasts(entry)
        }
        used: set[tuple[str, str | None]] = set()
        found = [
            (team, self._finding(reading, self.book.rules[code], team, accepted, used))
            for code, (_, members) in teams.items()
            for team in members
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
        text, boxes = rule.text, team.boxes
        keys = {(text.code, box) for box in boxes or (None,)} & accepted.keys()
        used |= keys
        speaker = Speaker(self.book, reading)
        level, notes = severity.of(self.book, rule, reading, boxes)
        ready = {
            "rule": text.code,
            "name": text.name,
            "title": text.title,
            "kind": text.kind,
            "severity": level,
            "theme": text.theme,
            "quiet": text.quiet,
            "state": "accepted" if keys else "open",
            "boxes": boxes,
            "why": text.why,
            "fine_when": text.fine_when,
        }
        work = {
            "message": lambda: speaker.message(text.message, boxes),
            "because": lambda: self._reasons(reading, rule, boxes, speaker),
            "sources": lambda: tuple(self._said(source) for source in text.sources),
            "disputed_by": lambda: tuple(self._disputes(reading, rule, boxes)),
            "remedies": lambda: remedies.of(self.book, rule, reading, boxes, speaker),
            "lowered_by": lambda: tuple(note() for note in notes),
        }
        return lazily(Finding, ready, work)

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
            if known is None or (entry.rule, entry.box) in used or not _lasts(entry):
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
            message=f"“{text.title}” was accepted for {about}, and it no longer occurs. The acceptance can go.",
            because=(),
            why=text.why,
            fine_when=text.fine_when,
            sources=tuple(self._said(source) for source in text.sources),
            disputed_by=(),
            remedies=(),
            lowered_by=(),
        )


def _lasts(entry: Accepted) -> bool:
    return not entry.until or entry.until >= date.today().isoformat()


__all__ = ["Engine", "OpenQuestion", "Report"]
