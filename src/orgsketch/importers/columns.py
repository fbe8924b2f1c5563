"""What the columns of a table are about, by the headers people's programs write.

The names are those of Visio, OrgChart Now, Organimi, Pingboard, Built, Agentnoon, ChartHop, Functionly,
Unaric, FlowBreeze, draw.io, Workday, SuccessFactors, BambooHR, HiBob, Personio, PeopleForce, Google Charts
and Entra, without case, spaces and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from orgsketch.errors import ImporterError
from orgsketch.importers.delimited import Row
from orgsketch.resources import _

ID, NAME, FIRST, LAST, TITLE, MANAGER = "id", "name", "first_name", "last_name", "title", "manager"
EMAIL, DOTTED, ASSISTANT, HEADCOUNT, VACANT, IGNORE = (
    "email",
    "dotted",
    "assistant",
    "headcount",
    "vacant",
    "ignore",
)

# What our own tables say beyond that.
FUNCTIONS, PEOPLE, PEOPLE_IDS, STATUS = "functions", "people", "people_ids", "status"
PRODUCTS, RESPONSIBILITIES, NOTES, HR_NUMBER = "products", "responsibilities", "notes", "hr_number"
RELATIONS, RELATION_IDS = "relations", "relation_ids"
OWN = (
    FUNCTIONS,
    PEOPLE,
    PEOPLE_IDS,
    STATUS,
    PRODUCTS,
    RESPONSIBILITIES,
    RELATIONS,
    RELATION_IDS,
    NOTES,
    HR_NUMBER,
)

# In the order of preference, where a table has several.
HEADERS: dict[str, tuple[str, ...]] = {
    ID: tuple(
        "id uniqueid positionid builtpositionid employeeid employeenumber empid personid userid workerid"
        " employee externalid staffnumber mitarbeiterid".split()
    ),
    MANAGER: tuple(
        "managerid managerspositionid managerposition supervisorid supervisoreid bossid parentid reportstoid"
        " managersemail manageremail supervisoremail reportsto reportingto manager supervisor boss parent"
        " workersmanager workersmanagergroup linemanager superior managername vorgesetzter manageruid".split()
    ),
    NAME: tuple("name fullname displayname employeename worker preferredname username".split()),
    FIRST: tuple("firstname first givenname forename prefname vorname".split()),
    LAST: tuple("lastname last surname familyname preflast nachname".split()),
    TITLE: tuple("jobtitle businesstitle positiontitle roletitle title position role job".split()),
    EMAIL: tuple("email workemail emailwork emailaddress mail userprincipalname".split()),
    DOTTED: tuple(
        "dottedids dottedline dottedlinerelationships matrixmanager secondarymanager refs"
        " secondaryreporting".split()
    ),
    ASSISTANT: tuple("isassistant assistant".split()),
    HEADCOUNT: ("headcount",),
    VACANT: tuple("isvacant vacant openposition isfilled".split()),
    **{field: (field.replace("_", ""),) for field in OWN},
}
FIELDS = (*HEADERS, IGNORE)
HEADER_WITHIN = 10


def plain(header: str) -> str:
    """A header without what programs add: "Manager's Email (required)" is "managersemail"."""
    words = (
        unicodedata.normalize("NFKC", header).casefold().replace("(required)", "").removesuffix(" overwrite")
    )
    return re.sub(r"[\W_]+", "", words)


def field_of(header: str) -> str:
    """The field a header names, or ""."""
    return _FIELD_OF.get(plain(header), "")


_FIELD_OF = {name: field for field, names in HEADERS.items() for name in names}


def header_and_rows(rows: Sequence[Row]) -> tuple[Row, list[Row]]:
    """The header row, perhaps below a title, and the rows after it; a second row of headers is left out."""
    start = max(
        range(min(len(rows), HEADER_WITHIN)), key=lambda place: (_recognised(rows[place]), -place), default=0
    )
    header, rest = rows[start], list(rows[start + 1 :])
    if rest and _recognised(rest[0]) >= 2 and _recognised(rest[0]) * 2 >= sum(map(bool, rest[0].cells)):
        rest = rest[1:]
    return header, rest


def candidates(header: Sequence[str], mapping: Mapping[str, str]) -> dict[str, list[int]]:
    """The columns of every field, the preferred ones first; `mapping` (header -> field) overrules.

    Raises ImporterError when the mapping names a column or a field that is not there.
    """
    told = _told(header, mapping)
    found: dict[str, list[int]] = {field: [] for field in FIELDS}
    for field, names in HEADERS.items():
        chosen = [place for place, told_field in told.items() if told_field == field]
        guessed = [place for place, text in enumerate(header) if place not in told and plain(text) in names]
        found[field] = chosen or sorted(guessed, key=lambda place: names.index(plain(header[place])))
    found[IGNORE] = [place for place, field in told.items() if field == IGNORE]
    return found


def _told(header: Sequence[str], mapping: Mapping[str, str]) -> dict[int, str]:
    told: dict[int, str] = {}
    for name, field in mapping.items():
        if field not in FIELDS:
            raise ImporterError(
                _("{field!r} is no field of a chart; there are {names}.").format(
                    field=field, names=", ".join(FIELDS)
                )
            )
        places = [place for place, text in enumerate(header) if name == text or plain(name) == plain(text)]
        if not places:
            near = get_close_matches(name, header, 1)
            known = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(filter(None, header))}."
            raise ImporterError(_("the table has no column {name!r}; {known}").format(name=name, known=known))
        told[places[0]] = field
    return told


def _recognised(row: Row) -> int:
    return len({field_of(cell) for cell in row.cells} - {""})
