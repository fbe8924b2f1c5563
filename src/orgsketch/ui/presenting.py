"""The presentation view: the chart on the whole screen, one finding after the other by the arrow keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from orgsketch.drawing.marking import mark_of
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _, plural
from orgsketch.ui import glyphs, look
from orgsketch.ui.canvas import Canvas
from orgsketch.ui.canvas.telling import announce
from orgsketch.ui.spoken import finding_kind
from orgsketch.ui.widgets.boxes import Frame, column, row
from orgsketch.ui.widgets.words import Words

if TYPE_CHECKING:
    from orgsketch.drawing.marks import Mark
    from orgsketch.rules.finding import Finding
    from orgsketch.ui.window import Window

NEXT = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return)
BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace)
CAPTION = 132
NEAREST, AROUND = 1.0, 90.0  # zoom, and chart pixels kept free around the boxes of a finding


class Presentation(QWidget):
    """Nothing can be changed here. `place`: 0 = the whole chart, then the findings, worst first."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, Qt.WindowType.Window)
        self.setObjectName("Presentation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.host, self.place = window, 0
        self.canvas = self._make_canvas()
        self.document = self.canvas.document
        self.setWindowTitle(self.title)
        self._prepare(self.canvas)
        self.mark, self.heading = _MarkPicture(), Words("", "title", wrap=True)
        self.told, self.number = Words("", "body", wrap=True), Words("", "small")
        words = column(self.heading, self.told, None, self.number, gap=4)
        caption = Frame("Caption", row(self.mark, words, gap=20, margins=(32, 18, 32, 14)))
        caption.setFixedHeight(CAPTION)
        self.setLayout(column(self.canvas, caption, gap=0))
        self._find()
        self.show_place()

    @property
    def title(self) -> str:
        """The name of the chart that is shown."""
        return self.document.name

    def step(self, by: int) -> None:
        """The next finding, or the one before; it stops at both ends."""
        self.place = max(0, min(self.place + by, len(self.findings)))
        self.show_place()
        self.speak()

    def show_place(self) -> None:
        """Say what is shown, and show it."""
        finding = self.findings[self.place - 1] if self.place else None
        self.mark.show_mark(mark_of(finding) if finding else None)
        self.heading.setText(finding.title if finding else self.title)
        self.told.setText(str(finding.message) if finding else self._overview())
        self.number.setText(" · ".join(self._foot(finding)))
        boxes = [box for box in finding.boxes if box in self.document.chart.boxes] if finding else []
        self.canvas.select(boxes)
        self._show_boxes(boxes)

    def speak(self) -> None:
        """Let a screen reader say what is shown now."""
        announce(self, ". ".join((self.heading.text(), self.told.text(), self.number.text())))

    def showEvent(self, event: QShowEvent) -> None:
        """It begins."""
        super().showEvent(event)
        self.speak()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, jump to an end, leave."""
        key = event.key()
        if key in NEXT:
            self.step(1)
        elif key in BACK:
            self.step(-1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.step(-len(self.findings) if key == Qt.Key.Key_Home else len(self.findings))
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_F5):
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The screen has another size: show the same in it."""
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self.show_place)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Another theme: the canvas paints with its own."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "canvas"):
            self.canvas.set_theme(look.theme())

    def _make_canvas(self) -> Canvas:
        return Canvas(self.host.document)

    def _prepare(self, canvas: Canvas) -> None:
        """For looking only."""
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        canvas.viewport().setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        canvas.viewport().setAcceptDrops(False)
        canvas.zoom_bar.hide()
        canvas.minimap.want(False)
        canvas.installEventFilter(self)

    def _find(self) -> None:
        """The findings to step through."""
        self.findings = [finding for finding in self.document.report.findings if _is_shown(finding)]

    def _overview(self) -> str:
        boxes = plural("{count} box", "{count} boxes", len(self.document.chart.boxes))
        return f"{boxes}, " + plural("{count} finding", "{count} findings", len(self.findings))

    def _foot(self, finding: Finding | None) -> Iterator[str]:
        """What the last line says: where one is, and what it is or how to go on."""
        yield f"{self.place} / {len(self.findings)}"
        yield finding_kind(finding) if finding else _("Arrow keys step through the findings, Esc ends")

    def _show_boxes(self, boxes: list[str]) -> None:
        """As near as shows them all; the whole chart where there are none."""
        canvas = self.canvas
        for box in boxes:
            canvas.unfold_to(box)
        places = [rect for rect in map(canvas.chart_layout.rect, boxes) if rect]
        if not places:
            canvas.fit()
            return
        left, top = min(rect.x for rect in places), min(rect.y for rect in places)
        wide = max(rect.right for rect in places) - left
        tall = max(rect.bottom for rect in places) - top
        view, room = canvas.view, 2 * AROUND
        view.zoom = min(NEAREST, view.width / (wide + room), view.height / (tall + room))
        view.center(Rect(left, top, wide, tall))
        canvas.view_changed()
        canvas.zoom_bar.hide()


class _MarkPicture(QWidget):
    """The mark of the finding, large."""

    SIDE = 40

    def __init__(self) -> None:
        super().__init__()
        self.mark: Mark | None = None
        self.setFixedSize(self.SIDE, self.SIDE)

    def show_mark(self, mark: Mark | None) -> None:
        """Show another."""
        self.mark = mark
        self.setVisible(mark is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.mark is not None:
            glyphs.draw_mark(painter, self.mark, QRectF(self.rect()).adjusted(4, 4, -4, -4))
        painter.end()


def _is_shown(finding: Finding) -> bool:
    return finding.state == "open" and not finding.quiet
