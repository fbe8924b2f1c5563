"""The native objects of a slide: text, boxes, badges and glued lines, in the colours of the slide's theme.

A box is one shape: edge, ground, icon and text. Its outline is our own, so that the icon is part of it and
lines leave it where they do in the picture. Lengths are pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from orgsketch.drawing.cards import Card, Tile
from orgsketch.drawing.icons import GRID, icon_data
from orgsketch.drawing.marks import OUTLINES, Mark
from orgsketch.drawing.outline import rounded
from orgsketch.drawing.theme import Theme, tokens
from orgsketch.exporters.drawingml import (
    NO_FILL,
    NO_LINE,
    SMALLEST,
    Words,
    body,
    drawn,
    edge,
    emu,
    outline,
    placed,
    plain_body,
    preset,
    solid,
)
from orgsketch.exporters.elbows import QUARTER_TURN, Elbow
from orgsketch.exporters.svg import escaped
from orgsketch.layout.geometry import Rect

TINT, RADIUS, EDGE = 0.97, 7.0, 1.25
# An icon in a card: its size, how far from the left, and where the text begins.
ICON, ASIDE, TEXT = 15.0, 6.0, 25.0
MARKS = {"octagon": "octagon", "diamond": "diamond", "square": "roundRect"}
TITLE_ID = 2
FLAG_SIGNS = {"added": "+", "removed": "−", "moved": "→", "changed": "Δ"}


class Slide:
    """One slide and what is put onto it."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._lines: list[str] = []
        self._shapes: list[str] = []
        self._title = ""
        self._last = TITLE_ID

    def finished(self) -> str:
        """Everything on it, lines behind boxes."""
        return "".join((self._title, *self._lines, *self._shapes))

    def title(self, kind: str, text: str, rect: Rect | None = None, look: Words | None = None) -> None:
        """The title in its placeholder; `rect` and `look`: other than the layout says."""
        words = body(self.theme, [look], "l") if look else plain_body(text)
        place = placed(rect) if rect else ""
        self._title = (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{TITLE_ID}" name="Title"/>'
            '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>{words}</p:sp>'
        )

    def text(
        self, rect: Rect, paragraphs: Sequence[Words], name: str, align: str = "l", ground: str = ""
    ) -> None:
        """A text box; `ground`: the colour of a plate behind it."""
        fill = solid(self.theme, ground) if ground else NO_FILL
        words = body(self.theme, paragraphs, align)
        self._put(name, rect, preset("rect"), fill, "", words, is_text=True)

    def box(self, rect: Rect, card: Card, paragraphs: Sequence[Words], spoken: str, bus: float = 0.0) -> int:
        """A box of the chart, one shape that holds its own text; the id lines are glued to.

        `bus`: where on its bottom edge the line of stacked reports begins, 0 = nowhere.
        """
        color, dash, is_ghost = _edge_of(card)
        look = edge(solid(self.theme, color), EDGE * (1.6 if card.flag else 1), dash)
        ground = solid(self.theme, "card") if is_ghost else solid(self.theme, card.tiles[0].ink, TINT)
        tiles = () if dash else tuple(tile for tile in card.tiles if tile.icon)
        form = _card_outline(tiles, rect.width, rect.height, bus)
        words = body(self.theme, paragraphs, "l", (TEXT, 2, 2, 2), "ctr")
        return self._put(f"Box {card.box}", rect, form, ground, look, words, spoken)

    def flag(self, x: float, y: float, change: str, name: str) -> None:
        """The flag of a change, its top left at (x, y)."""
        words = [Words(FLAG_SIGNS[change], SMALLEST, True, color="text_on_mark")]
        said = body(self.theme, words, "ctr", anchor="ctr", wrap="none")
        form = preset("roundRect", 30_000)
        self._put(name, Rect(x, y, 22, 17), form, solid(self.theme, change), NO_LINE, said)

    def tick(self, x: float, y: float, name: str) -> None:
        """The sign of what is over and done, its top left at (x, y)."""
        self.text(Rect(x, y, 20, 18), [Words("✓", 11.0, True, color="added")], name)

    def badge(self, x: float, y: float, side: float, mark: Mark, name: str) -> None:
        """A mark around (x, y); its label is its number, else its letter."""
        look = tokens()["mark"][mark.kind]
        is_filled = look["filled"] and not mark.is_quiet
        fill = solid(self.theme, mark.kind if is_filled else "card")
        color = "text_on_mark" if is_filled else mark.kind
        said = Words(mark.label or look["letter"], SMALLEST, True, color=color)
        words = body(self.theme, [said], "ctr", anchor="ctr", wrap="none")
        rect = Rect(x - side / 2, y - side / 2, side, side)
        line = edge(solid(self.theme, mark.kind), EDGE)
        self._put(name, rect, _mark_outline(look["shape"], side), fill, line, words)

    def pill(self, x: float, y: float, text: str) -> None:
        """The number of boxes folded away below a box."""
        wide = 14 + 8 * len(text)
        words = body(self.theme, [Words(text, SMALLEST, True)], "ctr", anchor="ctr", wrap="none")
        rect, line = Rect(x - wide / 2, y - 9, wide, 18), edge(solid(self.theme, "muted"), 1)
        form = preset("roundRect", 50_000)
        self._put(f"Folded {text}", rect, form, solid(self.theme, "card"), line, words)

    def swatch(self, rect: Rect, tile: Tile) -> None:
        """The colour and the icon of a family in the key."""
        self.block(rect, tile.ink, f"Key {tile.hue}", TINT, tile if tile.icon else None)
        self.value(rect, tile, f"Key value {tile.hue}{tile.letter}")

    def value(self, rect: Rect, tile: Tile, name: str) -> None:
        """The letter or the mark of a value, where boxes are coloured by one."""
        if tile.mark:
            x, y = rect.x + rect.width / 2, rect.y + rect.height / 2
            self.badge(x, y, min(18.0, rect.width), Mark(tile.mark), name)
        elif tile.letter:
            at = Rect(rect.x, rect.y + rect.height / 2 - 9, rect.width, 18)
            self.text(at, [Words(tile.letter, SMALLEST, True)], name, "ctr")

    def block(
        self, rect: Rect, token: str, name: str, lighter: float = 0.0, tile: Tile | None = None
    ) -> None:
        """A coloured block, with an icon where a tile says so."""
        line = edge(solid(self.theme, token), 1) if lighter else NO_LINE
        form = preset("roundRect", 20_000)
        if tile:
            form = _card_outline((tile,), rect.width, rect.height, 0, rect.height - 6, 3)
        self._put(name, rect, form, solid(self.theme, token, lighter), line)

    def sample(self, x: float, y: float, wide: float, look: str, name: str) -> None:
        """A stretch of line in the key."""
        rect = Rect(x, y, wide, 0)
        self._lines.append(self._connector(name, placed(rect), preset("line"), look, ""))

    def line(self, bent: Elbow, ends: tuple[int, int], at: tuple[int, int], name: str, look: str) -> None:
        """A line glued to two shapes at their connection sites, behind everything else."""
        glue = f'<a:stCxn id="{ends[0]}" idx="{at[0]}"/><a:endCxn id="{ends[1]}" idx="{at[1]}"/>'
        form = preset(bent.shape, *bent.adjustments)
        self._lines.append(self._connector(name, _turned(bent), form, look, glue))

    def drawing(self, rect: Rect, path: str, fill: str, stroke: str, name: str) -> None:
        """A path within a rectangle, filled or drawn."""
        size = f'w="{emu(rect.width)}" h="{emu(rect.height)}"'
        form = outline(f"<a:path {size}>{drawn(path, 0, 0, 1)}</a:path>")
        line = edge(solid(self.theme, stroke), 0.8) if stroke else NO_LINE
        self._put(name, rect, form, solid(self.theme, fill) if fill else NO_FILL, line)

    def icon(self, rect: Rect, name: str, called: str, words: str) -> None:
        """An icon in the colour of quiet text; `words`: what it says to those who cannot see it."""
        form = outline(
            f'<a:path w="{emu(rect.width)}" h="{emu(rect.height)}" fill="none">'
            f"{drawn(icon_data(name), 0, 0, rect.width / GRID)}</a:path>"
        )
        self._put(called, rect, form, NO_FILL, edge(solid(self.theme, "muted"), 0.9), "", words)

    def add(self, text: str) -> None:
        """A finished object."""
        self._shapes.append(text)

    def rule(self, rect: Rect) -> None:
        """A hairline along the longer side of a rectangle; no connector, as it connects nothing."""
        thin = Rect(rect.x, rect.y, max(1.0, rect.width), max(1.0, rect.height))
        self._put("Rule", thin, preset("rect"), solid(self.theme, "hairline"), NO_LINE)

    def _connector(self, name: str, place: str, form: str, look: str, glue: str) -> str:
        return (
            f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{self.next_id()}" name="{escaped(name)}"/>'
            f"<p:cNvCxnSpPr>{glue}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
            f"<p:spPr>{place}{form}{look}</p:spPr></p:cxnSp>"
        )

    def _put(
        self,
        name: str,
        rect: Rect,
        form: str,
        fill: str,
        line: str,
        words: str = "",
        spoken: str = "",
        is_text: bool = False,
    ) -> int:
        number = self.next_id()
        said = f' descr="{escaped(spoken)}"' if spoken else ""
        kind = ' txBox="1"' if is_text else ""
        about = f'<p:cNvPr id="{number}" name="{escaped(name)}"{said}/><p:cNvSpPr{kind}/><p:nvPr/>'
        look = f"{placed(rect)}{form}{fill}{line}"
        self._shapes.append(
            f"<p:sp><p:nvSpPr>{about}</p:nvSpPr><p:spPr>{look}</p:spPr>{words or body(self.theme, ())}</p:sp>"
        )
        return number

    def next_id(self) -> int:
        """An id no other shape of the slide has."""
        self._last += 1
        return self._last


def _edge_of(card: Card) -> tuple[str, str, bool]:
    """Colour and dash of a card's edge, and whether it is a ghost or gone."""
    if card.flag == "ghost":
        return "muted", "dash", True
    if card.flag:
        return card.flag, "dash" if card.flag == "removed" else "", card.flag == "removed"
    return card.tiles[0].ink, "dash" if card.status in ("vacant", "planned") else "", False


@lru_cache(maxsize=512)
def _card_outline(
    tiles: tuple[Tile, ...], wide: float, tall: float, bus: float, side: float = ICON, aside: float = ASIDE
) -> str:
    """A rounded rectangle with its icons, its text beside them, and five places for lines."""
    size = f'w="{emu(wide)}" h="{emu(tall)}"'
    card = f"<a:path {size}>{drawn(_rounded(wide, tall, min(RADIUS, tall / 4)), 0, 0, 1)}</a:path>"
    shown = tiles[: 2 if tall > 2 * side else 1]
    top = (tall - side * len(shown)) / 2
    icons = "".join(
        f'<a:path {size} fill="none">'
        f"{drawn(icon_data(tile.icon), aside, top + place * side, side / GRID)}</a:path>"
        for place, tile in enumerate(shown)
    )
    sites = [(270, "hc", "t"), (180, "l", "vc"), (90, "hc", "b"), (0, "r", "vc")]
    if bus:
        sites.append((90, f"{emu(bus)}", "b"))
    return outline(card + icons, sites)


def _rounded(wide: float, tall: float, radius: float) -> str:
    return rounded([(0, 0), (wide, 0), (wide, tall), (0, tall)], radius, closed=True)


@lru_cache(maxsize=64)
def _mark_outline(shape: str, side: float) -> str:
    if shape in MARKS:
        return preset(MARKS[shape], *((28_000,) if shape == "square" else ()))
    if shape in OUTLINES:
        size = f'w="{emu(side)}" h="{emu(side)}"'
        return outline(f"<a:path {size}>{drawn(OUTLINES[shape], side / 2, side / 2, side / 100)}</a:path>")
    return preset("ellipse")


def _turned(bent: Elbow) -> str:
    """Place, turn and mirrors of a connector; PowerPoint writes a mirrored turn the other way round."""
    is_other_way = bent.is_turned and bent.flip_v
    turn = f' rot="{QUARTER_TURN * (3 if is_other_way else 1)}"' if bent.is_turned else ""
    flips = "".join(
        f' {name}="1"'
        for name, value in (("flipH", bent.flip_h != is_other_way), ("flipV", bent.flip_v != is_other_way))
        if value
    )
    return placed(Rect(bent.x, bent.y, bent.width, bent.height), turn + flips)
