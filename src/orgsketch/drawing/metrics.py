"""How wide a text is, without a window system, so that every surface wraps and elides alike.

The widths are advances measured once (`resources/look/advances.json`, the widest of Inter and a face with
Arial's metrics, in thousandths of the type size). Other scripts fall back to the width of their class.
A painter whose font is wider squeezes the text into its room. Slides are set in Arial, which is on every
computer or has a twin there: the styles `slide` and `slide_strong` measure it as it is.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from orgsketch.drawing.graphemes import clusters, is_mark
from orgsketch.drawing.theme import face
from orgsketch.resources import resource

ELLIPSIS = "…"
SLIDES = {"slide": ("arial", 400), "slide_strong": ("arial_bold", 700)}
# In thousandths of the size: emoji and what East Asian fonts draw in a full square; any other script.
WIDE, EMOJI, OTHER = 1000, 1250, 640


class Advances(dict[str, int]):
    """Letter -> advance; letters that were not measured get that of their class."""

    def __missing__(self, letter: str) -> int:
        self[letter] = advance = _by_class(letter)
        return advance


def width(text: str, style: str, size: float = 0.0) -> float:
    """The width of a line of text in pixels; `size` where it is not the style's own."""
    return _units(text, style) * (size or face(style).size) / 1000


@lru_cache(maxsize=20_000)
def elide(text: str, style: str, room: float, size: float = 0.0) -> str:
    """The text, or as much of its beginning as fits into `room` with an ellipsis behind."""
    if width(text, style, size) <= room:
        return text
    pieces = clusters(text)
    return _most(pieces, lambda count: "".join(pieces[:count]).rstrip() + ELLIPSIS, style, room, size)


@lru_cache(maxsize=20_000)
def elide_middle(text: str, style: str, room: float, size: float = 0.0) -> str:
    """The text, or its beginning and end with an ellipsis between, whatever fits into `room`."""
    if width(text, style, size) <= room:
        return text
    pieces = clusters(text)

    def ends(count: int) -> str:
        tail = count // 2
        back = "".join(pieces[len(pieces) - tail :]).lstrip()
        return "".join(pieces[: count - tail]).rstrip() + ELLIPSIS + back

    return _most(pieces, ends, style, room, size)


@lru_cache(maxsize=20_000)
def wrap(
    text: str,
    style: str,
    room: float,
    lines: int = 0,
    size: float = 0.0,
    cut: Callable[[str, str, float, float], str] = elide_middle,
) -> tuple[str, ...]:
    """The text broken between words into lines that fit `room`; a word too long is broken inside.

    At most `lines` (0 = any number): the last then holds all the rest, elided in its middle as titles
    are, or as `cut` does it (`elide` for prose).
    """
    rest = text.strip()
    done: list[str] = []
    while rest and width(rest, style, size) > room:
        if len(done) + 1 == lines:
            return (*done, cut(rest, style, room, size))
        line = _first_line(rest, style, room, size)
        done.append(line.rstrip())
        rest = rest[len(line) :].lstrip()
    return (*done, rest) if rest else tuple(done)


def _first_line(text: str, style: str, room: float, size: float) -> str:
    """As many whole words as fit, at least one cluster."""
    line, taken = "", 0.0
    for word in _words(text):
        if taken + width(word.rstrip(), style, size) > room:
            break
        line, taken = line + word, taken + width(word, style, size)
    return line or _first_letters(text, style, room, size)


def _first_letters(text: str, style: str, room: float, size: float) -> str:
    line, taken = "", 0.0
    for piece in clusters(text):
        taken += width(piece, style, size)
        if line and taken > room:
            break
        line += piece
    return line


def _words(text: str) -> Iterator[str]:
    """Pieces a line may end after: words and the space behind them, parts of words, wide letters."""
    word = ""
    for piece in clusters(text):
        if word and ((word[-1] in " -–—/" and piece != " ") or _is_wide(piece[0])):
            yield word
            word = ""
        word += piece
    yield word


def _most(pieces: tuple[str, ...], shown: Callable[[int], str], style: str, room: float, size: float) -> str:
    """The longest of the shown forms that fits, found by halving."""
    low, high = 0, len(pieces) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if width(shown(middle), style, size) <= room:
            low = middle
        else:
            high = middle - 1
    return shown(low) if width(ELLIPSIS, style, size) <= room else ""


@lru_cache(maxsize=65_536)
def _units(text: str, style: str) -> float:
    table = _advances(style)
    if text.isascii():
        return sum(map(table.__getitem__, text))
    return sum(max(map(table.__getitem__, piece)) for piece in clusters(text))


@cache
def _advances(style: str) -> Advances:
    """The table of Arial, else of the nearest measured weight, at most 700."""
    own, weight = SLIDES.get(style) or ("", face(style).weight)
    table = Advances()
    for name in filter(None, (str(min(700, max(400, round(weight / 100) * 100))), own)):
        for start, run in _tables()[name].items():
            table.update({chr(int(start, 16) + place): advance for place, advance in enumerate(run)})
    return table


@cache
def _tables() -> dict[str, dict[str, list[int]]]:
    tables: dict[str, dict[str, list[int]]] = json.loads(resource("look", "advances.json").read_text("utf-8"))
    return tables


def _by_class(letter: str) -> int:
    if is_mark(letter) or unicodedata.category(letter) in ("Cf", "Cc", "Cs"):
        return 0
    if "\U0001f000" <= letter <= "\U0001faff":
        return EMOJI
    return WIDE if _is_wide(letter) else OTHER


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"
