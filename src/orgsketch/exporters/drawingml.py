"""The words of Office drawings: fills, edges, outlines and text, as XML.

python-pptx opens and saves presentations; the many shapes of a chart are written as text, which is a hundred
times as fast as setting one property after the other. Lengths are pixels (96 an inch), type sizes points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from orgsketch.drawing.metrics import elide, wrap
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.theme import Theme
from orgsketch.exporters.deck import FAMILIES, PIXEL
from orgsketch.exporters.svg import escaped
from orgsketch.layout.geometry import Rect

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SMALLEST = 10.0
POINT = 96 / 72
LEADING = 1.22
# How much wider a program may set a line than the widths of its letters say.
SPACE = 1.004
OTHER, MUTED, HAIRLINE = 0.5, 0.32, 0.85
# Theme colour and how much lighter, for what the slide's own theme colours; marks are the same everywhere.
SLOTS = {
    "text": ("tx1", 0.0),
    "muted": ("tx1", MUTED),
    "line": ("tx1", OTHER),
    "hairline": ("tx1", HAIRLINE),
    "card": ("bg1", 0.0),
}
NO_FILL = "<a:noFill/>"
NO_LINE = "<a:ln><a:noFill/></a:ln>"


class Words(NamedTuple):
    """A paragraph. `color`: "" = text, "muted", else a colour token of the look."""

    text: str
    size: float = SMALLEST
    is_bold: bool = False
    is_italic: bool = False
    color: str = ""
    space: float = 0.0
    is_struck: bool = False

    def height(self, room: float) -> float:
        """How tall it comes out in a column, in pixels."""
        lines = len(wrap(self.text, _style(self.is_bold), room / SPACE, 0, self.size * POINT)) or 1
        return lines * self.size * POINT * LEADING + self.space * POINT


def _style(is_bold: bool) -> str:
    return "slide_strong" if is_bold else "slide"


def measured(text: str, size: float = SMALLEST, is_bold: bool = False) -> float:
    """How wide a line comes out, in pixels; `size` in points."""
    return text_width(text, _style(is_bold), size * POINT) * SPACE


def shortened(text: str, room: float, size: float = SMALLEST, is_bold: bool = False) -> str:
    """The text, or as much of it as a line of this width holds."""
    return elide(text, _style(is_bold), room / SPACE, size * POINT)


def height(paragraphs: Sequence[Words], room: float) -> float:
    """How tall paragraphs come out in a column, in pixels."""
    return sum(words.height(room) for words in paragraphs)


def emu(pixels: float) -> int:
    """Pixels in the unit of the file."""
    return round(pixels * PIXEL)


def placed(rect: Rect, attributes: str = "") -> str:
    """Where a shape stands."""
    return (
        f'<a:xfrm{attributes}><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/>'
        f'<a:ext cx="{emu(rect.width)}" cy="{emu(rect.height)}"/></a:xfrm>'
    )


# --- colours ----------------------------------------------------------------------------------------------


def solid(theme: Theme, token: str, lighter: float = 0.0) -> str:
    """A fill in one colour."""
    return f"<a:solidFill>{color(theme.name, token, lighter)}</a:solidFill>"


@lru_cache(maxsize=512)
def color(theme: str, token: str, lighter: float = 0.0) -> str:
    """A colour: texts, grounds and families from the slide's theme, marks as they are everywhere."""
    slot, light = _slot(token)
    kind, value = ("schemeClr", slot) if slot else ("srgbClr", Theme(theme).color(token)[1:])
    light = max(light, lighter)
    if not light:
        return f'<a:{kind} val="{value}"/>'
    rest = round((1 - light) * 100_000)
    return f'<a:{kind} val="{value}"><a:lumMod val="{rest}"/><a:lumOff val="{100_000 - rest}"/></a:{kind}>'


def _slot(token: str) -> tuple[str, float]:
    """The theme colour of a token and how much lighter it is; "" = a colour of its own."""
    if not token.startswith("family:"):
        return SLOTS.get(token, ("", 0.0))
    slot = FAMILIES.get(token.removeprefix("family:"), "")
    return {"dk2": "tx2", "": "tx1"}.get(slot, slot), 0.0 if slot else OTHER


def edge(
    fill: str, thickness: float, dash: str = "", ends: tuple[str, str] = ("", ""), more: str = ""
) -> str:
    """A line of a shape or a connector; `ends`: what stands at its beginning and its end."""
    dashed = f'<a:prstDash val="{dash}"/>' if dash else ""
    tips = "".join(
        f'<a:{name} type="{end}"/>' for name, end in zip(("headEnd", "tailEnd"), ends, strict=True) if end
    )
    return f'<a:ln w="{emu(thickness)}"{more}>{fill}{dashed}<a:round/>{tips}</a:ln>'


# --- outlines ---------------------------------------------------------------------------------------------


def preset(shape: str, *adjustments: int) -> str:
    """One of the shapes every program knows."""
    names = ("adj",) if shape == "roundRect" else ("adj1", "adj2", "adj3")
    values = "".join(
        f'<a:gd name="{name}" fmla="val {value}"/>' for name, value in zip(names, adjustments, strict=False)
    )
    return f'<a:prstGeom prst="{shape}"><a:avLst>{values}</a:avLst></a:prstGeom>'


def outline(paths: str, sites: Iterable[tuple[int, str, str]] = ()) -> str:
    """A shape of our own: paths, and the places lines are glued to as (angle in degrees, x, y)."""
    glue = "".join(f'<a:cxn ang="{angle * 60_000}"><a:pos x="{x}" y="{y}"/></a:cxn>' for angle, x, y in sites)
    return (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{glue}</a:cxnLst>"
        '<a:rect l="l" t="t" r="r" b="b"/>'
        f"<a:pathLst>{paths}</a:pathLst></a:custGeom>"
    )


@lru_cache(maxsize=512)
def drawn(data: str, x: float, y: float, scale: float) -> str:
    """A path of the look in the words of Office, moved and scaled, in the units of the file."""
    made: list[str] = []
    words = iter(data.split())
    for word in words:
        if word == "Z":
            made.append("<a:close/>")
            continue
        points = "".join(
            f'<a:pt x="{emu(x + float(next(words)) * scale)}" y="{emu(y + float(next(words)) * scale)}"/>'
            for _ in range(3 if word == "C" else 1)
        )
        name = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}[word]
        made.append(f"<a:{name}>{points}</a:{name}>")
    return "".join(made)


# --- text -------------------------------------------------------------------------------------------------


def body(
    theme: Theme,
    words: Sequence[Words],
    align: str = "l",
    margins: tuple[float, float, float, float] = (0, 0, 0, 0),
    anchor: str = "t",
    wrap: str = "square",
) -> str:
    """The text of a shape. `margins`: left, top, right, bottom."""
    left, top, right, bottom = map(emu, margins)
    said = paragraphs(theme, words, align)
    return (
        f'<p:txBody><a:bodyPr wrap="{wrap}" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
        f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{said}</p:txBody>'
    )


def plain_body(text: str) -> str:
    """A text that looks as the layout says."""
    said = f'<a:p><a:r><a:rPr lang="en-US" dirty="0"/><a:t>{escaped(text)}</a:t></a:r></a:p>'
    return f"<p:txBody><a:bodyPr/><a:lstStyle/>{said}</p:txBody>"


def paragraphs(theme: Theme, words: Sequence[Words], align: str = "l", sign: Words | None = None) -> str:
    """Paragraphs; `sign` stands before the first, in its own colour."""
    first = _run(theme, sign, sign.text) if sign else ""
    return (
        "".join(_paragraph(theme, said, align, "" if place else first) for place, said in enumerate(words))
        or "<a:p/>"
    )


def _paragraph(theme: Theme, words: Words, align: str, before: str) -> str:
    space = f'<a:spcBef><a:spcPts val="{round(words.space * 100)}"/></a:spcBef>' if words.space else ""
    runs = "<a:br/>".join(_run(theme, words, line) for line in words.text.split("\n"))
    return f'<a:p><a:pPr algn="{align}">{space}</a:pPr>{before}{runs}</a:p>'


def _run(theme: Theme, words: Words, text: str) -> str:
    struck = ' strike="sngStrike"' if words.is_struck else ""
    return (
        f'<a:r><a:rPr lang="en-US" sz="{round(words.size * 100)}" b="{int(words.is_bold)}" '
        f'i="{int(words.is_italic)}"{struck} dirty="0">{solid(theme, words.color or "text")}'
        f'<a:latin typeface="+mn-lt"/></a:rPr><a:t>{escaped(text)}</a:t></a:r>'
    )
