"""The page of the Changes mode: the bar, the comparison as a picture, the lists beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from orgsketch.compare import Change
from orgsketch.drawing.theme import size
from orgsketch.resources import _, plural
from orgsketch.ui import look
from orgsketch.ui.changes.canvas import NOTHING, ChangesCanvas, Scene
from orgsketch.ui.changes.comparing import Comparing
from orgsketch.ui.changes.entries import told
from orgsketch.ui.changes.header import Header
from orgsketch.ui.changes.nothing import NothingToCompare
from orgsketch.ui.changes.panel import ChangesPanel
from orgsketch.ui.commands import comparing as commands
from orgsketch.ui.modes import ModePage
from orgsketch.ui.widgets.boxes import Frame, column
from orgsketch.ui.widgets.words import no_mnemonic

if TYPE_CHECKING:
    from orgsketch.ui.canvas.surface import Surface
    from orgsketch.ui.window import Window


class ChangesPage(ModePage):
    """`side`: "before", "after" or "changes"; it follows the charts while it is seen."""

    surface: Surface

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window_, self.side = window, "changes"
        self.comparing = Comparing(window)
        self.header = Header(self.comparing)
        self.canvas = ChangesCanvas(Scene(window.document.chart), window.document.book)
        self.surface = self.canvas
        self.panel = ChangesPanel(self.comparing)
        self.nothing = NothingToCompare(window, self.comparing, self.canvas)
        self._pair: tuple[object, ...] = ()
        self.setFocusProxy(self.canvas)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Compare the charts as they are now."""
        self.comparing.refresh()
        self._tell_status()

    def leave(self) -> None:
        """The status bar speaks of the chart again."""
        self.window_.status.say("")

    def show_side(self, side: str) -> None:
        """Show the chart before, the chart after, or both with what changed."""
        self.side = side
        self.header.sides.choose(side)
        self.canvas.turn_to(self._scene(side))

    def play(self) -> None:
        """Let the boxes go from where they were to where they are."""
        self.side = "after"
        self.header.sides.choose("after")
        self.canvas.morph(self._scene("before"), self._scene("after"))

    def look_at(self, box: str) -> None:
        """Select a box of the comparison and bring it into sight."""
        if box in self.canvas.document.chart.boxes:
            self.canvas.select([box])
            self.canvas.center_on(box)

    @property
    def current(self) -> Change | None:
        """The change that is chosen: in the list, or the first of the box chosen on the canvas."""
        entry = self.panel.current
        return entry.change if entry else None

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the canvas paints with its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "canvas"):
            self.canvas.set_theme(look.theme())

    # --- made of ----------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        top = Frame("Page", column(self.header, margins=(16, 14, 16, 0)))
        left = QWidget()
        left.setLayout(column(top, self.canvas, gap=0))
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(left)
        parts.addWidget(self.panel)
        parts.setStretchFactor(0, 1)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(1)
        parts.setSizes([1080, int(size("panel_right"))])
        self.setLayout(column(parts, gap=0))

    def _connect(self) -> None:
        window, canvas, panel = self.window_, self.canvas, self.panel
        window.options.changed.connect(self._follow)
        self.comparing.changed.connect(self._show)
        self.header.side_chosen.connect(self.show_side)
        self.header.play_wanted.connect(self.play)
        self.nothing.more.clicked.connect(self.header.offer_others)
        self.header.match_wanted.connect(lambda: commands.match(window))
        self.header.kinds_chosen.connect(panel.keep_to)
        canvas.side_wanted.connect(self.show_side)
        canvas.step_wanted.connect(self._step)
        canvas.opened.connect(self._open)
        canvas.selection_changed.connect(panel.follow)
        canvas.menu_wanted.connect(self._show_menu)
        canvas.status.connect(window.status.say)
        panel.looked_at.connect(self.look_at)
        panel.changes.looked_at.connect(lambda entry: window.actions_table.refresh())
        panel.opened.connect(self._open)
        panel.taken.connect(lambda change: commands.take(window, change))
        panel.export_wanted.connect(self._export)
        panel.copy_wanted.connect(lambda: commands.copy_changes(window))

    # --- staying in step --------------------------------------------------------------------------------

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _show(self) -> None:
        comparing = self.comparing
        self.header.refresh()
        self.panel.refresh()
        self.nothing.refresh()
        self.export = self._export if comparing.comparison else None
        self.window_.actions_table.refresh()
        other = comparing.other.key if comparing.other else ""
        pair = (other, comparing.is_turned, self.window_.document.chart.head.id)
        scene = self._scene(self.side)
        if pair == self._pair:
            self.canvas.turn_to(scene)
        else:
            self._pair = pair
            self.canvas.arrive(scene)

    def _scene(self, side: str) -> Scene:
        comparing = self.comparing
        before, after = comparing.sides
        overlay = comparing.overlay
        if side == "changes" and overlay:
            return Scene(
                overlay.chart, NOTHING, overlay.flags, overlay.details, overlay.ghosts, overlay.lines
            )
        shown = (before if side == "before" else after) or after or before
        assert shown is not None
        return Scene(shown.chart, shown.report or NOTHING)

    def _tell_status(self) -> None:
        comparing, comparison = self.comparing, self.comparing.comparison
        if comparison is None or comparing.other is None:
            self.window_.status.say("")
            return
        number = len(comparison.changes) + len(comparison.reordered)
        source = comparing.options.source
        note = _(" (its source)") if source and source.key == comparing.other.key else ""
        count = plural("{count} change", "{count} changes", number)
        told_ = _("{count}, compared with {title}").format(count=count, title=comparing.other.title)
        self.window_.status.say(told_ + note)

    # --- what is wanted ---------------------------------------------------------------------------------

    def _export(self) -> None:
        commands.export_changes(self.window_)

    def _step(self, by: int) -> None:
        self.panel.tabs.setCurrentIndex(0)
        self.panel.changes.step(by)

    def _open(self, box: str) -> None:
        if box in self.window_.document.chart.boxes:
            self.window_.go_to(box)

    def _show_menu(self, place: QPoint, box: str) -> None:
        """What can be done with the changes of a box."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        comparison = self.comparing.comparison
        verb = _("Take over: {change}") if self.comparing.is_turned else _("Take back: {change}")
        for change in comparison.of(box) if comparison else ():
            action = menu.addAction(no_mnemonic(verb.format(change=told(change))))
            action.triggered.connect(lambda checked=False, change=change: commands.take(self.window_, change))
        menu.addSeparator()
        action = menu.addAction(_("Open on the chart"))
        action.setEnabled(box in self.window_.document.chart.boxes)
        action.triggered.connect(lambda: self._open(box))
        menu.popup(place)
