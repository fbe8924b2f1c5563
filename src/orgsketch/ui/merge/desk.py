"""The merge window below the chart: the conflicts, the three sides of one, the findings before and after.

The chart above is the result, live: settle a conflict and see it there, with its findings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QLayout, QListWidgetItem, QMenu, QWidget

from orgsketch.compare.disputes import KINDS, Dispute
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import _
from orgsketch.ui.merge.card import SideCard
from orgsketch.ui.merge.listing import KEY, Conflicts
from orgsketch.ui.merge.settling import SIDES, Settling, counted
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import IconButton, button
from orgsketch.ui.widgets.words import Words, no_mnemonic, tip

if TYPE_CHECKING:
    from orgsketch.model.edits import Choice
    from orgsketch.ui.window import Window

LIST, HIGH, SETTLED, ANY = 264, 322, 112, 16_777_215
CHOICES: tuple[Choice, ...] = ("ours", "base", "theirs", "shown")


class MergeDesk(Frame):
    """Shown while the chart has conflicts, and after a merge until it is closed."""

    def __init__(self, window: Window) -> None:
        super().__init__("MergeDesk")
        self.host, self.document = window, window.document
        self.settling = Settling(window.document)
        self.is_wanted = False
        self.heading, self.told = Words("", "heading"), Words("", "small", wrap=True)
        self.list = Conflicts()
        self.what = Words("", "strong", wrap=True)
        self.cards = {side: SideCard(side, lambda side=side: self.take(side)) for side in SIDES}  # type: ignore[misc]
        self.last = IconButton("chevron_left", _("Previous conflict (Shift+F7)"))
        self.next = IconButton("chevron_right", _("Next conflict (F7)"))
        self.keep = button(_("Leave as shown"))
        self.keep.setToolTip(tip("Alt+Shift+K"))
        self.all = button(_("Several at once…"))
        self.away = IconButton("close", _("Close"))
        self.sides = QWidget()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self.told.setText(self._effect()))
        self._catch_up = QTimer(self, singleShot=True, interval=0)
        self._catch_up.timeout.connect(self.refresh)
        self._arrange()
        self._connect()

    # ---- what the user does ----

    def step(self, by: int) -> None:
        """Take the next conflict into hand, or the one before."""
        self.settling.step(by)
        self.refresh()
        self.reveal()

    def take(self, choice: Choice) -> None:
        """Let a side of the conflict in hand count."""
        if self.settling.take(choice) and self.settling.current:
            self.reveal()

    def take_all(self, choice: Choice, kind: str = "") -> None:
        """Let a side count in all conflicts, or all of a kind."""
        settled, left = self.settling.take_all(choice, kind), len(self.document.chart.conflicts)
        if settled:
            told = _("Settled {settled}, {left} left").format(settled=counted(settled), left=left)
            self.host.toast.show_message(told, undo=True)

    def several(self) -> QMenu:
        """The menu that settles all conflicts of a kind, or all there are."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, number in {**self.settling.kinds(), "": len(self.document.chart.conflicts)}.items():
            heading = (
                f"{_(KINDS[kind])} ({number})" if kind else _("All conflicts ({count})").format(count=number)
            )
            part = menu.addMenu(no_mnemonic(heading))
            for choice in CHOICES:
                action = part.addAction(no_mnemonic(self._choice(choice)))
                action.triggered.connect(lambda checked=False, c=choice, k=kind: self.take_all(c, k))
        return menu

    def close_desk(self) -> None:
        """Put it away; it comes back from the menu, or when another conflict turns up."""
        self.is_wanted = False
        self._show()
        self.host.focus_chart()

    def reveal(self) -> None:
        """Show the boxes in dispute on the chart above."""
        one = self.settling.in_hand()
        if one and one.box in self.document.chart.boxes:
            self.host.select([one.box])
            self.host.canvas.center_on(one.box)

    # ---- showing ----

    def open(self) -> None:
        """Come into sight."""
        self.is_wanted = True
        self._show()
        self.refresh()
        self.reveal()

    def refresh(self) -> None:
        """Show the conflicts as they are now; the findings of whole versions are counted a little later."""
        if self.is_wanted:
            self._show_list()
            self._show_offers(self.settling.in_hand())
            self._soon.start()

    def _show_list(self) -> None:
        """What is left, and which is in hand."""
        told = self.settling.disputes()
        self.heading.setText(counted(len(told)) if told else _("Everything is settled"))
        self.list.fill(told, self.settling.current)
        one = self.settling.in_hand()
        self.what.setText(f"{one.title}: {one.what}" if one else self._end())
        for part in (self.list, self.sides, self.last, self.next, self.keep, self.all):
            part.setVisible(one is not None)
        self.setMinimumHeight(HIGH if told else SETTLED)
        self.setMaximumHeight(ANY if told else SETTLED)

    def _show_offers(self, one: Dispute | None) -> None:
        if one is None:
            return
        book, about = self.document.book, _boxes(one)
        themes = {theme.id: theme.title for theme in book.vocabulary.themes.values()}
        for offer in self.settling.offers(one):
            self.cards[offer.side].show_offer(offer, about, book.vocabulary, themes)

    def _effect(self) -> str:
        """What the merge has done to the findings."""
        found = self.settling.effect()
        if found is None:
            return ""
        before = _(
            "Risks and watch-outs: {ours} in {our_name}, {theirs} in {their_name}, {now} as shown."
        ).format(
            ours=found.ours,
            theirs=found.theirs,
            now=found.now,
            our_name=self.settling.name("ours"),
            their_name=self.settling.name("theirs"),
        )
        done = _("Against {our_name} the result adds {added} and ends {resolved}.").format(
            our_name=self.settling.name("ours"), added=found.added, resolved=found.resolved
        )
        return f"{before} {done}"

    def _end(self) -> str:
        path = self.document.path
        if path is None or not self.document.is_dirty:
            return _("Nobody disagrees any more.")
        return _("Nobody disagrees any more. Save {name} to keep it so.").format(name=path.name)

    def _choice(self, choice: Choice) -> str:
        if choice == "shown":
            return _("Leave as shown")
        return _("Take {side}").format(side=self.settling.name(choice))

    # ---- made of ----

    def _arrange(self) -> None:
        top = row(self.heading, None, self.last, self.next, gap=4)
        left = Frame("", _filled(self.list, top, self.told, margins=(16, 12, 12, 12)))
        left.setFixedWidth(LIST)
        self.sides.setLayout(row(*self.cards.values(), gap=12))
        head = row(self.what, None, self.keep, self.all, self.away, gap=8)
        right = Frame("", _filled(self.sides, head, margins=(4, 12, 16, 12)))
        self.setLayout(row(left, right, gap=0))

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda item, before: self._choose(item))
        self.last.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))
        self.keep.clicked.connect(lambda: self.take("shown"))
        self.all.clicked.connect(
            lambda: self.several().popup(self.all.mapToGlobal(self.all.rect().bottomLeft()))
        )
        self.away.clicked.connect(self.close_desk)
        self.document.chart_changed.connect(self._follow)
        self.document.findings_changed.connect(self._catch_up.start)
        self.document.opened.connect(self._opened)
        self.document.state_changed.connect(self._catch_up.start)
        self.document.merged.connect(self.open)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.settling.current = str(item.data(KEY))
            self.refresh()
            self.reveal()

    def _follow(self, diff: ChartDiff) -> None:
        if diff.conflicts and not self.is_wanted and self.document.chart.conflicts:
            self.is_wanted = True
            self._show()
        if diff and self.is_wanted:  # what the sides would do is asked when the findings are known
            self._show_list()

    def _opened(self) -> None:
        self.is_wanted = bool(self.document.chart.conflicts or self.document.versions)
        self.settling.current = ""
        self._show()
        self.refresh()

    def _show(self) -> None:
        dock = self.parentWidget()
        if isinstance(dock, QDockWidget):
            dock.setVisible(self.is_wanted and self.host.pages.currentWidget() is self.host.editor)


def attach(window: Window) -> MergeDesk:
    """Give a window its desk, below the chart."""
    desk = MergeDesk(window)
    dock = QDockWidget(_("Merge"))
    dock.setObjectName("merge")
    dock.setFeatures(QDockWidget.DockWidgetFeature.NoDockWidgetFeatures)
    dock.setTitleBarWidget(QWidget())
    dock.setWidget(desk)
    desk.setMinimumHeight(HIGH)
    window.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
    window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
    dock.hide()
    window.pages.currentChanged.connect(lambda place: desk._show())
    return desk


def _filled(body: QWidget, head: QLayout, *foot: QWidget, margins: tuple[int, int, int, int]) -> QLayout:
    """A column whose body takes the room; without the body, everything stays at the top."""
    made = column(head, body, *foot, gap=8, margins=margins)
    made.setStretchFactor(body, 1)
    made.addStretch(0)
    return made


def _boxes(one: Dispute) -> set[str]:
    """The boxes a conflict is about: those to stand out in the pieces of the chart."""
    conflict = one.conflict
    keys = {key for side in (conflict.base, conflict.ours, conflict.theirs) for key in side}
    found = {key for key in (*keys, conflict.about) if key.startswith("b_")}
    return found or ({one.box} if one.box else set())
