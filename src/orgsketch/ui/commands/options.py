"""The options menu: an option saved from this chart, the baseline, one case for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QTimer

from orgsketch.document import Document, blank, digest_of
from orgsketch.model import edits, ids
from orgsketch.model.chart import Chart
from orgsketch.model.records import BasedOn
from orgsketch.resources import _, plural
from orgsketch.ui import casing
from orgsketch.ui.commands import files
from orgsketch.ui.dialogs.reading import read_all

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

ASKING = "is_asking_about_the_baseline"
Again: TypeAlias = Callable[[Document], bool]


def new_option(window: Window) -> Window | None:
    """Save the chart as an option of its own, and go on with that; the window it is in."""
    window.finish_typing()
    title = window.ask.option_title(suggested_title(window))
    if not title:
        return None
    path = _place_of(window, title)
    if path is None:
        return None
    target = window.another()
    if target is None:
        return None
    target.document.adopt(option_of(window, title))
    if not target.document.save(path, overwrite=True):
        _take_back(window, target)
        return None
    files.remember(target, path)
    target.show_chart()
    return target


def _take_back(window: Window, target: Window) -> None:
    """The option could not be saved: its tab goes, nothing is lost with it."""
    if target is not window and target.home:
        target.document.adopt(blank())
        target.home.close_tab(target)


def _place_of(window: Window, title: str) -> Path | None:
    """Beside the chart; asked where the chart has no file, or there is one of that name."""
    here = files.suggestion(window)
    path = here.with_name(files.file_name(title) + files.SUFFIX)
    if window.document.path and not path.exists():
        return path
    return files.path_to_save(window, path)


def option_of(window: Window, title: str) -> Chart:
    """The chart as an option under a title: it says what it came from, and is not protected."""
    chart, path = window.document.chart, window.document.path
    digest = digest_of(path) if path and path.exists() and not window.document.is_dirty else ""
    source = BasedOn(chart.head.id, window.document.name, digest)
    head = replace(chart.head, id=ids.new_id(ids.CHART), title=title, based_on=source, protected=False)
    return replace(chart, head=head)


def suggested_title(window: Window) -> str:
    """ "Option B" where there is an A already."""
    taken = {option.title.casefold() for option in window.options.all()}
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        title = _("Option {letter}").format(letter=letter)
        if not any(other.startswith(title.casefold()) for other in taken):
            return title
    return _("Another option")


def is_baseline(window: Window) -> bool:
    """Whether the chart is protected."""
    return not window.is_at_start and window.document.chart.head.protected


def toggle_baseline(window: Window) -> None:
    """Protect the chart as what the others are compared with, or lift the protection."""
    is_on = not is_baseline(window)
    text = _("Make it the baseline") if is_on else _("Lift the protection")
    window.document.edit(text, edits.change_chart, protected=is_on)


def guard(window: Window, again: Again) -> None:
    """Ask before a protected chart is edited, once the mouse and the keyboard have done what they do."""
    if not window.property(ASKING):
        window.setProperty(ASKING, True)
        QTimer.singleShot(0, window, lambda: _ask_about_baseline(window, again))


def has_others(window: Window) -> bool:
    """While there are other charts beside this one."""
    return window.is_on_chart and (len(window.opened()) > 1 or window.document.path is not None)


def apply_case(window: Window) -> None:
    """Say in all options what is said of the company here; what was refused is told."""
    window.finish_typing()
    if not read_all(window):
        return
    found = list(casing.casings(window.options))
    if not found:
        window.toast.show_message(_("The case is the same in all options already"))
        return
    wanted = window.ask.where_to_apply(found)
    case = casing.case_of(window.document.chart, window.document.book.vocabulary)
    refused = [said for one in wanted if (said := casing.carry_out(one, case))]
    if refused:
        window.ask.tell(_("Not every option has the case now"), " ".join(refused))
    elif wanted:
        count = len(wanted)
        window.toast.show_message(
            plural("The case is applied to {count} chart", "The case is applied to {count} charts", count)
        )
    window.options.refresh()


def _ask_about_baseline(window: Window, again: Again) -> None:
    """Once anyway, in an option of it, or not at all."""
    choice = window.ask.about_baseline(window.document.name)
    window.setProperty(ASKING, False)
    if choice == "once":
        again(window.document)
    elif choice == "option":
        target = new_option(window)
        if target is not None:
            again(target.document)
