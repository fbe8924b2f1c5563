"""Beside the comparison: the changes, what they do to the findings, which questions they open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from orgsketch.resources import N_, _
from orgsketch.ui.changes import entries
from orgsketch.ui.changes.entries import Entry
from orgsketch.ui.changes.listing import Listing
from orgsketch.ui.side import Tabs
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.fields import Search
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.changes.comparing import Comparing

TABS = (N_("Changes"), N_("Findings"), N_("Questions"))
PAUSE = 150  # milliseconds on one change before it is worked out what goes with it
MOST = 3


class ChangesPanel(Frame):
    """Three lists. `looked_at(box)`: a box to show; `opened(box)`: to open on the chart; `taken(Change)`."""

    looked_at = Signal(str)
    opened = Signal(str)
    taken = Signal(object)
    export_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, comparing: Comparing) -> None:
        super().__init__("RightPanel")
        self.comparing = comparing
        self.kinds: set[str] = set()
        self.tabs = Tabs([_(title) for title in TABS])
        self.search = Search(_("Find in the changes"))
        self.lists = tuple(Listing(_(title)) for title in TABS)
        self.changes, self.findings, self.questions = self.lists
        self.along = Words("", "small", wrap=True)
        self.step = button("")
        self.show_box = button(_("On the chart"))
        self.export, self.copy = button(_("Export the changes")), button(_("Copy as text"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell_along)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Show the comparison as it is now."""
        comparison, is_turned = self.comparing.comparison, self.comparing.is_turned
        name = _("Take this one over") if is_turned else _("Take back this one")
        self.step.setText(name)
        self.changes.step_icon, self.changes.step_name = ("import" if is_turned else "undo"), name
        self._fill_changes()
        for shown, made in ((self.findings, entries.findings), (self.questions, entries.questions)):
            shown.fill(made(comparison) if comparison else [])
        for place, shown in enumerate(self.lists[1:], 1):
            self.tabs.count_tab(place, len(shown.entries.rows))
        for made_button in (self.export, self.copy):
            made_button.setEnabled(comparison is not None and not comparison.is_same)

    def keep_to(self, kinds: set[str]) -> None:
        """List only these kinds of changes; none = all."""
        self.kinds = kinds
        self._fill_changes()

    def follow(self, boxes: list[str]) -> None:
        """A box was selected on the canvas."""
        shown = self.lists[self.tabs.currentIndex()]
        if len(boxes) == 1:
            shown.blockSignals(True)
            shown.show_box(boxes[0])
            shown.blockSignals(False)
            self._look(shown.current, is_told=False)

    @property
    def current(self) -> Entry | None:
        """The change the keyboard is on."""
        entry = self.changes.current
        return entry if entry and entry.change else None

    # --- inside -----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        pages = self.pages = QStackedWidget()
        first = Frame(
            "", column(row(self.search, margins=(16, 12, 16, 8)), self.changes, self._strip(), gap=0)
        )
        for page in (first, self.findings, self.questions):
            pages.addWidget(page)
        foot = row(self.export, self.copy, None, gap=8, margins=(16, 12, 16, 12))
        self.setLayout(column(self.tabs, pages, Frame("PanelFoot", foot), gap=0))
        self.setMinimumWidth(280)

    def _strip(self) -> Frame:
        """What goes with the current change, and what can be done with it."""
        self.strip = Frame(
            "OpenFinding",
            column(self.along, row(self.step, self.show_box, None, gap=8), gap=8, margins=(16, 10, 16, 10)),
        )
        self.strip.hide()
        return self.strip

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.search.textChanged.connect(lambda text: self._fill_changes())
        self.search.moved.connect(self.changes.step)
        for shown in self.lists:
            shown.looked_at.connect(self._look)
            shown.opened.connect(self._open)
            shown.taken.connect(lambda entry: self.taken.emit(entry.change))
        self.step.clicked.connect(self._take)
        self.show_box.clicked.connect(lambda: self._open(self.current))
        self.export.clicked.connect(self.export_wanted)
        self.copy.clicked.connect(self.copy_wanted)

    def _fill_changes(self) -> None:
        comparison = self.comparing.comparison
        self.changes.fill(entries.changes(comparison, self.kinds, self.search.text()) if comparison else [])
        count = len(comparison.changes) + len(comparison.reordered) if comparison else 0
        self.tabs.count_tab(0, count)
        self._look(self.changes.current, is_told=False)

    def _look(self, entry: Entry | None, *, is_told: bool = True) -> None:
        self.strip.setVisible(bool(entry and entry.change))
        self.show_box.setEnabled(bool(entry and entry.box in self.comparing.window.document.chart.boxes))
        self.along.setText("")
        self.along.hide()
        self._pause.start()
        if entry is not None and is_told and entry.box:
            self.looked_at.emit(entry.box)

    def _open(self, entry: Entry | None) -> None:
        if entry is not None and entry.box:
            self.opened.emit(entry.box)

    def _take(self) -> None:
        entry = self.current
        if entry is not None:
            self.taken.emit(entry.change)

    def _tell_along(self) -> None:
        """Name what goes with the current change; worked out once somebody stays on it."""
        entry = self.current
        found = self.comparing.along(entry.change) if entry and entry.change else ()
        self.along.setVisible(bool(found))
        if found:
            names = [f"{change.title} ({change.what})" for change in found[:MOST]]
            more = [_("{count} more").format(count=len(found) - MOST)] if len(found) > MOST else []
            what = _("With it goes {names}") if len(found) == 1 else _("With it go {names}")
            self.along.setText(what.format(names=", ".join([*names, *more])))
