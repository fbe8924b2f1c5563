"""The published JSON Schema of the chart file, made from the dataclasses that read it.

`python -m orgsketch.files.schema` writes `resources/schema/`; a test fails when that was forgotten.
"""

from __future__ import annotations

import json
from typing import Any

from orgsketch.files.document import FORMAT, RECORDS, RENAMED, SIDES, TABLES, VERSION, adapter
from orgsketch.resources import resource

NAME = f"orgsketch-{VERSION}.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def schema() -> Schema:
    """The JSON Schema of version 1, with the file's own names."""
    found = adapter().json_schema()
    records = found["$defs"]
    for table, record in TABLES.items():
        _without(records[record.__name__], "id")
        found["properties"][table]["additionalProperties"] = False  # no other keys than ids
    _without(records["Head"], "id")
    for inside, written in RENAMED.items():
        _renamed(records["Relation"], inside, written)
    records["Answer"] = {"anyOf": [records["Answer"]["properties"]["value"], records["Answer"]]}
    for side in SIDES:
        records["Conflict"]["properties"][side] = _told_by_id()
    found["properties"]["format"] = {"const": FORMAT}
    found["properties"]["version"] = {"const": VERSION}
    return {"$schema": DIALECT, "title": "Orgsketch chart", **_plain(found)}


def published() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _without(record: Schema, name: str) -> None:
    del record["properties"][name]
    record["required"] = [other for other in record["required"] if other != name]
    if not record["required"]:
        del record["required"]


def _told_by_id() -> Schema:
    """The records of one side of a conflict: their ids tell what they are; null = not there."""
    kinds = {
        f"^{prefix}": {"anyOf": [{"$ref": f"#/$defs/{record.__name__}"}, {"type": "null"}]}
        for prefix, record in RECORDS.items()
    }
    return {"type": "object", "patternProperties": kinds, "additionalProperties": False}


def _renamed(record: Schema, old: str, new: str) -> None:
    record["properties"] = {
        new if name == old else name: value for name, value in record["properties"].items()
    }
    record["required"] = [new if name == old else name for name in record["required"]]


def _plain(value: Any, *, is_names: bool = False) -> Any:
    """Without the titles pydantic makes up; `is_names`: the keys are field names, not keywords."""
    if isinstance(value, dict):
        kept = {key: entry for key, entry in value.items() if is_names or key != "title"}
        return {key: _plain(entry, is_names=key in ("properties", "$defs")) for key, entry in kept.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list) else value


if __name__ == "__main__":
    target = resource("schema") / NAME
    target.parent.mkdir(exist_ok=True)
    target.write_text(published(), encoding="utf-8")
