"""The main window: canvas in the middle, palette and outline left, findings, questions, properties right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDockWidget,
    QLineEdit,
    QMainWindow,
    QMenuBar,
    QPlainTextEdit,
    QSplitter,
    QStatusBar,
    QWidget,
)

from orgsketch.document import Document
from orgsketch.drawing.theme import size
from orgsketch.resources import _
from orgsketch.ui import docking, look, wiring
from orgsketch.ui.actionset import Actions
from orgsketch.ui.canvas import Canvas
from orgsketch.ui.canvas.following import arrive
from orgsketch.ui.coaching import Coaching
from orgsketch.ui.commands import editing, files, screen, viewing
from orgsketch.ui.dialogs.ask import Ask
from orgsketch.ui.docking import dock
from orgsketch.ui.dropped import dropped_paths
from orgsketch.ui.empty import EmptyCanvas
from orgsketch.ui.exporting import Batch
from orgsketch.ui.finder import Finder
from orgsketch.ui.home import Home
from orgsketch.ui.merge import desk
from orgsketch.ui.modes import CHART, Modes
from orgsketch.ui.offers import Offers
from orgsketch.ui.options import Options
from orgsketch.ui.outline import Outline
from orgsketch.ui.palette import Palette
from orgsketch.ui.panels.history import HistoryPanel
from orgsketch.ui.retracing import Retracing
from orgsketch.ui.side import Side
from orgsketch.ui.start import StartPage
from orgsketch.ui.statusbar import StatusBar
from orgsketch.ui.toolbar import Toolbar
from orgsketch.ui.trialbar import TrialBar
from orgsketch.ui.widgets.boxes import Frame, Pages, column
from orgsketch.ui.widgets.toast import Toast

FIRST_SIZE = (1440, 900)


class Window(QMainWindow):
    """One window, one document. Everything that selects tells `select`, which tells everyone else."""

    document: Document
    canvas: Canvas
    left: QDockWidget
    right: QDockWidget
    past: QDockWidget
    finder: Finder
    ask: Ask

    def __init__(self, document: Document | None = None, home: Home | None = None) -> None:
        super().__init__()
        self.document = document or Document()
        self.document.setParent(self)
        self.home = home
        self.selection: tuple[str, ...] = ()
        self.closed_sides: set[str] = {"history"}
        self._was_shown = False
        self.opened: Callable[[], Sequence[Window]] = lambda: self.home.opened() if self.home else (self,)
        self.ask = Ask(self)
        self.setObjectName("Window")
        self.setAcceptDrops(True)
        self._make_parts()
        self._arrange()
        wiring.connect(self)
        self.show_start()
        docking.place(self)
        docking.restore(self)

    # ---- what is shown ----

    @property
    def is_at_start(self) -> bool:
        """Whether the start page is shown instead of a chart."""
        return self.pages.currentWidget() is self.start

    @property
    def is_on_chart(self) -> bool:
        """Whether the chart itself is shown, and can be worked on."""
        return self.pages.currentWidget() is self.editor

    def show_start(self) -> None:
        """Show the start page."""
        self.start.refresh()
        self.show_page(self.start)
        QTimer.singleShot(0, self.start, self.start.show_samples)

    def show_chart(self) -> None:
        """Show the canvas with its panels."""
        self.show_page(self.editor)
        arrive(self.canvas)
        self.focus_chart()

    def show_page(self, page: QWidget) -> None:
        """Show the start page, the chart or the page of a mode, with what belongs around it."""
        screen.arrange(self, page)
        self.pages.setCurrentWidget(page)
        self.modes.came(page)
        self.show_name()
        self.actions_table.refresh()

    def select(self, boxes: Sequence[str]) -> None:
        """Select boxes everywhere."""
        known = tuple(box for box in boxes if box in self.document.chart.boxes)
        self.canvas.select(list(known))
        wiring.take_selection(self, known)

    def go_to(self, box: str) -> None:
        """Select a box and bring it into view."""
        self.go_home()
        self.select([box])
        self.canvas.center_on(box)
        self.focus_chart()

    def show_finding(self, rule: str, box: str | None) -> None:
        """Open a finding in its panel."""
        self.go_home()
        viewing.open_side(self, "right")
        self.side.tabs.setCurrentIndex(0)
        self.side.findings.show_finding(rule, box)

    def focus_chart(self) -> None:
        """Give the keyboard to the canvas."""
        if self.is_on_chart:
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_home(self) -> None:
        """From another mode back to the chart."""
        if not self.is_at_start and not self.modes.is_chart:
            self.modes.show(CHART)

    def finish_typing(self) -> None:
        """Take over what is being typed, before something else happens to the chart."""
        typing = self.focusWidget()
        commit = getattr(typing, "commit", None)
        if isinstance(typing, (QLineEdit, QPlainTextEdit)) and commit:
            commit()

    def show_name(self) -> None:
        """What it holds, and whether that is saved, in the title bar."""
        name = "Orgsketch" if self.is_at_start else f"{self.document.name}[*] – Orgsketch"
        self.setWindowTitle(name)
        self.setWindowModified(not self.is_at_start and self.document.is_dirty)

    def recent_changed(self) -> None:
        """The list of recent files has a new entry."""
        self.start.refresh()

    def another(self) -> Window | None:
        """A new tab beside this one; this one itself, once it may be left, where there are no tabs."""
        if self.home:
            return self.home.another()
        return self if files.may_leave(self) else None

    # ---- made of ----

    def _make_parts(self) -> None:
        document = self.document
        self.canvas, self.pages = Canvas(document), Pages()
        self.editor = QWidget()
        self.editor.setLayout(column(self.canvas, gap=0))
        self.empty = EmptyCanvas(self, self.canvas)
        self.toast = Toast(self.pages)
        self.palette_panel, self.outline = Palette(document), Outline(document)
        self.side = Side(document)
        self.history = HistoryPanel(document)
        self.trial, self.offers = TrialBar(self), Offers(self)
        self.modes, self.options = Modes(self), Options(self)
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(False)
        self.actions_table = Actions(self)
        self.actions_table.attach_to_canvas()
        self.finder = Finder(self)
        self.toolbar = Toolbar(self)
        self.status = StatusBar(document)
        self.start = StartPage(self)
        self.coaching, self.retracing = Coaching(self), Retracing(self)

    def _arrange(self) -> None:
        for page in (self.start, self.editor):
            self.pages.addWidget(page)
        self.editor.setMinimumWidth(docking.narrowest(self))
        self.setCentralWidget(self.pages)
        bar = QStatusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        self.setStatusBar(bar)
        self.setMenuWidget(self._top())
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self.palette_panel)
        left.addWidget(self.outline)
        left.setStretchFactor(1, 1)
        left.setChildrenCollapsible(False)
        left.setHandleWidth(1)
        self.left = dock(
            "left", _("Palette and outline"), Frame("LeftPanel", column(left, gap=0)), int(size("panel_left"))
        )
        self.right = dock("right", _("Findings and properties"), self.side, int(size("panel_right")))
        self.past = dock("history", _("History"), self.history, int(size("panel_left")))
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.left)
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.past)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.right)
        self.resizeDocks(
            [self.left, self.right],
            [int(size("panel_left")), int(size("panel_right"))],
            Qt.Orientation.Horizontal,
        )
        self.merge = desk.attach(self)
        self.resize(*FIRST_SIZE)

    def _top(self) -> QWidget:
        """Menu bar and toolbar, over the panels as well."""
        top = QWidget()
        top.setLayout(column(self.menu_bar, self.toolbar, gap=0))
        return top

    # ---- the window itself ----

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the canvas paints with its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "canvas"):
            self.canvas.set_theme(look.theme())

    def showEvent(self, event: QShowEvent) -> None:
        """Everything has its size now: show the whole chart."""
        super().showEvent(event)
        is_first, self._was_shown = not self._was_shown, True
        if is_first and not self.is_at_start:
            QTimer.singleShot(0, self.canvas, self.canvas.fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On an empty chart typing begins the first box."""
        typed = event.text()
        is_empty = not self.is_at_start and not self.document.chart.boxes
        if is_empty and typed.isprintable() and typed.strip() and self.canvas.hasFocus():
            editing.add_first(self, typed)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        for path in dropped_paths(event.mimeData()):
            files.open_path(self, path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, remember where the window was."""
        if not files.may_leave(self):
            event.ignore()
            return
        for batch in self.findChildren(Batch):
            batch.cancel()
        docking.remember(self)
        event.accept()
