"""Fields of panels and dialogs: each with a label above, committing what was typed by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from orgsketch.ui import glyphs, look
from orgsketch.ui.widgets.boxes import column
from orgsketch.ui.widgets.words import Words

TYPING_PAUSE = 350


class Line(QLineEdit):
    """One line of text. `typed(text, visit)` follows the typing; `visit` counts how often it was entered."""

    typed = Signal(str, int)

    def __init__(self, text: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setPlaceholderText(hint)
        self.visit = 0
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.commit)
        self.textEdited.connect(lambda: self._pause.start())
        self.editingFinished.connect(self.commit)
        self._last = text

    def show_text(self, text: str) -> None:
        """Show another value, unless the user is typing here."""
        if self.hasFocus() and self._pause.isActive():
            return
        self._last = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(len(text) if self.hasFocus() else 0)

    def commit(self) -> None:
        """Say now what was typed."""
        self._pause.stop()
        if self.text() != self._last:
            self._last = self.text()
            self.typed.emit(self.text(), self.visit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A new visit: what is typed now is an undo step of its own."""
        self.visit += 1
        super().focusInEvent(event)


class Notes(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    typed = Signal(str, int)

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setFixedHeight(84)
        self.visit = 0
        self._last = ""
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._start)

    def show_text(self, text: str) -> None:
        """Show another value, unless the user is typing here."""
        if self.hasFocus() and self._pause.isActive():
            return
        self._last = text
        if self.toPlainText() != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def commit(self) -> None:
        """Say now what was typed."""
        self._pause.stop()
        if self.toPlainText() != self._last:
            self._last = self.toPlainText()
            self.typed.emit(self._last, self.visit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A new visit."""
        self.visit += 1
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving commits."""
        super().focusOutEvent(event)
        self.commit()

    def _start(self) -> None:
        if self.hasFocus():
            self._pause.start()


class Search(QLineEdit):
    """A field with a lens. Down and Up are handed on to the list it searches."""

    moved = Signal(int)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "search")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its lens."""
        super().paintEvent(event)
        painter = QPainter(self)
        glyphs.draw_icon(painter, "search", QRectF(9, (self.height() - 15) / 2, 15, 15), "text_muted")
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Esc empties the field."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """A drop-down list of (value, text); the wheel scrolls the panel, not the choice."""

    TAKEN = 40  # by the edges and the arrow
    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]] = (), value: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.offer(options, value)
        self.activated.connect(lambda: self.chosen.emit(self.value()))

    def offer(self, options: Sequence[tuple[str, str]], value: str = "") -> None:
        """Replace the options."""
        self.clear()
        for key, text in options:
            self.addItem(text, key)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show a value, or nothing where it is not offered."""
        self.setCurrentIndex(self.findData(value))

    def value(self) -> str:
        """The value chosen, "" when none."""
        return str(self.currentData() or "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its arrow; words without room end in an ellipsis."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.width() - self.TAKEN
        shown = self.currentText() or self.placeholderText()
        option.currentText = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        glyphs.draw_icon(
            painter, "chevron_down", QRectF(self.width() - 24, (self.height() - 14) / 2, 14, 14), "text_muted"
        )
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Not ours."""
        event.ignore()


class Tick(QCheckBox):
    """A check box with our own tick; its words wrap."""

    BOX, GAP, TALL = 17, 9, 20

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """All words on one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 if self.text() else 0
        return QSize(self.BOX + (self.GAP + wide if wide else 0), self.TALL)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one may read it; how high it is then, the layout asks by itself."""
        return QSize(min(self.sizeHint().width(), 120), self.TALL)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the words need."""
        room = QRect(0, 0, max(40, width - self.BOX - self.GAP), 10_000)
        words = self.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, self.text())
        return max(self.TALL, words.height() + 3)

    def hitButton(self, pos: QPoint) -> bool:
        """The words belong to the box."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box, its tick, the words; underlined while the keyboard is here."""
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.rect = QRect(0, 1, self.BOX, self.BOX)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, self)
        self._paint_tick(painter)
        made = self.font()
        made.setUnderline(self.hasFocus())
        painter.setFont(made)
        painter.setPen(look.color("text" if self.isEnabled() else "text_muted"))
        room = self.rect().adjusted(self.BOX + self.GAP, 1, 0, 0)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), self.text())
        painter.end()

    def _paint_tick(self, painter: QPainter) -> None:
        if self.checkState() == Qt.CheckState.Unchecked:
            return
        is_on = self.checkState() == Qt.CheckState.Checked
        token = "text_on_accent" if is_on else "accent"
        glyphs.draw_icon(painter, "tick" if is_on else "minus", QRectF(2, 3, 13, 13), token)


def labelled(label: str, field: QWidget) -> QWidget:
    """A field with its label above, known by it to screen readers."""
    words = Words(label, "label")
    words.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(label)
    made = QWidget()
    made.setLayout(column(words, field, gap=4))
    return made
