"""What was said of the matrix of one folder, kept from one run of the program to the next."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from orgsketch.errors import ResourceError
from orgsketch.resources import settings
from orgsketch.ui.matrix.lines import ORDERS, Wish


@dataclass
class Said:
    """What the user said of the options of one folder: ticked or not, in which order, held against which.

    `wish`: which rows, and in which order.
    """

    ticked: dict[str, bool] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    added: list[Path] = field(default_factory=list)
    held_against: str = ""
    wish: Wish = field(default_factory=Wish)


class Memory(QObject):
    """What was said, by folder: all tabs show the same matrix. `changed`: something more was said."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._by_folder: dict[str, Said] = {}

    def of(self, folder: str) -> Said:
        """What was said of a folder, also the last time."""
        if folder not in self._by_folder:
            kept = (entry for entry in map(_entry, settings.load().matrices) if entry.get("folder") == folder)
            self._by_folder[folder] = _said(next(kept, {}))
        return self._by_folder[folder]

    def keep(self, folder: str) -> None:
        """Keep what is said of a folder now; folders of which nothing was said for long are forgotten."""
        others = [text for text in settings.load().matrices if _entry(text).get("folder") != folder]
        text = json.dumps({"folder": folder, **asdict(self._by_folder[folder])}, default=str)
        with suppress(ResourceError):
            settings.update(matrices=tuple([text, *others][: settings.MOST["matrices"]]))


@cache
def memory() -> Memory:
    """The one memory of the program."""
    return Memory()


def _entry(text: str) -> dict[str, Any]:
    """One folder as it was kept; empty where somebody else wrote it."""
    try:
        entry = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return entry if isinstance(entry, dict) else {}


def _said(entry: dict[str, Any]) -> Said:
    ticked, wish = entry.get("ticked"), entry.get("wish")
    return Said(
        {str(key): bool(is_on) for key, is_on in ticked.items()} if isinstance(ticked, dict) else {},
        _texts(entry.get("order")),
        [Path(text) for text in _texts(entry.get("added"))],
        str(entry.get("held_against", "")),
        _wish(wish if isinstance(wish, dict) else {}),
    )


def _wish(entry: dict[str, Any]) -> Wish:
    known = {one.name: entry[one.name] for one in fields(Wish) if one.name in entry}
    known["criteria"] = tuple(_texts(known.get("criteria")))
    known["order"] = known.get("order") if known.get("order") in ORDERS else Wish().order
    return Wish(**known)


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
