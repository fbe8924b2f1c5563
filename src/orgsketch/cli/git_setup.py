"""`orgsketch git-setup`: teach git to show, compare and merge charts; may be run again, and taken back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from orgsketch.cli import FINE, hook
from orgsketch.cli.arguments import Parser, UsageError

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
        raise UsageError("--check is for one repository; leave --global away")
    command = options.command or _command()
    if options.disable:
        _forget(scope)
        changed = _without_line(attributes)
    else:
        _remember(scope, command)
        changed = _with_line(attributes)
    if options.disable and not options.everywhere:
        hook.take_out(_hook())
    elif options.check:
        hook.put(_hook(), command, options.check)
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
    lines = _lines(path)
    if ATTRIBUTES in lines:
        return False
    _write(path, [*lines, ATTRIBUTES])
    return True


def _without_line(path: Path) -> bool:
    lines = _lines(path)
    if ATTRIBUTES not in lines:
        return False
    rest = [line for line in lines if line != ATTRIBUTES]
    if rest:
        _write(path, rest)
    else:
        path.unlink()
    return True


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None


def _write(path: Path, lines: Sequence[str]) -> None:
    from orgsketch.files import safewrite

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        safewrite.write(path, "".join(f"{line}\n" for line in lines).encode())
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None


def _git(*arguments: str, may_fail: bool = False) -> str:
    """What git answers. Raises UsageError in git's words."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise UsageError("git is not installed, or not found") from None
    if done.returncode and not may_fail:
        lines = done.stderr.strip().splitlines() or ["git failed without a word"]
        raise UsageError(f"git says: {lines[0].removeprefix('fatal: ')}")
    return done.stdout.strip()
