"""PNG, at any scale that fits into memory and can still be read."""

from __future__ import annotations

from math import ceil, sqrt

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from orgsketch.drawing.paint import color, paint
from orgsketch.drawing.picture import Picture
from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.exporters.application import ensure_application
from orgsketch.exporters.material import Material
from orgsketch.resources import _

# 100 million pixels are 400 MB while they are drawn; Qt draws nothing beyond 32,767 pixels a side.
MOST_PIXELS, LONGEST_SIDE = 100_000_000, 32_000
# What is made unasked: twice the size, up to a file that goes into an e-mail.
USUAL, USUAL_PIXELS = 2.0, 40_000_000
# Below this scale card titles cannot be read.
SMALLEST = 0.4
DOTS_PER_METRE = 96 / 0.0254


def write(material: Material) -> bytes:
    """The PNG file of a picture. Raises ExporterError when it would be too large or unreadable."""
    scale = fitting_scale(material.picture, material.options.scale)
    ensure_application()
    image = drawn(material.picture, material.theme, scale, is_transparent=material.options.transparent)
    image.setText("Title", material.picture.title)
    return encoded(image)


def fitting_scale(picture: Picture, wanted: float) -> float:
    """The wanted scale; where none is wanted (0) twice the size, or what a large picture leaves of it.

    Raises ExporterError when that is more than fits, or too small to read.
    """
    if not wanted:
        wanted = min(USUAL, _most(picture, USUAL_PIXELS))
        if wanted < SMALLEST:
            wanted = min(SMALLEST, _most(picture, MOST_PIXELS))
        if wanted >= SMALLEST:
            return wanted
        raise ExporterError(
            _(
                "The chart is too large for a readable PNG ({wide:,.0f} by {tall:,.0f} pixels at 100 %): "
                "export it as SVG or PDF, or export one branch."
            ).format(wide=picture.width, tall=picture.height)
        )
    most = _most(picture, MOST_PIXELS)
    if 0 < wanted <= most:
        return wanted
    sentence = _("A PNG of this chart can be at most {most:.0%} of its size; for more choose SVG or PDF.")
    raise ExporterError(sentence.format(most=most))


def _most(picture: Picture, pixels: int) -> float:
    """The largest scale at which a picture has so many pixels and no side that Qt cannot draw."""
    longest = max(picture.width, picture.height)
    return min(sqrt(pixels / (picture.width * picture.height)), LONGEST_SIDE / longest)


def drawn(picture: Picture, theme: Theme, scale: float, *, is_transparent: bool = False) -> QImage:
    """A picture as an image, `scale` image pixels for each of its own, with or without ground."""
    kind = QImage.Format.Format_ARGB32_Premultiplied if is_transparent else QImage.Format.Format_RGB32
    image = QImage(ceil(picture.width * scale), ceil(picture.height * scale), kind)
    if image.isNull():
        raise ExporterError(_("There is not enough memory for this PNG; choose a smaller scale."))
    image.fill(QColor(0, 0, 0, 0) if is_transparent else color(theme, picture.ground))
    image.setDotsPerMeterX(round(DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(DOTS_PER_METRE * scale))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, picture.shapes, theme)
    painter.end()
    return image


def encoded(image: QImage) -> bytes:
    """An image as a PNG file. Raises ExporterError when Qt cannot make it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise ExporterError(_("The PNG cannot be made: {reason}.").format(reason=writer.errorString()))
    return bytes(buffer.data().data())
