"""Words on the screen: always plain text, whatever a name contains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def with_mnemonics(titles: Iterable[str]) -> Iterator[str]:
    """Titles of a menu bar, each with the first letter that none before has: Alt and that letter open it."""
    taken: set[str] = set()
    for title in titles:
        free = (n for n, letter in enumerate(title) if letter.isalnum() and letter.casefold() not in taken)
        place = next(free, -1)
        taken.add(title[place : place + 1].casefold())
        before, rest = no_mnemonic(title[: max(0, place)]), no_mnemonic(title[max(0, place) :])
        yield f"{before}&{rest}" if place >= 0 else rest


def no_mnemonic(text: str) -> str:
    """Text for menus and buttons, where a single & would be eaten."""
    return text.replace("&", "&&")


def tip(text: str) -> str:
    """Text for a tooltip: never read as HTML, wrapped when long."""
    return f"<qt>{escape(text)}</qt>" if text else ""


class Words(QLabel):
    """A label of plain text in one of the roles of the style sheet ("body", "label", "quote" ...)."""

    def __init__(
        self, text: str = "", role: str = "body", parent: QWidget | None = None, *, wrap: bool = False
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Wrapped words may be narrow; how high they are then, the layout asks by itself."""
        hint = super().minimumSizeHint()
        return QSize(40, self.fontMetrics().height()) if self.wordWrap() else hint


class Elided(QLabel):
    """One line of plain text that ends in an ellipsis when there is no room; the tooltip has it whole."""

    def __init__(self, text: str = "", role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def sizeHint(self) -> QSize:
        """Any width will do; it takes what is left."""
        return QSize(24, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room: QRect = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(
            room,
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine),
            shown,
        )
        painter.end()
        self.setToolTip(tip(self.text()) if shown != self.text() else "")
