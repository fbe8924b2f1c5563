"""The tour: the example chart in four steps. It is offered once; the Help menu has it at any time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from orgsketch.errors import ResourceError
from orgsketch.model.diff import ChartDiff
from orgsketch.resources import N_, _, samples, settings
from orgsketch.ui import look
from orgsketch.ui.commands import files
from orgsketch.ui.corners import AWAY, free_corner
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.buttons import button
from orgsketch.ui.widgets.enter import press_button
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

EXAMPLE = "today"
WIDE = 340
ABOVE_ZOOM = 64


class Step(NamedTuple):
    """One stop: what it says, and the part of the window it is about."""

    title: str
    text: str
    target: Callable[[Tour], QRect]


def _marked(tour: Tour) -> QRect:
    return tour.card(tour.case.marked)


def _panel(tour: Tour) -> QRect:
    return tour.place(tour.host.side)


def _moving(tour: Tour) -> QRect:
    return tour.card(tour.case.moving)


def _tabs(tour: Tour) -> QRect:
    tabs: QTabBar = tour.host.side.tabs
    seat = tabs.tabRect(1)
    return QRect(tour.place(tabs).topLeft() + seat.topLeft(), seat.size())


STEPS = (
    Step(
        N_("Marks are findings"),
        N_(
            "Published experience has something to say here. Shape and letter tell how much it matters, a"
            " plus is good news, a question mark a fact that is missing. Click a mark."
        ),
        _marked,
    ),
    Step(
        N_("Every finding says why"),
        N_(
            "What on this chart leads to it, who says so in which words, who disagrees, and what would change"
            " it. There is no score and no winner: you decide."
        ),
        _panel,
    ),
    Step(
        N_("Try a move before you make it"),
        N_(
            "Drag {box} onto {manager}, or press {keys}. Before you let go, a note tells what the move would"
            " add and resolve. Esc leaves everything as it was, Ctrl+Z takes any step back."
        ),
        _moving,
    ),
    Step(
        N_("Answer what only you know"),
        N_(
            "Nothing is alarmed by what is not known. The questions here would settle most; each answer is"
            " judged at once. Then save your idea as an option and compare it."
        ),
        _tabs,
    ),
)


class Case(NamedTuple):
    """What the tour shows on the example: a box with findings, and a move that would remedy one."""

    rule: str = ""
    marked: str = ""
    moving: str = ""
    manager: str = ""


class Tour(Frame):
    """A note with four steps, and a frame around what each is about. Who does what it says is taken on."""

    def __init__(self, window: Window) -> None:
        super().__init__("Popover", parent=window)
        self.host, self.step, self.case = window, -1, Case()
        self.spot = Spot(window)
        self.number, self.head = Words("", "caption"), Words("", "strong", wrap=True)
        self.text = Words("", "body", wrap=True)
        self.back, self.on = button(_("Back")), button(_("Next"), "primary")
        self.skip = button(_("End the tour"), "link")
        foot = row(self.skip, None, self.back, self.on)
        self.setLayout(column(self.number, self.head, self.text, 6, foot, gap=4, margins=(16, 14, 16, 14)))
        self.back.clicked.connect(lambda: self.show_step(self.step - 1))
        self.on.clicked.connect(lambda: self.show_step(self.step + 1))
        self.skip.clicked.connect(self.end)
        window.side.findings.boxes_wanted.connect(lambda boxes: self._did(0))
        window.canvas.finding_clicked.connect(lambda rule, box: self._did(0))
        window.document.chart_changed.connect(self._follow)
        window.document.opened.connect(self.end)
        window.installEventFilter(self)
        window.canvas.viewport().installEventFilter(self)
        self.hide()

    @property
    def is_on(self) -> bool:
        """Whether a step is shown."""
        return self.step >= 0

    def begin(self) -> None:
        """Open a copy of the example and show the first step; once seen, it is not offered again."""
        forget()
        path = next(path for path in samples() if path.stem == EXAMPLE)
        target = files.open_sample(self.host, path)
        if target is not None:
            target.coaching.tour.start()

    def start(self) -> None:
        """The first step, on the chart that is open."""
        self.host.document.settle()
        self.case = self._case()
        self.host.actions_table["fit"].trigger()
        self.host.side.tabs.setCurrentIndex(0)
        self.show_step(0)

    def show_step(self, step: int) -> None:
        """Show a step; the one after the last ends the tour."""
        if not 0 <= step < len(STEPS):
            self.end()
            return
        self.step, stop = step, STEPS[step]
        count = _("Step {number} of {count}").format(number=step + 1, count=len(STEPS))
        text = _(stop.text).format(**self._names())
        self.number.setText(count)
        self.head.setText(_(stop.title))
        self.text.setText(text)
        self.back.setEnabled(step > 0)
        self.on.setText(_("Done") if step == len(STEPS) - 1 else _("Next"))
        self.on.setAccessibleName(self.on.text())
        self.setAccessibleName(f"{count}: {_(stop.title)}")
        self.on.setAccessibleDescription(text)
        if step == 1 and self.case.marked:
            self.host.show_finding(self.case.rule, self.case.marked)
        self.show()
        self._place()
        self.raise_()
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Go; the chart stays open."""
        if self.is_on:
            self.step = -1
            self.hide()
            self.spot.hide()
            self.host.coaching.hints.refresh_soon()
            self.host.focus_chart()

    def place(self, widget: QWidget) -> QRect:
        """Where a part of the window is, as the window counts."""
        return QRect(widget.mapTo(self.host, QPoint(0, 0)), widget.size())

    def card(self, box: str) -> QRect:
        """Where a card is; nothing when it is out of sight."""
        canvas = self.host.canvas
        seen = canvas.screen_rect(box) if box else None
        if seen is None:
            return QRect()
        corner = self.place(canvas.viewport()).topLeft() + QPoint(round(seen.x), round(seen.y))
        return QRect(corner, corner + QPoint(round(seen.width), round(seen.height)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends; Enter does what the button says that has the keyboard."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif not press_button(self, event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the chart and the window; without the chart there is nothing to show."""
        if event.type() == QEvent.Type.Hide:
            self.end()
        elif self.is_on and event.type() in (QEvent.Type.Resize, QEvent.Type.Paint):
            self._place()
        return False

    # ---- inside ----

    def _case(self) -> Case:
        """The worst finding that a move would end."""
        for finding in self.host.document.report.findings:
            for remedy in finding.remedies if finding.boxes else ():
                for box, (old, new) in remedy.diff.boxes.items() if remedy.diff else ():
                    if old and new and new.reports_to and old.reports_to != new.reports_to:
                        return Case(finding.rule, finding.boxes[0], box, new.reports_to)
        return Case()

    def _names(self) -> dict[str, str]:
        boxes = self.host.document.chart.boxes
        names = {
            name: boxes[box].title if box in boxes else _("a box")
            for name, box in (("box", self.case.moving), ("manager", self.case.manager))
        }
        return {**names, "keys": self.host.actions_table["move_to"].shortcut().toString()}

    def _did(self, step: int) -> None:
        """What this step asks for was done."""
        if self.step == step:
            self.show_step(step + 1)

    def _follow(self, diff: ChartDiff) -> None:
        moved = (old and new and old.reports_to != new.reports_to for old, new in diff.boxes.values())
        if any(moved):
            self._did(2)

    def _place(self) -> None:
        """Beside what it is about, never over it."""
        if not self.is_on:
            return
        target = STEPS[self.step].target(self)
        self.spot.surround(target)
        inner = self.layout()
        assert inner is not None
        self.setFixedSize(WIDE, inner.totalHeightForWidth(WIDE))
        canvas, foot = self.place(self.host.canvas), int(self.host.canvas.foot())
        corner = canvas.topLeft() + free_corner(self.host.canvas, self.size(), self._shown(), foot)
        if not canvas.intersects(target):  # a panel at the side
            low = canvas.bottom() - self.height() - ABOVE_ZOOM
            high = max(canvas.top() + AWAY, target.top())
            is_tall = target.height() > canvas.height() / 2
            corner = QPoint(canvas.right() - self.width() - AWAY, low if is_tall else high)
        if corner != self.pos():
            self.move(corner)

    def _shown(self) -> list[str]:
        return [box for box in (self.case.marked, self.case.moving, self.case.manager) if box]


class Spot(QWidget):
    """A frame around a part of the window that lets everything through."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.host = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, target: QRect) -> None:
        """Stand around a rectangle of the window; go when it is empty."""
        wanted = target.adjusted(-7, -7, 7, 7).intersected(self.host.rect())
        if target.isEmpty():
            self.hide()
        elif wanted != self.geometry() or not self.isVisible():
            self.setGeometry(wanted)
            self.show()
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two pixels in accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 10, 10)
        painter.end()


def forget() -> None:
    """The tour is not offered any more."""
    with suppress(ResourceError):
        settings.update(tour=False)
