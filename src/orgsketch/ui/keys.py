"""The keys of the commands as the user wants them, and the help page that lists all commands.

A setting is "command=keys"; "command=" takes the keys away. What cannot be read counts as not set.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence

from orgsketch.errors import ResourceError
from orgsketch.resources import _, settings

if TYPE_CHECKING:
    from orgsketch.ui.rows import Row

# What the hand does as well.
SECOND = {"redo": "Ctrl+Y", "zoom_in": "Ctrl+=", "next_tab": "Ctrl+Tab", "last_tab": "Ctrl+Shift+Tab"}


def chosen() -> dict[str, str]:
    """Command -> keys, for those the user has changed."""
    pairs = (entry.partition("=") for entry in settings.load().shortcuts)
    return {name: keys for name, _equals, keys in pairs if name and (not keys or is_readable(keys))}


def is_readable(keys: str) -> bool:
    """Whether the toolkit knows these keys."""
    return bool(QKeySequence(keys).toString())


def apply(rows: Sequence[Row], actions: Mapping[str, QAction]) -> None:
    """Give every command its keys: the chosen ones, else those of the table."""
    own = chosen()
    for row in rows:
        wanted = [own[row.id]] if row.id in own else _usual(row)
        actions[row.id].setShortcuts([QKeySequence(keys) for keys in wanted if keys])


def save(rows: Sequence[Row], wanted: Mapping[str, str]) -> None:
    """Remember the keys that differ from the table."""
    changed = tuple(f"{row.id}={wanted[row.id]}" for row in rows if wanted.get(row.id, row.keys) != row.keys)
    with suppress(ResourceError):
        settings.update(shortcuts=changed)


def clashes(rows: Sequence[Row], wanted: Mapping[str, str]) -> list[tuple[Row, Row]]:
    """Pairs of commands that would have the same keys."""
    taken: dict[str, Row] = {}
    found = []
    for row in rows:
        keys = QKeySequence(wanted.get(row.id, row.keys)).toString()
        if keys and keys in taken:
            found.append((taken[keys], row))
        taken.setdefault(keys, row)
    return found


def page(rows: Sequence[Row], on_canvas: Sequence[tuple[str, str]]) -> str:
    """All commands and their keys as the page `orgsketch help commands`."""
    lines = ["# Commands and their keys", "", "Keys can be changed in the settings (Ctrl+,).", ""]
    menus = dict.fromkeys(row.menu for row in rows)
    for menu in menus:
        lines += [f"## {menu}", "", "| Command | Keys |", "|---|---|"]
        lines += [_line(row.text.rstrip("…"), *_usual(row)) for row in rows if row.menu == menu]
        lines.append("")
    lines += ["## On the canvas", "", "| What it does | Keys |", "|---|---|"]
    lines += [_line(text, keys) for keys, text in on_canvas]
    return "\n".join(lines) + "\n"


def sentence(pair: tuple[Row, Row], keys: str) -> str:
    """Why keys cannot be as wanted."""
    one, other = pair
    return _("{keys} would mean both “{one}” and “{other}”.").format(
        keys=keys, one=_(one.text).rstrip("…"), other=_(other.text).rstrip("…")
    )


def _usual(row: Row) -> Iterator[str]:
    """The keys a command has as long as nobody chose others."""
    yield from filter(None, (row.keys, SECOND.get(row.id)))


def _line(text: str, *keys: str) -> str:
    return f"| {text} | {', '.join(f'`{key}`' for key in keys)} |"
