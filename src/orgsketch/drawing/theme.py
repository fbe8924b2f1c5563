"""The look as values: colours by theme, sizes and type for all; loaded from `resources/look/tokens.toml`.

A colour *token* names a colour without choosing a theme:

    "card"           a colour of the theme
    "family:sales"   the full hue of a family; an unknown family wears "other"
    "tile:sales"     that hue mixed into the card, the ground of its icon
    "rim:sales"      the edge of a tile: seen in high contrast only, where tiles have no ground
    "selection%12"   any of these at 12 % opacity
    ""               nothing is painted
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, NamedTuple

from orgsketch.resources import resource

NAMES = ("light", "dark", "high_contrast")


class Face(NamedTuple):
    """A style of type: size and line height in pixels, weight from 400 to 700."""

    size: float
    weight: int
    line: float


class Ink(NamedTuple):
    """A colour ready to paint with: "#RRGGBB" and an opacity from 0 to 1."""

    hex: str
    alpha: float = 1.0


NO_INK = Ink("#000000", 0.0)


@cache
def tokens() -> dict[str, Any]:
    """All values of the look, as they stand in the file."""
    return tomllib.loads(resource("look", "tokens.toml").read_text("utf-8"))


@cache
def face(style: str) -> Face:
    """The type of a style, e.g. "card_title"."""
    values = tokens()["type"][style]
    return Face(values["size"], values["weight"], values["line"])


@cache
def size(name: str) -> float:
    """A size in pixels, e.g. "card_width"."""
    return float(tokens()["size"][name])


@cache
def hue(function: str, family: str = "") -> str:
    """The family hue a function wears: as listed, else that of its own family, else "other"."""
    for name, functions in tokens()["family"].items():
        if function in functions:
            return str(name)
    return family if family in tokens()["color"]["light"]["family"] else "other"


class Theme:
    """One of the three colour themes; turns tokens into colours."""

    def __init__(self, name: str = "light") -> None:
        self.name = name
        values: dict[str, Any] = tokens()["color"][name]
        self._families: dict[str, str] = values["family"]
        self._colors = {key: value for key, value in values.items() if key != "family"}
        self._tile = float(tokens()["alpha"][f"tile_{name}"])
        self._inks: dict[str, Ink] = {"": NO_INK}

    @property
    def is_high_contrast(self) -> bool:
        """Whether edges are thick and shadows gone."""
        return self.name == "high_contrast"

    def ink(self, token: str) -> Ink:
        """The colour and opacity of a token."""
        ink = self._inks.get(token)
        if ink is None:
            ink = self._inks[token] = self._mix(token)
        return ink

    def color(self, token: str) -> str:
        """The colour of a token as "#RRGGBB"."""
        return self.ink(token).hex

    def family(self, name: str) -> str:
        """The full hue of a family as "#RRGGBB"."""
        return self._families.get(name, self._families["other"])

    def edge(self, thickness: float) -> float:
        """How thick an edge of this thickness is drawn in this theme."""
        return max(2.0, thickness) if self.is_high_contrast else thickness

    def _mix(self, token: str) -> Ink:
        name, _, percent = token.partition("%")
        alpha = float(percent) / 100 if percent else 1.0
        kind, _, family = name.partition(":")
        if kind == "family":
            return Ink(self.family(family), alpha)
        if kind == "tile":
            return Ink(mixed(self.family(family), self._colors["card"], self._tile), alpha)
        if kind == "rim":
            return Ink(self.family(family), alpha) if self.is_high_contrast else NO_INK
        if kind == "shadow" and self.is_high_contrast:
            return NO_INK
        return Ink(self._colors[kind], alpha)


def channels(color: str) -> tuple[int, int, int]:
    """The red, green and blue of "#RRGGBB", 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def mixed(color: str, ground: str, share: float) -> str:
    """`share` of a colour laid over a ground."""
    pairs = zip(channels(color), channels(ground), strict=True)
    return "#" + "".join(f"{round(over * share + under * (1 - share)):02X}" for over, under in pairs)
