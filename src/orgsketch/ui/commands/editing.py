"""The edit and chart menus: each function makes one edit of the document and says so where it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.model import edits, ids
from orgsketch.model.tree import branch
from orgsketch.resources import _, plural
from orgsketch.ui.spoken import RELATIONS, box_title
from orgsketch.ui.titling import first_words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def undo(window: Window) -> None:
    """Take back the last step."""
    window.finish_typing()
    window.document.undo_stack.undo()


def redo(window: Window) -> None:
    """Do again what was taken back."""
    window.document.undo_stack.redo()


def can_undo(window: Window) -> bool:
    """Whether there is a step to take back."""
    return window.document.undo_stack.canUndo()


def can_redo(window: Window) -> bool:
    """Whether there is a step to do again."""
    return window.document.undo_stack.canRedo()


def select_all(window: Window) -> None:
    """Select every box."""
    window.select(list(window.document.chart.boxes))


def rename(window: Window) -> None:
    """Edit the title of the selected box on the canvas."""
    if window.selection:
        window.canvas.begin_rename(window.selection[0])


def add_report(window: Window) -> None:
    """A new box below the selected one, or the first box."""
    add(window, manager=window.selection[0] if window.selection else None)


def add_peer(window: Window, *, is_before: bool = False) -> None:
    """A new box beside the selected one."""
    if not window.selection:
        add(window)
        return
    box = window.selection[0]
    manager = window.document.chart.boxes[box].reports_to
    add(window, manager=manager, before=box if is_before else None, after=None if is_before else box)


def add_peer_before(window: Window) -> None:
    """A new box in front of the selected one."""
    add_peer(window, is_before=True)


def add_manager(window: Window) -> None:
    """A new box between the selected one and its manager."""
    if not window.selection:
        return
    fresh = ids.new_id(ids.BOX, window.document.chart.boxes)
    text, box = _("Insert a manager"), window.selection[0]
    if window.document.edit_field(first_words(fresh), text, edits.insert_manager, box, id=fresh):
        _begin(window, fresh)


def add(
    window: Window,
    title: str = "",
    functions: tuple[str, ...] = (),
    manager: str | None = None,
    *,
    after: str | None = None,
    before: str | None = None,
) -> str:
    """A new box; its title is edited at once when it has none. Returns its id, "" when it was refused."""
    chart = window.document.chart
    fresh = ids.new_id(ids.BOX, chart.boxes)
    under = box_title(chart, manager, window.document.book)
    text = _("Add a box under {manager}").format(manager=under) if manager else _("Add a box")
    if not window.document.edit_field(
        first_words(fresh), text, edits.add, title, functions, manager, id=fresh, after=after, before=before
    ):
        return ""
    _begin(window, fresh, is_named=bool(title))
    return fresh


def add_first(window: Window, typed: str) -> None:
    """The first box of a chart, its title begun with what was typed."""
    fresh = ids.new_id(ids.BOX)
    if window.document.edit_field(first_words(fresh), _("Add a box"), edits.add, id=fresh):
        window.select([fresh])
        window.canvas.begin_rename(fresh, typed)


def add_function(window: Window, functions: str, title: str) -> None:
    """A box from the palette, under the selected one."""
    chosen = tuple(filter(None, functions.split("+")))
    vocabulary = window.document.book.vocabulary if window.document.book else None
    known = vocabulary.functions.get(chosen[0]) if vocabulary and chosen else None
    manager = window.selection[0] if window.selection else _only_top(window)
    fresh = add(window, title or (known.title if known else ""), chosen, manager)
    if fresh:
        window.toast.show_message(
            _("Added {title}").format(title=box_title(window.document.chart, fresh)), undo=True
        )


def delete(window: Window) -> None:
    """Delete the selected boxes; ask where their reports go, when there are any."""
    chart, boxes = window.document.chart, list(window.selection)
    if not boxes:
        return
    left = [report for box in boxes for report in chart.reports(box) if report not in boxes]
    choice = "to_manager"
    if left:
        below = len({member for box in boxes for member in branch(chart, box)} - set(boxes))
        chosen = window.ask.where_reports_go(_names(window, boxes), len(left), below)
        if chosen is None:
            return
        choice = chosen
    _remove(window, boxes, choice)


def delete_only(window: Window) -> None:
    """Delete just the selected boxes; their reports go to the manager."""
    if window.selection:
        _remove(window, list(window.selection), "to_manager")


def move_to(window: Window) -> None:
    """Choose a new manager from a list: the twin of dragging."""
    chart, boxes = window.document.chart, list(window.selection)
    possible = [
        box for box in chart.boxes if not any(edits.may_report(chart, moving, box) for moving in boxes)
    ]
    names, zoom = _names(window, boxes), window.canvas.view.zoom
    manager = window.ask.new_manager(
        _("Move {boxes} to").format(boxes=names), boxes, possible, _("No manager: to the bench")
    )
    if manager is None:
        return
    under = box_title(chart, manager, window.document.book) or _("the bench")
    text = _("Move {boxes} under {manager}").format(boxes=names, manager=under)
    if window.document.edit(text, edits.move, boxes, manager or None):
        window.canvas.zoom_to(zoom)
        window.canvas.center_on(boxes[0])
        window.toast.show_message(_("Moved under {manager}").format(manager=under), undo=True)
    else:
        window.canvas.preview.clear()


def draw_line(window: Window, box: str = "") -> None:
    """Choose a kind of line and the box it goes to: the twin of dragging from a handle."""
    start = box or (window.selection[0] if window.selection else "")
    if not start:
        return
    chart = window.document.chart
    chosen = window.ask.line(
        box_title(chart, start, window.document.book), [other for other in chart.boxes if other != start]
    )
    if chosen is None:
        return
    kind, end = chosen
    text = _("Draw: {kind} {box}").format(
        kind=_(RELATIONS[kind]).lower(), box=box_title(chart, end, window.document.book)
    )
    window.document.edit(text, edits.draw, kind, start, end)


def earlier(window: Window) -> None:
    """Move the selected box before its sibling."""
    _reorder(window, -1)


def later(window: Window) -> None:
    """Move the selected box after its sibling."""
    _reorder(window, 1)


def promote(window: Window) -> None:
    """Let the selected box report to its manager's manager, next to its manager."""
    chart, box = window.document.chart, window.selection[0]
    manager = chart.boxes[box].reports_to
    above = chart.boxes[manager].reports_to if manager else None
    if above is not None:
        window.document.edit(_("Move up a layer"), edits.move, box, above, after=manager)


def demote(window: Window) -> None:
    """Let the selected box report to the sibling before it, or after it where there is none before."""
    chart, box = window.document.chart, window.selection[0]
    team = chart.reports(chart.boxes[box].reports_to)
    place = team.index(box)
    if len(team) > 1:
        sibling = team[place - 1] if place else team[1]
        window.document.edit(_("Move below a sibling"), edits.move, box, sibling)


def _reorder(window: Window, step: int) -> None:
    if window.selection:
        window.document.edit(_("Change the order"), edits.reorder, window.selection[0], step)


def _begin(window: Window, box: str, is_named: bool = False) -> None:
    window.select([box])
    if not is_named:
        window.canvas.begin_rename(box)


def _only_top(window: Window) -> str | None:
    """With nothing selected a box goes under the top, where there is just one."""
    tops = [box for box in window.document.chart.reports(None) if window.document.chart.reports(box)]
    everything = window.document.chart.reports(None)
    return tops[0] if len(tops) == 1 else everything[0] if len(everything) == 1 else None


def _names(window: Window, boxes: list[str]) -> str:
    if len(boxes) == 1:
        return box_title(window.document.chart, boxes[0], window.document.book)
    return plural("{count} box", "{count} boxes", len(boxes))


def _remove(window: Window, boxes: list[str], choice: str) -> None:
    names = _names(window, boxes)
    manager = window.document.chart.boxes[boxes[0]].reports_to
    if window.document.edit(_("Delete {boxes}").format(boxes=names), edits.remove, boxes, choice):
        window.select([manager] if manager else [])
        window.toast.show_message(_("Deleted {boxes}").format(boxes=names), undo=True)
