"""Many options in one table: a column each, the baseline first. Counts side by side, never a total.

Sections in this order: the case (only what is answered differently), structure, findings, where they differ
rule by rule, voices, and what the users want to weigh. Criteria are answers of the chart whose name begins
with "criterion."; they travel with the option's file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.compare.affected import affected
from orgsketch.compare.findings import SEVERITIES
from orgsketch.compare.two import Comparison, two
from orgsketch.compare.words import field_name, said
from orgsketch.model import tree
from orgsketch.model.chart import Chart
from orgsketch.resources import N_, _

if TYPE_CHECKING:
    from orgsketch.compare.voices import Case
    from orgsketch.rules.finding import Finding, Report
    from orgsketch.vocabulary import Vocabulary

Value: TypeAlias = "str | int | float"

CRITERION = "criterion."
WARNINGS = ("risk", "watch_out")
NONE = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """A value to sort by, its text, the kind of mark it wears ("" = none); does the baseline differ?"""

    value: Value
    text: str
    mark: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: what it compares, a hint (a rule's code), and a cell for each option."""

    key: str
    title: str
    hint: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether any option differs from the baseline here."""
        return any(cell.differs for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Matrix:
    """The options by title and all that is said of them; `comparisons`: each against the first."""

    titles: tuple[str, ...]
    sections: tuple[Section, ...]
    comparisons: tuple[Comparison, ...]

    def section(self, key: str) -> Section | None:
        """A section, if there is anything in it."""
        return next((section for section in self.sections if section.key == key), None)


def many(
    charts: Sequence[Chart],
    reports: Sequence[Report],
    stances: Sequence[Case] = (),
    words: Vocabulary | None = None,
) -> Matrix:
    """Set options beside each other; the first is the baseline. `stances` as `voices.voices` gives them."""
    compared = tuple(
        two(charts[0], chart, reports[0], report, words)
        for chart, report in zip(charts, reports, strict=True)
    )
    made = _Matrix(charts, reports, compared, words)
    sections = [
        Section("case", _("Answers that differ"), tuple(made.case())),
        Section("structure", _("Structure"), tuple(made.structure())),
        Section("findings", _("Findings"), tuple(made.findings())),
        Section("themes", _("Risks and watch-outs by theme"), tuple(made.themes())),
        Section("differ", _("Where they differ"), tuple(made.rules())),
        Section("voices", _("Voices"), tuple(made.voices(stances)) if stances else ()),
        Section("own", _("Your criteria and notes"), tuple(made.own())),
    ]
    titles = tuple(chart.title or _("Untitled chart") for chart in charts)
    return Matrix(titles, tuple(section for section in sections if section.rows), compared)


class _Matrix:
    def __init__(
        self,
        charts: Sequence[Chart],
        reports: Sequence[Report],
        compared: Sequence[Comparison],
        words: Vocabulary | None,
    ) -> None:
        self.charts, self.reports, self.compared, self.words = charts, reports, compared, words

    def case(self) -> Iterator[Row]:
        keys = {key for chart in self.charts for key in chart.head.answers if not key.startswith(CRITERION)}
        for key in sorted(keys):
            row = self._answers(f"answers.{key}", field_name(f"answers.{key}", self.words))
            if row.differs:
                yield row

    def structure(self) -> Iterator[Row]:
        for key, (title, measure) in STRUCTURE.items():
            yield _row(key, _(title), [measure(entry) for entry in self.compared])

    def findings(self) -> Iterator[Row]:
        for severity in SEVERITIES:
            counts = [
                sum(found.severity == severity for found in _warnings(report)) for report in self.reports
            ]
            yield _row(severity, _(MARKS[severity]), counts, mark=severity)
        for key, title, states in COUNTED:
            counts = [
                sum(found.state == states[0] and found.kind in states[1] for found in report.findings)
                for report in self.reports
            ]
            yield _row(key, _(title), counts, mark=key)
        open_questions = [
            sum(not asked.is_set_aside for asked in report.questions) for report in self.reports
        ]
        yield _row("question", _("Open questions"), open_questions, mark="question")

    def themes(self) -> Iterator[Row]:
        names = self.words.themes if self.words else {}
        for theme in dict.fromkeys(found.theme for report in self.reports for found in _warnings(report)):
            counts = [sum(found.theme == theme for found in _warnings(report)) for report in self.reports]
            yield _row(theme, names[theme].title if theme in names else theme, counts)

    def rules(self) -> Iterator[Row]:
        """A row for each rule that does not say the same of every option: how severe, and how often."""
        told = {
            found.rule: found
            for report in self.reports
            for found in report.findings
            if found.state != "stale"
        }
        for code, finding in sorted(told.items(), key=lambda entry: (_rank(entry[1]), entry[0])):
            row = Row(code, finding.title, code, tuple(self._rule_cells(code)))
            if row.differs:
                yield row

    def voices(self, stances: Sequence[Case]) -> Iterator[Row]:
        forms = [", ".join(entry.form.title for entry in case) or NONE for case in stances]
        yield _row("form", _("Form"), forms)
        for stance, title in STANCES.items():
            names = [_speakers(case, stance) for case in stances]
            cells = [f"{len(who)}: {', '.join(who)}" if who else NONE for who in names]
            if any(names):
                yield _row(stance, _(title), cells)

    def own(self) -> Iterator[Row]:
        for key in sorted(
            {key for chart in self.charts for key in chart.head.answers if key.startswith(CRITERION)}
        ):
            yield self._answers(f"answers.{key}", key.removeprefix(CRITERION))
        if any(chart.head.notes for chart in self.charts):
            yield _row("notes", _("Notes"), [chart.head.notes for chart in self.charts])

    def _answers(self, name: str, title: str) -> Row:
        return _row(name, title, [said(chart, chart.head, name, self.words) for chart in self.charts])

    def _rule_cells(self, code: str) -> Iterator[Cell]:
        first: tuple[int, int] | None = None
        for report in self.reports:
            found = [
                finding for finding in report.findings if finding.rule == code and finding.state != "stale"
            ]
            is_open = any(code in asked.decides for asked in report.questions if not asked.is_set_aside)
            value = (-min(map(_rank, found)), len(found)) if found else (-9 if is_open else -10, 0)
            first = value if first is None else first
            yield Cell(value[0] * 100 + value[1], *_told(found, is_open), value != first)


def _told(found: Sequence[Finding], is_open: bool) -> tuple[str, str]:
    """Text and mark of a rule's cell."""
    if not found:
        return (_("Open question"), "question") if is_open else (NONE, "")
    worst = min(found, key=_rank)
    mark = _mark(worst)
    times = f" × {len(found)}" if len(found) > 1 else ""
    return _(MARKS[mark]) + times, mark


def _mark(finding: Finding) -> str:
    if finding.state == "accepted":
        return "accepted"
    if finding.kind in WARNINGS:
        return finding.severity
    return (
        "strength"
        if finding.kind in ("strength", "success_signal")
        else "question"
        if finding.kind == "question"
        else "info"
    )


def _rank(finding: Finding) -> int:
    return list(MARKS).index(_mark(finding))


def _warnings(report: Report) -> list[Finding]:
    return [found for found in report.findings if found.state == "open" and found.kind in WARNINGS]


def _speakers(case: Case, stance: str) -> list[str]:
    """Who takes a stance on any of the forms; each once."""
    found = (voice for entry in case for voice in entry.stances if voice.stance == stance)
    return list(dict.fromkeys(voice.voice.name for voice in found))


def _row(key: str, title: str, values: Iterable[Value], mark: str = "") -> Row:
    listed = list(values)
    cells = (
        Cell(
            value,
            f"{value:,g}" if isinstance(value, int | float) else value or NONE,
            mark if value else "",
            value != listed[0],
        )
        for value in listed
    )
    return Row(key, title, "", tuple(cells))


def _spans(chart: Chart) -> list[int]:
    return [len(chart.reports(box)) for box in tree.managers(chart)]


def _average_span(chart: Chart) -> float:
    spans = _spans(chart)
    return round(sum(spans) / len(spans), 1) if spans else 0


STRUCTURE: dict[str, tuple[str, Callable[[Comparison], Value]]] = {
    "boxes": (N_("Boxes"), lambda entry: len(entry.after.boxes)),
    "layers": (N_("Layers"), lambda entry: tree.layers(entry.after)),
    "managers": (N_("Managers"), lambda entry: len(tree.managers(entry.after))),
    "widest_span": (N_("Widest span of control"), lambda entry: max(_spans(entry.after), default=0)),
    "average_span": (N_("Average span of control"), lambda entry: _average_span(entry.after)),
    "headcount": (N_("Headcount"), lambda entry: sum(box.heads for box in entry.after.boxes.values())),
    "vacancies": (N_("Vacancies"), lambda entry: sum(box.is_vacant for box in entry.after.boxes.values())),
    "relations": (N_("Lines beside the reporting lines"), lambda entry: len(entry.after.relations)),
    "moves": (N_("Boxes moved from the baseline"), lambda entry: len(entry.moved)),
    "added": (N_("Boxes added"), lambda entry: len(entry.added)),
    "removed": (N_("Boxes removed"), lambda entry: len(entry.removed)),
    "affected": (N_("People affected"), lambda entry: affected(entry.before, entry.after).total),
}
MARKS = {
    "critical": N_("Critical"),
    "major": N_("Major"),
    "minor": N_("Minor"),
    "info": N_("Info"),
    "question": N_("Open question"),
    "accepted": N_("Accepted"),
    "strength": N_("Strength"),
}
COUNTED = (
    ("strength", N_("Strengths"), ("open", ("strength", "success_signal"))),
    ("accepted", N_("Accepted"), ("accepted", WARNINGS)),
)
STANCES = {"for": N_("For"), "against": N_("Against"), "depends": N_("Depends on a fact")}
