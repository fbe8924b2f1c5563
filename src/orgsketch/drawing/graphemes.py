"""Where a text may be cut: between what a reader takes for one character."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

JOINER = "\u200d"


@lru_cache(maxsize=4096)
def clusters(text: str) -> tuple[str, ...]:
    """The text in pieces that stay whole: accents, flags, joined emoji, Hangul syllables.

    The rules of Unicode's extended grapheme clusters, but for the conjuncts of Indic scripts.
    """
    if text.isascii():
        return tuple(text)
    pieces: list[str] = []
    for letter in text:
        if pieces and _belongs(pieces[-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return tuple(pieces)


def _belongs(piece: str, letter: str) -> bool:
    """Whether `letter` goes on with the piece before it."""
    if letter.isascii():
        return False
    if is_mark(letter) or piece[-1] == JOINER:
        return True
    if _is_flag_half(letter):
        return len(piece) == 1 and _is_flag_half(piece)
    return _is_jamo_tail(letter) and _takes_jamo(piece[-1])


def is_mark(letter: str) -> bool:
    """Whether a letter only changes the one before it and takes no room of its own."""
    if unicodedata.category(letter) in ("Mn", "Me", "Mc"):
        return True
    is_skin_tone = "\U0001f3fb" <= letter <= "\U0001f3ff"
    is_flag_tag = "\U000e0020" <= letter <= "\U000e007f"
    return letter in "\u200c\u200d" or is_skin_tone or is_flag_tag


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _is_jamo_tail(letter: str) -> bool:
    return "\u1160" <= letter <= "\u11ff"


def _takes_jamo(letter: str) -> bool:
    return "\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7a3"
