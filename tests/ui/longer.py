"""Words as long as German ones, everywhere: sentences of the program and of the packs grow by 60 percent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import NullTranslations
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QWidget

from orgsketch.ui.panels.scroll import Scroll
from orgsketch.ui.widgets.buttons import Pill
from orgsketch.ui.widgets.words import Elided

TAIL = "enzuständigkeiten"
# What a pack says in its own words; names, quotes and conditions stay as they are.
SAID = {"title", "message", "why", "fine_when", "text", "help", "says", "denies", "story", "output", "caveat"}
PIECES = re.compile(r"(\{[^}]*\}|\[[^\]]*\]|\s+|[^\w\s]+)")


def longer(text: str) -> str:
    """The text with every word 60 percent longer; places to fill in stay."""
    return "".join(_word(piece) for piece in PIECES.split(text))


def _word(piece: str) -> str:
    if not piece or PIECES.fullmatch(piece) or piece.isdigit():
        return piece
    return piece + TAIL[: max(1, round(len(piece) * 0.6))]


class Longer(NullTranslations):
    """A catalogue of a language that needs room."""

    def gettext(self, message: str) -> str:
        """Longer."""
        return longer(message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Longer."""
        return longer(one if n == 1 else many)


def longer_tables(tables: Any, key: str = "") -> Any:
    """A pack's tables with all it says longer."""
    if isinstance(tables, dict):
        return {name: longer_tables(value, name) for name, value in tables.items()}
    if isinstance(tables, list):
        return [longer_tables(value, key) for value in tables]
    return longer(tables) if key in SAID and isinstance(tables, str) else tables


def cut(top: QWidget) -> list[str]:
    """What is seen and has no room for its words; what elides on purpose has a tooltip for them."""
    wide = [f"{type(s).__name__} is too narrow for what it holds" for s in _scrolls(top) if _is_narrow(s)]
    return [f"{type(widget).__name__}: {words}" for widget, words in _worded(top) if _is_cut(widget)] + wide


def _scrolls(top: QWidget) -> list[Scroll]:
    return [scroll for scroll in top.findChildren(Scroll) if scroll.isVisible()]


def _is_narrow(scroll: Scroll) -> bool:
    return scroll.widget().width() > scroll.viewport().width() + 1


def _worded(top: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in (top, *top.findChildren(QWidget)):
        is_label = isinstance(widget, QLabel) and not isinstance(widget, Elided) and widget.text()
        is_button = isinstance(widget, (QPushButton, QCheckBox)) and widget.text()
        if widget.isVisible() and not widget.visibleRegion().isEmpty() and (is_label or is_button):
            yield widget, widget.text()  # type: ignore[attr-defined]
        elif isinstance(widget, Pill) and widget.isVisible():
            yield widget, widget.accessibleName()


def _is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        is_short = widget.height() < widget.heightForWidth(widget.width()) - 1
    elif isinstance(widget, Pill):
        is_short = widget.width() < min(widget.sizeHint().width(), widget.most)
    elif isinstance(widget, QCheckBox):
        is_short = widget.height() < widget.heightForWidth(widget.width()) - 1
    else:
        is_short = widget.width() < widget.sizeHint().width() - 1
    return is_short or _sticks_out(widget)


def _sticks_out(widget: QWidget) -> bool:
    """Whether its right edge is outside of what holds it."""
    holder = widget.parentWidget()
    if holder is None:
        return False
    right = widget.mapTo(holder, QPoint(0, 0)).x() + widget.width()
    return right > holder.width() + 1 and not isinstance(widget, QAbstractButton | QRect)


def nameless(top: QWidget) -> list[str]:
    """What takes the keyboard and has no name for who cannot see it."""
    takes = Qt.FocusPolicy.TabFocus
    seen = [w for w in top.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & takes]
    return [f"{type(widget).__name__} has no name" for widget in seen if not _name(widget)]


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text
