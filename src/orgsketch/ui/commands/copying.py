"""Cut, copy and paste of branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from orgsketch.drawing.coloring import FUNCTION
from orgsketch.errors import OrgsketchError
from orgsketch.model import edits
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural
from orgsketch.rules.units import units_of
from orgsketch.ui import clipboard
from orgsketch.ui.spoken import box_title

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def copy(window: Window) -> None:
    """Put the branches of the selected boxes on the clipboard, for this program and for others."""
    part = edits.part_of(window.document.chart, window.selection)
    clipboard.offer(clipboard.data_of(part, window.document.book, _colors(window)))
    window.toast.show_message(_("Copied {boxes}").format(boxes=named(window, part)))


def copy_shorthand(window: Window) -> None:
    """Put the branches on the clipboard as one line of shorthand."""
    part = edits.part_of(window.document.chart, window.selection)
    QGuiApplication.clipboard().setText(clipboard.shorthand(part, window.document.book))
    text = _("Copied {boxes} as shorthand")
    if units_of(part, window.document.book.vocabulary.context_keys):
        text = _("Copied {boxes} as shorthand, which leaves out what is said of units")
    window.toast.show_message(text.format(boxes=named(window, part)))


def copy_picture(window: Window) -> None:
    """Put a picture of the branches on the clipboard, and nothing else."""
    part = edits.part_of(window.document.chart, window.selection)
    image = clipboard.picture(part, window.document.book, _colors(window))
    if image is None:
        window.document.refused.emit(_("This is too large for one picture: export it as SVG or PDF."))
        return
    QGuiApplication.clipboard().setImage(image)
    window.toast.show_message(_("Copied a picture of {boxes}").format(boxes=named(window, part)))


def cut(window: Window) -> None:
    """Copy the branches and take them off the chart."""
    chart, boxes = window.document.chart, list(window.selection)
    part = edits.part_of(chart, boxes)
    data = clipboard.data_of(part, window.document.book, _colors(window))
    names, manager = named(window, part), chart.boxes[boxes[0]].reports_to
    if window.document.edit(_("Cut {boxes}").format(boxes=names), edits.remove, boxes, "with_branch"):
        clipboard.offer(data)
        window.select([manager] if manager and manager in window.document.chart.boxes else [])
        window.toast.show_message(_("Cut {boxes}").format(boxes=names), undo=True)


def paste(window: Window) -> None:
    """Put what is on the clipboard below the selected box.

    Whether it can be pasted is found out only now: asking for the clipboard may wait for another program.
    """
    put(window, QGuiApplication.clipboard().mimeData(), window.selection[0] if window.selection else None)


def put(window: Window, data: QMimeData | None, manager: str | None) -> bool:
    """Paste boxes under a manager; what is no structure is told in a sentence."""
    chart = window.document.chart
    try:
        part = clipboard.branches_in(data or QMimeData(), window.document.book.vocabulary)
    except OrgsketchError as error:
        window.document.refused.emit(_("This cannot be pasted as boxes: {reason}").format(reason=error))
        return False
    fresh = edits.fresh_ids(chart, part)
    text = _("Paste {boxes}").format(boxes=named(window, part))
    if not window.document.edit(text, edits.paste, part, manager, fresh=fresh):
        return False
    tops = [fresh[box] for box in part.reports(None)]
    window.select(tops)
    window.canvas.center_on(tops[0])
    window.toast.show_message(_("Pasted {boxes}").format(boxes=named(window, part)), undo=True)
    return True


def _colors(window: Window) -> clipboard.Colors | None:
    """How the canvas colours the boxes; None = by their functions, as everywhere."""
    lens = window.canvas.lens
    if lens.by == FUNCTION:
        return None
    return clipboard.Colors(lens.coloring, window.document.report)


def named(window: Window, part: Chart) -> str:
    """What travels, in words."""
    if len(part.boxes) == 1:
        return box_title(part, next(iter(part.boxes)), window.document.book)
    return plural("{count} box", "{count} boxes", len(part.boxes))
