"""Which options stand in the matrix and in which order: as the user said, else those that belong together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from orgsketch.ui.matrix.memory import Said, memory

if TYPE_CHECKING:
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window

MOST = 12  # columns that are shown without being asked for


class Choice(QObject):
    """The columns of one window's matrix, the baseline first. `changed`: others, or in another order."""

    changed = Signal()

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        memory().changed.connect(self.changed)

    @property
    def folder(self) -> str:
        """Where the charts are of which something is said; the chart itself where it is in no file."""
        document = self.window.document
        return str(document.path.parent) if document.path else document.chart.head.id

    @property
    def said(self) -> Said:
        """What was said of the charts beside this one."""
        return memory().of(self.folder)

    def wish(self, **changes: object) -> None:
        """Show other rows, or the same in another order."""
        self.said.wish = replace(self.said.wish, **changes)  # type: ignore[arg-type]
        memory().keep(self.folder)

    def offered(self) -> list[Option]:
        """Everything that could be shown: open charts, the folder, relatives, files that were added."""
        known = list(self.window.options.all())
        paths = {option.path for option in known}
        look, evaluate = self.window.options.shelf.look, self.window.document.evaluate
        return known + [look(path, evaluate) for path in self.said.added if path not in paths]

    def shown(self) -> list[Option]:
        """The options of the matrix in the order of its columns; those still being read have no chart yet."""
        offered = self.offered()
        first = self.baseline(offered)
        usual, ticked = set(self._usual(offered)), self.said.ticked
        chosen = [option for option in offered if ticked.get(key_of(option), key_of(option) in usual)]
        rest = [option for option in chosen if option is not first and not option.trouble]
        places = {key: place for place, key in enumerate(self.said.order)}
        rest.sort(key=lambda one: (places.get(key_of(one), len(places)), one.title.casefold()))
        return [*([first] if first else []), *rest]

    def is_shown(self, option: Option) -> bool:
        """Whether an option is a column."""
        return key_of(option) in {key_of(one) for one in self.shown()}

    def baseline(self, offered: Sequence[Option]) -> Option | None:
        """What the others are held against: as said, else a protected chart, else the one all came from."""
        said = (option for option in offered if key_of(option) == self.said.held_against and option.chart)
        protected = (option for option in offered if option.is_baseline)
        return next(said, None) or next(protected, None) or _root(offered)

    def waits(self) -> bool:
        """Whether the baseline may be among the files that are still being read."""
        offered = self.offered()
        first = self.baseline(offered)
        if not self.window.options.is_reading or first is None or first.chart is None:
            return self.window.options.is_reading
        return first.chart.head.based_on is not None and not first.is_baseline

    def tick(self, option: Option, is_on: bool) -> None:
        """Show an option, or leave it out."""
        self.said.ticked[key_of(option)] = is_on
        self._keep()

    def hold_against(self, option: Option) -> None:
        """Make another option the baseline of the matrix."""
        self.said.held_against = key_of(option)
        self.said.ticked[key_of(option)] = True
        self._keep()

    def move(self, option: Option, place: int) -> None:
        """Put a column at another place; the first is the baseline's."""
        keys = [key_of(one) for one in self.shown()]
        key = key_of(option)
        if key not in keys[1:]:
            return
        keys.remove(key)
        keys.insert(max(1, place), key)
        self.said.order = keys
        self._keep()

    def add(self, path: Path) -> None:
        """Show a file from anywhere."""
        if path not in self.said.added:
            self.said.added.append(path)
        self.said.ticked[str(path)] = True
        self._keep()

    def _keep(self) -> None:
        memory().keep(self.folder)
        memory().changed.emit()

    def _usual(self, offered: Sequence[Option]) -> Iterator[str]:
        """The open charts and their family; every chart of the folder where the family is alone."""
        read = [option for option in offered if not option.trouble]
        family = [option for option in read if option.is_open or _is_kin(option, offered)]
        chosen = family if len(family) > 1 else read
        yield from (key_of(option) for option in chosen[:MOST])


def key_of(option: Option) -> str:
    """What an option is known by as long as it is open or in its file."""
    return str(option.path) if option.path else f"#{option.chart.head.id if option.chart else option.title}"


def _is_kin(option: Option, offered: Iterable[Option]) -> bool:
    """Whether an option came from another one, or another one from it."""
    if option.chart is None:
        return False
    head = option.chart.head
    others = [one.chart.head for one in offered if one.chart and one is not option]
    origin = head.based_on.chart if head.based_on else None
    return any(
        other.id == origin or (other.based_on and other.based_on.chart in (head.id, origin))
        for other in others
    )


def _root(offered: Sequence[Option]) -> Option | None:
    """Where the chart of the window came from in the end, as far as the charts are there."""
    by_id = {option.chart.head.id: option for option in reversed(offered) if option.chart}
    found = next((option for option in offered if option.is_here), None)
    seen: set[str] = set()
    while found and found.chart and found.chart.head.id not in seen:
        seen.add(found.chart.head.id)
        origin = found.chart.head.based_on
        source = by_id.get(origin.chart) if origin else None
        if source is None:
            return found
        found = source
    return found
