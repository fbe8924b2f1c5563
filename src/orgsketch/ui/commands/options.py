"""The options menu: an option saved from this chart, the baseline, one case for all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.document import digest_of
from orgsketch.model import ids
from orgsketch.model.chart import Chart
from orgsketch.model.records import BasedOn
from orgsketch.resources import _
from orgsketch.ui.commands import files

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def new_option(window: Window) -> bool:
    """Save the chart as an option of its own, and go on with that."""
    window.finish_typing()
    title = window.ask.option_title(suggested_title(window))
    if not title:
        return False
    path = _place_of(window, title)
    if path is None:
        return False
    target = window.another()
    if target is None:
        return False
    target.document.adopt(option_of(window, title))
    if not target.document.save(path, overwrite=True):
        return False
    files.remember(target, path)
    target.show_chart()
    return True


def _place_of(window: Window, title: str) -> Path | None:
    """Beside the chart; asked where the chart has no file, or there is one of that name."""
    here = files.suggestion(window)
    path = here.with_name(files.file_name(title) + files.SUFFIX)
    if window.document.path and not path.exists():
        return path
    chosen = window.ask.file_to_save(path)
    if chosen is None:
        return None
    return chosen if chosen.suffix == files.SUFFIX else chosen.with_name(chosen.name + files.SUFFIX)


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
