"""Guides, rule pages, the glossary, the information flow, and options made from a remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.document import sentence
from orgsketch.errors import OrgsketchError
from orgsketch.resources import _
from orgsketch.ui.commands import files
from orgsketch.ui.guiding import Guiding
from orgsketch.ui.reader import Reader
from orgsketch.ui.trying import Trial

if TYPE_CHECKING:
    from orgsketch.rules.finding import Remedy
    from orgsketch.ui.window import Window


def guides(window: Window) -> None:
    """Choose a guide and go through it."""
    advice = window.side.advice
    walk = window.ask.which_walk(advice, window.selection)
    if walk is not None:
        go_through(window, Guiding(advice, walk, window.selection))


def go_through(window: Window, guiding: Guiding) -> None:
    """A walk through guides; where the reader wants to see an edit, it goes on trial."""
    remedy = window.ask.guide(guiding)
    if remedy is not None:
        try_remedy(window, remedy)


def try_remedy(window: Window, remedy: Remedy) -> None:
    """Show on the canvas what a remedy would do."""
    if remedy.diff:
        window.trial.show_trial(Trial(window.document, remedy.text, remedy.diff))


def save_option(window: Window, trial: Trial) -> bool:
    """Save the chart as it would be under a name of its own, based on this one; whether it was saved."""
    from orgsketch.files import chartfile

    here = files.suggestion(window)
    chosen = window.ask.file_to_save(here.with_name(files.file_name(f"{here.stem} option") + files.SUFFIX))
    if chosen is None:
        return False
    path = chosen if chosen.suffix == files.SUFFIX else chosen.with_name(chosen.name + files.SUFFIX)
    if path == window.document.path:
        window.document.refused.emit(_("An option needs a file of its own: choose another name."))
        return False
    return _written(window, trial, path, chartfile.digest(chartfile.to_bytes(window.document.chart)))


def _written(window: Window, trial: Trial, path: Path, digest: str) -> bool:
    from orgsketch.files import chartfile

    try:
        chartfile.save(trial.option(digest), path)
    except (OrgsketchError, OSError) as error:
        window.document.refused.emit(sentence(error, path))
        return False
    window.toast.show_message(_("Saved the option {name}").format(name=path.name))
    return True


def toggle_flow(window: Window) -> None:
    """Show how information flows, or all relations again."""
    flow = window.canvas.flow
    flow.hide() if flow.is_shown else flow.show(window.side.advice)


def is_flow_shown(window: Window) -> bool:
    """Whether the canvas shows the information flow."""
    return window.canvas.flow.is_shown


def read_rule(window: Window, code: str) -> None:
    """The page of one rule."""
    reader(window).read_rule(code)


def rules(window: Window) -> None:
    """The index of all rules."""
    reader(window).read_rule("")


def glossary(window: Window) -> None:
    """The words of the packs."""
    reader(window).read_glossary()


def topics(window: Window) -> None:
    """The pages of help."""
    reader(window).read_help()


def reader(window: Window) -> Reader:
    """The window's reader, made when it is first wanted."""
    found = window.findChild(Reader)
    return found if isinstance(found, Reader) else Reader(window, window.side.advice)


def expect(window: Window) -> None:
    """Say what is expected of the selected role; in the properties where nothing is usual."""
    if not window.coaching.expecting.ask(window.selection[0]):
        window.actions_table["properties"].trigger()
        window.side.properties.focus_work()


def tour(window: Window) -> None:
    """The tour of the example; a tour that is on gets the keyboard."""
    if window.coaching.tour.is_on:
        window.coaching.tour.on.setFocus()
    else:
        window.coaching.tour.begin()
