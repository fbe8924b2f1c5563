"""`orgsketch check FILE...`: what the rules find in charts."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE, FOUND, WRONG, one_line
from orgsketch.cli.arguments import Parser, UsageError, add_packs, pack_folders, suggestion
from orgsketch.cli.checked import WARNINGS, Checked
from orgsketch.cli.inputs import Input, read_inputs
from orgsketch.resources import _

if TYPE_CHECKING:
    from orgsketch.rules.engine import Engine
    from orgsketch.rules.finding import Report

SEVERITIES = ("critical", "major", "minor", "info")
BARS = ("critical", "major", "minor", "never")
FORMATS = {"text": "as_text", "json": "as_json", "markdown": "as_markdown", "sarif": "as_sarif"}

_CODE = re.compile(r"[A-Za-z]{3}(\d{3})?")


def run(arguments: Sequence[str]) -> int:
    """Check every file; 1 when an open risk or watch-out reaches the bar, or a conflict of a merge is left;
    2 when a file cannot be read."""
    options = _parser().parse_args(arguments)
    select, ignore = _codes(options.select, options.files), _codes(options.ignore, options.files)
    if not options.files:
        raise UsageError(_("no FILE was given; see orgsketch check --help"))
    folders = pack_folders(options.packs)
    engine_for = _engines(folders)
    if select or ignore:
        _refuse_unknown([*select, *ignore], engine_for(()).book.texts)
    checked: list[Checked] = []
    code = FINE
    for entry in _inputs(options.files, folders):
        if isinstance(entry, Input):
            engine = engine_for(entry.chart.head.packs)
            report = _chosen(engine.report(entry.chart), select, ignore)
            checked.append(Checked(entry, report, engine.book))
            _tell_conflicts(entry)
        else:
            print(f"orgsketch: {one_line(entry)}", file=sys.stderr)
            code = WRONG
    _print(options.format, checked, is_verbose=options.verbose)
    is_open = any(entry.chart.conflicts for entry in checked)
    return code or (FOUND if is_open or reaches(checked, options.fail_on) else FINE)


def reaches(checked: Iterable[Checked], bar: str) -> bool:
    """Whether an open risk or watch-out is as severe as the bar, or more."""
    counting = SEVERITIES[: SEVERITIES.index(bar) + 1] if bar in SEVERITIES else ()
    return any(
        finding.state == "open" and finding.kind in WARNINGS and finding.severity in counting
        for entry in checked
        for finding in entry.report.findings
    )


def _tell_conflicts(entry: Input) -> None:
    """A chart with conflicts is nobody's decision yet, whatever the rules say of it."""
    for key in sorted(entry.chart.conflicts):
        from orgsketch.compare.disputes import dispute

        told = dispute(entry.chart, entry.chart.conflicts[key])
        print(f"{one_line(entry.place)}: conflict: {one_line(told.sentence)}", file=sys.stderr)


def _inputs(files: Iterable[Path], folders: Sequence[Path]) -> Iterator[Input | str]:
    from orgsketch import vocabulary

    words = vocabulary.load((), folders)
    for path in files:
        for entry in read_inputs(path, words):
            yield entry if isinstance(entry, Input) else entry.sentence


def _engines(folders: Sequence[Path]) -> Callable[[tuple[str, ...]], Engine]:
    """One engine for all charts that name the same packs, made when the first of them is read."""

    @cache
    def engine_for(packs: tuple[str, ...]) -> Engine:
        from orgsketch.rules.engine import Engine
        from orgsketch.rules.pack import load_book

        return Engine(load_book(packs, tuple(folders)))

    return engine_for


def _chosen(report: Report, select: Sequence[str], ignore: Sequence[str]) -> Report:
    """The findings of the chosen rules, and the questions that decide them."""
    if not (select or ignore):
        return report

    def is_chosen(code: str) -> bool:
        return (not select or code.startswith(tuple(select))) and not code.startswith(tuple(ignore or "-"))

    questions = [
        replace(asked, decides=tuple(filter(is_chosen, asked.decides))) for asked in report.questions
    ]
    return replace(
        report,
        findings=tuple(finding for finding in report.findings if is_chosen(finding.rule)),
        questions=tuple(asked for asked in questions if asked.decides),
    )


def _codes(values: Iterable[str], files: list[Path]) -> list[str]:
    """Rule codes and beginnings of codes; what is neither came after an option and is a file."""
    codes: list[str] = []
    for value in values:
        parts = value.split(",")
        if all(_CODE.fullmatch(part) for part in parts):
            codes += [part.upper() for part in parts]
        else:
            files.append(Path(value))
    return codes


def _refuse_unknown(codes: Iterable[str], known: Iterable[str]) -> None:
    for code in codes:
        if not any(rule.startswith(code) for rule in known):
            raise UsageError(
                _("there is no rule {code}{near}").format(code=code, near=suggestion(code, known))
            )


def _print(format: str, checked: Sequence[Checked], *, is_verbose: bool) -> None:
    from importlib import import_module

    module = import_module(f"orgsketch.cli.{FORMATS[format]}")
    sys.stdout.write(module.formatted(checked, is_verbose=is_verbose))


def _parser() -> Parser:
    parser = Parser(
        "check",
        "Say what the rules find in charts. A FILE is a chart file, or a text file with one shorthand chart\n"
        "a line (blank lines and lines starting with # are skipped); - is the standard input.",
        "exit code: 0 no open finding reaches the bar, 1 one does, 2 a file cannot be read",
    )
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="what to check")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how to print (text)")
    parser.add_argument("--fail-on", choices=BARS, default="major", help="the bar for exit code 1 (major)")
    for name, what in (
        ("--select", "only these rules: a code, or how codes begin"),
        ("--ignore", "not these rules"),
    ):
        parser.add_argument(name, metavar="CODE", nargs="+", action="extend", default=[], help=what)
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="also show strengths, advice and questions"
    )
    add_packs(parser)
    return parser
