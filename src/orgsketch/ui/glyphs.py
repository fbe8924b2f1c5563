"""Icons, function tiles and marks for widgets: the drawings of the canvas, as pixels and as small widgets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from orgsketch.drawing import icons, marks
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.paint import paint
from orgsketch.drawing.picture import Rectangle, Shape
from orgsketch.ui import look

MARK = 16  # the side of a mark in a list


def draw_icon(painter: QPainter, name: str, place: QRectF, token: str = "text") -> None:
    """Draw an icon into a square place, in the colour of a token."""
    paint(painter, [icons.icon(name, place.x(), place.y(), place.width(), token)], look.theme())


def draw_mark(painter: QPainter, mark: Mark, place: QRectF, ground: str = "") -> None:
    """Draw a mark into a square place."""
    centre = place.center()
    paint(painter, list(marks.mark_shapes(mark, centre.x(), centre.y(), place.width(), ground)), look.theme())


def draw_tile(painter: QPainter, icon: str, hue: str, place: QRectF) -> None:
    """Draw the tile of a function: its family's ground with its icon."""
    side = place.width()
    inset = round(side * 0.2)
    shapes: list[Shape] = [
        Rectangle(place.x(), place.y(), side, side, f"tile:{hue}", f"rim:{hue}", 1, 5),
        icons.icon(icon, place.x() + inset, place.y() + inset, side - 2 * inset, f"family:{hue}"),
    ]
    paint(painter, shapes, look.theme())


def icon_pixmap(name: str, token: str, size: int, ratio: float) -> QPixmap:
    """An icon as pixels, sharp at this device pixel ratio."""
    made = QPixmap(QSize(size, size) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_icon(painter, name, QRectF(0, 0, size, size), token)
    painter.end()
    return made


def qicon(name: str, widget: QWidget, token: str = "text", size: int = 18) -> QIcon:
    """An icon for a button of the toolkit, faint where the button is disabled."""
    made = QIcon(icon_pixmap(name, token, size, widget.devicePixelRatioF()))
    made.addPixmap(icon_pixmap(name, "text%35", size, widget.devicePixelRatioF()), QIcon.Mode.Disabled)
    return made


class Glyph(QWidget):
    """A drawing of fixed size that follows the theme by itself."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(self.side, self.side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint in the theme in use."""
        painter = QPainter(self)
        self.draw(painter, QRectF(0, 0, self.side, self.side))
        painter.end()

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """What is drawn into the square."""
        raise NotImplementedError


class Icon(Glyph):
    """An icon in the colour of a token."""

    def __init__(
        self, name: str, token: str = "text_muted", side: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(side, parent)
        self.name, self.token = name, token

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """The icon."""
        draw_icon(painter, self.name, place, self.token)


class Tile(Glyph):
    """The tile of a function."""

    def __init__(self, icon: str, hue: str, side: int = 22, parent: QWidget | None = None) -> None:
        super().__init__(side, parent)
        self.icon, self.hue = icon, hue

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """The tile."""
        draw_tile(painter, self.icon, self.hue, place)


class Marks(Glyph):
    """One or more marks side by side, the worst one on the left."""

    def __init__(self, shown: Sequence[Mark], side: int = MARK, parent: QWidget | None = None) -> None:
        super().__init__(side + 4, parent)
        self.shown = tuple(shown)
        self.setAccessibleName(", ".join(mark.kind for mark in shown))

    def sizeHint(self) -> QSize:
        """As wide as the marks need."""
        return QSize(max(1, len(self.shown)) * self.side, self.side)

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """The marks."""
        for number, mark in enumerate(self.shown):
            spot = place.translated(number * self.side, 0).adjusted(2, 2, -2, -2)
            draw_mark(painter, mark, spot)
