"""`orgsketch git-setup`: teach git to show, compare and merge charts; may be run again, and taken back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from orgsketch.cli import FINE, hook, lines
from orgsketch.cli.arguments import Parser, UsageError
from orgsketch.resources import _

ATTRIBUTES = "*.orgsketch text eol=lf diff=orgsketch merge=orgsketch linguist-language=JSON"
SECTIONS = ("diff.orgsketch", "merge.orgsketch", "difftool.orgsketch", "mergetool.orgsketch")
SETTINGS = {
    "diff.orgsketch.textconv": "{orgsketch} textconv",
    "diff.orgsketch.cachetextconv": "true",
    "merge.orgsketch.name": "Orgsketch: charts by box and field",
    "merge.orgsketch.driver": "{orgsketch} merge --driver %O %A %B --marker-size %L --path %P",
    "difftool.orgsketch.cmd": '{orgsketch} diff --window "$LOCAL" "$REMOTE"',
    "mergetool.orgsketch.cmd": '{orgsketch} merge --tool "$BASE" "$LOCAL" "$REMOTE" -o "$MERGED"',
    "mergetool.orgsketch.trustExitCode": "true",
}


def run(arguments: Sequence[str]) -> int:
    """Write or remove the settings, and the line in the attributes file."""
    parser = Parser(
        "git-setup",
        "Teach git to show charts as outlines (diff, log -p, show, blame), to merge them by box and field,\n"
        "and to open them from difftool and mergetool. Running it again changes nothing.",
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument(
        "--local", action="store_true", help="for this repository (that is what happens unasked)"
    )
    where.add_argument("--global", dest="everywhere", action="store_true", help="for all your repositories")
    parser.add_argument(
        "--check",
        metavar="LEVEL",
        choices=("critical", "major", "minor", "never"),
        help="before each commit, check the charts in it: stop it from this severity up; `never` stops only"
        " what is broken or has conflicts",
    )
    parser.add_argument("--disable", action="store_true", help="take it all back")
    parser.add_argument("--command", default="", help="how git is to call orgsketch")
    options = parser.parse_args(arguments)
    scope = "--global" if options.everywhere else "--local"
    attributes = _everywhere() if options.everywhere else _top() / ".gitattributes"
    if options.check and options.everywhere:
        raise UsageError(_("--check is for one repository; leave --global away"))
    command = options.command or _command()
    if options.disable and not options.everywhere:
        hook.take_out(_hook())
    elif options.check:
        hook.put(_hook(), command, options.check)
    if options.disable:
        _forget(scope)
        changed = _without_line(attributes)
    else:
        _remember(scope, command)
        changed = _with_line(attributes)
    what = "no longer handles" if options.disable else "now handles"
    place = "in all your repositories" if options.everywhere else f"in {_top()}"
    print(f"git {what} *.orgsketch {place}")
    if changed and not options.everywhere and not options.disable:
        print("commit .gitattributes, so that it is so for everybody who has run orgsketch git-setup")
    return FINE


def _remember(scope: str, command: str) -> None:
    for key, value in SETTINGS.items():
        _git("config", scope, "--replace-all", key, value.replace("{orgsketch}", command))


def _forget(scope: str) -> None:
    for section in SECTIONS:
        _git("config", scope, "--remove-section", section, may_fail=True)


def _command() -> str:
    """How git calls this very program: by name where that is found, else by its Python."""
    if shutil.which("orgsketch"):
        return "orgsketch"
    return f'"{Path(sys.executable).as_posix()}" -m orgsketch'


def _top() -> Path:
    """The folder of the repository. Raises UsageError outside of one."""
    return Path(_git("rev-parse", "--show-toplevel"))


def _hook() -> Path:
    """Where git looks for what is done before a commit."""
    return (Path.cwd() / _git("rev-parse", "--git-path", "hooks")).resolve() / "pre-commit"


def _everywhere() -> Path:
    named = _git("config", "--global", "--type=path", "core.attributesFile", may_fail=True)
    if named:
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "git" / "attributes"


def _with_line(path: Path) -> bool:
    """Put our line into an attributes file, once; whether it was missing."""
    found = lines.read(path)
    if lines.place(found, ATTRIBUTES) is not None:
        return False
    lines.write(path, [*found, f"{ATTRIBUTES}\n"])
    return True


def _without_line(path: Path) -> bool:
    found = lines.read(path)
    rest = [line for line in found if line.rstrip("\r\n") != ATTRIBUTES]
    if rest == found:
        return False
    if rest:
        lines.write(path, rest)
    else:
        path.unlink()
    return True


def _git(*arguments: str, may_fail: bool = False) -> str:
    """What git answers. Raises UsageError in git's words."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise UsageError(_("git is not installed, or not found")) from None
    if done.returncode and not may_fail:
        said = done.stderr.strip().splitlines() or ["git failed without a word"]
        raise UsageError(_("git says: {said}").format(said=said[0].removeprefix("fatal: ")))
    return done.stdout.strip()
