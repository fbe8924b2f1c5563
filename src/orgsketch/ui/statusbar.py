"""The status bar: the size of the chart, whether it is saved, and one sentence that is always true."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy

from orgsketch.document import Document
from orgsketch.model import tree
from orgsketch.resources import _, plural
from orgsketch.ui.widgets.boxes import Frame, row
from orgsketch.ui.widgets.words import Elided, Words


class StatusBar(Frame):
    """Counts on the left, the sentence on the right; messages of the canvas stand in between for a while."""

    def __init__(self, document: Document) -> None:
        super().__init__("StatusBar")
        self.document = document
        self.boxes, self.layers, self.span, self.bench, self.state = (Words() for _number in range(5))
        self.message = Sentence()
        self._instead: tuple[str, ...] = ()
        sentence = Sentence(_("There is no absolute answer: every finding names its source."))
        self.setFixedHeight(26)
        self.setLayout(
            row(
                self.boxes,
                self.layers,
                self.span,
                self.bench,
                self.state,
                self.message,
                None,
                sentence,
                gap=24,
                margins=(14, 0, 14, 0),
            )
        )
        document.chart_changed.connect(lambda diff: self.refresh())
        document.opened.connect(self.refresh)
        document.state_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        if self._instead:
            places = (self.boxes, self.layers, self.span, self.bench, self.state)
            for number, place in enumerate(places):
                _show(place, self._instead[number] if number < len(self._instead) else "")
            return
        chart = self.document.chart
        tops = [box for box in chart.reports(None) if not tree.is_unplaced(chart, box)]
        bench = len(chart.reports(None)) - len(tops)
        widest = max((len(reports) for manager, reports in chart.index.reports.items() if manager), default=0)
        _show(self.boxes, plural("{count} box", "{count} boxes", len(chart.boxes)))
        _show(
            self.layers, plural("{count} layer", "{count} layers", tree.layers(chart)) if chart.boxes else ""
        )
        _show(self.span, _("Widest span {count}").format(count=widest) if widest else "")
        _show(self.bench, _("{count} on the bench").format(count=bench) if bench else "")
        _show(self.state, self._state())

    def stand_in(self, texts: Sequence[str]) -> None:
        """What another page counts, in place of the chart's figures; nothing brings these back."""
        self._instead = tuple(texts)
        self.refresh()

    def say(self, text: str) -> None:
        """A message of the canvas; empty takes it away."""
        self.message.setText(text)

    def _state(self) -> str:
        if self.document.is_read_only:
            return _("Read-only: made by a newer Orgsketch")
        if self.document.is_dirty:
            return _("Not saved")
        return _("Saved") if self.document.path else ""


class Sentence(Elided):
    """A text that takes the room it needs, and less where the window is narrow."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """All of it."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Nothing where there is no room."""
        return QSize(0, super().sizeHint().height())


def _show(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
