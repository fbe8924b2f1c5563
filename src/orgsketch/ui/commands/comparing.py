"""The commands of the Changes mode: another pair, one change back or over, the changes as file or text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from orgsketch.errors import EditError
from orgsketch.resources import _
from orgsketch.ui.commands import exporting
from orgsketch.ui.modes import CHANGES

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison
    from orgsketch.ui.changes.page import ChangesPage
    from orgsketch.ui.window import Window


def page(window: Window) -> ChangesPage | None:
    """The page of the comparison, while it is shown."""
    from orgsketch.ui.changes.page import ChangesPage

    shown = window.modes.page if window.modes.current == CHANGES else None
    return shown if isinstance(shown, ChangesPage) else None


def is_shown(window: Window) -> bool:
    """While the comparison is shown, with another chart or without."""
    return page(window) is not None


def is_comparing(window: Window) -> bool:
    """While two charts are compared."""
    return compared(window) is not None


def has_change(window: Window) -> bool:
    """While one change is chosen."""
    shown = page(window)
    return shown is not None and shown.current is not None


def compared(window: Window) -> Comparison | None:
    """The comparison that is shown."""
    shown = page(window)
    return shown.comparing.comparison if shown else None


def has_stranger(window: Window) -> bool:
    """While the other chart shares no ids with this one, such as another import."""
    shown = page(window)
    return shown is not None and shown.comparing.are_strangers


def match(window: Window) -> None:
    """Say who of the other chart is who of this one; it is asked where there is a doubt."""
    shown = page(window)
    other = shown.comparing.other if shown else None
    if shown is None or other is None or other.chart is None:
        return
    matching = window.ask.who_is_who(window.document.chart, other.chart)
    if matching is not None:
        shown.comparing.translate(other.key, matching.pairs)


def against(window: Window, path: Path) -> None:
    """Compare with the chart of a file that is open, or beside this one."""
    shown = page(window)
    option = next((one for one in window.options.others() if one.path == path), None)
    if shown and option:
        shown.comparing.choose(option.key)


def choose_other(window: Window) -> None:
    """Offer the other charts."""
    shown = page(window)
    if shown:
        shown.header.offer_others()


def turn(window: Window) -> None:
    """Look the other way round."""
    shown = page(window)
    if shown:
        shown.comparing.turn()


def play(window: Window) -> None:
    """Show how the boxes move."""
    shown = page(window)
    if shown:
        shown.play()


def take_current(window: Window) -> None:
    """Take the chosen change back, or over."""
    shown = page(window)
    if shown and shown.current:
        take(window, shown.current)


def take(window: Window, change: Change) -> bool:
    """Take one change back, or over from the other chart when looking the other way round; one step."""
    shown = page(window)
    if shown is None:
        return False
    comparing = shown.comparing
    verb = _("Take over: {title}") if comparing.is_turned else _("Take back: {title}")
    step = verb.format(title=f"{change.title}, {change.what}" if change.kind != "added" else change.title)
    try:
        diff = comparing.step(change)
    except EditError as error:
        window.document.refused.emit(str(error))
        return False
    done = window.document.edit(step, lambda chart: diff)
    if done:
        comparing.refresh()
        window.toast.show_message(step, undo=True)
    return done


def copy_changes(window: Window) -> None:
    """The changes as text on the clipboard."""
    from orgsketch.exporters import comparison as written

    found = compared(window)
    if found:
        QGuiApplication.clipboard().setText(written.markdown(found))
        window.toast.show_message(_("Copied the changes as text"))


def export_changes(window: Window) -> None:
    """Ask how to export the changes, and write them beside the window."""
    found = compared(window)
    if found:
        exporting.export_changes(window, found.before, found.after)
