"""PNG, at any scale: painted in strips and tiles, so that neither memory nor Qt's painter limits its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import ceil, sqrt

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter

from orgsketch.drawing.extent import within
from orgsketch.drawing.paint import color, paint
from orgsketch.drawing.picture import Group, Path, Picture, Shape
from orgsketch.drawing.theme import Theme
from orgsketch.errors import ExporterError
from orgsketch.exporters.application import ensure_application
from orgsketch.exporters.material import Material
from orgsketch.exporters.pngfile import png
from orgsketch.layout.geometry import Rect
from orgsketch.resources import _

# What is made unasked: twice the size, up to a file that goes into an e-mail; where text would be too small,
# up to what most programs open.
USUAL, USUAL_PIXELS = 2.0, 40_000_000
OPENED_PIXELS, OPENED_SIDE = 100_000_000, 32_000
# What is made when asked for.
MOST_PIXELS, LONGEST_SIDE = 1_000_000_000, 200_000
# Below this scale card titles cannot be read.
SMALLEST = 0.4
# Tiles of a strip: Qt paints nothing beyond 32,767 pixels a side.
STRIP_PIXELS, TILE = 24_000_000, 16_000
EDGE = 8.0  # how far what is painted may reach beyond what is measured
DOTS_PER_METRE = 96 / 0.0254


def write(material: Material) -> bytes:
    """The PNG file of a picture. Raises ExporterError when it would be larger than any program opens."""
    picture = material.picture
    scale = fitting_scale(picture, material.options.scale)
    ensure_application()
    is_clear = material.options.transparent
    picture = without_rims(picture) if is_clear else picture
    wide, tall = ceil(picture.width * scale), ceil(picture.height * scale)
    strips = _strips(picture, material.theme, scale, wide, tall, is_transparent=is_clear)
    dots = round(DOTS_PER_METRE * scale)
    return png(wide, tall, strips, has_alpha=is_clear, dots_per_metre=dots, title=picture.title)


def remark(material: Material) -> str:
    """What to say about the size that was chosen unasked; "" where it can be read."""
    if material.options.scale:
        return ""
    scale = fitting_scale(material.picture, 0)
    if scale >= SMALLEST:
        return ""
    return _(
        "The PNG shows the chart at {scale:.0%} of its size: choose a branch or a larger size to read it."
    ).format(scale=scale)


def fitting_scale(picture: Picture, wanted: float) -> float:
    """The wanted scale; where none is wanted (0) twice the size, or what a large picture leaves of it.

    Raises ExporterError when more is wanted than can be made.
    """
    if not wanted:
        usual = min(USUAL, _most(picture, USUAL_PIXELS, OPENED_SIDE))
        return usual if usual >= SMALLEST else min(SMALLEST, _most(picture, OPENED_PIXELS, OPENED_SIDE))
    most = _most(picture, MOST_PIXELS, LONGEST_SIDE)
    if 0 < wanted <= most:
        return wanted
    sentence = _("A PNG of this chart can be at most {most:.0%} of its size; for more choose SVG or PDF.")
    raise ExporterError(sentence.format(most=most))


def _most(picture: Picture, pixels: int, side: int) -> float:
    """The largest scale at which a picture has so many pixels and no longer side."""
    longest = max(picture.width, picture.height)
    return min(sqrt(pixels / (picture.width * picture.height)), side / longest)


def _strips(
    picture: Picture, theme: Theme, scale: float, wide: int, tall: int, *, is_transparent: bool
) -> Iterator[bytes]:
    """The rows of a picture from the top, in strips of bounded size."""
    step = max(1, min(TILE, STRIP_PIXELS // wide))
    for top in range(0, tall, step):
        rows = min(step, tall - top)
        strip = _part(picture, (0, top, wide, rows), scale)
        tiles = [
            _tile(strip, theme, scale, (left, top, min(TILE, wide - left), rows), is_transparent)
            for left in range(0, wide, TILE)
        ]
        yield b"".join(b"\0" + b"".join(tile[row] for tile in tiles) for row in range(rows))


def _part(picture: Picture, at: tuple[int, int, int, int], scale: float) -> Picture:
    """The picture with only what reaches into a part of it; `at` as for a tile."""
    area = Rect(*(length / scale for length in at)).grown(EDGE)
    return replace(picture, shapes=tuple(within(picture.shapes, area)))


def _tile(
    picture: Picture, theme: Theme, scale: float, at: tuple[int, int, int, int], is_transparent: bool
) -> list[memoryview]:
    """The rows of a part of a picture, `at`: left, top, width and height in pixels of the file."""
    left, top, wide, tall = at
    image = _image(wide, tall, is_transparent)
    image.fill(QColor(0, 0, 0, 0) if is_transparent else color(theme, picture.ground))
    painter = QPainter(image)
    painter.translate(-left, -top)
    painter.scale(scale, scale)
    paint(painter, _part(picture, at, scale).shapes, theme)
    painter.end()
    kind = QImage.Format.Format_RGBA8888 if is_transparent else QImage.Format.Format_RGB888
    plain = image.convertToFormat(kind)
    row, line = wide * (4 if is_transparent else 3), plain.bytesPerLine()
    bits = memoryview(bytes(plain.constBits()))
    return [bits[start : start + row] for start in range(0, line * tall, line)]


def _image(wide: int, tall: int, is_transparent: bool) -> QImage:
    kind = QImage.Format.Format_ARGB32_Premultiplied if is_transparent else QImage.Format.Format_RGB32
    image = QImage(wide, tall, kind)
    if image.isNull():
        raise ExporterError(_("There is not enough memory for this PNG; choose a smaller scale."))
    return image


def drawn(picture: Picture, theme: Theme, scale: float, *, is_transparent: bool = False) -> QImage:
    """A picture as an image, `scale` image pixels for each of its own, with or without ground."""
    ensure_application()
    picture = without_rims(picture) if is_transparent else picture
    image = _image(ceil(picture.width * scale), ceil(picture.height * scale), is_transparent)
    image.fill(QColor(0, 0, 0, 0) if is_transparent else color(theme, picture.ground))
    image.setDotsPerMeterX(round(DOTS_PER_METRE * scale))
    image.setDotsPerMeterY(round(DOTS_PER_METRE * scale))
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter, picture.shapes, theme)
    painter.end()
    return image


def without_rims(picture: Picture) -> Picture:
    """A picture for any ground: lines without the rim in the colour of its own."""
    return replace(picture, shapes=tuple(_without_rims(picture.shapes, picture.ground)))


def _without_rims(shapes: Sequence[Shape], ground: str) -> Iterator[Shape]:
    for shape, after in zip_longest(shapes, shapes[1:]):
        if isinstance(shape, Group):
            yield replace(shape, shapes=tuple(_without_rims(shape.shapes, ground)))
        elif not (isinstance(shape, Path) and isinstance(after, Path) and _is_rim(shape, after, ground)):
            yield shape


def _is_rim(line: Path, over: Path, ground: str) -> bool:
    """Whether a line is only there to part the one over it from what it crosses."""
    return line.stroke == ground and not line.fill and line.data == over.data


def encoded(image: QImage) -> bytes:
    """An image as a PNG file. Raises ExporterError when Qt cannot make it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise ExporterError(_("The PNG cannot be made: {reason}.").format(reason=writer.errorString()))
    return bytes(buffer.data().data())
