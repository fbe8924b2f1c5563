"""`orgsketch diff A B`: what differs between two charts, and what it does to the findings."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orgsketch.cli import FINE, FOUND, one_line
from orgsketch.cli.arguments import Once, Parser, UsageError, add_packs, pack_folders, refuse_to_replace
from orgsketch.cli.exportoptions import add_comparing, format_of, options_of, said_of
from orgsketch.cli.inputs import STANDARD_INPUT
from orgsketch.model.diff import ChartDiff
from orgsketch.model.records import Answer
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.compare import Change, Comparison
    from orgsketch.model.chart import Chart
    from orgsketch.rules.finding import Report
    from orgsketch.rules.pack import Book
    from orgsketch.vocabulary import Vocabulary

TABLES = ("people", "boxes", "relations", "accepted", "ticks")
COLORS = {"+": "32", "-": "31", ">": "34", "~": "33", "^": "36", "#": "1"}


def run(arguments: Sequence[str]) -> int:
    """Print the differences; 1 when there are any."""
    given = _parser().parse_args(arguments)
    if given.window:
        return _in_the_app(given)
    from orgsketch import compare

    form = format_of(given, SUFFIXES)
    if form in BINARY and not given.output:
        raise UsageError(_("{form} needs a file: -o OUT.{form}").format(form=form))
    if given.output:
        refuse_to_replace(given.output, force=given.force)
    before, after, reports, book = _read(given)
    found = compare.two(before, after, *reports, book.vocabulary)
    if form in FORMATS and _is_all_told(given):
        data = FORMATS[form](found, _is_colored(given)).encode("utf-8")
    else:
        data = _file(form, before, after, given, reports, book)
    if given.output:
        from orgsketch import exporters

        exporters.put(given.output, data)
    else:
        sys.stdout.write(data.decode("utf-8"))
    return FINE if found.is_same and not found.diff else FOUND


def _read(given: Namespace) -> tuple[Chart, Chart, tuple[Report, Report], Book]:
    """Both charts with what the rules say of them."""
    from orgsketch import vocabulary
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.pack import load_book

    folders = pack_folders(given.packs)
    words = vocabulary.load((), folders)
    before, after = _charts(given.before, given.after, words)
    if given.match:
        after = _matched(before, after)
    packs = tuple(dict.fromkeys((*before.head.packs, *after.head.packs)))
    book = load_book(packs, tuple(folders))
    return before, after, (Engine(book).report(before), Engine(book).report(after)), book


def _file(
    form: str, before: Chart, after: Chart, given: Namespace, reports: tuple[Report, Report], book: Book
) -> bytes:
    """The comparison as far as others may read it."""
    from orgsketch.exporters import CHANGES, exporter_for
    from orgsketch.exporters.compared import compared

    material = compared(before, after, options_of(given), reports=reports, book=book)
    if form in FORMATS:
        return FORMATS[form](material.comparison, _is_colored(given)).encode("utf-8")
    return exporter_for(Path(f"changes.{form}"), CHANGES)(material)


def _is_all_told(given: Namespace) -> bool:
    """Whether nothing was said that keeps names or judgements back."""
    said = said_of(given)
    return said.get("names", "full") == "full" and bool(said.get("judgements", True))


def _is_colored(given: Namespace) -> bool:
    return given.color == "always" or (given.color == "auto" and _is_terminal() and not given.output)


def _matched(before: Chart, after: Chart) -> Chart:
    """The later chart with the ids of the earlier one where it is sure who is who; the rest is told."""
    from orgsketch import compare

    found = compare.match(before, after)
    for doubt in found.doubts:
        others = " or ".join(_called(before, key) for key in doubt.candidates)
        print(f"not sure: {one_line(_called(after, doubt.id))} may be {one_line(others)}", file=sys.stderr)
    return compare.rekeyed(after, found)


def _called(chart: Chart, key: str) -> str:
    return chart.people[key].name if key in chart.people else chart.boxes[key].title


def _in_the_app(given: Namespace) -> int:
    """The changes in a window; a file that git has on one side only is told in words."""
    from orgsketch.cli.open_app import NO_DISPLAY, has_display

    if any(map(_is_empty, (given.before, given.after))):
        return run([str(given.before), str(given.after)])
    if not has_display():
        raise UsageError(NO_DISPLAY)
    from orgsketch.ui import app

    return app.compare_app(given.before, given.after, pack_folders(given.packs))


def _charts(before: Path, after: Path, words: Vocabulary) -> tuple[Chart, Chart]:
    """The two charts; an empty file, which git gives for one added or removed, is a chart without boxes."""
    from orgsketch.cli.inputs import read_one
    from orgsketch.model.chart import Chart

    one, other = (None if _is_empty(path) else read_one(path, words).chart for path in (before, after))
    if one is None and other is None:
        raise UsageError(_("{before} and {after} are both empty").format(before=before, after=after))
    known = one or other
    assert known is not None
    return one or Chart.of(known.head), other or Chart.of(known.head)


def _is_empty(path: Path) -> bool:
    return path.exists() and path.stat().st_size == 0 and str(path) != STANDARD_INPUT


def as_text(found: Comparison, is_colored: bool) -> str:
    """The differences for a terminal: the case first, then rows, then findings and questions."""
    from orgsketch.exporters.comparison import sections
    from orgsketch.exporters.comparison import told as change

    told: list[str] = []
    for title, lines in sections(found):
        if lines:
            told += [_painted("#", title, is_colored)]
        for line in lines:
            sign, name, what = line[:3]
            plain = _SIGNS.get(sign, sign)
            said = _said(name, what, change(line, "->", "nothing"))
            told.append(_painted(plain, f"{plain} {said}", is_colored))
    if not told and found.diff:
        told = ["only the file's own data differ: its id, its title, or what it is based on"]
    return "".join(f"{line}\n" for line in told)


def as_json(found: Comparison, is_colored: bool = False) -> str:
    """The differences for programs: records by id, the rows in words, what became of the findings."""
    delta = found.findings
    pairs = ("worse", "better", "accepted", "reopened")
    told = {
        **records(found.diff),
        "counts": dict(found.counts),
        "context": [_row(row) for row in found.context],
        "changes": [_row(row) for row in found.changes],
        "reordered": [_row(row) for row in found.reordered],
        "findings": {
            **{name: [_finding(one) for one in getattr(delta, name)] for name in ("introduced", "resolved")},
            **{name: [_finding(pair[1]) for pair in getattr(delta, name)] for name in pairs},
            "unchanged": len(delta.unchanged),
        },
        "questions": {
            name: [{"fact": asked.fact, "about": asked.about, "text": asked.text} for asked in questions]
            for name, questions in (("opened", found.questions_opened), ("settled", found.questions_settled))
        },
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def records(change: ChartDiff) -> dict[str, Any]:
    """A diff for programs: added and removed ids, changed fields before and after."""
    found: dict[str, Any] = {"chart": _fields(*change.head) if change.head else {}}
    for table in TABLES:
        entries = getattr(change, table)
        found[table] = {
            "added": [key for key, (old, _new) in entries.items() if old is None],
            "removed": [key for key, (_old, new) in entries.items() if new is None],
            "changed": {key: _fields(old, new) for key, (old, new) in entries.items() if old and new},
        }
    return found


def _markdown(found: Comparison, is_colored: bool) -> str:
    from orgsketch.exporters.comparison import markdown

    return markdown(found)


FORMATS: dict[str, Callable[[Any, bool], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": _markdown,
}
BINARY = ("png", "pdf", "pptx")
PICTURED = ("html", "svg", *BINARY)
SUFFIXES = {".md": "markdown", ".json": "json", **{f".{form}": form for form in PICTURED}}
_SIGNS = {"−": "-", "→": ">", "Δ": "~", "↕": "^"}


def _said(name: str, what: str, change: str) -> str:
    told = f"{name}: {what}" if what else name
    if change:
        told += f"{'' if what else ':'} {change}"
    return one_line(told)


def _painted(sign: str, text: str, is_colored: bool) -> str:
    code = COLORS.get(sign) if is_colored else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


def _is_terminal() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _row(row: Change) -> dict[str, Any]:
    names = ("kind", "subject", "id", "box", "title", "what", "was", "now")
    return {name: getattr(row, name) for name in names}


def _finding(finding: Any) -> dict[str, Any]:
    names = ("rule", "name", "title", "kind", "severity", "theme", "state")
    return {**{name: getattr(finding, name) for name in names}, "boxes": list(finding.boxes)}


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


def _parser() -> Parser:
    parser = Parser(
        "diff",
        "Say what differs between two charts, and what that does to the findings.\n"
        "Text, JSON and Markdown tell all, unless --names or --no-judgements says otherwise.",
        "exit code: 0 no difference, 1 some, 2 trouble",
    )
    parser.add_argument("before", metavar="A", type=Path, help="a chart file, or a text file with one chart")
    parser.add_argument("after", metavar="B", type=Path)
    parser.add_argument(
        "--format",
        choices=(*FORMATS, *PICTURED),
        help="how to tell it (as the name of OUT says, else text)",
    )
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, action=Once, help="write it to a file")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="of text (auto)")
    parser.add_argument(
        "--match",
        action="store_true",
        help="pair by number, e-mail, name and title what shares no ids, such as another import",
    )
    parser.add_argument("--window", action="store_true", help="show it in the app, as git difftool does")
    add_comparing(parser)
    add_packs(parser)
    return parser
