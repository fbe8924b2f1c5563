"""Typing a structure: a mistake is marked in the text, which stays until it can be drawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from orgsketch.errors import OrgsketchError, ShorthandError
from orgsketch.resources import _
from orgsketch.ui import look
from orgsketch.ui.dialogs.sheet import Sheet
from orgsketch.ui.widgets.enter import ENTER
from orgsketch.ui.widgets.words import Words

EXAMPLE = "CEO[Product[PM PMM] Marketing[Marcom] Dev Sales]"
LINES = 8


class StructureSheet(Sheet):
    """Asks for shorthand or an outline. `read` reads a text, or raises what is wrong with it.

    `typed`: what was typed elsewhere and cannot be read: its mistake is marked at once.
    """

    def __init__(self, parent: QWidget | None, read: Callable[[str], object], typed: str = "") -> None:
        super().__init__(
            parent,
            _("Draw a typed structure"),
            _("Reports stand in brackets behind their manager, or indented below, one box a line."),
            width=560,
        )
        self.read = read
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(_("Structure"))
        self.field.setPlaceholderText(EXAMPLE)
        self.field.setMinimumHeight(self.field.fontMetrics().lineSpacing() * LINES + 20)
        self.mistake = Words("", "warning", wrap=True)
        self.mistake.hide()
        self.put(self.field, self.mistake)
        self.offer(("", _("Cancel"), ""), ("draw", _("Draw it"), "primary"))
        self.field.setPlainText(typed)
        self.field.textChanged.connect(self._forgive)
        self.field.installEventFilter(self)
        self.field.setFocus()
        if typed:
            self.choose("draw")

    @property
    def text(self) -> str:
        """What is typed; the example where nothing is."""
        return self.field.toPlainText() if self.field.toPlainText().strip() else EXAMPLE

    def choose(self, answer: str) -> None:
        """Draw it, or say what is wrong and where; the text stays."""
        try:
            if answer:
                self.read(self.text)
        except OrgsketchError as error:
            self._tell(error)
        else:
            super().choose(answer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter draws; Enter alone begins a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in ENTER
            if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.choose("draw")
                return True
        return super().eventFilter(watched, event)

    def _tell(self, error: OrgsketchError) -> None:
        """Say the mistake, mark its line, and put the keyboard there."""
        said = str(error)
        if isinstance(error, ShorthandError):
            place = _("Line {line}, column {column}").format(line=error.line, column=error.column)
            said = f"{place}: {said}"
            self._mark(error.line, error.column)
        self.mistake.setText(said[:1].upper() + said[1:])
        self.mistake.show()
        self.mistake.setAccessibleName(self.mistake.text())
        self.field.setFocus()

    def _mark(self, line: int, column: int) -> None:
        block = self.field.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.movePosition(
            QTextCursor.MoveOperation.Right, n=min(max(0, column - 1), max(0, block.length() - 1))
        )
        self.field.setTextCursor(cursor)
        self.field.setExtraSelections([_line(QTextCursor(cursor)), *_letter(QTextCursor(cursor))])

    def _forgive(self) -> None:
        """What is typed now is another text."""
        self.field.setExtraSelections([])
        self.mistake.hide()


def _line(cursor: QTextCursor) -> QTextEdit.ExtraSelection:
    """The whole line, on the ground of a mistake."""
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format.setBackground(look.color("critical_soft"))
    made.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return made


def _letter(cursor: QTextCursor) -> list[QTextEdit.ExtraSelection]:
    """The letter where the mistake is, where the line does not end there."""
    if cursor.atBlockEnd():
        return []
    cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor)
    made = QTextEdit.ExtraSelection()
    made.cursor = cursor
    made.format.setBackground(look.color("critical"))
    made.format.setForeground(look.color("text_on_mark"))
    return [made]
