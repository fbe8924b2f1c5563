"""The main window: canvas in the middle, palette and outline left, findings, questions, properties right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
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
from orgsketch.ui import docking, look
from orgsketch.ui.actions import ON_BOX, ON_CHART
from orgsketch.ui.actionset import Actions
from orgsketch.ui.canvas import Canvas
from orgsketch.ui.canvas.following import arrive
from orgsketch.ui.coaching import Coaching
from orgsketch.ui.commands import advice, editing, files, options, screen, viewing
from orgsketch.ui.dialogs.ask import Ask
from orgsketch.ui.docking import dock
from orgsketch.ui.dropped import dropped_paths
from orgsketch.ui.empty import EmptyCanvas
from orgsketch.ui.exporting import Batch
from orgsketch.ui.finder import Finder
from orgsketch.ui.merge import desk
from orgsketch.ui.modes import CHART, Modes
from orgsketch.ui.offers import Offers
from orgsketch.ui.options import Options
from orgsketch.ui.outline import Outline
from orgsketch.ui.palette import Palette
from orgsketch.ui.panels.history import HistoryPanel
from orgsketch.ui.side import Side
from orgsketch.ui.start import StartPage
from orgsketch.ui.statusbar import StatusBar
from orgsketch.ui.toolbar import Toolbar
from orgsketch.ui.trialbar import TrialBar
from orgsketch.ui.widgets.boxes import Frame, Pages, column
from orgsketch.ui.widgets.toast import Toast

FIRST_SIZE = (1440, 900)
NARROWEST_CANVAS = 480


class Home(Protocol):
    """What holds windows as tabs. `count`: how many."""

    @property
    def count(self) -> int:
        """How many tabs there are."""

    def opened(self) -> Sequence[Window]:
        """Every open chart."""

    def another(self) -> Window:
        """A new tab."""

    def show_window(self, window: Window) -> None:
        """Bring a tab to the front."""

    def close_tab(self, window: Window) -> bool:
        """Close a tab; whether it is closed."""

    def move_out(self, window: Window) -> None:
        """Give a tab a window of its own."""

    def step(self, by: int) -> None:
        """Go to the next tab, or to the one before."""

    def shift(self, by: int) -> None:
        """Move the tab that is seen to the right, or to the left."""


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
        self._connect()
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
        self._name()
        self.actions_table.refresh()

    def select(self, boxes: Sequence[str]) -> None:
        """Select boxes everywhere."""
        known = tuple(box for box in boxes if box in self.document.chart.boxes)
        self.canvas.select(list(known))
        self._take_selection(known)

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

    def _show_questions(self, box: str) -> None:
        self.select([box])
        viewing.open_side(self, "right")
        self.side.tabs.setCurrentIndex(1)

    def _show_menu(self, place: QPoint, box: str) -> None:
        """The menu of a box, or of the chart where there is none."""
        if box and box not in self.selection:
            self.select([box])
        menu = self.actions_table.context_menu(ON_BOX if box else ON_CHART)
        menu.popup(place)

    def finish_typing(self) -> None:
        """Take over what is being typed, before something else happens to the chart."""
        typing = self.focusWidget()
        commit = getattr(typing, "commit", None)
        if isinstance(typing, (QLineEdit, QPlainTextEdit)) and commit:
            commit()

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
        self.coaching = Coaching(self)

    def _arrange(self) -> None:
        for page in (self.start, self.editor):
            self.pages.addWidget(page)
        self.editor.setMinimumWidth(NARROWEST_CANVAS)
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

    def _connect(self) -> None:
        document = self.document
        self.canvas.selection_changed.connect(self._take_selection)
        self.canvas.finding_clicked.connect(self.show_finding)
        self.canvas.questions_clicked.connect(self._show_questions)
        self.canvas.menu_wanted.connect(self._show_menu)
        self.canvas.status.connect(self.status.say)
        self.outline.selection_changed.connect(self._select_from_outline)
        self.outline.delete_wanted.connect(lambda: editing.delete(self))
        self.outline.opened.connect(self.go_to)
        self.palette_panel.wanted.connect(
            lambda functions, title: editing.add_function(self, functions, title)
        )
        self.palette_panel.done.connect(self.focus_chart)
        self.side.findings.boxes_wanted.connect(self._show_boxes)
        self.side.questions.guides_wanted.connect(lambda: advice.guides(self))
        self.side.findings.remedy_wanted.connect(lambda remedy: advice.try_remedy(self, remedy))
        for panel in (self.side.findings, self.side.case):
            panel.rule_wanted.connect(lambda code: advice.read_rule(self, code))
        self.side.properties.line_wanted.connect(lambda box: editing.draw_line(self, box))
        self.toast.undo_wanted.connect(document.undo_stack.undo)
        document.undo_stack.indexChanged.connect(lambda _index: self.toast.drop_undo())
        document.refused.connect(self._tell_refusal)
        document.changed_on_disk.connect(lambda path: files.settle_conflict(self, path))
        document.guard = partial(options.guard, self)
        document.state_changed.connect(self._name)
        document.chart_changed.connect(self._drop_missing)
        document.opened.connect(self._forget_selection)
        document.saved.connect(self._tell_saved)
        document.undo_stack.indexChanged.connect(self._refresh_actions)
        self._name()

    # ---- staying in step ----

    def _take_selection(self, boxes: Sequence[str]) -> None:
        self.selection = tuple(boxes)
        self.outline.select(self.selection)
        self.side.select(self.selection)
        self.coaching.expecting.check()
        self.actions_table.refresh()

    def _select_from_outline(self, boxes: list[str]) -> None:
        self.canvas.select(boxes)
        if len(boxes) == 1:
            self.canvas.center_on(boxes[0])
        self._take_selection(boxes)

    def _show_boxes(self, boxes: list[str]) -> None:
        """A finding was opened: its boxes are selected on the canvas, the panel keeps its order."""
        known = [box for box in boxes if box in self.document.chart.boxes]
        if known:
            self.canvas.select(known)
            self.canvas.center_on(known[0])
            self.selection = tuple(known)
            self.outline.select(known)
            self.side.properties.select(known)
            self.actions_table.refresh()

    def _forget_selection(self) -> None:
        self.select([])

    def _tell_saved(self) -> None:
        self.toast.show_message(files.saved_sentence(self.document))

    def _refresh_actions(self) -> None:
        self.actions_table.refresh()

    def _drop_missing(self) -> None:
        if any(box not in self.document.chart.boxes for box in self.selection):
            self.select(self.selection)

    def _tell_refusal(self, sentence: str) -> None:
        if self.is_at_start or not self.isVisible():
            self.ask.tell(_("That did not work"), sentence)
        else:
            self.toast.show_message(sentence)

    def _name(self) -> None:
        name = "Orgsketch" if self.is_at_start else f"{self.document.name}[*] – Orgsketch"
        self.setWindowTitle(name)
        self.setWindowModified(not self.is_at_start and self.document.is_dirty)

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
