"""The filters of the findings panel: marks as chips; search, kind and voice on demand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from orgsketch.resources import N_, _
from orgsketch.ui.panels import sifting
from orgsketch.ui.panels.grouping import counts
from orgsketch.ui.panels.sifting import Sieve
from orgsketch.ui.spoken import KINDS
from orgsketch.ui.widgets.boxes import Flow, Frame, clear, column, row
from orgsketch.ui.widgets.buttons import IconButton, MarkChip, button
from orgsketch.ui.widgets.fields import Choice, Search

if TYPE_CHECKING:
    from orgsketch.rules.finding import Finding

NAMES = {
    "critical": N_("critical"),
    "major": N_("major"),
    "minor": N_("minor"),
    "info": N_("for information"),
    "strength": N_("strengths"),
    "question": N_("questions"),
    "accepted": N_("accepted"),
    "stale": N_("accepted, but no longer found"),
}


class FilterBar(Frame):
    """Changes a sieve; `changed` after every change."""

    changed = Signal()

    def __init__(self, sieve: Sieve) -> None:
        super().__init__()
        self.sieve = sieve
        self._shown: object = None
        self.chips = Flow(6)
        self.more = IconButton("more", _("More filters"))
        self.more.setCheckable(True)
        self.search = Search(_("Find in the findings"))
        self.kind, self.voice = Choice(), Choice()
        self.kind.setAccessibleName(_("Kind"))
        self.voice.setAccessibleName(_("Voice"))
        self.all = button(_("Show everything"), "link")
        self.fields = Frame(
            "",
            column(self.search, row(self.kind, self.voice), row(self.all, None), gap=6, margins=(0, 8, 0, 0)),
        )
        self.fields.hide()
        chips = QWidget()
        holder = column(gap=0)
        holder.addLayout(self.chips)
        chips.setLayout(holder)
        self.setLayout(column(row(chips, self.more), self.fields, gap=0, margins=(16, 12, 12, 4)))
        self._connect()

    def _connect(self) -> None:
        self.more.toggled.connect(self._open)
        self.search.textChanged.connect(lambda text: self._set("words", text))
        self.kind.chosen.connect(lambda value: self._set("kind", value))
        self.voice.chosen.connect(lambda value: self._set("voice", value))
        self.all.clicked.connect(self.reset)

    def offer(self, findings: Sequence[Finding]) -> None:
        """Show what there is to filter."""
        if self.fields.isVisible():
            self._offer_choices(findings)
        self.more.setVisible(bool(findings))
        offered = counts(findings)
        shown = (offered, frozenset(self.sieve.marks))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self.chips)
        for mark, count in offered:
            name = _("{count} {kind}").format(count=count, kind=_(NAMES[mark.kind]))
            chip = MarkChip(mark, count, name)
            chip.setChecked(mark.kind in self.sieve.marks)
            chip.toggled.connect(lambda is_on, kind=mark.kind: self.filter(kind, is_on))
            self.chips.addWidget(chip)

    def filter(self, mark: str, is_on: bool) -> None:
        """Show only findings that wear this mark, or no longer only those."""
        (self.sieve.marks.add if is_on else self.sieve.marks.discard)(mark)
        self.changed.emit()

    def reset(self) -> None:
        """Show everything again."""
        self.sieve.clear()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.changed.emit()

    def _open(self, is_open: bool) -> None:
        self.fields.setVisible(is_open)
        if is_open:
            self.search.setFocus()
        else:
            self.reset()
        self.changed.emit()

    def _offer_choices(self, findings: Sequence[Finding]) -> None:
        kinds = {finding.kind for finding in findings if not finding.quiet}
        self.kind.offer(
            [("", _("Every kind")), *((kind, _(text)) for kind, text in KINDS.items() if kind in kinds)],
            self.sieve.kind,
        )
        voices = [(name, name) for name in sifting.heard(findings)]
        self.voice.offer([("", _("Every voice")), *voices], self.sieve.voice)

    def _set(self, name: str, value: str) -> None:
        setattr(self.sieve, name, value)
        self.changed.emit()
