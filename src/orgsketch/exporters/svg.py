"""SVG, written as text: one group per box, line, relation, badge and finding, with its name for readers.

Text stays text, nothing is a script, nothing is fetched from anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from orgsketch.drawing.metrics import width
from orgsketch.drawing.outline import number
from orgsketch.drawing.picture import Group, Path, Picture, Rectangle, Text
from orgsketch.drawing.theme import Theme, face
from orgsketch.exporters.material import Material

FONTS = "Inter, 'Segoe UI', 'SF Pro Text', Cantarell, 'Noto Sans', sans-serif"
# Above this share of its room a text is held to its measured length.
TIGHT = 0.8
# What XML 1.0 cannot hold in any form.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL = re.compile("[^\n\u0020!\u0023-%'-;=?-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_.-]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def write(material: Material) -> bytes:
    """The SVG file of a picture."""
    return svg(material.picture, material.theme).encode("utf-8")


def svg(picture: Picture, theme: Theme) -> str:
    """A picture as the text of an SVG file."""
    wide, tall = number(picture.width), number(picture.height)
    writer = Writer(theme)
    writer.parts.append(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" '
        f'height="{tall}" viewBox="0 0 {wide} {tall}" role="img" aria-labelledby="title desc" '
        f'font-family="{FONTS}" stroke-linejoin="round">\n'
        f'<title id="title">{escaped(picture.title)}</title>\n'
        f'<desc id="desc">{escaped(picture.description)}</desc>\n'
        f'<rect width="{wide}" height="{tall}"{writer.paint(picture.ground, "fill")}/>\n'
    )
    writer.shapes(picture.shapes)
    writer.parts.append("</svg>\n")
    return "".join(writer.parts)


def escaped(text: str) -> str:
    """Text for an element or an attribute; what XML cannot hold becomes a replacement character."""
    return _NOT_XML.sub("\ufffd", text).translate(_ESCAPES) if _SPECIAL.search(text) else text


class Writer:
    """Collects the elements of one file in `parts`."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.parts: list[str] = []
        self._paints: dict[tuple[str, str], str] = {}
        self._used: dict[str, int] = {"title": 1, "desc": 1}
        self._known: dict[int, str] = {}
        self._looks: dict[tuple[object, ...], str] = {}
        self._write: dict[type[Any], Callable[[Any], str]] = {
            Rectangle: self._rectangle,
            Path: self._path,
        }

    def shapes(self, shapes: Iterable[Any]) -> None:
        """Write shapes back to front."""
        known, parts, text_of, group_of = self._known, self.parts, self._text, self._group
        for shape in shapes:
            kind = type(shape)
            if kind is Text:
                parts.append(text_of(shape))
            elif kind is Group:
                group_of(shape)
            else:
                # Frames and tiles are the same objects on every card; all live as long as the picture.
                text = known.get(id(shape))
                if text is None:
                    text = known[id(shape)] = self._write[kind](shape)
                parts.append(text)

    def paint(self, token: str, what: str) -> str:
        """The attribute that paints the fill or stroke, with its opacity."""
        known = self._paints.get((token, what))
        if known is None:
            ink = self.theme.ink(token)
            opacity = f' {what}-opacity="{number(ink.alpha)}"' if 0 < ink.alpha < 1 else ""
            known = (
                f' {what}="{ink.hex}"{opacity}' if ink.alpha else f' {what}="none"' if what == "fill" else ""
            )
            self._paints[token, what] = known
        return known

    def _rectangle(self, shape: Rectangle) -> str:
        x, y, width, height, fill, stroke, thickness, radius, dash = shape
        ground, edge = self.paint(fill, "fill"), self._stroke(stroke, self.theme.edge(thickness), dash)
        if not edge and ground == ' fill="none"':
            return ""
        corner = f' rx="{number(radius)}"' if radius else ""
        return (
            f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
            f"{corner}{ground}{edge}/>\n"
        )

    def _path(self, shape: Path) -> str:
        data, fill, stroke, thickness, dash, x, y, scale, is_round = shape
        cap = ' stroke-linecap="round"' if is_round and stroke else ""
        return (
            f'<path d="{data}"{self.paint(fill, "fill")}{self._stroke(stroke, thickness, dash)}{cap}'
            f"{_transform(x, y, scale)}/>\n"
        )

    def _text(self, shape: Text) -> str:
        x, y, text, style, color, anchor, room, size, is_italic, is_struck = shape
        key = (style, color, anchor, size, is_italic, is_struck)
        look = self._looks.get(key)
        if look is None:
            type_face = face(style)
            look = self._looks[key] = (
                f' font-size="{number(size or type_face.size)}"{_WEIGHTS[type_face.weight]}{_ANCHORS[anchor]}'
                f"{_ITALIC[is_italic]}{_STRUCK[is_struck]}{self.paint(color, 'fill')}"
            )
        length = _length(text, style, size, room) if room else ""
        return f'<text x="{number(x)}" y="{number(y)}"{look}{length}>{escaped(text)}</text>\n'

    def _group(self, group: Group) -> None:
        name = f' id="{self._id(group)}" class="{escaped(group.kind)}"' if group.id else ""
        if not name and not group.shapes:
            return
        title = f"<title>{escaped(group.title)}</title>" if group.title else ""
        description = f"<desc>{escaped(group.description)}</desc>" if group.description else ""
        move = _transform(group.x, group.y, group.scale)
        self.parts.append(f"<g{name}{move}>{title}{description}\n")
        self.shapes(group.shapes)
        self.parts.append("</g>\n")

    def _stroke(self, token: str, thickness: float, dash: tuple[float, ...]) -> str:
        color = self.paint(token, "stroke") if token and thickness > 0 else ""
        if not color:
            return ""
        dashes = f' stroke-dasharray="{" ".join(map(number, dash))}"' if dash else ""
        return f'{color} stroke-width="{number(thickness)}"{dashes}'

    def _id(self, group: Group) -> str:
        """A name no other element of the file has."""
        is_plain = group.id.isascii() and group.id.isidentifier()
        plain = f"{group.kind}-{group.id if is_plain else _NOT_IN_ID.sub('_', group.id)}"
        count = self._used[plain] = self._used.get(plain, 0) + 1
        return plain if count == 1 else f"{plain}..{count}"


_WEIGHTS = {weight: "" if weight == 400 else f' font-weight="{weight}"' for weight in (400, 500, 600, 700)}
_ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}
_ITALIC = {False: "", True: ' font-style="italic"'}
_STRUCK = {False: "", True: ' text-decoration="line-through"'}


def _length(text: str, style: str, size: float, room: float) -> str:
    """How long a text is drawn that nearly fills its room, so that a viewer's wider font stays inside."""
    wide = width(text, style, size)
    if wide <= room * TIGHT:
        return ""
    return f' textLength="{number(min(wide, room))}" lengthAdjust="spacingAndGlyphs"'


def _transform(x: float, y: float, scale: float) -> str:
    if not x and not y and scale == 1.0:
        return ""
    moved = f"translate({number(x)} {number(y)})" if x or y else ""
    sized = f"scale({scale:.5g})" if scale != 1.0 else ""
    return f' transform="{moved}{" " if moved and sized else ""}{sized}"'
