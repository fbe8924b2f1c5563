"""The rows of the table that say how a branch is drawn."""

from __future__ import annotations

from functools import partial

from orgsketch.resources import N_
from orgsketch.ui.commands import arranging
from orgsketch.ui.rows import Row, with_selection
from orgsketch.ui.spoken import ARRANGEMENTS

ARRANGE = N_("Arrange the reports")


def _arrangement(value: str, text: str) -> Row:
    do, is_on = (
        partial(arranging.arrange, arrangement=value),
        partial(arranging.is_arranged, arrangement=value),
    )
    return Row(f"arrange_{value or 'automatic'}", ARRANGE, text, do, when=with_selection, checked=is_on)


ARRANGE_ROWS = (
    *(_arrangement(value, text) for value, text in ARRANGEMENTS.items()),
    Row(
        "assistant",
        "Chart",
        N_("Assistant beside the line"),
        arranging.toggle_assistant,
        when=with_selection,
        checked=arranging.are_assistants,
    ),
)
