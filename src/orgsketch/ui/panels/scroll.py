"""A column that scrolls and can be filled anew without losing its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from orgsketch.ui.widgets.boxes import column


class Scroll(QScrollArea):
    """A vertical list of widgets, as wide as the panel."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._place()

    def hold(self, content: QWidget) -> None:
        """Show one widget, at the top."""
        layout = self._place()
        layout.addWidget(content)
        layout.addStretch(1)

    def refill(self, fill: Callable[[QVBoxLayout], None]) -> None:
        """Replace the content, at the same place of the scroll bar; the keyboard stays where it was."""
        where = self.verticalScrollBar().value()
        held = self._held()
        old = self.takeWidget()
        fill(self._place())
        self._fit()
        self._hold_again(held)
        if old is not None:
            old.deleteLater()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(where))

    def reveal(self, widget: QWidget | None) -> None:
        """Scroll until a widget is seen, once the new content has its sizes."""
        if widget is not None:
            QTimer.singleShot(0, widget, lambda: self.ensureWidgetVisible(widget, 0, 60))

    def give_focus(self, widget: QWidget | None) -> None:
        """Let the keyboard go on where it was."""
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _held(self) -> tuple[int, str] | None:
        """Where the keyboard is among what takes it here, and the name of that; None when it is elsewhere."""
        stops, now = self._stops(), self.window().focusWidget()
        return (stops.index(now), now.accessibleName()) if now is not None and now in stops else None

    def _hold_again(self, held: tuple[int, str] | None) -> None:
        """Give the keyboard to what has the same name now, nearest to the old place, else to that place."""
        stops = self._stops() if held else []
        if held and stops:
            place, name = held
            alike = [stop for stop in stops if name and stop.accessibleName() == name]
            nearest = min(alike, key=lambda stop: abs(stops.index(stop) - place), default=None)
            self.give_focus(nearest or stops[min(place, len(stops) - 1)])

    def _stops(self) -> list[QWidget]:
        """What takes the keyboard here, from the top."""
        content = self.widget()
        parts = content.findChildren(QWidget) if content is not None else []
        return [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled()]

    def _fit(self) -> None:
        """Give the content its height now: Qt would paint it once as high as the panel, all rows squeezed."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        for part in content.findChildren(QWidget):
            part.ensurePolished()
        for _with_and_without_a_bar in range(2):
            layout.activate()
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _place(self) -> QVBoxLayout:
        content = QWidget()
        layout = column(gap=0)
        content.setLayout(layout)
        self.setWidget(content)
        return layout
