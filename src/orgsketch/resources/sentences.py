"""The sentences a user reads, in their language: one gettext catalogue for all rooms.

English needs no catalogue; others are `resources/translations/<language>/LC_MESSAGES/orgsketch.mo`.
The language is the system's (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from orgsketch.errors import ResourceError
from orgsketch.resources.shipped import resource

if TYPE_CHECKING:
    from gettext import NullTranslations


def _(sentence: str) -> str:
    """The sentence in the user's language."""
    return _catalogue().gettext(sentence)


def N_(sentence: str) -> str:
    """The sentence as it is, marked for translation where it is shown (tables of actions, of rules)."""
    return sentence


def plural(one: str, many: str, count: int) -> str:
    """`one` or `many` in the user's language, filled in: plural("{count} box", "{count} boxes", 3)."""
    return _catalogue().ngettext(one, many, count).format(count=count)


@cache
def _catalogue() -> NullTranslations:
    from gettext import NullTranslations, translation

    try:
        return translation("orgsketch", resource("translations"), fallback=True)
    except ResourceError:
        return NullTranslations()
