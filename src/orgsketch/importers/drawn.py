"""The lines that our own tables list with the box they lead from: "informs b_1: messages"."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from itertools import zip_longest

from orgsketch.importers.columns import RELATION_IDS, RELATIONS
from orgsketch.importers.content import listed
from orgsketch.model.ids import RELATION, hashed_id
from orgsketch.model.records import RELATION_KINDS, Relation
from orgsketch.model.text import clean_line

_ENTRY = re.compile(r"(\w+) (b_[0-9a-z]{1,32})(?:: (.*))?", re.DOTALL)
_RELATION_ID = re.compile("r_[0-9a-z]{1,32}")


def drawn(box: str, cell: Callable[[str], str], boxes: Container[str]) -> tuple[list[Relation], list[str]]:
    """The lines from a box, and what is wrong with what cannot be drawn. `cell`: the text of a field."""
    lines: list[Relation] = []
    problems: list[str] = []
    for entry, key in zip_longest(listed(cell(RELATIONS)), listed(cell(RELATION_IDS))):
        if not entry:
            continue
        found = _ENTRY.fullmatch(entry)
        if found is None or found[1] not in RELATION_KINDS:
            problems.append(
                f"has the line “{entry}”; write the kind and the id of a box, such as “informs b_1”; "
                f"the kinds are {', '.join(RELATION_KINDS)}"
            )
        elif found[2] not in boxes or found[2] == box:
            problems.append(f"has a line to {found[2]}, which is no other row")
        else:
            known = (
                key if key and _RELATION_ID.fullmatch(key) else hashed_id(RELATION, box, found[1], found[2])
            )
            lines.append(Relation(known, found[1], box, found[2], clean_line(found[3] or "")))
    return lines, problems
