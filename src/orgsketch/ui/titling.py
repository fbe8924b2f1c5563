"""A title typed by hand: what it says for certain is what the box does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from orgsketch.model import edits
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.document import Document


def retitle(document: Document, box: str, title: str) -> bool:
    """Rename a box as one step; functions that came from the old title follow the new one.

    Functions that say more than the old title were chosen, and stay. The first title of a box that was just
    added belongs to the step that added it. False when nothing changed.
    """
    fields: dict[str, Any] = {"title": title}
    vocabulary = document.book.vocabulary if document.book else None
    if vocabulary and (said := vocabulary.function_of_title(title)):
        old = document.chart.boxes[box]
        if title != old.title and old.functions in ((), vocabulary.function_of_title(old.title)):
            fields["functions"] = said
    if not document.chart.boxes[box].title:
        return document.edit_field(first_words(box), _("Rename"), edits.change, box, **fields)
    return document.edit(_("Rename"), edits.change, box, **fields)


def first_words(box: str) -> str:
    """The field key that joins a new box with what is said about it at once: its title, its work."""
    return f"new {box}"
