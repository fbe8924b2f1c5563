"""Every bad chart file we could think of, and what the answer has to say; the command line reads them too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

Maker: TypeAlias = Callable[[Path], tuple[Path, str]]

BAD_FILES: dict[str, Maker] = {}


def chart_text(boxes: str = "", *, head: str = "", more: str = "") -> str:
    """A chart file by hand; its boxes begin on line 6."""
    return (
        '{"format": "orgsketch",\n"version": 1,\n"id": "c_1",\n'
        f'"title": "T",{head}\n"boxes": {{\n{boxes}\n}}{more}}}\n'
    )


def _file(name: str, content: str | bytes, says: str) -> None:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")

    def make(folder: Path) -> tuple[Path, str]:
        path = folder / "bad.orgsketch"
        path.write_bytes(data)
        return path, says

    BAD_FILES[name] = make


def _no_file(folder: Path) -> tuple[Path, str]:
    return folder / "missing.orgsketch", "does not exist"


def _folder(folder: Path) -> tuple[Path, str]:
    path = folder / "folder.orgsketch"
    path.mkdir()
    return path, "is a folder"


BAD_FILES |= {"no file": _no_file, "a folder": _folder}
_file("empty", b"", "is empty")
_file("blank", b" \n\n", "is empty")
_file("not JSON", "Dear all,\nplease find", "line 1, column 1")
_file("cut off", chart_text('"b_1": {}')[:-20], "ends in the middle, in line")
_file("JSON of another kind", '{"name": "package", "version": "1.0"}', "not a chart")
_file("JSON, not an object", "[1, 2]", "not a chart")
_file("not UTF-8", b'{"format": "orgsketch",\n"title": "caf\xe9"}', "line 2 is not UTF-8")
_file("UTF-16", chart_text().encode("utf-16"), "not UTF-8")
_file("newer", chart_text().replace('"version": 1', '"version": 2'), "newer Orgsketch")
_file("version in words", chart_text().replace('"version": 1', '"version": "one"'), "whole number")
_file("version of yes", chart_text().replace('"version": 1', '"version": true'), "whole number")
_file("no id", chart_text().replace('"id": "c_1",\n', ""), "id is missing")
_file("unknown field", chart_text(head='"wether": 1,'), "wether is an unknown field")
_file("unknown field of a box", chart_text('"b_1": {"report_to": "b_2"}'), "did you mean reports_to?")
_file("id inside a box", chart_text('"b_1": {"id": "b_1"}'), "the key is the id")
_file("start for from", chart_text(more=',"relations": {"r_1": {"start": "b_1"}}'), "did you mean from?")
_file("dangling manager", chart_text('"b_1": {"reports_to": "b_2"}'), "b_2, which is not on the chart")
_file(
    "loop",
    chart_text('"b_1": {"reports_to": "b_2"}, "b_2": {"reports_to": "b_1"}'),
    "loop of reporting lines",
)
_file("its own manager", chart_text('"b_1": {"reports_to": "b_1"}'), "loop of reporting lines")
_file("duplicate id", chart_text('"b_1": {},\n"b_1": {}'), "line 7, box b_1 occurs more than once")
_file("duplicate field", chart_text('"b_1": {"title": "A",\n"title": "B"}'), "line 7, box b_1, title occurs")
_file("person not there", chart_text('"b_1": {"people": ["p_1"]}'), "names p_1, who is not")
_file(
    "relation to nowhere",
    chart_text('"b_1": {}', more=',"relations": {"r_1": {"kind": "dotted", "from": "b_1", "to": "b_2"}}'),
    "relation r_1, to is b_2",
)
_file(
    "acceptance of nothing",
    chart_text(more=',"accepted": {"a_1": {"rule": "X", "box": "b_1"}}'),
    "acceptance a_1, box",
)
_file(
    "kind of line",
    chart_text(more=',"relations": {"r_1": {"kind": "doted", "from": "b_1", "to": "b_2"}}'),
    "dotted",
)
_file("id of another form", chart_text('"box one": {}'), "must be the id of a box")
_file("id in capitals", chart_text('"b_ABC": {}'), "must be the id of a box")
_file("NaN", chart_text('"b_1": {"headcount": NaN}'), "line 6, box b_1, headcount must be a number")
_file("infinite", chart_text('"b_1": {"headcount": 1e999}'), "headcount must be a number")
_file("a third of a head", chart_text('"b_1": {"headcount": 0.33}'), "in halves")
_file("fewer than nobody", chart_text('"b_1": {"headcount": -1}'), "headcount must be a number")
_file("number of 5,000 digits", chart_text(f'"b_1": {{"headcount": {"9" * 5000}}}'), "thousands of digits")
_file("answer of true", chart_text('"b_1": {"answers": {"mandate": true}}'), "answers.mandate must be")
_file(
    "answer with typo",
    chart_text('"b_1": {"answers": {"m": {"value": 1, "evidance": ""}}}'),
    "mean evidence?",
)
_file("boxes in a list", chart_text().replace("{\n\n}", "[]"), "boxes must be an object")
_file("a box that is a word", chart_text('"b_1": "Product"'), "box b_1 must be an object")
_file("functions as a word", chart_text('"b_1": {"functions": "product"}'), "functions must be a list")
_file("10 MB title", chart_text(f'"b_1": {{"title": "{"x" * 10_000_000}"}}'), "at most 500 characters")
_file("60 MB", b'{"format": "orgsketch", "title": "' + b"x" * 60_000_000, "larger than 50 MB")
_file("100,000 deep in lists", "[" * 100_000 + "]" * 100_000, "nested deeper")
_file("100,000 deep in objects", '{"a":' * 100_000 + "1" + "}" * 100_000, "nested deeper")
_file("100,000 deep and open", "[" * 100_000, "nested deeper")
_file("two lines in a title", chart_text('"b_1": {"title": "a\\nb"}'), "one line of text")
_file("control character", chart_text('"b_1": {"title": "a\\u0007"}'), "control character U+0007")
_file("NUL in notes", chart_text('"b_1": {"notes": "a\\u0000"}'), "control character U+0000")
_file("raw control character", chart_text('"b_1": {"title": "a\x1b[31m"}'), "is not JSON")
_file("control in a name", chart_text('"b_1": {"fields": {"a\\u001b": "b"}}'), "control character U+001B")
_file("unknown name with control", chart_text('"b_1": {"\\u001b[2J": 1}'), "unknown field")
_file("right-to-left override", chart_text('"b_1": {"title": "a\u202eb"}'), "control character U+202E")
_file("half a character", chart_text('"b_1": {"title": "\\ud800"}'), "control character U+D800")
_file("form NFD", chart_text('"b_1": {"title": "cafe\u0301"}'), "Unicode form NFC")
_file("order key", chart_text('"b_1": {"order": "a"}'), "order must be an order key")
_file("order key ends in 0", chart_text('"b_1": {"order": "a10"}'), "order must be an order key")
_file("date", chart_text(more=',"accepted": {"a_1": {"rule": "X", "until": "soon"}}'), "like 2027-01-31")
_file(
    "git conflict", chart_text('<<<<<<< ours\n"b_1": {}\n=======\n>>>>>>> theirs'), "line 6 is the mark of an"
)

MENDABLE = [
    "dangling manager",
    "loop",
    "its own manager",
    "duplicate id",
    "person not there",
    "relation to nowhere",
    "acceptance of nothing",
    "control character",
    "NUL in notes",
    "control in a name",
    "right-to-left override",
    "half a character",
    "form NFD",
]
