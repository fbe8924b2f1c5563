"""Which edits an open chart takes, and in which sentence it refuses the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.errors import EditError
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.document.document import Document


def permitted(document: Document, diff: ChartDiff) -> ChartDiff:
    """The diff, where it may be made. Raises EditError where it fits no more, or must not be made."""
    for _before, after in diff.boxes.values():
        if after and after.reports_to and not _will_be_there(document, after.reports_to, diff):
            raise EditError(_("The chart has changed since this edit was made."))
    if is_guarded(document, diff) and document.guard is None:
        raise EditError(
            _("This chart is protected. Save it as an option to change it, or lift the protection.")
        )
    return writable(document, diff)


def writable(document: Document, diff: ChartDiff) -> ChartDiff:
    """The diff, also of a protected chart. Raises EditError for one that can only be read."""
    if document.is_read_only:
        raise EditError(
            _("This chart is read-only: it was made by a newer Orgsketch. Save a copy to change it.")
        )
    return diff


def is_guarded(document: Document, diff: ChartDiff) -> bool:
    """Whether the chart is protected, and the diff does not lift that."""
    return document.chart.head.protected and not (diff.head and not diff.head[1].protected)


def _will_be_there(document: Document, box: str, diff: ChartDiff) -> bool:
    """Whether a box is on the chart after a diff, which may have been made for an earlier chart."""
    if box in diff.boxes:
        return diff.boxes[box][1] is not None
    return box in document.chart.boxes
