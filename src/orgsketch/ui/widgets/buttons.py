"""Buttons: with an icon, as a link, as a chip, as segments of one choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from orgsketch.drawing.marks import Mark
from orgsketch.ui import glyphs, look
from orgsketch.ui.widgets.words import no_mnemonic, tip

HIT = 28


def button(text: str, role: str = "", icon: str = "") -> QPushButton:
    """A push button; roles are "primary", "link", "destructive"."""
    made = QPushButton(no_mnemonic(f" {text}" if icon else text))
    made.setAccessibleName(text)
    made.setProperty("role", role)
    made.setCursor(Qt.CursorShape.PointingHandCursor if role == "link" else Qt.CursorShape.ArrowCursor)
    made.setAutoDefault(False)
    if role == "link":
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon:
        made.setIcon(glyphs.qicon(icon, made, "text_on_accent" if role == "primary" else "text", 16))
    return made


class IconButton(QToolButton):
    """A small button that is an icon; its name is said in the tooltip and to screen readers."""

    def __init__(self, icon: str, name: str, side: int = HIT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.icon_name, self.token = icon, "text"
        self.setFixedSize(side, side)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The toolkit's ground, our icon."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = round(self.width() * 0.62)
        place = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        glyphs.draw_icon(painter, self.icon_name, place, self.token if self.isEnabled() else "text%35")
        painter.end()


class Pill(QAbstractButton):
    """A small rounded button with a drawing in front; paints itself."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(look.font("small"))

    lead = 0  # room for a drawing in front of the text
    tail = 0
    pad = 10
    height_hint = 26
    most = 240
    ink = "text"

    def sizeHint(self) -> QSize:
        """As wide as its text, up to a bound."""
        text = self.fontMetrics().horizontalAdvance(self.text()) + 1
        return QSize(min(self.most, self.lead + text + self.tail + 2 * self.pad), self.height_hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, edge, text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        room = self.rect().adjusted(self.pad + self.lead, 0, -self.pad - self.tail, 0)
        painter.setPen(look.color("accent" if self.isChecked() else self.ink))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        self.draw_lead(painter)
        painter.end()

    def paint_ground(self, painter: QPainter) -> None:
        """The pill itself."""
        edge = "accent" if self.isChecked() else "control_border" if self.underMouse() else "card_border"
        thickness = look.theme().edge(1)
        if self.hasFocus():
            edge, thickness = "focus", 2
        painter.setPen(QPen(look.color(edge), thickness))
        painter.setBrush(look.color("accent_soft" if self.isChecked() else "surface_sunken"))
        half = thickness / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, 6, 6)

    def draw_lead(self, painter: QPainter) -> None:
        """A drawing in front of the text."""


class MarkChip(Pill):
    """A filter: a mark and how many findings wear it."""

    lead, pad = 20, 7

    def __init__(self, mark: Mark, count: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(str(count), parent)
        self.mark = mark
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setFont(look.font("label"))

    def draw_lead(self, painter: QPainter) -> None:
        """The mark."""
        glyphs.draw_mark(painter, self.mark, QRectF(6, (self.height() - 16) / 2, 16, 16))


class Pick(Pill):
    """A value that is on or off: a plus before it, or a tick."""

    lead = 18

    def __init__(self, value: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.value = value
        self.setCheckable(True)
        self.setToolTip(tip(text))

    def draw_lead(self, painter: QPainter) -> None:
        """Plus or tick."""
        name, token = ("tick", "accent") if self.isChecked() else ("plus", "text_muted")
        glyphs.draw_icon(painter, name, QRectF(8, (self.height() - 14) / 2, 14, 14), token)


class Chip(Pill):
    """A value that can be taken away: with an icon of its function, if it is one."""

    tail = 16
    removed = Signal(str)

    def __init__(
        self, value: str, text: str, icon: str = "", hue: str = "other", parent: QWidget | None = None
    ) -> None:
        self.lead = 22 if icon else 0
        super().__init__(text, parent)
        self.value, self.icon_name, self.hue = value, icon, hue
        self.setToolTip(tip(text))
        self.clicked.connect(lambda: self.removed.emit(self.value))

    def draw_lead(self, painter: QPainter) -> None:
        """The function's tile, and the cross."""
        if self.icon_name:
            glyphs.draw_tile(painter, self.icon_name, self.hue, QRectF(6, 4, 18, 18))
        glyphs.draw_icon(painter, "close", QRectF(self.width() - 21, 7, 12, 12), "text_muted")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the value away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.value)
        else:
            super().keyPressEvent(event)


class Segments(QWidget):
    """One choice of a few, side by side; "Not known" looks as normal as any other.

    `chosen(value)` is emitted when the user picks. Left and right move, as in radio buttons.
    """

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        quiet: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.options, self.value, self.quiet = list(options), value, quiet
        self._under = -1
        self._by_key = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(look.font("small"))
        self._describe()

    def sizeHint(self) -> QSize:
        """All options at the width of their texts."""
        widths = [self.fontMetrics().horizontalAdvance(text) + 16 for _, text in self.options]
        return QSize(sum(widths), HIT)

    def minimumSizeHint(self) -> QSize:
        """Texts elide before the row does."""
        return QSize(32 * len(self.options), HIT)

    def fits(self, width: int) -> bool:
        """Whether every text can be read at this width."""
        return self.sizeHint().width() <= width

    def choose(self, value: str) -> None:
        """Show another value, without a signal."""
        self.value = value
        self._describe()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sunken row; the chosen option raised in accent, a quiet one in grey."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = look.theme().edge(1)
        rect = QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.setPen(QPen(look.color("card_border"), edge))
        painter.setBrush(look.color("surface_sunken"))
        painter.drawRoundedRect(rect, 6, 6)
        for place, (value, text) in enumerate(self.options):
            self._paint_option(painter, place, value, text)
        if self.hasFocus() and self._by_key:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the option under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the option under the pointer."""
        self._under = self._at(event.position().x())
        _, text = self.options[self._under]
        self.setToolTip(
            tip(text)
            if self._room(self._under).width() < self.fontMetrics().horizontalAdvance(text) + 6
            else ""
        )
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        self._under = -1
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, when it came by the keyboard."""
        self._by_key = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        values = [value for value, _ in self.options]
        here = values.index(self.value) if self.value in values else -1 if step > 0 else len(values)
        self._by_key = True
        self._pick(max(0, min(len(values) - 1, here + step)))

    def _paint_option(self, painter: QPainter, place: int, value: str, text: str) -> None:
        room = self._room(place)
        is_chosen, is_quiet = value == self.value, value == self.quiet
        if is_chosen:
            painter.setPen(QPen(look.color("control_border" if is_quiet else "accent"), look.theme().edge(1)))
            painter.setBrush(look.color("surface" if is_quiet else "accent_soft"))
            painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        elif place == self._under:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("text%5"))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 5, 5)
        made = look.font("small")
        made.setWeight(made.Weight.DemiBold if is_chosen and not is_quiet else made.Weight.Normal)
        painter.setFont(made)
        painter.setPen(look.color("accent" if is_chosen and not is_quiet else "text"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) - 6)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), shown)

    def _room(self, place: int) -> QRectF:
        """The room of an option: by the length of the texts, so that long ones get more."""
        widths = [self.fontMetrics().horizontalAdvance(text) + 16 for _, text in self.options]
        share = self.width() / sum(widths)
        return QRectF(sum(widths[:place]) * share, 0, widths[place] * share, self.height())

    def _at(self, x: float) -> int:
        places = [place for place in range(len(self.options)) if self._room(place).right() >= x]
        return places[0] if places else len(self.options) - 1

    def _pick(self, place: int) -> None:
        value = self.options[place][0]
        if value != self.value:
            self.choose(value)
            self.chosen.emit(value)

    def _describe(self) -> None:
        self.setAccessibleDescription(next((text for value, text in self.options if value == self.value), ""))
