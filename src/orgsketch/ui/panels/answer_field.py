"""The field a question is answered in: segments, a list, chips, a number, a date, a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from orgsketch.model.records import NO, UNKNOWN, YES
from orgsketch.resources import _
from orgsketch.ui.answering import Value
from orgsketch.ui.widgets.boxes import Flow, clear, column
from orgsketch.ui.widgets.buttons import Pill, Segments
from orgsketch.ui.widgets.chiplist import ChipList, Option
from orgsketch.ui.widgets.fields import Choice, Line
from orgsketch.ui.widgets.words import Words

MOST_SEGMENTS = 5
MOST_TICKS = 8


class AnswerField(QWidget):
    """Shows an answer and says a new one: `answered(value)`, None when it is taken back."""

    answered = Signal(object)

    def __init__(self, kind: str, options: Sequence[Option], value: Value, room: int, name: str) -> None:
        super().__init__()
        self.value = value
        makers = {"yes_no": self._choice, "choice": self._choice, "set": self._set, "number": self._number}
        made = makers.get(kind, self._text)(self._offered(kind, options), room)
        made.setAccessibleName(name)
        self.field = made
        self.setLayout(column(made, *self._date_note(kind), gap=3))

    @staticmethod
    def _offered(kind: str, options: Sequence[Option]) -> list[Option]:
        return [Option(YES, _("Yes")), Option(NO, _("No"))] if kind == "yes_no" else list(options)

    def _choice(self, options: Sequence[Option], room: int) -> QWidget:
        pairs = [(option.value, option.text) for option in options] + [(UNKNOWN, _("Not known"))]
        segments = Segments(pairs, str(self.value or ""), UNKNOWN)
        if len(pairs) <= MOST_SEGMENTS and segments.fits(room):
            segments.chosen.connect(self.answered.emit)
            return segments
        choice = Choice(pairs, str(self.value or ""))
        choice.setPlaceholderText(_("Choose an answer"))
        choice.chosen.connect(self.answered.emit)
        return choice

    def _set(self, options: Sequence[Option], room: int) -> QWidget:
        if len(options) > MOST_TICKS or not options:
            chips = ChipList(_("Add one"))
            chips.offer(options)
            chips.show_values(self._chosen())
            chips.changed.connect(lambda values: self.answered.emit(values or None))
            return chips
        return Ticks(options, self.value, self.answered.emit)

    def _number(self, options: Sequence[Option], room: int) -> QWidget:
        line = Line("" if self.value in (None, UNKNOWN) else f"{self.value}", _("A number, or empty"))
        line.typed.connect(lambda text, visit: self._say_number(text))
        return line

    def _text(self, options: Sequence[Option], room: int) -> QWidget:
        line = Line("" if self.value is None else str(self.value), _("Type the answer"))
        line.typed.connect(lambda text, visit: self.answered.emit(text.strip() or None))
        if not options:
            return line
        made = QWidget()
        pairs = [(option.value, option.text) for option in options]
        segments = Segments(pairs, str(self.value or ""))
        segments.chosen.connect(self.answered.emit)
        made.setLayout(column(segments, line, gap=4))
        return made

    def _chosen(self) -> tuple[str, ...]:
        return self.value if isinstance(self.value, tuple) else ()

    def _say_number(self, text: str) -> None:
        try:
            number = float(text.strip().replace(",", ".")) if text.strip() else None
        except ValueError:
            self.field.setProperty("toolTip", _("This is not a number."))
            return
        self.answered.emit(int(number) if number is not None and number == int(number) else number)

    @staticmethod
    def _date_note(kind: str) -> list[Any]:
        return [Words(_("A date like 2027-01-31"), "caption")] if kind == "date" else []


class Ticks(QWidget):
    """Several answers of a few, with "None" and "Not known" as answers of their own."""

    def __init__(self, options: Sequence[Option], value: Value, say: Any) -> None:
        super().__init__()
        self.options, self.say = options, say
        self.flow = Flow(6)
        body = column(gap=0)
        body.addLayout(self.flow)
        self.setLayout(body)
        self._show(value)

    def _show(self, value: Value) -> None:
        clear(self.flow)
        chosen = value if isinstance(value, tuple) else ()
        for option in self.options:
            self._pill(option.text, option.value in chosen, self._with(chosen, option.value))
        self._pill(_("None"), value == (), ())
        self._pill(_("Not known"), value == UNKNOWN, UNKNOWN)

    def _pill(self, text: str, is_on: bool, then: Value) -> None:
        pill = Pill(text)
        pill.setCheckable(True)
        pill.setChecked(is_on)
        pill.clicked.connect(lambda: self.say(then))
        self.flow.addWidget(pill)

    def _with(self, chosen: tuple[str, ...], value: str) -> tuple[str, ...]:
        """The values after one was switched, in the order they are offered."""
        wanted = set(chosen) ^ {value}
        return tuple(option.value for option in self.options if option.value in wanted)
