"""JSON as text from strangers: read strictly, and every value's line found again when it is wrong.

Stricter than the `json` module: UTF-8 only, no nesting beyond what a chart needs, and a name that occurs
twice in one object is kept as `Twice`, never dropped. NaN and Infinity pass: no field takes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from orgsketch.errors import ChartFileError
from orgsketch.resources import _

Path: TypeAlias = tuple[str | int, ...]

MAX_BYTES = 50_000_000
MAX_DEPTH = 64

_STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z)'
_TOKEN = re.compile(_STRING + r'|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class Twice(list[Any]):
    """The values of a name that occurs more than once in one object, in the order of the file."""


class Parsed(NamedTuple):
    """A JSON text, the value it stands for, and whether a name occurs twice in one object."""

    text: str
    value: Any
    has_repeats: bool


def parse(data: bytes) -> Parsed:
    """Read the bytes of a file; raises ChartFileError with line and column."""
    text = _decoded(data)
    if deepest(data) > MAX_DEPTH:
        raise ChartFileError(
            _("the file is nested deeper than {most} levels; no chart is.").format(most=MAX_DEPTH)
        )
    has_repeats = False

    def whole(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_repeats
        fields = dict(pairs)
        if len(fields) == len(pairs):
            return fields
        has_repeats = True
        return _with_repeats(pairs)

    try:
        return Parsed(text, json.loads(text, object_pairs_hook=whole), has_repeats)
    except json.JSONDecodeError as error:
        raise ChartFileError(_conflict(text) or _cut_off(text, error) or _syntax(error)) from None
    except ValueError:
        raise ChartFileError(_("the file holds a number with thousands of digits.")) from None


def _cut_off(text: str, error: json.JSONDecodeError) -> str:
    """What is said of a file that ends too soon."""
    is_at_end = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
    told = _(
        "the file ends in the middle, in line {line}: the rest is missing. Take an earlier version of it."
    )
    return told.format(line=text.count("\n") + 1) if is_at_end and text.lstrip().startswith("{") else ""


def deepest(data: bytes) -> int:
    """How deep the brackets of a text are nested, without parsing it."""
    depth = _depth(data.translate(None, _NOT_BRACKETS))
    if depth > MAX_DEPTH:  # perhaps brackets in a title
        depth = _depth(re.sub(_STRING.encode(), b"", data, flags=re.DOTALL).translate(None, _NOT_BRACKETS))
    return depth


def _depth(brackets: bytes) -> int:
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0)


def places(text: str) -> Iterator[tuple[Path, int]]:
    """Every value of a well-formed JSON text: its path and its line, in the order of the file."""
    inside: list[list[Any]] = []  # one [is object, name or number of the current value] a level
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if token in "]}":
            inside.pop()
        elif token == ",":
            inside[-1][1] = None if inside[-1][0] else inside[-1][1] + 1
        elif token != ":":
            if inside and inside[-1][0] and inside[-1][1] is None:
                inside[-1][1] = json.loads(token)
                yield tuple(level[1] for level in inside), line
                continue
            if inside and not inside[-1][0]:
                yield tuple(level[1] for level in inside), line
            if token in "[{":
                inside.append([token == "{", None if token == "{" else 0])


def _with_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    several: dict[str, Twice] = {}
    for name, value in pairs:
        several.setdefault(name, Twice()).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in several.items()}


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise ChartFileError(
            _("the file is larger than {most} MB; no chart is.").format(most=MAX_BYTES // 1000000)
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ChartFileError(
            _("line {line} is not UTF-8 text; save the file as UTF-8.").format(line=line)
        ) from None
    if not text.strip():
        raise ChartFileError(_("the file is empty."))
    return text


def _syntax(error: json.JSONDecodeError) -> str:
    what = error.msg[0].lower() + error.msg[1:]
    told = _("the file is not JSON: line {line}, column {column}: {fault}.")
    return told.format(line=error.lineno, column=error.colno, fault=what.removesuffix(" at"))


def _conflict(text: str) -> str:
    marker = _CONFLICT.search(text)
    if not marker:
        return ""
    line = text.count("\n", 0, marker.start()) + 1
    told = _("line {line} is the mark of an unresolved git conflict; settle the conflict and try again.")
    return told.format(line=line)
