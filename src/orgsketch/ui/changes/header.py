"""The bar over the comparison: what with what, how much differs, which of the two is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy

from orgsketch.drawing.changes import WORDS
from orgsketch.drawing.marks import flag_shapes
from orgsketch.drawing.paint import paint
from orgsketch.resources import N_, _
from orgsketch.ui import glyphs, look
from orgsketch.ui.changes.entries import FLAGS, KINDS
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import IconButton, Pill, Segments, button
from orgsketch.ui.widgets.words import Elided, Words, no_mnemonic, tip

if TYPE_CHECKING:
    from orgsketch.ui.changes.comparing import Comparing

SIDES = (("before", N_("Before")), ("after", N_("After")), ("changes", N_("Changes")))
ORDER = ("moved", "added", "removed", "changed", "reordered")
NARROW = 800
COUNTS = {**WORDS, "reordered": N_("{count} reordered")}


class Header(Frame):
    """`kinds_chosen(set)`: only these kinds; `side_chosen(name)`; `play_wanted`; `match_wanted`."""

    kinds_chosen = Signal(object)
    side_chosen = Signal(str)
    play_wanted = Signal()
    match_wanted = Signal()

    def __init__(self, comparing: Comparing) -> None:
        super().__init__("Card")
        self.comparing = comparing
        self.other, self.mine = OtherButton(), Name("", "strong")
        self.arrow = glyphs.Icon("arrow_right", "text_muted", 16)
        self.chips = {kind: FlagChip(kind) for kind in ORDER}
        self.turn = IconButton("swap", _("Look the other way round"))
        self.play = IconButton("play", _("Show how the boxes move"))
        self.sides = Segments([(name, _(title)) for name, title in SIDES], "changes")
        self.case_words = Words("", "small", wrap=True)
        self.case = Frame(
            "",
            row(
                glyphs.Icon("warning", "minor", 16),
                self.case_words,
                gap=8,
                margins=(18, 4, 14, 2),
            ),
        )
        self.match = button(_("Match them…"), "link")
        self.strangers = Frame(
            "",
            row(
                glyphs.Icon("warning", "minor", 16),
                Words(
                    _("The two charts share no ids: each box looks removed and added."), "small", wrap=True
                ),
                self.match,
                gap=8,
                margins=(18, 4, 14, 2),
            ),
        )
        self.mine.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._arrange()
        self.other.clicked.connect(self.offer_others)
        self.turn.clicked.connect(comparing.turn)
        self.play.clicked.connect(self.play_wanted)
        self.match.clicked.connect(self.match_wanted)
        self.sides.chosen.connect(self.side_chosen)
        for chip in self.chips.values():
            chip.toggled.connect(lambda is_on: self.kinds_chosen.emit(self.kinds))

    @property
    def kinds(self) -> set[str]:
        """The kinds of changes that are asked for; none = all."""
        return {kind for kind, chip in self.chips.items() if chip.isChecked() and not chip.isHidden()}

    def refresh(self) -> None:
        """Name both charts, count what differs."""
        comparing, comparison = self.comparing, self.comparing.comparison
        names = [side.title if side else _("another chart") for side in comparing.sides]
        self._name(*(names[::-1] if comparing.is_turned else names))
        counts = comparison.counts if comparison else {}
        for kind, chip in self.chips.items():
            chip.count(counts.get(kind, 0))
        for part in (self.turn, self.play, self.sides):
            part.setEnabled(comparison is not None)
        self.case.setVisible(bool(comparison and comparison.context))
        self.case_words.setText(comparison.other_case if comparison else "")
        self.strangers.setVisible(comparing.are_strangers)

    def choices(self) -> QMenu:
        """The other charts that this one can be compared with."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        comparing = self.comparing
        source = comparing.options.source
        for option in comparing.options.others():
            notes = [_("its source")] if source and source.key == option.key else []
            notes += [_("baseline")] * option.is_baseline + [_("open")] * option.is_open
            text = f"{option.title} ({', '.join(notes)})" if notes else option.title
            action = menu.addAction(no_mnemonic(text))
            action.setCheckable(True)
            action.setChecked(comparing.other is not None and option.key == comparing.other.key)
            action.setEnabled(option.chart is not None)
            action.setToolTip(tip(option.trouble))
            action.triggered.connect(lambda checked=False, key=option.key: comparing.choose(key))
        if menu.isEmpty():
            menu.addAction(_("There is no other chart")).setEnabled(False)
        return menu

    def offer_others(self) -> None:
        """Pop up the other charts."""
        self.choices().popup(self.other.mapToGlobal(self.other.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the flags stand without their words."""
        super().resizeEvent(event)
        for chip in self.chips.values():
            chip.say(with_words=self.width() >= NARROW)

    def _arrange(self) -> None:
        names = row(self.other, self.arrow, self.mine, gap=8)
        self.names = names
        self.sides.setFixedWidth(self.sides.sizeHint().width() + 40)
        chips = row(*self.chips.values(), gap=4)
        bar = row(gap=8, margins=(10, 0, 8, 0))
        bar.addLayout(names)
        bar.addStretch(1)
        bar.addLayout(chips)
        bar.addStretch(1)
        for part in (self.turn, self.play, self.sides):
            bar.addWidget(part)
        self.setLayout(column(bar, self.case, self.strangers, gap=0, margins=(0, 7, 0, 7)))

    def _name(self, other: str, mine: str) -> None:
        """The other chart in front of the arrow, or behind it when turned around."""
        self.other.setText(other)
        self.other.setAccessibleName(_("Compared with {title}").format(title=other))
        self.other.updateGeometry()
        self.mine.setText(mine)
        order = (self.mine, self.arrow, self.other) if self.comparing.is_turned else None
        for part in order or (self.other, self.arrow, self.mine):
            self.names.removeWidget(part)
            self.names.addWidget(part)


class Name(Elided):
    """A title that takes the room it needs, and less where there is none."""

    def sizeHint(self) -> QSize:
        """All of it."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(32, super().sizeHint().height())


class OtherButton(Pill):
    """The other chart's name with an arrow for more."""

    lead, tail, height_hint, most = 0, 18, 28, 260

    def __init__(self) -> None:
        super().__init__("")
        self.setFont(look.font("strong"))
        self.setToolTip(tip(_("Compare with another chart")))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(96, self.height_hint)

    def draw_lead(self, painter: QPainter) -> None:
        """The arrow."""
        glyphs.draw_icon(painter, "chevron_down", QRectF(self.width() - 22, 7, 14, 14), "text_muted")


class FlagChip(Pill):
    """How many changes of a kind; pressed, only they are listed."""

    lead = 20

    def __init__(self, kind: str) -> None:
        super().__init__("")
        self.kind, self.number, self._with_words = kind, 0, True
        self.setCheckable(True)

    def count(self, number: int) -> None:
        """Say how many; none at all are not shown."""
        self.number = number
        self.setVisible(bool(number))
        self.say(with_words=self._with_words)

    def say(self, *, with_words: bool) -> None:
        """With or without the word."""
        self._with_words = with_words
        words = _(COUNTS[self.kind]).format(count=self.number)
        self.setText(words if with_words else f"{self.number}")
        self.setAccessibleName(words)
        self.setToolTip(tip(_("List only what is {kind}").format(kind=_(KINDS[self.kind]))))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the flag and the words."""
        return QSize(super().sizeHint().width() + 6, self.height_hint)

    def draw_lead(self, painter: QPainter) -> None:
        """The flag."""
        paint(painter, list(flag_shapes(FLAGS[self.kind], 6, 5)), look.theme())

    def paint_ground(self, painter: QPainter) -> None:
        """Nothing at rest: it reads as a count."""
        if self.isChecked() or self.underMouse() or self.hasFocus():
            super().paint_ground(painter)
        painter.setBrush(Qt.BrushStyle.NoBrush)
