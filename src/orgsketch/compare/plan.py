"""From option to plan: the steps that turn the baseline into the option, in an order that can be gone.

What must exist comes first: new boxes and moves from the top down (a manager stands in the new place before
anybody is put below, so that nobody ever reports in a circle), then what changes in a box, then the lines;
what goes, goes last, from the bottom up. A plan tells what is done, not whether it is wise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from orgsketch.compare.affected import Affected, affected
from orgsketch.compare.rows import Change
from orgsketch.compare.two import Comparison
from orgsketch.compare.words import seated
from orgsketch.model import tree
from orgsketch.resources import _

# Answers, remarks, and how the chart is drawn.
TOLD = ("answers", "notes", "fields", "arrangement", "external_id")
CREATE, MOVE, CHANGE, DRAW, ERASE, REMOVE = "create", "move", "change", "draw", "erase", "remove"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `who`: the people it is about; `was`, `now`: from whom to whom, or from what to what;
    `needs`: the numbers of the steps that have to come before."""

    number: int
    kind: str
    box: str
    title: str
    what: str
    who: str
    was: str
    now: str
    needs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps from one chart to the other, and whom they touch."""

    baseline: str
    option: str
    steps: tuple[Step, ...]
    affected: Affected


def plan(comparison: Comparison) -> Plan:
    """The plan of a comparison of the baseline (before) with the option (after)."""
    before, after = comparison.before, comparison.after
    steps: list[Step] = []
    placed: dict[str, int] = {}
    for kind, key, row, needs in _ordered(comparison, placed):
        number = len(steps) + 1
        if kind in (CREATE, MOVE):
            placed[key] = number
        record = after.boxes.get(row.box) or before.boxes.get(row.box)
        who = seated(after if row.box in after.boxes else before, record) if record else ""
        steps.append(Step(number, kind, row.box, row.title, row.what, who, row.was, row.now, needs))
    return Plan(before.title, after.title, tuple(steps), affected(before, after, comparison.diff))


def _ordered(
    comparison: Comparison, placed: dict[str, int]
) -> Iterator[tuple[str, str, Change, tuple[int, ...]]]:
    by_kind: dict[tuple[str, str], dict[str, Change]] = {}
    for row in comparison.changes:
        by_kind.setdefault((row.kind, row.subject), {})[row.id] = row
    added, moved = by_kind.get(("added", "box"), {}), by_kind.get(("moved", "box"), {})
    for box in tree.walk(comparison.after):
        for kind, rows in ((CREATE, added), (MOVE, moved)):
            if box in rows:
                row = rows[box]
                yield kind, box, row, _needed(comparison, box, placed)
    for row in comparison.changes:
        if row.kind == "changed" and _is_done(row):
            yield CHANGE, row.id, row, _steps(placed, (row.box,)) if row.subject == "line" else ()
    for key, row in by_kind.get(("added", "line"), {}).items():
        line = comparison.after.relations[key]
        yield DRAW, key, row, _steps(placed, [end for end in (line.start, line.end) if end in added])
    for key, row in by_kind.get(("removed", "line"), {}).items():
        yield ERASE, key, row, ()
    gone = by_kind.get(("removed", "box"), {})
    for box in reversed(list(tree.walk(comparison.before))):
        if box in gone:
            yield REMOVE, box, gone[box], _steps(placed, comparison.before.reports(box))


def _is_done(row: Change) -> bool:
    """Whether a change is something people do, and not what is known or drawn."""
    return row.subject in ("box", "line", "person") and row.field.partition(".")[0] not in TOLD


def _needed(comparison: Comparison, box: str, placed: dict[str, int]) -> tuple[int, ...]:
    """The step that puts the new manager in its place, where that one is new or stood below the box."""
    before, manager = comparison.before, comparison.after.boxes[box].reports_to
    if manager is None or manager not in placed:
        return ()
    is_new = manager not in before.boxes
    if is_new or (box in before.boxes and tree.is_above(before, box, manager)):
        return (placed[manager],)
    return ()


def _steps(placed: dict[str, int], boxes: tuple[str, ...] | list[str]) -> tuple[int, ...]:
    return tuple(sorted({placed[box] for box in boxes if box in placed}))


def sentence(step: Step) -> str:
    """A step in words: "Move Product marketing (Ana Ruiz) from Marketing to Product"."""
    who = f" ({step.who})" if step.who and step.kind != CREATE else ""
    words = {
        CREATE: _("Create {title}, {now}"),
        MOVE: _("Move {title}{who} from {was} to {now}"),
        CHANGE: _("Change {title}{who}, {what}: from {was} to {now}"),
        DRAW: _("Draw the line {now}"),
        ERASE: _("End the line {was}"),
        REMOVE: _("Remove {title}, {was}"),
    }[step.kind]
    nothing = _("nothing")
    return words.format(
        title=step.title, who=who, what=step.what, was=step.was or nothing, now=step.now or nothing
    )
