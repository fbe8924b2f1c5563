"""Arranging widgets in a line of code: rows, columns, and a layout that flows like words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

Item: TypeAlias = QWidget | QLayout | int | None
Margins: TypeAlias = tuple[int, int, int, int] | int


def row(*items: Item, gap: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """Items side by side; a number is a fixed gap, None takes the room that is left."""
    made = QHBoxLayout()
    fill(made, items, gap, margins)
    return made


def column(*items: Item, gap: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """Items below each other, as `row`."""
    made = QVBoxLayout()
    fill(made, items, gap, margins)
    return made


def fill(layout: QBoxLayout, items: Iterable[Item], gap: int = 8, margins: Margins = 0) -> None:
    """Add items to a box layout, as `row`."""
    layout.setSpacing(gap)
    layout.setContentsMargins(*(margins if isinstance(margins, tuple) else (margins,) * 4))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; its widgets go when the event loop comes round."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class Frame(QFrame):
    """A frame that the style sheet knows by name."""

    def __init__(self, name: str = "", layout: QLayout | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        if layout is not None:
            self.setLayout(layout)


class Pages(QStackedWidget):
    """Pages one above the other; only the one that is shown says how small they may be."""

    def minimumSizeHint(self) -> QSize:
        """That of the page that is shown."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page else QSize()


def hairline(vertical: bool = False) -> QFrame:
    """A thin line between groups."""
    made = Frame("Rule")
    made.setFixedSize(1, 16777215) if vertical else made.setFixedHeight(1)
    return made


class Flow(QLayout):
    """Puts items beside each other and starts a new line where one is full.

    `is_level`: the items of a line stand on one middle, not on one top.
    """

    def __init__(self, gap: int = 8, parent: QWidget | None = None, *, is_level: bool = False) -> None:
        super().__init__(parent)
        self._is_level = is_level
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Keep an item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Hand an item back."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width."""
        return self._arrange(QRect(0, 0, width, 0), is_dry=True)

    def setGeometry(self, rect: QRect) -> None:
        """Put the items in their places."""
        super().setGeometry(rect)
        self._arrange(rect, is_dry=False)

    def sizeHint(self) -> QSize:
        """One line of everything."""
        sizes = [item.sizeHint() for item in self._there()]
        width = sum(size.width() + self._gap for size in sizes)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The largest item alone."""
        sizes = [item.minimumSize() for item in self._there()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    @staticmethod
    def of(*widgets: QWidget, gap: int = 8) -> QWidget:
        """Widgets on one middle beside each other as far as there is room, the others below."""
        made = QWidget()
        layout = Flow(gap, made, is_level=True)
        for widget in widgets:
            layout.addWidget(widget)
        return made

    def _there(self) -> list[QLayoutItem]:
        """The items that Qt has not deleted with their widgets, which it does without asking for them back.

        A fault here would end the program: Qt asks for sizes from within other overrides (see `ui.shield`).
        """
        self._items = [item for item in self._items if isValid(item)]
        return self._items

    def _arrange(self, rect: QRect, is_dry: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            x, high = rect.x(), max(size.height() for _item, size in line)
            for item, size in line:
                if not is_dry:
                    lower = (high - size.height()) // 2 if self._is_level else 0
                    item.setGeometry(QRect(QPoint(x, y + lower), size))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap - rect.y())

    def _lines(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """The items that stand side by side, line by line."""
        line: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for item in self._there():
            size = item.sizeHint()
            if line and taken + size.width() > width:
                yield line
                line, taken = [], 0
            line.append((item, size))
            taken += size.width() + self._gap
        if line:
            yield line
