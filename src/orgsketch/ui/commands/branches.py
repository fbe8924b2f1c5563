"""A branch that goes from one open chart to another: moved or copied, one step in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from orgsketch.model import edits, ids
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui.commands.copying import named

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def has_target(window: Window) -> bool:
    """While boxes are selected and another chart is open."""
    return window.is_on_chart and bool(window.selection) and bool(targets(window))


def targets(window: Window) -> list[Window]:
    """The other open charts."""
    return [other for other in window.opened() if other is not window and not other.is_at_start]


def send_selected(window: Window) -> bool:
    """Ask where the selected branches go, and whether they stay here, too."""
    others = targets(window)
    names = named(window, edits.part_of(window.document.chart, window.selection))
    wanted = window.ask.where_to_send(names, [other.document.name for other in others])
    if wanted is None:
        return False
    place, is_copy = wanted
    return send(window, others[place], list(window.selection), is_copy=is_copy)


def send(source: Window, target: Window, boxes: Sequence[str], *, is_copy: bool) -> bool:
    """Put branches into another chart, under the manager they have here; to move is to take them off here."""
    chart, there = source.document.chart, target.document.chart
    known = [box for box in boxes if box in chart.boxes]
    if not known:
        return False
    if not is_copy and (reason := source.canvas.why_not_changeable()):
        source.document.refused.emit(reason)
        return False
    part = edits.part_of(chart, known)
    names = named(source, part)
    under = _same_manager(chart, there, known[0])
    fresh = {box: box if box not in there.boxes else ids.new_id(ids.BOX, there.boxes) for box in part.boxes}
    verb = _("Copy {boxes} from {title}") if is_copy else _("Move {boxes} from {title}")
    text = verb.format(boxes=names, title=source.document.name)
    if not target.document.edit(text, edits.paste, part, under, fresh=fresh):
        return False
    target.select([fresh[box] for box in part.reports(None)])
    if not is_copy:
        text = _("Move {boxes} to {title}").format(boxes=names, title=target.document.name)
        source.document.edit(text, edits.remove, known, "with_branch")
    said = _("Copied {boxes} to {title}") if is_copy else _("Moved {boxes} to {title}")
    source.toast.show_message(said.format(boxes=names, title=target.document.name), undo=not is_copy)
    return True


def _same_manager(chart: Chart, there: Chart, box: str) -> str | None:
    """The manager of a box, where the other chart has it, too."""
    manager = chart.boxes[box].reports_to
    return manager if manager in there.boxes else None
