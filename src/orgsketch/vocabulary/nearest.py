"""The name somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """The end of a sentence about an unknown name: "; did you mean X?", "; there are X, Y." or "."."""
    known = sorted(names)
    close = _close(name, known)
    if close:
        return f"; did you mean {close}?"
    return f"; there are {', '.join(known)}." if 1 < len(known) <= 12 else "."


def _close(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    folded = {entry.casefold(): entry for entry in known}
    found = get_close_matches(name[:80].casefold(), folded, 1, 0.6)
    return folded[found[0]] if found else ""
