"""The hook that checks charts before a commit: lines of shell between two marks, put in and taken out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from orgsketch.cli.arguments import UsageError

BEGIN, END = "# >>> orgsketch", "# <<< orgsketch"
# What is checked is what is committed, not what lies in the folder.
LINES = r"""
(
  folder=$(mktemp -d) || exit 1
  trap 'rm -rf "$folder"' EXIT
  git diff --cached --name-only --diff-filter=ACM -z -- '*.orgsketch' |
    git checkout-index -z --stdin --prefix="$folder/" || exit 1
  cd "$folder" && find . -name '*.orgsketch' -exec {orgsketch} check --fail-on {level} {} +
) || exit 1
"""


def put(path: Path, command: str, level: str) -> None:
    """Put our lines into a hook, in the place of older ones of ours. Raises UsageError."""
    found = _read(path) or ["#!/bin/sh"]
    if not (found[0].startswith("#!") and found[0].split()[0].endswith("sh")):
        raise UsageError(f"{path} is a hook of yours that is no shell script; call `orgsketch check` from it")
    ours = LINES.strip().replace("{orgsketch}", command).replace("{level}", level).splitlines()
    head, rest = found[0], _without(found[1:])
    _write(path, [head, BEGIN, *ours, END, *rest])


def take_out(path: Path) -> None:
    """Take our lines out again; a hook with nothing else in it goes."""
    found = _read(path)
    rest = _without(found)
    if rest == found:
        return
    if len(rest) > 1:
        _write(path, rest)
    else:
        path.unlink()


def _without(lines: Sequence[str]) -> list[str]:
    if BEGIN not in lines or END not in lines:
        return list(lines)
    return [*lines[: lines.index(BEGIN)], *lines[lines.index(END) + 1 :]]


def _read(path: Path) -> list[str]:
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
        path.chmod(path.stat().st_mode | 0o111)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror or error}") from None
