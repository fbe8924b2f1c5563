"""`orgsketch diff A B`: what differs between two charts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from orgsketch.cli import FINE, FOUND, one_line
from orgsketch.cli.arguments import Parser, add_packs, pack_folders
from orgsketch.model.chart import Chart
from orgsketch.model.diff import ChartDiff
from orgsketch.model.diff import diff as difference
from orgsketch.model.records import Answer

TABLES = {"people": "person", "boxes": "box", "relations": "line", "accepted": "acceptance", "ticks": "tick"}
FIELD_WORDS = {"reports_to": "reports to", "order": "place among siblings", "external_id": "external id"}


def run(arguments: Sequence[str]) -> int:
    """Print the differences; 1 when there are any."""
    parser = Parser(
        "diff", "Say what differs between two charts.", "exit code: 0 no difference, 1 some, 2 trouble"
    )
    parser.add_argument("before", metavar="A", type=Path, help="a chart file, or a text file with one chart")
    parser.add_argument("after", metavar="B", type=Path)
    parser.add_argument("--format", choices=("json", "text"), default="text", help="how to print (text)")
    add_packs(parser)
    options = parser.parse_args(arguments)
    from orgsketch import vocabulary
    from orgsketch.cli.inputs import read_one

    words = vocabulary.load((), pack_folders(options.packs))
    before, after = (read_one(path, words).chart for path in (options.before, options.after))
    change = difference(before, after)
    if options.format == "json":
        print(json.dumps(as_json(change), indent=2))
    else:
        for line in sentences(change, before, after):
            print(one_line(line))
    return FOUND if change else FINE


def sentences(change: ChartDiff, before: Chart, after: Chart) -> Iterator[str]:
    """The differences in words, what was added and removed by name, what was changed by field."""
    if change.head:
        yield from _changed("the chart", *change.head, before, after)
    for table, word in TABLES.items():
        for key, (old, new) in getattr(change, table).items():
            if old is None:
                yield f"added {word} {_name(new, after)}{_under(new, after)}"
            elif new is None:
                yield f"removed {word} {_name(old, before)}{_under(old, before)}"
            else:
                yield from _changed(f"{word} {_name(old, before) or key}", old, new, before, after)


def as_json(change: ChartDiff) -> dict[str, Any]:
    """The differences for programs: added and removed ids, changed fields before and after."""
    found: dict[str, Any] = {"chart": _fields(*change.head) if change.head else {}}
    for table in TABLES:
        entries = getattr(change, table)
        found[table] = {
            "added": [key for key, (old, _new) in entries.items() if old is None],
            "removed": [key for key, (_old, new) in entries.items() if new is None],
            "changed": {key: _fields(old, new) for key, (old, new) in entries.items() if old and new},
        }
    return found


def _changed(what: str, old: Any, new: Any, before: Chart, after: Chart) -> Iterator[str]:
    for name, (was, now) in _fields(old, new).items():
        if name == "reports_to":
            was, now = _name_of(was, before), _name_of(now, after)
        yield f"{what}: {FIELD_WORDS.get(name, name)} {_said(was)} -> {_said(now)}"


def _fields(old: Any, new: Any) -> dict[str, tuple[Any, Any]]:
    """The fields in which two records differ; of answers only those that differ."""
    found: dict[str, tuple[Any, Any]] = {}
    for name in type(old).__dataclass_fields__:
        was, now = getattr(old, name), getattr(new, name)
        if isinstance(was, Mapping):
            keys = [key for key in {**was, **now} if was.get(key) != now.get(key)]
            found |= {key: (_plain(was.get(key)), _plain(now.get(key))) for key in keys}
        elif was != now:
            found[name] = _plain(was), _plain(now)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Answer):
        return _plain(value.value)
    if hasattr(value, "__dataclass_fields__"):
        return {name: getattr(value, name) for name in type(value).__dataclass_fields__}
    return list(value) if isinstance(value, tuple) else value


def _said(value: Any) -> str:
    if value in (None, "", [], {}):
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _name(record: Any, chart: Chart) -> str:
    """What a record is called: its title or name, its ends, or its rule and box."""
    if hasattr(record, "start"):
        return f"{record.kind} {_name_of(record.start, chart)} to {_name_of(record.end, chart)}"
    if hasattr(record, "rule") or hasattr(record, "item"):
        where = f" on {_name_of(record.box, chart)}" if record.box else ""
        return f"{getattr(record, 'rule', '') or record.item}{where}"
    return str(getattr(record, "title", "") or getattr(record, "name", "") or record.id)


def _name_of(box: str | None, chart: Chart) -> str:
    record = chart.boxes.get(box or "")
    return (record.title if record else "") or box or ""


def _under(record: Any, chart: Chart) -> str:
    manager = getattr(record, "reports_to", None)
    return f" under {_name_of(manager, chart)}" if manager else ""
