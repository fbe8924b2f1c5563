"""The native objects of a slide: text, boxes, badges and glued lines, in the colours of the slide's theme.

Lengths are pixels (96 an inch), type sizes are points and never below `SMALLEST`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from orgsketch.drawing.cards import Card
from orgsketch.drawing.marks import Mark
from orgsketch.drawing.metrics import wrap
from orgsketch.drawing.theme import Theme, channels, tokens
from orgsketch.exporters.deck import FAMILIES, PIXEL
from orgsketch.exporters.elbows import QUARTER_TURN, Elbow
from orgsketch.layout.geometry import Rect

SMALLEST = 10.0
POINT = 96 / 72
LEADING = 1.22
TINT, OTHER, MUTED = 0.88, 0.5, 0.32
MARKS = {
    "octagon": "OCTAGON",
    "diamond": "DIAMOND",
    "square": "ROUNDED_RECTANGLE",
    "shield": "FLOWCHART_OFFPAGE_CONNECTOR",
    "bubble": "ROUNDED_RECTANGULAR_CALLOUT",
}
DASHES = {"nominal": "DASH", "planned": "SOLID", "": "SOLID"}


class Words(NamedTuple):
    """A paragraph. `color`: "" = text, "muted", else a colour token of the look."""

    text: str
    size: float = SMALLEST
    is_bold: bool = False
    is_italic: bool = False
    color: str = ""
    space: float = 0.0

    def height(self, room: float) -> float:
        """How tall it comes out in a column, in pixels."""
        style = "strong" if self.is_bold else "caption"
        lines = len(wrap(self.text, style, room, 0, self.size * POINT)) or 1
        return lines * self.size * POINT * LEADING + self.space * POINT


def height(paragraphs: Sequence[Words], room: float) -> float:
    """How tall paragraphs come out in a column, in pixels."""
    return sum(words.height(room) for words in paragraphs)


def emu(pixels: float) -> int:
    """Pixels in the unit of the file."""
    return round(pixels * PIXEL)


def frame(rect: Rect) -> tuple[int, int, int, int]:
    """A rectangle in the unit of the file."""
    return emu(rect.x), emu(rect.y), emu(rect.width), emu(rect.height)


class Slide:
    """One slide and what is put onto it."""

    def __init__(self, page: Any, theme: Theme) -> None:
        self.page, self.theme = page, theme
        page.shapes.turbo_add_enabled = True

    def text(self, rect: Rect, paragraphs: Sequence[Words], name: str, align: str = "LEFT") -> Any:
        """A text box."""
        box = self.page.shapes.add_textbox(*frame(rect))
        box.name = name
        self._write(box, paragraphs, align, (0, 0, 0, 0))
        return box

    def box(self, rect: Rect, card: Card, paragraphs: Sequence[Words], spoken: str) -> Any:
        """A box of the chart: one rounded rectangle that holds its own text."""
        from pptx.enum.dml import MSO_LINE
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *frame(rect))
        shape.adjustments[0] = 7 / rect.height
        shape.name = f"Box {card.box}"
        shape._element.nvSpPr.cNvPr.set("descr", spoken)
        _without_effects(shape)
        shape.fill.solid()
        self.paint(shape.fill.fore_color, f"family:{card.tiles[0].hue}", TINT)
        self.paint(shape.line.color, f"family:{card.tiles[0].hue}")
        shape.line.width = emu(1.25)
        if card.status in ("vacant", "planned"):
            shape.line.dash_style = MSO_LINE.DASH
        self._write(shape, paragraphs, "LEFT", (7, 2, 5, 2), "MIDDLE")
        if card.status == "closing":
            for run in shape.text_frame.paragraphs[0].runs:
                run.font._element.set("strike", "sngStrike")
        return shape

    def badge(self, x: float, y: float, side: float, mark: Mark, name: str) -> Any:
        """A mark around (x, y); its label is its number, else its letter."""
        from pptx.enum.shapes import MSO_SHAPE

        look = tokens()["mark"][mark.kind]
        kind = getattr(MSO_SHAPE, MARKS.get(look["shape"], "OVAL"))
        shape = self.page.shapes.add_shape(kind, *frame(Rect(x - side / 2, y - side / 2, side, side)))
        shape.name = name
        _without_effects(shape)
        is_filled = look["filled"] and not mark.is_quiet
        shape.fill.solid()
        self.paint(shape.fill.fore_color, mark.kind if is_filled else "card")
        self.paint(shape.line.color, mark.kind)
        shape.line.width = emu(1.25)
        label = mark.label or look["letter"]
        color = "text_on_mark" if is_filled else mark.kind
        self._write(shape, [Words(label, SMALLEST, True, False, color)], "CENTER", (0, 0, 0, 0), "MIDDLE")
        shape.text_frame.word_wrap = False
        return shape

    def pill(self, x: float, y: float, text: str) -> Any:
        """The number of boxes folded away below a box."""
        from pptx.enum.shapes import MSO_SHAPE

        wide = 14 + 8 * len(text)
        shape = self.page.shapes.add_shape(
            MSO_SHAPE.ROUNDED_RECTANGLE, *frame(Rect(x - wide / 2, y - 9, wide, 18))
        )
        shape.adjustments[0] = 0.5
        shape.name = f"Folded {text}"
        _without_effects(shape)
        shape.fill.solid()
        self.paint(shape.fill.fore_color, "card")
        self.paint(shape.line.color, "muted")
        shape.line.width = emu(1)
        self._write(shape, [Words(text, SMALLEST, True)], "CENTER", (0, 0, 0, 0), "MIDDLE")
        return shape

    def swatch(self, rect: Rect, hue: str) -> None:
        """The colour of a family in the key."""
        from pptx.enum.shapes import MSO_SHAPE

        shape = self.page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *frame(rect))
        shape.name = f"Key {hue}"
        _without_effects(shape)
        shape.fill.solid()
        self.paint(shape.fill.fore_color, f"family:{hue}", TINT)
        self.paint(shape.line.color, f"family:{hue}")
        shape.line.width = emu(1.25)

    def line(self, bent: Elbow, ends: tuple[Any, Any], at: tuple[int, int], name: str, color: str) -> Any:
        """A line glued to two shapes at their connection sites, behind everything else."""
        from pptx.enum.shapes import MSO_CONNECTOR

        made = self.page.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, PIXEL, PIXEL)
        made.begin_connect(ends[0], at[0])
        made.end_connect(ends[1], at[1])
        made.name = name
        _without_effects(made)
        _bend(made, bent)
        self.paint(made.line.color, color)
        made.line.width = emu(1.5)
        tree = self.page.shapes._spTree
        tree.remove(made._element)
        tree.insert(2, made._element)
        return made

    def rule(self, rect: Rect) -> None:
        """A hairline along the longer side of a rectangle; no connector, as it connects nothing."""
        from pptx.enum.shapes import MSO_SHAPE

        thin = Rect(rect.x, rect.y, max(1.0, rect.width), max(1.0, rect.height))
        shape = self.page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *frame(thin))
        shape.name = "Rule"
        _without_effects(shape)
        shape.fill.solid()
        self.paint(shape.fill.fore_color, "hairline")
        shape.line.fill.background()

    def paint(self, target: Any, token: str, brightness: float = 0.0) -> None:
        """Give a colour: texts, grounds and families from the slide's theme, marks as they are everywhere."""
        from pptx.dml.color import RGBColor
        from pptx.enum.dml import MSO_THEME_COLOR

        slot, lighter = _slot(token)
        if slot:
            target.theme_color = getattr(MSO_THEME_COLOR, slot)
            if lighter or brightness:
                target.brightness = max(lighter, brightness)
        else:
            made: Callable[..., Any] = RGBColor
            target.rgb = made(*channels(self.theme.color(token)))

    def _write(
        self,
        shape: Any,
        paragraphs: Sequence[Words],
        align: str,
        margins: tuple[float, float, float, float],
        anchor: str = "TOP",
    ) -> None:
        from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
        from pptx.util import Pt

        words = shape.text_frame
        words.word_wrap, words.auto_size = True, MSO_AUTO_SIZE.NONE
        words.margin_left, words.margin_top, words.margin_right, words.margin_bottom = map(emu, margins)
        words.vertical_anchor = getattr(MSO_ANCHOR, anchor)
        for place, said in enumerate(paragraphs):
            paragraph = words.paragraphs[0] if place == 0 else words.add_paragraph()
            paragraph.alignment = getattr(PP_ALIGN, align)
            paragraph.space_before = Pt(said.space)
            run = paragraph.add_run()
            run.text = said.text
            run.font.size, run.font.bold, run.font.italic = Pt(said.size), said.is_bold, said.is_italic
            self.paint(run.font.color, said.color or "text")


def _slot(token: str) -> tuple[str, float]:
    """The theme colour of a token and how much lighter it is; "" = a colour of its own."""
    if token.startswith("family:"):
        slot = FAMILIES.get(token.removeprefix("family:"), "")
        names = {"dk2": "TEXT_2", "folHlink": "FOLLOWED_HYPERLINK", "": "TEXT_1"}
        return names.get(slot, slot.replace("accent", "ACCENT_")), 0.0 if slot else OTHER
    return _SLOTS.get(token, ("", 0.0))


_SLOTS = {
    "text": ("TEXT_1", 0.0),
    "muted": ("TEXT_1", MUTED),
    "line": ("TEXT_1", OTHER),
    "hairline": ("TEXT_1", 0.85),
    "card": ("BACKGROUND_1", 0.0),
}


def _without_effects(made: Any) -> None:
    """No shadow, whatever the theme gives shapes."""
    for reference in made._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}effectRef"):
        reference.set("idx", "0")


def _bend(made: Any, bent: Elbow) -> None:
    """Replace the straight geometry of a connector by the bends of the picture."""
    from lxml import etree

    space = made._element.spPr
    ns = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    place = space.find(f"{ns}xfrm")
    # PowerPoint itself writes a mirrored turn the other way round, with both mirrors changed.
    is_other_way = bent.is_turned and bent.flip_v
    for name, value in (("flipH", bent.flip_h != is_other_way), ("flipV", bent.flip_v != is_other_way)):
        place.attrib.pop(name, None)
        if value:
            place.set(name, "1")
    if bent.is_turned:
        place.set("rot", str(QUARTER_TURN * (3 if is_other_way else 1)))
    place.find(f"{ns}off").set("x", str(emu(bent.x)))
    place.find(f"{ns}off").set("y", str(emu(bent.y)))
    place.find(f"{ns}ext").set("cx", str(emu(bent.width)))
    place.find(f"{ns}ext").set("cy", str(emu(bent.height)))
    shape = space.find(f"{ns}prstGeom")
    shape.set("prst", bent.shape)
    for child in list(shape):
        shape.remove(child)
    values = etree.SubElement(shape, f"{ns}avLst")
    for number, share in enumerate(bent.adjustments, 1):
        etree.SubElement(values, f"{ns}gd", name=f"adj{number}", fmla=f"val {share}")
