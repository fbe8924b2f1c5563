"""The colours and the font of a slide as they come out: what the theme of the presentation makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree
from PySide6.QtGui import QColor

from orgsketch.exporters.elbows import FULL

if TYPE_CHECKING:
    from orgsketch.exporters.deckpages import Deck


class Colors:
    """The colours of one presentation."""

    def __init__(self, deck: Deck) -> None:
        master = deck.layout.slide_master
        named = master._element.find("./{*}clrMap")
        self._names: dict[str, str] = dict(named.attrib) if named is not None else {}
        theme = _theme(master)
        scheme = theme.find(".//{*}clrScheme")
        self._theme = {slot.tag.partition("}")[2]: _written(slot[0]) for slot in scheme}
        self.font: str = theme.find(".//{*}minorFont/{*}latin").get("typeface")

    def of_theme(self, name: str) -> QColor:
        """A colour by its name in the theme, such as "tx1" or "accent2"."""
        return QColor(self._theme.get(self._names.get(name, name), "#000000"))

    def fill(self, look: Any) -> QColor | None:
        """What a shape, a line or a run of text is filled with; None = nothing."""
        filled = look.find("./{*}solidFill")
        return self._mixed(filled[0]) if filled is not None else None

    def _mixed(self, color: Any) -> QColor:
        is_named = color.tag.endswith("}schemeClr")
        made = self.of_theme(color.get("val")) if is_named else QColor(f"#{color.get('val')}")
        lighter = color.find("./{*}lumOff")
        if lighter is None:
            return made
        off = int(lighter.get("val")) / FULL
        lightness = min(1.0, made.lightnessF() * (1 - off) + off)
        return QColor.fromHslF(max(0.0, made.hslHueF()), made.hslSaturationF(), lightness)


def _theme(master: Any) -> Any:
    """The theme a master stands on."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    return etree.fromstring(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)


def _written(color: Any) -> str:
    """A colour of a theme; of the system's colours the last known."""
    return f"#{color.get('lastClr') or color.get('val')}"
