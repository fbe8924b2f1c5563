"""What our own tables say of a box beyond what HR systems know, so that exported charts come back whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import zip_longest

from orgsketch.importers.columns import (
    EMAIL,
    FUNCTIONS,
    HR_NUMBER,
    ID,
    NOTES,
    PEOPLE,
    PEOPLE_IDS,
    PRODUCTS,
    RESPONSIBILITIES,
    STATUS,
)
from orgsketch.model.ids import PERSON, hashed_id
from orgsketch.model.records import STATUSES, Box, Person
from orgsketch.model.text import clean_line, clean_notes
from orgsketch.vocabulary import Vocabulary

_BOX_ID = re.compile("b_[0-9a-z]{1,32}")
_PERSON_ID = re.compile("p_[0-9a-z]{1,32}")
NONE = "none"


def own_id(text: str) -> str:
    """The id when it is one of ours, else ""."""
    return text if _BOX_ID.fullmatch(text) else ""


def filled(
    box: Box, cell: Callable[[str], str], headers: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[Box, list[Person]]:
    """The box with what its row says in our own columns, and the people who sit in it.

    `cell`: the text of a field; `headers`: field -> header, under which a text stays that says nothing to us.
    """
    seated = people(box.id, cell)
    functions, unknown = functions_in(cell(FUNCTIONS), vocabulary)
    status = cell(STATUS).casefold()
    odd = {FUNCTIONS: unknown, STATUS: "" if status in STATUSES else cell(STATUS)}
    made = replace(
        box,
        title=_title(box, cell),
        functions=functions or box.functions,
        people=tuple(person.id for person in seated) or box.people,
        products=tuple(clean_line(name) for name in listed(cell(PRODUCTS))),
        responsibilities=_responsibilities(cell(RESPONSIBILITIES)),
        status=status if status in STATUSES else "",
        notes=clean_notes(cell(NOTES)),
        external_id=clean_line(cell(HR_NUMBER)) if own_id(cell(ID)) else box.external_id,
        fields={**box.fields, **{headers[field]: clean_notes(text) for field, text in odd.items() if text}},
    )
    if not seated or not cell(EMAIL):
        return made, seated
    return replace(
        made, fields={key: text for key, text in made.fields.items() if key != headers[EMAIL]}
    ), seated


def _title(box: Box, cell: Callable[[str], str]) -> str:
    """The title; an id of ours never stands in for one."""
    return "" if box.title == cell(ID) and own_id(box.title) else box.title


def people(box: str, cell: Callable[[str], str]) -> list[Person]:
    """The people of a seat, with their ids where they were exported."""
    names, ids, emails = (listed(cell(field)) for field in (PEOPLE, PEOPLE_IDS, EMAIL))
    found = [
        Person(
            key if key and _PERSON_ID.fullmatch(key) else hashed_id(PERSON, box, name),
            name,
            clean_line(email or ""),
        )
        for name, key, email in zip_longest(map(clean_line, names), ids, emails)
        if name
    ]
    return list({person.id: person for person in found}.values())


def functions_in(text: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], str]:
    """The functions a cell names by id or title, and the cell itself where it names anything else."""
    found: dict[str, None] = {}
    for name in listed(text):
        known = (name,) if name in vocabulary.functions else vocabulary.function_called(name)
        if not known:
            return (), text
        found |= dict.fromkeys(known)
    return tuple(found), ""


def listed(text: str) -> list[str]:
    """The entries of a cell: "PM; PMM"; a semicolon inside an entry is doubled."""
    parts = text.replace(";;", "\0").split(";") if text else []
    return [part.replace("\0", ";").strip() for part in parts]


def _responsibilities(text: str) -> tuple[str, ...] | None:
    if not text:
        return None
    return () if text == NONE else tuple(filter(None, map(clean_line, listed(text))))
