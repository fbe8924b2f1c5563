"""How a card is drawn: its text and tiles, its marks and what hangs on its edges.

All shapes are relative to the card's top left corner. `card_shapes` puts them together; a canvas may
take them apart to keep frames and texts as pictures.
"""

from __future__ import annotations

from functools import lru_cache

from orgsketch.drawing.badges import Sign
from orgsketch.drawing.cards import NOTHING, SMALL_TAKEN, SMALL_TITLE, TEXT_LEFT, TEXT_RIGHT, Card, Tile
from orgsketch.drawing.frames import PLAIN, RADIUS, State, frame_shapes, shadow_shapes
from orgsketch.drawing.icons import icon
from orgsketch.drawing.marks import RISKS, STEP, Mark, bare_shape, flag_shapes, mark_shapes
from orgsketch.drawing.metrics import elide, elide_middle, wrap
from orgsketch.drawing.metrics import width as text_width
from orgsketch.drawing.picture import Rectangle, Shape, Text
from orgsketch.drawing.theme import face, size

# Below this height a card is drawn small: one line, no detail.
SMALL = 44
# The sizes of the title of a compact card.
LARGE = (17, 15, 14)
FIRST_MARK = 15
# The drawing beside who sits there, its distance from its text, and from the next one.
BADGE, BADGE_GAP, BADGE_APART = 11.0, 4.0, 7.0
BESIDE_PILL = 13  # from the edge of a pill to the middle of the mark beside it


def level(zoom: float) -> str:
    """What is drawn at a zoom: "full", "compact", "far" or "silhouette"."""
    for name in ("full", "compact", "silhouette"):
        if zoom >= size(f"zoom_{name}"):
            return "far" if name == "silhouette" else name
    return "silhouette"


def card_shapes(
    card: Card,
    width: float,
    height: float,
    level: str = "full",
    state: State = PLAIN,
    *,
    zoom: float = 1.0,
    ground: str = "canvas",
) -> list[Shape]:
    """A whole card. `zoom` keeps far marks visible; `ground` is what lies behind the card."""
    if level == "far":
        return far_shapes(card, width, height, zoom, ground)
    return [
        *frame_shapes(width, height, card.status, card.flag, state),
        *content_shapes(card, width, height, level, state),
        *edge_shapes(card, width, height, level, ground),
    ]


def content_shapes(card: Card, width: float, height: float, level: str, state: State = PLAIN) -> list[Shape]:
    """Tiles and text."""
    is_struck = card.status == "closing" or card.flag == "removed"
    color = "text_muted" if is_struck or state.drag == "left_behind" else "text"
    if level == "compact" and height >= SMALL:
        return _compact(card, width, height, color, is_struck)
    return (_small if height < SMALL else _full)(card, width, height, color, is_struck)


def edge_shapes(card: Card, width: float, height: float, level: str, ground: str = "canvas") -> list[Shape]:
    """Marks on the top edge, the change flag on its left, the fold pill on the bottom edge."""
    is_full = level == "full"
    marks = card.marks if is_full else card.marks[:1]
    made: list[Shape] = []
    for place, mark in enumerate(marks):
        side = size("badge") if is_full else 26
        made += mark_shapes(mark, width - FIRST_MARK - place * STEP, 0.0, side, ground)
    if card.flag:
        made += flag_shapes(card.flag, -8, -8)
    if card.hidden:
        made += fold_shapes(card, width, height, ground)
    return made


def far_shapes(card: Card, width: float, height: float, zoom: float, ground: str = "canvas") -> list[Shape]:
    """A block in the family hue; a bad mark stays, at least 8 pixels on screen."""
    block = Rectangle(0, 0, width, height, card.tiles[0].ink, radius=RADIUS)
    bad = [mark for mark in card.marks if mark.kind in RISKS[:2]]
    return [block, *(bare_shape(bad[0].kind, width - 8, 0, max(18, 8 / zoom), ground) if bad else ())]


def fold_shapes(card: Card, width: float, height: float, ground: str = "canvas") -> list[Shape]:
    """The pill that says how many boxes are folded away, and the worst mark among them."""
    text = f"+{card.hidden}"
    made: list[Shape] = [*pill_shapes(text, width / 2, height, "card", "control_border", "text")]
    if card.hidden_mark:
        beside = width / 2 + _pill_half(text) + BESIDE_PILL
        made += mark_shapes(card.hidden_mark, beside, height, size("badge"), ground)
    return made


def fold_reach(card: Card) -> tuple[float, float]:
    """How far the pill of what is folded away reaches to the left and right of its middle, with its mark."""
    half = _pill_half(f"+{card.hidden}")
    return half, half + (BESIDE_PILL + size("badge") / 2 if card.hidden_mark else 0)


def pill_shapes(text: str, x: float, y: float, fill: str, stroke: str, color: str) -> list[Shape]:
    """A round label around (x, y)."""
    half = _pill_half(text)
    body = Rectangle(x - half, y - 9, 2 * half, 18, fill, stroke, 1.0, 9)
    return [body, Text(x, y + 4, text, "label", color, "middle", 2 * half - 10)]


def _pill_half(text: str) -> float:
    return max(18.0, text_width(text, "label") / 2 + 9)


def travel_shapes(count: int, width: float) -> list[Shape]:
    """The pill on a carried card that says how many reports travel with it."""
    return pill_shapes(f"+{count}", width - 8, 0, "accent", "", "text_on_accent")


def handle_shapes(x: float, y: float) -> list[Shape]:
    """A "+" handle around (x, y): adds a peer on the right edge, a report on the bottom."""
    ring = Rectangle(x - 9, y - 9, 18, 18, "card", "accent", 1.5, 9)
    return [ring, icon("plus", x - 7, y - 7, 14, "accent", 2.7)]


def refusal_shapes(reason: str, width: float, height: float) -> list[Shape]:
    """The chip under a card that says why nothing may be dropped on it."""
    wide = text_width(reason, "small") + 20
    x, y = width / 2 - wide / 2, height - 8
    shadow = [shape._replace(x=shape.x + x, y=shape.y + y) for shape in shadow_shapes(wide, 22, "raised", 4)]
    body = Rectangle(x + 0.5, y + 0.5, wide - 1, 21, "surface_raised", "drop_invalid", 1.0, 4)
    return [*shadow, body, Text(x + 10, y + 15, reason, "small", "critical", room=wide - 20)]


def _full(card: Card, width: float, height: float, color: str, is_struck: bool) -> list[Shape]:
    """Tile, title of one or two lines, detail, and the headcount of the branch."""
    line, room = face("card_title").line, width - TEXT_LEFT - TEXT_RIGHT
    baseline = _last_baseline(card, height)
    made = _both_tiles(card.tiles, height)
    for place, title in enumerate(card.title):
        y = baseline - (len(card.title) - place) * line
        made.append(Text(TEXT_LEFT, y, title, "card_title", color, room=room, is_struck=is_struck))
    shapes, taken = beside_shapes(card, width, height)
    detail = _fitting_detail(card, room - taken)
    words = Text(TEXT_LEFT, baseline, detail, "card_detail", "text_muted", room=room - taken)
    return [*made, *shapes, words]


def _last_baseline(card: Card, height: float) -> float:
    """Where the detail line stands, below one or more lines of title."""
    return height / 2 - 4.5 + (len(card.title) + 1) * face("card_title").line / 2


def beside_shapes(card: Card, width: float, height: float) -> tuple[list[Shape], float]:
    """What stands right of the detail line, and the room it takes: the headcount of a branch, the badges."""
    side = [Sign("people", f"{card.total:,g}", "")] if card.is_lead else []
    # Only the first badge has room for its text: who sits here comes before how many seats they have.
    side += [badge if place == 0 else badge._replace(text="") for place, badge in enumerate(card.badges)]
    made: list[Shape] = []
    taken = 0.0
    for badge in side:
        shapes, wide = _badge(badge, width - TEXT_RIGHT - 2 - taken, _last_baseline(card, height))
        made += shapes
        taken += wide
    return made, taken


def _fitting_detail(card: Card, room: float) -> str:
    """The detail in as many words as there is room for: whole words, if any fit."""
    fits = (text for text in card.details if text_width(text, "card_detail") <= room)
    return next(fits, "") or elide(card.brief or card.detail, "card_detail", room)


def _badge(badge: Sign, right: float, baseline: float) -> tuple[list[Shape], float]:
    """A drawing and its short text that end at `right`, and the room they take."""
    wide = text_width(badge.text, "card_detail") + BADGE_GAP if badge.text else 0.0
    made: list[Shape] = [icon(badge.icon, right - wide - BADGE, baseline - 9.5, BADGE, "text_muted", 2.0)]
    if badge.text:
        made.append(Text(right, baseline, badge.text, "card_detail", "text_muted", "end"))
    return made, wide + BADGE + BADGE_APART


def _small(card: Card, width: float, height: float, color: str, is_struck: bool) -> list[Shape]:
    """A small tile and the title on one line: assistants, carried cards, the bench."""
    room = width - SMALL_TAKEN
    title = elide_middle(card.name, "card_title", room, SMALL_TITLE)
    made = [*tile_shapes(card.tiles[0], 6, height / 2 - 10, 20)]
    text = Text(
        34, height / 2 + 4.5, title, "card_title", color, room=room, size=SMALL_TITLE, is_struck=is_struck
    )
    return [*made, text]


def _compact(card: Card, width: float, height: float, color: str, is_struck: bool) -> list[Shape]:
    """A tile and a large title that can be read at half the size."""
    room = width - 48 - TEXT_RIGHT
    big, lines = _large(card.name, room, height)
    baseline = height / 2 + big * 0.36 - (len(lines) - 1) * (big + 2) / 2
    made: list[Shape] = [*tile_shapes(card.tiles[0], 8, height / 2 - 16, 32)]
    for line in lines:
        made.append(Text(48, baseline, line, "card_title", color, "start", room, big, False, is_struck))
        baseline += big + 2
    return made


def _large(name: str, room: float, height: float) -> tuple[int, tuple[str, ...]]:
    """The largest size at which all words of a title are read whole; else the largest, and what fits."""
    tried = [(big, wrap(name, "card_title", room, _rows(height, big), big)) for big in LARGE]
    return next((found for found in tried if " ".join(found[1]) == name), tried[0])


def _rows(height: float, big: int) -> int:
    """How many lines of a large title a card has room for."""
    return 3 if height >= 3 * (big + 2) + 8 else 2


def _both_tiles(tiles: tuple[Tile, ...], height: float) -> list[Shape]:
    middle = height / 2
    if len(tiles) == 1:
        return [*tile_shapes(tiles[0], 9, middle - 13, 26)]
    rim = Rectangle(15, middle - 6, 24, 24, "card", radius=7)
    return [*tile_shapes(tiles[0], 7, middle - 16, 20), rim, *tile_shapes(tiles[1], 17, middle - 4, 20)]


@lru_cache(maxsize=1024)
def tile_shapes(tile: Tile, x: float, y: float, side: float) -> tuple[Shape, ...]:
    """The coloured square at (x, y): with the drawing of a function, a mark, or the letter of a value."""
    if tile.mark:
        return mark_shapes(Mark(tile.mark), x + side / 2, y + side / 2, side * 0.86, "")
    if tile.letter:
        return _lettered(tile, x, y, side)
    ground = Rectangle(x, y, side, side, f"tile:{tile.hue}", f"rim:{tile.hue}", 1.0, side * 0.23)
    inset = side * 0.17
    return ground, icon(tile.icon, x + inset, y + inset, side - 2 * inset, f"family:{tile.hue}")


def _lettered(tile: Tile, x: float, y: float, side: float) -> tuple[Shape, ...]:
    """A strong edge in the value's colour, the letter in the colour of text: to be read on any hue."""
    edge, (ink, _is, share) = side * 0.1, tile.ink.partition("%")
    fill = f"{ink}%{float(share) / 2 if share else 18:g}"
    if tile.letter == NOTHING:
        edge, fill, ink = 1.0, "", "card_border"
    ground = Rectangle(x + edge / 2, y + edge / 2, side - edge, side - edge, fill, ink, edge, side * 0.2)
    size = side * (0.56 if len(tile.letter) == 1 else 0.44)
    color = "text_muted" if tile.letter == NOTHING else "text"
    return ground, Text(
        x + side / 2, y + side / 2 + size * 0.36, tile.letter, "badge", color, "middle", 0.0, size
    )
