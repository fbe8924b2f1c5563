"""The merge: walking through conflicts, letting a side count, merging another option into this one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from orgsketch.errors import ChartFileError
from orgsketch.files.versions import staged
from orgsketch.model.merge import Versions
from orgsketch.resources import _
from orgsketch.ui.commands.updating import aligned
from orgsketch.ui.dialogs.reading import read_all

if TYPE_CHECKING:
    from pathlib import Path

    from orgsketch.model.chart import Chart
    from orgsketch.model.edits import Choice
    from orgsketch.ui.window import Window


def tell(window: Window, path: Path) -> None:
    """Say what became of a file that was in conflict."""
    left = len(window.document.chart.conflicts)
    if not left:
        text = _("{name} was in conflict and is merged: nobody disagrees. Save it to keep it so.")
    else:
        text = _("{name} was in conflict: it is merged but for what is listed below.")
    window.toast.show_message(text.format(name=path.name))


def offer(window: Window, path: Path) -> None:
    """git waits for a file to be settled that shows nothing of it: merge the other version in, if wanted.

    Only while the file is ours as it was; one that was worked on since is somebody's resolution.
    """
    try:
        versions = staged(path)
    except ChartFileError:
        return
    document = window.document
    if versions is None or versions.ours != document.chart or versions.theirs == document.chart:
        return
    if window.ask.about_unmerged(path.name):
        document.merge(versions)


def has_conflicts(window: Window) -> bool:
    """While conflicts of a merge are left."""
    return window.is_on_chart and bool(window.document.chart.conflicts)


def show(window: Window) -> None:
    """Bring the merge window into sight, and the keyboard into it."""
    window.merge.open()
    window.merge.list.setFocus()


def next_conflict(window: Window) -> None:
    """The next conflict."""
    _step(window, 1)


def last_conflict(window: Window) -> None:
    """The conflict before."""
    _step(window, -1)


def take(window: Window, choice: Choice) -> None:
    """Let a side of the conflict in hand count."""
    window.merge.take(choice)


def merge_options(window: Window) -> bool:
    """Choose another option and merge it into this one."""
    window.finish_typing()
    if not read_all(window):
        return False
    others = [option for option in window.options.others() if option.chart is not None]
    if not others:
        window.document.refused.emit(_("There is no other option: open one, or save one beside this chart."))
        return False
    wanted = window.ask.what_to_merge(window.document.chart, others)
    return wanted is not None and merge_in(window, *wanted)


def merge_in(window: Window, theirs: Chart, base: Chart | None) -> bool:
    """Merge another option into the open one, as one undo step; what belongs to the file stays ours."""
    ours = window.document.chart
    origin = aligned(window, ours, base) if base else None
    # What both came from says best who of theirs is who: ours may have other names by now.
    same = aligned(window, origin or ours, theirs) if origin or not base else None
    return same is not None and window.document.merge(Versions(origin, ours, same))


def _step(window: Window, by: int) -> None:
    if not window.merge.is_wanted:
        window.merge.open()
    else:
        window.merge.step(by)
