"""The page of the mode Matrix: what is shown, how it is ordered, and the table itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget

from orgsketch.compare.matrix import Matrix
from orgsketch.compare.voices import case
from orgsketch.model.chart import Chart
from orgsketch.resources import _, plural
from orgsketch.rules.finding import Report
from orgsketch.ui.commands import options as commands
from orgsketch.ui.matrix import opening
from orgsketch.ui.matrix.bar import Bar
from orgsketch.ui.matrix.choice import Choice, key_of
from orgsketch.ui.matrix.chooser import Chooser
from orgsketch.ui.matrix.corner import Corner
from orgsketch.ui.matrix.empty import Alone
from orgsketch.ui.matrix.lines import Line, Wish, lines
from orgsketch.ui.matrix.table import Table
from orgsketch.ui.matrix.view import MatrixView
from orgsketch.ui.matrix.working import Entry, Means, Working
from orgsketch.ui.modes import CHART, ModePage
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from orgsketch.compare.voices import Case
    from orgsketch.ui.options import Option
    from orgsketch.ui.window import Window


class MatrixPage(ModePage):
    """All options of a window side by side; works only while it is seen."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window_ = window
        self.setObjectName("MatrixPage")
        self.choice = Choice(window)
        self.options: list[Option] = []
        self.matrix: Matrix | None = None
        self.working, self.progress = Working(self), None
        self.table = Table(self._write, self)
        self.corner = Corner()
        self.view = MatrixView(self.table, self.corner)
        self.bar, self.alone = Bar(), Alone(window)
        self.pages = QStackedWidget()
        for page in (self.view, self.alone):
            self.pages.addWidget(page)
        self.setLayout(column(self.bar, self.pages, gap=0))
        self.setFocusProxy(self.view)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._connect()

    progress: Progress | None

    @property
    def wish(self) -> Wish:
        """Which rows are shown."""
        return self.choice.said.wish

    def refresh(self) -> None:
        """Work out what is not as it was."""
        self.options = [option for option in self.choice.shown() if option.chart and option.report]
        is_new = self.matrix is None
        if len(self.options) < 2 or (is_new and self.choice.waits()):
            self.working.drop()
            self._end_progress()
            self.matrix = None
            self.alone.tell(is_reading=self.window_.options.is_reading)
            self._show(self.alone)
            return
        entries = [
            Entry(key_of(option), option.chart, option.report)
            for option in self.options
            if option.chart and option.report
        ]
        self.working.start(entries, Means(self.window_.document.book.vocabulary, self._case))
        if self.working.is_busy and self.progress is None:
            self.progress = Progress(self, len(entries))
            self.progress.cancelled.connect(self.working.stop)

    def leave(self) -> None:
        """Another page comes: what is not ready is not needed."""
        self.working.drop()
        self._end_progress()
        self.window_.status.stand_in(())

    def showEvent(self, event: QShowEvent) -> None:
        """The window was hidden, and something may have happened."""
        super().showEvent(event)
        self._soon.start()

    def charts(self) -> list[Chart]:
        """The options as they stand in the columns, the baseline first."""
        return [option.chart for option in self.options if option.chart]

    def column(self) -> int:
        """The column under the keyboard, -1 when there is none."""
        return self.view.currentIndex().column()

    def add_criterion(self, name: str) -> None:
        """A line of the user's own, and the keyboard on it."""
        self._wish(criteria=tuple(dict.fromkeys((*self.wish.criteria, name))))
        if self.options:
            self.view.keep_place(name, key_of(self.options[max(0, self.column())]))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.scrollTo(self.view.currentIndex())

    def add_file(self) -> None:
        """A chart from anywhere becomes a column."""
        path = self.window_.ask.file_to_open()
        if path is not None:
            self.choice.add(path)

    def toggle_all(self) -> None:
        """Every rule that fires, or only those that differ."""
        self._wish(is_whole=not self.wish.is_whole)

    def toggle_answers(self) -> None:
        """Every answer that differs, or only how many do."""
        self._wish(has_answers=not self.wish.has_answers)

    # ---- inside ----

    def _connect(self) -> None:
        self._soon.timeout.connect(self._again)
        self.window_.options.changed.connect(self._soon.start)
        self.choice.changed.connect(self._soon.start)
        self.working.finished.connect(self._take)
        self.working.advanced.connect(self._advance)
        self.view.option_wanted.connect(lambda place: opening.show(self.window_, self.options[place]))
        self.view.finding_wanted.connect(self._show_finding)
        self.view.moved.connect(lambda old, new: self.choice.move(self.options[old], new))
        self.view.menu_wanted.connect(self._show_menu)
        self.view.cells.closeEditor.connect(lambda: self._soon.start())
        self.view.titles.wanted.connect(self._follow_link)
        self.corner.answers_wanted.connect(self._change_answers)
        self.corner.one_case_wanted.connect(lambda: commands.apply_case(self.window_))
        self.alone.add.clicked.connect(self.add_file)
        self.bar.options.clicked.connect(self._choose)
        self.bar.order.chosen.connect(lambda order: self._wish(order=order))
        self.bar.whole.clicked.connect(self.toggle_all)
        table = self.window_.actions_table
        for button, name in self.bar.commands.items():
            button.clicked.connect(partial(table[name].trigger))

    def _export(self) -> None:
        self.window_.actions_table["export_matrix"].trigger()

    def _change_answers(self) -> None:
        self.window_.modes.show(CHART)
        self.window_.actions_table["questions"].trigger()

    def _again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _case(self, chart: Chart, report: Report) -> Case:
        """The voices on a chart, by the packs of this window."""
        document, advice = self.window_.document, self.window_.side.advice
        has_rules = bool(getattr(document.book, "texts", None))
        return case(advice.stances, advice.guides, document.book, chart, report) if has_rules else ()

    def _wish(self, **changes: object) -> None:
        self.choice.wish(**changes)
        if self.matrix is not None:
            self._fill(self.matrix)

    def _advance(self, done: int, count: int) -> None:
        if self.progress is not None:
            told = _("Comparing {done} of {count} options").format(done=min(done + 1, count), count=count)
            self.progress.tell(told, done)

    def _take(self, matrix: Matrix) -> None:
        """A matrix is ready; one that was stopped has fewer options."""
        self._end_progress()
        if self.view.is_writing:  # a table that is filled anew would take what is typed with it
            return
        self.matrix = matrix
        self._fill(matrix)
        self._show(self.view)

    def _fill(self, matrix: Matrix) -> None:
        shown = self.options[: len(matrix.titles)]
        charts = [option.chart for option in shown if option.chart]
        place, bars = self.view.place(), (self.view.verticalScrollBar(), self.view.horizontalScrollBar())
        scrolled = [bar.value() for bar in bars]
        self.table.show(matrix, lines(matrix, charts, self.wish), shown)
        self.view.arrange()
        self.view.keep_place(*place)
        for bar, value in zip(bars, scrolled, strict=True):
            bar.setValue(value)
        self.corner.tell(matrix, self.window_.document.book.vocabulary)
        self.bar.tell(len(shown), len(self.choice.offered()), len(matrix.rules), self.wish)
        self.window_.status.stand_in(_told(matrix, len(self.options)))

    def _show(self, page: MatrixView | Alone) -> None:
        self.pages.setCurrentWidget(page)
        self.bar.set_used(page is self.view)
        self.export = self._export if page is self.view else None
        self.window_.actions_table.refresh()
        if page is self.alone:
            self.window_.status.stand_in(())

    def _show_finding(self, row: int, place: int) -> None:
        opening.show_finding(self.window_, self.options[place], self.table.lines[row].key)

    def _follow_link(self, row: int) -> None:
        key = self.table.lines[row].key
        if key == "differ":
            self.toggle_all()
        elif key == "case":
            self.toggle_answers()

    def _write(self, option: Option, line: Line, text: str) -> bool:
        return opening.write(self.window_, option, line, text)

    def _choose(self) -> None:
        chooser = Chooser(self.choice, self)
        chooser.add.clicked.connect(self.add_file)
        chooser.open_below(self.bar.options)

    def _end_progress(self) -> None:
        if self.progress is not None:
            self.progress.end()
            self.progress = None

    def _show_menu(self, place: int, where: QPoint) -> None:
        menu = self.menu(place)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def menu(self, place: int) -> QMenu:
        """What can be done with an option."""
        option, choice, last = self.options[place], self.choice, len(self.options) - 1
        menu = QMenu(self)
        for text, do, can in (
            (_("Show on the canvas"), lambda: opening.show(self.window_, option), not option.is_here),
            (_("Hold the others against it"), lambda: choice.hold_against(option), place > 0),
            (_("Move left"), lambda: choice.move(option, place - 1), place > 1),
            (_("Move right"), lambda: choice.move(option, place + 1), 0 < place < last),
            (_("Leave out"), lambda: choice.tick(option, False), place > 0),
        ):
            action = menu.addAction(text)
            action.setEnabled(can)
            action.triggered.connect(lambda checked=False, do=do: do())
        menu.addSeparator()
        menu.addAction(self.window_.actions_table["plan"])
        return menu


def _told(matrix: Matrix, wanted: int) -> tuple[str, ...]:
    """What the status bar says of a matrix."""
    count, differ = len(matrix.titles), sum(row.differs for row in matrix.rules)
    parts = [
        plural("{count} option", "{count} options", count),
        plural("{count} rule fires somewhere", "{count} rules fire somewhere", len(matrix.rules)),
        plural("{count} differs", "{count} differ", differ),
    ]
    if wanted > count:
        parts.append(_("Stopped: {count} not worked out").format(count=wanted - count))
    return tuple(parts)
