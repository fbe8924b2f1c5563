"""A comparison as lines of the three lists beside it: changes, findings, questions. No widgets."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from orgsketch.compare import Change, Comparison
from orgsketch.drawing.marking import GOOD_NEWS, WARNINGS, mark_of
from orgsketch.drawing.marks import Mark
from orgsketch.resources import N_, _
from orgsketch.ui.spoken import box_title, finding_kind

if TYPE_CHECKING:
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Finding, OpenQuestion

    Pair: TypeAlias = tuple[Finding, Finding]

MOST = 6  # findings of a sort that are named below the changes; all of them stand in their own list
ARROW = "→"
LONG = 42  # letters that fit below a title
# The flag each kind of change wears.
FLAGS = {
    "added": "added",
    "removed": "removed",
    "moved": "moved",
    "changed": "changed",
    "reordered": "changed",
}
KINDS = {
    "added": N_("added"),
    "removed": N_("removed"),
    "moved": N_("moved"),
    "changed": N_("changed"),
    "reordered": N_("reordered"),
}


@dataclass(frozen=True)
class Entry:
    """One line, `detail` and `more` below its title.

    `kind`: heading, part (a smaller heading), note, case, change, finding or question. `flag` or `mark` or
    `icon` stands in front, `code` at the end; `box`: what to look at, "" = nothing.
    """

    kind: str
    title: str
    detail: str = ""
    more: str = ""
    flag: str = ""
    mark: Mark | None = None
    icon: str = ""
    code: str = ""
    ink: str = "text"
    box: str = ""
    change: Change | None = None

    @property
    def is_row(self) -> bool:
        """Whether it can be chosen."""
        return self.kind not in ("heading", "part", "note")

    @property
    def said(self) -> str:
        """The whole line in words."""
        flag = _(KINDS[self.change.kind]) if self.change else ""
        return ", ".join(filter(None, (flag, self.title, self.detail, self.more, self.code)))


def changes(
    comparison: Comparison, kinds: Container[str] = (), search: str = "", boxes: Container[str] = ()
) -> list[Entry]:
    """The list of changes; another case is told first, what the changes do to the findings last.

    `kinds`: the only kinds to list, none = all; `search`: words that title or values must hold; `boxes`:
    the only boxes to list, none = all.
    """
    is_whole = not (kinds or search or boxes)
    rows = [*comparison.changes, *comparison.reordered, *(() if is_whole else comparison.units)]
    found = [
        _change(row)
        for row in rows
        if (not kinds or row.kind in kinds)
        and (not boxes or row.box in boxes)
        and _holds(row, search.casefold().split())
    ]
    return [*(_case(comparison) if is_whole else ()), *found, *(_effect(comparison) if is_whole else ())]


def findings(comparison: Comparison) -> list[Entry]:
    """Every finding, by what became of it."""
    found, before, after = comparison.findings, comparison.before, comparison.after
    warnings = [finding for finding in found.introduced if finding.kind in WARNINGS]
    rest = [finding for finding in found.introduced if finding.kind not in WARNINGS]
    made: list[Entry] = []
    made += _section(_("Begins"), [_finding(one, after) for one in warnings])
    made += _section(_("Ends"), [_finding(one, before, icon="tick") for one in found.resolved])
    made += _section(_("New strengths and advice"), [_finding(one, after) for one in rest])
    for title, pairs in (
        (_("Worse"), found.worse),
        (_("Better"), found.better),
        (_("Accepted"), found.accepted),
        (_("No longer accepted"), found.reopened),
    ):
        made += _section(title, [_pair(pair, after) for pair in pairs])
    return made + _section(_("Unchanged"), [_finding(new, after) for _old, new in found.unchanged])


def questions(comparison: Comparison) -> list[Entry]:
    """The questions that are opened and settled."""
    opened = [_question(asked, comparison.after) for asked in comparison.questions_opened]
    settled = [_question(asked, comparison.before, "tick") for asked in comparison.questions_settled]
    return _section(_("Opened"), opened) + _section(_("Settled"), settled)


def told(change: Change) -> str:
    """What was and what is."""
    if change.subject == "line" and change.kind in ("added", "removed"):
        return _("new line") if change.kind == "added" else _("line that is gone")
    if change.kind == "added":
        return change.now
    if change.kind == "removed":
        return _("was {place}").format(place=change.was)
    return _values(change) if change.kind == "moved" else f"{change.what}: {_values(change)}"


def _values(change: Change) -> str:
    nothing = _("nothing")
    return f"{change.was or nothing} {ARROW} {change.now or nothing}"


def _change(row: Change) -> Entry:
    detail, more = told(row), ""
    if len(detail) > LONG and row.kind == "changed":
        detail, more = row.what, _values(row)
    return Entry("change", row.title, detail, more, FLAGS[row.kind], box=row.box, change=row)


def _holds(row: Change, words: Sequence[str]) -> bool:
    text = f"{row.title} {row.what} {row.was} {row.now}".casefold()
    return all(word in text for word in words)


def _case(comparison: Comparison) -> Iterator[Entry]:
    """Two charts that are judged in different cases: to be known before any difference."""
    if comparison.context:
        yield Entry("heading", comparison.case_heading, ink="minor")
        for row in comparison.context:
            values = f"{row.was or _('not said')} {ARROW} {row.now or _('not said')}"
            what = f"{row.title}: {row.what}" if row.box else row.what
            yield Entry("case", what, more=values, icon="speech", change=row)
        yield Entry("heading", _("Changes"))


def _effect(comparison: Comparison) -> Iterator[Entry]:
    found, before, after = comparison.findings, comparison.before, comparison.after
    warnings = [finding for finding in found.introduced if finding.kind in WARNINGS]
    strengths = [finding for finding in found.introduced if finding.kind in GOOD_NEWS]
    parts = [
        *_part(_("Ends"), "added", [_finding(one, before, icon="tick") for one in _warned(found.resolved)]),
        *_part(_("Adds"), "changed", [_finding(one, after) for one in warnings]),
        *_part(_("Gets worse"), "changed", [_pair(pair, after) for pair in found.worse]),
        *_part(_("Gets better"), "added", [_pair(pair, after) for pair in found.better]),
        *_part(_("New strengths"), "text_muted", [_finding(one, after) for one in strengths]),
    ]
    if parts:
        yield Entry("heading", _("What it does to the findings"))
        yield from parts


def _warned(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.kind in WARNINGS]


def _part(title: str, ink: str, rows: list[Entry]) -> Iterator[Entry]:
    if rows:
        yield Entry("part", f"{title} {len(rows)}", ink=ink)
        yield from rows[:MOST]
        if len(rows) > MOST:
            yield Entry("note", _("and {count} more, see Findings").format(count=len(rows) - MOST))


def _section(title: str, rows: list[Entry]) -> list[Entry]:
    return [Entry("heading", f"{title} {len(rows)}"), *rows] if rows else []


def _finding(finding: Finding, chart: Chart, icon: str = "") -> Entry:
    box = (*finding.boxes, "")[0]
    mark = None if icon else mark_of(finding)
    where = box_title(chart, box)
    return Entry("finding", finding.title, where, mark=mark, icon=icon, code=finding.rule, box=box)


def _pair(pair: Pair, chart: Chart) -> Entry:
    old, new = pair
    was, now = finding_kind(old), finding_kind(new)
    told_ = f"{was} {ARROW} {now}" if was != now else box_title(chart, (*new.boxes, "")[0])
    return Entry("finding", new.title, told_, mark=mark_of(new), code=new.rule, box=(*new.boxes, "")[0])


def _question(asked: OpenQuestion, chart: Chart, icon: str = "") -> Entry:
    mark = None if icon else Mark("question")
    return Entry(
        "question", asked.text, box_title(chart, asked.about), mark=mark, icon=icon, box=asked.about or ""
    )
