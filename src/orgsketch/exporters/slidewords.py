"""The text of a slide, set as presentation programs set it: paragraphs in a frame, from its top or middle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from orgsketch.exporters.deck import FONT, PIXEL
from orgsketch.exporters.drawingml import POINT
from orgsketch.exporters.slidecolors import Colors

# What has the letters of a font that is not there.
TWINS = (FONT, "Liberation Sans", "Arimo", "Helvetica")
TITLE_SIZE = 24.0
# Text is set in parts of a pixel: the sizes of letters are whole numbers.
FINE = 16
# A line is this much taller than its letters are large.
LEADING = 1.2
ALIGNED = {
    "l": Qt.AlignmentFlag.AlignLeft,
    "ctr": Qt.AlignmentFlag.AlignHCenter,
    "r": Qt.AlignmentFlag.AlignRight,
}


class Writer:
    """Writes text frames with a painter, in the font and the colours of the presentation."""

    def __init__(self, painter: QPainter, colors: Colors) -> None:
        self.painter, self.colors = painter, colors

    def body(self, body: Any, rect: QRectF) -> None:
        """The text of a shape."""
        if body is None:
            return
        frame = body.find("./{*}bodyPr")
        left, top, right, bottom = (
            int(frame.get(name, "0")) / PIXEL for name in ("lIns", "tIns", "rIns", "bIns")
        )
        inner = rect.adjusted(left, top, -right, -bottom)
        self._write(body, inner, frame.get("anchor", "t"), frame.get("wrap") != "none")

    def cell(self, body: Any, look: Any, rect: QRectF) -> None:
        """The text of a cell of a table."""
        left, top, right, bottom = (
            int(look.get(name, "0")) / PIXEL for name in ("marL", "marT", "marR", "marB")
        )
        self._write(body, rect.adjusted(left, top, -right, -bottom), look.get("anchor", "t"), True)

    def _write(self, body: Any, rect: QRectF, anchor: str, is_wrapped: bool) -> None:
        wide = rect.width() * FINE
        lines = [(_before(one) * FINE, self._set(one, wide, is_wrapped)) for one in body.findall("./{*}p")]
        tall = sum(before + _height(layout) for before, layout in lines)
        y = (rect.height() * FINE - tall) / 2 if anchor == "ctr" else 0.0
        self.painter.save()
        self.painter.translate(rect.topLeft())
        self.painter.scale(1 / FINE, 1 / FINE)
        for before, layout in lines:
            layout.draw(self.painter, QPointF(0, y + before))
            y += before + _height(layout)
        self.painter.restore()

    def _set(self, paragraph: Any, wide: float, is_wrapped: bool) -> QTextLayout:
        """A paragraph in its lines."""
        runs = list(_runs(paragraph))
        layout = QTextLayout("".join(text for text, _look in runs), self._font(runs[0][1] if runs else None))
        option = QTextOption(ALIGNED[_aligned(paragraph)])
        option.setWrapMode(QTextOption.WrapMode.WordWrap if is_wrapped else QTextOption.WrapMode.NoWrap)
        layout.setTextOption(option)
        layout.setFormats(list(self._formats(runs)))
        tall = max(self._font(look).pixelSize() for _text, look in runs or [("", None)]) * LEADING
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(wide)
            above = max(0.0, tall - line.height())
            line.setPosition(QPointF(0, y + above))
            y += line.height() + above
        layout.endLayout()
        return layout

    def _formats(self, runs: list[tuple[str, Any]]) -> Iterator[QTextLayout.FormatRange]:
        start = 0
        for text, look in runs:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, len(text.encode("utf-16-le")) // 2
            form = QTextCharFormat()
            form.setFont(self._font(look))
            color = self.colors.fill(look) if look is not None else None
            form.setForeground(color or self.colors.of_theme("tx1"))
            made.format = form
            start += made.length
            yield made

    def _font(self, look: Any) -> QFont:
        points = int(look.get("sz", TITLE_SIZE * 100)) / 100 if look is not None else TITLE_SIZE
        font = QFont([self.colors.font, *TWINS])
        font.setPixelSize(round(points * POINT * FINE))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if look is not None:
            font.setBold(look.get("b") == "1")
            font.setItalic(look.get("i") == "1")
            font.setStrikeOut(look.get("strike") == "sngStrike")
        return font


def _height(layout: QTextLayout) -> float:
    """How tall a paragraph is, with the space above its first line."""
    last = layout.lineAt(layout.lineCount() - 1)
    return float(last.y() + last.height())


def _runs(paragraph: Any) -> Iterator[tuple[str, Any]]:
    """The pieces of a paragraph with their look."""
    for piece in paragraph:
        kind = piece.tag.partition("}")[2]
        if kind == "r":
            yield piece.findtext("./{*}t") or "", piece.find("./{*}rPr")
        elif kind == "br":
            yield "\u2028", None


def _aligned(paragraph: Any) -> str:
    look = paragraph.find("./{*}pPr")
    return str(look.get("algn", "l")) if look is not None else "l"


def _before(paragraph: Any) -> float:
    """The space above a paragraph."""
    space = paragraph.find("./{*}pPr/{*}spcBef/{*}spcPts")
    return int(space.get("val")) / 100 * POINT if space is not None else 0.0
