"""Rows that are pressed as a whole: a drawing, two lines of words, something at the end."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QSizePolicy, QWidget

from orgsketch.ui import look
from orgsketch.ui.widgets.boxes import column, row
from orgsketch.ui.widgets.enter import ENTER
from orgsketch.ui.widgets.words import Words


class Pressable(QAbstractButton):
    """A button whose face is a layout of other widgets; arrows walk from one to the next."""

    def __init__(
        self, face: QLayout, name: str, parent: QWidget | None = None, *, radius: int = 6, edge: str = ""
    ) -> None:
        super().__init__(parent)
        self.setLayout(face)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.radius, self.edge = radius, edge
        self._by_key = False
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._let_clicks_through()

    def sizeHint(self) -> QSize:
        """What the face wants."""
        return self.face().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the face needs."""
        return self.face().minimumSize()

    def heightForWidth(self, width: int) -> int:
        """Words in the face may wrap."""
        return self.face().heightForWidth(width) if self.face().hasHeightForWidth() else -1

    def hasHeightForWidth(self) -> bool:
        """As the face."""
        return self.face().hasHeightForWidth()

    def face(self) -> QLayout:
        """The layout of what is shown."""
        face = self.layout()
        assert face is not None
        return face

    def paintEvent(self, event: QPaintEvent) -> None:
        """A wash under the pointer, a ring for the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.setPen(QPen(look.color(self.edge), look.theme().edge(1)) if self.edge else Qt.PenStyle.NoPen)
        painter.setBrush(self._ground())
        painter.drawRoundedRect(rect, self.radius, self.radius)
        if self.hasFocus() and self._by_key:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, self.radius, self.radius)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too; up and down walk."""
        if event.key() in ENTER:
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who came by the keyboard."""
        self._by_key = event.reason() not in (
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        )
        super().focusInEvent(event)

    def _ground(self) -> object:
        if self.isDown():
            return look.color("accent_soft")
        if self.underMouse() and self.isEnabled():
            return look.color("text%4")
        return look.color("surface_raised") if self.edge else Qt.BrushStyle.NoBrush

    def _let_clicks_through(self) -> None:
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def two_lines(
    lead: QWidget, title: str, detail: str, *end: QWidget | QLayout, title_role: str = "row"
) -> QLayout:
    """The face of a row: a drawing, a title over a quiet line, what stands at the end."""
    words = [Words(title, title_role, wrap=True)]
    if detail:
        words.append(Words(detail, "caption", wrap=True))
    return row(
        column(lead, None, gap=0, margins=(0, 1, 0, 0)),
        column(*words, gap=1),
        *end,
        gap=8,
        margins=(4, 6, 4, 6),
    )
