"""The tabs over the chart: one an open chart; a branch that is dropped on one moves there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QTabBar

from orgsketch.resources import _
from orgsketch.ui import glyphs, look
from orgsketch.ui.commands import branches
from orgsketch.ui.outline_model import BOXES_MIME
from orgsketch.ui.widgets.buttons import IconButton
from orgsketch.ui.widgets.words import no_mnemonic, tip

if TYPE_CHECKING:
    from orgsketch.ui.window import Window

HEIGHT, WIDEST, NARROWEST = 34, 240, 110


class TabStrip(QTabBar):
    """`close_wanted(place)`; `dropped(place, boxes, is_copy)`: boxes of the chart that is seen."""

    close_wanted = Signal(int)
    dropped = Signal(int, list, bool)

    def __init__(self) -> None:
        super().__init__()
        self._aim = -1
        self._windows: dict[int, Window] = {}
        self._starts: set[int] = set()  # those that show the start page
        self.setObjectName("TabStrip")
        self.setAccessibleName(_("Open charts"))
        self.setMovable(True)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def add(self, window: Window) -> int:
        """A tab for a window; its place."""
        was_blocked = self.blockSignals(True)  # a tab without its window is nothing to turn to
        place = self.addTab("")
        self.setTabData(place, id(window))  # a widget in there would be held by its address alone
        self._windows[id(window)] = window
        self.blockSignals(was_blocked)
        cross = CloseButton()
        cross.clicked.connect(lambda: self.close_wanted.emit(self._place_of(window)))
        self.setTabButton(place, QTabBar.ButtonPosition.RightSide, cross)
        return place

    def window_at(self, place: int) -> Window:
        """The window of a tab."""
        return self._windows[self.tabData(place)]

    def tabRemoved(self, place: int) -> None:
        """Let go of windows that have no tab any more."""
        super().tabRemoved(place)
        kept = {self.tabData(other) for other in range(self.count())}
        self._windows = {key: window for key, window in self._windows.items() if key in kept}

    def refresh(self) -> None:
        """Name the tabs, tell what is unsaved; a single one is not shown."""
        self._starts = {key for key, window in self._windows.items() if window.is_at_start}
        for place in range(self.count()):
            window = self.window_at(place)
            name = _("Start") if window.is_at_start else window.document.name
            is_dirty = window.document.is_dirty and not window.is_at_start
            self.setTabText(place, no_mnemonic(name))
            self.setTabToolTip(place, tip(str(window.document.path or name)))
            self.setAccessibleTabName(place, _("{title}, not saved").format(title=name) if is_dirty else name)
            cross = self.tabButton(place, QTabBar.ButtonPosition.RightSide)
            if isinstance(cross, CloseButton):
                cross.show_state(name, is_dirty=is_dirty)
        self.setVisible(self.count() > 1)

    # --- boxes dropped on a tab -------------------------------------------------------------------------

    def aim(self, where: QPoint | None, *, is_copy: bool = False) -> str:
        """A branch is carried over a point of the screen: what dropping it there would do, "" = nothing."""
        place = self._at(self.mapFromGlobal(where)) if where else -1
        if place != self._aim:
            self._aim = place
            self.update()
        if place < 0:
            return ""
        text = (
            _("Copies the branch to {title}") if is_copy else _("Moves the branch to {title}; Ctrl copies it")
        )
        return text.format(title=self.window_at(place).document.name)

    def drop(self, where: QPoint, boxes: list[str], *, is_copy: bool) -> bool:
        """Drop a branch at a point of the screen; whether there was a tab to take it."""
        place = self._at(self.mapFromGlobal(where))
        self.aim(None)
        if place >= 0:
            self.dropped.emit(place, boxes, is_copy)
        return place >= 0

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Boxes from the outline."""
        if event.mimeData().hasFormat(BOXES_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They aim."""
        self.aim(self.mapToGlobal(event.position().toPoint()))
        event.setAccepted(self._aim >= 0)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They were not meant for here."""
        self.aim(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """They land."""
        boxes = bytes(event.mimeData().data(BOXES_MIME).data()).decode().split("\n")
        is_copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.drop(self.mapToGlobal(event.position().toPoint()), boxes, is_copy=is_copy)

    # --- what it is -------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes."""
        place = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and place >= 0:
            self.close_wanted.emit(place)
        else:
            super().mouseReleaseEvent(event)

    def tabSizeHint(self, place: int) -> QSize:
        """As wide as the name, within bounds."""
        text = self.fontMetrics().horizontalAdvance(self.tabText(place))
        return QSize(max(NARROWEST, min(WIDEST, text + 72)), HEIGHT)

    def minimumTabSizeHint(self, place: int) -> QSize:
        """Names are cut before tabs scroll."""
        return QSize(NARROWEST, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip, the tabs, the one that is seen in front."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), look.color("surface_sunken"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), look.color("hairline"))
        for place in range(self.count()):
            self._paint(painter, place)
        painter.end()

    def _paint(self, painter: QPainter, place: int) -> None:
        rect, is_current = QRectF(self.tabRect(place)), place == self.currentIndex()
        if is_current:
            painter.fillRect(rect, look.color("surface"))
            painter.fillRect(QRectF(rect.x(), 0, rect.width(), 2), look.color("accent"))
        elif place + 1 != self.currentIndex():
            painter.fillRect(QRectF(rect.right() - 1, 9, 1, HEIGHT - 18), look.color("hairline"))
        if place == self._aim or (is_current and self.hasFocus()):
            painter.setPen(QPen(look.color("drop_valid" if place == self._aim else "focus"), 2))
            painter.setBrush(look.color("accent_soft") if place == self._aim else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 3, -2, -2), 5, 5)
        icon = "file" if self.tabData(place) in self._starts else "chart"
        token = "accent" if is_current else "text_muted"
        glyphs.draw_icon(painter, icon, QRectF(rect.x() + 12, 10, 15, 15), token)
        made = look.font("strong" if is_current else "body")
        painter.setFont(made)
        painter.setPen(look.color("text" if is_current else "text_muted"))
        room = rect.adjusted(34, 0, -32, 0)
        shown = painter.fontMetrics().elidedText(
            self.tabText(place).replace("&&", "&"), Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _at(self, where: QPoint) -> int:
        """The tab under a point that can take something: any but the one that is seen."""
        place = self.tabAt(where) if self.isVisible() else -1
        return place if place != self.currentIndex() and place >= 0 else -1

    def _place_of(self, window: Window) -> int:
        return next(place for place in range(self.count()) if self.window_at(place) is window)


class CloseButton(IconButton):
    """Closes a tab; a dot while something is unsaved and the pointer is elsewhere."""

    def __init__(self) -> None:
        super().__init__("close", _("Close"), 22)
        self.is_dirty = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_state(self, name: str, *, is_dirty: bool) -> None:
        """Which tab it closes, and whether that has unsaved work."""
        self.is_dirty = is_dirty
        text = _("Close {title}").format(title=name)
        self.setAccessibleName(text)
        self.setToolTip(tip(f"{text} ({_('not saved')})" if is_dirty else text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dot or a cross."""
        if not self.is_dirty or self.underMouse():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("text_muted"))
        painter.drawEllipse(QRectF(7, 7, 8, 8))
        painter.end()


def drop_on(source: Window, target: Window, boxes: list[str], *, is_copy: bool) -> bool:
    """Move or copy a branch from one chart to another."""
    return branches.send(source, target, boxes, is_copy=is_copy)
