"""Bringing the open chart up to date from a newer table: who is who, what that changes, then one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.document import sentence
from orgsketch.errors import OrgsketchError
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff, diff
from orgsketch.resources import _, plural

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison
    from orgsketch.ui.window import Window


def update_from_table(window: Window) -> None:
    """Choose a table and update the chart from it."""
    chosen = window.ask.file_to_import()
    if chosen:
        update(window, chosen)


def update(window: Window, path: Path) -> bool:
    """Update the chart from a table: asked, shown, then done in one step."""
    from orgsketch import compare, importers

    document = window.document
    window.finish_typing()
    try:
        table = importers.read(path, document.book.vocabulary).chart
    except (OrgsketchError, OSError) as error:
        document.refused.emit(sentence(error, path))
        return False
    matching = window.ask.who_is_who(document.chart, table)
    if matching is None:
        return False
    now = compare.updated(document.chart, table, matching)
    found = compare.two(document.chart, now, None, None, document.book.vocabulary)
    if found.is_same:
        window.toast.show_message(_("The chart is as {name} has it already.").format(name=path.name))
        return False
    preview = document.preview(lambda chart: diff(chart, now))
    wanted = window.ask.what_to_update(found, preview.changes)
    return bool(wanted) and _do(window, found, now, wanted, path)


def aligned(window: Window, before: Chart, after: Chart) -> Chart | None:
    """`after` with the ids of `before`, where the two are no versions of one another; None when cancelled."""
    from orgsketch import compare

    if compare.shares_ids(before, after):
        return after
    matching = window.ask.who_is_who(before, after)
    return None if matching is None else compare.rekeyed(after, matching)


def _do(window: Window, found: Comparison, now: Chart, wanted: Sequence[Change], path: Path) -> bool:
    whole = len(wanted) == len(found.changes) + len(found.reordered)
    text = _("Update from {name}").format(name=path.name)
    change = diff(window.document.chart, now) if whole else _picked(wanted)
    is_done = window.document.edit(text, lambda chart: change)
    if is_done:
        told = plural("{count} change", "{count} changes", len(wanted))
        window.toast.show_message(_("{changes} from {name}").format(changes=told, name=path.name), undo=True)
    return is_done


def _picked(wanted: Sequence[Change]) -> ChartDiff:
    """Some of the changes, with all that they need."""
    atoms = frozenset(atom for change in wanted for atom in change.atoms)
    return wanted[0].difference.forward(atoms)[0]
