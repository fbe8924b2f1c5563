"""A branch that goes from one open chart to another: moved or copied, one step in each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from orgsketch.model import edits, ids
from orgsketch.model.chart import Chart
from orgsketch.resources import _
from orgsketch.ui.commands.copying import named

if TYPE_CHECKING:
    from orgsketch.document import Document
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
    """Put branches into another chart, under the manager they have here; to move is to take them off here.

    False when that was refused, or while the user is asked about a protected chart.
    """
    chart = source.document.chart
    known = [box for box in boxes if box in chart.boxes]
    if not known:
        return False
    if not is_copy and (reason := source.canvas.why_not_changeable()):
        source.document.refused.emit(reason)
        return False
    sent = Sent(known, edits.part_of(chart, known), chart.boxes[known[0]].reports_to, source.document.name)
    if is_copy:
        return target.document.agreed(lambda there: _copied(source, target, there, sent))
    return source.document.agreed(
        lambda here: target.document.agreed(lambda there: _moved(source, target, here, there, sent))
    )


class Sent(NamedTuple):
    """Branches under way: the boxes at their tops, the whole of them, the manager, the chart's name."""

    boxes: Sequence[str]
    part: Chart
    manager: str | None
    origin: str


def _copied(source: Window, target: Window, there: Document, sent: Sent) -> bool:
    names = named(source, sent.part)
    is_done = _put(target, there, sent, _("Copy {boxes} from {title}").format(boxes=names, title=sent.origin))
    if is_done:
        source.toast.show_message(_("Copied {boxes} to {title}").format(boxes=names, title=there.name))
    return is_done


def _moved(source: Window, target: Window, here: Document, there: Document, sent: Sent) -> bool:
    names = named(source, sent.part)
    text = _("Move {boxes} from {title}").format(boxes=names, title=sent.origin)
    if not _put(target, there, sent, text):
        return False
    text = _("Move {boxes} to {title}").format(boxes=names, title=there.name)
    is_done = here.insist(text, lambda chart: edits.remove(chart, sent.boxes, "with_branch"))
    told = _("Moved {boxes} to {title}").format(boxes=names, title=there.name)
    source.toast.show_message(told, undo=is_done and here is source.document)
    return is_done


def _put(target: Window, there: Document, sent: Sent, text: str) -> bool:
    """The branches arrive: under their manager, where the chart has it, too."""
    taken, part = there.chart.boxes, sent.part
    under = sent.manager if sent.manager in taken else None
    fresh = {box: box if box not in taken else ids.new_id(ids.BOX, taken) for box in part.boxes}
    is_done = there.insist(text, lambda chart: edits.paste(chart, part, under, fresh=fresh))
    if is_done and there is target.document:
        target.select([fresh[box] for box in part.reports(None)])
    return is_done
