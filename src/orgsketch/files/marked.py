"""A chart file with the marks of a conflict that git left in it: both sides as they were, and the base."""

from __future__ import annotations

import re
from typing import NamedTuple

_MARK = re.compile(rb"^(<{7}|\|{7}|={7}|>{7})(?: [^\n]*)?\r?$")


class Sides(NamedTuple):
    """The bytes of each version; `base` only when git was told to show it (merge.conflictStyle diff3)."""

    base: bytes | None
    ours: bytes
    theirs: bytes


def is_marked(data: bytes) -> bool:
    """Whether git left marks of a conflict in a file."""
    return any(_mark(line) == b"<<<<<<<" for line in data.split(b"\n")) and b"\n=======" in data


def split(data: bytes) -> Sides | None:
    """The versions between the marks, with all that stands outside of them; None for a file without marks.

    Marks that do not follow each other as git writes them are no marks: then, too, None.
    """
    kept: dict[str, list[bytes]] = {"base": [], "ours": [], "theirs": []}
    inside, has_base, found = "", False, False
    for line in data.split(b"\n"):
        step = _STEPS.get((inside, _mark(line)))
        if step is not None:
            inside, found = step, True
            has_base = has_base or step == "base"
        elif _mark(line) and inside:
            return None
        else:
            for side in [inside] if inside else kept:
                kept[side].append(line)
    if not found or inside:
        return None
    base, ours, theirs = (b"\n".join(kept[side]) for side in ("base", "ours", "theirs"))
    return Sides(base if has_base else None, ours, theirs)


_STEPS = {
    ("", b"<<<<<<<"): "ours",
    ("ours", b"|||||||"): "base",
    ("ours", b"======="): "theirs",
    ("base", b"======="): "theirs",
    ("theirs", b">>>>>>>"): "",
}


def _mark(line: bytes) -> bytes:
    match = _MARK.match(line)
    return match.group(1) if match else b""
