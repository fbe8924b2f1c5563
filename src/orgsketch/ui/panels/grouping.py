"""Findings as a reader meets them: by team, within a team by theme, worst first. No widgets here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from orgsketch.drawing.marking import mark_of
from orgsketch.drawing.marks import Mark
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural
from orgsketch.ui.spoken import RANKS, box_title, function_title

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

FILTERS = ("critical", "major", "minor", "info", "strength", "question", "accepted", "stale")


@dataclass(frozen=True, slots=True)
class Row:
    """One theme of one team: its findings, worst first."""

    key: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What was found about one team, or about the whole chart."""

    key: tuple[str, ...]
    title: str
    boxes: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many findings there are in all rows."""
        return sum(len(row.findings) for row in self.rows)


def team_of(chart: Chart, box: str) -> tuple[str, ...]:
    """A key that all boxes of a team share: its function and the manager of its topmost boxes."""
    function = chart.boxes[box].function
    if not function:
        return ("", box)
    manager = chart.boxes[box].reports_to
    while manager is not None and chart.boxes[manager].function == function:
        box, manager = manager, chart.boxes[manager].reports_to
    return (function, manager or box)


def grouped(
    findings: Sequence[Finding],
    chart: Chart,
    book: Any,
    first: Collection[str] = (),
    shown: Collection[str] = (),
) -> list[Group]:
    """The findings by team and theme; the teams of the boxes in `first` lead, then the worst.

    `shown`: the marks to show, empty = all. Quiet findings are left out.
    """
    teams: dict[tuple[str, ...], list[Finding]] = {}
    units = {finding.unit for finding in findings}
    for finding in findings:
        if not finding.quiet and (not shown or mark_of(finding).kind in shown):
            teams.setdefault(_team(chart, finding, units), []).append(finding)
    boxes = {key: _boxes(members, chart) for key, members in teams.items()}
    titles = _titles(boxes, chart, book)
    known = [box for box in first if box in chart.boxes]
    leading = {team_of(chart, box) for box in known} | {("", box) for box in known}
    groups = [Group(key, titles[key], boxes[key], _rows(key, members)) for key, members in teams.items()]
    groups.sort(key=lambda group: (group.key not in leading, *_weight(group.rows[0].findings[0])))
    return groups


def counts(findings: Sequence[Finding]) -> list[tuple[Mark, int]]:
    """How many findings wear each mark, worst first; marks nobody wears are left out."""
    number = Counter(mark_of(finding).kind for finding in findings if not finding.quiet)
    return [(Mark(kind), number[kind]) for kind in FILTERS if number[kind]]


def quiet(findings: Sequence[Finding]) -> list[Finding]:
    """What is only mentioned at the foot."""
    return [finding for finding in findings if finding.quiet]


def _team(chart: Chart, finding: Finding, units: Collection[str | None]) -> tuple[str, ...]:
    """The team of a finding; a unit, which has a context of its own, stands for itself."""
    box = next((box for box in finding.boxes if box in chart.boxes), None)
    return () if box is None else ("", box) if box in units else team_of(chart, box)


def _boxes(members: Sequence[Finding], chart: Chart) -> tuple[str, ...]:
    return tuple(dict.fromkeys(box for finding in members for box in finding.boxes if box in chart.boxes))


def _rows(key: tuple[str, ...], members: Sequence[Finding]) -> tuple[Row, ...]:
    themes: dict[str, list[Finding]] = {}
    for finding in sorted(members, key=_weight):
        themes.setdefault(finding.theme, []).append(finding)
    return tuple(Row((*key, theme), tuple(inside)) for theme, inside in themes.items())


def _titles(
    teams: Mapping[tuple[str, ...], Sequence[str]], chart: Chart, book: Any
) -> dict[tuple[str, ...], str]:
    """What to call each team; those of the same name are told apart by their manager."""
    names = {key: _team_name(boxes, chart, book) for key, boxes in teams.items()}
    number = Counter(names.values())
    titles = {}
    for key, boxes in teams.items():
        manager = _manager(key, chart) if number[names[key]] > 1 else None
        under = _("{team} under {manager}").format(team=names[key], manager=box_title(chart, manager, book))
        count = plural("{count} box", "{count} boxes", len(boxes))
        title = under if manager else names[key]
        titles[key] = f"{title}, {count}" if len(boxes) > 1 else title
    return titles


def _manager(key: tuple[str, ...], chart: Chart) -> str | None:
    """Whom the team of a key reports to (see `team_of`)."""
    function, box = key or ("", "")
    if box in chart.boxes and function in ("", chart.boxes[box].function):
        return chart.boxes[box].reports_to
    return box or None


def _team_name(boxes: Sequence[str], chart: Chart, book: Any) -> str:
    if not boxes:
        return _("The whole chart")
    if len(boxes) == 1:
        return box_title(chart, boxes[0], book)
    function = chart.boxes[boxes[0]].function
    return function_title(book, function) if function else box_title(chart, boxes[0], book)


def _weight(finding: Finding) -> tuple[int, ...]:
    """Open risks by severity, then what is only good to know."""
    is_settled = finding.state == "accepted"
    is_bright = finding.kind in ("strength", "success_signal")
    return (int(is_settled), int(is_bright), RANKS[finding.severity])
