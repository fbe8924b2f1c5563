"""`orgsketch merge BASE OURS THEIRS -o OUT`: what two people made of one chart, put together.

It is git's merge driver and merge tool, too. Whatever happens, no side is lost: what cannot be read as a
chart is left to git's own merge of lines, whose marks the app and this command understand.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from orgsketch.cli import FINE, FOUND, one_line
from orgsketch.cli.arguments import Once, Parser, UsageError, refuse_to_replace
from orgsketch.errors import ChartFileError, EditError, OrgsketchError
from orgsketch.resources import _

if TYPE_CHECKING:
    from argparse import Namespace

    from orgsketch.model.chart import Chart
    from orgsketch.model.merge import Merge


def run(arguments: Sequence[str]) -> int:
    """Merge; 1 when something is left for people to settle."""
    options = _parser().parse_args(arguments)
    if options.driver:
        return _drive(options)
    if len(options.files) == 1:
        return _settle_marks(options)
    if len(options.files) != 3 or options.output is None:
        raise UsageError(
            _("merge takes BASE OURS THEIRS -o OUT, or one FILE with conflicts; see orgsketch merge --help")
        )
    if options.output.resolve() not in [path.resolve() for path in options.files]:
        refuse_to_replace(options.output, force=options.force or options.tool)
    base, ours, theirs = (_chart(path) for path in options.files)
    return _written(_merged(base, ours, theirs), options.output, options)


# ---- git's driver ----


def _drive(options: Namespace) -> int:
    """Merge %O %A %B into %A. A fault leaves %A to git's merge of lines, so that both sides stay."""
    if len(options.files) != 3:
        raise UsageError(_("the driver takes %O %A %B"))
    base, ours, theirs = options.files
    name = options.path or str(ours)
    try:
        merged = _merged(*(_chart(path) for path in (base, ours, theirs)))
        code = _written(merged, ours, options, name)
    except Exception as error:
        reason = str(error) if isinstance(error, OrgsketchError) else repr(error)
        print(f"orgsketch: {one_line(name)}: merged by lines, for {one_line(reason)}", file=sys.stderr)
        _by_lines(base, ours, theirs, options.marker_size)
        return FOUND
    return code


def _by_lines(base: Path, ours: Path, theirs: Path, size: int) -> None:
    """git's own merge, with marks where the sides differ."""
    labels = ["-L", "ours", "-L", "base", "-L", "theirs"]
    command = ["git", "merge-file", "--quiet", f"--marker-size={size}", "--diff3", *labels]
    subprocess.run([*command, str(ours), str(base), str(theirs)], check=False)


# ---- a file that is in conflict ----


def _settle_marks(options: Namespace) -> int:
    """Merge the versions of a file that git left in conflict, or settle the conflicts noted in it."""
    from orgsketch.files import chartfile, marked

    path: Path = options.files[0]
    data = chartfile.bytes_of(path)
    output = options.output or path
    if output != path:
        refuse_to_replace(output, force=options.force)
    if not marked.is_marked(data):
        from orgsketch.model.merge import Merge

        chart = chartfile.examine_strictly(data, path).chart
        return _written(Merge(chart, tuple(chart.conflicts.values())), output, options)
    from orgsketch.files.versions import versions
    from orgsketch.model.merge import merge_versions

    return _written(merge_versions(versions(path, data)), output, options)


# ---- both ----


def _chart(path: Path) -> Chart | None:
    """The chart of a file; None for an empty one: git has no base for a file that both sides added."""
    from orgsketch.files import chartfile

    data = chartfile.bytes_of(path)
    return chartfile.examine_strictly(data, path).chart if data.strip() else None


def _merged(base: Chart | None, ours: Chart | None, theirs: Chart | None) -> Merge:
    from orgsketch.model.merge import Merge, Versions, merge_versions

    if ours is None or theirs is None:
        one = ours or theirs
        if one is None or base is not None:
            raise ChartFileError(_("one of the versions is an empty file."))
        return Merge(one, ())
    return merge_versions(Versions(base, ours, theirs))


def _written(merged: Merge, output: Path, options: Namespace, name: str = "") -> int:
    """Write the merged chart and tell what is left to settle."""
    from orgsketch.compare.disputes import dispute
    from orgsketch.files import chartfile

    chart = _settled(merged, options.take) if options.take else merged.chart
    chartfile.save(chart, output)
    if chart.conflicts and options.tool:
        return _in_the_app(output)
    for key in sorted(chart.conflicts):
        told = dispute(chart, chart.conflicts[key])
        print(f"{one_line(name or str(output))}: {one_line(told.sentence)}", file=sys.stderr)
    return FOUND if chart.conflicts else FINE


def _settled(merged: Merge, choice: str) -> Chart:
    """The chart with every conflict settled for one side, where that is possible."""
    from orgsketch.model import edits
    from orgsketch.model.diff import apply

    chart = merged.chart
    for key in sorted(chart.conflicts):
        try:
            chart = apply(edits.settle(chart, key, choice), chart)  # type: ignore[arg-type]
        except EditError as error:
            print(f"orgsketch: {one_line(str(error))}", file=sys.stderr)
    return chart


def _in_the_app(path: Path) -> int:
    """Let the user settle the conflicts in the app; 1 while any is left when it is closed."""
    from orgsketch.cli import open_app
    from orgsketch.files import chartfile

    open_app.run([str(path)])
    return FOUND if chartfile.open_strictly(path).chart.conflicts else FINE


def _parser() -> Parser:
    parser = Parser(
        "merge",
        "Put together what two people made of one chart. With one FILE: merge the versions that git left in\n"
        "it, or settle the conflicts noted in it.",
        "exit code: 0 merged, 1 merged and something is left to settle, 2 trouble",
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="BASE OURS THEIRS, or one file")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, action=Once, help="the file to write")
    parser.add_argument("--force", action="store_true", help="replace OUT if it is there")
    parser.add_argument("--take", choices=("ours", "theirs"), help="settle every conflict for one side")
    parser.add_argument("--tool", action="store_true", help="as git mergetool: settle conflicts in the app")
    parser.add_argument("--driver", action="store_true", help="as git merge driver: FILEs are %%O %%A %%B")
    parser.add_argument("--path", default="", help="how git calls the file (%%P)")
    parser.add_argument("--marker-size", type=int, default=7, help="length of git's marks (%%L)")
    return parser
