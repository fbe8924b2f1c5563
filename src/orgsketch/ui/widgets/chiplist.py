"""A list of values as chips, with a field that offers what may be added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from orgsketch.ui.widgets.boxes import Flow, clear, column
from orgsketch.ui.widgets.buttons import Chip


class Option(NamedTuple):
    """Something that can be a chip: its value, its words, its icon and hue where it has them."""

    value: str
    text: str
    icon: str = ""
    hue: str = "other"


class ChipList(QWidget):
    """Values in their order; `changed(tuple)` after the user adds or removes one.

    `is_free`: the user may type values that are not offered.
    """

    changed = Signal(tuple)

    def __init__(self, hint: str, is_free: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values: tuple[str, ...] = ()
        self._options: dict[str, Option] = {}
        self._words: Callable[[str], Option] = lambda value: self._options.get(value, Option(value, value))
        self._is_free = is_free
        self.chips = Flow(6)
        self.field = QLineEdit()
        self.hint = hint
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(12)
        self.field.setCompleter(self._completer)
        self._completer.activated.connect(self._add)
        self.field.returnPressed.connect(lambda: self._add(self.field.text()))
        body = column(gap=6)
        body.addLayout(self.chips)
        body.addWidget(self.field)
        self.setLayout(body)

    def offer(self, options: Sequence[Option]) -> None:
        """What can be added."""
        self._options = {option.value: option for option in options}
        self._refresh_names()

    def show_values(self, values: Sequence[str], hint: str = "") -> None:
        """Show these values, without a signal. `hint`: what the field says in place of its own."""
        self.field.setPlaceholderText(hint or self.hint)
        self.values = tuple(values)
        clear(self.chips)
        for value in self.values:
            option = self._words(value)
            chip = Chip(value, option.text, option.icon, option.hue)
            chip.removed.connect(self._remove)
            self.chips.addWidget(chip)
        self._refresh_names()
        self.updateGeometry()

    def _refresh_names(self) -> None:
        self._names.setStringList([o.text for o in self._options.values() if o.value not in self.values])

    def _add(self, text: str) -> None:
        wanted = text.strip().casefold()
        found = next(
            (o.value for o in self._options.values() if wanted in (o.text.casefold(), o.value)), None
        )
        value = found or (text.strip() if self._is_free else "")
        if value and value not in self.values:
            self._set((*self.values, value))
        # The completer writes its choice into the field after this signal.
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)

    def _remove(self, value: str) -> None:
        self._set(tuple(other for other in self.values if other != value))
        self.field.setFocus()

    def _set(self, values: tuple[str, ...]) -> None:
        self.show_values(values)
        self.changed.emit(values)
