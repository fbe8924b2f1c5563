"""What the program is, in which version, and on whose words it builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import PySide6

from orgsketch import __version__
from orgsketch.resources import _
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window


def about_sheet(window: Window) -> Sheet:
    """The dialog."""
    sheet = Sheet(window, "Orgsketch", _("Try a structure before you announce it."))
    book = window.document.book
    articles = book.vocabulary.articles.values() if book else ()
    sheet.put(
        Words(
            _("Version {version}, with Qt for Python {qt}").format(
                version=__version__, qt=PySide6.__version__
            ),
            "small",
        ),
        Words(_("Everything stays on this computer. Licence: MIT."), "small", wrap=True),
    )
    if articles:
        sheet.put(Words(_("The findings quote"), "label"))
    for article in articles:
        by = f", {article.author}" if article.author else ""
        sheet.put(Words(f"{article.title}{by}", "small", wrap=True))
    sheet.put(Words(_("There is no absolute answer: every finding names its source."), wrap=True))
    sheet.offer(("ok", _("Close"), "primary"))
    return sheet
